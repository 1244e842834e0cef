/* reader.c: YAML 1.2 text, of which JSON is a part, to a document
 *
 * The parser ends a text in silence where it meets a NUL or broken UTF-8, so bytes are checked
 * before it sees them.
 */
#include "text/reader.h"

#include <string.h>

#include "base/load-word.h"
#include "text/yaml-reader.h"

EnisimTextLimits
enisim_text_limits_get_default (void)
{
  return (EnisimTextLimits){ .bytes_max = ENISIM_TEXT_BYTES_MAX,
                             .depth_max = ENISIM_TEXT_DEPTH_MAX,
                             .nodes_max = ENISIM_TEXT_NODES_MAX,
                             .copies_max = ENISIM_TEXT_COPIES_MAX,
                             .scalar_bytes_max = ENISIM_TEXT_SCALAR_BYTES_MAX };
}

/* Only for complaints: O(n). */
static EnisimPosition
position_of_byte (const EnisimTreeBuilder *builder, const guint8 *bytes, gsize offset)
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
  return enisim_tree_builder_place (builder, line, column);
}

static gboolean
is_control (guint8 byte)
{
  return (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') || byte == 0x7f;
}

/* Eight bytes at once, for most have none.
 * Returns: where the first control character is, or @n_bytes */
static gsize
find_control (const guint8 *bytes, gsize n_bytes)
{
  gsize i = 0;

  while (i < n_bytes)
    {
      const guint64 word = i + sizeof word <= n_bytes ? enisim_load_word (bytes + i) : 0;
      gsize end = i + 1;

      if ((enisim_flag_bytes_below (word, ' ') | enisim_flag_bytes (word, 0x7f)) == 0)
        i = end = i + sizeof word;
      for (; i < end; i++)
        if (is_control (bytes[i]))
          return i;
    }
  return n_bytes;
}

static void
check_bytes (EnisimTreeBuilder *builder, const guint8 *bytes, gsize n_bytes)
{
  const char *end = (const char *) bytes + n_bytes;
  gsize offset, n_valid;

  if (n_bytes > builder->limits.bytes_max)
    {
      enisim_tree_builder_stop (builder, enisim_tree_builder_place (builder, 1, 1),
                                "%" G_GSIZE_FORMAT " bytes are too many, at most %" G_GSIZE_FORMAT,
                                n_bytes, builder->limits.bytes_max);
      return;
    }
  g_utf8_validate_len ((const char *) bytes, n_bytes, &end);
  n_valid = (gsize) (end - (const char *) bytes);
  offset = find_control (bytes, n_valid);
  if (offset == n_bytes)
    return;
  if (bytes[offset] == '\0')
    enisim_tree_builder_stop (builder, position_of_byte (builder, bytes, offset), "a NUL byte");
  else if (is_control (bytes[offset]))
    enisim_tree_builder_stop (builder, position_of_byte (builder, bytes, offset),
                              "a control character, 0x%02x", bytes[offset]);
  else
    enisim_tree_builder_stop (builder, position_of_byte (builder, bytes, offset),
                              "not valid UTF-8");
}

static EnisimTreeBuilder
begin_tree (EnisimDocument *document, const EnisimTextLimits *limits, EnisimComplaints *complaints)
{
  return (EnisimTreeBuilder){ .document = document,
                              .complaints = complaints,
                              .limits = limits ? *limits : enisim_text_limits_get_default (),
                              .name = enisim_document_get_name (document),
                              .n_nodes = enisim_document_get_n_nodes (document),
                              .doubled = g_ptr_array_new () };
}

static void
clear_tree (EnisimTreeBuilder *builder)
{
  g_ptr_array_unref (builder->doubled);
}

/* Returns: (transfer full) (nullable): NULL with a complaint, or where there is no value */
static EnisimDocument *
end_tree (EnisimTreeBuilder *builder)
{
  EnisimDocument *document = builder->document;

  enisim_tree_builder_finish (builder);
  if (!builder->is_refused && (!builder->root || builder->root->kind == ENISIM_NODE_NULL))
    enisim_tree_builder_complain (builder, enisim_tree_builder_place (builder, 1, 1),
                                  "the document is empty");
  if (builder->is_refused)
    g_clear_pointer (&document, enisim_document_free);
  else
    enisim_document_set_root (document, builder->root);
  clear_tree (builder);
  return document;
}

static EnisimDocument *
parse (const char *name, const guint8 *bytes, gsize n_bytes, GByteArray **owned,
       const EnisimTextLimits *limits, EnisimComplaints *complaints)
{
  EnisimTreeBuilder builder = begin_tree (enisim_document_new (name), limits, complaints);

  if (n_bytes > 0)
    check_bytes (&builder, bytes, n_bytes);
  if (!builder.is_stopped && n_bytes > 0)
    enisim_yaml_read (&builder, bytes, n_bytes, owned);
  return end_tree (&builder);
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
  const gsize n_bytes = strlen (text);
  EnisimTreeBuilder builder = begin_tree (document, NULL, complaints);

  builder.name = enisim_document_add_text (document, source, strlen (source));
  builder.is_override = TRUE;
  builder.depth = depth;
  check_bytes (&builder, (const guint8 *) text, n_bytes);
  if (!builder.is_stopped && n_bytes > 0)
    enisim_yaml_read (&builder, (const guint8 *) text, n_bytes, NULL);
  enisim_tree_builder_finish (&builder);
  clear_tree (&builder);
  if (builder.is_refused)
    return NULL;
  return builder.root ? builder.root
                      : enisim_document_add_node (document, ENISIM_NODE_NULL,
                                                  enisim_tree_builder_place (&builder, 0, 0));
}
