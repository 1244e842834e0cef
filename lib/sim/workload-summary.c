/* workload-summary.c: what became of the attempts of each workload
 *
 * Those in flight are counted where somebody asks, so that a run need not note each of them twice.
 */
#include "sim/workload-summary.h"

#include "sim/simulation-private.h"

static void
add_open (EnisimWorkloadSummary *workloads, const EnisimSimulation *sim,
          const EnisimSession *session)
{
  const EnisimInvocation *invocation;

  g_assert (!session->is_foreseen);
  for (guint32 i = session->first_invocation; i != ENISIM_INVOCATION_NONE; i = invocation->next)
    {
      invocation = enisim_session_table_get_invocation (&sim->sessions, i);
      if (!invocation->is_background
          && enisim_metrics_is_counted (&sim->metrics, invocation->called_at))
        workloads[invocation->workload].n_outcomes[ENISIM_OUTCOME_OPEN]++;
    }
}

static void
add_sums (EnisimWorkloadSummary *workload)
{
  for (guint i = 0; i < ENISIM_N_OUTCOMES; i++)
    {
      workload->n_attempts += workload->n_outcomes[i];
      if (enisim_outcome_is_refused (i))
        workload->n_refused += workload->n_outcomes[i];
    }
}

EnisimWorkloadSummary *
enisim_workload_summaries_new (const EnisimSimulation *sim)
{
  const guint n_workloads = sim->scenario->n_workloads + 1;
  EnisimWorkloadSummary *workloads = g_new0 (EnisimWorkloadSummary, n_workloads);
  guint64 n_open = 0;

  for (guint i = 0; i < n_workloads; i++)
    for (guint j = 0; j < ENISIM_N_OUTCOMES; j++)
      workloads[i].n_outcomes[j] = sim->metrics.n_outcomes[i][j];
  for (guint32 i = 0; i < sim->sessions.sessions.n_places; i++)
    {
      const EnisimSession *session = enisim_session_table_get (&sim->sessions, i);

      if (session->state != ENISIM_SESSION_FREE)
        add_open (workloads, sim, session);
    }
  for (guint i = 0; i < n_workloads; i++)
    {
      n_open += workloads[i].n_outcomes[ENISIM_OUTCOME_OPEN];
      add_sums (&workloads[i]);
    }
  g_assert (n_open
            == enisim_session_table_get_n_in_flight (&sim->sessions)
                   - sim->metrics.before.n_in_flight);
  return workloads;
}
