/* world-compare.c: the simulator's state beside that of its twin
 *
 * Only the state that rules decide is compared, never how either keeps it:
 * addresses, groups, runtimes, VMs and counts.
 */
#include "world/world-run.h"

typedef struct
{
  const char *name;
  guint64 sim, twin;
} Pair;

/* @where: printf-like */
static char *find_difference (const Pair *pairs, guint n, const char *where, ...)
    G_GNUC_PRINTF (3, 4);

static char *
find_difference (const Pair *pairs, guint n, const char *where, ...)
{
  for (guint i = 0; i < n; i++)
    if (pairs[i].sim != pairs[i].twin)
      {
        g_autofree char *place = NULL;
        va_list arguments;

        va_start (arguments, where);
        place = g_strdup_vprintf (where, arguments);
        va_end (arguments);
        return g_strdup_printf ("%s%s: %" G_GUINT64_FORMAT ", and the twin has %" G_GUINT64_FORMAT,
                                place, pairs[i].name, pairs[i].sim, pairs[i].twin);
      }
  return NULL;
}

static const EnisimHolder holder_of[TWIN_N_HOLDERS] = {
  [TWIN_BACKGROUND] = ENISIM_HOLDER_BACKGROUND, [TWIN_ENDPOINT] = ENISIM_HOLDER_ENDPOINT,
  [TWIN_NAT] = ENISIM_HOLDER_NAT_GATEWAY,       [TWIN_OTHER] = ENISIM_HOLDER_OTHER,
  [TWIN_CREATING] = ENISIM_HOLDER_ENI_CREATING, [TWIN_IN_USE] = ENISIM_HOLDER_ENI_IN_USE,
  [TWIN_RETAINED] = ENISIM_HOLDER_ENI_RETAINED, [TWIN_FAILED] = ENISIM_HOLDER_ENI_FAILED,
};

static const char *const holder_names[TWIN_N_HOLDERS]
    = { "background", "endpoints", "NAT gateways", "others",
        "creating",   "in use",    "retained",     "failed" };

static const EnisimEniState eni_state_of[TWIN_N_HOLDERS] = {
  [TWIN_CREATING] = ENISIM_ENI_CREATING,
  [TWIN_IN_USE] = ENISIM_ENI_IN_USE,
  [TWIN_RETAINED] = ENISIM_ENI_RETAINED,
  [TWIN_FAILED] = ENISIM_ENI_FAILED,
};

static const EnisimRuntimeStatus status_of[TWIN_N_STATUSES] = {
  [TWIN_ABSENT] = ENISIM_RUNTIME_ABSENT,
  [TWIN_RUNTIME_CREATING] = ENISIM_RUNTIME_CREATING,
  [TWIN_CREATE_FAILED] = ENISIM_RUNTIME_CREATE_FAILED,
  [TWIN_READY] = ENISIM_RUNTIME_READY,
  [TWIN_DELETING] = ENISIM_RUNTIME_DELETING,
  [TWIN_UPDATING] = ENISIM_RUNTIME_UPDATING,
  [TWIN_UPDATE_FAILED] = ENISIM_RUNTIME_UPDATE_FAILED,
};

static const EnisimSessionState session_state_of[TWIN_N_VM_STATES] = {
  [TWIN_PROVISIONING] = ENISIM_SESSION_PROVISIONING,
  [TWIN_ACTIVE] = ENISIM_SESSION_ACTIVE,
  [TWIN_IDLE] = ENISIM_SESSION_IDLE,
  [TWIN_STOPPING] = ENISIM_SESSION_STOPPING,
};

static const EnisimVmEnd end_of[TWIN_N_ENDS] = {
  [TWIN_END_IDLE] = ENISIM_VM_END_IDLE,           [TWIN_END_LIFETIME] = ENISIM_VM_END_LIFETIME,
  [TWIN_END_UNHEALTHY] = ENISIM_VM_END_UNHEALTHY, [TWIN_END_DELETED] = ENISIM_VM_END_DELETED,
  [TWIN_END_STOPPED] = ENISIM_VM_END_STOPPED,
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
};

