/* intrinsics-lookup.c: Ref, GetAtt, FindInMap and ImportValue */
#include <string.h>

#include "import/intrinsics.h"

const EnisimValue *
enisim_intrinsic_ref (EnisimTemplate *template, const EnisimCall *call)
{
  if (!enisim_call_has_text (call))
    return enisim_call_complain (template, call, "Ref expects a name, got %s",
                                 enisim_call_describe (call));
  return enisim_refer (template, call->argument->text, call->argument->at);
}

const EnisimValue *
enisim_intrinsic_get_att (EnisimTemplate *template, const EnisimCall *call)
{
  EnisimImporter *importer = template->importer;
  const EnisimNode *argument = call->argument;
  const EnisimNode *nodes[2];
  const EnisimValue *attribute;
  const char *dot, *text;

  if (enisim_call_has_text (call) && (dot = strchr (argument->text, '.')))
    {
      g_autofree char *logical_id = g_strndup (argument->text, (gsize) (dot - argument->text));

      return enisim_refer_to_attribute (template, logical_id, dot + 1, argument->at);
    }
  if (argument->kind == ENISIM_NODE_SCALAR)
    return enisim_call_complain (template, call, "Fn::GetAtt expects a resource and an attribute");
  if (enisim_call_get_items (template, call, 2, 2, nodes) == 0)
    return enisim_value_new_none (importer->values, argument->at);
  attribute = enisim_evaluate (template, nodes[1]);
  text = enisim_value_is_scalar (attribute) ? enisim_value_render_part (importer->values, attribute)
                                            : NULL;
  if (!enisim_node_is_text (nodes[0]) || !text)
    return enisim_call_complain (template, call, "Fn::GetAtt expects a resource and an attribute");
  return enisim_refer_to_attribute (template, nodes[0]->text, text, nodes[0]->at);
}

void
enisim_note_region (EnisimTemplate *template, const EnisimValue *value)
{
  EnisimImporter *importer = template->importer;

  if (value->kind == ENISIM_VALUE_SYMBOL && strcmp (value->text, "${AWS::Region}") == 0
      && !importer->is_quiet)
    enisim_inventory_add_missing (importer->inventory, ENISIM_MISSING_REGION, "AWS::Region",
                                  value->at);
}

/* Returns: (nullable): the default of the fourth argument, if there is one. */
static const EnisimNode *
get_default (EnisimTemplate *template, const EnisimNode *options)
{
  const EnisimNode *value = options && options->kind == ENISIM_NODE_MAPPING
                                ? enisim_node_get (options, "DefaultValue")
                                : NULL;

  if (options && !value)
    enisim_complaints_add (template->importer->complaints, options,
                           "Fn::FindInMap expects DefaultValue in a mapping fourth");
  return value;
}

static const EnisimValue *
find_in_map (EnisimTemplate *template, const EnisimCall *call, const EnisimValue *const *parts,
             const EnisimNode *otherwise)
{
  const EnisimNode *node = template->mappings;
  g_autofree char *name = NULL;

  for (guint i = 0; i < 3 && node; i++)
    node = node->kind == ENISIM_NODE_MAPPING ? enisim_node_get (node, parts[i]->text) : NULL;
  if (!node)
    node = otherwise;
  if (node)
    return enisim_evaluate (template, node);
  name = g_strdup_printf ("%s / %s / %s", parts[0]->text, parts[1]->text, parts[2]->text);
  if (enisim_template_may_make (template, "mapping", name, call->argument->at))
    return enisim_call_make_symbol (template, call, parts, 3);
  return enisim_call_complain (template, call, "the mappings have no %s", name);
}

const EnisimValue *
enisim_intrinsic_find_in_map (EnisimTemplate *template, const EnisimCall *call)
{
  const EnisimNode *nodes[4] = { NULL }, *otherwise;
  const EnisimValue *parts[3];
  gboolean is_known = TRUE;

  if (enisim_call_get_items (template, call, 3, 4, nodes) == 0)
    return enisim_value_new_none (template->importer->values, call->argument->at);
  for (guint i = 0; i < 3; i++)
    {
      parts[i] = enisim_evaluate (template, nodes[i]);
      if (!enisim_call_expect_scalar (template, call, parts[i]))
        return enisim_value_new_none (template->importer->values, call->argument->at);
      is_known &= parts[i]->kind == ENISIM_VALUE_TEXT;
    }
  otherwise = get_default (template, nodes[3]);
  if (is_known)
    return find_in_map (template, call, parts, otherwise);
  for (guint i = 0; i < 3; i++)
    enisim_note_region (template, parts[i]);
  return enisim_call_make_symbol (template, call, parts, 3);
}

const EnisimValue *
enisim_intrinsic_import_value (EnisimTemplate *template, const EnisimCall *call)
{
  EnisimImporter *importer = template->importer;
  const EnisimValue *name = enisim_call_evaluate (template, call);
  const EnisimPlace *export;
  EnisimGiven *given;
  const char *text;

  if (!enisim_call_expect_scalar (template, call, name))
    return enisim_value_new_none (importer->values, call->argument->at);
  text = enisim_value_render (importer->values, name);
  if (text && !*text)
    return enisim_call_complain (template, call,
                                 "%s expects the name of an export, got an empty "
                                 "text",
                                 call->name);
  given = text ? g_hash_table_lookup (importer->given_exports, text) : NULL;
  if (given)
    {
      given->is_used = TRUE;
      return enisim_value_new_text (importer->values, given->at, given->text);
    }
  export = text ? enisim_template_find_export (template, text) : NULL;
  if (export && export->node)
    return enisim_evaluate_output (export->template, export->node);
  if (!export && text && name->is_known && !importer->is_quiet)
    enisim_inventory_add_missing (importer->inventory, ENISIM_MISSING_EXPORT, text,
                                  call->argument->at);
  return enisim_call_make_symbol (template, call, &name, 1);
}
