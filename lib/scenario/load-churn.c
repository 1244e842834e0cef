/* load-churn.c: stacks that come and go */
#include "scenario/load-distribution.h"
#include "scenario/load-requests.h"
#include "scenario/load-values.h"
#include "scenario/loader.h"

#include <string.h>

static const char *const kinds[] = { "stacks", "blue_green", "redeploy", NULL };

#define N_KINDS (G_N_ELEMENTS (kinds) - 1)

typedef gboolean (*LoadGap) (EnisimLoader *loader, const EnisimNode *node,
                             EnisimChurnArrivalSpec *spec);

static gboolean
load_every (EnisimLoader *loader, const EnisimNode *node, EnisimChurnArrivalSpec *spec)
{
  GTimeSpan every_us;

  if (!enisim_load_span (loader->complaints, node, 1, ENISIM_DRAWN_SPAN_MAX, &every_us))
    return FALSE;
  spec->gap = enisim_distribution_constant (every_us);
  spec->begins_at_once = TRUE;
  return TRUE;
}

static gboolean
load_rate (EnisimLoader *loader, const EnisimNode *node, EnisimChurnArrivalSpec *spec)
{
  double per_second;

  if (!enisim_load_gap_rate (loader, node, &per_second))
    return FALSE;
  spec->gap = enisim_distribution_exponential ((double) G_TIME_SPAN_SECOND / per_second);
  return TRUE;
}

static gboolean
load_renewal (EnisimLoader *loader, const EnisimNode *node, EnisimChurnArrivalSpec *spec)
{
  static const char *const keys[] = { "rate", "cv", "distribution", NULL };
  const EnisimNodeReader reader = enisim_node_read (node, keys, loader->complaints);
  double per_second;

  return enisim_load_gap (loader, &reader, TRUE, &per_second, &spec->gap);
}

/* Returns: (nullable): the node that says when stacks come, if it could be read */
static const EnisimNode *
load_gap (EnisimLoader *loader, const EnisimNodeReader *reader, EnisimChurnArrivalSpec *spec)
{
  static const char *const choices[] = { "rate", "every", "renewal", NULL };
  static const LoadGap loaders[] = { load_rate, load_every, load_renewal };
  const EnisimNode *node = enisim_load_only_entry (reader, choices);

  for (guint i = 0; node != NULL && choices[i] != NULL; i++)
    if (strcmp (node->key, choices[i]) == 0)
      return loaders[i](loader, node, spec) ? node : NULL;
  return NULL;
}

/* The spread of a number of arrivals this large does not matter. */
static void
check_stacks (EnisimLoader *loader, const EnisimNode *node, const EnisimChurnSpec *spec)
{
  const EnisimChurnArrivalSpec *arrivals = &spec->arrivals;
  const EnisimTime end = MIN (arrivals->until, loader->scenario->horizon);
  const double n = (double) (end - arrivals->from)
                   / enisim_distribution_get_mean_us (&arrivals->gap)
                   * (double) enisim_churn_spec_get_n_runtimes (spec);

  if (n > loader->n_stacks_left)
    enisim_complaints_add (loader->complaints, node,
                           "%.3g stacks and runtimes to the end are too many, at most %d of all "
                           "churn",
                           n, ENISIM_EXPECTED_STACKS_MAX);
  else if (n > 0.0)
    loader->n_stacks_left -= n;
}

static void
load_arrivals (EnisimLoader *loader, const EnisimNodeReader *reader, EnisimChurnSpec *spec)
{
  const EnisimNode *node = load_gap (loader, reader, &spec->arrivals);
  const gboolean is_window
      = enisim_load_window (loader, reader, &spec->arrivals.from, &spec->arrivals.until);

  if (node != NULL && is_window)
    check_stacks (loader, node, spec);
}

static void
load_cleanup (EnisimLoader *loader, const EnisimNodeReader *reader, EnisimChurnSpec *spec)
{
  static const char *const choices[] = { "swept", "orphaned", NULL };
  const EnisimNode *node = enisim_load_field (reader, "cleanup");
  guint choice = 0;

  if (node != NULL && spec->sg != ENISIM_CHURN_SG_OWN)
    {
      enisim_complaints_add_key (loader->complaints, node,
                                 "cleanup means nothing but beside security_group: own");
      return;
    }
  enisim_load_choice (loader->complaints, node, choices, &choice);
  spec->is_orphaned = choice == 1;
}