static const EnisimStop stop_of[TWIN_N_STOPS] = {
  [TWIN_STOP_DONE] = ENISIM_STOP_DONE,
  [TWIN_STOP_CONFLICT] = ENISIM_STOP_CONFLICT,
  [TWIN_STOP_NONE] = ENISIM_STOP_NONE,
  [TWIN_STOP_THROTTLED] = ENISIM_STOP_THROTTLED,
};

/* Equal numbers and every address of the twin's leased: the sets are equal. */
static char *
compare_addresses (const EnisimSubnet *subnet, const TwinSubnet *twin)
{
  guint n_held = 0;

  for (guint i = 0; i < twin->size; i++)
    {
      if (!twin->is_held[i])
        continue;
      n_held++;
      if (!enisim_ip_allocator_is_leased (&subnet->addresses, i))
        return g_strdup_printf ("subnet %s: address %u is free, and the twin holds it",
                                twin->spec->name, i);
    }
  return find_difference (
      &(Pair){ "addresses held", enisim_subnet_get_n_held_total (subnet), n_held }, 1,
      "subnet %s: ", twin->spec->name);
}

static char *
compare_subnet (const EnisimSimulation *sim, const Twin *twin, guint index)
{
  const EnisimSubnet *subnet = enisim_address_space_get (&sim->space, index);
  const EnisimSubnetMetrics *metrics = &sim->metrics.subnets[index];
  const TwinSubnet *other = &twin->subnets[index];
  const Pair counts[]
      = { { "peak", metrics->held.level.peak, twin->held_peaks[index].peak },
          { "instant of the peak", (guint64) metrics->held.level.peak_at,
            (guint64) twin->held_peaks[index].peak_at },
          { "first exhausted", (guint64) metrics->exhausted_at,
            (guint64) (twin->exhausted_at[index] == TWIN_NEVER ? ENISIM_TIME_NEVER
                                                               : twin->exhausted_at[index]) },
          { "allocations denied", metrics->n_denied, twin->counts.n_denied[index] },
          { "creates failed", metrics->n_failed_creates, twin->counts.n_failed_creates[index] } };
  Pair held[TWIN_N_HOLDERS];
  char *difference;

  for (guint i = 0; i < TWIN_N_HOLDERS; i++)
    held[i] = (Pair){ holder_names[i], enisim_subnet_get_n_held (subnet, holder_of[i]),
                      other->n_held[i] };
  difference = find_difference (held, TWIN_N_HOLDERS, "subnet %s: ", other->spec->name);
  if (difference == NULL)
    difference = find_difference (counts, G_N_ELEMENTS (counts), "subnet %s: ", other->spec->name);
  return difference;
}

static guint
get_set (const guint32 *members, guint n)
{
  guint set = 0;

  for (guint i = 0; i < n; i++)
    set |= 1u << members[i];
  return set;
}

static guint
get_subnets (const EnisimSimulation *sim, EnisimAttachmentKey key)
{
  guint n;
  const guint32 *subnets = enisim_attachment_keys_get_subnets (
      &sim->keys, enisim_attachment_key_get_subnet_set (key), &n);

  return get_set (subnets, n);
}

static guint
get_own_group (const EnisimSimulation *sim, const Twin *twin, guint32 index)
{
  const char *name = enisim_sim_get_security_group_name (sim, index);

  for (guint i = 0; i < twin->own_groups->len; i++)
    {
      const TwinOwnGroup *own = twin->own_groups->pdata[i];

      if (g_str_equal (own->name, name))
        return own->code;
    }
  return TWIN_OWN;
}

static guint
get_groups (const EnisimSimulation *sim, const Twin *twin, EnisimAttachmentKey key)
{
  guint n;
  const guint32 *groups
      = enisim_attachment_keys_get_sgs (&sim->keys, enisim_attachment_key_get_sg_set (key), &n);

  if (groups[0] >= sim->scenario->n_security_groups)
    return get_own_group (sim, twin, groups[0]);
  return get_set (groups, n);
}

/* Both know a group by the number of its first ENI. */
static const TwinGroup *
find_group (const Twin *twin, guint64 number)
{
  for (guint i = 0; i < twin->groups->len; i++)
    {
      const TwinGroup *group = twin->groups->pdata[i];

      if (g_array_index (group->enis, TwinEni, 0).number == number)
        return group;
    }
  return NULL;
}

