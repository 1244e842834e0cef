/* template-parameters.c: what the parameters of a stack stand for */
#include <string.h>

#include "base/nearest.h"
#include "base/number-text.h"
#include "import/evaluate.h"
#include "text/node-read.h"

static const char *const parameter_keys[]
    = { "Type",     "Default",  "AllowedValues", "AllowedPattern", "ConstraintDescription",
        "MinValue", "MaxValue", "MinLength",     "MaxLength",      "Description",
        "NoEcho",   NULL };

const EnisimGiven *
enisim_template_find_given (EnisimTemplate *template, const char *name)
{
  GHashTable *given = template->importer->given;
  g_autofree char *full = g_strconcat (template->name, ":", name, NULL);
  EnisimGiven *found = g_hash_table_lookup (given, full);

  if (!found && (!template->parent || g_str_has_prefix (name, "AWS::")))
    found = g_hash_table_lookup (given, name);
  if (found)
    found->is_used = TRUE;
  return found;
}

const EnisimNode *
enisim_template_find_passed (const EnisimTemplate *template, const char *name)
{
  const EnisimNode *node = template->nested;

  if (node)
    node = enisim_node_get (node, "Properties");
  if (node && node->kind == ENISIM_NODE_MAPPING)
    node = enisim_node_get (node, "Parameters");
  return node && node->kind == ENISIM_NODE_MAPPING ? enisim_node_get (node, name) : NULL;
}

/* Complains of what is no type of parameters. */
static void
check_type (EnisimTemplate *template, const EnisimNode *type)
{
  static const char *const types[]
      = { "String", "Number", "CommaDelimitedList", "List<Number>", "List<String>", NULL };
  EnisimComplaints *complaints = template->importer->complaints;
  const char *nearest;

  if (g_strv_contains (types, type->text) || g_str_has_prefix (type->text, "AWS::")
      || g_str_has_prefix (type->text, "List<AWS::"))
    return;
  nearest = enisim_nearest (type->text, types);
  if (nearest)
    enisim_complaints_add (complaints, type, "there is no type %s of parameters; did you mean %s?",
                           type->text, nearest);
  else
    enisim_complaints_add (complaints, type, "there is no type %s of parameters", type->text);
}

static gboolean
is_list_type (const char *type)
{
  return strcmp (type, "CommaDelimitedList") == 0 || strstr (type, "List<") != NULL;
}

/* The value of such a parameter is what is stored under its default. */
static gboolean
is_stored (const char *type)
{
  return g_str_has_prefix (type, "AWS::SSM::Parameter::Value<");
}

static const EnisimValue *
split (EnisimValues *values, EnisimPosition at, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, ",", -1);
  g_autoptr (GPtrArray) items = g_ptr_array_new ();

  for (guint i = 0; words[i]; i++)
    {
      const char *word = g_strstrip (words[i]);

      g_ptr_array_add (items,
                       (gpointer) enisim_value_new_text (
                           values, at, enisim_values_add_text (values, word, strlen (word))));
    }
  return enisim_value_new_list (values, at, (const EnisimValue *const *) items->pdata, items->len);
}

static void
check_are_numbers (EnisimTemplate *template, const EnisimNodeReader *reader)
{
  static const char *const keys[] = { "MinLength", "MaxLength", "MinValue", "MaxValue" };
  const char *reason;
  double bound;

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      const EnisimNode *node = enisim_node_reader_get (reader, keys[i], ENISIM_NODE_SCALAR);

      if (node && !enisim_decimal_parse (node->text, &bound, &reason))
        enisim_complaints_add (template->importer->complaints, node, "\"%s\" is no number",
                               node->text);
    }
}

/* @key: a bound that the parameter may have
 * Returns: whether it has it, as a number. */
static gboolean
read_bound (const EnisimNode *parameter, const char *key, double *bound)
{
  const EnisimNode *node = enisim_node_get (parameter, key);
  const char *reason;

  return node && node->kind == ENISIM_NODE_SCALAR
         && enisim_decimal_parse (node->text, bound, &reason);
}

static void
check_bounds (EnisimTemplate *template, const EnisimNode *parameter, const char *of, double value,
              EnisimPosition at)
{
  EnisimComplaints *complaints = template->importer->complaints;
  g_autofree char *least = g_strconcat ("Min", of, NULL);
  g_autofree char *most = g_strconcat ("Max", of, NULL);
  double bound;

  if (read_bound (parameter, least, &bound) && value < bound)
    enisim_complaints_add_at (complaints, at, "%s is below its %s of %s", parameter->key, least,
                              enisim_node_get (parameter, least)->text);
  if (read_bound (parameter, most, &bound) && value > bound)
    enisim_complaints_add_at (complaints, at, "%s is above its %s of %s", parameter->key, most,
                              enisim_node_get (parameter, most)->text);
}

