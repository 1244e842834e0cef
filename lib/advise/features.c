/* features.c: what agents use, and which services that takes
 *
 * A use is seen where something says so plainly: a role that may do it, an environment that names
 * the thing, a stack that makes a memory beside its runtimes, an endpoint that serves agents only.
 * What the CDK lets every runtime's role do (traces, metrics, tokens of a workload) says nothing.
 */
#include "advise/features.h"

#include <string.h>

#include "base/nearest.h"

#define CORE "AWS::BedrockAgentCore::"

/* In the order of the bits in the header. */
static const EnisimFeature features[] = {
  { .purpose = "the container image", .services = { "ecr.dkr", "ecr.api" } },
  { .purpose = "image layers and code packages", .services = { "s3" } },
  { .purpose = "log delivery", .services = { "logs" } },
  { .name = "internet", .purpose = "public hosts" },
  { .name = "model",
    .purpose = "model inference",
    .services = { "bedrock-runtime" },
    .actions = { "bedrock:InvokeModel*", "bedrock:Converse*" },
    .is_by_endpoint = TRUE },
  { .name = "memory",
    .purpose = "Memory",
    .services = { "bedrock-agentcore" },
    .actions = { "bedrock-agentcore:CreateEvent", "bedrock-agentcore:GetEvent",
                 "bedrock-agentcore:ListEvents", "bedrock-agentcore:RetrieveMemoryRecords",
                 "bedrock-agentcore:*MemoryRecord*", "bedrock-agentcore:ListSessions" },
    .types = { CORE "Memory" },
    .is_by_made = TRUE },
  { .name = "identity",
    .purpose = "Identity",
    .services = { "bedrock-agentcore" },
    .actions
    = { "bedrock-agentcore:GetResourceApiKey", "bedrock-agentcore:GetResourceOauth2Token" },
    .types = { CORE "ApiKeyCredentialProvider", CORE "OAuth2CredentialProvider" },
    .is_by_made = TRUE },
  { .name = "invoke",
    .purpose = "InvokeAgentRuntime from inside the VPC",
    .services = { "bedrock-agentcore" },
    .actions = { "bedrock-agentcore:InvokeAgentRuntime*" },
    .types = { CORE "Runtime", CORE "RuntimeEndpoint" },
    .is_by_endpoint = TRUE },
  { .name = "browser",
    .purpose = "sessions of the Browser",
    .services = { "bedrock-agentcore" },
    .actions = { "bedrock-agentcore:*BrowserSession*", "bedrock-agentcore:*BrowserStream*" },
    .types = { CORE "BrowserCustom" } },
  { .name = "code-interpreter",
    .purpose = "sessions of the Code Interpreter",
    .services = { "bedrock-agentcore" },
    .actions
    = { "bedrock-agentcore:*CodeInterpreterSession*", "bedrock-agentcore:InvokeCodeInterpreter" },
    .types = { CORE "CodeInterpreterCustom" } },
  { .name = "gateway",
    .purpose = "Gateway",
    .services = { "bedrock-agentcore.gateway" },
    .actions = { "bedrock-agentcore:InvokeGateway" },
    .types = { CORE "Gateway" },
    .is_by_made = TRUE,
    .is_by_endpoint = TRUE },
  { .name = "control",
    .purpose = "management calls",
    .services = { "bedrock-agentcore-control" },
    .actions = { "bedrock-agentcore:CreateAgentRuntime*", "bedrock-agentcore:UpdateAgentRuntime*",
                 "bedrock-agentcore:DeleteAgentRuntime*", "bedrock-agentcore:ListAgentRuntime*" },
    .is_by_endpoint = TRUE },
  { .name = "observability",
    .purpose = "metrics and traces",
    .services = { "monitoring", "xray" } },
  { .name = "dynamodb",
    .purpose = "DynamoDB",
    .services = { "dynamodb" },
    .actions = { "dynamodb:*" },
    .types = { "AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable" } },
  { .name = "secrets",
    .purpose = "Secrets Manager",
    .services = { "secretsmanager" },
    .actions = { "secretsmanager:*" },
    .types = { "AWS::SecretsManager::Secret" } },
  { .name = "kms", .purpose = "KMS", .services = { "kms" } },
  { .name = "ssm",
    .purpose = "Systems Manager",
    .services = { "ssm" },
    .actions = { "ssm:GetParameter*" },
    .types = { "AWS::SSM::Parameter" } },
  { .name = "rds-data",
    .purpose = "the RDS Data API",
    .services = { "rds-data" },
    .actions = { "rds-data:*" } },
  { .name = "sts",
    .purpose = "AssumeRole",
    .services = { "sts" },
    .actions = { "sts:AssumeRole*" } },
  { .name = "registry",
    .purpose = "the Agent Registry",
    .services = { "agent-registry", "agent-registry-control" },
    .is_by_endpoint = TRUE },
};