static char *
compare_group (const EnisimSimulation *sim, const Twin *twin, const EnisimEniGroup *group)
{
  const guint64 number = group->enis[0].number;
  const TwinGroup *other = find_group (twin, number);
  char *difference;

  if (other == NULL)
    return g_strdup_printf ("the twin has no group with ENI %" G_GUINT64_FORMAT, number);
  {
    const Pair pairs[]
        = { { "state", group->state, eni_state_of[other->state] },
            { "ENIs", group->n_enis, other->enis->len },
            { "references", group->n_references, other->n_references },
            { "subnets", get_subnets (sim, group->key), other->subnets },
            { "security groups", get_groups (sim, twin, group->key), other->groups } };

    difference = find_difference (pairs, G_N_ELEMENTS (pairs),
                                  "group of ENI %" G_GUINT64_FORMAT ": ", number);
  }
  for (guint i = 0; difference == NULL && i < group->n_enis; i++)
    {
      const TwinEni *eni = &g_array_index (other->enis, TwinEni, i);
      const Pair pairs[] = { { "subnet", group->enis[i].subnet_index, eni->subnet },
                             { "number", group->enis[i].number, eni->number },
                             { "address", group->enis[i].address,
                               twin->world->subnets[eni->subnet].network + eni->place } };

      difference = find_difference (pairs, G_N_ELEMENTS (pairs),
                                    "group of ENI %" G_GUINT64_FORMAT ": ENI %u: ", number, i);
    }
  return difference;
}

static char *
compare_groups (const EnisimSimulation *sim, const Twin *twin)
{
  char *difference = NULL;
  guint n = 0;

  for (guint32 i = 0; difference == NULL && i < enisim_eni_pool_get_n_places (&sim->pool); i++)
    {
      const EnisimEniGroup *group = enisim_eni_pool_get (&sim->pool, i);

      if (group->state == ENISIM_ENI_FREE)
        continue;
      n++;
      difference = compare_group (sim, twin, group);
    }
  if (difference != NULL)
    return difference;
  return find_difference (&(Pair){ "groups", n, twin->groups->len }, 1, "all ");
}

/* Both know a runtime by its name; those of gone stacks are gone. */
static const EnisimSimRuntime *
find_sim_runtime (const EnisimSimulation *sim, const char *name)
{
  for (guint i = 0; i < sim->n_runtimes; i++)
    if (g_str_equal (sim->runtimes[i].spec->name, name))
      return &sim->runtimes[i];
  return NULL;
}

static char *
compare_runtime (const EnisimRuntime *runtime, const TwinRuntime *other)
{
  const Pair pairs[] = { { "status", runtime->status, status_of[other->status] },
                         { "waiting", runtime->requests.length, other->waiting->len } };

  return find_difference (pairs, G_N_ELEMENTS (pairs), "runtime %s: ", other->name);
}

static char *
compare_runtimes (const EnisimSimulation *sim, const Twin *twin)
{
  char *difference = NULL;
  guint n = 0;

  for (guint i = 0; difference == NULL && i < twin->runtimes->len; i++)
    {
      const TwinRuntime *other = twin->runtimes->pdata[i];
      const EnisimSimRuntime *place = find_sim_runtime (sim, other->name);

      if (place == NULL)
        return g_strdup_printf ("there is no runtime %s", other->name);
      difference = compare_runtime (&place->runtime, other);
    }
  for (guint i = 0; i < sim->n_runtimes; i++)
    n += sim->runtimes[i].spec->name[0] != '\0';
  if (difference != NULL)
    return difference;
  return find_difference (&(Pair){ "runtimes", n, twin->runtimes->len }, 1, "all ");
}

/* Both know a VM by the call that admitted it. */
static const TwinVm *
find_vm (const Twin *twin, guint workload, guint number)
{
  for (guint i = 0; i < twin->vms->len; i++)
    {
      const TwinVm *vm = twin->vms->pdata[i];

      if (vm->workload == workload && vm->number == number)
        return vm;
    }
  return NULL;
}

