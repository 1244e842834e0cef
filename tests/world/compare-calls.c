/* compare-calls.c: what became of calls, and all that is counted */
#include "world/compare-parts.h"

static const EnisimVmEnd end_of[TWIN_N_ENDS] = {
  [TWIN_END_IDLE] = ENISIM_VM_END_IDLE,
  [TWIN_END_LIFETIME] = ENISIM_VM_END_LIFETIME,
  [TWIN_END_UNHEALTHY] = ENISIM_VM_END_UNHEALTHY,
  [TWIN_END_DELETED] = ENISIM_VM_END_DELETED,
  [TWIN_END_STOPPED] = ENISIM_VM_END_STOPPED,
  [TWIN_END_UNREACHABLE] = ENISIM_VM_END_UNREACHABLE,
};

static const EnisimOutcome outcome_of[TWIN_N_OUTCOMES] = {
  [TWIN_OK] = ENISIM_OUTCOME_OK,
  [TWIN_CUT] = ENISIM_OUTCOME_CUT,
  [TWIN_OPEN] = ENISIM_OUTCOME_OPEN,
  [TWIN_NOT_READY] = ENISIM_OUTCOME_NOT_READY,
  [TWIN_CONFLICT] = ENISIM_OUTCOME_CONFLICT,
  [TWIN_QUOTA] = ENISIM_OUTCOME_QUOTA,
  [TWIN_THROTTLED_INVOKE] = ENISIM_OUTCOME_THROTTLED_INVOKE,
  [TWIN_THROTTLED_NEW] = ENISIM_OUTCOME_THROTTLED_NEW,
  [TWIN_TIMED_OUT] = ENISIM_OUTCOME_TIMED_OUT,
  [TWIN_UNREACHABLE] = ENISIM_OUTCOME_UNREACHABLE,
  [TWIN_TOOL_QUOTA] = ENISIM_OUTCOME_TOOL_QUOTA,
};

static const EnisimStop stop_of[TWIN_N_STOPS] = {
  [TWIN_STOP_DONE] = ENISIM_STOP_DONE,
  [TWIN_STOP_CONFLICT] = ENISIM_STOP_CONFLICT,
  [TWIN_STOP_NONE] = ENISIM_STOP_NONE,
  [TWIN_STOP_THROTTLED] = ENISIM_STOP_THROTTLED,
};

static char *
compare_outcomes (const EnisimSimulation *sim, const Twin *twin, guint workload)
{
  Pair outcomes[TWIN_N_OUTCOMES];

  for (guint i = 0; i < TWIN_N_OUTCOMES; i++)
    outcomes[i] = (Pair){ enisim_outcome_get_name (outcome_of[i]),
                          sim->metrics.n_outcomes[workload][outcome_of[i]],
                          twin->counts.n_outcomes[workload][i] };
  return find_difference (outcomes, TWIN_N_OUTCOMES, "outcomes of workload %u: ", workload);
}

static char *
compare_ends (const EnisimMetrics *metrics, const Twin *twin)
{
  Pair ends[TWIN_N_ENDS];

  for (guint i = 0; i < TWIN_N_ENDS; i++)
    ends[i] = (Pair){ enisim_vm_end_get_name (end_of[i]), metrics->n_vm_ends[end_of[i]],
                      twin->counts.n_ends[i] };
  return find_difference (ends, TWIN_N_ENDS, "VMs ended: ");
}

static char *
compare_stops (const EnisimMetrics *metrics, const Twin *twin)
{
  Pair stops[TWIN_N_STOPS];

  for (guint i = 0; i < TWIN_N_STOPS; i++)
    stops[i] = (Pair){ enisim_stop_get_name (stop_of[i]), metrics->n_stops[stop_of[i]],
                       twin->counts.n_stops[i] };
  return find_difference (stops, TWIN_N_STOPS, "stops: ");
}

