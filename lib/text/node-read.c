/* node-read.c: typed values from mappings, with a complaint for whatever does not fit */
#include "text/node-read.h"

#include "base/nearest.h"

#define CORE_TAG_PREFIX "tag:yaml.org,2002:"

/* Known keys that a complaint lists: more than that are a manual, not a hint. */
#define KEYS_LISTED_MAX 20

char *
enisim_node_join_words (const char *const *words)
{
  GString *text = g_string_new (words[0]);

  for (guint i = 1; words[i]; i++)
    {
      g_string_append (text, words[i + 1] ? ", " : " or ");
      g_string_append (text, words[i]);
    }
  return g_string_free (text, FALSE);
}

/* "a scalar or a mapping" */
static char *
name_kinds (EnisimNodeKind kinds)
{
  GString *names = g_string_new (NULL);

  for (guint kind = ENISIM_NODE_NULL; kind <= ENISIM_NODE_MAPPING; kind <<= 1)
    {
      if (!(kinds & kind))
        continue;
      if (names->len > 0)
        g_string_append (names, " or ");
      g_string_append (names, enisim_node_kind_get_name ((EnisimNodeKind) kind));
    }
  return g_string_free (names, FALSE);
}

gboolean
enisim_node_expect (const EnisimNode *node, EnisimNodeKind kinds, EnisimComplaints *complaints)
{
  g_autofree char *names = NULL;

  if (!node)
    return FALSE;
  if (node->tag && !g_str_has_prefix (node->tag, CORE_TAG_PREFIX))
    {
      enisim_complaints_add (complaints, node, "the tag %s means nothing here", node->tag);
      return FALSE;
    }
  if (node->kind & kinds)
    return TRUE;
  names = name_kinds (kinds);
  enisim_complaints_add (complaints, node, "expected %s, got %s", names,
                         enisim_node_kind_get_name (node->kind));
  return FALSE;
}

/* Returns: (transfer full): what to write instead of @key, after a comma; maybe nothing. */
static char *
make_hint (const char *key, const char *const *keys)
{
  const char *nearest = enisim_nearest (key, keys);
  const guint n_keys = g_strv_length ((char **) keys);
  g_autofree char *all = NULL;

  if (nearest)
    return g_strdup_printf (", did you mean '%s'?", nearest);
  if (n_keys == 0 || n_keys > KEYS_LISTED_MAX)
    return g_strdup ("");
  all = enisim_node_join_words (keys);
  return g_strconcat (", expected ", all, NULL);
}

static void
check_keys (const EnisimNodeReader *reader)
{
  for (const EnisimNode *entry = reader->mapping->first; entry; entry = entry->next)
    {
      g_autofree char *hint = NULL;

      if (g_strv_contains (reader->keys, entry->key))
        continue;
      if (!enisim_complaints_would_drop (reader->complaints, entry->key_at))
        hint = make_hint (entry->key, reader->keys);
      enisim_complaints_add_key (reader->complaints, entry, "unknown key '%s'%s", entry->key,
                                 hint ? hint : "");
    }
}

EnisimNodeReader
enisim_node_read (const EnisimNode *node, const char *const *keys, EnisimComplaints *complaints)
{
  EnisimNodeReader reader = { .keys = keys, .complaints = complaints };

  if (!enisim_node_expect (node, ENISIM_NODE_MAPPING, complaints))
    return reader;
  reader.mapping = node;
  check_keys (&reader);
  return reader;
}

/* Returns: (nullable): the value of @key, a null as well. */
static const EnisimNode *
find_child (const EnisimNodeReader *reader, const char *key)
{
  g_assert (g_strv_contains (reader->keys, key));
  return reader->mapping ? enisim_node_get (reader->mapping, key) : NULL;
}

const EnisimNode *
enisim_node_reader_get (const EnisimNodeReader *reader, const char *key, EnisimNodeKind kinds)
{
  const EnisimNode *child = find_child (reader, key);

  if (!child || child->kind == ENISIM_NODE_NULL)
    return NULL;
  return enisim_node_expect (child, kinds, reader->complaints) ? child : NULL;
}

const EnisimNode *
enisim_node_reader_require (const EnisimNodeReader *reader, const char *key, EnisimNodeKind kinds)
{
  const EnisimNode *child = find_child (reader, key);

  if (child && child->kind == ENISIM_NODE_NULL)
    enisim_complaints_add_key (reader->complaints, child, "the key '%s' needs a value", key);
  else if (!child && reader->mapping)
    enisim_complaints_add (reader->complaints, reader->mapping, "the key '%s' is missing", key);
  return enisim_node_reader_get (reader, key, kinds);
}
