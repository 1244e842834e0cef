/* value-text.c: values in one canonical form */
#include "import/value.h"

/* All writers stop at the limit, so that what they were told to write hardly matters. */
static void
append (GString *line, const EnisimValue *value)
{
  const gboolean is_list = value->kind == ENISIM_VALUE_LIST;

  if (line->len > ENISIM_VALUE_TEXT_BYTES_MAX)
    return;
  if (value->kind == ENISIM_VALUE_TEXT || value->kind == ENISIM_VALUE_SYMBOL)
    {
      g_string_append (line, value->is_reference ? "${" : "");
      g_string_append (line, value->text);
      g_string_append (line, value->is_reference ? "}" : "");
      return;
    }
  if (value->kind == ENISIM_VALUE_NONE)
    {
      g_string_append (line, "${AWS::NoValue}");
      return;
    }
  if (value->kind != ENISIM_VALUE_JOINED)
    g_string_append_c (line, is_list ? '[' : '{');
  for (guint i = 0; i < value->n_items && line->len <= ENISIM_VALUE_TEXT_BYTES_MAX; i++)
    {
      if (i > 0 && value->kind != ENISIM_VALUE_JOINED)
        g_string_append_c (line, ',');
      if (value->keys)
        g_string_append_printf (line, "%s:", value->keys[i]);
      append (line, value->items[i]);
    }
  if (value->kind != ENISIM_VALUE_JOINED)
    g_string_append_c (line, is_list ? ']' : '}');
}

const char *
enisim_value_render_part (EnisimValues *values, const EnisimValue *value)
{
  g_autoptr (GString) line = g_string_new (NULL);

  if (value->kind == ENISIM_VALUE_TEXT
      || (value->kind == ENISIM_VALUE_SYMBOL && !value->is_reference))
    return value->text;
  append (line, value);
  if (line->len > ENISIM_VALUE_TEXT_BYTES_MAX)
    return NULL;
  return enisim_values_add_text (values, line->str, line->len);
}

const char *
enisim_value_render (EnisimValues *values, const EnisimValue *value)
{
  return value->is_reference ? value->text : enisim_value_render_part (values, value);
}

const char *
enisim_value_get_kind_name (const EnisimValue *value)
{
  switch (value->kind)
    {
    case ENISIM_VALUE_NONE:
      return "nothing";
    case ENISIM_VALUE_TEXT:
    case ENISIM_VALUE_JOINED:
      return "a text";
    case ENISIM_VALUE_SYMBOL:
      return "an expression";
    case ENISIM_VALUE_LIST:
      return "a list";
    case ENISIM_VALUE_MAPPING:
      return "a mapping";
    }
  g_assert_not_reached ();
}