char *
compare_calls (const EnisimSimulation *sim, const Twin *twin)
{
  char *difference = NULL;

  for (guint i = 0; difference == NULL && i < twin->world->n_workloads; i++)
    difference = compare_outcomes (sim, twin, i);
  if (difference == NULL)
    difference = compare_ends (&sim->metrics, twin);
  if (difference == NULL)
    difference = compare_stops (&sim->metrics, twin);
  return difference;
}

char *
compare_counts (const EnisimSimulation *sim, const Twin *twin)
{
  const EnisimMetrics *metrics = &sim->metrics;
  const Pair pairs[] = {
    { "peak of VMs", metrics->vms.level.peak, twin->vms_peak.peak },
    { "instant of the peak of VMs", (guint64) metrics->vms.level.peak_at,
      (guint64) twin->vms_peak.peak_at },
    { "retries", metrics->n_retries, twin->counts.n_retries },
    { "follow-ups", metrics->n_follow_ups, twin->counts.n_follow_ups },
    { "cold", metrics->n_cold, twin->counts.n_cold },
    { "warm", metrics->n_warm, twin->counts.n_warm },
    { "ENIs created", sim->pool.n_created, twin->n_created },
    { "ENIs taken back", sim->pool.n_taken_back, twin->n_taken_back },
    { "ENIs released", sim->pool.n_released, twin->n_released },
    { "ENIs failed", sim->pool.n_failed, twin->n_failed },
    { "creates failed", metrics->n_creates_failed, twin->counts.n_creates_failed },
    { "too many security groups", metrics->n_denials[ENISIM_DENIAL_SECURITY_GROUPS],
      twin->counts.n_too_many_groups },
    { "unsupported zones", metrics->n_denials[ENISIM_DENIAL_ZONE], twin->counts.n_unsupported },
    { "deleted security groups", metrics->n_denials[ENISIM_DENIAL_SECURITY_GROUP_GONE],
      twin->counts.n_groups_gone },
    { "deleted subnets", metrics->n_denials[ENISIM_DENIAL_SUBNET_GONE],
      twin->counts.n_subnets_gone },
    { "ENI quota denied", metrics->n_denials[ENISIM_DENIAL_ENI_QUOTA],
      twin->counts.n_quota_denied },
    { "requests refused: conflict", metrics->n_refused_requests[ENISIM_REFUSAL_CONFLICT],
      twin->counts.n_refused_motion },
    { "requests refused: state", metrics->n_refused_requests[ENISIM_REFUSAL_STATE],
      twin->counts.n_refused_state },
    { "requests refused: agents", metrics->n_refused_requests[ENISIM_REFUSAL_AGENTS],
      twin->counts.n_refused_agents },
    { "requests refused: versions", metrics->n_refused_requests[ENISIM_REFUSAL_VERSIONS],
      twin->counts.n_refused_versions },
    { "requests refused: endpoints", metrics->n_refused_requests[ENISIM_REFUSAL_ENDPOINTS],
      twin->counts.n_refused_endpoints },
    { "latency of ok, in all", (guint64) metrics->latency_ok_us.sum,
      (guint64) twin->counts.latency_ok_us },
    { "latency of cut, in all", (guint64) metrics->latency_cut_us.sum,
      (guint64) twin->counts.latency_cut_us },
    { "latency of refused, in all", (guint64) metrics->latency_refused_us.sum,
      (guint64) twin->counts.latency_refused_us },
  };

  return find_difference (pairs, G_N_ELEMENTS (pairs), "%s", "");
}

char *
compare_workloads (const EnisimSimulation *sim, const Twin *twin)
{
  char *difference = NULL;

  for (guint i = 0; difference == NULL && i < twin->workloads->len; i++)
    {
      const TwinWorkload *workload = twin->workloads->pdata[i];
      const Pair pair = { "calls", sim->workloads[i].workload.n_calls, workload->n_calls };

      difference = find_difference (&pair, 1, "workload %u: ", i);
    }
  return difference;
}
