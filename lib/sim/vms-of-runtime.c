/* vms-of-runtime.c: which VMs a runtime has, for those that are deleted
 *
 * Found by a walk over all sessions: rarer by far than what a list for each runtime would cost.
 * Where many runtimes are deleted at one instant, the second of them lists all VMs by runtime once
 * for all that follow.  The list is good until the instant is over or a session begins; of what
 * ends meanwhile the state tells.
 */
#include "sim/session-parts.h"

void
enisim_sim_init_vm_list (EnisimSimulation *sim)
{
  sim->vm_list = (EnisimVmList){ .vms = g_array_new (FALSE, FALSE, sizeof (guint32)), .at = -1 };
}

void
enisim_sim_clear_vm_list (EnisimSimulation *sim)
{
  g_clear_pointer (&sim->vm_list.vms, g_array_unref);
}

static gboolean
may_stop (const EnisimSession *session)
{
  return session->state != ENISIM_SESSION_FREE && session->state != ENISIM_SESSION_STOPPING;
}

/* By runtime, and of one in the order of their admission. */
static gint
compare_vms (gconstpointer a, gconstpointer b, gpointer data)
{
  const EnisimSessionTable *table = data;
  const guint32 x = *(const guint32 *) a, y = *(const guint32 *) b;
  const guint32 x_runtime = enisim_session_table_get (table, x)->runtime;
  const guint32 y_runtime = enisim_session_table_get (table, y)->runtime;
  const guint64 x_sequence = enisim_session_table_get_admission (table, x).end_sequence;
  const guint64 y_sequence = enisim_session_table_get_admission (table, y).end_sequence;

  if (x_runtime != y_runtime)
    return x_runtime < y_runtime ? -1 : 1;
  return (x_sequence > y_sequence) - (x_sequence < y_sequence);
}

/* @runtime: ENISIM_INDEX_NONE for all */
static void
list_vms (EnisimSimulation *sim, guint32 runtime)
{
  GArray *vms = sim->vm_list.vms;

  g_array_set_size (vms, 0);
  for (guint32 i = 0; i < sim->sessions.sessions.n_places; i++)
    {
      const EnisimSession *session = enisim_sim_get_session (sim, i);

      if (may_stop (session) && (runtime == ENISIM_INDEX_NONE || session->runtime == runtime))
        g_array_append_val (vms, i);
    }
  g_array_sort_with_data (vms, compare_vms, &sim->sessions);
  sim->vm_list.has_all = runtime == ENISIM_INDEX_NONE;
}

/* Returns: the place of the runtime's first VM, if it has any */
static guint
find_first (EnisimSimulation *sim, guint32 runtime)
{
  const GArray *vms = sim->vm_list.vms;
  guint low = 0, high = vms->len;

  while (low < high)
    {
      const guint middle = low + (high - low) / 2;

      if (enisim_sim_get_session (sim, g_array_index (vms, guint32, middle))->runtime < runtime)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

void
enisim_sim_stop_vms_of (EnisimSimulation *sim, guint32 runtime)
{
  EnisimVmList *list = &sim->vm_list;
  const gboolean is_second = list->at == sim->now && list->n_admitted == sim->n_admitted;

  if (sim->runtimes[runtime].runtime.n_vms == 0)
    return;
  if (!is_second)
    list_vms (sim, runtime);
  else if (!list->has_all)
    list_vms (sim, ENISIM_INDEX_NONE);
  list->at = sim->now;
  list->n_admitted = sim->n_admitted;
  for (guint i = find_first (sim, runtime); i < list->vms->len; i++)
    {
      const guint32 vm = g_array_index (list->vms, guint32, i);

      if (enisim_sim_get_session (sim, vm)->runtime != runtime)
        break;
      if (may_stop (enisim_sim_get_session (sim, vm)))
        enisim_sim_stop_vm (sim, vm, ENISIM_VM_END_DELETED);
    }
}
