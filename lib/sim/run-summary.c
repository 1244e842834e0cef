/* run-summary.c: what a run has come to, as plain values */
#include "sim/run-summary.h"

#include "sim/sim-quotas.h"
#include "sim/simulation-private.h"
#include "sim/summary-runtimes.h"

static void
copy_interval (const EnisimSeriesInterval *interval, EnisimTime end G_GNUC_UNUSED,
               gpointer user_data)
{
  g_array_append_val (user_data, *interval);
}

/* Takes the array apart: what it held, and how many. */
static gpointer
steal_array (GArray *array, guint *n)
{
  *n = array->len;
  return g_array_free (array, FALSE);
}

static EnisimLevelSummary
summarise_track (const EnisimTrack *track, EnisimTime now)
{
  const EnisimLevel *level = &track->level;
  GArray *series = g_array_new (FALSE, FALSE, sizeof (EnisimSeriesInterval));

  EnisimLevelSummary summary = {
    .now = level->value,
    .min = level->min,
    .peak = level->peak,
    .peak_at = level->peak_at,
    .mean = enisim_level_get_mean (level, now),
    .p50 = enisim_track_get_quantile (track, now, 0.50),
    .p95 = enisim_track_get_quantile (track, now, 0.95),
    .p99 = enisim_track_get_quantile (track, now, 0.99),
    .series_grain_us = enisim_series_get_grain_us (&track->series),
  };

  enisim_series_foreach (&track->series, now, copy_interval, series);
  summary.series = steal_array (series, &summary.n_series);
  return summary;
}

/* Returns: 0 if there is none so large */
static guint8
find_smallest_prefix (guint64 n_addresses)
{
  guint8 prefix = ENISIM_SUBNET_PREFIX_MAX;

  if (n_addresses > enisim_subnet_capacity_of_prefix (ENISIM_SUBNET_PREFIX_MIN))
    return 0;
  while (prefix > ENISIM_SUBNET_PREFIX_MIN
         && enisim_subnet_capacity_of_prefix (prefix) < n_addresses)
    prefix--;
  return prefix;
}

static EnisimSubnetSummary
summarise_subnet (const EnisimSimulation *sim, guint index)
{
  const EnisimSubnetMetrics *metrics = &sim->metrics.subnets[index];
  const EnisimSubnet *subnet = enisim_address_space_get (&sim->space, index);
  EnisimSubnetSummary summary = { .capacity = enisim_subnet_get_capacity (subnet),
                                  .held = summarise_track (&metrics->held, sim->now),
                                  .exhausted_at = metrics->exhausted_at,
                                  .last_released_at = metrics->last_released_at,
                                  .n_denied = metrics->n_denied };

  summary.exhausted_us
      = (GTimeSpan) enisim_track_get_span_from_us (&metrics->held, sim->now, summary.capacity);
  summary.unmet.now = metrics->unmet.value;
  summary.unmet.peak = metrics->unmet.peak;
  summary.unmet.peak_at = metrics->unmet.peak_at;
  summary.unmet.mean = enisim_level_get_mean (&metrics->unmet, sim->now);
  summary.unmet.first_at = metrics->unmet_at;
  summary.is_short = metrics->is_short;
  summary.is_room_known = sim->room_peaks != NULL || !metrics->is_short;
  summary.room_peak = sim->room_peaks != NULL ? sim->room_peaks[index] : summary.held.peak;
  if (summary.is_room_known)
    summary.smallest_prefix = find_smallest_prefix (summary.room_peak);
  for (guint holder = 0; holder < ENISIM_N_HOLDERS; holder++)
    {
      summary.held_by[holder] = metrics->held_by[holder].value;
      summary.mean_held_by[holder] = enisim_level_get_mean (&metrics->held_by[holder], sim->now);
    }
  return summary;
}

