/* terraform-modules.c: the modules of a plan, as often as each is called */
#include <string.h>

#include "import/terraform-parts.h"
#include "text/node-read.h"

/* A reference is a text of at most so many steps. */
enum
{
  STEPS_MAX = 64
};

const EnisimNode *
enisim_terraform_get (const EnisimNode *mapping, const char *key, EnisimNodeKind kinds,
                      EnisimComplaints *complaints)
{
  const EnisimNode *node = mapping ? enisim_node_get (mapping, key) : NULL;

  if (!node || node->kind == ENISIM_NODE_NULL)
    return NULL;
  if (node->kind & kinds)
    return node;
  enisim_complaints_add (complaints, node, "%s: expected %s, got %s", key,
                         enisim_node_kind_get_name (kinds), enisim_node_kind_get_name (node->kind));
  return NULL;
}

/* One step of "module.net[\"a.b\"].subnets[0]": a name, or a key in brackets.
 * Returns: what follows it; NULL if it is none */
static const char *
take_step (EnisimTerraform *plan, const char *text, EnisimTerraformStep *step)
{
  const char *end;
  g_autoptr (GString) key = NULL;

  if (*text != '[')
    {
      const gsize n_bytes = strcspn (text, ".[");

      step->is_key = FALSE;
      step->text = enisim_values_add_text (plan->importer->values, text, n_bytes);
      return n_bytes > 0 ? text + n_bytes : NULL;
    }
  step->is_key = TRUE;
  if (text[1] != '"')
    {
      end = strchr (text, ']');
      if (end)
        step->text
            = enisim_values_add_text (plan->importer->values, text + 1, (gsize) (end - text - 1));
      return end ? end + 1 : NULL;
    }
  key = g_string_new (NULL);
  for (end = text + 2; *end && *end != '"'; end++)
    {
      end += *end == '\\' && end[1];
      g_string_append_c (key, *end);
    }
  step->text = enisim_values_add_text (plan->importer->values, key->str, key->len);
  return end[0] == '"' && end[1] == ']' ? end + 2 : NULL;
}

GArray *
enisim_terraform_split (EnisimTerraform *plan, const char *text)
{
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (EnisimTerraformStep));

  while (text && *text && steps->len < STEPS_MAX)
    {
      EnisimTerraformStep step;

      text = take_step (plan, text + (*text == '.'), &step);
      if (text)
        g_array_append_val (steps, step);
    }
  return text && !*text && steps->len > 0 ? g_steal_pointer (&steps) : NULL;
}

/* By "aws_subnet.private", as the plan's own resources are found. */
static void
index_expressions (EnisimTerraform *plan, EnisimTerraformModule *module)
{
  EnisimComplaints *complaints = plan->importer->complaints;
  const EnisimNode *resources
      = enisim_terraform_get (module->config, "resources", ENISIM_NODE_SEQUENCE, complaints);

  for (const EnisimNode *node = resources ? resources->first : NULL; node; node = node->next)
    {
      const EnisimNode *address;

      if (!enisim_node_expect (node, ENISIM_NODE_MAPPING, complaints))
        continue;
      address = enisim_terraform_get (node, "address", ENISIM_NODE_SCALAR, complaints);
      if (address)
        g_hash_table_insert (module->expressions, (gpointer) address->text, (gpointer) node);
    }
}

static EnisimTerraformModule *
add_module (EnisimTerraform *plan, EnisimTerraformModule *parent, const char *address,
            const char *key)
{
  EnisimTerraformModule *module = g_new0 (EnisimTerraformModule, 1);

  module->parent = parent;
  module->address = address;
  module->key = key;
  module->expressions = g_hash_table_new (g_str_hash, g_str_equal);
  module->made
      = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  module->children = g_ptr_array_new ();
  g_ptr_array_add (plan->modules, module);
  g_hash_table_insert (plan->modules_by_address, (gpointer) address, module);
  if (parent)
    g_ptr_array_add (parent->children, module);
  return module;
}

void
enisim_terraform_module_free (gpointer data)
{
  EnisimTerraformModule *module = data;

  g_hash_table_unref (module->expressions);
  g_hash_table_unref (module->made);
  g_ptr_array_unref (module->children);
  g_free (module);
}

EnisimTerraformModule *
enisim_terraform_add_top (EnisimTerraform *plan)
{
  EnisimComplaints *complaints = plan->importer->complaints;
  const EnisimNode *config
      = enisim_terraform_get (plan->root, "configuration", ENISIM_NODE_MAPPING, complaints);
  EnisimTerraformModule *module = add_module (plan, NULL, "", NULL);

  module->config = enisim_terraform_get (config, "root_module", ENISIM_NODE_MAPPING, complaints);
  index_expressions (plan, module);
  return module;
}

/* "module.net", "module.net[0]" or "module.net[\"a\"]" within @parent. */
static const char *
make_address (EnisimTerraform *plan, const EnisimTerraformModule *parent, const char *name,
              const char *key)
{
  g_autoptr (GString) address = g_string_new (parent->address);
  const gboolean is_number = key && *key && strspn (key, "0123456789") == strlen (key);

  g_string_append_printf (address, "%smodule.%s", address->len > 0 ? "." : "", name);
  if (key)
    g_string_append_printf (address, is_number ? "[%s]" : "[\"%s\"]", key);
  return enisim_values_add_text (plan->importer->values, address->str, address->len);
}

EnisimTerraformModule *
enisim_terraform_find_module (EnisimTerraform *plan, EnisimTerraformModule *module,
                              const char *name, const char *key)
{
  EnisimComplaints *complaints = plan->importer->complaints;
  const char *address = make_address (plan, module, name, key);
  const EnisimNode *calls, *call;
  EnisimTerraformModule *child;

  child = g_hash_table_lookup (plan->modules_by_address, address);
  if (child)
    return child;
  if (plan->modules->len >= ENISIM_TERRAFORM_MODULES_MAX)
    return NULL;
  calls = enisim_terraform_get (module->config, "module_calls", ENISIM_NODE_MAPPING, complaints);
  call = enisim_terraform_get (calls, name, ENISIM_NODE_MAPPING, complaints);
  child = add_module (plan, module, address, key);
  child->call = call;
  child->config = enisim_terraform_get (call, "module", ENISIM_NODE_MAPPING, complaints);
  index_expressions (plan, child);
  return child;
}
