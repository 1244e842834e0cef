/* terraform-changes.c: what the changes of a plan leave behind */
#include <string.h>

#include "import/terraform-names.h"
#include "import/terraform-parts.h"

static gboolean
has_action (const EnisimNode *change, const char *action)
{
  const EnisimNode *actions = enisim_node_get (change, "actions");

  for (const EnisimNode *node
       = actions && actions->kind == ENISIM_NODE_SEQUENCE ? actions->first : NULL;
       node; node = node->next)
    if (node->kind == ENISIM_NODE_SCALAR && strcmp (node->text, action) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_agent (const EnisimNode *node)
{
  const EnisimNode *type = enisim_node_get (node, "type");
  const char *same
      = type && type->kind == ENISIM_NODE_SCALAR ? enisim_terraform_find_type (type->text) : NULL;

  return same && g_str_has_prefix (same, "AWS::BedrockAgentCore::")
         && strcmp (same, "AWS::BedrockAgentCore::RuntimeEndpoint") != 0;
}

static void
note_change (EnisimTerraform *plan, const EnisimNode *node)
{
  EnisimComplaints *complaints = plan->importer->complaints;
  EnisimInventory *inventory = plan->importer->inventory;
  const EnisimNode *address
      = enisim_terraform_get (node, "address", ENISIM_NODE_SCALAR, complaints);
  const EnisimNode *change = enisim_terraform_get (node, "change", ENISIM_NODE_MAPPING, complaints);

  enisim_terraform_get (change, "actions", ENISIM_NODE_SEQUENCE, complaints);
  if (!address || !change || !is_agent (node))
    return;
  if (has_action (change, "forget"))
    enisim_inventory_add_note (inventory, node->at,
                               "%s is forgotten and not destroyed: it stays and is not counted",
                               address->text);
  else if (enisim_node_get (node, "deposed"))
    enisim_inventory_add_note (inventory, node->at,
                               "what %s was before it was replaced is destroyed: the ENIs that it "
                               "had stay until their retention ends",
                               address->text);
  else if (has_action (change, "delete"))
    enisim_inventory_add_note (
        inventory, node->at, "%s is %s: the ENIs that it had stay until their retention ends",
        address->text, has_action (change, "create") ? "replaced" : "destroyed");
}

void
enisim_terraform_note_changes (EnisimTerraform *plan)
{
  const EnisimNode *changes = enisim_node_get (plan->root, "resource_changes");

  for (const EnisimNode *node
       = changes && changes->kind == ENISIM_NODE_SEQUENCE ? changes->first : NULL;
       node; node = node->next)
    if (node->kind == ENISIM_NODE_MAPPING)
      note_change (plan, node);
}
