/* scenario-there.c: a scenario's agents that are there already, and what becomes of them
 *
 * A scenario has no ENI without somebody who made it, so that ENIs of which nobody is known get a
 * stand-in.
 */
#include "import/scenario-writer.h"

#include <string.h>

static char *
make_live_key (const EnisimAgent *agent)
{
  return g_strdup_printf ("%d %s", (int) agent->kind, agent->resource.name);
}

void
enisim_scenario_index_live (EnisimScenarioWriter *writer)
{
  const GArray *agents = writer->inventory->agents;

  for (guint i = 0; i < agents->len; i++)
    {
      EnisimAgent *agent = &g_array_index (agents, EnisimAgent, i);

      if (agent->resource.is_live)
        g_hash_table_insert (writer->live, make_live_key (agent), agent);
    }
}

const EnisimAgent *
enisim_scenario_find_live (const EnisimScenarioWriter *writer, const EnisimAgent *agent)
{
  g_autofree char *key = make_live_key (agent);

  return agent->resource.is_live ? NULL : g_hash_table_lookup (writer->live, key);
}

static gboolean
have_same_ids (const EnisimIdList *a, const EnisimIdList *b)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (NULL, NULL);

  if (a->n != b->n || a->open != b->open)
    return FALSE;
  for (guint i = 0; i < a->n; i++)
    g_hash_table_add (ids, (gpointer) a->ids[i]);
  for (guint i = 0; i < b->n; i++)
    if (!g_hash_table_contains (ids, b->ids[i]))
      return FALSE;
  return TRUE;
}

void
enisim_scenario_add_update (EnisimScenarioWriter *writer, const EnisimAgent *agent,
                            const EnisimAgent *there)
{
  GString *out = writer->updates;
  g_autofree char *name = NULL;

  if (agent->mode == there->mode && have_same_ids (&agent->subnets, &there->subnets)
      && have_same_ids (&agent->security_groups, &there->security_groups))
    return;
  if (agent->kind != ENISIM_AGENT_KIND_RUNTIME)
    {
      enisim_scenario_leave_out (
          writer, agent, "it is there with another configuration, and a tool has no updates");
      return;
    }
  name = enisim_scenario_name_quote (
      enisim_scenario_names_get (&writer->agents, there->resource.id, there->resource.name));
  g_string_append_printf (out, "  - {at: 0s, update: %s, ", name);
  enisim_scenario_add_network (out, writer, agent, ", ");
  g_string_append (out, "}\n");
}

gboolean
enisim_scenario_is_retained (const EnisimScenarioWriter *writer, const EnisimAgent *agent)
{
  const GArray *groups = writer->inventory->live_groups;

  for (guint i = 0; i < groups->len; i++)
    {
      const EnisimLiveGroup *group = &g_array_index (groups, EnisimLiveGroup, i);

      if (group->held == ENISIM_HELD_RETAINED && have_same_ids (&agent->subnets, &group->subnets)
          && have_same_ids (&agent->security_groups, &group->security_groups))
        return TRUE;
    }
  return FALSE;
}

static void
add_stand_in (GString *out, EnisimScenarioWriter *writer, const EnisimLiveGroup *group)
{
  const gboolean is_retained = group->held == ENISIM_HELD_RETAINED;
  const EnisimAgent agent = { .resource = { .id = group->resource.id,
                                            .name = is_retained ? "retained" : "not-listed",
                                            .is_certain = TRUE,
                                            .is_live = TRUE },
                              .mode = ENISIM_NETWORK_VPC,
                              .subnets = group->subnets,
                              .security_groups = group->security_groups,
                              .idle_timeout_s = -1,
                              .max_lifetime_s = -1 };
  const char *obstacle = enisim_scenario_get_obstacle (writer, &agent);
  g_autoptr (GString) title
      = g_string_new (is_retained ? "stands for who had " : "stands for who has, or had, ");

  for (guint i = 0; i < group->interfaces.n; i++)
    g_string_append_printf (title, "%s%s", i > 0 ? ", " : "", group->interfaces.ids[i]);
  if (group->is_again)
    obstacle = "a group of the same subnets and security groups is there already: its addresses "
               "are held throughout";
  if (obstacle != NULL)
    {
      g_ptr_array_add (writer->places->left_out, g_strdup_printf ("%s: %s", title->str, obstacle));
      return;
    }
  enisim_scenario_write_agent (out, writer, &agent, title->str);
  if (is_retained)
    g_ptr_array_add (writer->deleted, (gpointer) enisim_scenario_names_get (
                                          &writer->agents, agent.resource.id, agent.resource.name));
}

void
enisim_scenario_add_stand_ins (GString *out, EnisimScenarioWriter *writer)
{
  const GArray *groups = writer->inventory->live_groups;

  for (guint i = 0; i < groups->len; i++)
    {
      const EnisimLiveGroup *group = &g_array_index (groups, EnisimLiveGroup, i);

      if (group->is_inferred)
        add_stand_in (out, writer, group);
    }
}

/* How long ENIs are retained already nobody tells, so that all of their retention is to come. */
void
enisim_scenario_add_timeline (GString *out, const EnisimScenarioWriter *writer)
{
  if (writer->deleted->len + writer->updates->len == 0)
    return;
  g_string_append (out, "\ntimeline:\n");
  if (writer->deleted->len > 0)
    g_string_append (out, "  # retained since nobody knows when: their retention begins at 0 s, "
                          "the worst case\n  - {at: 0s, delete: [");
  for (guint i = 0; i < writer->deleted->len; i++)
    {
      g_autofree char *name = enisim_scenario_name_quote (g_ptr_array_index (writer->deleted, i));

      g_string_append_printf (out, "%s%s", i > 0 ? ", " : "", name);
    }
  g_string_append (out, writer->deleted->len > 0 ? "]}\n" : "");
  g_string_append (out, writer->updates->str);
}