G_STATIC_ASSERT (G_N_ELEMENTS (features) <= 32);

const EnisimFeature *
enisim_features_get (guint *n)
{
  *n = G_N_ELEMENTS (features);
  return features;
}

const char *
enisim_check_get_feature (guint index)
{
  for (guint i = 0; i < G_N_ELEMENTS (features); i++)
    if (features[i].name != NULL && index-- == 0)
      return features[i].name;
  return NULL;
}

/* A role that may do everything of a service with many faces says nothing of any. */
static gboolean
is_granted_by (const EnisimFeature *feature, const char *action)
{
  for (guint i = 0; i < ENISIM_FEATURE_ACTIONS_MAX && feature->actions[i] != NULL; i++)
    if (g_pattern_match_simple (feature->actions[i], action))
      return TRUE;
  return FALSE;
}

static gboolean
is_of_type (const EnisimFeature *feature, const char *type)
{
  for (guint i = 0; i < ENISIM_FEATURE_TYPES_MAX && feature->types[i] != NULL; i++)
    if (strcmp (feature->types[i], type) == 0)
      return TRUE;
  return FALSE;
}

/* Whether a hint that is for an agent speaks of a feature. */
static gboolean
is_use_of (const EnisimUse *use, const EnisimFeature *feature)
{
  switch (use->kind)
    {
    case ENISIM_USE_GRANT:
      return is_granted_by (feature, use->what);
    case ENISIM_USE_MENTION:
      return is_of_type (feature, use->what);
    case ENISIM_USE_MADE:
      return feature->is_by_made && is_of_type (feature, use->what);
    }
  g_assert_not_reached ();
}

static void add_assumed (EnisimCheck *check, const EnisimFeature *feature, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

static void
add_assumed (EnisimCheck *check, const EnisimFeature *feature, const char *format, ...)
{
  g_autofree char *why = NULL, *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  why = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  text = g_strdup_printf ("%s: %s", feature->name, why);
  g_ptr_array_add (check->assumed, g_string_chunk_insert (check->texts, text));
}

static void
add_use (EnisimCheck *check, const EnisimFeature *feature, const EnisimAgent *agent,
         const EnisimUse *use)
{
  const char *name = enisim_check_get_name (check, &agent->resource);

  switch (use->kind)
    {
    case ENISIM_USE_GRANT:
      add_assumed (check, feature, "%s's role may do %s", name, use->what);
      break;
    case ENISIM_USE_MENTION:
      add_assumed (check, feature, "%s's environment names one of type %s", name, use->what);
      break;
    case ENISIM_USE_MADE:
      add_assumed (check, feature, "the stack of %s makes %s", name,
                   enisim_check_get_name (check, &use->resource));
      break;
    }
}

/* Returns: (nullable): an endpoint for the feature in the VPC of the agent */
static const EnisimEndpoint *
find_endpoint (const EnisimCheck *check, const EnisimFeature *feature, const EnisimAgent *agent)
{
  for (guint i = 0; i < agent->subnets.n; i++)
    {
      const EnisimCoverage coverage
          = enisim_network_cover (&check->map, feature->services[0], agent->subnets.ids[i]);

      if (coverage.endpoint != NULL && coverage.answer != ENISIM_TRUTH_NOT_KNOWN)
        return coverage.endpoint;
    }
  return NULL;
}

/* Hints by whose they are: of a role, of an agent, of all in a stack. */
typedef struct
{
  GHashTable *by_owner, *by_stack; /* of GPtrArray of const EnisimUse */
} Hints;

static void
free_uses (gpointer uses)
{
  g_ptr_array_unref (uses);
}

static void
add_hint (GHashTable *table, const char *key, const EnisimUse *use)
{
  GPtrArray *uses = g_hash_table_lookup (table, key);

  if (uses == NULL)
    {
      uses = g_ptr_array_new ();
      g_hash_table_insert (table, (gpointer) key, uses);
    }
  g_ptr_array_add (uses, (gpointer) use);
}

static void
hints_init (Hints *hints, const EnisimInventory *inventory)
{
  hints->by_owner = g_hash_table_new_full (NULL, NULL, NULL, free_uses);
  hints->by_stack = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_uses);
  for (guint i = 0; i < inventory->uses->len; i++)
    {
      const EnisimUse *use = &g_array_index (inventory->uses, EnisimUse, i);

      if (use->kind == ENISIM_USE_MADE)
        add_hint (hints->by_stack, use->resource.stack, use);
      else
        add_hint (hints->by_owner, use->owner, use);
    }
}

