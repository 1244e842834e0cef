/* agentcore.c: what the service's own command-line tools are told of agents */
#include "import/agentcore.h"

#include <string.h>

#include <enisim/enisim-scenario.h>

#include "import/answer.h"
#include "text/node-read.h"

/* The words of one of the tools. */
typedef struct
{
  const char *mode, *config, *subnets, *security_groups;
  const char *life, *idle_timeout, *max_lifetime;
  const char *artifact, *container, *code; /* a key and two of its values */
} Words;

static const Words project = { .mode = "networkMode",
                               .config = "networkConfig",
                               .subnets = "subnets",
                               .security_groups = "securityGroups",
                               .life = "lifecycleConfiguration",
                               .idle_timeout = "idleRuntimeSessionTimeout",
                               .max_lifetime = "maxLifetime",
                               .artifact = "build",
                               .container = "Container",
                               .code = "CodeZip" };

static const Words toolkit = { .mode = "network_mode",
                               .config = "network_mode_config",
                               .subnets = "subnets",
                               .security_groups = "security_groups",
                               .life = "lifecycle_configuration",
                               .idle_timeout = "idle_runtime_session_timeout",
                               .max_lifetime = "max_lifetime",
                               .artifact = "deployment_type",
                               .container = "container",
                               .code = "direct_code_deploy" };

/* The list of agents of a project, which was called otherwise once. */
static const EnisimNode *
find_runtimes (const EnisimNode *root)
{
  const EnisimNode *runtimes = enisim_node_get (root, "runtimes");

  return runtimes ? runtimes : enisim_node_get (root, "agents");
}

static gboolean
is_project (const EnisimNode *root)
{
  const EnisimNode *runtimes = find_runtimes (root);

  return runtimes && runtimes->kind == ENISIM_NODE_SEQUENCE && enisim_node_get (root, "version");
}

static gboolean
is_toolkit (const EnisimNode *root)
{
  const EnisimNode *agents = enisim_node_get (root, "agents");

  return agents && agents->kind == ENISIM_NODE_MAPPING
         && (enisim_node_get (root, "default_agent")
             || (agents->first && agents->first->kind == ENISIM_NODE_MAPPING
                 && enisim_node_get (agents->first, "aws")));
}

gboolean
enisim_agentcore_detects (const EnisimNode *root)
{
  return root->kind == ENISIM_NODE_MAPPING && (is_project (root) || is_toolkit (root));
}

/* An agent of which nothing is said is public. */
static void
read_network (const EnisimAnswer *network, const Words *words, EnisimAgent *agent)
{
  const char *mode = enisim_answer_get_text (network, words->mode);
  const EnisimAnswer config = enisim_answer_enter (network, words->config);

  agent->mode = ENISIM_NETWORK_PUBLIC;
  if (network->item)
    agent->network_at = network->item->at;
  if (!mode || strcmp (mode, "PUBLIC") == 0)
    return;
  if (strcmp (mode, "VPC") != 0)
    {
      enisim_complaints_add (network->complaints, enisim_node_get (network->item, words->mode),
                             "%s: expected VPC or PUBLIC, got '%s'", words->mode, mode);
      return;
    }
  agent->mode = ENISIM_NETWORK_VPC;
  if (!config.item)
    {
      enisim_complaints_add (network->complaints, network->item, "%s is missing", words->config);
      return;
    }
  agent->subnets = enisim_answer_get_ids (&config, words->subnets, NULL);
  agent->security_groups = enisim_answer_get_ids (&config, words->security_groups, NULL);
  if (agent->subnets.n == 0)
    enisim_complaints_add (network->complaints, config.item, "an agent in a VPC without %s",
                           words->subnets);
}

static gint64
read_timeout (const EnisimAnswer *life, const char *key)
{
  return enisim_answer_get_number (life, key, ENISIM_TIMEOUT_US_MIN / G_TIME_SPAN_SECOND,
                                   ENISIM_TIMEOUT_US_MAX / G_TIME_SPAN_SECOND, -1);
}

/* @settings: where its lifecycle is
 * @network: where its network is */
