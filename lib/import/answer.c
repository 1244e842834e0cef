/* answer.c: typed fields of the answers that the AWS CLI prints */
#include "import/answer.h"

#include <string.h>

#include "text/node-read.h"

const EnisimNode *
enisim_answer_get (const EnisimAnswer *answer, const char *key, EnisimNodeKind kinds)
{
  const EnisimNode *node = answer->item ? enisim_node_get (answer->item, key) : NULL;

  if (!node || node->kind == ENISIM_NODE_NULL
      || !enisim_node_expect (node, kinds, answer->complaints))
    return NULL;
  return node;
}

EnisimAnswer
enisim_answer_enter (const EnisimAnswer *answer, const char *key)
{
  EnisimAnswer entered = *answer;

  entered.item = enisim_answer_get (answer, key, ENISIM_NODE_MAPPING);
  return entered;
}

EnisimAnswer
enisim_answer_of_item (const EnisimAnswer *answer, const EnisimNode *item)
{
  EnisimAnswer entered = *answer;

  entered.item = enisim_node_expect (item, ENISIM_NODE_MAPPING, answer->complaints) ? item : NULL;
  return entered;
}

EnisimId
enisim_answer_get_text (const EnisimAnswer *answer, const char *key)
{
  const EnisimNode *node = enisim_answer_get (answer, key, ENISIM_NODE_SCALAR);

  return node && node->n_bytes > 0 ? enisim_inventory_intern (answer->inventory, node->text) : NULL;
}

EnisimId
enisim_answer_require_text (const EnisimAnswer *answer, const char *key)
{
  const EnisimNode *node = answer->item ? enisim_node_get (answer->item, key) : NULL;
  const EnisimId text = enisim_answer_get_text (answer, key);

  if (!text && node && (node->kind == ENISIM_NODE_SCALAR || node->kind == ENISIM_NODE_NULL))
    enisim_complaints_add (answer->complaints, node, "%s is empty", key);
  else if (!text && !node && answer->item)
    enisim_complaints_add (answer->complaints, answer->item, "%s is missing", key);
  return text;
}

/* Returns: (nullable): the text of an item, or of its @field */
static EnisimId
read_item (const EnisimAnswer *answer, const EnisimNode *item, const char *field)
{
  EnisimAnswer inner;

  if (field)
    {
      inner = enisim_answer_of_item (answer, item);
      return enisim_answer_require_text (&inner, field);
    }
  if (!enisim_node_expect (item, ENISIM_NODE_SCALAR, answer->complaints))
    return NULL;
  if (item->n_bytes > 0)
    return enisim_inventory_intern (answer->inventory, item->text);
  enisim_complaints_add (answer->complaints, item, "an id is empty");
  return NULL;
}

EnisimIdList
enisim_answer_get_ids (const EnisimAnswer *answer, const char *key, const char *field)
{
  const EnisimNode *list = enisim_answer_get (answer, key, ENISIM_NODE_SEQUENCE);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (const EnisimNode *item = list ? list->first : NULL; item; item = item->next)
    {
      const EnisimId id = read_item (answer, item, field);

      if (id)
        g_ptr_array_add (ids, (gpointer) id);
    }
  return enisim_inventory_make_list (answer->inventory, (const EnisimId *) ids->pdata, ids->len);
}

gint
enisim_answer_get_flag (const EnisimAnswer *answer, const char *key, gint otherwise)
{
  const EnisimNode *node = enisim_answer_get (answer, key, ENISIM_NODE_SCALAR);

  if (!node)
    return otherwise;
  if (g_ascii_strcasecmp (node->text, "true") == 0)
    return TRUE;
  if (g_ascii_strcasecmp (node->text, "false") != 0)
    enisim_complaints_add (answer->complaints, node, "%s: expected true or false, got '%s'", key,
                           node->text);
  return FALSE;
}

gint64
enisim_answer_get_number (const EnisimAnswer *answer, const char *key, gint64 min, gint64 max,
                          gint64 otherwise)
{
  const EnisimNode *node = enisim_answer_get (answer, key, ENISIM_NODE_SCALAR);
  gint64 number;

  if (!node)
    return otherwise;
  if (g_ascii_string_to_signed (node->text, 10, min, max, &number, NULL))
    return number;
  enisim_complaints_add (answer->complaints, node,
                         "%s: expected a whole number from %" G_GINT64_FORMAT
                         " to %" G_GINT64_FORMAT ", got '%s'",
                         key, min, max, node->text);
  return otherwise;
}

gboolean
enisim_answer_get_cidr (const EnisimAnswer *answer, const char *key, EnisimCidr *cidr)
{
  const EnisimNode *node = enisim_answer_get (answer, key, ENISIM_NODE_SCALAR);
  g_autoptr (GError) error = NULL;

  if (!node || node->n_bytes == 0)
    return FALSE;
  if (enisim_cidr_parse (node->text, cidr, &error))
    return TRUE;
  enisim_complaints_add (answer->complaints, node, "%s: %s", key, error->message);
  return FALSE;
}

gboolean
enisim_answer_get_address (const EnisimAnswer *answer, const char *key, EnisimCidr *cidr)
{
  const EnisimNode *node = enisim_answer_get (answer, key, ENISIM_NODE_SCALAR);
  g_autoptr (GError) error = NULL;
  guint32 address;

  if (!node || node->n_bytes == 0)
    return FALSE;
  if (enisim_address_parse (node->text, &address, &error))
    {
      *cidr = (EnisimCidr){ address, ENISIM_CIDR_PREFIX_MAX };
      return TRUE;
    }
  enisim_complaints_add (answer->complaints, node, "%s: %s", key, error->message);
  return FALSE;
}

gboolean
enisim_answer_is (const EnisimAnswer *answer, const char *key, const char *text)
{
  const EnisimNode *node = enisim_answer_get (answer, key, ENISIM_NODE_SCALAR);

  return node && strcmp (node->text, text) == 0;
}

EnisimId
enisim_answer_get_tag (const EnisimAnswer *answer, const char *key, const char *name)
{
  const EnisimNode *list = enisim_answer_get (answer, key, ENISIM_NODE_SEQUENCE);

  for (const EnisimNode *item = list ? list->first : NULL; item; item = item->next)
    {
      const EnisimAnswer tag = enisim_answer_of_item (answer, item);

      if (enisim_answer_is (&tag, "Key", name))
        return enisim_answer_get_text (&tag, "Value");
    }
  return NULL;
}

static gboolean
are_entries_equal (const EnisimNode *one, const EnisimNode *other)
{
  for (const EnisimNode *entry = one->first; entry; entry = entry->next)
    if (!enisim_nodes_are_equal (entry, enisim_node_get (other, entry->key)))
      return FALSE;
  return TRUE;
}

/* Recursion ends where the parser's limit of depth does. */
gboolean
enisim_nodes_are_equal (const EnisimNode *one, const EnisimNode *other)
{
  if (!one || !other)
    return one == other;
  if (one->kind != other->kind || one->n_children != other->n_children)
    return FALSE;
  switch (one->kind)
    {
    case ENISIM_NODE_NULL:
      return TRUE;
    case ENISIM_NODE_SCALAR:
      return strcmp (one->text, other->text) == 0;
    case ENISIM_NODE_MAPPING:
      return are_entries_equal (one, other);
    case ENISIM_NODE_SEQUENCE:
      break;
    }
  for (one = one->first, other = other->first; one; one = one->next, other = other->next)
    if (!enisim_nodes_are_equal (one, other))
      return FALSE;
  return TRUE;
}
