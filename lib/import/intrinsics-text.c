/* intrinsics-text.c: Sub and Join */
#include <string.h>

#include "import/intrinsics.h"

static const EnisimValue *
join_pieces (EnisimTemplate *template, const EnisimCall *call, GPtrArray *pieces)
{
  const EnisimValue *joined
      = enisim_value_new_joined (template->importer->values, call->argument->at,
                                 (const EnisimValue *const *) pieces->pdata, pieces->len);

  if (joined)
    return joined;
  return enisim_call_complain (template, call, "%s makes a text of more than %d bytes", call->name,
                               ENISIM_VALUE_TEXT_BYTES_MAX);
}

static const EnisimValue *
join_open_list (EnisimTemplate *template, const EnisimCall *call, const EnisimValue *delimiter,
                const EnisimValue *list)
{
  const EnisimValue *const parts[] = { delimiter, list };
  const EnisimValue *symbol = enisim_call_make_symbol (template, call, parts, 2);

  if (symbol->kind == ENISIM_VALUE_NONE)
    return symbol;
  return enisim_value_new_joined_list (template->importer->values, symbol->at, symbol->text,
                                       delimiter->text, list);
}

const EnisimValue *
enisim_intrinsic_join (EnisimTemplate *template, const EnisimCall *call)
{
  EnisimValues *values = template->importer->values;
  const EnisimValue *const none = enisim_value_new_none (values, call->argument->at);
  g_autoptr (GPtrArray) pieces = g_ptr_array_new ();
  const EnisimNode *nodes[2];
  const EnisimValue *parts[2];

  if (enisim_call_get_items (template, call, 2, 2, nodes) == 0)
    return none;
  parts[0] = enisim_evaluate (template, nodes[0]);
  parts[1] = enisim_evaluate (template, nodes[1]);
  if (parts[0]->kind != ENISIM_VALUE_TEXT)
    return enisim_call_complain (template, call, "%s expects a delimiter first", call->name);
  if (parts[1]->kind == ENISIM_VALUE_NONE)
    return none;
  if (parts[1]->kind == ENISIM_VALUE_SYMBOL)
    return join_open_list (template, call, parts[0], parts[1]);
  if (parts[1]->kind != ENISIM_VALUE_LIST)
    return enisim_call_complain (template, call, "%s expects a list to join, got %s", call->name,
                                 enisim_value_get_kind_name (parts[1]));
  for (guint i = 0; i < parts[1]->n_items; i++)
    {
      if (!enisim_call_expect_scalar (template, call, parts[1]->items[i]))
        return none;
      if (i > 0)
        g_ptr_array_add (pieces, (gpointer) parts[0]);
      g_ptr_array_add (pieces, (gpointer) parts[1]->items[i]);
    }
  return join_pieces (template, call, pieces);
}

typedef struct
{
  EnisimTemplate *template;
  const EnisimCall *call;
  EnisimPosition at;
  GHashTable *named; /* of EnisimValue by the keys of @names */
  GPtrArray *pieces; /* of EnisimValue */
} Sub;

static void
add_text (Sub *sub, const char *text, gsize n_bytes)
{
  EnisimValues *values = sub->template->importer->values;

  g_ptr_array_add (sub->pieces,
                   (gpointer) enisim_value_new_text (
                       values, sub->at, enisim_values_add_text (values, text, n_bytes)));
}

/* Returns: whether it stands for something that a text may have. */
static gboolean
add_named (Sub *sub, const char *name)
{
  const char *dot = strchr (name, '.');
  const EnisimValue *value = g_hash_table_lookup (sub->named, name);

  if (!value && dot)
    {
      g_autofree char *logical_id = g_strndup (name, (gsize) (dot - name));

      value = enisim_refer_to_attribute (sub->template, logical_id, dot + 1, sub->at);
    }
  else if (!value)
    value = enisim_refer (sub->template, name, sub->at);
  if (!enisim_call_expect_scalar (sub->template, sub->call, value))
    return FALSE;
  g_ptr_array_add (sub->pieces, (gpointer) value);
  return TRUE;
}

/* "${!Name}" is written "${Name}", and what is not closed is text as well. */
static gboolean
add_pieces (Sub *sub, const char *text)
{
  const char *open, *close;

  while ((open = strstr (text, "${")) && (close = strchr (open, '}')))
    {
      g_autofree char *name = g_strndup (open + 2, (gsize) (close - open - 2));

      add_text (sub, text, (gsize) (open - text));
      if (name[0] == '!')
        {
          add_text (sub, "${", 2);
          add_text (sub, name + 1, strlen (name + 1));
          add_text (sub, "}", 1);
        }
      else if (!add_named (sub, name))
        return FALSE;
      text = close + 1;
    }
  add_text (sub, text, strlen (text));
  return TRUE;
}

/* Each once, however often it is named. */
static void
evaluate_names (Sub *sub, const EnisimNode *names)
{
  for (const EnisimNode *child = names->first; child; child = child->next)
    g_hash_table_insert (sub->named, (gpointer) child->key,
                         (gpointer) enisim_evaluate (sub->template, child));
}

const EnisimValue *
enisim_intrinsic_sub (EnisimTemplate *template, const EnisimCall *call)
{
  g_autoptr (GPtrArray) pieces = g_ptr_array_new ();
  g_autoptr (GHashTable) named = g_hash_table_new (g_str_hash, g_str_equal);
  Sub sub = { .template = template, .call = call, .named = named, .pieces = pieces };
  const EnisimNode *nodes[2] = { call->argument, NULL };
  gboolean is_plain = TRUE;

  if (!enisim_call_has_text (call))
    {
      if (enisim_call_get_items (template, call, 1, 2, nodes) == 0)
        return enisim_value_new_none (template->importer->values, call->argument->at);
      is_plain
          = enisim_node_is_text (nodes[0])
            && (!nodes[1]
                || (nodes[1]->kind == ENISIM_NODE_MAPPING && !enisim_node_has_function (nodes[1])));
    }
  if (!is_plain)
    return enisim_call_complain (template, call, "%s expects a text, or a text and a mapping",
                                 call->name);
  sub.at = nodes[0]->at;
  if (nodes[1])
    evaluate_names (&sub, nodes[1]);
  if (!add_pieces (&sub, nodes[0]->text))
    return enisim_value_new_none (template->importer->values, call->argument->at);
  return join_pieces (template, call, pieces);
}