static void
add_enis (EnisimRunSummary *summary, const EnisimSimulation *sim)
{
  const EnisimTotals *before = &sim->metrics.before;

  summary->n_enis_created = sim->pool.n_created;
  summary->n_enis_taken_back = sim->pool.n_taken_back;
  summary->n_enis_released = sim->pool.n_released;
  summary->n_enis_failed = sim->pool.n_failed;
  for (guint i = ENISIM_ENI_CREATING; i < ENISIM_N_ENI_STATES; i++)
    summary->enis_in[i] = summarise_track (&sim->metrics.enis_in[i], sim->now);
  summary->enis_last_released_at = sim->metrics.last_released_at;
  summary->window.n_enis_created = sim->pool.n_created - before->n_created;
  summary->window.n_enis_taken_back = sim->pool.n_taken_back - before->n_taken_back;
  summary->window.n_enis_released = sim->pool.n_released - before->n_released;
  summary->window.n_enis_failed = sim->pool.n_failed - before->n_failed;
}

static EnisimLatencySummary
summarise_latency (const EnisimHistogram *histogram)
{
  return (EnisimLatencySummary){ .n = histogram->n,
                                 .mean_us = enisim_histogram_get_mean (histogram),
                                 .min_us = enisim_histogram_get_min (histogram),
                                 .p50_us = enisim_histogram_get_quantile (histogram, 0.50),
                                 .p95_us = enisim_histogram_get_quantile (histogram, 0.95),
                                 .p99_us = enisim_histogram_get_quantile (histogram, 0.99),
                                 .max_us = enisim_histogram_get_max (histogram) };
}

/* Calls that have neither come to an end nor are in flight. */
static guint64
count_waiting (const EnisimRunSummary *summary)
{
  const guint64 n_calls = summary->n_attempts - summary->n_retries;
  const guint64 n_others
      = summary->n_outcomes[ENISIM_OUTCOME_OK] + summary->n_outcomes[ENISIM_OUTCOME_CUT]
        + summary->n_outcomes[ENISIM_OUTCOME_OPEN] + summary->n_outcomes[ENISIM_OUTCOME_TIMED_OUT]
        + summary->latency_refused.n + summary->n_calls_unreachable;

  g_assert_cmpuint (n_others, <=, n_calls);
  return n_calls - n_others;
}

static void
add_calls (EnisimRunSummary *summary, const EnisimSimulation *sim)
{
  const EnisimMetrics *metrics = &sim->metrics;
  const guint n_workloads = sim->scenario->n_workloads + 1;

  summary->workloads = enisim_workload_summaries_new (sim);
  for (guint i = 0; i < n_workloads; i++)
    {
      for (guint j = 0; j < ENISIM_N_OUTCOMES; j++)
        summary->n_outcomes[j] += summary->workloads[i].n_outcomes[j];
      summary->n_attempts += summary->workloads[i].n_attempts;
      summary->n_refused += summary->workloads[i].n_refused;
    }
  summary->n_retries = metrics->n_retries;
  summary->n_calls_unreachable = metrics->n_calls_unreachable;
  summary->n_cold = metrics->n_cold;
  summary->n_warm = metrics->n_warm;
  summary->n_follow_ups = metrics->n_follow_ups;
  for (guint i = 0; i < ENISIM_N_STOPS; i++)
    summary->n_stops[i] = metrics->n_stops[i];
  for (guint i = 0; i < sim->scenario->n_workloads; i++)
    summary->n_stretched += sim->workloads[i].workload.n_stretched;
  summary->n_stretched -= metrics->before.n_stretched;
  for (guint i = 0; i < ENISIM_N_VM_ENDS; i++)
    summary->n_vm_ends[i] = metrics->n_vm_ends[i];
  summary->latency_ok = summarise_latency (&metrics->latency_ok_us);
  summary->latency_cut = summarise_latency (&metrics->latency_cut_us);
  summary->latency_refused = summarise_latency (&metrics->latency_refused_us);
  summary->n_calls_waiting = count_waiting (summary);
  summary->last_call_end
      = metrics->last_call_end < ENISIM_TIME_ZERO ? ENISIM_TIME_NEVER : metrics->last_call_end;
  summary->vms = summarise_track (&metrics->vms, sim->now);
  enisim_sim_get_max_vms_range (sim, &summary->max_vms_least, &summary->max_vms_most);
  for (guint i = 0; i < ENISIM_N_PLATFORMS; i++)
    summary->vm_gb_hours[i] = (double) enisim_mean_level_get_area_us (&metrics->vm_mib[i], sim->now)
                              / 1024.0 / (double) G_TIME_SPAN_HOUR;
  for (guint i = ENISIM_SESSION_PROVISIONING; i < ENISIM_N_SESSION_STATES; i++)
    {
      const EnisimMeanLevel level = enisim_metrics_get_vms_in (metrics, i);

      summary->vms_in[i] = level.value;
      summary->mean_vms_in[i] = enisim_mean_level_get_mean (&level, sim->now);
    }
}

