/* rule-configuration.c: what agents are told to be */
#include "advise/check.h"

static gboolean
is_empty (const EnisimIdList *list)
{
  return list->n == 0 && list->open == NULL;
}

static void
check_config (EnisimCheck *check, const EnisimAgent *agent)
{
  const EnisimSpot spot = enisim_spot_of_agent (agent);
  const gboolean lacks_subnets = is_empty (&agent->subnets);
  const gboolean lacks_sgs = is_empty (&agent->security_groups);
  const gboolean is_open = agent->subnets.open != NULL || agent->security_groups.open != NULL;
  g_autoptr (GString) reason = g_string_new (agent->resource.name);
  EnisimTruth is_wrong = enisim_truth_of (lacks_subnets || lacks_sgs);

  if (agent->mode == ENISIM_NETWORK_PUBLIC)
    return;
  if (is_wrong == ENISIM_TRUTH_YES)
    g_string_append_printf (reason, " names no %s%s%s", lacks_subnets ? "subnet" : "",
                            lacks_subnets && lacks_sgs ? " and no " : "",
                            lacks_sgs ? "security group" : "");
  else if (is_open)
    {
      is_wrong = ENISIM_TRUTH_NOT_KNOWN;
      g_string_append_printf (reason, ": whether it names any is not known: %s",
                              agent->subnets.open != NULL ? agent->subnets.open
                                                          : agent->security_groups.open);
    }
  if (is_wrong == ENISIM_TRUTH_YES && agent->mode == ENISIM_NETWORK_UNKNOWN)
    g_string_append (reason, ", and its network mode is not known");
  enisim_check_add (check, &spot, is_wrong,
                    agent->resource.is_certain && agent->mode == ENISIM_NETWORK_VPC, reason->str);
}

void
enisim_rule_vpc_no_config (EnisimCheck *check)
{
  for (guint i = 0; i < check->inventory->agents->len; i++)
    check_config (check, &g_array_index (check->inventory->agents, EnisimAgent, i));
}

void
enisim_rule_instances_compute (EnisimCheck *check)
{
  for (guint i = 0; i < check->inventory->agents->len; i++)
    {
      const EnisimAgent *agent = &g_array_index (check->inventory->agents, EnisimAgent, i);
      const EnisimSpot spot = enisim_spot_of (&agent->resource);
      const EnisimTruth is_wrong = agent->is_instances       ? ENISIM_TRUTH_YES
                                   : agent->has_open_compute ? ENISIM_TRUTH_NOT_KNOWN
                                                             : ENISIM_TRUTH_NO;
      g_autofree char *reason
          = g_strdup_printf (is_wrong == ENISIM_TRUTH_YES ? "%s runs on instances"
                                                          : "%s: its compute type is not known",
                             agent->resource.name);

      enisim_check_add (check, &spot, is_wrong, agent->resource.is_certain, reason);
    }
}
