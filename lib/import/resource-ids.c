/* resource-ids.c: who a resource of CloudFormation names */
#include <string.h>

#include "import/resource-reader.h"

enum
{
  CHOICES_MAX = 8 /* within each other */
};

void
enisim_resource_note_dynamic (const EnisimResourceReader *reader, const EnisimValue *value)
{
  EnisimImporter *importer = reader->template->importer;

  enisim_inventory_add_note (importer->inventory, value->at,
                             "%s is known once it is deployed: taken by its name",
                             enisim_value_render (importer->values, value));
}

/* Returns: (nullable): interned; an empty text names nobody. */
static EnisimId
intern (const EnisimResourceReader *reader, const EnisimValue *value)
{
  EnisimImporter *importer = reader->template->importer;
  const char *text = enisim_value_render (importer->values, value);

  if (enisim_value_is_dynamic (value))
    enisim_resource_note_dynamic (reader, value);
  return text && *text ? enisim_inventory_intern (importer->inventory, text) : NULL;
}

EnisimId
enisim_resource_get_id (const EnisimResourceReader *reader, const EnisimValue *from,
                        const char *path)
{
  const EnisimValue *value = enisim_resource_get (reader, from, path);
  g_autofree char *name = NULL;

  if (!value)
    return NULL;
  if (enisim_value_is_scalar (value))
    return intern (reader, value);
  name = enisim_resource_dup_name (reader, from, path);
  enisim_resource_complain (reader, value, "%s: expected a text", name);
  return NULL;
}

EnisimId
enisim_resource_get_vpc (const EnisimResourceReader *reader)
{
  EnisimImporter *importer = reader->template->importer;
  const gboolean was_quiet = importer->is_quiet;
  EnisimId vpc;

  importer->is_quiet = TRUE;
  vpc = enisim_resource_get_id (reader, NULL, "VpcId");
  importer->is_quiet = was_quiet;
  return vpc;
}

static void
add_id (const EnisimResourceReader *reader, const EnisimValue *value, GPtrArray *ids)
{
  EnisimId id = NULL;

  if (enisim_value_is_scalar (value))
    id = intern (reader, value);
  else
    enisim_resource_complain (reader, value, "expected an id");
  if (id)
    g_ptr_array_add (ids, (gpointer) id);
}

static EnisimIdList
make_list (const EnisimResourceReader *reader, const GPtrArray *ids)
{
  return enisim_inventory_make_list (reader->template->importer->inventory,
                                     (const EnisimId *) ids->pdata, ids->len);
}

EnisimIdList
enisim_value_to_ids (const EnisimResourceReader *reader, const EnisimValue *value)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  if (value->kind == ENISIM_VALUE_SYMBOL && !value->is_reference)
    return (EnisimIdList){ .open = intern (reader, value) };
  if (value->kind == ENISIM_VALUE_MAPPING)
    enisim_resource_complain (reader, value, "expected a list of ids");
  else if (value->kind != ENISIM_VALUE_LIST)
    add_id (reader, value, ids);
  for (guint i = 0; value->kind == ENISIM_VALUE_LIST && i < value->n_items; i++)
    add_id (reader, value->items[i], ids);
  return make_list (reader, ids);
}

EnisimIdList
enisim_resource_get_ids (const EnisimResourceReader *reader, const EnisimValue *from,
                         const char *path)
{
  const EnisimValue *value = enisim_resource_get (reader, from, path);

  return value ? enisim_value_to_ids (reader, value) : (EnisimIdList){ .ids = NULL };
}

/* Those of both sides of every choice.
 * Returns: FALSE where one side is a list of which only the expression is known */
static gboolean
add_all (EnisimResourceReader *reader, const EnisimValue *value, guint depth, GPtrArray *ids)
{
  gboolean is_whole = TRUE;

  if (value->kind == ENISIM_VALUE_NONE)
    return TRUE;
  if (value->is_choice && depth < CHOICES_MAX)
    {
      reader->resource.is_certain = FALSE;
      return add_all (reader, value->items[0], depth + 1, ids)
             && add_all (reader, value->items[1], depth + 1, ids);
    }
  if (value->kind == ENISIM_VALUE_SYMBOL && !value->is_reference && depth > 0)
    return FALSE;
  if (value->kind != ENISIM_VALUE_LIST)
    add_id (reader, value, ids);
  for (guint i = 0; value->kind == ENISIM_VALUE_LIST && i < value->n_items && is_whole; i++)
    {
      const EnisimValue *item = value->items[i];

      if (item->is_choice)
        is_whole = add_all (reader, item, depth + 1, ids);
      else
        add_id (reader, item, ids);
    }
  return is_whole;
}

static gboolean
has_choice (const EnisimValue *value)
{
  if (value->is_choice)
    return TRUE;
  for (guint i = 0; value->kind == ENISIM_VALUE_LIST && i < value->n_items; i++)
    if (value->items[i]->is_choice)
      return TRUE;
  return FALSE;
}

EnisimIdList
enisim_resource_get_subnets (EnisimResourceReader *reader, const EnisimValue *from,
                             const char *path)
{
  const EnisimValue *value = enisim_resource_get (reader, from, path);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  EnisimIdList list;

  if (!value)
    return (EnisimIdList){ .ids = NULL };
  if (!has_choice (value) || !add_all (reader, value, 0, ids))
    return enisim_value_to_ids (reader, value);
  enisim_inventory_add_note (reader->template->importer->inventory, value->at,
                             "which subnets %s has is not decided: those of both ways are counted "
                             "in the upper bounds",
                             reader->resource.name);
  list = make_list (reader, ids);
  list.choice = intern (reader, value);
  return list;
}