static EnisimEniList
copy_list (const EnisimSamples *samples, guint32 list)
{
  guint32 n_enis;
  const EnisimSampledEni *enis = enisim_samples_get_list (samples, list, &n_enis);
  EnisimEniList copy = { .enis = g_new0 (EnisimEniSummary, n_enis), .n_enis = n_enis };

  for (guint32 i = 0; i < n_enis; i++)
    copy.enis[i]
        = (EnisimEniSummary){ .subnet_index = enis[i].subnet_index, .address = enis[i].address };
  return copy;
}

static void
add_samples (EnisimRunSummary *summary, const EnisimSamples *samples)
{
  summary->n_samples = samples->samples->len;
  summary->samples = g_new (EnisimSampleSummary, summary->n_samples);
  for (guint i = 0; i < summary->n_samples; i++)
    {
      const EnisimSample *sample = &g_array_index (samples->samples, EnisimSample, i);

      summary->samples[i]
          = (EnisimSampleSummary){ sample->at, sample->n_enis, sample->n_vms, sample->list };
    }
  summary->n_eni_lists = enisim_intern_table_get_n_items (&samples->lists);
  summary->eni_lists = g_new (EnisimEniList, summary->n_eni_lists);
  for (guint32 i = 0; i < summary->n_eni_lists; i++)
    summary->eni_lists[i] = copy_list (samples, i);
}

static void
add_names (EnisimRunSummary *summary, const EnisimSimulation *sim)
{
  const guint n = sim->security_groups->len;

  enisim_attachment_keys_init_copy (&summary->keys, &sim->keys);
  summary->security_groups = g_new0 (char *, n + 1);
  for (guint i = 0; i < n; i++)
    summary->security_groups[i] = g_strdup (enisim_sim_get_security_group_name (sim, i));
}

gboolean
enisim_sim_is_at_rest (const EnisimSimulation *sim)
{
  return !sim->is_running;
}

EnisimRunSummary *
enisim_run_summary_new (const EnisimSimulation *sim)
{
  EnisimRunSummary *summary = g_new0 (EnisimRunSummary, 1);

  g_assert (enisim_sim_is_at_rest (sim));
  summary->scenario = enisim_scenario_ref (sim->scenario);
  summary->seed = sim->seed;
  summary->replication = sim->replication;
  summary->window.start = sim->metrics.start;
  summary->ended_at = sim->now;
  summary->is_complete = sim->is_complete;
  summary->n_events = enisim_sim_count_events (sim);
  add_names (summary, sim);
  summary->subnets = g_new (EnisimSubnetSummary, sim->scenario->n_subnets);
  for (guint i = 0; i < sim->scenario->n_subnets; i++)
    summary->subnets[i] = summarise_subnet (sim, i);
  add_enis (summary, sim);
  summary->n_deletions = sim->deletions->len;
  summary->deletions
      = g_memdup2 (sim->deletions->data, sim->deletions->len * sizeof (EnisimDeletion));
  summary->n_creates_failed = sim->metrics.n_creates_failed;
  memcpy (summary->n_denials, sim->metrics.n_denials, sizeof summary->n_denials);
  summary->n_updates = sim->metrics.n_updates;
  summary->n_updates_failed = sim->metrics.n_updates_failed;
  summary->n_control_refused = enisim_metrics_get_n_refused_requests (&sim->metrics);
  for (guint i = 0; i < ENISIM_N_REFUSALS; i++)
    summary->n_refused_requests[i] = sim->metrics.n_refused_requests[i];
  enisim_run_summary_add_runtimes (summary, sim);
  add_calls (summary, sim);
  summary->churns = g_new (EnisimChurnSummary, sim->scenario->n_churns);
  for (guint i = 0; i < sim->scenario->n_churns; i++)
    summary->churns[i] = enisim_churn_summarise (sim, i);
  add_samples (summary, &sim->samples);
  return summary;
}

