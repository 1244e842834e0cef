/* sim-metrics.c: what one run counts and measures */
#include "sim/sim-metrics.h"

static void
track_init (EnisimTrack *track, guint64 value)
{
  enisim_track_init (track, ENISIM_METRICS_SERIES_CAPACITY, value, ENISIM_TIME_ZERO);
}

static EnisimTime
find_exhausted_at (const EnisimSubnet *subnet, EnisimTime now)
{
  return enisim_subnet_get_n_free (subnet) == 0 ? now : ENISIM_TIME_NEVER;
}

static void
subnet_init (EnisimSubnetMetrics *metrics, const EnisimSubnet *subnet)
{
  track_init (&metrics->held, enisim_subnet_get_n_held_total (subnet));
  for (guint holder = 0; holder < ENISIM_N_HOLDERS; holder++)
    enisim_level_init (&metrics->held_by[holder], enisim_subnet_get_n_held (subnet, holder),
                       ENISIM_TIME_ZERO);
  enisim_level_init (&metrics->unmet, 0, ENISIM_TIME_ZERO);
  metrics->unmet_at = ENISIM_TIME_NEVER;
  metrics->exhausted_at = find_exhausted_at (subnet, ENISIM_TIME_ZERO);
  metrics->last_released_at = ENISIM_TIME_NEVER;
}

/* What is not carried over begins at 0, so that a count that is added needs no line here. */
static void
subnet_restart (EnisimSubnetMetrics *metrics, EnisimTime now, const EnisimSubnet *subnet)
{
  EnisimSubnetMetrics fresh = { .held = metrics->held,
                                .exhausted_at = find_exhausted_at (subnet, now),
                                .unmet = metrics->unmet,
                                .unmet_at = metrics->unmet.value > 0 ? now : ENISIM_TIME_NEVER,
                                .is_short = metrics->is_short,
                                .last_released_at = metrics->last_released_at };

  enisim_track_restart (&fresh.held, now);
  enisim_level_restart (&fresh.unmet, now);
  for (guint holder = 0; holder < ENISIM_N_HOLDERS; holder++)
    {
      fresh.held_by[holder] = metrics->held_by[holder];
      enisim_level_restart (&fresh.held_by[holder], now);
    }
  *metrics = fresh;
}

static void
churn_init (EnisimChurnMetrics *metrics)
{
  *metrics = (EnisimChurnMetrics){ .first_failed_at = ENISIM_TIME_NEVER };
  enisim_level_init (&metrics->alive, 0, ENISIM_TIME_ZERO);
  enisim_level_init (&metrics->own_sgs, 0, ENISIM_TIME_ZERO);
}

static void
churn_restart (EnisimChurnMetrics *metrics, EnisimTime now)
{
  EnisimChurnMetrics fresh = { .first_failed_at = ENISIM_TIME_NEVER,
                               .n_alive_before = metrics->alive.value,
                               .alive = metrics->alive,
                               .own_sgs = metrics->own_sgs };

  enisim_level_restart (&fresh.alive, now);
  enisim_level_restart (&fresh.own_sgs, now);
  *metrics = fresh;
}

void
enisim_metrics_init (EnisimMetrics *metrics, const EnisimAddressSpace *space, guint n_churns)
{
  const guint n_subnets = space->n_subnets;

  *metrics = (EnisimMetrics){ .subnets = g_new0 (EnisimSubnetMetrics, n_subnets),
                              .n_subnets = n_subnets,
                              .churns = g_new0 (EnisimChurnMetrics, n_churns),
                              .n_churns = n_churns,
                              .counted_after = ENISIM_TIME_ZERO - 1,
                              .last_call_end = ENISIM_TIME_ZERO - 1,
                              .last_released_at = ENISIM_TIME_NEVER };
  for (guint i = 0; i < n_subnets; i++)
    subnet_init (&metrics->subnets[i], enisim_address_space_get (space, i));
  for (guint i = 0; i < n_churns; i++)
    churn_init (&metrics->churns[i]);
  for (guint i = ENISIM_ENI_CREATING; i < ENISIM_N_ENI_STATES; i++)
    track_init (&metrics->enis_in[i], 0);
  track_init (&metrics->vms, 0);
  enisim_histogram_init (&metrics->latency_ok_us);
  enisim_histogram_init (&metrics->latency_cut_us);
  enisim_histogram_init (&metrics->latency_refused_us);
}

