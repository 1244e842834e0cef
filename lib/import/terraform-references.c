/* terraform-references.c: what the expressions of a configuration refer to
 *
 * A plan has no expressions, only what each of them names.  That is enough to say that two of them
 * mean the same thing, and most often which; where an expression may take a part of what it names,
 * a note says what was taken.
 */
#include <stdlib.h>
#include <string.h>

#include "import/terraform-names.h"
#include "import/terraform-parts.h"
#include "text/node-read.h"

enum
{
  DEPTH_MAX = 64 /* of references to references */
};

/* What an expression refers to. */
typedef struct
{
  GPtrArray *values;  /* of EnisimValue: no lists */
  gboolean has_index; /* it picks by count.index or each.key */
  guint n_whole;      /* references to all of more than one */
} Found;

static const EnisimValue *
make_symbol (const EnisimTerraformScope *scope, const char *text)
{
  const EnisimTerraformModule *module = scope->module;
  EnisimValues *values = scope->plan->importer->values;
  g_autofree char *whole = g_strdup_printf ("${%s/%s%s%s}", scope->plan->template->name,
                                            module->address, *module->address ? "." : "", text);

  return enisim_value_new_symbol (values, scope->at,
                                  enisim_values_add_text (values, whole, strlen (whole)));
}

static const EnisimValue *
make_reference (const EnisimTerraformScope *scope, const EnisimTerraformResource *resource)
{
  EnisimValues *values = scope->plan->importer->values;

  if (strcmp (resource->id, resource->address) != 0 && !strchr (resource->id, '/'))
    return enisim_value_new_text (values, scope->at, resource->id);
  return enisim_value_new_reference (values, scope->at, resource->id);
}

const EnisimValue *
enisim_terraform_make_list (const EnisimTerraformScope *scope, const GPtrArray *values)
{
  if (values->len == 0)
    return NULL;
  if (values->len == 1)
    return g_ptr_array_index (values, 0);
  return enisim_value_new_list (scope->plan->importer->values, scope->at,
                                (const EnisimValue *const *) values->pdata, values->len);
}

static gboolean
has_value (const GPtrArray *values, const EnisimValue *value)
{
  for (guint i = 0; i < values->len; i++)
    {
      const EnisimValue *other = g_ptr_array_index (values, i);

      if (other == value
          || (other->kind == value->kind && other->text && value->text
              && strcmp (other->text, value->text) == 0))
        return TRUE;
    }
  return FALSE;
}

void
enisim_terraform_add_value (GPtrArray *values, const EnisimValue *value)
{
  if (!value || value->kind == ENISIM_VALUE_NONE)
    return;
  if (value->kind == ENISIM_VALUE_LIST)
    for (guint i = 0; i < value->n_items; i++)
      enisim_terraform_add_value (values, value->items[i]);
  else if (values->len <= ENISIM_TERRAFORM_LIST_MAX && !has_value (values, value))
    g_ptr_array_add (values, (gpointer) value);
}

const EnisimTerraformResource *
enisim_terraform_find_made (const EnisimTerraformScope *scope, const EnisimValue *value)
{
  const EnisimId id = value->text
                          ? enisim_inventory_intern (scope->plan->importer->inventory, value->text)
                          : NULL;

  return id ? g_hash_table_lookup (scope->plan->by_id, id) : NULL;
}

/* The thing of that key, or in that place of a list; a lone thing is a list of one. */
static const EnisimValue *
pick (const EnisimTerraformScope *scope, const EnisimValue *value, const char *key)
{
  const gboolean is_number = *key && strlen (key) < 6 && strspn (key, "0123456789") == strlen (key);
  const gboolean is_list = value->kind == ENISIM_VALUE_LIST;
  const EnisimValue *const *items = is_list ? value->items : &value;
  const guint n = is_list ? value->n_items : 1;

  if (value->kind == ENISIM_VALUE_MAPPING)
    return enisim_value_get (value, key);
  if (value->kind == ENISIM_VALUE_SYMBOL && !value->is_reference)
    return NULL;
  for (guint i = 0; i < n; i++)
    {
      const EnisimTerraformResource *resource = enisim_terraform_find_made (scope, items[i]);

      if (resource && g_strcmp0 (resource->key, key) == 0)
        return items[i];
    }
  return is_number && strtoul (key, NULL, 10) < n ? items[strtoul (key, NULL, 10)] : NULL;
}

