/* terraform-references.c: what the references of a configuration lead to
 *
 * A plan has no expressions, only what each of them names.  That is enough to say that two of them
 * mean the same thing, and most often which.
 */
#include <string.h>

#include "import/terraform-names.h"
#include "import/terraform-parts.h"

static EnisimTerraformResource *
find_of_key (const GPtrArray *group, const char *key)
{
  for (guint i = 0; i < group->len; i++)
    {
      EnisimTerraformResource *resource = g_ptr_array_index (group, i);

      if (g_strcmp0 (resource->key, key) == 0)
        return resource;
    }
  return NULL;
}

/* "aws_subnet.private[0].id", "data.aws_subnets.all.ids"; without a key it is all of them. */
static void
follow_resource (const EnisimTerraformScope *scope, const GArray *steps, const char *text,
                 EnisimTerraformFound *found)
{
  const EnisimTerraformStep *all = (const EnisimTerraformStep *) (gconstpointer) steps->data;
  const gboolean is_data = strcmp (all[0].text, "data") == 0;
  const guint n_base = is_data ? 3 : 2;
  const gboolean has_key = steps->len > n_base && all[n_base].is_key;
  g_autofree char *base = NULL;
  GPtrArray *group;

  if (steps->len < n_base)
    return;
  base
      = g_strconcat (is_data ? "data." : "", all[n_base - 2].text, ".", all[n_base - 1].text, NULL);
  group = enisim_terraform_find_group (scope->plan, scope->module, base);
  if (!group)
    {
      if (is_data || !scope->module->config
          || !g_hash_table_contains (scope->module->expressions, base))
        enisim_terraform_add_value (found->values, enisim_terraform_make_symbol (scope, text));
      return;
    }
  if (has_key)
    {
      EnisimTerraformResource *resource = find_of_key (group, all[n_base].text);

      if (resource)
        enisim_terraform_add_value (found->values,
                                    enisim_terraform_get_step (scope, resource, steps, n_base + 1));
      return;
    }
  found->n_whole += group->len > 1;
  for (guint i = 0; i < group->len && i <= ENISIM_TERRAFORM_LIST_MAX; i++)
    enisim_terraform_add_value (
        found->values,
        enisim_terraform_get_step (scope, g_ptr_array_index (group, i), steps, n_base));
}

/* What the module's caller passes, or what it says itself. */
static const EnisimValue *
get_variable (const EnisimTerraformScope *scope, const char *name)
{
  EnisimTerraform *plan = scope->plan;
  EnisimComplaints *complaints = plan->importer->complaints;
  const EnisimTerraformModule *module = scope->module;
  const EnisimNode *node, *value;

  if (!module->parent)
    {
      node = enisim_terraform_get (plan->variables, name, ENISIM_NODE_MAPPING, complaints);
      value = node ? enisim_node_get (node, "value") : NULL;
      return value ? enisim_terraform_make_value (plan, value) : NULL;
    }
  node = enisim_terraform_get (module->call, "expressions", ENISIM_NODE_MAPPING, complaints);
  node = node ? enisim_node_get (node, name) : NULL;
  if (node)
    return enisim_terraform_evaluate (
        &(EnisimTerraformScope){
            .plan = plan,
            .module = module->parent,
            .key = module->key,
            .each = module->call ? enisim_node_get (module->call, "for_each_expression") : NULL,
            .at = scope->at,
            .wanted = scope->wanted },
        node);
  node = enisim_terraform_get (module->config, "variables", ENISIM_NODE_MAPPING, complaints);
  node = enisim_terraform_get (node, name, ENISIM_NODE_MAPPING, complaints);
  value = node ? enisim_node_get (node, "default") : NULL;
  return value ? enisim_terraform_make_value (plan, value) : NULL;
}

static const EnisimValue *
get_output (const EnisimTerraformScope *scope, EnisimTerraformModule *child, const char *name)
{
  EnisimComplaints *complaints = scope->plan->importer->complaints;
  const EnisimNode *outputs
      = enisim_terraform_get (child->config, "outputs", ENISIM_NODE_MAPPING, complaints);
  const EnisimNode *output = enisim_terraform_get (outputs, name, ENISIM_NODE_MAPPING, complaints);
  const EnisimNode *expression = output ? enisim_node_get (output, "expression") : NULL;

  if (!expression)
    return NULL;
  return enisim_terraform_evaluate (
      &(EnisimTerraformScope){
          .plan = scope->plan, .module = child, .at = scope->at, .wanted = scope->wanted },
      expression);
}

