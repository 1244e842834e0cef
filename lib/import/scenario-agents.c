/* scenario-agents.c: a scenario's runtimes, Browsers and Code Interpreters */
#include "import/scenario-agents.h"

#include <enisim/enisim-scenario.h>

#include <string.h>

#include "import/scenario-writer.h"
#include "net/attachment-key.h"

static const char *const sections[] = {
  [ENISIM_AGENT_KIND_RUNTIME] = "runtimes",
  [ENISIM_AGENT_KIND_BROWSER] = "browsers",
  [ENISIM_AGENT_KIND_CODE_INTERPRETER] = "code_interpreters",
};

const char *
enisim_scenario_get_obstacle (const EnisimScenarioWriter *writer, const EnisimAgent *agent)
{
  if (!agent->resource.is_certain)
    return "it is perhaps not there";
  if (agent->is_instances)
    return "the compute type Instances is another model";
  if (g_strcmp0 (agent->status, "CREATE_FAILED") == 0)
    return "its create failed";
  if (agent->mode == ENISIM_NETWORK_PUBLIC)
    return NULL;
  if (agent->mode == ENISIM_NETWORK_UNKNOWN)
    return "whether it is in the VPC is not known";
  if (agent->subnets.open != NULL)
    return "its subnets are not known";
  if (agent->subnets.n == 0)
    return "it names no subnet";
  if (agent->subnets.n > ENISIM_SUBNETS_MAX
      || agent->security_groups.n > ENISIM_SECURITY_GROUPS_MAX)
    return "more than 16 subnets or security groups";
  if (!enisim_scenario_places_has_all (writer->places, &agent->subnets))
    return "not all of its subnets are in the scenario";
  return NULL;
}

void
enisim_scenario_add_network (GString *out, EnisimScenarioWriter *writer, const EnisimAgent *agent,
                             const char *between)
{
  if (agent->mode == ENISIM_NETWORK_PUBLIC)
    {
      g_string_append (out, "network: PUBLIC");
      return;
    }
  g_string_append (out, "subnets: [");
  for (guint i = 0; i < agent->subnets.n; i++)
    {
      const EnisimScenarioPlace *place
          = enisim_scenario_places_get (writer->places, agent->subnets.ids[i]);
      g_autofree char *name = enisim_scenario_name_quote (place->name);

      g_string_append_printf (out, "%s%s", i > 0 ? ", " : "", name);
    }
  g_string_append_printf (out, "]%s", between);
  enisim_scenario_sgs_add_list (out, writer->sgs, &agent->security_groups);
}

static gboolean
is_timeout (gint64 seconds)
{
  return seconds >= ENISIM_TIMEOUT_US_MIN / G_TIME_SPAN_SECOND
         && seconds <= ENISIM_TIMEOUT_US_MAX / G_TIME_SPAN_SECOND;
}

/* Spans that no create accepts are left to their defaults. */
static void
add_timeouts (GString *out, EnisimScenarioWriter *writer, const EnisimAgent *agent)
{
  const gint64 idle = agent->idle_timeout_s, life = agent->max_lifetime_s;
  const gboolean is_askew = idle >= 0 && life >= 0 && idle > life;

  if ((idle >= 0 && !is_timeout (idle)) || (life >= 0 && !is_timeout (life)) || is_askew)
    {
      g_ptr_array_add (writer->places->left_out,
                       g_strdup_printf ("timeouts of %s: 60 to 28800 s, idle at most the lifetime",
                                        agent->resource.name));
      return;
    }
  if (idle >= 0)
    g_string_append_printf (out, "    idle_timeout: %" G_GINT64_FORMAT "s\n", idle);
  if (life >= 0)
    g_string_append_printf (out, "    max_lifetime: %" G_GINT64_FORMAT "s\n", life);
}

static void
add_endpoint (GString *out, EnisimScenarioWriter *writer, const EnisimAgent *agent,
              const EnisimAgentEndpoint *endpoint, EnisimScenarioNames *names)
{
  const EnisimResource *resource = &endpoint->resource;
  g_autofree char *name = NULL;

  if (endpoint->agent != agent->resource.id || strcmp (resource->name, "DEFAULT") == 0)
    return;
  if (!resource->is_certain || g_hash_table_size (names->taken) == ENISIM_RUNTIME_ENDPOINTS_MAX)
    {
      g_ptr_array_add (writer->places->left_out,
                       g_strdup_printf ("endpoint %s of %s", resource->name, agent->resource.name));
      return;
    }
  if (endpoint->version > 1)
    g_ptr_array_add (writer->places->left_out,
                     g_strdup_printf ("version %d of endpoint %s: a scenario's runtimes begin with "
                                      "version 1",
                                      endpoint->version, resource->name));
  g_string_append (out, g_hash_table_size (names->taken) > 0 ? ", " : "    endpoints: [");
  name = enisim_scenario_name_quote (enisim_scenario_names_get (names, endpoint, resource->name));
  g_string_append (out, name);
}