void
enisim_metrics_clear (EnisimMetrics *metrics)
{
  for (guint i = 0; i < metrics->n_subnets; i++)
    enisim_track_clear (&metrics->subnets[i].held);
  g_clear_pointer (&metrics->subnets, g_free);
  metrics->n_subnets = 0;
  g_clear_pointer (&metrics->churns, g_free);
  metrics->n_churns = 0;
  for (guint i = ENISIM_ENI_CREATING; i < ENISIM_N_ENI_STATES; i++)
    enisim_track_clear (&metrics->enis_in[i]);
  enisim_track_clear (&metrics->vms);
  enisim_histogram_clear (&metrics->latency_ok_us);
  enisim_histogram_clear (&metrics->latency_cut_us);
  enisim_histogram_clear (&metrics->latency_refused_us);
}

/* As for a subnet. */
void
enisim_metrics_restart (EnisimMetrics *metrics, EnisimTime now, const EnisimAddressSpace *space,
                        const EnisimTotals *before)
{
  EnisimMetrics fresh = { .start = now,
                          .counted_after = now,
                          .before = *before,
                          .subnets = metrics->subnets,
                          .n_subnets = metrics->n_subnets,
                          .churns = metrics->churns,
                          .n_churns = metrics->n_churns,
                          .vms = metrics->vms,
                          .last_call_end = ENISIM_TIME_ZERO - 1,
                          .last_released_at = metrics->last_released_at };

  for (guint i = 0; i < fresh.n_subnets; i++)
    subnet_restart (&fresh.subnets[i], now, enisim_address_space_get (space, i));
  for (guint i = 0; i < fresh.n_churns; i++)
    churn_restart (&fresh.churns[i], now);
  for (guint i = ENISIM_ENI_CREATING; i < ENISIM_N_ENI_STATES; i++)
    {
      fresh.enis_in[i] = metrics->enis_in[i];
      enisim_track_restart (&fresh.enis_in[i], now);
    }
  enisim_track_restart (&fresh.vms, now);
  for (guint i = 0; i < ENISIM_N_SESSION_STATES; i++)
    {
      fresh.vms_in[i] = metrics->vms_in[i];
      enisim_mean_level_restart (&fresh.vms_in[i], now);
    }
  for (guint i = 0; i < ENISIM_N_PLATFORMS; i++)
    {
      fresh.vm_mib[i] = metrics->vm_mib[i];
      enisim_mean_level_restart (&fresh.vm_mib[i], now);
    }
  enisim_histogram_clear (&metrics->latency_ok_us);
  enisim_histogram_clear (&metrics->latency_cut_us);
  enisim_histogram_clear (&metrics->latency_refused_us);
  enisim_histogram_init (&fresh.latency_ok_us);
  enisim_histogram_init (&fresh.latency_cut_us);
  enisim_histogram_init (&fresh.latency_refused_us);
  *metrics = fresh;
}

void
enisim_metrics_note_subnet (EnisimMetrics *metrics, EnisimTime now, guint subnet_index,
                            const EnisimSubnet *subnet)
{
  EnisimSubnetMetrics *m = &metrics->subnets[subnet_index];

  enisim_track_set (&m->held, now, enisim_subnet_get_n_held_total (subnet));
  for (guint holder = 0; holder < ENISIM_N_HOLDERS; holder++)
    enisim_level_set (&m->held_by[holder], now, enisim_subnet_get_n_held (subnet, holder));
  if (enisim_subnet_get_n_free (subnet) == 0 && m->exhausted_at == ENISIM_TIME_NEVER)
    m->exhausted_at = now;
}

/* Most changes concern two states of four. */
void
enisim_metrics_note_enis (EnisimMetrics *metrics, EnisimTime now, const EnisimEniPool *pool)
{
  for (guint i = ENISIM_ENI_CREATING; i < ENISIM_N_ENI_STATES; i++)
    if (metrics->enis_in[i].level.value != pool->n_in_state[i])
      enisim_track_set (&metrics->enis_in[i], now, pool->n_in_state[i]);
}

void
enisim_metrics_note_unmet (EnisimMetrics *metrics, EnisimTime now, guint subnet_index,
                           guint32 n_unmet)
{
  EnisimSubnetMetrics *m = &metrics->subnets[subnet_index];

  enisim_level_set (&m->unmet, now, n_unmet);
  if (n_unmet == 0)
    return;
  m->is_short = TRUE;
  if (m->unmet_at == ENISIM_TIME_NEVER)
    m->unmet_at = now;
}

