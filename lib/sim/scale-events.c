/* scale-events.c: groups of runtimes grow and shrink
 *
 * The members of a group are wanted from the first on.  Those that are wanted no more are deleted
 * and called no more; what a session of theirs has begun still reaches them.
 */
#include "sim/simulation-private.h"

void
enisim_sim_init_scales (EnisimSimulation *sim)
{
  const GArray *items = sim->scenario->runtime_names.items;

  sim->scales = g_new (EnisimScale, items->len);
  for (guint i = 0; i < items->len; i++)
    {
      const EnisimRuntimeItem *item = &g_array_index (items, EnisimRuntimeItem, i);
      const gboolean is_there = sim->scenario->runtimes[item->first].create_at != ENISIM_TIME_NEVER;

      sim->scales[i] = (EnisimScale){ .n_wanted = is_there ? item->count : 0 };
    }
}

static gboolean
is_wanted (guint32 runtime, gconstpointer data)
{
  const EnisimSimulation *sim = data;
  const EnisimRuntimeNames *names = &sim->scenario->runtime_names;
  const guint32 item = enisim_runtime_names_find_owner (names, runtime);
  const EnisimScale *scale = &sim->scales[item];

  return !scale->is_given
         || runtime - enisim_runtime_names_get_item (names, item)->first < scale->n_wanted;
}

void
enisim_sim_scale (EnisimSimulation *sim, guint32 item, guint32 n_wanted)
{
  const guint32 first = enisim_runtime_names_get_item (&sim->scenario->runtime_names, item)->first;
  const guint32 before = sim->scales[item].n_wanted;

  sim->scales[item] = (EnisimScale){ .n_wanted = n_wanted, .is_given = TRUE };
  for (guint32 i = before; i > n_wanted; i--)
    enisim_sim_request (sim, first + i - 1,
                        &(EnisimControlRequest){ .verb = ENISIM_REQUEST_DELETE });
  for (guint32 i = before; i < n_wanted; i++)
    enisim_sim_request (sim, first + i, &(EnisimControlRequest){ .verb = ENISIM_REQUEST_CREATE });
  for (guint i = 0; i < sim->scenario->n_workloads; i++)
    {
      EnisimWorkload *workload = &sim->workloads[i].workload;

      enisim_workload_unmake_calls (workload);
      enisim_target_choice_limit (&workload->targets, workload->spec, is_wanted, sim);
    }
}
