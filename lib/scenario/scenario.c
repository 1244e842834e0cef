/* scenario.c: what to simulate, inside the library: checked, resolved and immutable */
#include "scenario/scenario.h"

#include "net/subnet.h"

void
enisim_churn_spec_clear (EnisimChurnSpec *spec)
{
  enisim_churn_arrival_spec_clear (&spec->arrivals);
  g_clear_pointer (&spec->targets, g_free);
}

EnisimScenario *
enisim_scenario_alloc (void)
{
  EnisimScenario *scenario = g_atomic_rc_box_new0 (EnisimScenario);

  enisim_model_options_init (&scenario->options);
  enisim_attachment_keys_init (&scenario->keys);
  enisim_runtime_names_init (&scenario->runtime_names);
  scenario->endpoint_lists = g_ptr_array_new_with_free_func (g_free);
  return scenario;
}

static void
clear_arrays (EnisimScenario *scenario)
{
  for (guint i = 0; i < scenario->n_subnets; i++)
    g_free (scenario->subnets[i].name);
  for (guint i = 0; i < scenario->n_endpoints; i++)
    {
      g_free (scenario->endpoints[i].service);
      g_free (scenario->endpoints[i].subnets);
      g_free (scenario->endpoints[i].security_groups);
    }
  for (guint i = 0; i < scenario->n_runtimes; i++)
    g_free (scenario->runtimes[i].name);
  for (guint i = 0; i < scenario->n_workloads; i++)
    enisim_workload_spec_clear (&scenario->workloads[i]);
  g_free (scenario->vpc_cidrs);
  g_free (scenario->subnets);
  g_free (scenario->endpoints);
  for (guint i = 0; i < scenario->n_security_groups; i++)
    g_free (scenario->sg_rules[i].named);
  g_free (scenario->sg_rules);
  g_free (scenario->nat_gateways);
  for (guint i = 0; i < scenario->n_holders; i++)
    g_free (scenario->holders[i].security_groups);
  g_free (scenario->holders);
  g_free (scenario->background_steps);
  g_free (scenario->quota_changes);
  g_free (scenario->runtimes);
  g_free (scenario->workloads);
  for (guint i = 0; i < scenario->n_churns; i++)
    enisim_churn_spec_clear (&scenario->churns[i]);
  g_free (scenario->churns);
  g_free (scenario->timeline);
}

static void
clear (gpointer data)
{
  EnisimScenario *scenario = data;

  clear_arrays (scenario);
  g_free (scenario->name);
  g_free (scenario->note);
  g_free (scenario->region);
  g_free (scenario->quota_profile);
  g_strfreev (scenario->azs);
  g_free (scenario->az_support);
  g_strfreev (scenario->security_groups);
  g_strfreev (scenario->endpoint_names);
  g_ptr_array_unref (scenario->endpoint_lists);
  g_strfreev (scenario->options_given);
  enisim_model_options_clear (&scenario->options);
  enisim_attachment_keys_clear (&scenario->keys);
  enisim_runtime_names_clear (&scenario->runtime_names);
}

EnisimScenario *
enisim_scenario_ref (EnisimScenario *scenario)
{
  g_return_val_if_fail (scenario != NULL, NULL);
  return g_atomic_rc_box_acquire (scenario);
}

void
enisim_scenario_unref (EnisimScenario *scenario)
{
  g_return_if_fail (scenario != NULL);
  g_atomic_rc_box_release_full (scenario, clear);
}

gboolean
enisim_scenario_vpc_contains (const EnisimScenario *scenario, EnisimCidr cidr)
{
  for (guint i = 0; i < scenario->n_vpc_cidrs; i++)
    if (enisim_cidr_contains (scenario->vpc_cidrs[i], cidr))
      return TRUE;
  return FALSE;
}

static void
verify_vpc (const EnisimScenario *scenario)
{
  for (guint i = 0; i < scenario->n_vpc_cidrs; i++)
    for (guint j = 0; j < i; j++)
      g_assert_false (enisim_cidr_overlaps (scenario->vpc_cidrs[j], scenario->vpc_cidrs[i]));
}