void
enisim_metrics_settle_foreseen (EnisimMetrics *metrics, EnisimForeseenLives *lives,
                                GTimeSpan idle_timeout_us, GTimeSpan teardown_us,
                                EnisimPlatform platform, guint32 memory_mib)
{
  const GTimeSpan rest_us = idle_timeout_us + teardown_us;

  enisim_mean_level_visit (&metrics->vms_in[ENISIM_SESSION_IDLE], idle_timeout_us, lives->n);
  enisim_mean_level_visit (&metrics->vms_in[ENISIM_SESSION_STOPPING], teardown_us, lives->n);
  enisim_mean_level_visit (&metrics->vm_mib[platform], rest_us, lives->n * memory_mib);
  enisim_mean_level_add_area (&metrics->vm_mib[platform], lives->served_us * memory_mib);
  metrics->n_vm_ends[ENISIM_VM_END_IDLE] += lives->n;
  metrics->n_cold += lives->n;
  *lives = (EnisimForeseenLives){ .n = 0 };
}

EnisimMeanLevel
enisim_metrics_get_vms_in (const EnisimMetrics *metrics, EnisimSessionState state)
{
  EnisimMeanLevel rest = { .moment_us = metrics->vms.level.moment_us,
                           .value = metrics->vms.level.value,
                           .start = metrics->start };

  if (state != ENISIM_SESSION_ACTIVE)
    return metrics->vms_in[state];
  for (guint i = 0; i < ENISIM_N_SESSION_STATES; i++)
    {
      rest.moment_us -= metrics->vms_in[i].moment_us;
      rest.value -= metrics->vms_in[i].value;
    }
  return rest;
}

guint64
enisim_metrics_get_n_ended (const EnisimMetrics *metrics, EnisimOutcome outcome)
{
  guint64 n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (metrics->n_outcomes); i++)
    n += metrics->n_outcomes[i][outcome];
  return n;
}

/* What the subnets were told of ENIs in one state adds up to what the run was. */
static void
verify_enis (const EnisimMetrics *metrics, EnisimEniState state, EnisimHolder holder)
{
  const EnisimTrack *track = &metrics->enis_in[state];
  EnisimTime now = track->level.changed_at;
  EnisimLevelArea area_us = 0;
  guint64 n_held = 0;

  enisim_track_verify (track);
  for (guint i = 0; i < metrics->n_subnets; i++)
    now = MAX (now, metrics->subnets[i].held_by[holder].changed_at);
  for (guint i = 0; i < metrics->n_subnets; i++)
    {
      n_held += metrics->subnets[i].held_by[holder].value;
      area_us += enisim_level_get_area_us (&metrics->subnets[i].held_by[holder], now);
    }
  g_assert_cmpuint (track->level.value, ==, n_held);
  g_assert_true (enisim_level_get_area_us (&track->level, now) == area_us);
}

void
enisim_metrics_verify (const EnisimMetrics *metrics)
{
  for (guint i = 0; i < metrics->n_subnets; i++)
    {
      const EnisimSubnetMetrics *m = &metrics->subnets[i];
      EnisimLevelArea area_us = 0;

      enisim_track_verify (&m->held);
      for (guint holder = 0; holder < ENISIM_N_HOLDERS; holder++)
        area_us += enisim_level_get_area_us (&m->held_by[holder], m->held.level.changed_at);
      g_assert_true (area_us
                     == enisim_level_get_area_us (&m->held.level, m->held.level.changed_at));
    }
  verify_enis (metrics, ENISIM_ENI_CREATING, ENISIM_HOLDER_ENI_CREATING);
  verify_enis (metrics, ENISIM_ENI_IN_USE, ENISIM_HOLDER_ENI_IN_USE);
  verify_enis (metrics, ENISIM_ENI_RETAINED, ENISIM_HOLDER_ENI_RETAINED);
  verify_enis (metrics, ENISIM_ENI_FAILED, ENISIM_HOLDER_ENI_FAILED);
  for (guint i = 0; i < metrics->n_churns; i++)
    {
      const EnisimChurnMetrics *m = &metrics->churns[i];

      enisim_level_verify (&m->alive);
      enisim_level_verify (&m->own_sgs);
    }
  enisim_track_verify (&metrics->vms);
  g_assert_cmpuint (enisim_metrics_get_vms_in (metrics, ENISIM_SESSION_ACTIVE).value, <=,
                    metrics->vms.level.value);
  enisim_histogram_verify (&metrics->latency_ok_us);
  enisim_histogram_verify (&metrics->latency_cut_us);
  enisim_histogram_verify (&metrics->latency_refused_us);
}