/* What further steps find in a value; NULL: that cannot be told. */
static const EnisimValue *
descend (const EnisimTerraformScope *scope, const EnisimValue *value, const GArray *steps,
         guint from)
{
  for (guint i = from; value && i < steps->len; i++)
    {
      const EnisimTerraformStep *step = &g_array_index (steps, EnisimTerraformStep, i);
      const EnisimTerraformResource *resource = enisim_terraform_find_made (scope, value);

      if (value->kind == ENISIM_VALUE_SYMBOL && !value->is_reference)
        return NULL;
      if (resource && !step->is_key)
        {
          if (!enisim_terraform_is_own_id (resource->type, resource->same, step->text))
            return NULL;
          continue;
        }
      value = pick (scope, value, step->text);
    }
  return value;
}

/* One attribute of one resource. */
static const EnisimValue *
get_attribute (const EnisimTerraformScope *scope, EnisimTerraformResource *resource,
               const GArray *steps, guint from)
{
  const EnisimTerraformStep *step
      = from < steps->len ? &g_array_index (steps, EnisimTerraformStep, from) : NULL;
  g_autofree char *text = NULL;
  const EnisimValue *value;

  if (!step && !resource->is_data)
    return make_reference (scope, resource);
  if (step && enisim_terraform_is_own_id (resource->type, resource->same, step->text)
      && (!resource->is_data || resource->same))
    return make_reference (scope, resource);
  value = step ? enisim_terraform_get_attribute (scope->plan, resource, step->text) : NULL;
  if (value)
    value = descend (scope, value, steps, from + 1);
  if (value)
    return value;
  text = g_strconcat (resource->address
                          + (*scope->module->address ? strlen (scope->module->address) + 1 : 0),
                      step ? "." : NULL, step ? step->text : NULL, NULL);
  return make_symbol (scope, text);
}

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
                 Found *found)
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
        enisim_terraform_add_value (found->values, make_symbol (scope, text));
      return;
    }
  if (has_key)
    {
      EnisimTerraformResource *resource = find_of_key (group, all[n_base].text);

      if (resource)
        enisim_terraform_add_value (found->values,
                                    get_attribute (scope, resource, steps, n_base + 1));
      return;
    }
  found->n_whole += group->len > 1;
  for (guint i = 0; i < group->len && i <= ENISIM_TERRAFORM_LIST_MAX; i++)
    enisim_terraform_add_value (found->values,
                                get_attribute (scope, g_ptr_array_index (group, i), steps, n_base));
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
            .at = scope->at },
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
      &(EnisimTerraformScope){ .plan = scope->plan, .module = child, .at = scope->at }, expression);
}

/* "module.net.subnets", "module.net[\"a\"].subnets[0]"; without a key it is all of them. */
static void
follow_module (const EnisimTerraformScope *scope, const GArray *steps, const char *text,
               Found *found)
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
      const EnisimValue *value
          = descend (scope, enisim_terraform_make_list (scope, values), steps, output + 1);

      found->n_whole += value && value->kind == ENISIM_VALUE_LIST;
      enisim_terraform_add_value (found->values, value ? value : make_symbol (scope, text));
      return;
    }
  enisim_terraform_add_value (found->values, make_symbol (scope, text));
}

/* each.value is the thing of that key among those that for_each goes through. */
static void
follow_each (const EnisimTerraformScope *scope, const GArray *steps, const char *text, Found *found)
{
  const EnisimTerraformStep *all = (const EnisimTerraformStep *) (gconstpointer) steps->data;
  const EnisimValue *value;
  g_autofree char *own = NULL;

  if (steps->len < 2 || strcmp (all[1].text, "key") == 0)
    {
      found->has_index = TRUE;
      return;
    }
  value = scope->each && scope->key ? enisim_terraform_evaluate (scope, scope->each) : NULL;
  value = value && value->kind != ENISIM_VALUE_TEXT ? pick (scope, value, scope->key) : NULL;
  value = value ? descend (scope, value, steps, 2) : NULL;
  own = g_strdup_printf ("%s[%s]", text, scope->key ? scope->key : "");
  enisim_terraform_add_value (found->values, value ? value : make_symbol (scope, own));
}

