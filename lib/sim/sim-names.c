/* sim-names.c: the attachment keys and security groups of a run
 *
 * A scenario is immutable and shared by threads, and stacks bring security groups of their own:
 * each run has a copy that grows.  Nothing is ever taken out, so that indexes stay valid.
 */
#include "sim/simulation-private.h"

void
enisim_sim_init_names (EnisimSimulation *sim)
{
  const EnisimScenario *scenario = sim->scenario;

  enisim_attachment_keys_init_copy (&sim->keys, &scenario->keys);
  sim->security_groups = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < scenario->n_security_groups; i++)
    enisim_sim_add_security_group (sim, scenario->security_groups[i]);
}

void
enisim_sim_clear_names (EnisimSimulation *sim)
{
  g_ptr_array_unref (sim->security_groups);
  enisim_attachment_keys_clear (&sim->keys);
}

guint32
enisim_sim_add_security_group (EnisimSimulation *sim, const char *name)
{
  g_ptr_array_add (sim->security_groups, g_strdup (name));
  return sim->security_groups->len - 1;
}
