/* inventory.c: what foreign descriptions say there is, as typed resources
 *
 * Every text is interned, ids among them, so that the whole keeps one table and equal ids are equal
 * pointers.
 */
#include "import/inventory.h"

#include <string.h>

/* The arrays and what their items are, for all that is done to each of them. */
typedef struct
{
  gsize offset; /* of the GArray* in the inventory */
  gsize item_bytes;
  gboolean has_resource; /* each item begins with an EnisimResource */
} Array;

#define ARRAY(field, Type, has_resource)                                                           \
  {                                                                                                \
    G_STRUCT_OFFSET (EnisimInventory, field), sizeof (Type), has_resource                          \
  }

static const Array arrays[] = {
  ARRAY (vpcs, EnisimVpc, TRUE),
  ARRAY (vpc_ranges, EnisimVpcRange, TRUE),
  ARRAY (subnets, EnisimSubnetResource, TRUE),
  ARRAY (security_groups, EnisimSecurityGroup, TRUE),
  ARRAY (security_group_rules, EnisimRule, TRUE),
  ARRAY (security_group_links, EnisimLink, TRUE),
  ARRAY (route_tables, EnisimRouteTable, TRUE),
  ARRAY (routes, EnisimRoute, TRUE),
  ARRAY (route_table_links, EnisimLink, TRUE),
  ARRAY (internet_gateways, EnisimInternetGateway, TRUE),
  ARRAY (internet_gateway_links, EnisimLink, TRUE),
  ARRAY (nat_gateways, EnisimNatGateway, TRUE),
  ARRAY (network_acls, EnisimNetworkAcl, TRUE),
  ARRAY (network_acl_rules, EnisimRule, TRUE),
  ARRAY (network_acl_links, EnisimLink, TRUE),
  ARRAY (endpoints, EnisimEndpoint, TRUE),
  ARRAY (agents, EnisimAgent, TRUE),
  ARRAY (agent_endpoints, EnisimAgentEndpoint, TRUE),
  ARRAY (takers, EnisimTaker, TRUE),
  ARRAY (interfaces, EnisimInterface, TRUE),
  ARRAY (live_groups, EnisimLiveGroup, TRUE),
  ARRAY (uses, EnisimUse, TRUE),
  ARRAY (remarks, EnisimRemark, FALSE),
  ARRAY (unknown_types, EnisimUnknownType, FALSE),
  ARRAY (notes, EnisimNote, FALSE),
  ARRAY (missing, EnisimMissing, FALSE),
};

static GArray **
find_array (const EnisimInventory *inventory, const Array *array)
{
  return &G_STRUCT_MEMBER (GArray *, inventory, array->offset);
}

static void
free_document (gpointer document)
{
  enisim_document_free (document);
}

EnisimInventory *
enisim_inventory_new (void)
{
  EnisimInventory *inventory = g_new0 (EnisimInventory, 1);

  enisim_intern_table_init (&inventory->texts);
  enisim_intern_table_init (&inventory->noted);
  inventory->lists = g_ptr_array_new_with_free_func (g_free);
  inventory->documents = g_ptr_array_new_with_free_func (free_document);
  inventory->files = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < G_N_ELEMENTS (arrays); i++)
    *find_array (inventory, &arrays[i]) = g_array_new (FALSE, TRUE, (guint) arrays[i].item_bytes);
  return inventory;
}

void
enisim_inventory_free (EnisimInventory *inventory)
{
  if (!inventory)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (arrays); i++)
    g_array_unref (*find_array (inventory, &arrays[i]));
  g_ptr_array_unref (inventory->files);
  g_ptr_array_unref (inventory->documents);
  g_ptr_array_unref (inventory->lists);
  enisim_intern_table_clear (&inventory->noted);
  enisim_intern_table_clear (&inventory->texts);
  g_free (inventory);
}

guint
enisim_inventory_get_n_files (const EnisimInventory *inventory)
{
  g_return_val_if_fail (inventory != NULL, 0);
  return inventory->files->len;
}

const char *
enisim_inventory_get_file (const EnisimInventory *inventory, guint index)
{
  g_return_val_if_fail (inventory != NULL, NULL);
  g_return_val_if_fail (index < inventory->files->len, NULL);
  return g_ptr_array_index (inventory->files, index);
}

EnisimId
enisim_inventory_intern (EnisimInventory *inventory, const char *text)
{
  const guint32 index = enisim_intern_table_intern_name (&inventory->texts, text);

  return enisim_intern_table_get_name (&inventory->texts, index);
}