void
enisim_run_summary_free (EnisimRunSummary *summary)
{
  for (guint i = 0; i < summary->scenario->n_subnets; i++)
    g_free (summary->subnets[i].held.series);
  for (guint i = 0; i < summary->n_eni_lists; i++)
    g_free (summary->eni_lists[i].enis);
  g_strfreev (summary->security_groups);
  g_free (summary->deletions);
  enisim_attachment_keys_clear (&summary->keys);
  for (guint i = 0; i < ENISIM_N_ENI_STATES; i++)
    g_free (summary->enis_in[i].series);
  g_free (summary->vms.series);
  g_free (summary->subnets);
  g_free (summary->workloads);
  g_free (summary->churns);
  enisim_run_summary_clear_runtimes (summary);
  g_free (summary->samples);
  g_free (summary->eni_lists);
  enisim_scenario_unref (summary->scenario);
  g_free (summary);
}

static void
verify_enis (const EnisimRunSummary *summary)
{
  guint64 n_alive = 0, n_in_state[ENISIM_N_ENI_STATES] = { 0 };

  for (guint i = 0; i < summary->n_groups; i++)
    {
      n_alive += summary->groups[i].n_enis;
      n_in_state[summary->groups[i].state] += summary->groups[i].n_enis;
    }
  g_assert_cmpuint (summary->n_enis_created, ==, n_alive + summary->n_enis_released);
  for (guint i = 0; i < ENISIM_N_ENI_STATES; i++)
    g_assert_cmpuint (summary->enis_in[i].now, ==, n_in_state[i]);
  g_assert_true ((summary->n_enis_released > 0)
                 == (summary->enis_last_released_at != ENISIM_TIME_NEVER));
}

void
enisim_run_summary_verify (const EnisimRunSummary *summary)
{
  guint64 n_attempts = 0, n_admitted = 0;

  g_assert_true (summary->window.start <= summary->ended_at);
  g_assert_cmpuint (summary->window.n_enis_created, <=, summary->n_enis_created);
  g_assert_cmpuint (summary->window.n_enis_released, <=, summary->n_enis_released);
  verify_enis (summary);

  for (guint i = 0; i < ENISIM_N_OUTCOMES; i++)
    {
      n_attempts += summary->n_outcomes[i];
      if (enisim_outcome_is_admitted (i))
        n_admitted += summary->n_outcomes[i];
    }
  g_assert_cmpuint (summary->n_attempts, ==, n_attempts);
  g_assert_cmpuint (summary->n_retries, <=, n_attempts);
  g_assert_cmpuint (summary->n_cold + summary->n_warm, ==, n_admitted);
  for (guint i = 0; i < summary->scenario->n_subnets; i++)
    {
      const EnisimSubnetSummary *subnet = &summary->subnets[i];
      guint64 n_held = 0;

      for (guint holder = 0; holder < ENISIM_N_HOLDERS; holder++)
        n_held += subnet->held_by[holder];
      g_assert_cmpuint (n_held, ==, subnet->held.now);
      g_assert_cmpuint (subnet->held.peak, <=, subnet->capacity);
    }
}
