/* compare-agents.c: runtimes, VMs and stacks */
#include "world/compare-parts.h"

static const EnisimRuntimeStatus status_of[TWIN_N_STATUSES] = {
  [TWIN_ABSENT] = ENISIM_RUNTIME_ABSENT,
  [TWIN_RUNTIME_CREATING] = ENISIM_RUNTIME_CREATING,
  [TWIN_CREATE_FAILED] = ENISIM_RUNTIME_CREATE_FAILED,
  [TWIN_READY] = ENISIM_RUNTIME_READY,
  [TWIN_DELETING] = ENISIM_RUNTIME_DELETING,
  [TWIN_UPDATING] = ENISIM_RUNTIME_UPDATING,
  [TWIN_UPDATE_FAILED] = ENISIM_RUNTIME_UPDATE_FAILED,
};

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

char *
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

static const EnisimSessionState session_state_of[TWIN_N_VM_STATES] = {
  [TWIN_PROVISIONING] = ENISIM_SESSION_PROVISIONING,
  [TWIN_ACTIVE] = ENISIM_SESSION_ACTIVE,
  [TWIN_IDLE] = ENISIM_SESSION_IDLE,
  [TWIN_STOPPING] = ENISIM_SESSION_STOPPING,
};

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
compare_vm (const EnisimSimulation *sim, const Twin *twin, guint32 index)
{
  const EnisimSession *session = enisim_session_table_get (&sim->sessions, index);
  const EnisimAdmission admission = enisim_session_table_get_admission (&sim->sessions, index);
  const guint workload = admission.workload;
  const TwinVm *vm = find_vm (twin, workload, admission.call);
  const char *name = sim->runtimes[session->runtime].spec->name;
  guint n_invocations = 0, n_background = 0;

  if (vm == NULL)
    return g_strdup_printf ("the twin has no VM of call %u of workload %u", admission.call,
                            workload);
  for (guint32 i = session->first_invocation; i != ENISIM_INVOCATION_NONE;
       i = enisim_session_table_get_invocation (&sim->sessions, i)->next)
    if (enisim_session_table_get_invocation (&sim->sessions, i)->is_background)
      n_background++;
    else
      n_invocations++;
  {
    const Pair pairs[] = { { "state", session->state, session_state_of[vm->state] },
                           { "runtime", g_str_equal (name, vm->runtime->name), TRUE },
                           { "invocations", n_invocations, vm->invocations->len },
                           { "background work", n_background, vm->background->len } };

    return find_difference (pairs, G_N_ELEMENTS (pairs),
                            "VM of call %u of workload %u: ", admission.call, workload);
  }
}

char *
compare_vms (const EnisimSimulation *sim, const Twin *twin)
{
  char *difference = find_difference (
      &(Pair){ "VMs", enisim_session_table_get_n_vms (&sim->sessions), twin->vms->len }, 1, "all ");

  for (guint32 i = 0; difference == NULL && i < sim->sessions.sessions.n_places; i++)
    if (enisim_session_table_get (&sim->sessions, i)->state != ENISIM_SESSION_FREE)
      difference = compare_vm (sim, twin, i);
  return difference;
}

char *
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
compare_areas_of_vms (const EnisimSimulation *sim, const Twin *twin)
{
  const gint64 horizon = twin->world->horizon;
  Pair pairs[TWIN_N_VM_STATES + 1];
  guint64 sum_us = 0;

  for (guint i = 0; i < TWIN_N_VM_STATES; i++)
    {
      const guint64 area_us = twin_get_area_us (twin, twin_get_vm_level ((TwinVmState) i),
                                                twin->world->warm_up, horizon);
      const EnisimMeanLevel level = enisim_metrics_get_vms_in (&sim->metrics, session_state_of[i]);

      pairs[i] = (Pair){ enisim_session_state_get_name (session_state_of[i]),
                         (guint64) enisim_mean_level_get_area_us (&level, horizon), area_us };
      sum_us += area_us;
    }
  pairs[TWIN_N_VM_STATES] = compare_level ("all", &sim->metrics.vms.level, sum_us, horizon);
  return find_difference (pairs, G_N_ELEMENTS (pairs), "area of VMs: ");
}
