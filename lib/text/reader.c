/* reader.c: YAML 1.2 text, of which JSON is a part, to a document
 *
 * libfyaml's parser only tells events, from which we build: its own document would keep neither
 * our limits nor every position.  It ends a text in silence where it meets a NUL or broken
 * UTF-8, so bytes are checked before it sees them.  An alias becomes a copy of what it names;
 * copies are counted, so that a few lines cannot stand for a billion values.
 */
#include "text/reader.h"

#include <libfyaml.h>
#include <string.h>

#include "text/line-breaks.h"

enum
{
  KEYS_KEPT = 256,
  KEY_BYTES_MAX = 63 /* of a key that may be passed over or kept */
};

typedef struct
{
  EnisimDocument *document;
  EnisimComplaints *complaints;
  EnisimTextLimits limits;
  const char *name;
  gboolean is_override;    /* positions are (name, 0, 0) */
  GByteArray **bytes;      /* (nullable): to let go of once they have breaks */
  EnisimLineBreaks breaks; /* that the parser was given and nobody else should see */
  guint n_nodes;
  guint n_copies;
  guint depth;
  gboolean skips_next;         /* the value that comes is passed over */
  guint skipped_depth;         /* within such a value */
  const char *keys[KEYS_KEPT]; /* that were read before, by a hash: most come again and again */
  GHashTable *anchors;         /* name -> EnisimNode, whose copies stand for it */
  EnisimNode *root;
  EnisimNode *open; /* the innermost mapping or sequence, NULL outside */
  const char *key;  /* read, its value not yet */
  EnisimPosition key_at;
  EnisimPosition last; /* where the newest event was that had a position */
  guint n_documents;
  gboolean is_refused; /* there was a complaint */
  gboolean is_stopped; /* by one after which there is no sense in more */
} Reader;

EnisimTextLimits
enisim_text_limits_get_default (void)
{
  return (EnisimTextLimits){ .bytes_max = ENISIM_TEXT_BYTES_MAX,
                             .depth_max = ENISIM_TEXT_DEPTH_MAX,
                             .nodes_max = ENISIM_TEXT_NODES_MAX,
                             .copies_max = ENISIM_TEXT_COPIES_MAX,
                             .scalar_bytes_max = ENISIM_TEXT_SCALAR_BYTES_MAX };
}

static EnisimPosition
position (const Reader *reader, guint line, guint column)
{
  if (reader->is_override)
    return (EnisimPosition){ .name = reader->name };
  return (EnisimPosition){ .name = reader->name, .line = line, .column = column };
}

/* Of a place in what the parser was given. */
static EnisimPosition
original_position (const Reader *reader, guint line, guint column)
{
  const EnisimLineStart at = enisim_line_breaks_find (&reader->breaks, line, column);

  return position (reader, at.line, at.column);
}

/* Only for complaints: O(n). */
static EnisimPosition
position_of_byte (const Reader *reader, const guint8 *bytes, gsize offset)
{
  guint line = 1, column = 1;

  for (gsize i = offset >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0; i < offset; i++)
    {
      if (bytes[i] == '\n' || (bytes[i] == '\r' && bytes[i + 1] != '\n'))
        {
          line++;
          column = 1;
        }
      else if ((bytes[i] & 0xc0) != 0x80 && bytes[i] != '\r')
        column++;
    }
  return position (reader, line, column);
}

static void G_GNUC_PRINTF (3, 0)
    complain_va (Reader *reader, EnisimPosition at, const char *format, va_list args)
{
  g_autofree char *message = g_strdup_vprintf (format, args);

  enisim_complaints_add_at (reader->complaints, at, "%s", message);
  reader->is_refused = TRUE;
}

static void G_GNUC_PRINTF (3, 4)
    complain (Reader *reader, EnisimPosition at, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  complain_va (reader, at, format, args);
  va_end (args);
}

static void G_GNUC_PRINTF (3, 4) stop (Reader *reader, EnisimPosition at, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  complain_va (reader, at, format, args);
  va_end (args);
  reader->is_stopped = TRUE;
}

