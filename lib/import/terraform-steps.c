/* terraform-steps.c: what the steps of a reference lead to, from one value to the next */
#include <stdlib.h>
#include <string.h>

#include "import/terraform-names.h"
#include "import/terraform-parts.h"

const EnisimValue *
enisim_terraform_make_symbol (const EnisimTerraformScope *scope, const char *text)
{
  const EnisimTerraformModule *module = scope->module;
  EnisimValues *values = scope->plan->importer->values;
  g_autofree char *whole = g_strdup_printf ("${%s/%s%s%s}", scope->plan->template->name,
                                            module->address, *module->address ? "." : "", text);

  return enisim_value_new_symbol (values, scope->at,
                                  enisim_values_add_text (values, whole, strlen (whole)));
}

const EnisimValue *
enisim_terraform_make_reference (const EnisimTerraformScope *scope,
                                 const EnisimTerraformResource *resource)
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
const EnisimValue *
enisim_terraform_pick (const EnisimTerraformScope *scope, const EnisimValue *value, const char *key)
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
const EnisimValue *
enisim_terraform_descend (const EnisimTerraformScope *scope, const EnisimValue *value,
                          const GArray *steps, guint from)
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
      value = enisim_terraform_pick (scope, value, step->text);
    }
  return value;
}

/* One attribute of one resource. */
const EnisimValue *
enisim_terraform_get_step (const EnisimTerraformScope *scope, EnisimTerraformResource *resource,
                           const GArray *steps, guint from)
{
  const EnisimTerraformStep *step
      = from < steps->len ? &g_array_index (steps, EnisimTerraformStep, from) : NULL;
  g_autofree char *text = NULL;
  const EnisimValue *value;

  if (!step && !resource->is_data)
    return enisim_terraform_make_reference (scope, resource);
  if (step && enisim_terraform_is_own_id (resource->type, resource->same, step->text)
      && (!resource->is_data || resource->same))
    return enisim_terraform_make_reference (scope, resource);
  value = step ? enisim_terraform_get_attribute (scope->plan, resource, step->text) : NULL;
  if (value)
    value = enisim_terraform_descend (scope, value, steps, from + 1);
  if (value)
    return value;
  text = g_strconcat (resource->address
                          + (*scope->module->address ? strlen (scope->module->address) + 1 : 0),
                      step ? "." : NULL, step ? step->text : NULL, NULL);
  return enisim_terraform_make_symbol (scope, text);
}
