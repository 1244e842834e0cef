/* state.c: answers of the AWS CLI, told by their keys and read item by item */
#include "import/state.h"

#include <string.h>

#include "text/node-read.h"

/* Of one kind of resource. */
typedef struct
{
  const char *key;    /* the list's, or what only a single resource has */
  const char *id_key; /* of an item */
  void (*read) (EnisimStateReader *reader);
  gboolean is_single;   /* the answer is the resource itself */
  gint listing;         /* EnisimListing, or -1 */
  const char *fixed[4]; /* what cannot change between two answers of one state */
} Kind;

static const Kind kinds[] = {
  { "NetworkInterfaces",
    "NetworkInterfaceId",
    enisim_state_read_interface,
    FALSE,
    ENISIM_LISTING_INTERFACES,
    { "SubnetId", "Groups", "PrivateIpAddresses", "InterfaceType" } },
  { "Subnets",
    "SubnetId",
    enisim_state_read_subnet,
    FALSE,
    ENISIM_LISTING_SUBNETS,
    { "VpcId", "CidrBlock", "AvailabilityZone", "AvailabilityZoneId" } },
  { "Vpcs", "VpcId", enisim_state_read_vpc, FALSE, ENISIM_LISTING_VPCS, { "CidrBlock" } },
  { "VpcEndpoints",
    "VpcEndpointId",
    enisim_state_read_endpoint,
    FALSE,
    ENISIM_LISTING_ENDPOINTS,
    { "ServiceName", "SubnetIds", "VpcEndpointType" } },
  { "NatGateways", "NatGatewayId", enisim_state_read_nat_gateway, FALSE, -1, { "SubnetId" } },
  { "SecurityGroups",
    "GroupId",
    enisim_state_read_security_group,
    FALSE,
    ENISIM_LISTING_SECURITY_GROUPS,
    { "VpcId", "IpPermissions", "IpPermissionsEgress" } },
  { "SecurityGroupRules",
    "SecurityGroupRuleId",
    enisim_state_read_security_group_rule,
    FALSE,
    -1,
    { "GroupId", "IsEgress", "IpProtocol" } },
  { "RouteTables",
    "RouteTableId",
    enisim_state_read_route_table,
    FALSE,
    ENISIM_LISTING_ROUTE_TABLES,
    { "VpcId", "Routes", "Associations" } },
  { "NetworkAcls",
    "NetworkAclId",
    enisim_state_read_network_acl,
    FALSE,
    -1,
    { "VpcId", "Entries", "Associations" } },
  { "InternetGateways",
    "InternetGatewayId",
    enisim_state_read_internet_gateway,
    FALSE,
    ENISIM_LISTING_INTERNET_GATEWAYS,
    { "Attachments" } },
  { "agentRuntimes",
    "agentRuntimeId",
    enisim_state_read_listed_runtime,
    FALSE,
    ENISIM_LISTING_RUNTIMES,
    { "agentRuntimeName" } },
  { "browserSummaries",
    "browserId",
    enisim_state_read_browser,
    FALSE,
    ENISIM_LISTING_BROWSERS,
    { "name" } },
  { "codeInterpreterSummaries",
    "codeInterpreterId",
    enisim_state_read_code_interpreter,
    FALSE,
    ENISIM_LISTING_CODE_INTERPRETERS,
    { "name" } },
  { "runtimeEndpoints",
    "agentRuntimeEndpointArn",
    enisim_state_read_agent_endpoint,
    FALSE,
    -1,
    { "liveVersion" } },
  { "agentRuntimeId",
    "agentRuntimeId",
    enisim_state_read_runtime,
    TRUE,
    -1,
    { "agentRuntimeVersion", "networkConfiguration" } },
  { "browserId", "browserId", enisim_state_read_browser, TRUE, -1, { "networkConfiguration" } },
  { "codeInterpreterId",
    "codeInterpreterId",
    enisim_state_read_code_interpreter,
    TRUE,
    -1,
    { "networkConfiguration" } },
};

