/* json-reader.c: JSON (RFC 8259) to a tree, several times faster than as the YAML that it is too
 *
 * What is open is kept in an array of closing marks, so that no nesting ends the stack; lines and
 * columns are counted from one value that is kept to the next, never twice.
 */
#include "text/json-reader.h"

#include <string.h>

#include "base/json-scan.h"

typedef struct
{
  EnisimTreeBuilder *builder;
  EnisimJsonScan scan;
  gsize n_counted; /* bytes before the place of @line and @column */
  guint line, column;
  guint depth;
  char closes[ENISIM_TEXT_DEPTH_LIMIT]; /* of what is open, passed over or not */
  GString *unescaped;
} Json;

void
enisim_json_complaint_clear (EnisimJsonComplaint *complaint)
{
  g_clear_pointer (&complaint->text, g_free);
}

/* A byte order mark has no column. */
static gsize
get_mark_length (const guint8 *bytes, gsize n_bytes)
{
  return n_bytes >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
}

gboolean
enisim_json_begins (const guint8 *bytes, gsize n_bytes)
{
  gsize i = get_mark_length (bytes, n_bytes);

  while (i < n_bytes && g_ascii_isspace (bytes[i]))
    i++;
  return i < n_bytes && (bytes[i] == '{' || bytes[i] == '[');
}

static void
count_to (Json *json, gsize offset)
{
  const char *text = json->scan.text;

  for (gsize i = json->n_counted; i < offset; i++)
    {
      if (text[i] == '\n' || (text[i] == '\r' && text[i + 1] != '\n'))
        {
          json->line++;
          json->column = 1;
        }
      else
        json->column += ((guchar) text[i] & 0xc0) != 0x80;
    }
  json->n_counted = offset;
}

static EnisimPosition
find_place (Json *json)
{
  count_to (json, json->scan.at);
  return enisim_tree_builder_place (json->builder, json->line, json->column);
}

/* The text between the quotes at @start and before @end.
 * Returns: (nullable): NULL where it is none */
static const char *
get_text (Json *json, gsize start, gsize end, gboolean has_escapes, gsize *n_bytes)
{
  if (!has_escapes)
    {
      *n_bytes = end - start - 2;
      return json->scan.text + start + 1;
    }
  g_string_set_size (json->unescaped, end - start);
  if (!enisim_json_scan_unescape (&json->scan, start, end, json->unescaped->str, n_bytes))
    return NULL;
  return json->unescaped->str;
}

static gboolean
read_key (Json *json)
{
  EnisimTreeBuilder *builder = json->builder;
  const gsize start = json->scan.at;
  const EnisimPosition at = find_place (json);
  gboolean has_escapes;
  gsize end, n_bytes;
  const char *text;

  if (!enisim_json_scan_key (&json->scan, &end, &has_escapes))
    return FALSE;
  if (enisim_tree_builder_skips (builder))
    return TRUE;
  text = get_text (json, start, end, has_escapes, &n_bytes);
  if (!text || !enisim_tree_builder_check_text (builder, text, n_bytes, at))
    return FALSE;
  enisim_tree_builder_add_key (builder, text, n_bytes, at);
  return TRUE;
}

static gboolean
read_string (Json *json, EnisimPosition at)
{
  EnisimTreeBuilder *builder = json->builder;
  const gsize start = json->scan.at;
  gboolean has_escapes;
  const char *text;
  gsize n_bytes;

  if (!enisim_json_scan_string (&json->scan, &has_escapes))
    return FALSE;
  if (enisim_tree_builder_skips (builder))
    {
      enisim_tree_builder_pass_over (builder, 0, at);
      return TRUE;
    }
  text = get_text (json, start, json->scan.at, has_escapes, &n_bytes);
  return text && enisim_tree_builder_check_text (builder, text, n_bytes, at)
         && enisim_tree_builder_add_leaf (builder, ENISIM_NODE_SCALAR, text, n_bytes, at);
}

