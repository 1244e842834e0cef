/* state-groups.c: which configuration each ENI of AgentCore is of, and whether anybody holds it
 *
 * An ENI tells its subnet and its security groups, a configuration has a set of each: so agents
 * whose configuration is known come first and take one ENI in each of their subnets.  What is left
 * over no listed agent holds.  Whether that is retained is certain only where all agents are
 * listed; and which subnets belong together nothing tells then: what has equal security groups in
 * one VPC is taken for one group, and a second one in the same subnet for another.
 */
#include <string.h>

#include "import/id-set.h"
#include "import/state-groups.h"

static void
free_draft (gpointer data)
{
  EnisimLiveDraft *draft = data;

  g_ptr_array_unref (draft->agents);
  g_ptr_array_unref (draft->interfaces);
  g_ptr_array_unref (draft->subnets);
  g_free (draft);
}

static void
free_queue (gpointer data)
{
  g_array_unref (data);
}

static guint32
find_place (EnisimLiveGroups *groups, EnisimId subnet, guint32 sg_set)
{
  const gsize key[] = { (gsize) subnet, sg_set };
  const guint32 place = enisim_intern_table_intern (&groups->places, key, sizeof key);
  const guint none = 0;

  if (place == groups->queues->len)
    {
      g_ptr_array_add (groups->queues, g_array_new (FALSE, FALSE, sizeof (guint)));
      g_array_append_val (groups->n_at, none);
    }
  return place;
}

/* The first ENI of a place ends its queue, where it is taken. */
static void
place_interfaces (EnisimLiveGroups *groups)
{
  const GArray *interfaces = groups->inventory->interfaces;

  for (guint i = interfaces->len; i-- > 0;)
    {
      const EnisimInterface *one = &g_array_index (interfaces, EnisimInterface, i);
      guint32 place;

      if (one->kind != ENISIM_INTERFACE_AGENT)
        continue;
      place = find_place (groups, one->subnet,
                          enisim_id_set_intern (&groups->sets, &one->security_groups));
      g_array_append_val ((GArray *) g_ptr_array_index (groups->queues, place), i);
      g_array_index (groups->n_at, guint, place)++;
    }
}

EnisimLiveDraft *
enisim_live_get_draft (EnisimLiveGroups *groups, const gsize *key, guint n_key,
                       const EnisimResource *resource)
{
  const guint32 id = enisim_intern_table_intern (&groups->keys, key, n_key * sizeof *key);
  EnisimLiveDraft *draft;

  if (id < groups->drafts->len)
    return g_ptr_array_index (groups->drafts, id);
  draft = g_new0 (EnisimLiveDraft, 1);
  draft->group.resource = *resource;
  draft->agents = g_ptr_array_new ();
  draft->interfaces = g_ptr_array_new ();
  draft->subnets = g_ptr_array_new ();
  g_ptr_array_add (groups->drafts, draft);
  return draft;
}

/* A create that failed holds nothing: what it left goes by itself. */
static gboolean
holds (const EnisimAgent *agent)
{
  return agent->resource.is_live && agent->mode == ENISIM_NETWORK_VPC && !agent->is_instances
         && g_strcmp0 (agent->status, "CREATE_FAILED") != 0;
}

static void
draft_agents (EnisimLiveGroups *groups)
{
  const GArray *agents = groups->inventory->agents;

  for (guint i = 0; i < agents->len; i++)
    {
      const EnisimAgent *agent = &g_array_index (agents, EnisimAgent, i);
      gsize key[2];
      EnisimLiveDraft *draft;

      if (!holds (agent))
        continue;
      key[0] = enisim_id_set_intern (&groups->sets, &agent->subnets);
      key[1] = enisim_id_set_intern (&groups->sets, &agent->security_groups);
      draft = enisim_live_get_draft (groups, key, G_N_ELEMENTS (key), &agent->resource);
      draft->group.subnets = agent->subnets;
      draft->group.security_groups = agent->security_groups;
      draft->sg_set = (guint32) key[1];
      draft->has_kind[agent->kind] = 1;
      g_ptr_array_add (draft->agents, (gpointer) agent->resource.id);
    }
}

/* Returns: whether there was one left at that place */
static gboolean
take (EnisimLiveGroups *groups, EnisimLiveDraft *draft, guint32 place)
{
  GArray *queue = g_ptr_array_index (groups->queues, place);
  EnisimInterface *one;

  if (queue->len == 0)
    return FALSE;
  one = &g_array_index (groups->inventory->interfaces, EnisimInterface,
                        g_array_index (queue, guint, queue->len - 1));
  g_array_set_size (queue, queue->len - 1);
  one->held = draft->group.held;
  g_ptr_array_add (draft->interfaces, (gpointer) one->resource.id);
  return TRUE;
}

