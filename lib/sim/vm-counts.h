/* vm-counts.h: how many VMs there are, of a runtime, of its version and against the quota */
#pragma once

#include "sim/simulation-private.h"

static inline void
enisim_sim_count_vm (EnisimSimulation *sim, EnisimSimRuntime *place, EnisimVersion *version)
{
  sim->n_admitted++;
  place->runtime.n_vms++;
  version->n_vms++;
  sim->n_counted[place->spec->type]++;
}

/* @is_counted: against the quota, until now.  The version's count is looked at before it is
 * written: compilers read it and what lies beside it as one word, for which the processor would
 * wait. */
static inline void
enisim_sim_count_vm_gone (EnisimSimulation *sim, EnisimSimRuntime *place, guint number,
                          gboolean is_counted)
{
  EnisimVersion *version = enisim_runtime_get_version (&place->runtime, number);
  const guint32 n_before = version->n_vms;

  g_assert (n_before > 0);
  place->runtime.n_vms--;
  version->n_vms = n_before - 1;
  if (is_counted)
    sim->n_counted[place->spec->type]--;
  if (G_UNLIKELY (place->runtime.status == ENISIM_RUNTIME_DELETING)
      || (G_UNLIKELY (n_before == 1) && !enisim_version_is_held (version)))
    enisim_sim_note_unused (sim, (guint32) (place - sim->runtimes), number);
}