static char *
compare_vm (const EnisimSimulation *sim, const Twin *twin, const EnisimSession *session)
{
  const TwinVm *vm = find_vm (twin, session->workload, session->call);
  const char *name = sim->runtimes[session->runtime].spec->name;
  guint n_invocations = 0;

  if (vm == NULL)
    return g_strdup_printf ("the twin has no VM of call %u of workload %u", session->call,
                            session->workload);
  for (guint32 i = session->first_invocation; i != ENISIM_INVOCATION_NONE;
       i = enisim_session_table_get_invocation (&sim->sessions, i)->next)
    n_invocations++;
  {
    const Pair pairs[] = { { "state", session->state, session_state_of[vm->state] },
                           { "runtime", g_str_equal (name, vm->runtime->name), TRUE },
                           { "invocations", n_invocations, vm->invocations->len } };

    return find_difference (pairs, G_N_ELEMENTS (pairs),
                            "VM of call %u of workload %u: ", session->call, session->workload);
  }
}

static char *
compare_vms (const EnisimSimulation *sim, const Twin *twin)
{
  char *difference = find_difference (
      &(Pair){ "VMs", enisim_session_table_get_n_vms (&sim->sessions), twin->vms->len }, 1, "all ");

  for (guint32 i = 0; difference == NULL && i < sim->sessions.sessions.n_places; i++)
    {
      const EnisimSession *session = enisim_session_table_get (&sim->sessions, i);

      if (session->state != ENISIM_SESSION_FREE)
        difference = compare_vm (sim, twin, session);
    }
  return difference;
}

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

  for (guint i = 0; i < TWIN_END_UNREACHABLE; i++)
    ends[i] = (Pair){ enisim_vm_end_get_name (end_of[i]), metrics->n_vm_ends[end_of[i]],
                      twin->counts.n_ends[i] };
  return find_difference (ends, TWIN_END_UNREACHABLE, "VMs ended: ");
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

static char *
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

static char *
compare_counts (const EnisimSimulation *sim, const Twin *twin)
{
  const EnisimMetrics *metrics = &sim->metrics;
  const Pair pairs[] = {
    { "peak of VMs", metrics->vms.level.peak, twin->vms_peak.peak },
    { "instant of the peak of VMs", (guint64) metrics->vms.level.peak_at,
      (guint64) twin->vms_peak.peak_at },
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
    { "ENI quota denied", metrics->n_denials[ENISIM_DENIAL_ENI_QUOTA],
      twin->counts.n_quota_denied },
    { "requests refused: conflict", metrics->n_refused_requests[ENISIM_REFUSAL_CONFLICT],
      twin->counts.n_refused_motion },
    { "requests refused: state", metrics->n_refused_requests[ENISIM_REFUSAL_STATE],
      twin->counts.n_refused_state },
    { "latency of ok, in all", (guint64) metrics->latency_ok_us.sum,
      (guint64) twin->counts.latency_ok_us },
    { "latency of cut, in all", (guint64) metrics->latency_cut_us.sum,
      (guint64) twin->counts.latency_cut_us },
    { "latency of refused, in all", (guint64) metrics->latency_refused_us.sum,
      (guint64) twin->counts.latency_refused_us },
  };

  return find_difference (pairs, G_N_ELEMENTS (pairs), "%s", "");
}

static char *
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

static char *
compare_churn (const EnisimSimulation *sim, const Twin *twin)
{
  char *difference = NULL;

  for (guint i = 0; difference == NULL && i < twin->churns->len; i++)
    {
      const EnisimChurnMetrics *metrics = &sim->metrics.churns[i];
      const TwinChurn *churn = twin->churns->pdata[i];
      guint n_own = 0;

      for (guint j = 0; j < twin->own_groups->len; j++)
        {
          const TwinOwnGroup *own = twin->own_groups->pdata[j];

          n_own += own->churn == churn && !own->is_gone;
        }
      {
        const Pair pairs[] = { { "arrived", metrics->n_arrived, churn->counts.n_arrived },
                               { "failed", metrics->n_failed, churn->counts.n_failed },
                               { "deleted", metrics->n_deleted, churn->counts.n_deleted },
                               { "orphaned", metrics->n_orphaned, churn->counts.n_orphaned },
                               { "alive", metrics->alive.value, churn->n_alive },
                               { "own security groups", metrics->own_sgs.value, n_own } };

        difference = find_difference (pairs, G_N_ELEMENTS (pairs), "churn %s: ", churn->spec->name);
      }
    }
  return difference;
}

