/* teardown.c: when each thing can be deleted, over many runs
 *
 * Things are known by kind and name: stacks come and go, and a run may have what another has not.
 * A wait of each run is kept, not a histogram: runs are few, and the answer is exact.
 */
#include "advise/teardown.h"

#include "advise/teardown-run.h"
#include "stats/nearest-rank.h"

typedef struct
{
  EnisimTeardownKind kind;
  char *name;
  GArray *waits; /* (of gint64) */
  gint64 worst_us;
  char *blocked_by, *obstacle;
} Item;

struct EnisimTeardown
{
  EnisimScenario *scenario;
  guint64 seed;
  EnisimTime at;
  guint64 n_runs;
  GPtrArray *items;  /* (of Item) by kind, each kind in the order in which runs have shown it */
  GHashTable *index; /* of each kind: "kind name" -> Item */
};

const char *
enisim_teardown_kind_get_name (EnisimTeardownKind kind)
{
  switch (kind)
    {
    case ENISIM_TEARDOWN_RUNTIME:
      return "runtime";
    case ENISIM_TEARDOWN_SECURITY_GROUP:
      return "security_group";
    case ENISIM_TEARDOWN_SUBNET:
      return "subnet";
    }
  g_return_val_if_reached (NULL);
}

static void
free_item (gpointer data)
{
  Item *item = data;

  g_free (item->name);
  g_array_unref (item->waits);
  g_free (item->blocked_by);
  g_free (item->obstacle);
  g_free (item);
}

EnisimTeardown *
enisim_teardown_new (EnisimScenario *scenario, guint64 seed)
{
  EnisimTeardown *teardown;

  g_return_val_if_fail (scenario != NULL, NULL);

  teardown = g_new0 (EnisimTeardown, 1);
  teardown->scenario = enisim_scenario_ref (scenario);
  teardown->seed = seed;
  teardown->items = g_ptr_array_new_with_free_func (free_item);
  teardown->index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return teardown;
}

void
enisim_teardown_free (EnisimTeardown *teardown)
{
  if (teardown == NULL)
    return;
  g_hash_table_unref (teardown->index);
  g_ptr_array_unref (teardown->items);
  enisim_scenario_unref (teardown->scenario);
  g_free (teardown);
}

static gint
compare_kinds (gconstpointer a, gconstpointer b)
{
  const Item *x = *(const Item *const *) a, *y = *(const Item *const *) b;

  return (x->kind > y->kind) - (x->kind < y->kind);
}

static Item *
get_item (EnisimTeardown *teardown, EnisimTeardownKind kind, const char *name)
{
  g_autofree char *key = g_strdup_printf ("%s %s", enisim_teardown_kind_get_name (kind), name);
  Item *item = g_hash_table_lookup (teardown->index, key);

  if (item != NULL)
    return item;
  item = g_new0 (Item, 1);
  item->kind = kind;
  item->name = g_strdup (name);
  item->waits = g_array_new (FALSE, FALSE, sizeof (gint64));
  item->worst_us = -1;
  g_ptr_array_add (teardown->items, item);
  g_hash_table_insert (teardown->index, g_steal_pointer (&key), item);
  return item;
}

static void
add_wait (EnisimTeardownKind kind, const char *name, const EnisimTeardownWait *wait,
          gpointer user_data)
{
  Item *item = get_item (user_data, kind, name);

  g_array_append_val (item->waits, wait->us);
  if (wait->us > item->worst_us)
    {
      item->worst_us = wait->us;
      g_free (item->blocked_by);
      item->blocked_by = g_strdup (wait->us > 0 ? wait->blocked_by : NULL);
    }
  if (item->obstacle == NULL)
    item->obstacle = g_strdup (wait->obstacle);
}

gboolean
enisim_teardown_add (EnisimTeardown *teardown, EnisimSimulation *sim, GError **error)
{
  g_autoptr (EnisimTeardownRun) run = NULL;

  g_return_val_if_fail (teardown != NULL && sim != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  run = enisim_teardown_run_new (sim);
  if (!enisim_teardown_run_finish (run, sim, error))
    return FALSE;
  teardown->at = enisim_teardown_run_get_at (run);
  teardown->n_runs++;
  enisim_teardown_run_foreach (run, add_wait, teardown);
  g_ptr_array_sort (teardown->items, compare_kinds);
  return TRUE;
}

guint64
enisim_teardown_get_n (const EnisimTeardown *teardown)
{
  g_return_val_if_fail (teardown != NULL, 0);
  return teardown->n_runs;
}

EnisimTime
enisim_teardown_get_at (const EnisimTeardown *teardown)
{
  g_return_val_if_fail (teardown != NULL, 0);
  return teardown->at;
}

guint
enisim_teardown_get_n_items (const EnisimTeardown *teardown)
{
  g_return_val_if_fail (teardown != NULL, 0);
  return teardown->items->len;
}

static gint
compare_waits (gconstpointer a, gconstpointer b)
{
  const gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

static GTimeSpan
get_quantile (const GArray *waits, double share)
{
  return g_array_index (waits, gint64, enisim_nearest_rank_get (share, waits->len) - 1);
}

void
enisim_teardown_get_item (const EnisimTeardown *teardown, guint index, EnisimTeardownItem *item)
{
  const Item *found;

  g_return_if_fail (teardown != NULL && item != NULL);
  g_return_if_fail (index < teardown->items->len);

  found = g_ptr_array_index (teardown->items, index);
  g_array_sort (found->waits, compare_waits);
  *item = (EnisimTeardownItem){ .kind = found->kind,
                                .name = found->name,
                                .n = found->waits->len,
                                .median_us = get_quantile (found->waits, 0.5),
                                .p95_us = get_quantile (found->waits, 0.95),
                                .worst_us = found->worst_us,
                                .blocked_by = found->blocked_by,
                                .obstacle = found->obstacle };
}

/* Whatever calls may do differently in another run is taken for something that they do. */
gboolean
enisim_teardown_is_random (const EnisimScenario *scenario)
{
  const EnisimModelOptions *options;
  const EnisimDistribution *spans[4];

  g_return_val_if_fail (scenario != NULL, TRUE);

  options = &scenario->options;
  spans[0] = &options->eni_retention;
  spans[1] = &options->eni_create_delay;
  spans[2] = &options->failed_create_retention;
  spans[3] = &options->teardown;
  for (guint i = 0; i < G_N_ELEMENTS (spans); i++)
    if (!enisim_distribution_is_constant (spans[i], NULL))
      return TRUE;
  for (guint i = 0; i < ENISIM_N_READY_KINDS; i++)
    if (!enisim_distribution_is_constant (&options->ready_delay[i], NULL))
      return TRUE;
  return scenario->n_workloads > 0 || scenario->n_churns > 0;
}

EnisimScenario *
enisim_teardown_get_scenario (const EnisimTeardown *teardown)
{
  return teardown->scenario;
}

guint64
enisim_teardown_get_seed (const EnisimTeardown *teardown)
{
  return teardown->seed;
}
