/* terraform-choose.c: which of the things that an expression refers to an attribute is
 *
 * An expression names what it decides by beside what it takes, and a nested attribute all that is
 * in any part of it.  What is no id, or the id of another kind of thing, is not meant.
 */
#include <string.h>

#include "import/terraform-names.h"
#include "import/terraform-parts.h"

/* "sg-0a1b2c3d": what a condition or a number beside ids is not. */
static gboolean
is_physical_id (const char *text)
{
  const char *mark = strrchr (text, '-');

  return mark && mark > text && strlen (mark + 1) >= 8
         && strspn (mark + 1, "0123456789abcdef") == strlen (mark + 1);
}

gboolean
enisim_terraform_can_be (const EnisimTerraformScope *scope, const EnisimValue *value,
                         const EnisimTerraformWanted *wanted)
{
  const EnisimTerraformResource *resource = enisim_terraform_find_made (scope, value);

  if (resource && resource->same && wanted->type)
    return strcmp (resource->same, wanted->type) == 0;
  if (value->kind == ENISIM_VALUE_TEXT)
    return wanted->is_name || is_physical_id (value->text)
           || (wanted->type && !g_str_has_prefix (wanted->type, "AWS::EC2::"));
  return value->kind == ENISIM_VALUE_SYMBOL;
}

/* Whether it is one symbol beside others: how many things it stands for nobody knows. */
static gboolean
has_open (const GPtrArray *values)
{
  for (guint i = 0; values->len > 1 && i < values->len; i++)
    {
      const EnisimValue *value = g_ptr_array_index (values, i);

      if (value->kind == ENISIM_VALUE_SYMBOL && !value->is_reference)
        return TRUE;
    }
  return FALSE;
}

/* One name for all of them, which is the same for whoever refers to the same. */
static const EnisimValue *
make_open (const EnisimTerraformScope *scope, const GPtrArray *values)
{
  EnisimValues *all = scope->plan->importer->values;
  g_autoptr (GString) text = g_string_new ("${");

  for (guint i = 0; i < values->len; i++)
    {
      const EnisimValue *value = g_ptr_array_index (values, i);

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", value->text);
    }
  g_string_append_c (text, '}');
  return enisim_value_new_symbol (all, scope->at,
                                  enisim_values_add_text (all, text->str, text->len));
}

static void
note_whole (const EnisimTerraformScope *scope)
{
  enisim_inventory_add_note (scope->plan->importer->inventory, scope->plan->root->at,
                             "ids that only an apply makes are those that expressions refer to; "
                             "that one takes a part of a list is not in a plan");
}

static const EnisimValue *
choose (const EnisimTerraformScope *scope, const EnisimValue *all,
        const EnisimTerraformWanted *wanted)
{
  g_autoptr (GPtrArray) flat = g_ptr_array_new ();
  g_autoptr (GPtrArray) fit = g_ptr_array_new ();

  enisim_terraform_add_value (flat, all);
  for (guint i = 0; i < flat->len; i++)
    if (enisim_terraform_can_be (scope, g_ptr_array_index (flat, i), wanted))
      g_ptr_array_add (fit, g_ptr_array_index (flat, i));
  if (fit->len == 0)
    return NULL;
  if (fit->len == 1)
    return g_ptr_array_index (fit, 0);
  if (!wanted->is_list || fit->len > ENISIM_TERRAFORM_LIST_MAX)
    return NULL;
  if (has_open (fit))
    return make_open (scope, fit);
  note_whole (scope);
  return enisim_terraform_make_list (scope, fit);
}

/* A list of many for many is made once. */
static const EnisimValue *
choose_once (const EnisimTerraformScope *scope, const EnisimNode *expression,
             const EnisimTerraformWanted *wanted)
{
  GHashTable *evaluations = scope->plan->evaluations;
  const EnisimValue *all = enisim_terraform_evaluate (scope, expression), *value;
  const EnisimNode *references = enisim_node_get (expression, "references");
  g_autofree char *key = NULL;

  if (!all)
    return NULL;
  key = enisim_terraform_make_key (scope, references ? references : expression, "chosen");
  if (g_hash_table_lookup_extended (evaluations, key, NULL, (gpointer *) &value))
    return value;
  value = choose (scope, all, wanted);
  g_hash_table_insert (evaluations, g_steal_pointer (&key), (gpointer) value);
  return value;
}

const EnisimValue *
enisim_terraform_follow (EnisimTerraform *plan, EnisimTerraformModule *module,
                         EnisimTerraformResource *resource, const EnisimNode *expression,
                         const char *name)
{
  const EnisimTerraformWanted *wanted = enisim_terraform_find_wanted (name);
  const EnisimTerraformScope scope = {
    .plan = plan,
    .module = module,
    .key = resource->key,
    .each = resource->config ? enisim_node_get (resource->config, "for_each_expression") : NULL,
    .at = expression ? expression->at : resource->node->at,
    .wanted = wanted,
    .is_whole = TRUE,
  };

  return expression && wanted ? choose_once (&scope, expression, wanted) : NULL;
}
