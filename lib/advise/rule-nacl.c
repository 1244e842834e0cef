/* rule-nacl.c: what network ACLs keep from agents */
#include "advise/check.h"

/* "rule 100 denies tcp 443 to 0.0.0.0/0", or that no rule allows it. */
static void
add_side (GString *reason, const EnisimCheck *check, const char *what, EnisimTruth answer,
          const EnisimRule *rule)
{
  if (answer == ENISIM_TRUTH_YES)
    return;
  g_string_append_printf (reason, "%s %s", reason->len > 0 ? ";" : "", what);
  if (answer == ENISIM_TRUTH_NOT_KNOWN)
    g_string_append (reason, " is let through in part only, or by a rule that is not known");
  else if (rule == NULL)
    g_string_append (reason, " is allowed by no rule");
  else
    {
      g_string_append_printf (reason, " is denied by rule %d, ", rule->number);
      enisim_rule_add_text (reason, &check->map, rule);
    }
}

static void
check_subnet (EnisimCheck *check, const EnisimCrowd *crowd)
{
  const EnisimWay way = enisim_network_find_way (&check->map, crowd->id);
  const EnisimAclAnswer answer
      = enisim_network_ask_acl (&check->map, crowd->id, way.kind == ENISIM_WAY_NAT);
  const EnisimSpot spot = enisim_spot_of_subnet (check, crowd);
  const EnisimTruth is_open = enisim_truth_and (answer.out, answer.in);
  g_autoptr (GString) sides = g_string_new (NULL), reason = g_string_new (NULL);

  g_string_append_printf (reason, "%s, the subnet of ",
                          enisim_network_get_subnet_name (&check->map, crowd->id));
  enisim_crowd_add_names (reason, crowd);
  if (answer.why != NULL)
    g_string_append_printf (reason, ": not known: %s", answer.why);
  else
    {
      add_side (sides, check, "443 out", answer.out, answer.out_rule);
      add_side (sides, check, "1024-65535 in", answer.in, answer.in_rule);
      g_string_append_printf (reason, ", has the network ACL %s:%s",
                              answer.acl != NULL ? answer.acl : "", sides->str);
    }
  enisim_check_add (check, &spot, enisim_truth_not (is_open), crowd->is_sure, reason->str);
}

void
enisim_rule_nacl (EnisimCheck *check)
{
  for (guint i = 0; i < check->by_subnet->len; i++)
    check_subnet (check, enisim_crowd_at (check->by_subnet, i));
}