static void
follow (const EnisimTerraformScope *scope, const EnisimNode *reference, Found *found)
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

      value = value ? descend (scope, value, steps, 2) : NULL;
      found->n_whole += value && value->kind == ENISIM_VALUE_LIST && !value->is_known;
      enisim_terraform_add_value (found->values,
                                  value ? value : make_symbol (scope, reference->text));
    }
  else if (strcmp (first->text, "module") == 0)
    follow_module (scope, steps, reference->text, found);
  else if (strcmp (first->text, "each") == 0)
    follow_each (scope, steps, reference->text, found);
  else if (strcmp (first->text, "count") == 0)
    found->has_index = TRUE;
  else if (strcmp (first->text, "local") == 0)
    enisim_terraform_add_value (found->values, make_symbol (scope, reference->text));
  else if (strcmp (first->text, "path") != 0 && strcmp (first->text, "terraform") != 0
           && strcmp (first->text, "self") != 0)
    follow_resource (scope, steps, reference->text, found);
}

/* A reference is followed by the shorter ones that it begins with. */
static gboolean
is_beginning (const char *text, const char *longer)
{
  const gsize n_bytes = strlen (text);

  return strncmp (text, longer, n_bytes) == 0
         && (longer[n_bytes] == '.' || longer[n_bytes] == '[' || longer[n_bytes] == '\0');
}

static void
collect (const EnisimTerraformScope *scope, const EnisimNode *references, Found *found)
{
  const EnisimNode *last = NULL;

  for (const EnisimNode *node = references->first; node; node = node->next)
    {
      if (!enisim_node_expect (node, ENISIM_NODE_SCALAR, scope->plan->importer->complaints))
        return;
      if (last && is_beginning (node->text, last->text))
        continue;
      follow (scope, node, found);
      last = node;
    }
}

/* All of one list and an index: it is the thing in that place, most likely. */
static const EnisimValue *
pick_by_index (const EnisimTerraformScope *scope, const EnisimValue *all)
{
  const EnisimValue *value
      = scope->key && all->kind == ENISIM_VALUE_LIST ? pick (scope, all, scope->key) : NULL;

  if (value)
    enisim_inventory_add_note (scope->plan->importer->inventory, scope->at,
                               "what is picked by count.index or each.key is taken to be of the "
                               "same index or key");
  return value;
}

static const EnisimValue *
evaluate_references (const EnisimTerraformScope *scope, const EnisimNode *references)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new ();
  Found found = { .values = values };
  const EnisimValue *all;

  collect (scope, references, &found);
  all = enisim_terraform_make_list (scope, values);
  if (!all || !found.has_index || all->kind != ENISIM_VALUE_LIST)
    return all;
  return found.n_whole == 1 ? pick_by_index (scope, all) : NULL;
}

/* Whether it means another thing for each count or key. */
static gboolean
has_own_key (const EnisimNode *references)
{
  for (const EnisimNode *node = references->first; node; node = node->next)
    if (node->kind == ENISIM_NODE_SCALAR
        && (g_str_has_prefix (node->text, "each.") || g_str_has_prefix (node->text, "count.")))
      return TRUE;
  return FALSE;
}

char *
enisim_terraform_make_key (const EnisimTerraformScope *scope, const EnisimNode *references,
                           const char *name)
{
  return g_strdup_printf ("%p %p %s %s", (gconstpointer) references, (gconstpointer) scope->module,
                          name, scope->key && has_own_key (references) ? scope->key : "");
}

/* Once for each place it is asked from, and nothing while it is under way, so that a circle
 * ends. */
const EnisimValue *
enisim_terraform_evaluate (const EnisimTerraformScope *scope, const EnisimNode *expression)
{
  EnisimTerraform *plan = scope->plan;
  const EnisimNode *constant, *references;
  const EnisimValue *value = NULL;
  g_autofree char *key = NULL;

  if (expression->kind != ENISIM_NODE_MAPPING || plan->depth >= DEPTH_MAX)
    return NULL;
  constant = enisim_node_get (expression, "constant_value");
  if (constant)
    return enisim_terraform_make_value (plan, constant);
  references = enisim_terraform_get (expression, "references", ENISIM_NODE_SEQUENCE,
                                     plan->importer->complaints);
  if (!references)
    return NULL;
  key = enisim_terraform_make_key (scope, references, "");
  if (g_hash_table_lookup_extended (plan->evaluations, key, NULL, (gpointer *) &value))
    return value;
  g_hash_table_insert (plan->evaluations, g_strdup (key), NULL);
  plan->depth++;
  value = evaluate_references (scope, references);
  plan->depth--;
  g_hash_table_insert (plan->evaluations, g_steal_pointer (&key), (gpointer) value);
  return value;
}