static void
hints_clear (Hints *hints)
{
  g_hash_table_unref (hints->by_owner);
  g_hash_table_unref (hints->by_stack);
}

static gboolean
detect_by_hints (EnisimCheck *check, const EnisimFeature *feature, const EnisimAgent *agent,
                 const Hints *hints)
{
  const GPtrArray *lists[] = {
    agent->role != NULL ? g_hash_table_lookup (hints->by_owner, agent->role) : NULL,
    g_hash_table_lookup (hints->by_owner, agent->resource.id),
    g_hash_table_lookup (hints->by_stack, agent->resource.stack),
  };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    for (guint j = 0; lists[i] != NULL && j < lists[i]->len; j++)
      {
        const EnisimUse *use = g_ptr_array_index (lists[i], j);

        if (!is_use_of (use, feature))
          continue;
        add_use (check, feature, agent, use);
        return TRUE;
      }
  return FALSE;
}

static gboolean
detect (EnisimCheck *check, const EnisimFeature *feature, const EnisimAgent *agent,
        const Hints *hints)
{
  const EnisimEndpoint *endpoint;

  if (detect_by_hints (check, feature, agent, hints))
    return TRUE;
  endpoint = feature->is_by_endpoint ? find_endpoint (check, feature, agent) : NULL;
  if (endpoint != NULL)
    add_assumed (check, feature, "the VPC of %s has the endpoint %s for it",
                 enisim_check_get_name (check, &agent->resource),
                 enisim_check_get_name (check, &endpoint->resource));
  return endpoint != NULL;
}

/* Of a runtime, by what it is made of. */
static EnisimFeatures
get_basics (const EnisimAgent *agent)
{
  if (agent->kind != ENISIM_AGENT_KIND_RUNTIME)
    return 0;
  return ENISIM_FEATURE_PACKAGE | ENISIM_FEATURE_LOGS
         | (agent->artifact == ENISIM_ARTIFACT_KIND_CONTAINER ? ENISIM_FEATURE_IMAGE : 0);
}

static void
detect_all (EnisimCheck *check, const EnisimAgent *agent, const Hints *hints)
{
  EnisimFeatures found = get_basics (agent);

  for (guint i = 0; i < G_N_ELEMENTS (features); i++)
    {
      const EnisimFeatures bit = (EnisimFeatures) 1 << i;

      if ((check->declared & bit) != 0
          && (agent->kind == ENISIM_AGENT_KIND_RUNTIME || bit == ENISIM_FEATURE_INTERNET))
        found |= bit;
      else if (agent->kind == ENISIM_AGENT_KIND_RUNTIME && features[i].name != NULL
               && detect (check, &features[i], agent, hints))
        found |= bit;
    }
  g_hash_table_insert (check->features, (gpointer) agent->resource.id, GUINT_TO_POINTER (found));
}

static void
complain (EnisimComplaints *complaints, const char *name)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  const char *nearest;

  for (guint i = 0; enisim_check_get_feature (i) != NULL; i++)
    g_ptr_array_add (names, (gpointer) enisim_check_get_feature (i));
  g_ptr_array_add (names, NULL);
  nearest = enisim_nearest (name, (const char *const *) names->pdata);
  enisim_complaints_add_at (complaints, (EnisimPosition){ .name = "--uses" },
                            nearest != NULL ? "\"%s\" is no feature, did you mean \"%s\"?"
                                            : "\"%s\" is no feature",
                            name, nearest);
}

static void
declare (EnisimCheck *check, const char *name, EnisimComplaints *complaints)
{
  for (guint i = 0; i < G_N_ELEMENTS (features); i++)
    if (features[i].name != NULL && strcmp (features[i].name, name) == 0)
      {
        check->declared |= (EnisimFeatures) 1 << i;
        add_assumed (check, &features[i], "declared for all agents");
        return;
      }
  complain (complaints, name);
}

