/* id-set.c: lists of ids as sets, whatever their order */
#include "import/id-set.h"

#include <stdlib.h>

static gint
compare_ids (gconstpointer a, gconstpointer b)
{
  const guintptr x = *(const guintptr *) a, y = *(const guintptr *) b;

  return (x > y) - (x < y);
}

guint32
enisim_id_set_intern (EnisimInternTable *sets, const EnisimIdList *list)
{
  g_autofree EnisimId *key = g_new (EnisimId, list->n + 1);

  for (guint i = 0; i < list->n; i++)
    key[i] = list->ids[i];
  qsort (key, list->n, sizeof *key, compare_ids);
  key[list->n] = list->open;
  return enisim_intern_table_intern (sets, key, (list->n + 1) * sizeof *key);
}
