/* terraform-regions.c: where the resources of a plan are
 *
 * A resource says it itself (from version 6 of the provider on), or by its ARN, or its provider's
 * configuration does.  A provider that nothing here uses, such as that of certificates for a CDN,
 * does not count.
 */
#include <string.h>

#include "import/import-files.h"
#include "import/terraform-parts.h"
#include "text/node-read.h"

enum
{
  ARN_PARTS = 6
};

static const EnisimNode *
get_child (const EnisimNode *mapping, const char *key)
{
  return mapping && mapping->kind == ENISIM_NODE_MAPPING ? enisim_node_get (mapping, key) : NULL;
}

static const char *
get_text (const EnisimNode *mapping, const char *key)
{
  const EnisimNode *node = get_child (mapping, key);

  return node && node->kind == ENISIM_NODE_SCALAR ? node->text : NULL;
}

/* Returns: (nullable): a constant, or the value of the variable that is named. */
static const char *
find_text (const EnisimTerraform *plan, const EnisimNode *expression)
{
  const EnisimNode *references = get_child (expression, "references");
  const EnisimNode *first
      = references && references->kind == ENISIM_NODE_SEQUENCE ? references->first : NULL;

  if (first && first->kind == ENISIM_NODE_SCALAR && g_str_has_prefix (first->text, "var."))
    return get_text (get_child (plan->variables, first->text + strlen ("var.")), "value");
  return get_text (expression, "constant_value");
}

/* The Regions of the providers of AWS by their keys, as far as the root module says. */
static GHashTable *
read_providers (EnisimTerraform *plan)
{
  EnisimComplaints *complaints = plan->importer->complaints;
  GHashTable *regions = g_hash_table_new (g_str_hash, g_str_equal);
  const EnisimNode *config
      = enisim_terraform_get (plan->root, "configuration", ENISIM_NODE_MAPPING, complaints);
  const EnisimNode *providers
      = enisim_terraform_get (config, "provider_config", ENISIM_NODE_MAPPING, complaints);

  for (const EnisimNode *node = providers ? providers->first : NULL; node; node = node->next)
    {
      const EnisimNode *expressions, *name;
      const char *region;

      if (!enisim_node_expect (node, ENISIM_NODE_MAPPING, complaints))
        continue;
      name = enisim_terraform_get (node, "name", ENISIM_NODE_SCALAR, complaints);
      if (!name || (strcmp (name->text, "aws") != 0 && strcmp (name->text, "awscc") != 0))
        continue;
      expressions = enisim_terraform_get (node, "expressions", ENISIM_NODE_MAPPING, complaints);
      region = find_text (plan, get_child (expressions, "region"));
      if (region && enisim_is_region (region))
        g_hash_table_insert (regions, (gpointer) node->key, (gpointer) region);
    }
  return regions;
}

/* "eu-west-1" of "arn:aws:ec2:eu-west-1:111122223333:subnet/subnet-1" */
static const char *
find_region_of_arn (EnisimTerraform *plan, const char *arn)
{
  g_auto (GStrv) parts = g_strsplit (arn ? arn : "", ":", ARN_PARTS);

  if (g_strv_length (parts) < ARN_PARTS || strcmp (parts[0], "arn") != 0
      || !enisim_is_region (parts[3]))
    return NULL;
  return enisim_inventory_intern (plan->importer->inventory, parts[3]);
}

/* The key of a provider that a module only passes on begins with the module: "module.net:aws". */
static const char *
find_region_of_provider (const EnisimTerraformResource *resource, GHashTable *regions)
{
  const char *key = resource->config ? get_text (resource->config, "provider_config_key") : NULL;
  const char *mark = key ? strrchr (key, ':') : NULL;
  const char *region = key ? g_hash_table_lookup (regions, key) : NULL;

  return region || !mark ? region : g_hash_table_lookup (regions, mark + 1);
}

/* Returns: (nullable): of a resource that is read */
static const char *
find_region (EnisimTerraform *plan, const EnisimTerraformResource *resource, GHashTable *regions)
{
  const char *region = get_text (resource->values, "region");

  if (!resource->same || resource->is_data)
    return NULL;
  if (region && enisim_is_region (region))
    return region;
  region = find_region_of_arn (plan, get_text (resource->values, "arn"));
  return region ? region : find_region_of_provider (resource, regions);
}

static void
note_regions (EnisimTerraform *plan, const GPtrArray *seen)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < seen->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "",
                            (const char *) g_ptr_array_index (seen, i));
  enisim_inventory_add_note (plan->importer->inventory, plan->root->at,
                             "resources in more than one Region: %s: quotas, prices and AZs are of "
                             "none of them",
                             names->str);
}

/* Where no resource says anything, any provider may. */
void
enisim_terraform_read_regions (EnisimTerraform *plan)
{
  g_autoptr (GHashTable) regions = read_providers (plan);
  g_autoptr (GPtrArray) seen = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer any;

  for (guint i = 0; i < plan->resources->len; i++)
    {
      const char *region = find_region (plan, g_ptr_array_index (plan->resources, i), regions);

      if (region && !g_ptr_array_find_with_equal_func (seen, region, g_str_equal, NULL))
        g_ptr_array_add (seen, (gpointer) region);
    }
  g_hash_table_iter_init (&iter, regions);
  while (seen->len == 0 && g_hash_table_iter_next (&iter, NULL, &any))
    enisim_importer_add_region (plan->importer, any);
  for (guint i = 0; i < seen->len; i++)
    enisim_importer_add_region (plan->importer, g_ptr_array_index (seen, i));
  if (seen->len > 1)
    note_regions (plan, seen);
}