EnisimState *
enisim_state_get (EnisimImporter *importer)
{
  EnisimState *state = importer->state;

  if (state)
    return state;
  state = importer->state = g_new0 (EnisimState, 1);
  state->importer = importer;
  state->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  state->agents = g_hash_table_new (NULL, NULL);
  state->owners = g_hash_table_new (NULL, NULL);
  state->main_tables = g_ptr_array_new_with_free_func (g_free);
  importer->inventory->has_state = TRUE;
  return state;
}

void
enisim_state_free (EnisimState *state)
{
  if (!state)
    return;
  g_hash_table_unref (state->seen);
  g_hash_table_unref (state->agents);
  g_hash_table_unref (state->owners);
  g_ptr_array_unref (state->main_tables);
  g_free (state);
}

static gboolean
has_kind (const EnisimNode *answer)
{
  if (answer->kind != ENISIM_NODE_MAPPING)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (enisim_node_get (answer, kinds[i].key))
      return TRUE;
  return FALSE;
}

/* A list of answers is what `jq -s` makes of several. */
gboolean
enisim_state_detects (const EnisimNode *root)
{
  return has_kind (root)
         || (root->kind == ENISIM_NODE_SEQUENCE && root->first && has_kind (root->first));
}

gboolean
enisim_state_is_new (EnisimState *state, const char *key, const char *text, const EnisimNode *node)
{
  g_autofree char *name = g_strconcat (key, " ", text, NULL);

  if (g_hash_table_contains (state->seen, name))
    return FALSE;
  g_hash_table_insert (state->seen, g_steal_pointer (&name), (gpointer) node);
  return TRUE;
}

/* "us-east-1" of "arn:aws:ec2:us-east-1:111122223333:subnet/subnet-1", of "us-east-1a" too; the
 * name of a local zone, as us-west-2-lax-1a, has a digit more and does not tell. */
static const char *
find_region (EnisimInventory *inventory, const char *arn, const char *az)
{
  g_auto (GStrv) parts = g_strsplit (arn ? arn : "", ":", 5);
  const gsize n = az ? strlen (az) : 0;
  g_autofree char *region = NULL;

  if (g_strv_length (parts) == 5 && parts[3][0] != '\0')
    return enisim_inventory_intern (inventory, parts[3]);
  if (n < 2 || !g_ascii_islower (az[n - 1]) || strcspn (az, "0123456789") != n - 2)
    return NULL;
  region = g_strndup (az, n - 1);
  return enisim_inventory_intern (inventory, region);
}

void
enisim_state_learn_region (EnisimState *state, const char *arn, const char *az)
{
  const char *region = find_region (state->importer->inventory, arn, az);

  if (region)
    enisim_importer_add_region (state->importer, region);
}

/* Complains of what two answers cannot both say, and tells where they differ else. */
static void
compare (EnisimStateReader *reader, const Kind *kind, const EnisimNode *first)
{
  EnisimState *state = reader->state;
  const EnisimNode *again = reader->answer.item;
  gboolean is_wrong = FALSE;

  if (enisim_nodes_are_equal (first, again))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (kind->fixed) && kind->fixed[i]; i++)
    {
      const EnisimNode *one = enisim_node_get (first, kind->fixed[i]);
      const EnisimNode *other = enisim_node_get (again, kind->fixed[i]);

      if (enisim_nodes_are_equal (one, other))
        continue;
      is_wrong = TRUE;
      enisim_complaints_add (state->importer->complaints, other ? other : again,
                             "%s of %s is another one at %s:%u:%u: these answers are not of one "
                             "state",
                             kind->fixed[i], reader->resource.id, first->at.name, first->at.line,
                             first->at.column);
    }
  if (!is_wrong)
    enisim_inventory_add_note (
        state->importer->inventory, again->at, "%s is told differently at %s:%u:%u, which is taken",
        reader->resource.id, first->at.name, first->at.line, first->at.column);
}