char *
world_compare (const EnisimSimulation *sim, const Twin *twin)
{
  char *difference = compare_calls (sim, twin);

  if (difference == NULL)
    difference = compare_counts (sim, twin);
  if (difference == NULL)
    difference = compare_workloads (sim, twin);
  if (difference == NULL)
    difference = compare_runtimes (sim, twin);
  if (difference == NULL)
    difference = compare_vms (sim, twin);
  if (difference == NULL)
    difference = compare_churn (sim, twin);
  if (difference == NULL)
    difference = compare_groups (sim, twin);
  for (guint i = 0; difference == NULL && i < twin->world->n_subnets; i++)
    difference = compare_subnet (sim, twin, i);
  return difference;
}

static Pair
compare_level (const char *name, const EnisimLevel *level, guint64 area_us, gint64 horizon)
{
  return (Pair){ name, (guint64) enisim_level_get_area_us (level, horizon), area_us };
}

static char *
compare_areas_of_subnet (const EnisimSimulation *sim, const Twin *twin, guint index)
{
  const EnisimSubnetMetrics *metrics = &sim->metrics.subnets[index];
  const gint64 horizon = twin->world->horizon;
  Pair pairs[TWIN_N_HOLDERS + 1];
  guint64 sum_us = 0;

  for (guint i = 0; i < TWIN_N_HOLDERS; i++)
    {
      const guint64 area_us = twin_get_area_us (twin, twin_get_subnet_level (index, (TwinHolder) i),
                                                twin->world->warm_up, horizon);

      pairs[i] = compare_level (holder_names[i], &metrics->held_by[holder_of[i]], area_us, horizon);
      sum_us += area_us;
    }
  pairs[TWIN_N_HOLDERS] = compare_level ("held", &metrics->held.level, sum_us, horizon);
  return find_difference (pairs, G_N_ELEMENTS (pairs),
                          "area of subnet %s: ", twin->world->subnets[index].name);
}

static char *
compare_areas_of_churn (const EnisimSimulation *sim, const Twin *twin, guint index)
{
  const EnisimChurnMetrics *metrics = &sim->metrics.churns[index];
  const gint64 from = twin->world->warm_up, horizon = twin->world->horizon;
  const Pair pairs[]
      = { compare_level ("stacks", &metrics->alive,
                         twin_get_area_us (twin, twin_get_stacks_level (index), from, horizon),
                         horizon),
          compare_level ("own security groups", &metrics->own_sgs,
                         twin_get_area_us (twin, twin_get_own_groups_level (index), from, horizon),
                         horizon) };

  return find_difference (pairs, G_N_ELEMENTS (pairs),
                          "area of churn %s: ", twin->world->churns[index].name);
}

char *
world_compare_areas (const EnisimSimulation *sim, const Twin *twin)
{
  const gint64 horizon = twin->world->horizon;
  Pair pairs[TWIN_N_VM_STATES + 1];
  guint64 sum_us = 0;
  char *difference = NULL;

  for (guint i = 0; i < TWIN_N_VM_STATES; i++)
    {
      const guint64 area_us = twin_get_area_us (twin, twin_get_vm_level ((TwinVmState) i),
                                                twin->world->warm_up, horizon);

      pairs[i] = compare_level (enisim_session_state_get_name (session_state_of[i]),
                                &sim->metrics.vms_in[session_state_of[i]], area_us, horizon);
      sum_us += area_us;
    }
  pairs[TWIN_N_VM_STATES] = compare_level ("all", &sim->metrics.vms.level, sum_us, horizon);
  difference = find_difference (pairs, G_N_ELEMENTS (pairs), "area of VMs: ");
  for (guint i = 0; difference == NULL && i < twin->world->n_churns; i++)
    difference = compare_areas_of_churn (sim, twin, i);
  for (guint i = 0; difference == NULL && i < twin->world->n_subnets; i++)
    {
      difference = compare_addresses (enisim_address_space_get (&sim->space, i), &twin->subnets[i]);
      if (difference == NULL)
        difference = compare_areas_of_subnet (sim, twin, i);
    }
  return difference;
}
