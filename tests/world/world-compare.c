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
      = { { "allocations denied", metrics->n_denied, twin->counts.n_denied[index] },
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
      &sim->scenario->keys, enisim_attachment_key_get_subnet_set (key), &n);

  return get_set (subnets, n);
}

static guint
get_groups (const EnisimSimulation *sim, EnisimAttachmentKey key)
{
  guint n;
  const guint32 *groups = enisim_attachment_keys_get_sgs (
      &sim->scenario->keys, enisim_attachment_key_get_sg_set (key), &n);

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
    const Pair pairs[] = { { "state", group->state, eni_state_of[other->state] },
                           { "ENIs", group->n_enis, other->enis->len },
                           { "references", group->n_references, other->n_references },
                           { "subnets", get_subnets (sim, group->key), other->subnets },
                           { "security groups", get_groups (sim, group->key), other->groups } };

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

static char *
compare_runtimes (const EnisimSimulation *sim, const Twin *twin)
{
  char *difference = NULL;

  for (guint i = 0; difference == NULL && i < twin->runtimes->len; i++)
    {
      const EnisimRuntime *runtime = &sim->runtimes[i].runtime;
      const TwinRuntime *other = twin->runtimes->pdata[i];
      const Pair pairs[] = { { "status", runtime->status, status_of[other->status] },
                             { "waiting", runtime->requests.length, other->waiting->len } };

      difference = find_difference (pairs, G_N_ELEMENTS (pairs), "runtime %s: ", other->name);
    }
  return difference;
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

static guint
find_runtime (const Twin *twin, const TwinRuntime *runtime)
{
  guint index = 0;

  while (twin->runtimes->pdata[index] != runtime)
    index++;
  return index;
}

static char *
compare_vm (const EnisimSimulation *sim, const Twin *twin, const EnisimSession *session)
{
  const TwinVm *vm = find_vm (twin, session->workload, session->call);
  guint n_invocations = 0;

  if (vm == NULL)
    return g_strdup_printf ("the twin has no VM of call %u of workload %u", session->call,
                            session->workload);
  for (guint32 i = session->first_invocation; i != ENISIM_INVOCATION_NONE;
       i = enisim_session_table_get_invocation (&sim->sessions, i)->next)
    n_invocations++;
  {
    const Pair pairs[] = { { "state", session->state, session_state_of[vm->state] },
                           { "runtime", session->runtime, find_runtime (twin, vm->runtime) },
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
compare_calls (const EnisimSimulation *sim, const Twin *twin)
{
  const EnisimMetrics *metrics = &sim->metrics;
  Pair outcomes[TWIN_N_OUTCOMES];
  Pair ends[TWIN_N_ENDS];
  const Pair stops[TWIN_N_STOPS] = {
    { "done", metrics->n_stops[ENISIM_STOP_DONE], twin->counts.n_stops[TWIN_STOP_DONE] },
    { "conflict", metrics->n_stops[ENISIM_STOP_CONFLICT],
      twin->counts.n_stops[TWIN_STOP_CONFLICT] },
    { "none", metrics->n_stops[ENISIM_STOP_NONE], twin->counts.n_stops[TWIN_STOP_NONE] },
  };
  char *difference;

  for (guint i = 0; i < TWIN_N_OUTCOMES; i++)
    outcomes[i]
        = (Pair){ enisim_outcome_get_name (outcome_of[i]),
                  enisim_metrics_get_n_ended (metrics, outcome_of[i]), twin->counts.n_outcomes[i] };
  for (guint i = 0; i < TWIN_N_ENDS; i++)
    ends[i] = (Pair){ enisim_vm_end_get_name (end_of[i]), sim->metrics.n_vm_ends[end_of[i]],
                      twin->counts.n_ends[i] };
  difference = find_difference (outcomes, TWIN_N_OUTCOMES, "outcomes: ");
  if (difference == NULL)
    difference = find_difference (ends, TWIN_N_ENDS, "VMs ended: ");
  if (difference == NULL)
    difference = find_difference (stops, TWIN_N_STOPS, "stops: ");
  return difference;
}

static char *
compare_counts (const EnisimSimulation *sim, const Twin *twin)
{
  const EnisimMetrics *metrics = &sim->metrics;
  const Pair pairs[] = {
    { "follow-ups", metrics->n_follow_ups, twin->counts.n_follow_ups },
    { "cold", metrics->n_cold, twin->counts.n_cold },
    { "warm", metrics->n_warm, twin->counts.n_warm },
    { "ENIs created", sim->pool.n_created, twin->n_created },
    { "ENIs taken back", sim->pool.n_taken_back, twin->n_taken_back },
    { "ENIs released", sim->pool.n_released, twin->n_released },
    { "ENIs failed", sim->pool.n_failed, twin->n_failed },
    { "creates failed", metrics->n_creates_failed, twin->counts.n_creates_failed },
    { "ENI quota denied", metrics->n_denials[ENISIM_DENIAL_ENI_QUOTA],
      twin->counts.n_quota_denied },
    { "control refused", enisim_metrics_get_n_refused_requests (metrics),
      twin->counts.n_control_refused },
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

char *
world_compare (const EnisimSimulation *sim, const Twin *twin)
{
  char *difference = compare_counts (sim, twin);

  if (difference == NULL)
    difference = compare_calls (sim, twin);
  if (difference == NULL)
    difference = compare_workloads (sim, twin);
  if (difference == NULL)
    difference = compare_runtimes (sim, twin);
  if (difference == NULL)
    difference = compare_vms (sim, twin);
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
  for (guint i = 0; difference == NULL && i < twin->world->n_subnets; i++)
    {
      difference = compare_addresses (enisim_address_space_get (&sim->space, i), &twin->subnets[i]);
      if (difference == NULL)
        difference = compare_areas_of_subnet (sim, twin, i);
    }
  return difference;
}
