/* override.c: one value of a document replaced, as a command line's --set asks for it
 *
 * All that can be refused is looked at before the first change: the path is split, the value
 * read and the way through what exists walked.  What is left then is to make what is missing.
 */
#include "text/override.h"

#include "text/node-path.h"
#include "text/reader.h"

#include <string.h>

typedef struct
{
  EnisimDocument *document;
  const char *path;
  const char *source;  /* "--set PATH" */
  GPtrArray *segments; /* (nullable): of @path */
  const char *reason;
} Override;

static void G_GNUC_PRINTF (2, 3) refuse (Override *override, const char *format, ...)
{
  g_autofree char *reason = NULL;
  va_list args;

  va_start (args, format);
  reason = g_strdup_vprintf (format, args);
  va_end (args);
  override->reason = enisim_document_add_text (override->document, reason, strlen (reason));
}

/* Returns: (nullable): NULL with a reason. */
static EnisimNode *
get_item (Override *override, const EnisimNode *sequence, const char *segment)
{
  guint64 index;
  EnisimNode *item = NULL;

  if (g_ascii_string_to_unsigned (segment, 10, 0, G_MAXUINT, &index, NULL))
    item = enisim_node_get_item (sequence, (guint) index);
  if (!item)
    refuse (override, "no item '%s' in a sequence of %u", segment, sequence->n_children);
  return item;
}

/* Returns: the node the path reaches, or the last on its way to what is missing; its depth in
 * @n_walked segments. */
static EnisimNode *
walk (Override *override, guint *n_walked)
{
  EnisimNode *node = enisim_document_get_root (override->document);

  for (*n_walked = 0; *n_walked < override->segments->len; ++*n_walked)
    {
      const char *segment = g_ptr_array_index (override->segments, *n_walked);
      EnisimNode *next = NULL;

      if (node->kind == ENISIM_NODE_MAPPING)
        next = enisim_node_get (node, segment);
      else if (node->kind == ENISIM_NODE_SEQUENCE)
        next = get_item (override, node, segment);
      else if (node->kind == ENISIM_NODE_SCALAR)
        refuse (override, "'%s' leads into a scalar", segment);
      if (!next)
        break;
      node = next;
    }
  return node;
}

static EnisimNode *
make (Override *override, EnisimNode *mapping, const char *key)
{
  const EnisimPosition at = { .name = override->source };
  EnisimNode *made = enisim_document_add_node (override->document, ENISIM_NODE_NULL, at);

  if (mapping->kind == ENISIM_NODE_NULL)
    {
      EnisimNode *empty = enisim_document_add_node (override->document, ENISIM_NODE_MAPPING, at);

      enisim_node_assign (mapping, empty);
    }
  made->key = enisim_document_add_text (override->document, key, strlen (key));
  made->key_at = at;
  enisim_node_append (mapping, made);
  enisim_document_index (override->document, mapping);
  return made;
}

/* Returns: (nullable): NULL with a reason. */
static EnisimNode *
read_value (Override *override, const char *text)
{
  g_autoptr (EnisimComplaints) complaints = enisim_complaints_new ();
  EnisimNode *value = enisim_document_parse_value (override->document, override->source, text,
                                                   override->segments->len, complaints);

  if (!value)
    {
      g_autofree char *all = enisim_complaints_to_text (complaints);

      refuse (override, "%s", all + strlen (override->source) + strlen (": "));
    }
  return value;
}

static void
apply (Override *override, const char *text)
{
  g_autofree char *reason = NULL;
  EnisimNode *node, *value;
  guint n_walked;

  override->segments = enisim_node_path_split (override->path, &reason);
  if (!override->segments)
    refuse (override, "%s", reason);
  if (override->reason || !(value = read_value (override, text)))
    return;
  node = walk (override, &n_walked);
  if (override->reason)
    return;
  for (; n_walked < override->segments->len; n_walked++)
    node = make (override, node, g_ptr_array_index (override->segments, n_walked));
  if (value->kind == ENISIM_NODE_NULL)
    node->key_at = value->at; /* a key without a value is complained of, and the file gave it one */
  enisim_node_assign (node, value);
}

gboolean
enisim_document_set (EnisimDocument *document, const char *path, const char *text,
                     const char **reason)
{
  g_autofree char *source = g_strconcat ("--set ", path, NULL);
  Override override = { .document = document, .path = path };

  override.source = enisim_document_add_text (document, source, strlen (source));
  apply (&override, text);
  g_clear_pointer (&override.segments, g_ptr_array_unref);
  if (override.reason)
    *reason = override.reason;
  return override.reason == NULL;
}
