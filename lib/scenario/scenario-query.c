/* scenario-query.c: what an embedder asks a scenario */
#include "scenario/scenario.h"

#include <string.h>

const char *
enisim_scenario_get_name (const EnisimScenario *scenario)
{
  g_return_val_if_fail (scenario != NULL, NULL);
  return scenario->name;
}

EnisimTime
enisim_scenario_get_horizon (const EnisimScenario *scenario)
{
  g_return_val_if_fail (scenario != NULL, ENISIM_TIME_NEVER);
  return scenario->horizon;
}

guint
enisim_scenario_get_n_subnets (const EnisimScenario *scenario)
{
  g_return_val_if_fail (scenario != NULL, 0);
  return scenario->n_subnets;
}

const char *
enisim_scenario_get_subnet_name (const EnisimScenario *scenario, guint index)
{
  g_return_val_if_fail (scenario != NULL, NULL);
  g_return_val_if_fail (index < scenario->n_subnets, NULL);
  return scenario->subnets[index].name;
}

/* At most ENISIM_SCENARIO_SUBNETS_MAX, not worth a table. */
gboolean
enisim_scenario_find_subnet (const EnisimScenario *scenario, const char *name, guint *index)
{
  g_return_val_if_fail (scenario != NULL, FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  for (guint i = 0; i < scenario->n_subnets; i++)
    if (strcmp (scenario->subnets[i].name, name) == 0)
      {
        if (index != NULL)
          *index = i;
        return TRUE;
      }
  return FALSE;
}

guint
enisim_scenario_get_n_runtimes (const EnisimScenario *scenario)
{
  g_return_val_if_fail (scenario != NULL, 0);
  return scenario->n_runtimes;
}

const char *
enisim_scenario_get_runtime_name (const EnisimScenario *scenario, guint index)
{
  g_return_val_if_fail (scenario != NULL, NULL);
  g_return_val_if_fail (index < scenario->n_runtimes, NULL);
  return scenario->runtimes[index].name;
}

gboolean
enisim_scenario_find_runtime (const EnisimScenario *scenario, const char *name, guint *index)
{
  const EnisimRuntimeNames *names;
  guint32 item, number = 0;

  g_return_val_if_fail (scenario != NULL, FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  names = &scenario->runtime_names;
  if (enisim_runtime_names_find_item (names, name, &item))
    {
      if (enisim_runtime_names_get_item (names, item)->is_group)
        return FALSE;
    }
  else if (!enisim_runtime_names_find_member (names, name, &item, &number))
    return FALSE;
  if (index != NULL)
    *index = enisim_runtime_names_get_item (names, item)->first + number;
  return TRUE;
}

guint
enisim_scenario_get_n_workloads (const EnisimScenario *scenario)
{
  g_return_val_if_fail (scenario != NULL, 0);
  return scenario->n_workloads;
}

const char *
enisim_scenario_get_workload_name (const EnisimScenario *scenario, guint index)
{
  g_return_val_if_fail (scenario != NULL, NULL);
  g_return_val_if_fail (index < scenario->n_workloads, NULL);
  return scenario->workloads[index].name;
}

const char *
enisim_scenario_get_workload_file (const EnisimScenario *scenario, guint index)
{
  g_return_val_if_fail (scenario != NULL, NULL);
  g_return_val_if_fail (index < scenario->n_workloads, NULL);
  return scenario->workloads[index].trace.path;
}

gboolean
enisim_scenario_changes_count (const EnisimScenario *scenario, guint count)
{
  for (guint i = 0; i < scenario->n_quota_changes; i++)
    if (scenario->quota_changes[i].has_count[count])
      return TRUE;
  return FALSE;
}

gboolean
enisim_scenario_changes_rate (const EnisimScenario *scenario, EnisimRate rate)
{
  for (guint i = 0; i < scenario->n_quota_changes; i++)
    if (scenario->quota_changes[i].has_rate[rate])
      return TRUE;
  return FALSE;
}