/* A scenario's security group may be called own, and then nobody could tell which is meant. */
static void
load_own_or_named (EnisimLoader *loader, const EnisimNode *node, EnisimChurnSpec *spec)
{
  spec->sg = ENISIM_CHURN_SG_OWN;
  if (node == NULL)
    return;
  if (!enisim_load_is_word (node, "own"))
    {
      spec->sg = ENISIM_CHURN_SG_NAMED;
      spec->security_group
          = enisim_load_ref (loader, node, &loader->security_groups, "security group");
    }
  else if (enisim_load_names_lookup (&loader->security_groups, "own") != ENISIM_LOAD_NONE)
    enisim_complaints_add (loader->complaints, node,
                           "own means one of each stack's own, and a security group of the VPC "
                           "has that name");
}

static void
load_stack (EnisimLoader *loader, const EnisimNodeReader *reader, EnisimChurnSpec *spec)
{
  enisim_load_count (loader->complaints, enisim_load_field (reader, "runtimes"), 1,
                     ENISIM_STACK_RUNTIMES_MAX, &spec->n_runtimes);
  spec->n_subnets
      = enisim_load_agent_subnets (loader, enisim_load_required (reader, "subnets"), spec->subnets);
  load_own_or_named (loader, enisim_load_required (reader, "security_group"), spec);
  load_cleanup (loader, reader, spec);
  load_arrivals (loader, reader, spec);
}

static void
load_stacks (EnisimLoader *loader, const EnisimNode *node, EnisimChurnSpec *spec)
{
  static const char *const keys[]
      = { "name",     "rate",     "every",   "renewal",        "from",    "until",
          "lifetime", "runtimes", "subnets", "security_group", "cleanup", NULL };
  const EnisimNodeReader reader = enisim_node_read (node, keys, loader->complaints);

  load_stack (loader, &reader, spec);
  enisim_load_distribution (loader->complaints, enisim_load_required (&reader, "lifetime"),
                            &spec->arrivals.lifetime);
}

static void
load_blue_green (EnisimLoader *loader, const EnisimNode *node, EnisimChurnSpec *spec)
{
  static const char *const keys[]
      = { "name",    "rate",     "every",   "renewal",        "from",    "until",
          "overlap", "runtimes", "subnets", "security_group", "cleanup", NULL };
  const EnisimNodeReader reader = enisim_node_read (node, keys, loader->complaints);

  load_stack (loader, &reader, spec);
  enisim_load_span (loader->complaints, enisim_load_required (&reader, "overlap"), 0,
                    ENISIM_TIME_MAX, &spec->overlap_us);
}

static void
load_redeploy (EnisimLoader *loader, const EnisimNode *node, EnisimChurnSpec *spec)
{
  static const char *const keys[] = { "name",  "rate",   "every",          "renewal", "from",
                                      "until", "target", "security_group", "cleanup", NULL };
  static const char *const choices[] = { "keep", "own", NULL };
  const EnisimNodeReader reader = enisim_node_read (node, keys, loader->complaints);
  const EnisimNode *target = enisim_load_required (&reader, "target");
  g_autoptr (GArray) targets = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint choice = 0;
  gsize n;

  if (target != NULL)
    {
      enisim_load_targets (loader, target, ENISIM_STACK_RUNTIMES_MAX, targets);
      enisim_load_refuse_tools (loader, target, targets);
    }
  enisim_load_choice (loader->complaints, enisim_load_field (&reader, "security_group"), choices,
                      &choice);
  spec->sg = choice == 0 ? ENISIM_CHURN_SG_KEEP : ENISIM_CHURN_SG_OWN;
  spec->targets = g_array_steal (targets, &n);
  spec->n_targets = (guint) n;
  spec->n_runtimes = 0;
  load_cleanup (loader, &reader, spec);
  load_arrivals (loader, &reader, spec);
}

typedef void (*LoadKind) (EnisimLoader *loader, const EnisimNode *node, EnisimChurnSpec *spec);

static const LoadKind kind_loaders[N_KINDS] = { load_stacks, load_blue_green, load_redeploy };

/* Whether @name is @prefix, "-" and a number. */
static gboolean
is_stack_of (const char *name, gsize n_bytes, const char *prefix)
{
  const gsize n_prefix = strlen (prefix);
  gsize i = n_prefix + 1;

  if (n_bytes <= i || strncmp (name, prefix, n_prefix) != 0 || name[n_prefix] != '-')
    return FALSE;
  while (i < n_bytes && g_ascii_isdigit (name[i]))
    i++;
  return i == n_bytes;
}