static void
add_endpoints (GString *out, EnisimScenarioWriter *writer, const EnisimAgent *agent)
{
  const GArray *endpoints = writer->inventory->agent_endpoints;
  g_auto (EnisimScenarioNames) names;

  enisim_scenario_names_init (&names);
  for (guint i = 0; i < endpoints->len; i++)
    add_endpoint (out, writer, agent, &g_array_index (endpoints, EnisimAgentEndpoint, i), &names);
  if (g_hash_table_size (names.taken) > 0)
    g_string_append (out, "]\n");
}

void
enisim_scenario_leave_out (EnisimScenarioWriter *writer, const EnisimAgent *agent, const char *why)
{
  g_ptr_array_add (writer->places->left_out, g_strdup_printf ("%s: %s", agent->resource.name, why));
}

void
enisim_scenario_write_agent (GString *out, EnisimScenarioWriter *writer, const EnisimAgent *agent,
                             const char *title)
{
  const char *name
      = enisim_scenario_names_get (&writer->agents, agent->resource.id, agent->resource.name);
  g_autofree char *quoted = enisim_scenario_name_quote (name);
  g_autofree char *comment = enisim_scenario_comment (title);

  g_string_append_printf (out, "  - name: %s  # %s\n    ", quoted, comment);
  enisim_scenario_add_network (out, writer, agent, "\n    ");
  g_string_append_c (out, '\n');
  add_timeouts (out, writer, agent);
  if (agent->kind == ENISIM_AGENT_KIND_RUNTIME)
    {
      if (agent->artifact == ENISIM_ARTIFACT_KIND_CODE)
        g_string_append (out, "    artifact: code\n");
      add_endpoints (out, writer, agent);
    }
  if (agent->resource.is_live)
    g_string_append (out, "    create_at: already\n");
  else if (enisim_scenario_is_retained (writer, agent))
    g_string_append (out, "    create_at: 1ms  # its ENIs are retained then; model.eni_reuse says "
                          "whether it takes them\n");
  else
    g_string_append (out, "    create_at: 0s\n");
}

static void
add_agent (GString *out, EnisimScenarioWriter *writer, const EnisimAgent *agent)
{
  const char *obstacle = enisim_scenario_get_obstacle (writer, agent);
  const EnisimAgent *there = enisim_scenario_find_live (writer, agent);

  if (obstacle != NULL)
    enisim_scenario_leave_out (writer, agent, obstacle);
  else if (there != NULL && enisim_scenario_get_obstacle (writer, there) == NULL)
    enisim_scenario_add_update (writer, agent, there);
  else
    enisim_scenario_write_agent (out, writer, agent, agent->resource.id);
}

static void
add_kind (GString *out, EnisimScenarioWriter *writer, EnisimAgentKind kind, gboolean is_live)
{
  const GArray *agents = writer->inventory->agents;

  for (guint i = 0; i < agents->len; i++)
    {
      const EnisimAgent *agent = &g_array_index (agents, EnisimAgent, i);

      if (agent->kind == kind && agent->resource.is_live == is_live)
        add_agent (out, writer, agent);
    }
}

/* Whoever is there has its addresses before those that come, all at 0 s. */
static void
add_section (GString *out, EnisimScenarioWriter *writer, EnisimAgentKind kind)
{
  const gsize n_before = out->len;
  g_autoptr (GString) section = g_string_new (NULL);

  add_kind (section, writer, kind, TRUE);
  if (kind == ENISIM_AGENT_KIND_RUNTIME)
    enisim_scenario_add_stand_ins (section, writer);
  add_kind (section, writer, kind, FALSE);
  if (section->len > 0)
    g_string_append_printf (out, "%s%s:\n%s", n_before > 0 ? "\n" : "", sections[kind],
                            section->str);
}

void
enisim_scenario_add_agents (GString *out, const EnisimInventory *inventory,
                            EnisimScenarioPlaces *places, EnisimScenarioSgs *sgs)
{
  g_autoptr (GHashTable) live = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) deleted = g_ptr_array_new ();
  g_autoptr (GString) updates = g_string_new (NULL);
  EnisimScenarioWriter writer = { .inventory = inventory,
                                  .places = places,
                                  .live = live,
                                  .sgs = sgs,
                                  .deleted = deleted,
                                  .updates = updates };

  enisim_scenario_names_init (&writer.agents);
  enisim_scenario_index_live (&writer);
  for (guint kind = 0; kind < G_N_ELEMENTS (sections); kind++)
    add_section (out, &writer, kind);
  enisim_scenario_add_timeline (out, &writer);
  enisim_scenario_names_clear (&writer.agents);
}
