/* runtime-names.c: which runtimes a name stands for */
#include "scenario/runtime-names.h"

#include <enisim/enisim-scenario.h>

#include <string.h>

#include "base/number-text.h"

static void
clear_item (gpointer data)
{
  EnisimRuntimeItem *item = data;

  g_free (item->name);
}

void
enisim_runtime_names_init (EnisimRuntimeNames *names)
{
  names->items = g_array_new (FALSE, FALSE, sizeof (EnisimRuntimeItem));
  g_array_set_clear_func (names->items, clear_item);
  names->by_name = g_hash_table_new (g_str_hash, g_str_equal);
}

void
enisim_runtime_names_clear (EnisimRuntimeNames *names)
{
  g_hash_table_unref (names->by_name);
  g_array_unref (names->items);
}

gboolean
enisim_runtime_names_add (EnisimRuntimeNames *names, EnisimRuntimeItem item, const char *name)
{
  const guint index = names->items->len;

  item.name = g_strdup (name);
  g_array_append_val (names->items, item);
  if (name == NULL)
    return TRUE;
  if (g_hash_table_contains (names->by_name, name))
    return FALSE;
  g_hash_table_insert (names->by_name, item.name, GUINT_TO_POINTER (index));
  return TRUE;
}

gboolean
enisim_runtime_names_find_item (const EnisimRuntimeNames *names, const char *name, guint32 *item)
{
  gpointer index;

  if (!g_hash_table_lookup_extended (names->by_name, name, NULL, &index))
    return FALSE;
  *item = GPOINTER_TO_UINT (index);
  return TRUE;
}

/* Splits "name_12" of a group's member.  Returns: (transfer full) (nullable): the group's name. */
static char *
split_member (const char *name, guint32 *number)
{
  const char *mark = strrchr (name, '_');
  const char *reason;
  guint64 read;

  if (mark == NULL || !enisim_whole_parse (mark + 1, 0, ENISIM_RUNTIMES_MAX - 1, &read, &reason))
    return NULL;
  *number = (guint32) read;
  return g_strndup (name, (gsize) (mark - name));
}

gboolean
enisim_runtime_names_find_member (const EnisimRuntimeNames *names, const char *name, guint32 *item,
                                  guint32 *number)
{
  g_autofree char *group = split_member (name, number);
  const EnisimRuntimeItem *found;

  if (group == NULL || !enisim_runtime_names_find_item (names, group, item))
    return FALSE;
  found = enisim_runtime_names_get_item (names, *item);
  return found->is_group && *number < found->count;
}

guint32
enisim_runtime_names_find_owner (const EnisimRuntimeNames *names, guint32 runtime)
{
  guint32 low = 0, high = names->items->len - 1;

  while (low < high)
    {
      const guint32 middle = high - (high - low) / 2;

      if (enisim_runtime_names_get_item (names, middle)->first <= runtime)
        low = middle;
      else
        high = middle - 1;
    }
  return low;
}

void
enisim_runtime_names_verify (const EnisimRuntimeNames *names)
{
  guint32 n_runtimes = 0;

  g_assert_cmpuint (g_hash_table_size (names->by_name), <=, names->items->len);
  for (guint i = 0; i < names->items->len; i++)
    {
      const EnisimRuntimeItem *item = enisim_runtime_names_get_item (names, i);
      guint32 found;

      g_assert_cmpuint (item->first, ==, n_runtimes);
      g_assert_true (item->is_group || item->count <= 1);
      n_runtimes += item->count;
      if (item->name == NULL)
        continue;
      g_assert_true (enisim_runtime_names_find_item (names, item->name, &found));
      g_assert_cmpuint (found, <=, i);
    }
}
