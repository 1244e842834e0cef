/* yaml-reader.c: YAML 1.2 to a tree
 *
 * libfyaml's parser only tells events, from which we build: its own document would keep neither
 * our limits nor every position.  An alias becomes a copy of what it names; copies are counted, so
 * that a few lines cannot stand for a billion values.
 */
#include "text/yaml-reader.h"

#include <libfyaml.h>
#include <string.h>

#include "text/json-words.h"
#include "text/line-breaks.h"

typedef struct
{
  EnisimTreeBuilder *builder;
  gboolean is_json;        /* what is broken is told in words of JSON */
  EnisimLineBreaks breaks; /* that the parser was given and nobody else should see */
  guint n_copies;
  GHashTable *anchors; /* name -> EnisimNode, whose copies stand for it */
  EnisimPosition last; /* where the newest event was that had a position */
  guint n_documents;
} Reader;

/* Of a place in what the parser was given. */
static EnisimPosition
original_position (const Reader *reader, guint line, guint column)
{
  const EnisimLineStart at = enisim_line_breaks_find (&reader->breaks, line, column);

  return enisim_tree_builder_place (reader->builder, at.line, at.column);
}

/* Marks point behind the opening quote of a scalar and the star of an alias. */
static gboolean
is_mark_late (struct fy_event *event)
{
  struct fy_token *token = fy_event_get_token (event);
  enum fy_scalar_style style;

  if (event->type != FYET_SCALAR || !token)
    return event->type == FYET_ALIAS;
  style = fy_token_scalar_style (token);
  return style == FYSS_SINGLE_QUOTED || style == FYSS_DOUBLE_QUOTED;
}

/* The mark of an empty value is that of its tag or anchor. */
static gboolean
find_mark (const Reader *reader, struct fy_event *event, EnisimPosition *at)
{
  const struct fy_mark *mark = fy_event_start_mark (event);

  if (!mark && event->type == FYET_SCALAR)
    mark = fy_token_start_mark (fy_event_get_tag_token (event));
  if (!mark && event->type == FYET_SCALAR)
    mark = fy_token_start_mark (fy_event_get_anchor_token (event));
  if (!mark)
    return FALSE;
  *at = original_position (reader, (guint) mark->line + 1,
                           (guint) (mark->column + !is_mark_late (event)));
  return TRUE;
}

static EnisimPosition
find_position (Reader *reader, struct fy_event *event)
{
  EnisimPosition at;

  if (find_mark (reader, event, &at))
    reader->last = at;
  else if (reader->builder->key)
    at = reader->builder->key_at;
  else
    at = reader->last;
  return at;
}

static gboolean
is_before (EnisimPosition a, EnisimPosition b)
{
  return a.line < b.line || (a.line == b.line && a.column < b.column);
}

/* Returns: (nullable): the text of a token, not terminated; NULL when it was refused. */
static const char *
take_text (Reader *reader, struct fy_token *token, EnisimPosition at, gsize *n_bytes)
{
  EnisimTreeBuilder *builder = reader->builder;
  const char *text = fy_token_get_text (token, n_bytes);

  if (!text)
    enisim_tree_builder_stop (builder, at, "a value that cannot be read");
  else if (enisim_tree_builder_check_text (builder, text, *n_bytes, at)
           && !g_utf8_validate_len (text, *n_bytes, NULL))
    enisim_tree_builder_stop (builder, at, "a text that is not valid UTF-8");
  return builder->is_stopped ? NULL : text;
}

static gboolean
is_null (const char *text, gsize n_bytes)
{
  static const char *const nulls[] = { "", "~", "null", "Null", "NULL" };

  for (guint i = 0; i < G_N_ELEMENTS (nulls); i++)
    if (n_bytes == strlen (nulls[i]) && strncmp (text, nulls[i], n_bytes) == 0)
      return TRUE;
  return FALSE;
}

