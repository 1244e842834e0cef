/* value-split.c: texts into lists, as far as it can be told where they part */
#include <string.h>

#include "import/value.h"

/* What is split so far. */
typedef struct
{
  EnisimValues *values;
  EnisimPosition at;
  GPtrArray *items;  /* of EnisimValue, done */
  GPtrArray *pieces; /* of EnisimValue: the item under way */
} Split;

static void
end_item (Split *split)
{
  const EnisimValue *item = split->pieces->len == 1 ? g_ptr_array_index (split->pieces, 0) : NULL;

  if (!item)
    item = enisim_value_new_joined (split->values, split->at,
                                    (const EnisimValue *const *) split->pieces->pdata,
                                    split->pieces->len);
  g_assert (item != NULL); /* no longer than the whole */
  g_ptr_array_add (split->items, (gpointer) item);
  g_ptr_array_set_size (split->pieces, 0);
}

static void
split_text (Split *split, const char *text, const char *delimiter)
{
  const char *end;

  for (;; text = end + strlen (delimiter))
    {
      const char *piece;

      end = strstr (text, delimiter);
      piece = enisim_values_add_text (split->values, text,
                                      end ? (gsize) (end - text) : strlen (text));
      g_ptr_array_add (split->pieces,
                       (gpointer) enisim_value_new_text (split->values, split->at, piece));
      if (!end)
        return;
      end_item (split);
    }
}

static gboolean
can_split (const EnisimValue *source)
{
  if (source->kind == ENISIM_VALUE_SYMBOL)
    return source->is_reference;
  for (guint i = 0; i < source->n_items; i++)
    if (source->items[i]->kind == ENISIM_VALUE_SYMBOL && !source->items[i]->is_reference)
      return FALSE;
  return TRUE;
}

const EnisimValue *
enisim_value_split (EnisimValues *values, EnisimPosition at, const EnisimValue *source,
                    const char *delimiter)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  g_autoptr (GPtrArray) pieces = g_ptr_array_new ();
  Split split = { .values = values, .at = at, .items = items, .pieces = pieces };
  const guint n = source->kind == ENISIM_VALUE_JOINED ? source->n_items : 1;

  if (source->delimiter && strcmp (delimiter, ",") == 0 && strcmp (source->delimiter, ",") == 0)
    return source->items[0];
  if (!can_split (source))
    return NULL;
  for (guint i = 0; i < n; i++)
    {
      const EnisimValue *piece = source->kind == ENISIM_VALUE_JOINED ? source->items[i] : source;

      if (piece->kind == ENISIM_VALUE_TEXT)
        split_text (&split, piece->text, delimiter);
      else
        g_ptr_array_add (pieces, (gpointer) piece);
    }
  end_item (&split);
  return enisim_value_new_list (values, at, (const EnisimValue *const *) items->pdata, items->len);
}