static EnisimId
find_name (const EnisimAnswer *answer)
{
  static const char *const keys[] = { "agentRuntimeName", "name", "GroupName" };
  EnisimId name = enisim_answer_get_tag (answer, "Tags", "Name");

  if (!name)
    name = enisim_answer_get_tag (answer, "TagSet", "Name");
  for (guint i = 0; !name && i < G_N_ELEMENTS (keys); i++)
    name = enisim_answer_get_text (answer, keys[i]);
  return name;
}

static void
read_item (EnisimState *state, const EnisimSource *source, const Kind *kind, const EnisimNode *item)
{
  EnisimInventory *inventory = state->importer->inventory;
  EnisimStateReader reader
      = { .state = state,
          .answer = { inventory, state->importer->complaints, item },
          .resource = { .at = item->at, .is_certain = TRUE, .is_live = TRUE } };
  g_autofree char *key = NULL;

  if (!enisim_node_expect (item, ENISIM_NODE_MAPPING, state->importer->complaints))
    return;
  reader.resource.id = enisim_answer_require_text (&reader.answer, kind->id_key);
  if (!reader.resource.id)
    return;
  key = g_strconcat (kind->key, " ", reader.resource.id, NULL);
  if (g_hash_table_contains (state->seen, key))
    {
      compare (&reader, kind, g_hash_table_lookup (state->seen, key));
      return;
    }
  g_hash_table_insert (state->seen, g_steal_pointer (&key), (gpointer) item);
  reader.resource.name = find_name (&reader.answer);
  if (!reader.resource.name)
    reader.resource.name = reader.resource.id;
  reader.resource.stack = enisim_inventory_intern (inventory, source->name);
  kind->read (&reader);
}

static gboolean
has_more (const EnisimNode *answer)
{
  const EnisimNode *token = enisim_node_get (answer, "NextToken");

  if (!token)
    token = enisim_node_get (answer, "nextToken");
  return token && token->kind == ENISIM_NODE_SCALAR && token->n_bytes > 0;
}

static void
read_list (EnisimState *state, const EnisimSource *source, const Kind *kind,
           const EnisimNode *answer)
{
  const EnisimNode *list = enisim_node_get (answer, kind->key);
  EnisimListed *listed;

  if (!list || !enisim_node_expect (list, ENISIM_NODE_SEQUENCE, state->importer->complaints))
    return;
  if (kind->listing >= 0)
    {
      listed = &state->importer->inventory->listings[kind->listing];
      *listed = MAX (*listed, has_more (answer) ? ENISIM_LISTED_IN_PART : ENISIM_LISTED_WHOLE);
    }
  for (const EnisimNode *item = list->first; item; item = item->next)
    read_item (state, source, kind, item);
}

static void
read_answer (EnisimState *state, const EnisimSource *source, const EnisimNode *answer)
{
  EnisimComplaints *complaints = state->importer->complaints;

  if (!enisim_node_expect (answer, ENISIM_NODE_MAPPING, complaints))
    return;
  if (!has_kind (answer))
    {
      enisim_complaints_add (complaints, answer,
                             "no answer of the AWS CLI that is known here, as of "
                             "describe-network-interfaces, describe-subnets or get-agent-runtime");
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (!kinds[i].is_single)
      read_list (state, source, &kinds[i], answer);
    else if (enisim_node_get (answer, kinds[i].key))
      read_item (state, source, &kinds[i], answer);
}

void
enisim_state_read (EnisimImporter *importer, const EnisimSource *source)
{
  EnisimState *state = enisim_state_get (importer);

  if (source->root->kind != ENISIM_NODE_SEQUENCE)
    read_answer (state, source, source->root);
  else
    for (const EnisimNode *answer = source->root->first; answer; answer = answer->next)
      read_answer (state, source, answer);
}

void
enisim_state_finish (EnisimImporter *importer)
{
  EnisimState *state = importer->state;

  if (!state)
    return;
  enisim_state_merge (state);
  enisim_state_take_terraform (state);
  enisim_state_add_implied (state);
  enisim_state_find_whole (state);
  enisim_state_find_owners (state);
  enisim_state_make_groups (state);
  enisim_state_reconcile (state);
}