static void
add_properties (Reader *reader, EnisimNode *node, struct fy_event *event)
{
  struct fy_token *tag = fy_event_get_tag_token (event);
  struct fy_token *anchor = fy_event_get_anchor_token (event);
  const char *text;
  gsize n_bytes;

  if (tag && (text = take_text (reader, tag, node->at, &n_bytes)))
    node->tag = enisim_document_add_text (reader->builder->document, text, n_bytes);
  if (anchor && (text = take_text (reader, anchor, node->at, &n_bytes)))
    g_hash_table_insert (reader->anchors, g_strndup (text, n_bytes), node);
}

static void
read_key (Reader *reader, struct fy_event *event)
{
  EnisimTreeBuilder *builder = reader->builder;
  struct fy_token *token = fy_event_get_token (event);
  const EnisimPosition at = find_position (reader, event);
  const char *text;
  gsize n_bytes;

  if (event->type != FYET_SCALAR)
    enisim_tree_builder_stop (builder, at, "a key has to be a scalar");
  else if (fy_event_get_anchor_token (event))
    enisim_tree_builder_stop (builder, at, "a key cannot have an anchor");
  else if (fy_event_get_tag_token (event))
    enisim_tree_builder_stop (builder, at, "a key cannot have a tag");
  else if (!token)
    enisim_tree_builder_stop (builder, at, "a key is missing");
  else if (!(text = take_text (reader, token, at, &n_bytes)))
    return;
  else if (fy_token_scalar_style (token) == FYSS_PLAIN && n_bytes == 2 && !memcmp (text, "<<", 2))
    enisim_tree_builder_stop (builder, at, "the merge key << is not supported: write the keys out");
  else
    enisim_tree_builder_add_key (builder, text, n_bytes, at);
  /* In [a: 1] the mapping's mark is that of the colon. */
  if (builder->key && is_before (at, builder->open->at))
    builder->open->at = at;
}

static void
read_scalar (Reader *reader, struct fy_event *event)
{
  struct fy_token *token = fy_event_get_token (event);
  const EnisimPosition at = find_position (reader, event);
  const gboolean is_plain = !token || fy_token_scalar_style (token) == FYSS_PLAIN;
  const gboolean has_tag = fy_event_get_tag_token (event) != NULL;
  const char *text = "";
  gsize n_bytes = 0;
  EnisimNode *node;

  if (token && !(text = take_text (reader, token, at, &n_bytes)))
    return;
  node = enisim_tree_builder_add_leaf (
      reader->builder,
      is_plain && !has_tag && is_null (text, n_bytes) ? ENISIM_NODE_NULL : ENISIM_NODE_SCALAR, text,
      n_bytes, at);
  if (!node)
    return;
  node->is_plain = node->kind == ENISIM_NODE_SCALAR && is_plain;
  add_properties (reader, node, event);
}

static void
begin_children (Reader *reader, struct fy_event *event)
{
  EnisimNode *node = enisim_tree_builder_begin (
      reader->builder,
      event->type == FYET_MAPPING_START ? ENISIM_NODE_MAPPING : ENISIM_NODE_SEQUENCE,
      find_position (reader, event));

  if (node)
    add_properties (reader, node, event);
}

/* As deep as the limit at most.
 * Returns: (nullable): NULL when a limit was met, complained of at @blamed, the alias. */
