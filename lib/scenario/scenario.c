/* scenario.c: what to simulate, inside the library: checked, resolved and immutable */
#include "scenario/scenario.h"

EnisimScenario *
enisim_scenario_alloc (void)
{
  EnisimScenario *scenario = g_atomic_rc_box_new0 (EnisimScenario);

  enisim_model_options_init (&scenario->options);
  enisim_attachment_keys_init (&scenario->keys);
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
    }
  for (guint i = 0; i < scenario->n_runtimes; i++)
    g_free (scenario->runtimes[i].name);
  for (guint i = 0; i < scenario->n_workloads; i++)
    enisim_workload_spec_clear (&scenario->workloads[i]);
  g_free (scenario->subnets);
  g_free (scenario->endpoints);
  g_free (scenario->nat_gateways);
  g_free (scenario->runtimes);
  g_free (scenario->workloads);
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
  g_strfreev (scenario->security_groups);
  g_strfreev (scenario->options_given);
  enisim_model_options_clear (&scenario->options);
  enisim_attachment_keys_clear (&scenario->keys);
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

const char *
enisim_scenario_get_name (const EnisimScenario *scenario)
{
  g_return_val_if_fail (scenario != NULL, NULL);
  return scenario->name;
}
