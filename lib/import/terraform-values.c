/* terraform-values.c: what a plan says of an attribute
 *
 * A plan says it three times: what is known, what is not known before apply, and by which
 * expression it is configured.  The three have one shape, but for nested attributes, whose
 * expression is one for the whole, and dynamic blocks, which have none.
 */
#include <string.h>

#include "import/terraform-names.h"
#include "import/terraform-parts.h"

/* What is built of: the same place in each of the three. */
typedef struct
{
  EnisimTerraform *plan;
  EnisimTerraformResource *resource;
  const EnisimNode *values, *unknown, *expression; /* (nullable) each */
  const char *name;                                /* of the attribute or block it lies in */
  const char *path;                                /* "network_configuration[0].subnets" */
  gboolean is_nested;                              /* in a block */
} Place;

static const EnisimValue *build (const Place *place);

const EnisimValue *
enisim_terraform_make_value (EnisimTerraform *plan, const EnisimNode *node)
{
  EnisimValues *values = plan->importer->values;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GPtrArray) keys = NULL;

  if (node->kind == ENISIM_NODE_NULL)
    return enisim_value_new_none (values, node->at);
  if (node->kind == ENISIM_NODE_SCALAR)
    return enisim_value_new_text (values, node->at, node->text);
  items = g_ptr_array_new ();
  keys = g_ptr_array_new ();
  for (const EnisimNode *child = node->first; child; child = child->next)
    {
      g_ptr_array_add (items, (gpointer) enisim_terraform_make_value (plan, child));
      g_ptr_array_add (keys, (gpointer) child->key);
    }
  if (node->kind == ENISIM_NODE_SEQUENCE)
    return enisim_value_new_list (values, node->at, (const EnisimValue *const *) items->pdata,
                                  items->len);
  return enisim_value_new_mapping (values, node->at, (const EnisimValue *const *) items->pdata,
                                   (const char *const *) keys->pdata, items->len);
}

static gboolean
is_true (const EnisimNode *node)
{
  return node && node->kind == ENISIM_NODE_SCALAR && strcmp (node->text, "true") == 0;
}

/* Whether it is one expression, and not a block of some. */
static gboolean
is_expression (const EnisimNode *node)
{
  return node && node->kind == ENISIM_NODE_MAPPING
         && (enisim_node_get (node, "references") || enisim_node_get (node, "constant_value"));
}

/* A plan that lists no changes leaves out what it does not know. */
static gboolean
is_unknown (const Place *place)
{
  if (is_true (place->unknown))
    return TRUE;
  return !place->values && !place->resource->has_change && is_expression (place->expression)
         && enisim_node_get (place->expression, "references");
}

static EnisimPosition
get_position (const Place *place)
{
  return place->values ? place->values->at : place->resource->node->at;
}

/* What nobody else has. */
static const EnisimValue *
make_symbol (const Place *place)
{
  EnisimValues *values = place->plan->importer->values;
  g_autofree char *text = g_strdup_printf ("${%s/%s.%s}", place->plan->template->name,
                                           place->resource->address, place->path);

  return enisim_value_new_symbol (values, get_position (place),
                                  enisim_values_add_text (values, text, strlen (text)));
}

/* What the provider makes up, nobody configured: it is as if it were not there. */
static const EnisimValue *
build_unknown (const Place *place)
{
  const EnisimValue *value;

  if (!place->expression && !place->is_nested)
    return enisim_value_new_none (place->plan->importer->values, get_position (place));
  value = enisim_terraform_follow (place->plan, place->resource->module, place->resource,
                                   is_expression (place->expression) ? place->expression : NULL,
                                   place->name);
  return value ? value : make_symbol (place);
}

static const EnisimNode *
get_child (const EnisimNode *node, const char *key)
{
  return node && node->kind == ENISIM_NODE_MAPPING ? enisim_node_get (node, key) : NULL;
}

static const EnisimValue *
build_child (const Place *place, const char *key)
{
  g_autofree char *path = g_strconcat (place->path, ".", key, NULL);
  const Place child
      = { .plan = place->plan,
          .resource = place->resource,
          .values = get_child (place->values, key),
          .unknown = get_child (place->unknown, key),
          .expression = is_expression (place->expression) ? place->expression
                                                          : get_child (place->expression, key),
          .name = key,
          .path = path,
          .is_nested = TRUE };

  return build (&child);
}

static const EnisimValue *
build_mapping (const Place *place)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  const EnisimNode *unknown
      = place->unknown && place->unknown->kind == ENISIM_NODE_MAPPING ? place->unknown : NULL;

  for (const EnisimNode *child = place->values->first; child; child = child->next)
    {
      g_ptr_array_add (items, (gpointer) build_child (place, child->key));
      g_ptr_array_add (keys, (gpointer) child->key);
    }
  for (const EnisimNode *child = unknown ? unknown->first : NULL; child; child = child->next)
    if (!enisim_node_get (place->values, child->key))
      {
        g_ptr_array_add (items, (gpointer) build_child (place, child->key));
        g_ptr_array_add (keys, (gpointer) child->key);
      }
  return enisim_value_new_mapping (place->plan->importer->values, place->values->at,
                                   (const EnisimValue *const *) items->pdata,
                                   (const char *const *) keys->pdata, items->len);
}

