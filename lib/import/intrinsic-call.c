/* intrinsic-call.c: what the functions of templates share */
#include <string.h>

#include "import/intrinsics.h"

const EnisimValue *
enisim_call_complain (EnisimTemplate *template, const EnisimCall *call, const char *format, ...)
{
  EnisimImporter *importer = template->importer;
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  enisim_complaints_add (importer->complaints, call->argument, "%s", message);
  return enisim_value_new_none (importer->values, call->argument->at);
}

/* A short call's own tag is no function of its argument. */
gboolean
enisim_call_has_text (const EnisimCall *call)
{
  return call->argument->kind == ENISIM_NODE_SCALAR
         && (call->is_short || enisim_node_is_text (call->argument));
}

const char *
enisim_call_describe (const EnisimCall *call)
{
  return call->is_short ? enisim_node_kind_get_name (call->argument->kind)
                        : enisim_node_describe (call->argument);
}

guint
enisim_call_get_items (EnisimTemplate *template, const EnisimCall *call, guint min, guint max,
                       const EnisimNode **items)
{
  const EnisimNode *list = call->argument;
  guint n = 0;

  if (list->kind != ENISIM_NODE_SEQUENCE || (list->tag && !call->is_short))
    {
      enisim_call_complain (template, call, "%s expects a list, got %s", call->name,
                            enisim_call_describe (call));
      return 0;
    }
  if (list->n_children < min || list->n_children > max)
    {
      g_autofree char *range
          = min == max ? g_strdup_printf ("%u", min) : g_strdup_printf ("%u to %u", min, max);

      enisim_call_complain (template, call, "%s expects %s item%s, got %u", call->name, range,
                            max == 1 ? "" : "s", list->n_children);
      return 0;
    }
  for (const EnisimNode *child = list->first; child; child = child->next)
    items[n++] = child;
  return n;
}

const EnisimValue *
enisim_call_make_symbol (EnisimTemplate *template, const EnisimCall *call,
                         const EnisimValue *const *parts, guint n)
{
  EnisimValues *values = template->importer->values;
  const char *name = strchr (call->name, ':') ? call->name + strlen ("Fn::") : call->name;
  g_autoptr (GString) text = g_string_new ("${");

  g_string_append (text, name);
  for (guint i = 0; i < n; i++)
    {
      const char *part = enisim_value_render_part (values, parts[i]);

      if (!part || text->len + strlen (part) > ENISIM_VALUE_TEXT_BYTES_MAX)
        return enisim_call_complain (template, call, "%s makes a text of more than %d bytes",
                                     call->name, ENISIM_VALUE_TEXT_BYTES_MAX);
      g_string_append_printf (text, " %s", part);
    }
  g_string_append_c (text, '}');
  return enisim_value_new_symbol (values, call->argument->at,
                                  enisim_values_add_text (values, text->str, text->len));
}

gboolean
enisim_call_expect_scalar (EnisimTemplate *template, const EnisimCall *call,
                           const EnisimValue *value)
{
  if (enisim_value_is_scalar (value))
    return TRUE;
  if (value->kind != ENISIM_VALUE_NONE)
    enisim_call_complain (template, call, "%s expects a text, got %s", call->name,
                          enisim_value_get_kind_name (value));
  return FALSE;
}

const EnisimValue *
enisim_intrinsic_opaque (EnisimTemplate *template, const EnisimCall *call)
{
  const EnisimValue *value = enisim_call_evaluate (template, call);

  return enisim_call_make_symbol (template, call, &value, 1);
}

const EnisimValue *
enisim_intrinsic_transform (EnisimTemplate *template, const EnisimCall *call)
{
  enisim_inventory_add_note (template->importer->inventory, call->argument->at,
                             "%s is not expanded", call->name);
  return enisim_intrinsic_opaque (template, call);
}

const EnisimValue *
enisim_intrinsic_if (EnisimTemplate *template, const EnisimCall *call)
{
  EnisimValues *values = template->importer->values;
  const EnisimNode *nodes[3];
  const EnisimValue *parts[2], *choice;
  EnisimDecision decision;
  g_autofree char *name = NULL;

  if (enisim_call_get_items (template, call, 3, 3, nodes) == 0)
    return enisim_value_new_none (values, call->argument->at);
  if (!enisim_node_is_text (nodes[0]))
    return enisim_call_complain (template, call, "%s expects the name of a condition first",
                                 call->name);
  decision = enisim_decide (template, nodes[0]->text, nodes[0]->at);
  if (decision != ENISIM_DECISION_UNKNOWN)
    return enisim_evaluate (template, nodes[decision == ENISIM_DECISION_YES ? 1 : 2]);
  name = g_strconcat (template->name, ":", nodes[0]->text, NULL);
  for (guint i = 0; i < 2; i++)
    parts[i] = enisim_evaluate (template, nodes[i + 1]);
  choice = enisim_value_new_choice (values, call->argument->at,
                                    enisim_values_add_text (values, name, strlen (name)), parts[0],
                                    parts[1]);
  return choice ? choice
                : enisim_call_complain (template, call, "%s makes a text of more than %d bytes",
                                        call->name, ENISIM_VALUE_TEXT_BYTES_MAX);
}
