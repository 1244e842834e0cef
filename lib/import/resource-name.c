/* resource-name.c: what every resource of CloudFormation has: a name, a place, a policy */
#include <string.h>

#include "base/nearest.h"
#include "import/resource-reader.h"

#define CDK_PATH "aws:cdk:path"

/* Returns: (nullable): what its Name tag says. */
static const char *
find_name_tag (const EnisimResourceReader *reader)
{
  const EnisimValue *tags = enisim_resource_get (reader, NULL, "Tags");

  for (guint i = 0; tags && tags->kind == ENISIM_VALUE_LIST && i < tags->n_items; i++)
    {
      const EnisimValue *tag = tags->items[i];
      const EnisimValue *key, *value;

      if (tag->kind != ENISIM_VALUE_MAPPING)
        continue;
      key = enisim_value_get (tag, "Key");
      value = enisim_value_get (tag, "Value");
      if (key && value && key->kind == ENISIM_VALUE_TEXT && value->kind == ENISIM_VALUE_TEXT
          && strcmp (key->text, "Name") == 0)
        return value->text;
    }
  return NULL;
}

/* Returns: (transfer full) (nullable): where the construct stands in the CDK's tree; the last step
 * names what every construct has. */
static char *
find_cdk_path (const EnisimNode *resource)
{
  const EnisimNode *metadata = enisim_node_get (resource, "Metadata");
  const EnisimNode *path = metadata && metadata->kind == ENISIM_NODE_MAPPING
                               ? enisim_node_get (metadata, CDK_PATH)
                               : NULL;

  if (!path || path->kind != ENISIM_NODE_SCALAR)
    return NULL;
  if (g_str_has_suffix (path->text, "/Resource"))
    return g_strndup (path->text, path->n_bytes - strlen ("/Resource"));
  return g_strdup (path->text);
}

/* What a name would have to know is not missing for any answer. */
static const char *
find_name (const EnisimResourceReader *reader)
{
  static const char *const keys[] = { "AgentRuntimeName", "Name", "FunctionName", "GroupName" };
  EnisimImporter *importer = reader->template->importer;
  const gboolean was_quiet = importer->is_quiet;
  g_autofree char *path = NULL;
  const char *name;

  importer->is_quiet = TRUE;
  name = find_name_tag (reader);
  for (guint i = 0; !name && i < G_N_ELEMENTS (keys); i++)
    {
      const EnisimValue *value = enisim_resource_get (reader, NULL, keys[i]);

      if (value && value->kind == ENISIM_VALUE_TEXT)
        name = value->text;
    }
  importer->is_quiet = was_quiet;
  if (!name)
    name = path = find_cdk_path (reader->node);
  return enisim_inventory_intern (importer->inventory, name ? name : reader->node->key);
}

/* Returns: (nullable): what a policy says, if that is known. */
static const char *
read_policy (EnisimTemplate *template, const EnisimNode *resource, const char *key)
{
  static const char *const policies[]
      = { "Delete", "Retain", "RetainExceptOnCreate", "Snapshot", NULL };
  EnisimComplaints *complaints = template->importer->complaints;
  const EnisimNode *node = enisim_node_get (resource, key);
  const EnisimValue *value = node ? enisim_evaluate_once (template, node) : NULL;
  const char *nearest;

  if (!value || value->kind == ENISIM_VALUE_NONE || value->kind == ENISIM_VALUE_SYMBOL)
    return NULL;
  if (value->kind != ENISIM_VALUE_TEXT)
    enisim_complaints_add (complaints, node, "%s: expected a policy, got %s", key,
                           enisim_value_get_kind_name (value));
  else if (g_strv_contains (policies, value->text))
    return value->text;
  else if ((nearest = enisim_nearest (value->text, policies)))
    enisim_complaints_add (complaints, node, "there is no %s %s; did you mean %s?", key,
                           value->text, nearest);
  else
    enisim_complaints_add (complaints, node, "there is no %s %s", key, value->text);
  return NULL;
}

void
enisim_resource_check_policies (EnisimTemplate *template, const EnisimNode *resource)
{
  read_policy (template, resource, "DeletionPolicy");
  read_policy (template, resource, "UpdateReplacePolicy");
}

static gboolean
is_kept (EnisimTemplate *template, const EnisimNode *resource)
{
  const char *policy = read_policy (template, resource, "DeletionPolicy");

  return policy && g_str_has_prefix (policy, "Retain");
}

void
enisim_resource_note_kept (const EnisimResourceReader *reader)
{
  if (reader->resource.is_kept)
    enisim_inventory_add_note (reader->template->importer->inventory, reader->resource.at,
                               "%s stays, with its addresses, when its stack is deleted",
                               reader->resource.name);
}

/* Aliases are copies that stand where their anchor does, which is further up. */
static guint
find_last_line (const EnisimNode *node)
{
  guint last = MAX (node->at.line, node->key ? node->key_at.line : 0);

  if (node->kind == ENISIM_NODE_SCALAR)
    for (const char *at = strchr (node->text, '\n'); at && at[1]; at = strchr (at + 1, '\n'))
      last++;
  for (const EnisimNode *child = node->first; child; child = child->next)
    {
      const guint within = find_last_line (child);

      last = MAX (last, within);
    }
  return last;
}

EnisimResourceReader
enisim_resource_read (EnisimTemplate *template, const EnisimNode *node, EnisimDecision presence)
{
  EnisimResourceReader reader
      = { .template = template, .node = node, .type = enisim_resource_get_type (node) };

  reader.resource = (EnisimResource){ .id = enisim_template_get_id (template, node->key),
                                      .name = find_name (&reader),
                                      .stack = template->name,
                                      .at = node->key_at,
                                      .last_line = find_last_line (node),
                                      .is_certain = presence == ENISIM_DECISION_YES,
                                      .is_kept = is_kept (template, node) };
  return reader;
}