/* A plan that lists no changes has nothing at all where a text should be. */
static gboolean
is_item_unknown (const Place *place, const EnisimNode *item, const EnisimNode *unknown)
{
  return is_true (unknown) || (item->kind == ENISIM_NODE_NULL && !place->resource->has_change);
}

static gboolean
is_known_text (const GPtrArray *items, const EnisimValue *value)
{
  for (guint i = 0; i < items->len; i++)
    {
      const EnisimValue *item = g_ptr_array_index (items, i);

      if (item->text && value->text && strcmp (item->text, value->text) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Texts of which some are known: the others are what else the expression refers to, if that is as
 * many. */
static const EnisimValue *
build_texts (const Place *place, GPtrArray *known, guint n_unknown)
{
  const EnisimValue *all = build_unknown (place);
  const EnisimValue *const *items = all->kind == ENISIM_VALUE_LIST ? all->items : &all;
  const guint n = all->kind == ENISIM_VALUE_LIST ? all->n_items : 1;
  g_autoptr (GPtrArray) rest = g_ptr_array_new ();

  for (guint i = 0; i < n; i++)
    if (!is_known_text (known, items[i]))
      g_ptr_array_add (rest, (gpointer) items[i]);
  for (guint i = 0; i < n_unknown; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s[%u]", place->path, i);
      Place item = *place;

      item.path = path;
      g_ptr_array_add (known, rest->len == n_unknown ? g_ptr_array_index (rest, i)
                                                     : (gpointer) make_symbol (&item));
    }
  return enisim_value_new_list (place->plan->importer->values, place->values->at,
                                (const EnisimValue *const *) known->pdata, known->len);
}

static const EnisimNode *
get_item (const EnisimNode *node, guint index)
{
  return node && node->kind == ENISIM_NODE_SEQUENCE ? enisim_node_get_item (node, index) : NULL;
}

/* Blocks that are configured one by one have an expression each; others are made by a dynamic
 * block, of which a plan says nothing. */
static const EnisimNode *
find_block (const Place *place, guint index)
{
  if (!place->expression || place->expression->kind != ENISIM_NODE_SEQUENCE)
    return place->expression;
  return place->expression->n_children == place->values->n_children
             ? enisim_node_get_item (place->expression, index)
             : NULL;
}

static const EnisimValue *
build_list (const Place *place)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  guint n_unknown = 0, index = 0;

  for (const EnisimNode *node = place->values->first; node; node = node->next, index++)
    {
      g_autofree char *path = g_strdup_printf ("%s[%u]", place->path, index);
      const EnisimNode *unknown = get_item (place->unknown, index);
      Place item = *place;

      item.values = node;
      item.unknown = unknown;
      item.path = path;
      item.is_nested = TRUE;
      item.expression = find_block (place, index);
      if (is_item_unknown (place, node, unknown))
        n_unknown++;
      else
        g_ptr_array_add (items, (gpointer) build (&item));
    }
  if (n_unknown > 0)
    return build_texts (place, items, n_unknown);
  return enisim_value_new_list (place->plan->importer->values, place->values->at,
                                (const EnisimValue *const *) items->pdata, items->len);
}

static const EnisimValue *
build (const Place *place)
{
  if (is_unknown (place))
    return build_unknown (place);
  if (place->values && place->values->kind == ENISIM_NODE_MAPPING)
    return build_mapping (place);
  if (place->values && place->values->kind == ENISIM_NODE_SEQUENCE)
    return build_list (place);
  if (place->values)
    return enisim_terraform_make_value (place->plan, place->values);
  return enisim_value_new_none (place->plan->importer->values, get_position (place));
}

/* While it is built it stands for nothing, so that a circle ends. */
const EnisimValue *
enisim_terraform_get_attribute (EnisimTerraform *plan, EnisimTerraformResource *resource,
                                const char *name)
{
  const EnisimNode *expressions
      = resource->config ? enisim_node_get (resource->config, "expressions") : NULL;
  const Place place = { .plan = plan,
                        .resource = resource,
                        .values = get_child (resource->values, name),
                        .unknown = get_child (resource->unknown, name),
                        .expression = get_child (expressions, name),
                        .name = name,
                        .path = name };
  const EnisimValue *value;
  const char *kept;

  if (!place.values && !place.unknown && !place.expression)
    return NULL;
  if (!resource->attributes)
    resource->attributes = g_hash_table_new (g_str_hash, g_str_equal);
  if (g_hash_table_lookup_extended (resource->attributes, name, NULL, (gpointer *) &value))
    return value && value->kind != ENISIM_VALUE_NONE ? value : NULL;
  kept = enisim_values_add_text (plan->importer->values, name, strlen (name));
  g_hash_table_insert (resource->attributes, (gpointer) kept, NULL);
  value = build (&place);
  g_hash_table_insert (resource->attributes, (gpointer) kept, (gpointer) value);
  return value->kind != ENISIM_VALUE_NONE ? value : NULL;
}