/* Not in sight: it is there all the same if the ENIs were not all asked for. */
static void
miss (EnisimLiveGroups *groups, EnisimLiveDraft *draft, EnisimId subnet)
{
  EnisimInventory *inventory = groups->inventory;
  const EnisimResource *resource = &draft->group.resource;
  g_autofree char *name = g_strconcat (resource->id, " ", subnet, NULL);
  EnisimInterface made = { .resource = *resource,
                           .kind = ENISIM_INTERFACE_AGENT,
                           .label = "ENI of AgentCore",
                           .subnet = subnet,
                           .security_groups = draft->group.security_groups,
                           .n_addresses = 1,
                           .held = draft->group.held };

  if (inventory->listings[ENISIM_LISTING_INTERFACES] == ENISIM_LISTED_WHOLE)
    {
      enisim_inventory_add_note (
          inventory, resource->at,
          "%s has no ENI in %s: none with its security groups is listed there", resource->name,
          subnet);
      return;
    }
  made.resource.id = enisim_inventory_intern (inventory, name);
  g_array_append_val (inventory->interfaces, made);
  g_ptr_array_add (draft->interfaces, (gpointer) made.resource.id);
}

static void
take_first (EnisimLiveGroups *groups, EnisimLiveDraft *draft)
{
  for (guint i = 0; i < draft->group.subnets.n; i++)
    {
      const EnisimId subnet = draft->group.subnets.ids[i];
      const guint32 place = find_place (groups, subnet, draft->sg_set);

      if (!take (groups, draft, place) && g_array_index (groups->n_at, guint, place) == 0)
        miss (groups, draft, subnet);
    }
}

/* Another one for each further type of agent: that is what it looks like where types do not share.
 */
static void
take_more (EnisimLiveGroups *groups, EnisimLiveDraft *draft)
{
  guint n_taken = 0, n_kinds = 0;

  for (guint kind = 0; kind < ENISIM_N_AGENT_KINDS; kind++)
    n_kinds += draft->has_kind[kind];
  for (guint i = 0; i < draft->group.subnets.n; i++)
    for (guint kind = 1; kind < n_kinds; kind++)
      if (take (groups, draft, find_place (groups, draft->group.subnets.ids[i], draft->sg_set)))
        n_taken++;
  if (n_taken > 0)
    enisim_inventory_add_note (groups->inventory, draft->group.resource.at,
                               "ENIs more than agents need that share across types: %u; --set "
                               "model.eni_sharing_across_types=no reckons with them",
                               n_taken);
}

static EnisimIdList
make_list (EnisimLiveGroups *groups, const GPtrArray *ids)
{
  return enisim_inventory_make_list (groups->inventory, (const EnisimId *) ids->pdata, ids->len);
}

/* Returns: whether a group of the same configuration was added before */
static gboolean
is_again (EnisimLiveGroups *groups, EnisimInternTable *keys, const EnisimLiveGroup *group)
{
  const guint32 key[] = { enisim_id_set_intern (&groups->sets, &group->subnets),
                          enisim_id_set_intern (&groups->sets, &group->security_groups) };
  const guint32 n_before = enisim_intern_table_get_n_items (keys);

  enisim_intern_table_intern_u32s (keys, key, G_N_ELEMENTS (key));
  return enisim_intern_table_get_n_items (keys) == n_before;
}

static void
add_groups (EnisimLiveGroups *groups)
{
  EnisimInternTable keys;

  enisim_intern_table_init (&keys);
  for (guint i = 0; i < groups->drafts->len; i++)
    {
      EnisimLiveDraft *draft = g_ptr_array_index (groups->drafts, i);

      draft->group.agents = make_list (groups, draft->agents);
      draft->group.interfaces = make_list (groups, draft->interfaces);
      if (draft->group.is_inferred)
        draft->group.subnets = make_list (groups, draft->subnets);
      draft->group.is_again = is_again (groups, &keys, &draft->group);
      g_array_append_val (groups->inventory->live_groups, draft->group);
    }
  enisim_intern_table_clear (&keys);
}

static void
init (EnisimLiveGroups *groups, EnisimState *state)
{
  *groups = (EnisimLiveGroups){ .state = state, .inventory = state->importer->inventory };
  enisim_intern_table_init (&groups->sets);
  enisim_intern_table_init (&groups->places);
  enisim_intern_table_init (&groups->keys);
  groups->queues = g_ptr_array_new_with_free_func (free_queue);
  groups->n_at = g_array_new (FALSE, TRUE, sizeof (guint));
  groups->drafts = g_ptr_array_new_with_free_func (free_draft);
}

static void
clear (EnisimLiveGroups *groups)
{
  enisim_intern_table_clear (&groups->sets);
  enisim_intern_table_clear (&groups->places);
  enisim_intern_table_clear (&groups->keys);
  g_ptr_array_unref (groups->queues);
  g_array_unref (groups->n_at);
  g_ptr_array_unref (groups->drafts);
}

void
enisim_state_make_groups (EnisimState *state)
{
  g_autoptr (GString) unasked = g_string_new (NULL);
  EnisimLiveGroups groups;
  guint n_used;

  init (&groups, state);
  enisim_state_list_unasked (groups.inventory, unasked);
  place_interfaces (&groups);
  draft_agents (&groups);
  n_used = groups.drafts->len;
  for (guint i = 0; i < n_used; i++)
    take_first (&groups, g_ptr_array_index (groups.drafts, i));
  for (guint i = 0; i < n_used; i++)
    take_more (&groups, g_ptr_array_index (groups.drafts, i));
  enisim_live_draft_rest (&groups,
                          unasked->len > 0 ? ENISIM_HELD_UNEXPLAINED : ENISIM_HELD_RETAINED);
  add_groups (&groups);
  clear (&groups);
  enisim_state_note_groups (state, unasked->str);
}
