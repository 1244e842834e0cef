/* cloudformation-takers.c: whatever else takes addresses, by the rules that are data */
#include <string.h>

#include "import/cloudformation.h"
#include "import/count-formula.h"
#include "import/subnet-groups.h"

/* A resource, or an item of a list in it, that a rule is applied to. */
typedef struct
{
  EnisimResourceReader *reader;
  const EnisimValue *from; /* NULL: the resource */
} Source;

static gboolean
names_one (const char *path)
{
  return g_str_has_suffix (path, "SubnetId") && !strstr (path, "[]");
}

/* @path: of one id or of a list */
static EnisimIdList
read_ids (const Source *source, const char *path)
{
  EnisimId id;

  if (!names_one (path))
    return enisim_resource_get_subnets (source->reader, source->from, path);
  id = enisim_resource_get_id (source->reader, source->from, path);
  return enisim_inventory_make_list (source->reader->template->importer->inventory, &id,
                                     id ? 1 : 0);
}

/* Returns: (nullable): what a subnet of this load says of its AZ */
static EnisimId
find_az (const EnisimResourceReader *reader, EnisimId subnet)
{
  const EnisimPlace *place = enisim_resource_find (reader, subnet);
  EnisimResourceReader moved;

  if (!place)
    return NULL;
  moved = enisim_resource_move (reader, place);
  return enisim_resource_get_id (&moved, NULL, "AvailabilityZone");
}

/* Those in the AZ, if any is, and those of which nobody knows that they are not. */
static EnisimIdList
keep_in_az (const EnisimResourceReader *reader, const EnisimIdList *subnets, EnisimId az)
{
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();
  gboolean is_found = FALSE;

  for (guint i = 0; i < subnets->n; i++)
    {
      const EnisimId other = find_az (reader, subnets->ids[i]);

      is_found |= other == az;
      if (other == az || !other || strchr (other, '$') || strchr (az, '$'))
        g_ptr_array_add (kept, (gpointer) subnets->ids[i]);
    }
  if (!is_found)
    return *subnets;
  return enisim_inventory_make_list (reader->template->importer->inventory,
                                     (const EnisimId *) kept->pdata, kept->len);
}

static EnisimIdList
read_subnets (const Source *source, const EnisimTakerRule *rule)
{
  EnisimResourceReader *reader = source->reader;
  EnisimIdList subnets = rule->subnets ? read_ids (source, rule->subnets)
                                       : enisim_read_subnet_group (reader, rule->group);
  const EnisimId az = rule->az ? enisim_resource_get_id (reader, source->from, rule->az) : NULL;

  if (subnets.n == 0 && !subnets.open && rule->group)
    enisim_inventory_add_note (reader->template->importer->inventory, reader->resource.at,
                               "%s %s names no group of subnets, and so is in those of the default "
                               "VPC: not counted",
                               rule->label, reader->resource.name);
  return az && subnets.n > 0 ? keep_in_az (reader, &subnets, az) : subnets;
}

static gboolean
is_equal (const EnisimResourceReader *reader, const EnisimTakerRule *rule)
{
  const EnisimId text = enisim_resource_get_id (reader, NULL, rule->when);
  const gsize n_bytes = strlen (rule->equals);

  if (!g_str_has_suffix (rule->equals, "*"))
    return enisim_resource_is (reader, NULL, rule->when, rule->equals);
  return text && g_ascii_strncasecmp (text, rule->equals, n_bytes - 1) == 0;
}

/* Whether one of the rules of the same type before @rule has the value that it would take. */
static gboolean
is_taken (const EnisimResourceReader *reader, const EnisimTakerRule *rules,
          const EnisimTakerRule *rule)
{
  for (const EnisimTakerRule *other = rules; other < rule; other++)
    if (other->equals && is_equal (reader, other))
      return TRUE;
  return FALSE;
}

static gboolean
holds (const EnisimResourceReader *reader, const EnisimTakerRule *rules,
       const EnisimTakerRule *rule)
{
  if (!rule->when)
    return TRUE;
  if (rule->equals)
    return is_equal (reader, rule);
  return !is_taken (reader, rules, rule);
}