static void
add_agent (const EnisimAnswer *answer, const EnisimAnswer *settings, const EnisimAnswer *network,
           const Words *words, EnisimAgent *agent)
{
  const EnisimAnswer life = enisim_answer_enter (settings, words->life);

  agent->network_at = agent->resource.at;
  agent->version = -1;
  read_network (network, words, agent);
  agent->idle_timeout_s = read_timeout (&life, words->idle_timeout);
  agent->max_lifetime_s = read_timeout (&life, words->max_lifetime);
  if (enisim_answer_is (answer, words->artifact, words->container))
    agent->artifact = ENISIM_ARTIFACT_KIND_CONTAINER;
  else if (enisim_answer_is (answer, words->artifact, words->code))
    agent->artifact = ENISIM_ARTIFACT_KIND_CODE;
  g_array_append_vals (answer->inventory->agents, agent, 1);
}

/* @name: in the account */
static EnisimResource
make_resource (const EnisimAnswer *answer, const EnisimSource *source, const char *name)
{
  g_autofree char *id = g_strconcat (source->name, "/", name, NULL);

  return (EnisimResource){ .id = enisim_inventory_intern (answer->inventory, id),
                           .name = enisim_inventory_intern (answer->inventory, name),
                           .stack = enisim_inventory_intern (answer->inventory, source->name),
                           .at = answer->item->at,
                           .is_certain = TRUE };
}

/* In the account an agent has its project's name before its own. */
static void
read_project (EnisimAnswer *root, const EnisimSource *source)
{
  const char *name = enisim_answer_require_text (root, "name");
  const EnisimNode *runtimes = find_runtimes (root->item);

  for (const EnisimNode *item = runtimes->first; item && name; item = item->next)
    {
      const EnisimAnswer answer = enisim_answer_of_item (root, item);
      const char *own = enisim_answer_require_text (&answer, "name");
      g_autofree char *whole = g_strconcat (name, "_", own ? own : "", NULL);
      EnisimAgent agent = { .kind = ENISIM_AGENT_KIND_RUNTIME };

      if (!own)
        continue;
      agent.resource = make_resource (&answer, source, whole);
      agent.is_instances
          = enisim_answer_get (&answer, "capacityProviderConfiguration", ENISIM_NODE_MAPPING)
            != NULL;
      add_agent (&answer, &answer, &answer, &project, &agent);
    }
}

static void
read_toolkit (EnisimImporter *importer, EnisimAnswer *root, const EnisimSource *source)
{
  const EnisimNode *agents = enisim_node_get (root->item, "agents");

  for (const EnisimNode *item = agents->first; item; item = item->next)
    {
      const EnisimAnswer answer = enisim_answer_of_item (root, item);
      const EnisimAnswer settings = enisim_answer_enter (&answer, "aws");
      const EnisimAnswer network = enisim_answer_enter (&settings, "network_configuration");
      const char *region = enisim_answer_get_text (&settings, "region");
      const char *name = enisim_answer_get_text (&answer, "name");
      EnisimAgent agent = { .kind = ENISIM_AGENT_KIND_RUNTIME };

      if (!answer.item)
        continue;
      if (region && !strchr (region, '$'))
        enisim_importer_add_region (importer, region);
      agent.resource = make_resource (&answer, source, name ? name : item->key);
      agent.resource.at = item->key_at;
      add_agent (&answer, &settings, &network, &toolkit, &agent);
    }
}

void
enisim_agentcore_read (EnisimImporter *importer, const EnisimSource *source)
{
  EnisimAnswer root = { importer->inventory, importer->complaints, source->root };

  if (!enisim_node_expect (source->root, ENISIM_NODE_MAPPING, importer->complaints))
    return;
  if (is_project (source->root))
    read_project (&root, source);
  else if (is_toolkit (source->root))
    read_toolkit (importer, &root, source);
  else
    enisim_complaints_add (importer->complaints, source->root,
                           "neither agentcore.json, which has a version and a list of runtimes, "
                           "nor .bedrock_agentcore.yaml, which has agents by name");
}
