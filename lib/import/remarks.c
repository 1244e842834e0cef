/* remarks.c: what a text says to this program in comments */
#include "import/remarks.h"

#include <string.h>

#define MARK "enisim:"

static gboolean
is_blank (char byte)
{
  return byte == ' ' || byte == '\t';
}

/* Returns: (nullable): the '#' of the comment that begins with the mark at @mark */
static const char *
find_hash (const char *line, const char *mark)
{
  const char *at = mark;

  while (at > line && is_blank (at[-1]))
    at--;
  if (at == line || at[-1] != '#')
    return NULL;
  at--;
  return at == line || is_blank (at[-1]) ? at : NULL;
}

static gboolean
is_all_blank (const char *from, const char *to)
{
  while (from < to && is_blank (*from))
    from++;
  return from == to;
}

static void
add_comment (EnisimInventory *inventory, EnisimPosition at, const char *line, const char *hash,
             const char *mark, const char *end)
{
  const char *from = mark + strlen (MARK);
  const char *to = memchr (from, '\n', (gsize) (end - from));
  g_autofree char *comment = g_strndup (from, (gsize) ((to ? to : end) - from));
  const EnisimRemark remark
      = { .at = at,
          .comment = enisim_inventory_intern (inventory, g_strstrip (comment)),
          .is_alone = is_all_blank (line, hash) };

  g_array_append_val (inventory->remarks, remark);
}

void
enisim_inventory_add_comments (EnisimInventory *inventory, const char *name, const char *text,
                               gsize n_bytes)
{
  const char *end = text + n_bytes, *line = text, *mark = text;
  EnisimPosition at = { .name = name, .line = 1 };

  while (n_bytes > 0 && (mark = g_strstr_len (mark, end - mark, MARK)))
    {
      const char *next, *hash;

      while ((next = memchr (line, '\n', (gsize) (mark - line))))
        {
          line = next + 1;
          at.line++;
        }
      hash = find_hash (line, mark);
      at.column = hash ? (guint) g_utf8_strlen (line, hash - line) + 1 : 0;
      if (hash)
        add_comment (inventory, at, line, hash, mark, end);
      mark += strlen (MARK);
    }
}
