/* state-agents.c: runtimes, Browsers and Code Interpreters that are there
 *
 * A list tells that there is one, a get its network configuration: both are one agent.
 */
#include <string.h>

#include <enisim/enisim-scenario.h>

#include "import/state.h"

enum
{
  VERSION_MAX = 1000000
};

static gint64
read_timeout (const EnisimAnswer *answer, const char *key)
{
  return enisim_answer_get_number (answer, key, ENISIM_TIMEOUT_US_MIN / G_TIME_SPAN_SECOND,
                                   ENISIM_TIMEOUT_US_MAX / G_TIME_SPAN_SECOND, -1);
}

/* The agent of the reader's id, new if it was not listed yet; pointers to others do not last. */
static EnisimAgent *
get_agent (EnisimStateReader *reader, EnisimAgentKind kind)
{
  GArray *agents = reader->answer.inventory->agents;
  const EnisimId id = reader->resource.id;
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (reader->state->agents, id));
  const EnisimAgent agent = { .resource = reader->resource,
                              .kind = kind,
                              .mode = ENISIM_NETWORK_UNKNOWN,
                              .network_at = reader->resource.at,
                              .idle_timeout_s = -1,
                              .max_lifetime_s = -1,
                              .version = -1 };

  if (place == 0)
    {
      g_array_append_val (agents, agent);
      place = agents->len;
      g_hash_table_insert (reader->state->agents, (gpointer) id, GUINT_TO_POINTER (place));
    }
  return &g_array_index (agents, EnisimAgent, place - 1);
}

static void
read_mode (const EnisimAnswer *network, EnisimAgent *agent)
{
  const char *mode = enisim_answer_require_text (network, "networkMode");

  if (!mode)
    return;
  if (strcmp (mode, "VPC") == 0)
    agent->mode = ENISIM_NETWORK_VPC;
  else if (strcmp (mode, "PUBLIC") == 0 || strcmp (mode, "SANDBOX") == 0)
    agent->mode = ENISIM_NETWORK_PUBLIC;
  else
    enisim_complaints_add (network->complaints, enisim_node_get (network->item, "networkMode"),
                           "networkMode: expected VPC, PUBLIC or SANDBOX, got '%s'", mode);
}

/* @config_key: where subnets and security groups are */
static void
read_network (EnisimStateReader *reader, const char *config_key, EnisimAgent *agent)
{
  const EnisimAnswer network = enisim_answer_enter (&reader->answer, "networkConfiguration");
  const EnisimAnswer config = enisim_answer_enter (&network, config_key);

  if (!network.item)
    return;
  agent->network_at = network.item->at;
  read_mode (&network, agent);
  if (agent->mode != ENISIM_NETWORK_VPC)
    return;
  if (!config.item)
    enisim_complaints_add (network.complaints, network.item, "%s is missing", config_key);
  agent->subnets = enisim_answer_get_ids (&config, "subnets", NULL);
  agent->security_groups = enisim_answer_get_ids (&config, "securityGroups", NULL);
  if (config.item && agent->subnets.n == 0)
    enisim_complaints_add (network.complaints, config.item, "an agent in a VPC without subnets");
}

static void
read_status (EnisimStateReader *reader, EnisimAgent *agent)
{
  const char *status = enisim_answer_get_text (&reader->answer, "status");
  const gint version = (gint) enisim_answer_get_number (&reader->answer, "agentRuntimeVersion", 1,
                                                        VERSION_MAX, -1);

  if (status)
    agent->status = status;
  agent->version = MAX (agent->version, version);
}

void
enisim_state_read_listed_runtime (EnisimStateReader *reader)
{
  EnisimAgent *agent = get_agent (reader, ENISIM_AGENT_KIND_RUNTIME);

  enisim_state_learn_region (reader->state,
                             enisim_answer_get_text (&reader->answer, "agentRuntimeArn"), NULL);
  read_status (reader, agent);
}

void
enisim_state_read_runtime (EnisimStateReader *reader)
{
  const EnisimAnswer *answer = &reader->answer;
  const EnisimAnswer life = enisim_answer_enter (answer, "lifecycleConfiguration");
  const EnisimAnswer artifact = enisim_answer_enter (answer, "agentRuntimeArtifact");
  EnisimAgent *agent = get_agent (reader, ENISIM_AGENT_KIND_RUNTIME);

  agent->resource = reader->resource;
  enisim_state_learn_region (reader->state, enisim_answer_get_text (answer, "agentRuntimeArn"),
                             NULL);
  read_network (reader, "networkModeConfig", agent);
  read_status (reader, agent);
  agent->idle_timeout_s = read_timeout (&life, "idleRuntimeSessionTimeout");
  agent->max_lifetime_s = read_timeout (&life, "maxLifetime");
  if (artifact.item && enisim_node_get (artifact.item, "containerConfiguration"))
    agent->artifact = ENISIM_ARTIFACT_KIND_CONTAINER;
  else if (artifact.item && enisim_node_get (artifact.item, "codeConfiguration"))
    agent->artifact = ENISIM_ARTIFACT_KIND_CODE;
  agent->is_instances
      = enisim_answer_get (answer, "capacityProviderConfiguration", ENISIM_NODE_MAPPING) != NULL;
}

/* The service's own tools are in every account, and public. */
static void
read_tool (EnisimStateReader *reader, EnisimAgentKind kind)
{
  EnisimAgent *agent;

  if (g_str_has_prefix (reader->resource.id, "aws."))
    return;
  agent = get_agent (reader, kind);
  if (enisim_node_get (reader->answer.item, "networkConfiguration"))
    agent->resource = reader->resource;
  read_network (reader, "vpcConfig", agent);
  read_status (reader, agent);
}

void
enisim_state_read_browser (EnisimStateReader *reader)
{
  read_tool (reader, ENISIM_AGENT_KIND_BROWSER);
}

void
enisim_state_read_code_interpreter (EnisimStateReader *reader)
{
  read_tool (reader, ENISIM_AGENT_KIND_CODE_INTERPRETER);
}

/* "agent-x1" of "arn:aws:bedrock-agentcore:us-east-1:111122223333:runtime/agent-x1" */
void
enisim_state_read_agent_endpoint (EnisimStateReader *reader)
{
  static const char mark[] = ":runtime/";
  EnisimAgentEndpoint endpoint = { .resource = reader->resource };
  const char *arn = enisim_answer_get_text (&reader->answer, "agentRuntimeArn");
  const char *id = arn ? strstr (arn, mark) : NULL;
  g_autofree char *name = id ? g_strdup (id + strlen (mark)) : NULL;

  if (!name)
    return;
  name[strcspn (name, "/:")] = '\0';
  endpoint.agent = enisim_inventory_intern (reader->answer.inventory, name);
  endpoint.version
      = (gint) enisim_answer_get_number (&reader->answer, "liveVersion", 1, VERSION_MAX, -1);
  g_array_append_val (reader->answer.inventory->agent_endpoints, endpoint);
}
