/* cloudformation-agents.c: runtimes, browsers and code interpreters of AgentCore */
#include <string.h>

#include <enisim/enisim-scenario.h>

#include "import/cloudformation.h"

enum
{
  CHOICES_MAX = 8, /* within each other */
  VERSION_MAX = 1000000
};

static EnisimNetworkMode
tell_mode (const EnisimResourceReader *reader, const EnisimValue *mode)
{
  g_autofree char *name = NULL;

  if (enisim_value_is_scalar (mode) && !mode->is_known)
    return ENISIM_NETWORK_UNKNOWN;
  if (mode->kind == ENISIM_VALUE_TEXT && strcmp (mode->text, "VPC") == 0)
    return ENISIM_NETWORK_VPC;
  if (mode->kind == ENISIM_VALUE_TEXT
      && (strcmp (mode->text, "PUBLIC") == 0 || strcmp (mode->text, "SANDBOX") == 0))
    return ENISIM_NETWORK_PUBLIC; /* a sandbox has no ENI either */
  name = enisim_resource_dup_name (reader, NULL, "NetworkMode");
  enisim_complaints_add_at (reader->template->importer->complaints, mode->at,
                            "%s: expected VPC, PUBLIC or SANDBOX, got %s", name,
                            mode->kind == ENISIM_VALUE_TEXT ? mode->text
                                                            : enisim_value_get_kind_name (mode));
  return ENISIM_NETWORK_UNKNOWN;
}

/* Of a mode that an undecided condition chooses, the one that takes addresses: what is there
 * perhaps must not be overlooked. */
static EnisimNetworkMode
choose_mode (EnisimResourceReader *reader, const EnisimValue *mode, guint depth)
{
  EnisimNetworkMode modes[2];

  if (!mode->is_choice || depth == CHOICES_MAX)
    return mode->kind == ENISIM_VALUE_NONE ? ENISIM_NETWORK_UNKNOWN : tell_mode (reader, mode);
  for (guint i = 0; i < 2; i++)
    modes[i] = choose_mode (reader, mode->items[i], depth + 1);
  if (modes[0] == modes[1])
    return modes[0];
  reader->resource.is_certain = FALSE;
  return modes[0] == ENISIM_NETWORK_VPC || modes[1] == ENISIM_NETWORK_VPC ? ENISIM_NETWORK_VPC
                                                                          : ENISIM_NETWORK_UNKNOWN;
}

/* Those of an agent that is in the VPC: where an undecided condition leaves them out, it is not. */
static EnisimIdList
read_security_groups (const EnisimResourceReader *reader, const EnisimValue *config)
{
  const EnisimValue *groups = enisim_resource_get (reader, config, "SecurityGroups");

  while (groups && groups->is_choice
         && (groups->items[0]->kind == ENISIM_VALUE_NONE
             || groups->items[1]->kind == ENISIM_VALUE_NONE))
    groups = groups->items[groups->items[0]->kind == ENISIM_VALUE_NONE];
  return groups ? enisim_value_to_ids (reader, groups) : (EnisimIdList){ .ids = NULL };
}

/* The service takes no text for a list; it is read all the same, for what is meant is clear. */
static void
note_text (const EnisimResourceReader *reader, const EnisimValue *config, const char *key)
{
  const EnisimValue *value = enisim_resource_get (reader, config, key);

  if (!reader->properties && value && value->kind == ENISIM_VALUE_TEXT)
    enisim_inventory_add_note (reader->template->importer->inventory, value->at,
                               "%s: expected a list, got a text, which a create refuses", key);
}

static void
read_network (EnisimResourceReader *reader, const char *config_key, EnisimAgent *agent)
{
  EnisimInventory *inventory = reader->template->importer->inventory;
  const EnisimValue *network = enisim_resource_get (reader, NULL, "NetworkConfiguration");
  const EnisimValue *config, *mode;
  g_autofree char *name = NULL;

  agent->mode = ENISIM_NETWORK_UNKNOWN;
  agent->network_at = agent->resource.at;
  if (!network)
    {
      name = enisim_resource_dup_name (reader, NULL, "NetworkConfiguration");
      enisim_inventory_add_note (inventory, agent->resource.at, "%s has no %s",
                                 agent->resource.name, name);
      return;
    }
  agent->network_at = network->at;
  mode = enisim_resource_get (reader, network, "NetworkMode");
  if (mode)
    agent->mode = choose_mode (reader, mode, 0);
  config = enisim_resource_get (reader, network, config_key);
  if (config && agent->mode != ENISIM_NETWORK_PUBLIC)
    {
      note_text (reader, config, "Subnets");
      note_text (reader, config, "SecurityGroups");
      agent->subnets = enisim_resource_get_subnets (reader, config, "Subnets");
      agent->security_groups = read_security_groups (reader, config);
    }
  agent->resource.is_certain = reader->resource.is_certain;
}