static void
verify_subnets (const EnisimScenario *scenario)
{
  for (guint i = 0; i < scenario->n_subnets; i++)
    {
      const EnisimSubnetSpec *spec = &scenario->subnets[i];

      g_assert_nonnull (spec->name);
      g_assert_cmpuint (spec->az_index, <, scenario->n_azs);
      g_assert_true (enisim_scenario_vpc_contains (scenario, spec->cidr));
      for (guint j = 0; j < i; j++)
        g_assert_false (enisim_cidr_overlaps (scenario->subnets[j].cidr, spec->cidr));
    }
}

/* What stands in the subnets from the start on fits. */
static void
verify_holders (const EnisimScenario *scenario)
{
  g_autofree guint32 *n_held = g_new0 (guint32, scenario->n_subnets);
  g_autofree guint32 *n_enis = g_new0 (guint32, scenario->n_azs);

  for (guint i = 0; i < scenario->n_endpoints; i++)
    for (guint j = 0; j < scenario->endpoints[i].n_subnets; j++)
      {
        const guint32 subnet = scenario->endpoints[i].subnets[j];

        g_assert_true (scenario->endpoints[i].is_interface);
        g_assert_cmpuint (subnet, <, scenario->n_subnets);
        n_held[subnet]++;
        n_enis[scenario->subnets[subnet].az_index]++;
      }
  for (guint i = 0; i < scenario->n_nat_gateways; i++)
    {
      g_assert_cmpuint (scenario->nat_gateways[i], <, scenario->n_subnets);
      n_held[scenario->nat_gateways[i]]++;
      n_enis[scenario->subnets[scenario->nat_gateways[i]].az_index]++;
    }
  for (guint i = 0; i < scenario->n_holders; i++)
    {
      const EnisimOtherHolderSpec *spec = &scenario->holders[i];

      g_assert_cmpuint (spec->subnet, <, scenario->n_subnets);
      n_held[spec->subnet] += spec->count;
      n_enis[scenario->subnets[spec->subnet].az_index] += spec->count;
    }
  for (guint i = 0; i < scenario->n_subnets; i++)
    g_assert_cmpuint (n_held[i] + scenario->subnets[i].background, <=,
                      enisim_subnet_capacity_of_prefix (scenario->subnets[i].cidr.prefix));
  for (guint i = 0; i < scenario->n_azs; i++)
    g_assert_cmpuint (n_enis[i], <=, scenario->quotas.enis_per_az);
}

static void
verify_key (const EnisimScenario *scenario, EnisimAttachmentKey key)
{
  const guint32 subnet_set = enisim_attachment_key_get_subnet_set (key);
  const guint32 sg_set = enisim_attachment_key_get_sg_set (key);
  guint n_subnets, n_sgs;
  const guint32 *subnets
      = enisim_attachment_keys_get_subnets (&scenario->keys, subnet_set, &n_subnets);
  const guint32 *sgs = enisim_attachment_keys_get_sgs (&scenario->keys, sg_set, &n_sgs);

  for (guint i = 0; i < n_subnets; i++)
    g_assert_cmpuint (subnets[i], <, scenario->n_subnets);
  for (guint i = 0; i < n_sgs; i++)
    g_assert_cmpuint (sgs[i], <, scenario->n_security_groups);
}

static void
verify_runtimes (const EnisimScenario *scenario)
{
  for (guint i = 0; i < scenario->n_runtimes; i++)
    {
      const EnisimRuntimeSpec *spec = &scenario->runtimes[i];
      guint found;

      g_assert_nonnull (spec->name);
      g_assert_true (enisim_scenario_find_runtime (scenario, spec->name, &found));
      g_assert_cmpuint (found, ==, i);
      if (spec->is_vpc)
        verify_key (scenario, spec->key);
      g_assert_cmpint (spec->idle_timeout_us, >=, ENISIM_TIMEOUT_US_MIN);
      g_assert_cmpint (spec->idle_timeout_us, <=, spec->max_lifetime_us);
      g_assert_cmpint (spec->max_lifetime_us, <=, ENISIM_TIMEOUT_US_MAX);
      g_assert_cmpint (spec->create_at, >=, 0);
      g_assert_true (spec->create_at < scenario->horizon || spec->create_at == ENISIM_TIME_NEVER);
      g_assert_true (!spec->is_there || spec->create_at == ENISIM_TIME_ZERO);
    }
}

