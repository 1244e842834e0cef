/* cloudformation-uses.c: what agents use beside the network, and what metadata say to this program
 *
 * A hint is a hint only: an action that a role may do, a thing that a runtime's environment names,
 * a thing that the stack makes.  What it comes to is for others to say.  Nothing here makes a
 * complaint: what is read is not what counts addresses.
 */
#include <string.h>

#include "import/cloudformation.h"

#define AGENT_CORE "AWS::BedrockAgentCore::"

static void
add_use (const EnisimResourceReader *reader, EnisimUseKind kind, EnisimId owner, const char *what)
{
  EnisimInventory *inventory = reader->template->importer->inventory;
  const EnisimUse use = { .resource = reader->resource,
                          .kind = kind,
                          .owner = owner,
                          .what = enisim_inventory_intern (inventory, what) };

  g_array_append_val (inventory->uses, use);
}

/* Returns: (nullable): the resource that an id or an attribute of it belongs to */
static EnisimId
find_owner (const EnisimResourceReader *reader, const EnisimValue *value)
{
  g_autofree char *id = NULL;
  const char *dot;

  if (value->kind != ENISIM_VALUE_SYMBOL)
    return NULL;
  if (value->is_reference)
    return enisim_inventory_intern (reader->template->importer->inventory, value->text);
  dot = strrchr (value->text, '.');
  if (!g_str_has_prefix (value->text, "${") || !dot)
    return NULL;
  id = g_strndup (value->text + 2, (gsize) (dot - value->text - 2));
  return enisim_inventory_intern (reader->template->importer->inventory, id);
}

/* Actions of one statement, where it allows any. */
static void
read_statement (const EnisimResourceReader *reader, EnisimId role, const EnisimValue *statement)
{
  const EnisimValue *effect, *actions;

  if (statement->kind != ENISIM_VALUE_MAPPING)
    return;
  effect = enisim_value_get (statement, "Effect");
  actions = enisim_value_get (statement, "Action");
  if (!effect || effect->kind != ENISIM_VALUE_TEXT || strcmp (effect->text, "Allow") != 0)
    return;
  if (actions && actions->kind == ENISIM_VALUE_TEXT)
    add_use (reader, ENISIM_USE_GRANT, role, actions->text);
  for (guint i = 0; actions && actions->kind == ENISIM_VALUE_LIST && i < actions->n_items; i++)
    if (actions->items[i]->kind == ENISIM_VALUE_TEXT)
      add_use (reader, ENISIM_USE_GRANT, role, actions->items[i]->text);
}

/* @from: what has a PolicyDocument */
static void
read_document (const EnisimResourceReader *reader, EnisimId role, const EnisimValue *document)
{
  const EnisimValue *statements = document && document->kind == ENISIM_VALUE_MAPPING
                                      ? enisim_value_get (document, "Statement")
                                      : NULL;

  if (statements && statements->kind == ENISIM_VALUE_MAPPING)
    read_statement (reader, role, statements);
  for (guint i = 0; statements && statements->kind == ENISIM_VALUE_LIST && i < statements->n_items;
       i++)
    read_statement (reader, role, statements->items[i]);
}

static void
read_policy (const EnisimResourceReader *reader)
{
  const EnisimValue *roles = enisim_resource_get (reader, NULL, "Roles");
  const EnisimValue *document = enisim_resource_get (reader, NULL, "PolicyDocument");

  for (guint i = 0; roles && roles->kind == ENISIM_VALUE_LIST && i < roles->n_items; i++)
    {
      const EnisimId role = find_owner (reader, roles->items[i]);

      if (role)
        read_document (reader, role, document);
    }
}

static void
read_role (const EnisimResourceReader *reader)
{
  const EnisimValue *policies = enisim_resource_get (reader, NULL, "Policies");

  for (guint i = 0; policies && policies->kind == ENISIM_VALUE_LIST && i < policies->n_items; i++)
    if (policies->items[i]->kind == ENISIM_VALUE_MAPPING)
      read_document (reader, reader->resource.id,
                     enisim_value_get (policies->items[i], "PolicyDocument"));
}