static gint64
read_timeout (const EnisimResourceReader *reader, const char *path)
{
  return enisim_resource_get_number (reader, NULL, path,
                                     (gint) (ENISIM_TIMEOUT_US_MIN / G_TIME_SPAN_SECOND),
                                     (gint) (ENISIM_TIMEOUT_US_MAX / G_TIME_SPAN_SECOND), -1);
}

/* A block of Terraform that is not written is an empty list. */
static gboolean
has_artifact (const EnisimResourceReader *reader, const EnisimValue *artifact, const char *key)
{
  const EnisimValue *value = enisim_resource_get (reader, artifact, key);

  return value && (value->kind != ENISIM_VALUE_LIST || value->n_items > 0);
}

static EnisimArtifactKind
read_artifact (const EnisimResourceReader *reader)
{
  const EnisimValue *artifact = enisim_resource_get (reader, NULL, "AgentRuntimeArtifact");

  if (!artifact || (artifact->kind != ENISIM_VALUE_MAPPING && artifact->kind != ENISIM_VALUE_LIST))
    return ENISIM_ARTIFACT_KIND_UNKNOWN;
  if (has_artifact (reader, artifact, "ContainerConfiguration"))
    return ENISIM_ARTIFACT_KIND_CONTAINER;
  if (has_artifact (reader, artifact, "CodeConfiguration"))
    return ENISIM_ARTIFACT_KIND_CODE;
  return ENISIM_ARTIFACT_KIND_UNKNOWN;
}

static void
add_agent (const EnisimResourceReader *reader, const EnisimAgent *agent)
{
  enisim_resource_note_kept (reader);
  g_array_append_vals (reader->template->importer->inventory->agents, agent, 1);
}

/* The key of the compute type is told by its value, for documents differ in what they call it. */
static void
read_compute (const EnisimResourceReader *reader, EnisimAgent *agent)
{
  static const char *const paths[]
      = { "ComputeType", "ComputeConfiguration.ComputeType", "ComputeConfiguration.Type" };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      const EnisimValue *value = enisim_resource_get (reader, NULL, paths[i]);

      agent->is_instances |= enisim_resource_is (reader, NULL, paths[i], "Instances");
      agent->has_open_compute |= value && value->kind == ENISIM_VALUE_SYMBOL;
    }
}

void
enisim_read_runtime (EnisimResourceReader *reader)
{
  EnisimAgent agent
      = { .resource = reader->resource, .kind = ENISIM_AGENT_KIND_RUNTIME, .version = -1 };

  read_network (reader, "NetworkModeConfig", &agent);
  agent.idle_timeout_s = read_timeout (reader, "LifecycleConfiguration.IdleRuntimeSessionTimeout");
  agent.max_lifetime_s = read_timeout (reader, "LifecycleConfiguration.MaxLifetime");
  agent.artifact = read_artifact (reader);
  read_compute (reader, &agent);
  add_agent (reader, &agent);
}

static void
read_tool (EnisimResourceReader *reader, EnisimAgentKind kind)
{
  EnisimAgent agent = { .resource = reader->resource,
                        .kind = kind,
                        .idle_timeout_s = -1,
                        .max_lifetime_s = -1,
                        .version = -1 };

  read_network (reader, "VpcConfig", &agent);
  add_agent (reader, &agent);
}

void
enisim_read_browser (EnisimResourceReader *reader)
{
  read_tool (reader, ENISIM_AGENT_KIND_BROWSER);
}

void
enisim_read_code_interpreter (EnisimResourceReader *reader)
{
  read_tool (reader, ENISIM_AGENT_KIND_CODE_INTERPRETER);
}

void
enisim_read_agent_endpoint (EnisimResourceReader *reader)
{
  EnisimAgentEndpoint endpoint = { .resource = reader->resource };

  endpoint.agent = enisim_resource_get_id (reader, NULL, "AgentRuntimeId");
  endpoint.version
      = enisim_resource_get_number (reader, NULL, "AgentRuntimeVersion", 1, VERSION_MAX, -1);
  g_array_append_val (reader->template->importer->inventory->agent_endpoints, endpoint);
}