static void
verify_timeline (const EnisimScenario *scenario)
{
  const guint n_subjects[]
      = { [ENISIM_TIMELINE_REQUEST] = scenario->n_runtimes,
          [ENISIM_TIMELINE_QUOTAS] = scenario->n_quota_changes,
          [ENISIM_TIMELINE_DELETE_SECURITY_GROUP] = scenario->n_security_groups,
          [ENISIM_TIMELINE_DELETE_SUBNET] = scenario->n_subnets,
          [ENISIM_TIMELINE_WORKLOAD_OFF] = scenario->n_workloads,
          [ENISIM_TIMELINE_WORKLOAD_ON] = scenario->n_workloads,
          [ENISIM_TIMELINE_SCALE] = scenario->runtime_names.items->len };

  for (guint i = 0; i < scenario->n_timeline; i++)
    {
      g_assert_cmpuint (scenario->timeline[i].subject, <, n_subjects[scenario->timeline[i].verb]);
      g_assert_cmpint (scenario->timeline[i].at, <, scenario->horizon);
    }
  for (guint i = 0; i < scenario->n_background_steps; i++)
    {
      g_assert_cmpuint (scenario->background_steps[i].subnet, <, scenario->n_subnets);
      g_assert_cmpint (scenario->background_steps[i].at, <, scenario->horizon);
    }
}

static void
verify_windows (const EnisimWorkloadSpec *spec)
{
  for (guint i = 0; i < spec->n_windows; i++)
    {
      g_assert_cmpint (spec->windows[i].at, <, spec->windows[i].until);
      g_assert_cmpfloat (spec->windows[i].rate_per_second, >, 0.0);
      enisim_distribution_verify (&spec->windows[i].gap);
      if (i > 0)
        g_assert_cmpint (spec->windows[i - 1].until, <=, spec->windows[i].at);
    }
}

static void
verify_curve (const EnisimRateCurve *curve)
{
  g_assert_cmpfloat (curve->peak_per_second, >, 0.0);
  g_assert_cmpuint (curve->n_pieces, >, 0);
  g_assert_true (!curve->is_weekly || curve->n_pieces == ENISIM_HOURS_OF_WEEK);
  for (guint i = 0; i < curve->n_pieces; i++)
    {
      g_assert_true (curve->pieces[i].ratio >= 0.0 && curve->pieces[i].ratio <= 1.0);
      if (i > 0)
        g_assert_cmpint (curve->pieces[i - 1].at, <, curve->pieces[i].at);
    }
}

static void
verify_workload (const EnisimScenario *scenario, const EnisimWorkloadSpec *spec)
{
  g_assert_nonnull (spec->name);
  g_assert_cmpuint (spec->n_targets, >, 0);
  for (guint i = 0; i < spec->n_targets; i++)
    g_assert_cmpuint (spec->targets[i], <, scenario->n_runtimes);
  g_assert_cmpint (spec->from, <, spec->until);
  g_assert_true (spec->new_ratio >= 0.0 && spec->new_ratio <= 1.0);
  for (guint i = 0; i < spec->n_targets && spec->choose == ENISIM_CHOOSE_WEIGHTED; i++)
    g_assert_cmpuint (spec->weight_sums[i], >, i == 0 ? 0 : spec->weight_sums[i - 1]);
  enisim_session_spec_verify (&spec->session);
  enisim_distribution_verify (&spec->duration);
  enisim_distribution_verify (&spec->busy_after);
  enisim_distribution_verify (&spec->think);
  g_assert_cmpint (spec->request_limit_us, >, 0);
  if (spec->kind == ENISIM_WORKLOAD_CLOSED)
    g_assert_cmpuint (spec->n_clients, >, 0);
  if (spec->kind == ENISIM_WORKLOAD_POISSON)
    g_assert_cmpfloat (spec->rate_per_second, >, 0.0);
  g_assert_true (
      (spec->n_windows > 0)
      == (spec->kind == ENISIM_WORKLOAD_RENEWAL || spec->kind == ENISIM_WORKLOAD_WINDOWS));
  verify_windows (spec);
  if (spec->kind == ENISIM_WORKLOAD_VARYING)
    verify_curve (&spec->curve);
  g_assert_true (spec->kind == ENISIM_WORKLOAD_BURSTS ? spec->n_phases >= 2 : spec->n_phases == 0);
  if (spec->kind == ENISIM_WORKLOAD_TRACE)
    g_assert_true (spec->trace.path != NULL && spec->trace.time_column != NULL);
}

