/* terraform-plan.c: `terraform show -json` of a plan or a state, as a whole */
#include <stdlib.h>
#include <string.h>

#include "import/import-files.h"
#include "import/state.h"
#include "import/subnet-groups.h"
#include "import/terraform-names.h"
#include "import/terraform-parts.h"
#include "text/node-read.h"

static void
free_resource (gpointer data)
{
  EnisimTerraformResource *resource = data;

  if (resource->attributes)
    g_hash_table_unref (resource->attributes);
  g_free (resource);
}

/* It lives as long as the load: another file may refer to what is in it. */
static EnisimTerraform *
add_plan (EnisimImporter *importer, const EnisimSource *source)
{
  EnisimTerraform *plan = g_new0 (EnisimTerraform, 1);

  plan->importer = importer;
  plan->root = source->root;
  plan->template = enisim_importer_add_plain_stack (importer, source->name, source->root);
  plan->modules = g_ptr_array_new_with_free_func (enisim_terraform_module_free);
  plan->resources = g_ptr_array_new_with_free_func (free_resource);
  plan->by_address = g_hash_table_new (g_str_hash, g_str_equal);
  plan->by_id = g_hash_table_new (NULL, NULL);
  plan->groups
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  plan->modules_by_address = g_hash_table_new (g_str_hash, g_str_equal);
  plan->changes = g_hash_table_new (g_str_hash, g_str_equal);
  plan->evaluations = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_ptr_array_add (importer->plans, plan);
  return plan;
}

void
enisim_terraform_free (gpointer data)
{
  EnisimTerraform *plan = data;

  g_hash_table_unref (plan->evaluations);
  g_hash_table_unref (plan->changes);
  g_hash_table_unref (plan->modules_by_address);
  g_hash_table_unref (plan->groups);
  g_hash_table_unref (plan->by_id);
  g_hash_table_unref (plan->by_address);
  g_ptr_array_unref (plan->resources);
  g_ptr_array_unref (plan->modules);
  g_free (plan);
}

/* What Terraform keeps for itself, of which nobody says that it stays as it is. */
static gboolean
is_state_file (const EnisimNode *root)
{
  return enisim_node_get (root, "terraform_version") && enisim_node_get (root, "serial");
}

gboolean
enisim_is_terraform (const EnisimNode *root)
{
  static const char *const marks[] = { "terraform_version", "planned_values", "resource_changes",
                                       "prior_state",       "values",         "configuration" };

  if (root->kind != ENISIM_NODE_MAPPING)
    return FALSE;
  if (!enisim_node_get (root, "format_version"))
    return is_state_file (root);
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (enisim_node_get (root, marks[i]))
      return TRUE;
  return root->n_children == 1; /* a state that has nothing */
}

/* Version 1 adds fields and takes none away; what another major version means nobody knows. */
static gboolean
check_version (EnisimTerraform *plan)
{
  EnisimComplaints *complaints = plan->importer->complaints;
  const EnisimNode *version
      = enisim_terraform_get (plan->root, "format_version", ENISIM_NODE_SCALAR, complaints);

  if (version && (g_str_has_prefix (version->text, "1.") || strcmp (version->text, "1") == 0))
    return TRUE;
  if (version)
    enisim_complaints_add (complaints, version,
                           "format_version \"%s\" is not 1: take `terraform show -json` of a "
                           "Terraform from 1.1 on",
                           version->text);
  else if (is_state_file (plan->root))
    enisim_complaints_add (complaints, plan->root,
                           "Terraform's own state file: take what `terraform show -json` prints");
  else if (!enisim_node_get (plan->root, "format_version"))
    enisim_complaints_add (complaints, plan->root,
                           "format_version is missing: is this from `terraform show -json`?");
  return FALSE;
}

static void
index_changes (EnisimTerraform *plan)
{
  EnisimComplaints *complaints = plan->importer->complaints;
  const EnisimNode *changes
      = enisim_terraform_get (plan->root, "resource_changes", ENISIM_NODE_SEQUENCE, complaints);

  for (const EnisimNode *node = changes ? changes->first : NULL; node; node = node->next)
    {
      const EnisimNode *address, *change;

      if (!enisim_node_expect (node, ENISIM_NODE_MAPPING, complaints))
        continue;
      address = enisim_terraform_get (node, "address", ENISIM_NODE_SCALAR, complaints);
      change = enisim_terraform_get (node, "change", ENISIM_NODE_MAPPING, complaints);
      if (!address)
        enisim_complaints_add (complaints, node, "address is missing");
      else if (!change && !enisim_terraform_is_idle (node))
        enisim_complaints_add (complaints, node, "change is missing");
      else if (change && !enisim_node_get (node, "deposed"))
        g_hash_table_insert (plan->changes, (gpointer) address->text, (gpointer) node);
    }
}

static void
note_flag (EnisimTerraform *plan, const char *key, const char *value, const char *note)
{
  const EnisimNode *node = enisim_node_get (plan->root, key);

  if (node && node->kind == ENISIM_NODE_SCALAR && strcmp (node->text, value) == 0)
    enisim_inventory_add_note (plan->importer->inventory, node->at, "%s", note);
}

/* A plan has planned_values, a state values; what was read before a plan has data sources only that
 * are of interest. */
static void
read_values (EnisimTerraform *plan)
{
  EnisimComplaints *complaints = plan->importer->complaints;
  const EnisimNode *prior
      = enisim_terraform_get (plan->root, "prior_state", ENISIM_NODE_MAPPING, complaints);
  const EnisimNode *planned
      = enisim_terraform_get (plan->root, "planned_values", ENISIM_NODE_MAPPING, complaints);
  const EnisimNode *values
      = enisim_terraform_get (plan->root, "values", ENISIM_NODE_MAPPING, complaints);

  prior = enisim_terraform_get (prior, "values", ENISIM_NODE_MAPPING, complaints);
  if (!enisim_node_get (plan->root, "planned_values")
      && enisim_node_get (plan->root, "prior_state"))
    enisim_complaints_add (complaints, plan->root, "planned_values is missing");
  enisim_terraform_add_resources (
      plan, enisim_terraform_get (prior, "root_module", ENISIM_NODE_MAPPING, complaints), plan->top,
      TRUE);
  plan->is_state = !planned && values;
  planned = planned ? planned : values;
  enisim_terraform_add_resources (
      plan, enisim_terraform_get (planned, "root_module", ENISIM_NODE_MAPPING, complaints),
      plan->top, FALSE);
}

void
enisim_importer_read_terraform (EnisimImporter *importer, const EnisimSource *source)
{
  EnisimTerraform *plan;

  if (!enisim_node_expect (source->root, ENISIM_NODE_MAPPING, importer->complaints))
    return;
  plan = add_plan (importer, source);
  if (!plan->template || !check_version (plan))
    return;
  plan->variables
      = enisim_terraform_get (plan->root, "variables", ENISIM_NODE_MAPPING, importer->complaints);
  index_changes (plan);
  plan->top = enisim_terraform_add_top (plan);
  read_values (plan);
  note_flag (plan, "errored", "true", "Terraform could not plan the whole: what is here is a part");
  note_flag (plan, "complete", "false",
             "Terraform put off a part of the plan: what is here is the rest");
  enisim_terraform_read_resources (plan);
  g_clear_pointer (&importer->names, enisim_resource_names_free); /* others may bring more */
  enisim_terraform_read_regions (plan);
  enisim_terraform_note_changes (plan);
  if (plan->is_state)
    enisim_state_get (importer);
}