static void
read_mention (const EnisimResourceReader *reader, const EnisimValue *value)
{
  const EnisimId id = find_owner (reader, value);
  const EnisimPlace *place = enisim_resource_find (reader, id);

  if (place)
    add_use (reader, ENISIM_USE_MENTION, reader->resource.id, place->type);
  for (guint i = 0; value->kind == ENISIM_VALUE_JOINED && i < value->n_items; i++)
    read_mention (reader, value->items[i]);
}

/* Agents stand in the order of the text, so that each is most likely behind the one before.
 * @next: (inout): where to look first
 * Returns: (nullable): NULL when the inventory has none of that id */
static EnisimAgent *
find_agent (GArray *agents, EnisimId id, guint *next)
{
  for (guint i = 0; i < agents->len; i++)
    {
      const guint index = (*next + i) % agents->len;
      EnisimAgent *agent = &g_array_index (agents, EnisimAgent, index);

      if (agent->resource.id == id)
        {
          *next = index + 1;
          return agent;
        }
    }
  return NULL;
}

static void
read_agent (const EnisimResourceReader *reader, guint *next)
{
  static const char *const role_keys[] = { "RoleArn", "ExecutionRoleArn" };
  EnisimAgent *agent
      = find_agent (reader->template->importer->inventory->agents, reader->resource.id, next);
  const EnisimValue *variables = enisim_resource_get (reader, NULL, "EnvironmentVariables");
  EnisimId role = NULL;

  for (guint i = 0; !role && i < G_N_ELEMENTS (role_keys); i++)
    {
      const EnisimValue *arn = enisim_resource_get (reader, NULL, role_keys[i]);

      role = arn ? find_owner (reader, arn) : NULL;
    }
  if (agent)
    agent->role = role;
  for (guint i = 0; variables && variables->kind == ENISIM_VALUE_MAPPING && i < variables->n_items;
       i++)
    read_mention (reader, variables->items[i]);
}

static gboolean
is_agent (const char *type)
{
  static const char *const types[] = { "Runtime", "BrowserCustom", "CodeInterpreterCustom" };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (strcmp (type + strlen (AGENT_CORE), types[i]) == 0)
      return TRUE;
  return FALSE;
}

static void
read_remark (const EnisimResourceReader *reader)
{
  const EnisimNode *metadata = enisim_node_get (reader->node, "Metadata");
  const EnisimNode *node = metadata && metadata->kind == ENISIM_NODE_MAPPING
                               ? enisim_node_get (metadata, "enisim")
                               : NULL;
  const EnisimRemark remark = { .at = node ? node->key_at : reader->resource.at,
                                .node = node,
                                .owner = reader->resource.id };

  if (node)
    g_array_append_val (reader->template->importer->inventory->remarks, remark);
}

static void
read_resource (const EnisimResourceReader *reader, guint *next_agent)
{
  const char *type = reader->type;

  read_remark (reader);
  if (strcmp (type, "AWS::IAM::Policy") == 0 || strcmp (type, "AWS::IAM::ManagedPolicy") == 0)
    read_policy (reader);
  else if (strcmp (type, "AWS::IAM::Role") == 0)
    read_role (reader);
  else if (g_str_has_prefix (type, AGENT_CORE) && is_agent (type))
    read_agent (reader, next_agent);
  else if (g_str_has_prefix (type, AGENT_CORE))
    add_use (reader, ENISIM_USE_MADE, NULL, type);
}

void
enisim_template_read_uses (EnisimTemplate *template)
{
  const EnisimNode *node = template->resources ? template->resources->first : NULL;
  guint next_agent = 0;

  for (; node; node = node->next)
    {
      EnisimDecision presence;
      EnisimResourceReader reader;

      if (node->kind != ENISIM_NODE_MAPPING || !enisim_resource_get_type (node))
        continue;
      presence = enisim_decide_presence (template, node);
      if (presence == ENISIM_DECISION_NO)
        continue;
      template->current = node;
      reader = enisim_resource_read (template, node, presence);
      read_resource (&reader, &next_agent);
      template->current = NULL;
    }
}
