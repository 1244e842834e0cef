/* load-target-choice.c: the runtimes that a workload calls, and which of them a call goes to */
#include "scenario/load-values.h"
#include "scenario/load-workload-parts.h"

/* Without a word about it: the only item of the runtimes, all of a group. */
static const EnisimNode *
load_targets (EnisimLoader *loader, const EnisimNodeReader *reader, GArray *targets)
{
  const gboolean is_needed = loader->scenario->runtime_names.items->len != 1;
  const EnisimNode *target
      = is_needed ? enisim_load_required (reader, "target") : enisim_load_field (reader, "target");

  if (target != NULL)
    enisim_load_targets (loader, target, MIN (ENISIM_RUNTIMES_MAX, loader->n_targets_left),
                         targets);
  else if (!is_needed && loader->scenario->n_runtimes <= loader->n_targets_left)
    for (guint32 i = 0; i < loader->scenario->n_runtimes; i++)
      g_array_append_val (targets, i);
  else if (!is_needed && reader->mapping != NULL)
    enisim_complaints_add (loader->complaints, reader->mapping,
                           "too many runtimes: at most %d of all workloads", ENISIM_TARGETS_MAX);
  return target;
}

/* Each runtime that a name stands for has the weight that stands beside the name. */
static guint64 *
sum_weights (EnisimLoader *loader, const EnisimNode *target, const EnisimNode *weights,
             guint n_targets)
{
  guint64 *sums = g_new0 (guint64, MAX (n_targets, 1));
  const EnisimNode *name = target->first;
  guint64 sum = 0;
  guint n = 0;

  for (const EnisimNode *item = weights->first; item != NULL; item = item->next, name = name->next)
    {
      guint32 weight = 1, n_named = enisim_load_count_targets (loader, name);

      enisim_load_count (loader->complaints, item, 1, ENISIM_WORKLOAD_WEIGHT_MAX, &weight);
      for (; n_named > 0 && n < n_targets; n_named--)
        sums[n++] = sum += weight;
    }
  return sums;
}

static void
load_weights (EnisimLoader *loader, const EnisimNode *target, const EnisimNode *weights,
              EnisimWorkloadSpec *spec)
{
  const guint n_names
      = target != NULL && target->kind == ENISIM_NODE_SEQUENCE ? target->n_children : 0;

  if (!enisim_node_expect (weights, ENISIM_NODE_SEQUENCE, loader->complaints))
    return;
  if (n_names == 0)
    {
      enisim_complaints_add_key (loader->complaints, weights, "weights need a list of targets");
      return;
    }
  if (weights->n_children != n_names)
    {
      enisim_complaints_add (loader->complaints, weights, "%u weights for %u targets",
                             weights->n_children, n_names);
      return;
    }
  spec->choose = ENISIM_CHOOSE_WEIGHTED;
  spec->weight_sums = sum_weights (loader, target, weights, spec->n_targets);
}

static void
load_choice (EnisimLoader *loader, const EnisimNodeReader *reader, const EnisimNode *target,
             EnisimWorkloadSpec *spec)
{
  static const char *const choices[] = { "in_turn", "random", NULL };
  const EnisimNode *choose = enisim_load_field (reader, "choose");
  const EnisimNode *weights = enisim_load_field (reader, "weights");
  guint choice = 0;

  if (choose != NULL && weights != NULL)
    enisim_complaints_add_key (loader->complaints, weights, "choose says which target already");
  else if (weights != NULL)
    load_weights (loader, target, weights, spec);
  else if (enisim_load_choice (loader->complaints, choose, choices, &choice))
    spec->choose = choice == 0 ? ENISIM_CHOOSE_IN_TURN : ENISIM_CHOOSE_RANDOM;
}

void
enisim_load_target_choice (EnisimLoader *loader, const EnisimNodeReader *reader,
                           EnisimWorkloadSpec *spec)
{
  GArray *targets = g_array_new (FALSE, FALSE, sizeof (guint32));
  const EnisimNode *target = load_targets (loader, reader, targets);
  gsize n;

  loader->n_targets_left -= targets->len;
  spec->targets = g_array_steal (targets, &n);
  spec->n_targets = (guint) n;
  g_array_unref (targets);
  load_choice (loader, reader, target, spec);
  enisim_load_endpoint_ref (loader, enisim_load_field (reader, "endpoint"), &spec->endpoint);
}
