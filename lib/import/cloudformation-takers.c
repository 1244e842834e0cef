/* cloudformation-takers.c: whatever else takes addresses, by the rules that are data */
#include <string.h>

#include "import/cloudformation.h"

enum
{
  COUNT_MAX = 1000000
};

static gboolean
names_one (const char *path)
{
  return g_str_has_suffix (path, "SubnetId") && !strstr (path, "[]");
}

/* @path: of one id or of a list */
static EnisimIdList
read_ids (const EnisimResourceReader *reader, const char *path)
{
  EnisimId id;

  if (!names_one (path))
    return enisim_resource_get_ids (reader, NULL, path);
  id = enisim_resource_get_id (reader, NULL, path);
  return enisim_inventory_make_list (reader->template->importer->inventory, &id, id ? 1 : 0);
}

/* The subnets of the group that is named; one that is not in sight is as open as its name. */
static EnisimIdList
read_group (const EnisimResourceReader *reader, const char *path)
{
  const EnisimId group = enisim_resource_get_id (reader, NULL, path);
  const EnisimPlace *place = enisim_resource_find (reader, group);
  EnisimResourceReader group_reader;

  if (!place || !enisim_resource_get_type (place->node))
    return (EnisimIdList){ .open = group };
  group_reader = *reader;
  group_reader.template = place->template;
  group_reader.node = place->node;
  return enisim_resource_get_ids (&group_reader, NULL, "SubnetIds");
}

/* Whether one of the rules of the same type before @rule has the value that it would take. */
static gboolean
is_taken (const EnisimResourceReader *reader, const EnisimTakerRule *rules,
          const EnisimTakerRule *rule)
{
  for (const EnisimTakerRule *other = rules; other < rule; other++)
    if (other->equals && enisim_resource_is (reader, NULL, other->when, other->equals))
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
    return enisim_resource_is (reader, NULL, rule->when, rule->equals);
  return !is_taken (reader, rules, rule);
}

/* How often the addresses of a rule are taken.  What is not known is said and not guessed. */
static guint
read_count (const EnisimResourceReader *reader, const char *path, guint n)
{
  gint count;

  if (!path)
    return n;
  count = enisim_resource_get_number (reader, NULL, path, 0, COUNT_MAX, 1);
  if (count >= 0)
    return (guint) count * n;
  enisim_inventory_add_note (reader->template->importer->inventory, reader->resource.at,
                             "%s of %s is not known: none is counted", path, reader->resource.name);
  return 0;
}

void
enisim_read_taker (EnisimResourceReader *reader, const EnisimTakerRule *rules)
{
  EnisimInventory *inventory = reader->template->importer->inventory;
  guint n_rules;
  const EnisimTakerRule *all = enisim_taker_rules_get (&n_rules);

  for (const EnisimTakerRule *rule = rules;
       rule < all + n_rules && strcmp (rule->type, rules->type) == 0; rule++)
    {
      EnisimTaker taker = { .resource = reader->resource, .rule = rule };

      if (!holds (reader, rules, rule))
        continue;
      taker.subnets = rule->subnets ? read_ids (reader, rule->subnets)
                                    : read_group (reader, rule->subnet_group);
      if (taker.subnets.n == 0 && !taker.subnets.open)
        continue;
      if (rule->security_groups)
        taker.security_groups = enisim_resource_get_ids (reader, NULL, rule->security_groups);
      taker.n_min = read_count (reader, rule->count_min, rule->n_min);
      taker.n_max = MAX (taker.n_min, read_count (reader, rule->count_max, rule->n_max));
      g_array_append_val (inventory->takers, taker);
    }
}
