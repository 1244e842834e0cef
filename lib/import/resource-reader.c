/* resource-reader.c: typed fields of a resource of CloudFormation */
#include "import/resource-reader.h"

#include <string.h>

#include "base/number-text.h"

void
enisim_resource_complain (const EnisimResourceReader *reader, const EnisimValue *value,
                          const char *format, ...)
{
  g_autofree char *expected = NULL;
  va_list args;

  va_start (args, format);
  expected = g_strdup_vprintf (format, args);
  va_end (args);
  enisim_complaints_add_at (reader->template->importer->complaints, value->at, "%s, got %s",
                            expected, enisim_value_get_kind_name (value));
}

char *
enisim_resource_dup_name (const EnisimResourceReader *reader, const EnisimValue *from,
                          const char *path)
{
  return reader->properties ? reader->properties->dup_name (reader, from, path) : g_strdup (path);
}

/* Complains of a property: "PATH: expected a number, got a list". */
static void
complain_of (const EnisimResourceReader *reader, const EnisimValue *from, const char *path,
             const EnisimValue *value, const char *expected)
{
  g_autofree char *name = enisim_resource_dup_name (reader, from, path);

  enisim_resource_complain (reader, value, "%s: expected %s", name, expected);
}

static const EnisimValue *walk (const EnisimResourceReader *reader, const EnisimValue *value,
                                const char *path);

static const EnisimValue *walk_items (const EnisimResourceReader *reader, const EnisimValue *list,
                                      const char *path);

/* What both have there of which a condition chooses one, and that is chosen in its turn.
 * @walk_one: walk or walk_items */
static const EnisimValue *
walk_choice (const EnisimResourceReader *reader, const EnisimValue *choice, const char *path,
             EnisimResourceWalk walk_one)
{
  EnisimValues *values = reader->template->importer->values;
  const EnisimValue *found[2], *either;

  for (guint i = 0; i < 2; i++)
    {
      found[i] = choice->items[i]->kind == ENISIM_VALUE_NONE
                     ? NULL
                     : walk_one (reader, choice->items[i], path);
      if (!found[i])
        found[i] = enisim_value_new_none (values, choice->at);
    }
  either = enisim_value_new_choice (values, choice->at, choice->condition, found[0], found[1]);
  return either ? either : choice;
}

const EnisimValue *
enisim_resource_walk_list (const EnisimResourceReader *reader, const EnisimValue *list,
                           const char *path, EnisimResourceWalk walk_one)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  for (guint i = 0; i < list->n_items; i++)
    {
      const EnisimValue *item = walk_one (reader, list->items[i], path);

      for (guint j = 0; item && item->kind == ENISIM_VALUE_LIST && j < item->n_items; j++)
        g_ptr_array_add (found, (gpointer) item->items[j]);
      if (item && item->kind != ENISIM_VALUE_LIST)
        g_ptr_array_add (found, (gpointer) item);
    }
  return enisim_value_new_list (reader->template->importer->values, list->at,
                                (const EnisimValue *const *) found->pdata, found->len);
}

/* What each item of a list has there, as one list. */
static const EnisimValue *
walk_items (const EnisimResourceReader *reader, const EnisimValue *list, const char *path)
{
  if (list->is_choice)
    return walk_choice (reader, list, path, walk_items);
  if (list->kind == ENISIM_VALUE_SYMBOL)
    return list;
  if (list->kind != ENISIM_VALUE_LIST)
    {
      enisim_resource_complain (reader, list, "expected a list");
      return NULL;
    }
  return enisim_resource_walk_list (reader, list, path, walk);
}

static const EnisimValue *
walk (const EnisimResourceReader *reader, const EnisimValue *value, const char *path)
{
  while (value && value->kind != ENISIM_VALUE_NONE && *path)
    {
      const gsize n_bytes = strcspn (path, ".[");
      g_autofree char *key = g_strndup (path, n_bytes);

      if (value->is_choice)
        {
          value = walk_choice (reader, value, path, walk);
          break;
        }
      if (value->kind == ENISIM_VALUE_SYMBOL)
        return value;
      if (value->kind != ENISIM_VALUE_MAPPING)
        {
          enisim_resource_complain (reader, value, "expected a mapping that has %s", key);
          return NULL;
        }
      value = enisim_value_get (value, key);
      path += n_bytes;
      if (value && g_str_has_prefix (path, "[]."))
        return walk_items (reader, value, path + strlen ("[]."));
      path += *path == '.';
    }
  return value && value->kind != ENISIM_VALUE_NONE ? value : NULL;
}

