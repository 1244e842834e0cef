/* network-absent.c: ids of which a whole answer of an account knows nothing
 *
 * Without an answer such an id is a thing that is not described; beside one it is misspelt, deleted
 * or of another account or Region, and whoever deploys with it should hear that.
 */
#include "import/network-check.h"

#include <string.h>

/* One kind of thing, and whether all there are of it are listed. */
typedef struct
{
  EnisimInventory *inventory;
  const char *prefix, *what, *command;
  GHashTable *ids;
} Kind;

/* @things: of a type that begins with its resource
 * Returns: (transfer full) */
static GHashTable *
index_ids (const GArray *things)
{
  GHashTable *ids = g_hash_table_new (NULL, NULL);
  const gsize item_bytes = g_array_get_element_size ((GArray *) things);

  for (guint i = 0; i < things->len; i++)
    {
      const EnisimResource *resource = (const void *) (things->data + i * item_bytes);

      g_hash_table_add (ids, (gpointer) resource->id);
    }
  return ids;
}

static void
note_list (const Kind *kind, const EnisimResource *resource, EnisimPosition at,
           const EnisimIdList *list)
{
  for (guint i = 0; i < list->n; i++)
    if (g_str_has_prefix (list->ids[i], kind->prefix) && !strpbrk (list->ids[i], "/$")
        && !g_hash_table_contains (kind->ids, list->ids[i]))
      enisim_inventory_add_note (kind->inventory, at,
                                 "%s names the %s %s, which no answer of %s has, though these are "
                                 "whole",
                                 resource->name, kind->what, list->ids[i], kind->command);
}

static void
note_all (const Kind *kind, gboolean are_subnets)
{
  const EnisimInventory *inventory = kind->inventory;

  for (guint i = 0; i < inventory->agents->len; i++)
    {
      const EnisimAgent *agent = &g_array_index (inventory->agents, EnisimAgent, i);

      note_list (kind, &agent->resource, agent->network_at,
                 are_subnets ? &agent->subnets : &agent->security_groups);
    }
  for (guint i = 0; i < inventory->endpoints->len; i++)
    {
      const EnisimEndpoint *endpoint = &g_array_index (inventory->endpoints, EnisimEndpoint, i);

      note_list (kind, &endpoint->resource, endpoint->resource.at,
                 are_subnets ? &endpoint->subnets : &endpoint->security_groups);
    }
  for (guint i = 0; i < inventory->takers->len; i++)
    {
      const EnisimTaker *taker = &g_array_index (inventory->takers, EnisimTaker, i);

      note_list (kind, &taker->resource, taker->resource.at,
                 are_subnets ? &taker->subnets : &taker->security_groups);
    }
}

void
enisim_inventory_note_absent (EnisimInventory *inventory)
{
  Kind subnets = { inventory, "subnet-", "subnet", "describe-subnets", NULL };
  Kind groups = { inventory, "sg-", "security group", "describe-security-groups", NULL };

  if (inventory->listings[ENISIM_LISTING_SUBNETS] == ENISIM_LISTED_WHOLE)
    {
      subnets.ids = index_ids (inventory->subnets);
      note_all (&subnets, TRUE);
      g_hash_table_unref (subnets.ids);
    }
  if (inventory->listings[ENISIM_LISTING_SECURITY_GROUPS] == ENISIM_LISTED_WHOLE)
    {
      groups.ids = index_ids (inventory->security_groups);
      note_all (&groups, FALSE);
      g_hash_table_unref (groups.ids);
    }
}