static gboolean
is_control (guint8 byte)
{
  return (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') || byte == 0x7f;
}

static void
check_bytes (Reader *reader, const guint8 *bytes, gsize n_bytes)
{
  const char *end = (const char *) bytes + n_bytes;
  gsize offset;

  if (n_bytes > reader->limits.bytes_max)
    {
      stop (reader, position (reader, 1, 1),
            "%" G_GSIZE_FORMAT " bytes are too many, at most %" G_GSIZE_FORMAT, n_bytes,
            reader->limits.bytes_max);
      return;
    }
  g_utf8_validate_len ((const char *) bytes, n_bytes, &end);
  for (offset = 0; (const char *) bytes + offset < end; offset++)
    if (is_control (bytes[offset]))
      break;
  if (offset == n_bytes)
    return;
  if (bytes[offset] == '\0')
    stop (reader, position_of_byte (reader, bytes, offset), "a NUL byte");
  else if (is_control (bytes[offset]))
    stop (reader, position_of_byte (reader, bytes, offset), "a control character, 0x%02x",
          bytes[offset]);
  else
    stop (reader, position_of_byte (reader, bytes, offset), "not valid UTF-8");
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
  else if (reader->key)
    at = reader->key_at;
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
  const char *text = fy_token_get_text (token, n_bytes);

  if (!text)
    stop (reader, at, "a value that cannot be read");
  else if (*n_bytes > reader->limits.scalar_bytes_max)
    stop (reader, at, "a text of %" G_GSIZE_FORMAT " bytes is too long, at most %" G_GSIZE_FORMAT,
          *n_bytes, reader->limits.scalar_bytes_max);
  else if (memchr (text, '\0', *n_bytes))
    stop (reader, at, "a NUL character in a text");
  else if (!g_utf8_validate_len (text, *n_bytes, NULL))
    stop (reader, at, "a text that is not valid UTF-8");
  return reader->is_stopped ? NULL : text;
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

/* Hangs a value where the text has it: at the root, in a sequence or under the last key. */
static void
hang (Reader *reader, EnisimNode *node)
{
  if (!reader->open)
    {
      reader->root = node;
      return;
    }
  if (reader->key)
    {
      node->key = g_steal_pointer (&reader->key);
      node->key_at = reader->key_at;
    }
  enisim_node_append (reader->open, node);
}

/* Returns: (nullable): NULL when there are too many. */
static EnisimNode *
add_node (Reader *reader, EnisimNodeKind kind, EnisimPosition at, EnisimPosition blamed)
{
  if (reader->n_nodes >= reader->limits.nodes_max)
    {
      stop (reader, blamed, "too many values, at most %u", reader->limits.nodes_max);
      return NULL;
    }
  reader->n_nodes++;
  return enisim_document_add_node (reader->document, kind, at);
}

static void
add_properties (Reader *reader, EnisimNode *node, struct fy_event *event)
{
  struct fy_token *tag = fy_event_get_tag_token (event);
  struct fy_token *anchor = fy_event_get_anchor_token (event);
  const char *text;
  gsize n_bytes;

  if (tag && (text = take_text (reader, tag, node->at, &n_bytes)))
    node->tag = enisim_document_add_text (reader->document, text, n_bytes);
  if (anchor && (text = take_text (reader, anchor, node->at, &n_bytes)))
    g_hash_table_insert (reader->anchors, g_strndup (text, n_bytes), node);
}

static gboolean
is_passed_over (const Reader *reader, const char *text, gsize n_bytes)
{
  char key[KEY_BYTES_MAX + 1];

  if (!reader->limits.skips || n_bytes > KEY_BYTES_MAX)
    return FALSE;
  memcpy (key, text, n_bytes);
  key[n_bytes] = '\0';
  return reader->limits.skips (reader->open, key);
}

/* Equal keys are one text, as long as no other of the same hash came between them. */
static const char *
keep_key (Reader *reader, const char *text, gsize n_bytes)
{
  guint hash = 0;
  const char **kept;

  if (n_bytes > KEY_BYTES_MAX)
    return enisim_document_add_text (reader->document, text, n_bytes);
  for (gsize i = 0; i < n_bytes; i++)
    hash = hash * 31 + (guint8) text[i];
  kept = &reader->keys[hash % KEYS_KEPT];
  if (!*kept || strncmp (*kept, text, n_bytes) != 0 || (*kept)[n_bytes] != '\0')
    *kept = enisim_document_add_text (reader->document, text, n_bytes);
  return *kept;
}

static void
read_key (Reader *reader, struct fy_event *event)
{
  struct fy_token *token = fy_event_get_token (event);
  const EnisimPosition at = find_position (reader, event);
  const char *text;
  gsize n_bytes;

  if (event->type != FYET_SCALAR)
    stop (reader, at, "a key has to be a scalar");
  else if (fy_event_get_anchor_token (event))
    stop (reader, at, "a key cannot have an anchor");
  else if (fy_event_get_tag_token (event))
    stop (reader, at, "a key cannot have a tag");
  else if (!token)
    stop (reader, at, "a key is missing");
  else if (!(text = take_text (reader, token, at, &n_bytes)))
    return;
  else if (fy_token_scalar_style (token) == FYSS_PLAIN && n_bytes == 2 && !memcmp (text, "<<", 2))
    stop (reader, at, "the merge key << is not supported: write the keys out");
  else if (is_passed_over (reader, text, n_bytes))
    reader->skips_next = TRUE;
  else
    {
      reader->key = keep_key (reader, text, n_bytes);
      reader->key_at = at;
      /* In [a: 1] the mapping's mark is that of the colon. */
      if (is_before (at, reader->open->at))
        reader->open->at = at;
    }
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
  if (is_plain && !has_tag && is_null (text, n_bytes))
    node = add_node (reader, ENISIM_NODE_NULL, at, at);
  else if ((node = add_node (reader, ENISIM_NODE_SCALAR, at, at)))
    enisim_document_set_text (reader->document, node, text, n_bytes);
  if (!node)
    return;
  node->is_plain = node->kind == ENISIM_NODE_SCALAR && is_plain;
  add_properties (reader, node, event);
  hang (reader, node);
}

static void
begin_children (Reader *reader, struct fy_event *event)
{
  const EnisimNodeKind kind
      = event->type == FYET_MAPPING_START ? ENISIM_NODE_MAPPING : ENISIM_NODE_SEQUENCE;
  const EnisimPosition at = find_position (reader, event);
  EnisimNode *node;

  if (reader->depth >= reader->limits.depth_max)
    {
      stop (reader, at, "nested too deeply, at most %u levels", reader->limits.depth_max);
      return;
    }
  if (!(node = add_node (reader, kind, at, at)))
    return;
  add_properties (reader, node, event);
  hang (reader, node);
  reader->open = node;
  reader->depth++;
}

static void
complain_of_duplicates (Reader *reader, const EnisimNode *mapping)
{
  const EnisimNode *first = NULL;

  for (guint i = 0; i < mapping->n_children; i++)
    {
      const EnisimNode *entry = mapping->sorted[i];

      if (!first || strcmp (first->key, entry->key) != 0)
        first = entry;
      else if (reader->is_override)
        complain (reader, entry->key_at, "key '%s' again", entry->key);
      else
        complain (reader, entry->key_at, "key '%s' again, first at %u:%u", entry->key,
                  first->key_at.line, first->key_at.column);
    }
}

static void
end_children (Reader *reader)
{
  EnisimNode *ended = reader->open;

  if (ended->kind == ENISIM_NODE_MAPPING)
    {
      enisim_document_index (reader->document, ended);
      complain_of_duplicates (reader, ended);
    }
  reader->open = ended->parent;
  reader->depth--;
}

/* As deep as the limit at most.
 * Returns: (nullable): NULL when a limit was met, complained of at @blamed, the alias. */
static EnisimNode *
copy (Reader *reader, const EnisimNode *original, guint depth, EnisimPosition blamed)
{
  EnisimNode *node;

  if (reader->n_copies >= reader->limits.copies_max)
    {
      stop (reader, blamed, "aliases stand for too many values, at most %u",
            reader->limits.copies_max);
      return NULL;
    }
  if (original->kind & (ENISIM_NODE_SEQUENCE | ENISIM_NODE_MAPPING)
      && depth >= reader->limits.depth_max)
    {
      stop (reader, blamed, "nested too deeply, at most %u levels", reader->limits.depth_max);
      return NULL;
    }
  if (!(node = add_node (reader, original->kind, original->at, blamed)))
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
    enisim_document_index (reader->document, node);
  return node;
}

static gboolean
is_open (const Reader *reader, const EnisimNode *node)
{
  for (const EnisimNode *open = reader->open; open; open = open->parent)
    if (open == node)
      return TRUE;
  return FALSE;
}

static void
read_alias (Reader *reader, struct fy_event *event)
{
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
        complain (reader, at, "alias '%s' stands inside its own value", name);
      else
        complain (reader, at, "alias '%s' has no anchor before it", name);
      node = add_node (reader, ENISIM_NODE_NULL, at, at);
    }
  else
    node = copy (reader, original, reader->depth, at);
  if (node)
    hang (reader, node);
}

static void
begin_document (Reader *reader, struct fy_event *event)
{
  EnisimPosition at;

  if (++reader->n_documents > 1 && find_mark (reader, event, &at))
    stop (reader, at, "a second document: one per file");
}

static void
pass_over (Reader *reader, struct fy_event *event)
{
  reader->skips_next = FALSE;
  if (event->type == FYET_MAPPING_START || event->type == FYET_SEQUENCE_START)
    reader->skipped_depth++;
  else if (event->type == FYET_MAPPING_END || event->type == FYET_SEQUENCE_END)
    reader->skipped_depth--;
  if (reader->depth + reader->skipped_depth > reader->limits.depth_max)
    stop (reader, find_position (reader, event), "nested too deeply, at most %u levels",
          reader->limits.depth_max);
}

/* A document without --- has no mark: the second is then complained of at its first value. */
static void
read_event (Reader *reader, struct fy_event *event)
{
  const gboolean has_key = reader->key != NULL;
  const gboolean wants_key = reader->open && reader->open->kind == ENISIM_NODE_MAPPING && !has_key;

  if (reader->skips_next || reader->skipped_depth > 0)
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
      end_children (reader);
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
    stop (reader, find_position (reader, event), "a second document: one per file");
  else if (wants_key)
    read_key (reader, event);
  else if (event->type == FYET_SCALAR)
    read_scalar (reader, event);
  else if (event->type == FYET_ALIAS)
    read_alias (reader, event);
  else
    begin_children (reader, event);
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
        stop (reader,
              original_position (reader, (guint) MAX (error->line, 1),
                                 (guint) MAX (error->column, 1)),
              "%s", error->msg);
        return;
      }
  stop (reader, reader->last, "not YAML from here on");
}