EnisimIdList
enisim_inventory_make_list (EnisimInventory *inventory, const EnisimId *ids, guint n)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  EnisimIdList list = { .ids = NULL };

  if (n == 0)
    return list;
  list.ids = g_new (EnisimId, n);
  g_ptr_array_add (inventory->lists, list.ids);
  for (guint i = 0; i < n; i++)
    if (g_hash_table_add (seen, (gpointer) ids[i]))
      list.ids[list.n++] = ids[i];
  return list;
}

const char *
enisim_inventory_get_service (EnisimInventory *inventory, const char *name)
{
  static const char own[] = "com.amazonaws.", unknown[] = "${AWS::Region}.";
  const char *rest;

  if (!g_str_has_prefix (name, own) || g_str_has_prefix (name, "com.amazonaws.vpce."))
    return enisim_inventory_intern (inventory, name);
  rest = name + strlen (own);
  if (g_str_has_prefix (rest, unknown))
    rest += strlen (unknown);
  else if (strchr (rest, '.') && rest[0] != '$')
    rest = strchr (rest, '.') + 1;
  return enisim_inventory_intern (inventory, rest);
}

/* Returns: whether that note is made for the first time at that place */
static gboolean
is_new_note (EnisimInventory *inventory, const EnisimNote *note)
{
  const gsize key[]
      = { (gsize) note->text, (gsize) enisim_inventory_intern (inventory, note->at.name),
          note->at.line, note->at.column };
  const guint32 n_before = enisim_intern_table_get_n_items (&inventory->noted);

  enisim_intern_table_intern (&inventory->noted, key, sizeof key);
  return enisim_intern_table_get_n_items (&inventory->noted) > n_before;
}

void
enisim_inventory_add_note (EnisimInventory *inventory, EnisimPosition at, const char *format, ...)
{
  g_autofree char *text = NULL;
  EnisimNote note = { .at = at };
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  note.text = enisim_inventory_intern (inventory, text);
  if (is_new_note (inventory, &note))
    g_array_append_val (inventory->notes, note);
}

void
enisim_inventory_add_missing (EnisimInventory *inventory, EnisimMissingKind kind, const char *name,
                              EnisimPosition at)
{
  const EnisimMissing missing
      = { .kind = kind, .name = enisim_inventory_intern (inventory, name), .at = at };

  for (guint i = 0; i < inventory->missing->len; i++)
    {
      const EnisimMissing *other = &g_array_index (inventory->missing, EnisimMissing, i);

      if (other->kind == kind && other->name == missing.name)
        return;
    }
  g_array_append_val (inventory->missing, missing);
}

void
enisim_inventory_add_unknown_type (EnisimInventory *inventory, const char *type,
                                   gboolean is_in_subnets, EnisimPosition at)
{
  const EnisimUnknownType unknown = { .type = enisim_inventory_intern (inventory, type),
                                      .n = 1,
                                      .n_in_subnets = is_in_subnets ? 1 : 0,
                                      .first_at = at };

  for (guint i = 0; i < inventory->unknown_types->len; i++)
    {
      EnisimUnknownType *other = &g_array_index (inventory->unknown_types, EnisimUnknownType, i);

      if (other->type == unknown.type)
        {
          other->n++;
          other->n_in_subnets += is_in_subnets ? 1 : 0;
          return;
        }
    }
  g_array_append_val (inventory->unknown_types, unknown);
}

const EnisimTakerRule *
enisim_inventory_make_rule (EnisimInventory *inventory, const char *type)
{
  g_auto (GStrv) words = g_strsplit (type, "::", -1);
  const gboolean is_aws = g_strcmp0 (words[0], "AWS") == 0;
  g_autofree char *label = g_strjoinv (" ", words + (is_aws ? 1 : 0));
  EnisimTakerRule *rule = g_new (EnisimTakerRule, 1);

  *rule = (EnisimTakerRule){ .type = enisim_inventory_intern (inventory, type),
                             .label = enisim_inventory_intern (inventory, label),
                             .is_open = TRUE,
                             .mark = ENISIM_MARK_ASSUMED,
                             .note = "no rule here knows how many it takes" };
  g_ptr_array_add (inventory->lists, rule);
  return rule;
}

