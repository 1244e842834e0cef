/* state-groups.c: which configuration each ENI of AgentCore is of, and whether anybody holds it
 *
 * An ENI tells its subnet and its security groups, a configuration has a set of each: so agents
 * whose configuration is known come first and take one ENI in each of their subnets.  What is left
 * over no listed agent holds.  Whether that is retained is certain only where all agents are
 * listed; and which subnets belong together nothing tells then: what has equal security groups in
 * one VPC is taken for one group, and a second one in the same subnet for another.
 */
#include <string.h>

#include "import/state.h"
#include "net/attachment-key.h"

enum
{
  N_KINDS = ENISIM_AGENT_KIND_CODE_INTERPRETER + 1
};

/* A group in the making. */
typedef struct
{
  EnisimLiveGroup group;
  guint32 sg_set;
  guint has_kind[N_KINDS];        /* 0 or 1 */
  guint n_more;                   /* drafts that go on where this one is full */
  GPtrArray *agents, *interfaces; /* (of EnisimId) */
  GPtrArray *subnets;             /* (of EnisimId) where it is inferred */
} Draft;

/* Of ENIs that nobody explains. */
typedef struct
{
  gsize number; /* of the draft, or of the one after it, in which there is room */
  gsize sg_set, vpc, layer;
} RestKey;

typedef struct
{
  EnisimState *state;
  EnisimInventory *inventory;
  EnisimInternTable sets;   /* of sorted ids */
  EnisimInternTable places; /* of {subnet, SG set}: where an ENI can be */
  GPtrArray *queues;        /* (of GArray of guint): the ENIs at each place that are not taken */
  GArray *n_at;             /* (of guint): ENIs at each place, taken or not */
  EnisimInternTable keys;   /* of drafts */
  GPtrArray *drafts;        /* (of Draft *) */
} Groups;