static void
read_events (Reader *reader, struct fy_parser *parser, struct fy_diag *diag, gsize n_bytes)
{
  gboolean is_over = FALSE;

  while (!is_over && !reader->is_stopped)
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
        stop (reader, original_position (reader, (guint) mark->line + 1, (guint) mark->column + 1),
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

/* Returns: (nullable): the root; NULL when there is none or there was a complaint. */
static EnisimNode *
read_bytes (Reader *reader, const guint8 *bytes, gsize n_bytes)
{
  g_assert (reader->limits.depth_max <= ENISIM_TEXT_DEPTH_LIMIT);
  g_assert (reader->limits.nodes_max <= G_MAXINT);
  if (n_bytes == 0)
    return NULL;
  reader->n_nodes = enisim_document_get_n_nodes (reader->document);
  reader->last = position (reader, 1, 1);
  reader->anchors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  check_bytes (reader, bytes, n_bytes);
  if (!reader->is_stopped)
    {
      enisim_line_breaks_init (&reader->breaks, bytes, n_bytes);
      if (reader->breaks.bytes && reader->bytes)
        g_clear_pointer (reader->bytes, g_byte_array_unref);
      if (reader->breaks.bytes)
        parse_bytes (reader, reader->breaks.bytes->data, reader->breaks.bytes->len);
      else
        parse_bytes (reader, bytes, n_bytes);
      enisim_line_breaks_clear (&reader->breaks);
    }
  g_hash_table_unref (reader->anchors);
  return reader->is_refused ? NULL : reader->root;
}

static EnisimDocument *
parse (const char *name, const guint8 *bytes, gsize n_bytes, GByteArray **owned,
       const EnisimTextLimits *limits, EnisimComplaints *complaints)
{
  g_autoptr (EnisimDocument) document = enisim_document_new (name);
  Reader reader = { .document = document,
                    .complaints = complaints,
                    .limits = limits ? *limits : enisim_text_limits_get_default (),
                    .name = enisim_document_get_name (document),
                    .bytes = owned };
  EnisimNode *root = read_bytes (&reader, bytes, n_bytes);

  if (!reader.is_refused && (!root || root->kind == ENISIM_NODE_NULL))
    complain (&reader, position (&reader, 1, 1), "the document is empty");
  if (reader.is_refused)
    return NULL;
  enisim_document_set_root (document, root);
  return g_steal_pointer (&document);
}

EnisimDocument *
enisim_document_parse (const char *name, const guint8 *bytes, gsize n_bytes,
                       const EnisimTextLimits *limits, EnisimComplaints *complaints)
{
  return parse (name, bytes, n_bytes, NULL, limits, complaints);
}

EnisimDocument *
enisim_document_parse_large (const char *name, GByteArray **bytes, const EnisimTextLimits *limits,
                             EnisimComplaints *complaints)
{
  return parse (name, (*bytes)->data, (*bytes)->len, bytes, limits, complaints);
}

EnisimNode *
enisim_document_parse_value (EnisimDocument *document, const char *source, const char *text,
                             guint depth, EnisimComplaints *complaints)
{
  Reader reader = { .document = document,
                    .complaints = complaints,
                    .limits = enisim_text_limits_get_default (),
                    .name = enisim_document_add_text (document, source, strlen (source)),
                    .is_override = TRUE,
                    .depth = depth };
  EnisimNode *root = read_bytes (&reader, (const guint8 *) text, strlen (text));

  if (!reader.is_refused && !root)
    root = enisim_document_add_node (document, ENISIM_NODE_NULL, position (&reader, 0, 0));
  return root;
}