/* "module.net.subnets", "module.net[\"a\"].subnets[0]"; without a key it is all of them. */
static void
follow_module (const EnisimTerraformScope *scope, const GArray *steps, const char *text,
               EnisimTerraformFound *found)
{
  const EnisimTerraformStep *all = (const EnisimTerraformStep *) (gconstpointer) steps->data;
  const gboolean has_key = steps->len > 2 && all[2].is_key;
  const guint output = has_key ? 3 : 2;
  g_autoptr (GPtrArray) values = g_ptr_array_new ();
  const guint n_children = scope->module->children->len;
  g_autofree char *alone = NULL;

  if (steps->len <= output)
    return;
  alone = g_strconcat (scope->module->address, *scope->module->address ? "." : "", "module.",
                       all[1].text, NULL);
  for (guint i = 0; i < n_children; i++)
    {
      EnisimTerraformModule *child = g_ptr_array_index (scope->module->children, i);
      const gsize n_bytes = strlen (alone);

      if (strncmp (child->address, alone, n_bytes) != 0
          || (child->address[n_bytes] != '\0' && child->address[n_bytes] != '[')
          || (has_key && g_strcmp0 (child->key, all[2].text) != 0))
        continue;
      enisim_terraform_add_value (values, get_output (scope, child, all[output].text));
    }
  if (values->len == 0)
    {
      EnisimTerraformModule *child = enisim_terraform_find_module (
          scope->plan, scope->module, all[1].text, has_key ? all[2].text : NULL);

      enisim_terraform_add_value (values,
                                  child ? get_output (scope, child, all[output].text) : NULL);
    }
  if (values->len > 0)
    {
      const EnisimValue *value = enisim_terraform_descend (
          scope, enisim_terraform_make_list (scope, values), steps, output + 1);

      found->n_whole += value && value->kind == ENISIM_VALUE_LIST;
      enisim_terraform_add_value (found->values,
                                  value ? value : enisim_terraform_make_symbol (scope, text));
      return;
    }
  enisim_terraform_add_value (found->values, enisim_terraform_make_symbol (scope, text));
}

/* each.value is the thing of that key among those that for_each goes through. */
static void
follow_each (const EnisimTerraformScope *scope, const GArray *steps, const char *text,
             EnisimTerraformFound *found)
{
  const EnisimTerraformStep *all = (const EnisimTerraformStep *) (gconstpointer) steps->data;
  const EnisimValue *value = NULL;
  g_autofree char *own = NULL;

  if (steps->len < 2 || strcmp (all[1].text, "key") == 0)
    {
      found->has_index = TRUE;
      return;
    }
  if (scope->each && scope->key)
    {
      EnisimTerraformScope whole = *scope;

      whole.is_whole = FALSE;
      value = enisim_terraform_evaluate (&whole, scope->each);
    }
  value = value && value->kind != ENISIM_VALUE_TEXT
              ? enisim_terraform_pick (scope, value, scope->key)
              : NULL;
  value = value ? enisim_terraform_descend (scope, value, steps, 2) : NULL;
  own = g_strdup_printf ("%s[%s]", text, scope->key ? scope->key : "");
  enisim_terraform_add_value (value ? found->values : found->each,
                              value ? value : enisim_terraform_make_symbol (scope, own));
}

/* What a local value is, no plan says: where one thing is wanted and its module makes but one of
 * that kind, it is taken to be that. */
static void
follow_local (const EnisimTerraformScope *scope, const char *text, EnisimTerraformFound *found)
{
  const EnisimTerraformWanted *wanted = scope->wanted;
  const GPtrArray *made = wanted && wanted->type && !wanted->is_list
                              ? g_hash_table_lookup (scope->module->made, wanted->type)
                              : NULL;
  const EnisimTerraformResource *only = made && made->len == 1 ? g_ptr_array_index (made, 0) : NULL;

  if (only)
    enisim_inventory_add_note (scope->plan->importer->inventory, only->node->at,
                               "%s, of which no plan says what it is, is taken to be %s, the only "
                               "one of its kind in its module",
                               text, only->address);
  enisim_terraform_add_value (found->values, only ? enisim_terraform_make_reference (scope, only)
                                                  : enisim_terraform_make_symbol (scope, text));
}

void
enisim_terraform_follow_reference (const EnisimTerraformScope *scope, const EnisimNode *reference,
                                   EnisimTerraformFound *found)
{
  g_autoptr (GArray) steps = enisim_terraform_split (scope->plan, reference->text);
  const EnisimTerraformStep *first = steps ? &g_array_index (steps, EnisimTerraformStep, 0) : NULL;
  const EnisimTerraformStep *second
      = steps && steps->len > 1 ? &g_array_index (steps, EnisimTerraformStep, 1) : NULL;

  if (!second)
    return;
  if (strcmp (first->text, "var") == 0)
    {
      const EnisimValue *value = get_variable (scope, second->text);

      value = value ? enisim_terraform_descend (scope, value, steps, 2) : NULL;
      found->n_whole += value && value->kind == ENISIM_VALUE_LIST && !value->is_known;
      enisim_terraform_add_value (
          found->values, value ? value : enisim_terraform_make_symbol (scope, reference->text));
    }
  else if (strcmp (first->text, "module") == 0)
    follow_module (scope, steps, reference->text, found);
  else if (strcmp (first->text, "each") == 0)
    follow_each (scope, steps, reference->text, found);
  else if (strcmp (first->text, "count") == 0)
    found->has_index = TRUE;
  else if (strcmp (first->text, "local") == 0)
    follow_local (scope, reference->text, found);
  else if (strcmp (first->text, "path") != 0 && strcmp (first->text, "terraform") != 0
           && strcmp (first->text, "self") != 0)
    follow_resource (scope, steps, reference->text, found);
}