/* A number, true, false or null. */
static gboolean
read_word (Json *json, EnisimPosition at)
{
  EnisimTreeBuilder *builder = json->builder;
  const char *text = json->scan.text + json->scan.at;
  EnisimNode *node;
  gsize n_bytes;

  if (!enisim_json_scan_value (&json->scan, json->depth))
    return FALSE;
  if (enisim_tree_builder_skips (builder))
    {
      enisim_tree_builder_pass_over (builder, 0, at);
      return TRUE;
    }
  n_bytes = (gsize) (json->scan.text + json->scan.at - text);
  if (*text == 'n')
    return enisim_tree_builder_add_leaf (builder, ENISIM_NODE_NULL, NULL, 0, at) != NULL;
  if (!enisim_tree_builder_check_text (builder, text, n_bytes, at))
    return FALSE;
  node = enisim_tree_builder_add_leaf (builder, ENISIM_NODE_SCALAR, text, n_bytes, at);
  if (node)
    node->is_plain = TRUE;
  return node != NULL;
}

static void
end_children (Json *json)
{
  EnisimTreeBuilder *builder = json->builder;

  json->depth--;
  if (enisim_tree_builder_skips (builder))
    enisim_tree_builder_pass_over (builder, -1, builder->key_at);
  else
    enisim_tree_builder_end (builder);
}

/* @has_first: a first item follows, of an object its value */
static gboolean
begin_children (Json *json, EnisimPosition at, gboolean *has_first)
{
  EnisimTreeBuilder *builder = json->builder;
  const gboolean is_object = json->scan.text[json->scan.at] == '{';
  gboolean is_over;

  if (enisim_tree_builder_skips (builder))
    enisim_tree_builder_pass_over (builder, 1, at);
  else
    enisim_tree_builder_begin (builder, is_object ? ENISIM_NODE_MAPPING : ENISIM_NODE_SEQUENCE, at);
  if (builder->is_stopped)
    return FALSE;
  json->closes[json->depth++] = is_object ? '}' : ']';
  enisim_json_scan_open (&json->scan, is_object ? '}' : ']', &is_over);
  *has_first = !is_over;
  if (is_over)
    end_children (json);
  return is_over || !is_object || read_key (json);
}

/* From the end of a value to the next one, past the ends of what it is the last of. */
static gboolean
read_on (Json *json)
{
  while (json->depth > 0)
    {
      const char close = json->closes[json->depth - 1];
      gboolean is_over;

      if (!enisim_json_scan_next (&json->scan, close, &is_over))
        return FALSE;
      if (!is_over)
        return close != '}' || read_key (json);
      end_children (json);
    }
  return TRUE;
}

static gboolean
read_value (Json *json, gboolean *has_first)
{
  const char first = json->scan.text[json->scan.at];
  const EnisimPosition at = find_place (json);

  *has_first = FALSE;
  if (first == '{' || first == '[')
    return begin_children (json, at, has_first);
  return first == '"' ? read_string (json, at) : read_word (json, at);
}

static gboolean
read_all (Json *json)
{
  gboolean has_first;

  enisim_json_scan_blanks (&json->scan);
  do
    if (!read_value (json, &has_first) || (!has_first && !read_on (json)))
      return FALSE;
  while (json->depth > 0);
  enisim_json_scan_blanks (&json->scan);
  return json->scan.at == json->scan.length
         || enisim_json_scan_fail_unexpected (&json->scan, json->scan.at, "nothing more");
}

/* What is counted is up to the key or value that was begun. */
static EnisimJsonComplaint
take_complaint (Json *json)
{
  const gboolean is_word = g_ascii_isalpha (json->scan.text[json->n_counted]);

  g_assert (json->scan.complaint != NULL && json->scan.complaint_at >= json->n_counted);
  count_to (json, json->scan.complaint_at);
  return (EnisimJsonComplaint){ .text = g_steal_pointer (&json->scan.complaint),
                                .line = json->line,
                                .column = json->column,
                                .is_word = is_word };
}

EnisimJsonComplaint
enisim_json_read (EnisimTreeBuilder *builder, const guint8 *bytes, gsize n_bytes)
{
  const gsize n_mark = get_mark_length (bytes, n_bytes);
  Json json
      = { .builder = builder,
          .scan
          = { .text = (const char *) bytes, .length = n_bytes, .at = n_mark, .whole = "text" },
          .n_counted = n_mark,
          .line = 1,
          .column = 1,
          .unescaped = g_string_new (NULL) };
  EnisimJsonComplaint complaint = { .text = NULL };

  g_assert (builder->limits.depth_max <= ENISIM_TEXT_DEPTH_LIMIT);
  if (!read_all (&json) && !builder->is_stopped)
    complaint = take_complaint (&json);
  enisim_json_scan_clear (&json.scan);
  g_string_free (json.unescaped, TRUE);
  return complaint;
}