void
enisim_check_detect_features (EnisimCheck *check, const EnisimCheckOptions *options,
                              EnisimComplaints *complaints)
{
  Hints hints;

  for (guint i = 0; options->uses != NULL && options->uses[i] != NULL; i++)
    declare (check, options->uses[i], complaints);
  hints_init (&hints, check->inventory);
  for (guint i = 0; i < check->plan->agents->len; i++)
    detect_all (check, g_array_index (check->plan->agents, EnisimPlanAgent, i).agent, &hints);
  hints_clear (&hints);
}

/* Nearly every runtime calls a model, which nothing may say. */
EnisimFeatures
enisim_check_get_features (const EnisimCheck *check, const EnisimAgent *agent,
                           EnisimFeatures *perhaps)
{
  const EnisimFeatures found
      = GPOINTER_TO_UINT (g_hash_table_lookup (check->features, agent->resource.id));

  if (perhaps != NULL)
    *perhaps
        = agent->kind != ENISIM_AGENT_KIND_RUNTIME
              ? 0
              : (ENISIM_FEATURE_MODEL
                 | (agent->artifact == ENISIM_ARTIFACT_KIND_UNKNOWN ? ENISIM_FEATURE_IMAGE : 0))
                    & ~found;
  return found;
}

/* What only agents use that are perhaps not there is used perhaps, beside others that are sure. */
EnisimFeatures
enisim_crowd_get_features (const EnisimCheck *check, const EnisimCrowd *crowd,
                           EnisimFeatures *perhaps)
{
  EnisimFeatures found = 0, maybe = 0;

  for (guint i = 0; i < crowd->agents->len; i++)
    {
      const EnisimPlanAgent *agent = enisim_crowd_get (crowd, i);
      EnisimFeatures one_perhaps;
      const EnisimFeatures one = enisim_check_get_features (check, agent->agent, &one_perhaps);

      maybe |= one | one_perhaps;
      if (agent->is_sure || !crowd->is_sure)
        found |= one;
    }
  if (perhaps != NULL)
    *perhaps = maybe & ~found;
  return found;
}

EnisimTruth
enisim_check_uses_endpoint (const EnisimCheck *check, const EnisimAgent *agent,
                            const EnisimEndpoint *endpoint, EnisimId subnet)
{
  const EnisimFeatures used = enisim_check_get_features (check, agent, NULL);

  if (endpoint->service == NULL || enisim_features_of_service (used, endpoint->service) == 0)
    return ENISIM_TRUTH_NO;
  return enisim_ids_are_same (endpoint->vpc, enisim_network_get_vpc (&check->map, subnet));
}

EnisimFeatures
enisim_features_of_service (EnisimFeatures some, const char *service)
{
  EnisimFeatures found = 0;

  for (guint i = 0; i < G_N_ELEMENTS (features); i++)
    for (guint j = 0; j < ENISIM_FEATURE_SERVICES_MAX && features[i].services[j] != NULL; j++)
      if ((some >> i & 1) != 0 && strcmp (features[i].services[j], service) == 0)
        found |= (EnisimFeatures) 1 << i;
  return found;
}

guint
enisim_features_get_services (EnisimFeatures some, const char **services)
{
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (features); i++)
    for (guint j = 0; j < ENISIM_FEATURE_SERVICES_MAX && features[i].services[j] != NULL; j++)
      {
        const char *service = features[i].services[j];
        gboolean is_new = (some >> i & 1) != 0;

        for (guint k = 0; k < n; k++)
          is_new &= strcmp (services[k], service) != 0;
        if (is_new)
          services[n++] = service;
      }
  return n;
}

void
enisim_features_add_purposes (GString *text, EnisimFeatures some, const char *service)
{
  const EnisimFeatures of_service = enisim_features_of_service (some, service);
  guint n = 0, n_said = 0;

  for (guint i = 0; i < G_N_ELEMENTS (features); i++)
    n += of_service >> i & 1;
  for (guint i = 0; i < G_N_ELEMENTS (features); i++)
    if ((of_service >> i & 1) != 0)
      {
        enisim_add_joint (text, n_said++, n);
        g_string_append (text, features[i].purpose);
      }
}