static void
verify_churn (const EnisimScenario *scenario, const EnisimChurnSpec *spec)
{
  g_assert_nonnull (spec->arrivals.name);
  g_assert_cmpint (spec->arrivals.from, <, spec->arrivals.until);
  g_assert_cmpfloat (enisim_distribution_get_mean_us (&spec->arrivals.gap), >, 0.0);
  enisim_distribution_verify (&spec->arrivals.gap);
  enisim_distribution_verify (&spec->arrivals.lifetime);
  g_assert_true ((spec->kind == ENISIM_CHURN_REDEPLOY) == (spec->n_targets > 0));
  g_assert_true ((spec->kind == ENISIM_CHURN_REDEPLOY) == (spec->n_subnets == 0));
  for (guint i = 0; i < spec->n_targets; i++)
    g_assert_cmpuint (spec->targets[i], <, scenario->n_runtimes);
  for (guint i = 0; i < spec->n_subnets; i++)
    g_assert_cmpuint (spec->subnets[i], <, scenario->n_subnets);
  if (spec->sg == ENISIM_CHURN_SG_NAMED)
    g_assert_cmpuint (spec->security_group, <, scenario->n_security_groups);
}

static void
verify_options (const EnisimModelOptions *options)
{
  enisim_distribution_verify (&options->eni_retention);
  enisim_distribution_verify (&options->eni_create_delay);
  enisim_distribution_verify (&options->failed_create_retention);
  for (guint i = 0; i < ENISIM_N_READY_KINDS; i++)
    enisim_distribution_verify (&options->ready_delay[i]);
  enisim_distribution_verify (&options->teardown);
  enisim_distribution_verify (&options->teardown_after_stop);
  enisim_distribution_verify (&options->unreachable_after);
  for (guint i = 0; i < ENISIM_N_LIMITED_REQUESTS; i++)
    g_assert_cmpint (options->request_limit_us[i], >, 0);
  for (guint i = 0; i < ENISIM_N_PLATFORMS; i++)
    enisim_distribution_verify (&options->cold_start[i]);
  for (guint i = 0; i < ENISIM_N_OUTCOMES; i++)
    enisim_distribution_verify (&options->refusal_time[i]);
  g_assert_cmpint (options->min_cycle_us, >, 0);
}

void
enisim_scenario_verify (const EnisimScenario *scenario)
{
  g_assert_nonnull (scenario->name);
  g_assert_true (scenario->horizon > 0);
  g_assert_true (scenario->horizon <= ENISIM_TIME_MAX || scenario->horizon == ENISIM_TIME_NEVER);
  g_assert_cmpint (scenario->sample_us, >=, 0);
  enisim_attachment_keys_verify (&scenario->keys);
  enisim_runtime_names_verify (&scenario->runtime_names);
  verify_options (&scenario->options);
  verify_vpc (scenario);
  verify_subnets (scenario);
  verify_holders (scenario);
  verify_runtimes (scenario);
  verify_timeline (scenario);
  for (guint i = 0; i < scenario->n_workloads; i++)
    verify_workload (scenario, &scenario->workloads[i]);
  for (guint i = 0; i < scenario->n_churns; i++)
    verify_churn (scenario, &scenario->churns[i]);
}
