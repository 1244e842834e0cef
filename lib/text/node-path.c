/* node-path.c: the way from a document's root to a node, as text */
#include "text/node-path.h"

#include "text/reader.h"

static GPtrArray *
split (const char *path)
{
  GPtrArray *segments = g_ptr_array_new_with_free_func (g_free);
  GString *segment = g_string_new (NULL);

  for (const char *at = path; *at; at++)
    {
      if (*at == '.')
        {
          g_ptr_array_add (segments, g_string_free (segment, FALSE));
          segment = g_string_new (NULL);
          continue;
        }
      if (*at == '\\' && (at[1] == '.' || at[1] == '\\'))
        at++;
      g_string_append_c (segment, *at);
    }
  g_ptr_array_add (segments, g_string_free (segment, FALSE));
  return segments;
}

/* Returns: (transfer full) (nullable): the complaint. */
static char *
check (const char *path, const GPtrArray *segments)
{
  if (!g_utf8_validate (path, -1, NULL))
    return g_strdup ("the path is not valid UTF-8");
  if (segments->len > ENISIM_TEXT_DEPTH_MAX)
    return g_strdup_printf ("the path has more than %d segments", ENISIM_TEXT_DEPTH_MAX);
  for (guint i = 0; i < segments->len; i++)
    if (*(const char *) g_ptr_array_index (segments, i) == '\0')
      return g_strdup_printf ("segment %u of the path is empty", i + 1);
  return NULL;
}

GPtrArray *
enisim_node_path_split (const char *path, char **reason)
{
  g_autoptr (GPtrArray) segments = split (path);
  char *complaint = check (path, segments);

  if (complaint == NULL)
    return g_steal_pointer (&segments);
  *reason = complaint;
  return NULL;
}

void
enisim_node_path_append (GString *path, const char *segment)
{
  if (path->len > 0)
    g_string_append_c (path, '.');
  for (; *segment; segment++)
    {
      if (*segment == '.' || *segment == '\\')
        g_string_append_c (path, '\\');
      g_string_append_c (path, *segment);
    }
}