static EnisimNode *
copy (Reader *reader, const EnisimNode *original, guint depth, EnisimPosition blamed)
{
  EnisimTreeBuilder *builder = reader->builder;
  EnisimNode *node;

  if (reader->n_copies >= builder->limits.copies_max)
    {
      enisim_tree_builder_stop (builder, blamed, "aliases stand for too many values, at most %u",
                                builder->limits.copies_max);
      return NULL;
    }
  if (original->kind & (ENISIM_NODE_SEQUENCE | ENISIM_NODE_MAPPING)
      && depth >= builder->limits.depth_max)
    {
      enisim_tree_builder_stop (builder, blamed, "nested too deeply, at most %u levels",
                                builder->limits.depth_max);
      return NULL;
    }
  if (!(node = enisim_tree_builder_add_node (builder, original->kind, original->at, blamed)))
    return NULL;
  reader->n_copies++;
  node->is_plain = original->is_plain;
  node->tag = original->tag;
  node->text = original->text;
  node->n_bytes = original->n_bytes;
  for (const EnisimNode *child = original->first; child; child = child->next)
    {
      EnisimNode *twin = copy (reader, child, depth + 1, blamed);

      if (!twin)
        return NULL;
      twin->key = child->key;
      twin->key_at = child->key_at;
      enisim_node_append (node, twin);
    }
  if (node->kind == ENISIM_NODE_MAPPING)
    enisim_document_index (builder->document, node);
  return node;
}

static gboolean
is_open (const Reader *reader, const EnisimNode *node)
{
  for (const EnisimNode *open = reader->builder->open; open; open = open->parent)
    if (open == node)
      return TRUE;
  return FALSE;
}

static void
read_alias (Reader *reader, struct fy_event *event)
{
  EnisimTreeBuilder *builder = reader->builder;
  const EnisimPosition at = find_position (reader, event);
  g_autofree char *name = NULL;
  const EnisimNode *original;
  EnisimNode *node;
  const char *text;
  gsize n_bytes;

  if (!(text = take_text (reader, fy_event_get_token (event), at, &n_bytes)))
    return;
  name = g_strndup (text, n_bytes);
  original = g_hash_table_lookup (reader->anchors, name);
  if (!original || is_open (reader, original))
    {
      if (original)
        enisim_tree_builder_complain (builder, at, "alias '%s' stands inside its own value", name);
      else
        enisim_tree_builder_complain (builder, at, "alias '%s' has no anchor before it", name);
      node = enisim_tree_builder_add_node (builder, ENISIM_NODE_NULL, at, at);
    }
  else
    node = copy (reader, original, builder->depth, at);
  if (node)
    enisim_tree_builder_hang (builder, node);
}

static void
begin_document (Reader *reader, struct fy_event *event)
{
  EnisimPosition at;

  if (++reader->n_documents > 1 && find_mark (reader, event, &at))
    enisim_tree_builder_stop (reader->builder, at, "a second document: one per file");
}

static void
pass_over (Reader *reader, struct fy_event *event)
{
  gint change = 0;

  if (event->type == FYET_MAPPING_START || event->type == FYET_SEQUENCE_START)
    change = 1;
  else if (event->type == FYET_MAPPING_END || event->type == FYET_SEQUENCE_END)
    change = -1;
  enisim_tree_builder_pass_over (reader->builder, change, find_position (reader, event));
}

/* A document without --- has no mark: the second is then complained of at its first value. */
static void
read_event (Reader *reader, struct fy_event *event)
{
  EnisimTreeBuilder *builder = reader->builder;
  const gboolean wants_key
      = builder->open && builder->open->kind == ENISIM_NODE_MAPPING && !builder->key;

  if (enisim_tree_builder_skips (builder))
    {
      pass_over (reader, event);
      return;
    }
  switch (event->type)
    {
    case FYET_DOCUMENT_START:
      begin_document (reader, event);
      return;
    case FYET_MAPPING_END:
    case FYET_SEQUENCE_END:
      enisim_tree_builder_end (builder);
      return;
    case FYET_MAPPING_START:
    case FYET_SEQUENCE_START:
    case FYET_SCALAR:
    case FYET_ALIAS:
      break;
    default:
      return;
    }
  if (reader->n_documents > 1)
    enisim_tree_builder_stop (builder, find_position (reader, event),
                              "a second document: one per file");
  else if (wants_key)
    read_key (reader, event);
  else if (event->type == FYET_SCALAR)
    read_scalar (reader, event);
  else if (event->type == FYET_ALIAS)
    read_alias (reader, event);
  else
    begin_children (reader, event);
}