void
enisim_inventory_mark_live (EnisimInventory *inventory, const char *stack)
{
  for (guint i = 0; i < G_N_ELEMENTS (arrays); i++)
    {
      GArray *array = *find_array (inventory, &arrays[i]);

      for (guint j = 0; arrays[i].has_resource && j < array->len; j++)
        {
          EnisimResource *resource = (gpointer) (array->data + j * arrays[i].item_bytes);

          resource->is_live |= strcmp (resource->stack, stack) == 0;
        }
    }
}

static void
verify_id (const EnisimInventory *inventory, EnisimId id)
{
  guint32 index;

  if (!id)
    return;
  index = enisim_intern_table_lookup_name (&inventory->texts, id);
  g_assert_cmpuint (index, !=, ENISIM_INTERN_NONE);
  g_assert_true (enisim_intern_table_get_name (&inventory->texts, index) == id);
}

static void
verify_resource (const EnisimInventory *inventory, const EnisimResource *resource)
{
  g_assert_true (resource->id && resource->name && resource->stack);
  verify_id (inventory, resource->id);
  g_assert_nonnull (resource->at.name);
  g_assert_cmpuint (resource->at.line, >, 0);
}

static void
verify_list (const EnisimInventory *inventory, const EnisimIdList *list)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  g_assert_true (!list->open || list->n == 0);
  verify_id (inventory, list->open);
  verify_id (inventory, list->choice);
  for (guint i = 0; i < list->n; i++)
    {
      g_assert_nonnull (list->ids[i]);
      verify_id (inventory, list->ids[i]);
      g_assert_true (g_hash_table_add (seen, (gpointer) list->ids[i]));
    }
}

static void
verify_lists (const EnisimInventory *inventory)
{
  for (guint i = 0; i < inventory->endpoints->len; i++)
    {
      const EnisimEndpoint *endpoint = &g_array_index (inventory->endpoints, EnisimEndpoint, i);

      verify_list (inventory, &endpoint->subnets);
      verify_list (inventory, &endpoint->security_groups);
      verify_list (inventory, &endpoint->route_tables);
    }
  for (guint i = 0; i < inventory->agents->len; i++)
    {
      const EnisimAgent *agent = &g_array_index (inventory->agents, EnisimAgent, i);

      verify_list (inventory, &agent->subnets);
      verify_list (inventory, &agent->security_groups);
    }
  for (guint i = 0; i < inventory->takers->len; i++)
    {
      const EnisimTaker *taker = &g_array_index (inventory->takers, EnisimTaker, i);

      g_assert_nonnull (taker->rule);
      g_assert_cmpuint (taker->n_min, <=, taker->n_max);
      g_assert_cmpuint (taker->n_expected, <=, taker->n_max);
      verify_list (inventory, &taker->subnets);
      verify_list (inventory, &taker->security_groups);
    }
}

static void
verify_state (const EnisimInventory *inventory)
{
  for (guint i = 0; i < inventory->interfaces->len; i++)
    {
      const EnisimInterface *one = &g_array_index (inventory->interfaces, EnisimInterface, i);

      g_assert_true (one->subnet && one->label && one->resource.is_live);
      g_assert_cmpuint (one->n_addresses, >, 0);
      verify_id (inventory, one->subnet);
      verify_id (inventory, one->owner);
      verify_list (inventory, &one->security_groups);
    }
  for (guint i = 0; i < inventory->live_groups->len; i++)
    {
      const EnisimLiveGroup *group = &g_array_index (inventory->live_groups, EnisimLiveGroup, i);

      g_assert_true ((group->agents.n > 0) == (group->held == ENISIM_HELD_IN_USE));
      g_assert_true (group->is_inferred == (group->agents.n == 0));
      verify_list (inventory, &group->subnets);
      verify_list (inventory, &group->security_groups);
      verify_list (inventory, &group->interfaces);
      verify_list (inventory, &group->agents);
    }
}

void
enisim_inventory_verify (const EnisimInventory *inventory)
{
  enisim_intern_table_verify (&inventory->texts);
  for (guint i = 0; i < inventory->documents->len; i++)
    enisim_document_verify (g_ptr_array_index (inventory->documents, i));
  for (guint i = 0; i < G_N_ELEMENTS (arrays); i++)
    {
      const GArray *array = *find_array (inventory, &arrays[i]);

      for (guint j = 0; arrays[i].has_resource && j < array->len; j++)
        {
          gconstpointer item = array->data + j * arrays[i].item_bytes;

          verify_resource (inventory, item);
        }
    }
  verify_lists (inventory);
  verify_state (inventory);
}
