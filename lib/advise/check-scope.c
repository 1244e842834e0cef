/* check-scope.c: what a check looked at, and what it could not
 *
 * "Nothing found" says little where nothing was there to look at: whoever reads it has to be told
 * how many agents there are, and how many rules had anything to do.
 */
#include "advise/check.h"

/* Agents, by what a check makes of them. */
typedef struct
{
  guint n_in_vpc, n_public, n_of_unknown_mode, n_others;
  guint n_enis; /* of AgentCore, whose agents nobody knows */
} Agents;

/* One in VPC mode that names too few or too many subnets or groups is in no plan, but has been
 * looked at: that this is so is what was found. */
static gboolean
is_misconfigured (const EnisimAgent *agent)
{
  const EnisimIdList *subnets = &agent->subnets, *sgs = &agent->security_groups;

  return agent->mode == ENISIM_NETWORK_VPC && !agent->is_instances && !agent->resource.is_live
         && ((subnets->n == 0 && subnets->open == NULL) || subnets->n > ENISIM_SUBNETS_MAX
             || sgs->n > ENISIM_SECURITY_GROUPS_MAX);
}

static Agents
count_agents (const EnisimCheck *check)
{
  Agents agents = { .n_in_vpc = 0 };

  for (guint i = 0; i < check->plan->agents->len; i++)
    {
      const EnisimPlanAgent *agent = &g_array_index (check->plan->agents, EnisimPlanAgent, i);

      if (enisim_check_knows_agent (agent))
        agents.n_in_vpc++;
      else
        agents.n_enis += agent->there->interfaces.n;
    }
  for (guint i = 0; i < check->inventory->agents->len; i++)
    {
      const EnisimAgent *agent = &g_array_index (check->inventory->agents, EnisimAgent, i);

      agents.n_in_vpc += is_misconfigured (agent) ? 1 : 0;
      agents.n_others += agent->is_instances ? 1 : 0;
      agents.n_public += !agent->is_instances && agent->mode == ENISIM_NETWORK_PUBLIC ? 1 : 0;
      agents.n_of_unknown_mode += !agent->is_instances && agent->mode == ENISIM_NETWORK_UNKNOWN
                                          && agent->subnets.n == 0 && agent->subnets.open == NULL
                                      ? 1
                                      : 0;
    }
  return agents;
}

static void
add_part (GString *text, guint *n_said, guint n, const char *one, const char *many)
{
  if (n == 0)
    return;
  g_string_append_printf (text, "%s%u %s", (*n_said)++ == 0 ? " (but " : ", ", n,
                          n == 1 ? one : many);
}

static void
add_agents (GString *text, const Agents *agents)
{
  guint n_said = 0;

  if (agents->n_in_vpc > 0)
    {
      g_string_append_printf (text,
                              agents->n_in_vpc == 1 ? "%u agent in VPC mode was looked at"
                                                    : "%u agents in VPC mode were looked at",
                              agents->n_in_vpc);
      return;
    }
  g_string_append (text, "No agent in VPC mode is described here");
  add_part (text, &n_said, agents->n_public, "in the mode PUBLIC", "in the mode PUBLIC");
  add_part (text, &n_said, agents->n_of_unknown_mode, "whose network configuration is not known",
            "whose network configurations are not known");
  add_part (text, &n_said, agents->n_others, "on instances", "on instances");
  add_part (text, &n_said, agents->n_enis, "ENI of AgentCore whose agent is not known",
            "ENIs of AgentCore whose agents are not known");
  if (n_said > 0)
    g_string_append_c (text, ')');
}

static void
add_rules (GString *text, const EnisimCheck *check)
{
  guint n_idle = 0, n_undecided = 0;

  for (guint i = 0; i < enisim_n_rule_rows; i++)
    {
      n_idle += check->tallies[i].looked_at == 0 ? 1 : 0;
      n_undecided += check->tallies[i].not_known > 0 ? 1 : 0;
    }
  if (n_idle > 0)
    g_string_append_printf (text, "; %u of %u rules had nothing to look at", n_idle,
                            enisim_n_rule_rows);
  if (n_undecided > 0)
    g_string_append_printf (text, "%s %u of %u could not be decided everywhere",
                            n_idle > 0 ? ", and" : "; of the rules", n_undecided,
                            enisim_n_rule_rows);
}

void
enisim_check_describe_scope (EnisimCheck *check)
{
  const Agents agents = count_agents (check);
  GString *text = g_string_new (NULL);

  add_agents (text, &agents);
  add_rules (text, check);
  check->n_agents = agents.n_in_vpc;
  check->scope = g_string_free (text, FALSE);
}

void
enisim_check_add_note (EnisimCheck *check, const EnisimPosition *at, const char *format, ...)
{
  g_autofree char *text = NULL;
  EnisimCheckNote note = { .file = at != NULL ? at->name : NULL,
                           .line = at != NULL ? at->line : 0,
                           .column = at != NULL ? at->column : 0 };
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  note.text = g_string_chunk_insert (check->texts, text);
  g_array_append_val (check->notes, note);
}

/* How the description was read decides what could be found. */
void
enisim_check_take_notes (EnisimCheck *check)
{
  const EnisimInventory *inventory = check->inventory;

  for (guint i = 0; i < inventory->notes->len; i++)
    {
      const EnisimNote *note = &g_array_index (inventory->notes, EnisimNote, i);

      enisim_check_add_note (check, note->at.line > 0 ? &note->at : NULL, "%s", note->text);
    }
  for (guint i = 0; i < inventory->unknown_types->len; i++)
    {
      const EnisimUnknownType *type
          = &g_array_index (inventory->unknown_types, EnisimUnknownType, i);

      enisim_check_add_note (check, &type->first_at,
                             "nothing here knows the type %s: what it does "
                             "to the network is not looked at",
                             type->type);
    }
}