static void
check_item (EnisimTemplate *template, const EnisimNode *parameter, const char *text,
            EnisimPosition at)
{
  EnisimComplaints *complaints = template->importer->complaints;
  const EnisimNode *allowed = enisim_node_get (parameter, "AllowedValues");
  const EnisimNode *type = enisim_node_get (parameter, "Type");
  const char *reason;
  double number;

  if (strcmp (type->text, "String") == 0)
    check_bounds (template, parameter, "Length", (double) g_utf8_strlen (text, -1), at);
  else if (strcmp (type->text, "Number") != 0 && strcmp (type->text, "List<Number>") != 0)
    ;
  else if (enisim_decimal_parse (text, &number, &reason))
    check_bounds (template, parameter, "Value", number, at);
  else
    enisim_complaints_add_at (complaints, at, "\"%s\" is no number", text);
  if (!allowed || allowed->kind != ENISIM_NODE_SEQUENCE)
    return;
  for (const EnisimNode *item = allowed->first; item; item = item->next)
    if (item->kind == ENISIM_NODE_SCALAR && strcmp (item->text, text) == 0)
      return;
  enisim_complaints_add_at (complaints, at, "\"%s\" is none of the allowed values of %s", text,
                            parameter->key);
}

static const EnisimValue *
make_symbol (EnisimTemplate *template, const char *name, EnisimPosition at)
{
  EnisimImporter *importer = template->importer;
  g_autofree char *text = g_strconcat ("${", template->name, ":", name, "}", NULL);

  return enisim_value_new_symbol (importer->values, at,
                                  enisim_values_add_text (importer->values, text, strlen (text)));
}

/* What cannot be is as good as not known: what follows from it is no mistake of its own.
 *
 * @text: given or the default */
static const EnisimValue *
make_value (EnisimTemplate *template, const EnisimNode *parameter, const char *type,
            const char *text, EnisimPosition at)
{
  const EnisimComplaints *complaints = template->importer->complaints;
  const guint n_before = enisim_complaints_get_n (complaints);
  EnisimValues *values = template->importer->values;
  const EnisimValue *value
      = is_list_type (type) ? split (values, at, text) : enisim_value_new_text (values, at, text);

  if (value->kind == ENISIM_VALUE_TEXT)
    check_item (template, parameter, text, at);
  for (guint i = 0; i < value->n_items; i++)
    check_item (template, parameter, value->items[i]->text, at);
  return enisim_complaints_get_n (complaints) == n_before
             ? value
             : make_symbol (template, parameter->key, at);
}

/* One that another stack passes: a list comes as a list or as one text. */
static const EnisimValue *
take_passed (EnisimTemplate *template, const EnisimNode *parameter, const char *type,
             const EnisimValue *passed)
{
  EnisimValues *values = template->importer->values;

  if (passed->kind == ENISIM_VALUE_TEXT && passed->is_known)
    return make_value (template, parameter, type, passed->text, passed->at);
  if (!is_list_type (type))
    return passed;
  if (passed->kind == ENISIM_VALUE_JOINED || passed->is_reference || passed->delimiter)
    {
      const EnisimValue *list = enisim_value_split (values, passed->at, passed, ",");

      return list ? list : passed;
    }
  return passed;
}

/* Each once, where it is used first. */
static void
note_missing (EnisimTemplate *template, const char *name, const EnisimValue *symbol,
              EnisimPosition at)
{
  EnisimImporter *importer = template->importer;
  g_autofree char *full = g_strconcat (template->name, ":", name, NULL);

  if (!importer->is_quiet && g_hash_table_add (importer->noted, (gpointer) symbol))
    enisim_inventory_add_missing (importer->inventory, ENISIM_MISSING_PARAMETER,
                                  importer->templates->len > 1 ? full : name, at);
}

static const EnisimValue *
read_parameter (EnisimTemplate *template, const EnisimNode *parameter, EnisimPosition at)
{
  EnisimImporter *importer = template->importer;
  const EnisimNodeReader reader
      = enisim_node_read (parameter, parameter_keys, importer->complaints);
  const EnisimNode *type = enisim_node_reader_require (&reader, "Type", ENISIM_NODE_SCALAR);
  const EnisimNode *text = enisim_node_reader_get (&reader, "Default", ENISIM_NODE_SCALAR);
  const EnisimNode *node = enisim_template_find_passed (template, parameter->key);
  const EnisimGiven *given = node ? NULL : enisim_template_find_given (template, parameter->key);
  const EnisimValue *passed = node ? enisim_evaluate_once (template->parent, node) : NULL;

  enisim_node_reader_get (&reader, "AllowedValues", ENISIM_NODE_SEQUENCE);
  check_are_numbers (template, &reader);
  if (!type)
    return enisim_value_new_none (importer->values, parameter->at);
  check_type (template, type);
  if (passed && passed->kind != ENISIM_VALUE_NONE)
    return take_passed (template, parameter, type->text, passed);
  if (given)
    return make_value (template, parameter, type->text, given->text, given->at);
  if (text && !is_stored (type->text))
    return make_value (template, parameter, type->text, text->text, text->at);
  return make_symbol (template, parameter->key, at);
}

const EnisimValue *
enisim_template_get_parameter (EnisimTemplate *template, const char *name, EnisimPosition at)
{
  const EnisimNode *parameter
      = template->parameters ? enisim_node_get (template->parameters, name) : NULL;
  const EnisimValue *value;

  if (!parameter)
    return NULL;
  value = g_hash_table_lookup (template->parameter_values, name);
  if (!value)
    {
      value = read_parameter (template, parameter, at);
      g_hash_table_insert (template->parameter_values, (gpointer) parameter->key, (gpointer) value);
    }
  if (value->kind == ENISIM_VALUE_SYMBOL && !enisim_template_find_passed (template, name))
    note_missing (template, name, value, at);
  return value;
}
