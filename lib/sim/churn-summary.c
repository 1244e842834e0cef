/* churn-summary.c: what one churn of a run has come to, as plain values */
#include "sim/churn-summary.h"

/* Of any of its targets, and counted once. */
static guint64
count_waiting (const EnisimSimulation *sim, guint churn)
{
  const EnisimChurnSpec *spec = &sim->scenario->churns[churn];
  g_autoptr (GHashTable) numbers = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < spec->n_targets; i++)
    for (const GList *at = sim->runtimes[spec->targets[i]].runtime.requests.head; at != NULL;
         at = at->next)
      {
        const EnisimControlRequest *request = at->data;

        if (request->redeployment > 0 && request->churn == churn)
          g_hash_table_add (numbers, GUINT_TO_POINTER (request->redeployment));
      }
  return g_hash_table_size (numbers);
}

EnisimChurnSummary
enisim_churn_summarise (const EnisimSimulation *sim, guint churn)
{
  const EnisimChurnMetrics *metrics = &sim->metrics.churns[churn];
  EnisimChurnSummary summary = {
    .n_arrived = metrics->n_arrived,
    .n_failed = metrics->n_failed,
    .n_deleted = metrics->n_deleted,
    .n_waiting = count_waiting (sim, churn),
    .first_failed_at = metrics->first_failed_at,
    .n_alive = metrics->alive.value,
    .n_alive_peak = metrics->alive.peak,
    .alive_peak_at = metrics->alive.peak_at,
    .mean_alive = enisim_level_get_mean (&metrics->alive, sim->now),
    .n_own_sgs = metrics->own_sgs.value,
    .n_own_sgs_peak = metrics->own_sgs.peak,
    .n_orphaned = metrics->n_orphaned,
  };

  for (guint i = 0; i < ENISIM_N_STACK_FAILURES; i++)
    summary.n_failed_by[i] = metrics->n_failed_by[i];
  return summary;
}

const char *
enisim_stack_failure_get_name (EnisimStackFailure failure)
{
  static const char *const names[] = {
    [ENISIM_STACK_FAILURE_STATIC] = "static",
    [ENISIM_STACK_FAILURE_ADDRESSES] = "addresses",
    [ENISIM_STACK_FAILURE_ENI_QUOTA] = "eni_quota",
    [ENISIM_STACK_FAILURE_SECURITY_GROUPS] = "security_groups",
    [ENISIM_STACK_FAILURE_AGENTS] = "agents",
    [ENISIM_STACK_FAILURE_REFUSED] = "refused",
  };

  return names[failure];
}
