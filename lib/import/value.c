/* value.c: what an expression of a template stands for
 *
 * A few lines can stand for a billion values: a list shared by reference costs nothing until it is
 * written out.  So every writer of text stops at a limit, and the arena counts what it has given.
 */
#include "import/value.h"

#include <string.h>

enum
{
  CHUNK_BYTES = 64 * 1024,
  ALIGNMENT = 8
};

struct _EnisimValues
{
  GPtrArray *chunks;
  char *free; /* in the last chunk of CHUNK_BYTES */
  gsize n_free;
  gsize n_bytes; /* given out */
};

EnisimValues *
enisim_values_new (void)
{
  EnisimValues *values = g_new0 (EnisimValues, 1);

  values->chunks = g_ptr_array_new_with_free_func (g_free);
  return values;
}

void
enisim_values_free (EnisimValues *values)
{
  if (!values)
    return;
  g_ptr_array_unref (values->chunks);
  g_free (values);
}

gboolean
enisim_values_is_full (const EnisimValues *values)
{
  return values->n_bytes > ENISIM_VALUE_BYTES_MAX;
}

/* What is large gets a chunk of its own, so that no more than a quarter of a chunk is lost. */
static gpointer
take_bytes (EnisimValues *values, gsize n_bytes)
{
  const gsize n_aligned = (n_bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  gpointer taken;

  values->n_bytes += n_aligned;
  if (n_aligned > CHUNK_BYTES / 4)
    {
      taken = g_malloc (n_aligned);
      g_ptr_array_add (values->chunks, taken);
      return taken;
    }
  if (!values->free || n_aligned > values->n_free)
    {
      values->free = g_malloc (CHUNK_BYTES);
      values->n_free = CHUNK_BYTES;
      g_ptr_array_add (values->chunks, values->free);
    }
  taken = values->free;
  values->free += n_aligned;
  values->n_free -= n_aligned;
  return taken;
}

const char *
enisim_values_add_text (EnisimValues *values, const char *text, gsize n_bytes)
{
  char *copy = take_bytes (values, n_bytes + 1);

  memcpy (copy, text, n_bytes);
  copy[n_bytes] = '\0';
  return copy;
}

static const EnisimValue *
add (EnisimValues *values, EnisimValue value)
{
  EnisimValue *copy = take_bytes (values, sizeof *copy);

  *copy = value;
  copy->is_known = value.kind != ENISIM_VALUE_SYMBOL && value.kind != ENISIM_VALUE_JOINED
                   && !enisim_value_is_dynamic (&value);
  for (guint i = 0; i < value.n_items; i++)
    copy->is_known &= value.items[i]->is_known;
  return copy;
}

const EnisimValue *
enisim_value_new_none (EnisimValues *values, EnisimPosition at)
{
  return add (values, (EnisimValue){ .kind = ENISIM_VALUE_NONE, .at = at });
}

const EnisimValue *
enisim_value_new_text (EnisimValues *values, EnisimPosition at, const char *text)
{
  return add (values, (EnisimValue){ .kind = ENISIM_VALUE_TEXT, .at = at, .text = text });
}

const EnisimValue *
enisim_value_new_symbol (EnisimValues *values, EnisimPosition at, const char *text)
{
  return add (values, (EnisimValue){ .kind = ENISIM_VALUE_SYMBOL, .at = at, .text = text });
}

const EnisimValue *
enisim_value_new_reference (EnisimValues *values, EnisimPosition at, const char *id)
{
  return add (
      values,
      (EnisimValue){ .kind = ENISIM_VALUE_SYMBOL, .is_reference = TRUE, .at = at, .text = id });
}

static const EnisimValue *const *
copy_items (EnisimValues *values, const EnisimValue *const *items, guint n)
{
  const EnisimValue **copies = take_bytes (values, n * sizeof *copies);

  for (guint i = 0; i < n; i++)
    copies[i] = items[i];
  return copies;
}

const EnisimValue *
enisim_value_new_choice (EnisimValues *values, EnisimPosition at, const char *condition,
                         const EnisimValue *first, const EnisimValue *second)
{
  const EnisimValue *const items[] = { first, second };
  const char *parts[]
      = { enisim_value_render_part (values, first), enisim_value_render_part (values, second) };
  g_autofree char *text = NULL;

  if (!parts[0] || !parts[1] || strlen (parts[0]) + strlen (parts[1]) > ENISIM_VALUE_TEXT_BYTES_MAX)
    return NULL;
  if (strcmp (parts[0], parts[1]) == 0)
    return first;
  text = g_strdup_printf ("${If %s %s %s}", condition, parts[0], parts[1]);
  return add (values, (EnisimValue){ .kind = ENISIM_VALUE_SYMBOL,
                                     .is_choice = TRUE,
                                     .at = at,
                                     .text = enisim_values_add_text (values, text, strlen (text)),
                                     .condition = condition,
                                     .items = copy_items (values, items, 2),
                                     .n_items = 2 });
}

const EnisimValue *
enisim_value_new_joined_list (EnisimValues *values, EnisimPosition at, const char *text,
                              const char *delimiter, const EnisimValue *list)
{
  return add (values, (EnisimValue){ .kind = ENISIM_VALUE_SYMBOL,
                                     .at = at,
                                     .text = text,
                                     .delimiter = delimiter,
                                     .items = copy_items (values, &list, 1),
                                     .n_items = 1 });
}

const EnisimValue *
enisim_value_new_list (EnisimValues *values, EnisimPosition at, const EnisimValue *const *items,
                       guint n)
{
  const EnisimValue **kept = take_bytes (values, n * sizeof *kept);
  guint n_kept = 0;

  for (guint i = 0; i < n; i++)
    if (items[i]->kind != ENISIM_VALUE_NONE)
      kept[n_kept++] = items[i];
  return add (values, (EnisimValue){
                          .kind = ENISIM_VALUE_LIST, .at = at, .items = kept, .n_items = n_kept });
}

const EnisimValue *
enisim_value_new_mapping (EnisimValues *values, EnisimPosition at, const EnisimValue *const *items,
                          const char *const *keys, guint n)
{
  const EnisimValue **kept = take_bytes (values, n * sizeof *kept);
  const char **kept_keys = take_bytes (values, n * sizeof *kept_keys);
  guint n_kept = 0;

  for (guint i = 0; i < n; i++)
    {
      if (items[i]->kind == ENISIM_VALUE_NONE)
        continue;
      kept[n_kept] = items[i];
      kept_keys[n_kept++] = keys[i];
    }
  return add (values, (EnisimValue){ .kind = ENISIM_VALUE_MAPPING,
                                     .at = at,
                                     .items = kept,
                                     .keys = kept_keys,
                                     .n_items = n_kept });
}

typedef struct
{
  EnisimValues *values;
  EnisimPosition at;
  GPtrArray *pieces; /* of EnisimValue, no two texts side by side; the last text is in @text */
  GString *text;
  gsize n_bytes; /* of all */
} Joint;

static void
end_text (Joint *joint)
{
  if (joint->text->len == 0)
    return;
  g_ptr_array_add (joint->pieces,
                   (gpointer) enisim_value_new_text (
                       joint->values, joint->at,
                       enisim_values_add_text (joint->values, joint->text->str, joint->text->len)));
  g_string_truncate (joint->text, 0);
}

/* Returns: whether there was room. */
static gboolean
add_piece (Joint *joint, const EnisimValue *piece)
{
  if (piece->kind == ENISIM_VALUE_JOINED)
    {
      for (guint i = 0; i < piece->n_items; i++)
        if (!add_piece (joint, piece->items[i]))
          return FALSE;
      return TRUE;
    }
  joint->n_bytes += strlen (piece->text) + (piece->kind == ENISIM_VALUE_SYMBOL);
  if (joint->n_bytes > ENISIM_VALUE_TEXT_BYTES_MAX)
    return FALSE;
  if (piece->kind == ENISIM_VALUE_TEXT)
    {
      g_string_append (joint->text, piece->text);
      return TRUE;
    }
  end_text (joint);
  g_ptr_array_add (joint->pieces, (gpointer) piece);
  return TRUE;
}

static const EnisimValue *
finish_joint (Joint *joint)
{
  end_text (joint);
  if (joint->pieces->len == 0)
    return enisim_value_new_text (joint->values, joint->at, "");
  if (joint->pieces->len == 1)
    return g_ptr_array_index (joint->pieces, 0);
  return add (joint->values,
              (EnisimValue){ .kind = ENISIM_VALUE_JOINED,
                             .at = joint->at,
                             .items = copy_items (joint->values,
                                                  (const EnisimValue *const *) joint->pieces->pdata,
                                                  joint->pieces->len),
                             .n_items = joint->pieces->len });
}

const EnisimValue *
enisim_value_new_joined (EnisimValues *values, EnisimPosition at, const EnisimValue *const *pieces,
                         guint n)
{
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  Joint joint = { .values = values, .at = at, .pieces = kept, .text = text };

  for (guint i = 0; i < n; i++)
    if (!add_piece (&joint, pieces[i]))
      return NULL;
  return finish_joint (&joint);
}

const EnisimValue *
enisim_value_get (const EnisimValue *mapping, const char *key)
{
  g_assert (mapping->kind == ENISIM_VALUE_MAPPING);
  for (guint i = 0; i < mapping->n_items; i++)
    if (strcmp (mapping->keys[i], key) == 0)
      return mapping->items[i];
  return NULL;
}

gboolean
enisim_value_is_scalar (const EnisimValue *value)
{
  return value->kind == ENISIM_VALUE_TEXT || value->kind == ENISIM_VALUE_SYMBOL
         || value->kind == ENISIM_VALUE_JOINED;
}

static gboolean
is_perhaps (const EnisimValue *value)
{
  return value->kind == ENISIM_VALUE_NONE
         || (value->is_choice && (is_perhaps (value->items[0]) || is_perhaps (value->items[1])));
}

gboolean
enisim_value_has_perhaps (const EnisimValue *list)
{
  for (guint i = 0; list->kind == ENISIM_VALUE_LIST && i < list->n_items; i++)
    if (is_perhaps (list->items[i]))
      return TRUE;
  return FALSE;
}

gboolean
enisim_value_is_dynamic (const EnisimValue *value)
{
  if (value->kind == ENISIM_VALUE_TEXT)
    return strstr (value->text, "{{resolve:") != NULL;
  for (guint i = 0; value->kind == ENISIM_VALUE_JOINED && i < value->n_items; i++)
    if (enisim_value_is_dynamic (value->items[i]))
      return TRUE;
  return FALSE;
}

static void
verify_pieces (const EnisimValue *joined)
{
  g_assert_cmpuint (joined->n_items, >=, 2);
  for (guint i = 0; i < joined->n_items; i++)
    {
      const EnisimValueKind kind = joined->items[i]->kind;

      g_assert_true (kind == ENISIM_VALUE_TEXT || kind == ENISIM_VALUE_SYMBOL);
      g_assert_true (i == 0 || kind == ENISIM_VALUE_SYMBOL
                     || joined->items[i - 1]->kind == ENISIM_VALUE_SYMBOL);
    }
}

void
enisim_value_verify (const EnisimValue *value)
{
  const gboolean has_text = value->kind == ENISIM_VALUE_TEXT || value->kind == ENISIM_VALUE_SYMBOL;

  g_assert_nonnull (value->at.name);
  g_assert_true (has_text == (value->text != NULL));
  g_assert_true (value->kind == ENISIM_VALUE_MAPPING || value->keys == NULL);
  g_assert_true (value->is_choice == (value->condition != NULL));
  g_assert_true (!value->is_choice || value->n_items == 2);
  g_assert_true (!value->delimiter || (value->kind == ENISIM_VALUE_SYMBOL && value->n_items == 1));
  g_assert_true (!value->is_reference || value->kind == ENISIM_VALUE_SYMBOL);
  if (value->kind == ENISIM_VALUE_JOINED)
    verify_pieces (value);
  for (guint i = 0; i < value->n_items; i++)
    enisim_value_verify (value->items[i]);
}