/* @key: (nullable): items of which this is true do not count */
static gint
get_length (const Source *source, const char *path, const char *key)
{
  const EnisimValue *list = enisim_resource_get (source->reader, source->from, path);
  gint n = 0;

  if (!list)
    return 0;
  if (list->kind != ENISIM_VALUE_LIST)
    return -1;
  for (guint i = 0; i < list->n_items; i++)
    n += !key || list->items[i]->kind != ENISIM_VALUE_MAPPING
         || !enisim_resource_is (source->reader, list->items[i], key, "true");
  return n;
}

static gint
look_up (const char *path, gint otherwise, gpointer user_data)
{
  const Source *source = user_data;
  g_auto (GStrv) parts = g_strsplit (path, "!", 2);

  if (path[0] == '#')
    return get_length (source, parts[0] + 1, parts[1]);
  return enisim_resource_get_number (source->reader, source->from, path, 0, ENISIM_COUNT_MAX,
                                     otherwise);
}

/* How often the addresses of a rule are taken.  What is not known leaves the taker open. */
static guint
read_count (const Source *source, const char *formula, guint n, EnisimTaker *taker)
{
  EnisimFormulaCount count;

  if (!formula || n == 0)
    return n;
  count = enisim_count_formula (formula, look_up, (gpointer) source);
  if (!count.is_known)
    {
      taker->is_open = TRUE;
      enisim_inventory_add_note (source->reader->template->importer->inventory,
                                 source->reader->resource.at,
                                 "how many addresses %s %s takes is not known: counted as at least "
                                 "%u",
                                 taker->rule->label, source->reader->resource.name, count.n * n);
    }
  return MIN (count.n, ENISIM_COUNT_MAX / n) * n;
}

static void
read_counts (const Source *source, EnisimTaker *taker)
{
  const EnisimTakerRule *rule = taker->rule;
  guint percent;

  taker->is_open
      = rule->is_open
        || (rule->open_if && enisim_resource_get (source->reader, source->from, rule->open_if));
  taker->n_min = read_count (source, rule->count_min, rule->n_min, taker);
  if (!rule->count_min || rule->count_max)
    taker->n_max = read_count (source, rule->count_max, rule->n_max, taker);
  taker->n_expected = read_count (source, rule->count_expected, rule->n_expected, taker);
  taker->n_max = MAX (taker->n_max, MAX (taker->n_min, taker->n_expected));
  if (rule->update_percent)
    {
      percent = enisim_count_formula (rule->update_percent, look_up, (gpointer) source).n;
      taker->n_update_max = (guint) ((guint64) taker->n_max * percent / 100);
    }
}

static void
add_taker (const Source *source, const EnisimTakerRule *rule)
{
  EnisimInventory *inventory = source->reader->template->importer->inventory;
  EnisimTaker taker = { .resource = source->reader->resource, .rule = rule };

  taker.subnets = read_subnets (source, rule);
  if (taker.subnets.n == 0 && !taker.subnets.open)
    return;
  taker.resource.is_certain = source->reader->resource.is_certain;
  if (rule->security_groups)
    taker.security_groups
        = enisim_resource_get_ids (source->reader, source->from, rule->security_groups);
  read_counts (source, &taker);
  if (taker.n_max > 0 || taker.is_open)
    g_array_append_val (inventory->takers, taker);
}

static void
add_items (EnisimResourceReader *reader, const EnisimTakerRule *rule)
{
  const EnisimValue *list = enisim_resource_get (reader, NULL, rule->items);

  for (guint i = 0; list && list->kind == ENISIM_VALUE_LIST && i < list->n_items; i++)
    if (list->items[i]->kind == ENISIM_VALUE_MAPPING)
      add_taker (&(Source){ reader, list->items[i] }, rule);
}

void
enisim_read_taker (EnisimResourceReader *reader, const EnisimTakerRule *rules)
{
  guint n_rules;
  const EnisimTakerRule *all = enisim_taker_rules_get (&n_rules);

  enisim_resource_note_kept (reader);
  for (const EnisimTakerRule *rule = rules;
       rule < all + n_rules && strcmp (rule->type, rules->type) == 0; rule++)
    {
      if (!holds (reader, rules, rule))
        continue;
      if (rule->items)
        add_items (reader, rule);
      else
        add_taker (&(Source){ reader, NULL }, rule);
    }
}
