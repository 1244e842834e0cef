/* cloudformation-names.c: names of types and properties that are not known here */
#include "import/cloudformation-names.h"

#include <string.h>

#include "base/nearest.h"
#include "import/cloudformation.h"

enum
{
  GUESSES_MAX = 1000, /* of one load: the work for a hostile file */
  PARTS = 3           /* of a type: AWS, the service, the name */
};

/* A mapping of properties, and all keys that it may have. */
typedef struct
{
  const char *type;
  const char *path; /* within Properties; NULL: those */
  const char *keys[18];
} Properties;

#define CORE "AWS::BedrockAgentCore::"

/* Of the compute type documents differ in what they call it: all that are read are known. */
static const Properties known[] = {
  { CORE "Runtime",
    NULL,
    { "AgentRuntimeArtifact", "AgentRuntimeName", "AuthorizerConfiguration",
      "CapacityProviderConfiguration", "ComputeConfiguration", "ComputeType", "Description",
      "EnvironmentVariables", "FilesystemConfigurations", "LifecycleConfiguration",
      "NetworkConfiguration", "ProtocolConfiguration", "RequestHeaderConfiguration", "RoleArn",
      "Tags" } },
  { CORE "Runtime", "LifecycleConfiguration", { "IdleRuntimeSessionTimeout", "MaxLifetime" } },
  { CORE "Runtime", "NetworkConfiguration", { "NetworkMode", "NetworkModeConfig" } },
  { CORE "RuntimeEndpoint",
    NULL,
    { "AgentRuntimeId", "AgentRuntimeVersion", "Description", "Name", "Tags" } },
  { CORE "BrowserCustom",
    NULL,
    { "BrowserSigning", "Certificates", "Description", "EnterprisePolicies", "ExecutionRoleArn",
      "Name", "NetworkConfiguration", "RecordingConfig", "Tags" } },
  { CORE "BrowserCustom", "NetworkConfiguration", { "NetworkMode", "VpcConfig" } },
  { CORE "CodeInterpreterCustom",
    NULL,
    { "Certificates", "Description", "ExecutionRoleArn", "Name", "NetworkConfiguration", "Tags" } },
  { CORE "CodeInterpreterCustom", "NetworkConfiguration", { "NetworkMode", "VpcConfig" } },
};

static gboolean
may_guess (EnisimTemplate *template)
{
  return template->importer->n_guesses++ < GUESSES_MAX;
}

static gboolean
is_near (const char *word, const char *candidate)
{
  const char *const candidates[] = { candidate, NULL };

  return enisim_nearest (word, candidates) != NULL;
}

/* Part by part, for a service's long name would make all of its types alike. */
static gboolean
is_like (char *const *words, const char *type)
{
  g_auto (GStrv) parts = g_strsplit (type, "::", PARTS);

  return g_strv_length (parts) == PARTS && is_near (words[0], parts[0])
         && is_near (words[1], parts[1]) && is_near (words[2], parts[2]);
}

void
enisim_note_unknown_type (EnisimTemplate *template, const EnisimNode *resource, const char *type)
{
  EnisimInventory *inventory = template->importer->inventory;
  g_auto (GStrv) words = g_strsplit (type, "::", PARTS);
  const char *other;

  if (g_strv_length (words) != PARTS || !may_guess (template))
    return;
  for (guint i = 0; (other = enisim_cloudformation_get_type (i)); i++)
    if (is_like (words, other))
      {
        enisim_inventory_add_note (inventory, resource->key_at,
                                   "%s is of no type that is known here, %s: did you mean %s?",
                                   resource->key, type, other);
        return;
      }
}

static void
note_keys (EnisimTemplate *template, const EnisimNode *resource, const Properties *properties,
           const EnisimNode *mapping)
{
  for (const EnisimNode *entry = mapping->first; entry; entry = entry->next)
    {
      const char *nearest;

      if (g_str_has_prefix (entry->key, "Fn::") || g_strv_contains (properties->keys, entry->key))
        continue;
      nearest = may_guess (template) ? enisim_nearest (entry->key, properties->keys) : NULL;
      enisim_inventory_add_note (template->importer->inventory, entry->key_at,
                                 "%s of %s is not known here, nor read%s%s%s", entry->key,
                                 resource->key, nearest ? ": did you mean " : "",
                                 nearest ? nearest : "", nearest ? "?" : "");
    }
}

void
enisim_note_unknown_properties (EnisimTemplate *template, const EnisimNode *resource,
                                const char *type)
{
  const EnisimNode *all = enisim_node_get (resource, "Properties");

  if (!all || all->kind != ENISIM_NODE_MAPPING)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      const EnisimNode *mapping = known[i].path ? enisim_node_get (all, known[i].path) : all;

      if (strcmp (known[i].type, type) == 0 && mapping && mapping->kind == ENISIM_NODE_MAPPING
          && !enisim_node_has_function (mapping))
        note_keys (template, resource, &known[i], mapping);
    }
}
