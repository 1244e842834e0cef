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
  const char *name = enisim_check_get_name (check, &agent->resource);
  const gboolean lacks_subnets = is_empty (&agent->subnets);
  const gboolean lacks_sgs = is_empty (&agent->security_groups);
  const char *open
      = agent->subnets.open != NULL ? agent->subnets.open : agent->security_groups.open;
  g_autoptr (GString) reason = g_string_new (NULL);
  EnisimTruth is_wrong = ENISIM_TRUTH_NO;

  if (agent->mode == ENISIM_NETWORK_PUBLIC)
    return;
  if (lacks_subnets || lacks_sgs)
    {
      is_wrong = ENISIM_TRUTH_YES;
      g_string_append_printf (reason, "%s names no %s%s%s", name, lacks_subnets ? "subnet" : "",
                              lacks_subnets && lacks_sgs ? " and no " : "",
                              lacks_sgs ? "security group" : "");
      if (agent->mode == ENISIM_NETWORK_UNKNOWN)
        g_string_append (reason, ", and whether its network mode is VPC is not known");
    }
  else if (open != NULL)
    {
      is_wrong = ENISIM_TRUTH_NOT_KNOWN;
      g_string_append_printf (reason, "It is not known whether %s names any %s: these are %s", name,
                              agent->subnets.open != NULL ? "subnets" : "security groups", open);
    }
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
          = g_strdup_printf (is_wrong == ENISIM_TRUTH_YES
                                 ? "%s runs on instances"
                                 : "It is not known whether %s runs on instances: its compute type "
                                   "is not known",
                             enisim_check_get_name (check, &agent->resource));

      enisim_check_add (check, &spot, is_wrong, agent->resource.is_certain, reason);
    }
}