/* That a text is no YAML, at @at in what the parser was given. */
static void
complain_of_text (Reader *reader, EnisimPosition at, const char *message)
{
  g_autofree char *in_json = reader->is_json ? enisim_json_words_from_yaml (message) : NULL;

  enisim_tree_builder_stop (reader->builder, at, "%s", in_json ? in_json : message);
}

/* The parser's first error; later ones follow from it. */
static void
complain_of_syntax (Reader *reader, struct fy_diag *diag)
{
  const struct fy_diag_error *error;
  gpointer iterator = NULL;

  while ((error = fy_diag_errors_iterate (diag, &iterator)))
    if (error->type >= FYET_ERROR && error->msg)
      {
        complain_of_text (reader,
                          original_position (reader, (guint) MAX (error->line, 1),
                                             (guint) MAX (error->column, 1)),
                          error->msg);
        return;
      }
  complain_of_text (reader, reader->last, "not YAML from here on");
}

static void
read_events (Reader *reader, struct fy_parser *parser, struct fy_diag *diag, gsize n_bytes)
{
  gboolean is_over = FALSE;

  while (!is_over && !reader->builder->is_stopped)
    {
      struct fy_event *event = fy_parser_parse (parser);
      const struct fy_mark *mark;

      if (!event)
        {
          complain_of_syntax (reader, diag);
          return;
        }
      read_event (reader, event);
      is_over = event->type == FYET_STREAM_END;
      mark = is_over ? fy_event_start_mark (event) : NULL;
      if (mark && mark->input_pos < n_bytes)
        complain_of_text (
            reader, original_position (reader, (guint) mark->line + 1, (guint) mark->column + 1),
            "not YAML from here on");
      fy_parser_event_free (parser, event);
    }
}

static void
parse_bytes (Reader *reader, const guint8 *bytes, gsize n_bytes)
{
  struct fy_diag_cfg diag_cfg;
  struct fy_parse_cfg cfg
      = { .flags = FYPCF_QUIET | FYPCF_COLLECT_DIAG | FYPCF_JSON_NONE | FYPCF_DEFAULT_VERSION_1_2
                   | FYPCF_SLOPPY_FLOW_INDENTATION };
  struct fy_parser *parser;

  fy_diag_cfg_default (&diag_cfg);
  diag_cfg.fp = NULL; /* else standard error */
  cfg.diag = fy_diag_create (&diag_cfg);
  g_assert (cfg.diag != NULL);
  fy_diag_set_collect_errors (cfg.diag, true);
  parser = fy_parser_create (&cfg);
  g_assert (parser != NULL);
  if (fy_parser_set_string (parser, (const char *) bytes, n_bytes) != 0)
    complain_of_syntax (reader, cfg.diag);
  else
    read_events (reader, parser, cfg.diag, n_bytes);
  fy_parser_destroy (parser);
  fy_diag_destroy (cfg.diag);
}

void
enisim_yaml_read (EnisimTreeBuilder *builder, const guint8 *bytes, gsize n_bytes,
                  GByteArray **owned)
{
  Reader reader = { .builder = builder,
                    .is_json = enisim_json_words_suit (builder->name, bytes, n_bytes),
                    .anchors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
                    .last = enisim_tree_builder_place (builder, 1, 1) };

  enisim_line_breaks_init (&reader.breaks, bytes, n_bytes);
  if (reader.breaks.bytes && owned)
    g_clear_pointer (owned, g_byte_array_unref);
  if (reader.breaks.bytes)
    parse_bytes (&reader, reader.breaks.bytes->data, reader.breaks.bytes->len);
  else
    parse_bytes (&reader, bytes, n_bytes);
  enisim_line_breaks_clear (&reader.breaks);
  g_hash_table_unref (reader.anchors);
}