/* The same, or the name of a member of such. */
static gboolean
may_be_stack_s (const char *name, const char *prefix)
{
  const char *mark = strrchr (name, '_');

  return is_stack_of (name, strlen (name), prefix)
         || (mark != NULL && is_stack_of (name, (gsize) (mark - name), prefix));
}

/* Names address draws: what a stack is called nothing else may be. */
static void
check_name (EnisimLoader *loader, const EnisimNode *node, const char *name)
{
  const GPtrArray *lists[] = { loader->runtimes.names, loader->security_groups.names };

  for (guint list = 0; list < G_N_ELEMENTS (lists); list++)
    for (guint i = 0; i < lists[list]->len; i++)
      if (may_be_stack_s (g_ptr_array_index (lists[list], i), name))
        {
          enisim_complaints_add (loader->complaints, node,
                                 "stacks would be called '%s-1' and so on, and there is '%s' "
                                 "already",
                                 name, (const char *) g_ptr_array_index (lists[list], i));
          return;
        }
}

/* Draws are addressed by the name, so that each is needed and needed once. */
static void
load_churn_name (EnisimLoader *loader, const EnisimNode *entry, guint kind, guint number,
                 GHashTable *names, EnisimChurnSpec *spec)
{
  const EnisimNode *node = enisim_node_get (entry, "name");
  const gboolean is_named = node != NULL && node->kind != ENISIM_NODE_NULL;
  char *name = is_named ? g_strdup (enisim_load_name (loader->complaints, node))
                        : g_strdup_printf ("%s-%u", kinds[kind], number);

  spec->arrivals.name = name;
  if (name == NULL)
    return;
  if (!g_hash_table_add (names, name))
    enisim_complaints_add (loader->complaints, is_named ? node : entry,
                           "another churn is called '%s' already", name);
  else if (kind != ENISIM_CHURN_REDEPLOY || spec->sg == ENISIM_CHURN_SG_OWN)
    check_name (loader, is_named ? node : entry, name);
}

/* An item that says at once how long its stacks live needs no word for what it is.  Returns:
 * (nullable): the mapping of the item */
static const EnisimNode *
find_kind (EnisimLoader *loader, const EnisimNode *item, guint *kind)
{
  EnisimNodeReader reader;
  const EnisimNode *entry;

  *kind = ENISIM_CHURN_STACKS;
  if (item->kind == ENISIM_NODE_MAPPING && enisim_node_get (item, "lifetime") != NULL)
    return item;
  reader = enisim_node_read (item, kinds, loader->complaints);
  entry = enisim_load_only_entry (&reader, kinds);
  while (entry != NULL && strcmp (entry->key, kinds[*kind]) != 0)
    ++*kind;
  return entry;
}

static void
load_item (EnisimLoader *loader, const EnisimNode *item, guint n_of_kind[N_KINDS],
           GHashTable *names)
{
  EnisimScenario *scenario = loader->scenario;
  EnisimChurnSpec *spec;
  guint kind;
  const EnisimNode *entry = find_kind (loader, item, &kind);

  if (entry == NULL)
    return;
  spec = &scenario->churns[scenario->n_churns++];
  *spec = (EnisimChurnSpec){ .kind = kind, .n_runtimes = 1 };
  spec->arrivals.until = ENISIM_TIME_MAX;
  spec->arrivals.gap = enisim_distribution_constant (1);
  spec->arrivals.lifetime = enisim_distribution_constant (0);
  kind_loaders[kind](loader, entry, spec);
  if (entry->kind == ENISIM_NODE_MAPPING)
    load_churn_name (loader, entry, kind, n_of_kind[kind], names, spec);
  n_of_kind[kind]++;
}

void
enisim_load_churn (EnisimLoader *loader, const EnisimNode *node)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_of_kind[N_KINDS] = { 0 };

  if (!enisim_node_expect (node, ENISIM_NODE_SEQUENCE, loader->complaints))
    return;
  if (node->n_children > ENISIM_CHURNS_MAX)
    {
      enisim_complaints_add (loader->complaints, node, "%u items are too many, at most %d",
                             node->n_children, ENISIM_CHURNS_MAX);
      return;
    }
  loader->scenario->churns = g_new0 (EnisimChurnSpec, node->n_children);
  for (const EnisimNode *item = node->first; item != NULL; item = item->next)
    load_item (loader, item, n_of_kind, names);
}