static void
free_draft (gpointer data)
{
  Draft *draft = data;

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

static gint
compare_pointers (gconstpointer a, gconstpointer b)
{
  const guintptr x = *(const guintptr *) a, y = *(const guintptr *) b;

  return (x > y) - (x < y);
}

/* Returns: a small number, the same for lists of the same ids */
static guint32
intern_set (Groups *groups, const EnisimIdList *list)
{
  g_autofree EnisimId *sorted = g_memdup2 (list->ids, list->n * sizeof *list->ids);

  if (list->n > 0)
    qsort (sorted, list->n, sizeof *sorted, compare_pointers);
  return enisim_intern_table_intern (&groups->sets, sorted, list->n * sizeof *sorted);
}

static guint32
find_place (Groups *groups, EnisimId subnet, guint32 sg_set)
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

static void
place_interfaces (Groups *groups)
{
  const GArray *interfaces = groups->inventory->interfaces;

  for (guint i = 0; i < interfaces->len; i++)
    {
      const EnisimInterface *one = &g_array_index (interfaces, EnisimInterface, i);
      guint32 place;

      if (one->kind != ENISIM_INTERFACE_AGENT)
        continue;
      place = find_place (groups, one->subnet, intern_set (groups, &one->security_groups));
      g_array_append_val ((GArray *) g_ptr_array_index (groups->queues, place), i);
      g_array_index (groups->n_at, guint, place)++;
    }
}

/* Returns: the draft of that key, new if there was none */
static Draft *
get_draft (Groups *groups, const gsize *key, guint n_key, const EnisimResource *resource)
{
  const guint32 id = enisim_intern_table_intern (&groups->keys, key, n_key * sizeof *key);
  Draft *draft;

  if (id < groups->drafts->len)
    return g_ptr_array_index (groups->drafts, id);
  draft = g_new0 (Draft, 1);
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
draft_agents (Groups *groups)
{
  const GArray *agents = groups->inventory->agents;

  for (guint i = 0; i < agents->len; i++)
    {
      const EnisimAgent *agent = &g_array_index (agents, EnisimAgent, i);
      gsize key[2];
      Draft *draft;

      if (!holds (agent))
        continue;
      key[0] = intern_set (groups, &agent->subnets);
      key[1] = intern_set (groups, &agent->security_groups);
      draft = get_draft (groups, key, G_N_ELEMENTS (key), &agent->resource);
      draft->group.subnets = agent->subnets;
      draft->group.security_groups = agent->security_groups;
      draft->sg_set = (guint32) key[1];
      draft->has_kind[agent->kind] = 1;
      g_ptr_array_add (draft->agents, (gpointer) agent->resource.id);
    }
}

/* Returns: whether there was one left at that place */
static gboolean
take (Groups *groups, Draft *draft, guint32 place)
{
  GArray *queue = g_ptr_array_index (groups->queues, place);
  EnisimInterface *one;

  if (queue->len == 0)
    return FALSE;
  one = &g_array_index (groups->inventory->interfaces, EnisimInterface,
                        g_array_index (queue, guint, 0));
  g_array_remove_index (queue, 0);
  one->held = draft->group.held;
  g_ptr_array_add (draft->interfaces, (gpointer) one->resource.id);
  return TRUE;
}

/* Not in sight: it is there all the same if the ENIs were not all asked for. */
static void
miss (Groups *groups, Draft *draft, EnisimId subnet)
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
take_first (Groups *groups, Draft *draft)
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
take_more (Groups *groups, Draft *draft)
{
  guint n_taken = 0, n_kinds = 0;

  for (guint kind = 0; kind < N_KINDS; kind++)
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

/* The draft of these security groups, that VPC and layer; a configuration has no more subnets than
 * ENISIM_SUBNETS_MAX, so that what is past them begins another one. */
static Draft *
get_rest_draft (Groups *groups, RestKey key, const EnisimInterface *one)
{
  Draft *first
      = get_draft (groups, (const gsize *) &key, sizeof key / sizeof (gsize), &one->resource);
  Draft *draft = first;

  if (first->n_more > 0)
    {
      key.number = first->n_more;
      draft = get_draft (groups, (const gsize *) &key, sizeof key / sizeof (gsize), &one->resource);
    }
  if (draft->subnets->len < ENISIM_SUBNETS_MAX)
    return draft;
  key.number = ++first->n_more;
  return get_draft (groups, (const gsize *) &key, sizeof key / sizeof (gsize), &one->resource);
}

/* @held: what is left over */
static void
draft_rest (Groups *groups, EnisimHeld held)
{
  const GArray *interfaces = groups->inventory->interfaces;
  g_autoptr (GHashTable) rest = g_hash_table_new (NULL, NULL);
  EnisimInternTable layers;
  g_autoptr (GArray) n_before = g_array_new (FALSE, TRUE, sizeof (guint));

  for (guint i = 0; i < groups->queues->len; i++)
    {
      const GArray *queue = g_ptr_array_index (groups->queues, i);

      for (guint j = 0; j < queue->len; j++)
        g_hash_table_add (rest, GUINT_TO_POINTER (g_array_index (queue, guint, j) + 1));
    }
  enisim_intern_table_init (&layers);
  for (guint i = 0; i < interfaces->len; i++)
    {
      EnisimInterface *one = &g_array_index (interfaces, EnisimInterface, i);
      gsize layer_key[2];
      RestKey key = { 0 };
      guint32 layer;
      Draft *draft;

      if (!g_hash_table_contains (rest, GUINT_TO_POINTER (i + 1)))
        continue;
      layer_key[0] = (gsize) one->subnet;
      layer_key[1] = key.sg_set = intern_set (groups, &one->security_groups);
      layer = enisim_intern_table_intern (&layers, layer_key, sizeof layer_key);
      if (layer == n_before->len)
        g_array_set_size (n_before, layer + 1);
      key.vpc = (gsize) one->vpc;
      key.layer = g_array_index (n_before, guint, layer)++;
      draft = get_rest_draft (groups, key, one);
      draft->group.security_groups = one->security_groups;
      draft->group.held = one->held = held;
      draft->group.is_inferred = TRUE;
      g_ptr_array_add (draft->interfaces, (gpointer) one->resource.id);
      g_ptr_array_add (draft->subnets, (gpointer) one->subnet);
    }
  enisim_intern_table_clear (&layers);
}

static EnisimIdList
make_list (Groups *groups, const GPtrArray *ids)
{
  return enisim_inventory_make_list (groups->inventory, (const EnisimId *) ids->pdata, ids->len);
}

/* Returns: whether a group of the same configuration was added before */
static gboolean
is_again (Groups *groups, EnisimInternTable *keys, const EnisimLiveGroup *group)
{
  const guint32 key[]
      = { intern_set (groups, &group->subnets), intern_set (groups, &group->security_groups) };
  const guint32 n_before = enisim_intern_table_get_n_items (keys);

  enisim_intern_table_intern_u32s (keys, key, G_N_ELEMENTS (key));
  return enisim_intern_table_get_n_items (keys) == n_before;
}

static void
add_groups (Groups *groups)
{
  EnisimInternTable keys;

  enisim_intern_table_init (&keys);
  for (guint i = 0; i < groups->drafts->len; i++)
    {
      Draft *draft = g_ptr_array_index (groups->drafts, i);

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
init (Groups *groups, EnisimState *state)
{
  *groups = (Groups){ .state = state, .inventory = state->importer->inventory };
  enisim_intern_table_init (&groups->sets);
  enisim_intern_table_init (&groups->places);
  enisim_intern_table_init (&groups->keys);
  groups->queues = g_ptr_array_new_with_free_func (free_queue);
  groups->n_at = g_array_new (FALSE, TRUE, sizeof (guint));
  groups->drafts = g_ptr_array_new_with_free_func (free_draft);
}

static void
clear (Groups *groups)
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
  Groups groups;
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
  draft_rest (&groups, unasked->len > 0 ? ENISIM_HELD_UNEXPLAINED : ENISIM_HELD_RETAINED);
  add_groups (&groups);
  clear (&groups);
  enisim_state_note_groups (state, unasked->str);
}