const EnisimValue *
enisim_resource_get (const EnisimResourceReader *reader, const EnisimValue *from, const char *path)
{
  const gsize n_bytes = strcspn (path, ".[");
  g_autofree char *key = g_strndup (path, n_bytes);
  const EnisimNode *properties, *property;
  const EnisimValue *value;

  if (reader->properties)
    return reader->properties->find (reader, from, path);
  properties = enisim_node_get (reader->node, "Properties");
  if (from)
    return walk (reader, from, path);
  if (!properties || properties->kind != ENISIM_NODE_MAPPING)
    return NULL;
  property = enisim_node_get (properties, key);
  if (!property)
    return NULL;
  value = enisim_evaluate_once (reader->template, property);
  if (value->kind != ENISIM_VALUE_NONE && g_str_has_prefix (path + n_bytes, "[]."))
    return walk_items (reader, value, path + n_bytes + strlen ("[]."));
  return walk (reader, value, path[n_bytes] == '.' ? path + n_bytes + 1 : path + n_bytes);
}

/* Whether it is one thing of which it is not known what it is. */
static gboolean
is_open (const EnisimResourceReader *reader, const EnisimValue *value)
{
  if (enisim_value_is_dynamic (value))
    enisim_resource_note_dynamic (reader, value);
  return enisim_value_is_scalar (value) && !value->is_known;
}

gboolean
enisim_resource_get_cidr (const EnisimResourceReader *reader, const EnisimValue *from,
                          const char *path, EnisimCidr *cidr)
{
  const EnisimValue *value = enisim_resource_get (reader, from, path);
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;

  if (!value || is_open (reader, value))
    return FALSE;
  if (value->kind != ENISIM_VALUE_TEXT)
    complain_of (reader, from, path, value, "a network");
  else if (enisim_cidr_parse (value->text, cidr, &error))
    return TRUE;
  else
    {
      name = enisim_resource_dup_name (reader, from, path);
      enisim_complaints_add_at (reader->template->importer->complaints, value->at, "%s: %s", name,
                                error->message);
    }
  return FALSE;
}

static gboolean
parse_number (const char *text, gint min, gint max, gint *number)
{
  const gboolean is_negative = text[0] == '-';
  const char *reason;
  guint64 whole;

  if (!enisim_whole_parse (text + is_negative, 0, G_MAXINT, &whole, &reason))
    return FALSE;
  *number = is_negative ? -(gint) whole : (gint) whole;
  return *number >= min && *number <= max;
}

gint
enisim_resource_get_number (const EnisimResourceReader *reader, const EnisimValue *from,
                            const char *path, gint min, gint max, gint otherwise)
{
  const EnisimValue *value = enisim_resource_get (reader, from, path);
  gint number = -1;

  if (!value)
    return otherwise;
  if (is_open (reader, value))
    return -1;
  if (value->kind != ENISIM_VALUE_TEXT)
    complain_of (reader, from, path, value, "a number");
  else if (!parse_number (value->text, min, max, &number))
    {
      g_autofree char *name = enisim_resource_dup_name (reader, from, path);

      enisim_complaints_add_at (reader->template->importer->complaints, value->at,
                                "%s: \"%s\" is not a number of %d to %d", name, value->text, min,
                                max);
      return otherwise;
    }
  return number;
}

gint
enisim_resource_get_flag (const EnisimResourceReader *reader, const EnisimValue *from,
                          const char *path, gint otherwise)
{
  const EnisimValue *value = enisim_resource_get (reader, from, path);
  g_autofree char *name = NULL;

  if (!value)
    return otherwise;
  if (is_open (reader, value))
    return -1;
  if (value->kind != ENISIM_VALUE_TEXT)
    complain_of (reader, from, path, value, "true or false");
  else if (g_ascii_strcasecmp (value->text, "true") == 0)
    return TRUE;
  else if (g_ascii_strcasecmp (value->text, "false") == 0)
    return FALSE;
  else
    {
      name = enisim_resource_dup_name (reader, from, path);
      enisim_complaints_add_at (reader->template->importer->complaints, value->at,
                                "%s: \"%s\" is neither true nor false", name, value->text);
    }
  return -1;
}

gboolean
enisim_resource_is (const EnisimResourceReader *reader, const EnisimValue *from, const char *path,
                    const char *text)
{
  const EnisimValue *value = enisim_resource_get (reader, from, path);

  return value && value->kind == ENISIM_VALUE_TEXT && g_ascii_strcasecmp (value->text, text) == 0;
}

guint
enisim_resource_get_items (const EnisimResourceReader *reader, const char *path,
                           const EnisimValue *const **items)
{
  const EnisimValue *value = enisim_resource_get (reader, NULL, path);

  if (!value || value->kind == ENISIM_VALUE_SYMBOL)
    return 0;
  if (value->kind != ENISIM_VALUE_LIST)
    {
      complain_of (reader, NULL, path, value, "a list");
      return 0;
    }
  *items = value->items;
  return value->n_items;
}

EnisimResourceReader
enisim_resource_move (const EnisimResourceReader *reader, const EnisimPlace *place)
{
  EnisimResourceReader moved = *reader;

  moved.template = place->template;
  moved.node = place->node;
  moved.type = place->type;
  moved.properties = place->properties;
  moved.fields = place->fields;
  return moved;
}

const EnisimPlace *
enisim_resource_find (const EnisimResourceReader *reader, EnisimId id)
{
  return id ? g_hash_table_lookup (reader->template->importer->resources, id) : NULL;
}
