/* twin-network.c: subnets, and who holds their addresses */
#include "world/twin-parts.h"

enum
{
  ADDRESSES = 32, /* purpose of the subnets' streams */

  RESERVED_FIRST = 4,
  RESERVED_LAST = 1
};

guint
twin_count_free (const TwinSubnet *subnet)
{
  guint n = 0;

  for (guint i = RESERVED_FIRST; i < subnet->size - RESERVED_LAST; i++)
    n += !subnet->is_held[i];
  return n;
}

/* ENIs in every state, endpoints and NAT gateways in an AZ. */
static guint
count_enis (const Twin *twin, guint az)
{
  guint n = 0;

  for (guint i = 0; i < twin->world->n_subnets; i++)
    if (twin->world->subnets[i].az == az)
      for (guint holder = 0; holder < TWIN_N_HOLDERS; holder++)
        if (holder != TWIN_BACKGROUND)
          n += twin->subnets[i].n_held[holder];
  return n;
}

static guint
find_kth_free (const TwinSubnet *subnet, guint k)
{
  for (guint i = RESERVED_FIRST;; i++)
    if (!subnet->is_held[i] && k-- == 0)
      return i;
}

gboolean
twin_has_eni_quota (const Twin *twin, guint az)
{
  const guint quota = twin->quotas.enis_per_az;

  return quota == 0 || count_enis (twin, az) < quota;
}

guint
twin_take_address (Twin *twin, guint index, TwinHolder holder, guint *stay)
{
  TwinSubnet *subnet = &twin->subnets[index];
  const guint k
      = twin->world->is_lowest
            ? 0
            : (guint) enisim_stream_next_below (&subnet->stream, twin_count_free (subnet));
  const guint place = find_kth_free (subnet, k);

  subnet->is_held[place] = TRUE;
  subnet->n_held[holder]++;
  *stay = twin_begin_stay (twin, twin_get_subnet_level (index, holder));
  return place;
}

/* Those of updates to come too. */
static guint
get_runtime_subnets (const World *world)
{
  guint set = 0;

  for (guint i = 0; i < world->n_items; i++)
    set |= world->items[i].subnets;
  for (guint i = 0; i < world->n_churns; i++)
    set |= world->churns[i].subnets;
  for (guint i = 0; i < world->n_entries; i++)
    if (world->entries[i].verb == WORLD_UPDATE)
      set |= world->entries[i].subnets;
  return set;
}

/* One subnet per AZ of the runtimes' subnets, the first declared. */
static guint
place_endpoint (const World *world)
{
  const guint runtimes = get_runtime_subnets (world);
  guint set = 0, azs = 0;

  for (guint i = 0; i < world->n_subnets; i++)
    if ((runtimes & 1u << i) && !(azs & 1u << world->subnets[i].az))
      {
        azs |= 1u << world->subnets[i].az;
        set |= 1u << i;
      }
  return set;
}

static void
take_first_addresses (Twin *twin)
{
  const World *world = twin->world;
  guint stay;

  for (guint i = 0; i < world->n_subnets; i++)
    {
      twin->subnets[i].n_wanted = world->subnets[i].background;
      twin_fill_background (twin, i);
    }
  for (guint i = 0; i < world->n_endpoints; i++)
    {
      const WorldEndpoint *endpoint = &world->endpoints[i];
      const guint set = endpoint->is_gateway     ? 0
                        : endpoint->subnets != 0 ? endpoint->subnets
                                                 : place_endpoint (world);

      for (guint subnet = 0; subnet < world->n_subnets; subnet++)
        if (set & 1u << subnet)
          twin_take_address (twin, subnet, TWIN_ENDPOINT, &stay);
    }
  for (guint i = 0; i < world->n_nats; i++)
    twin_take_address (twin, world->nats[i], TWIN_NAT, &stay);
  for (guint i = 0; i < world->n_holders; i++)
    for (guint n = 0; n < world->holders[i].count; n++)
      twin_take_address (twin, world->holders[i].subnet, TWIN_OTHER, &stay);
}

static void
group_free (gpointer data)
{
  TwinGroup *group = data;

  g_array_unref (group->enis);
  g_free (group);
}

void
twin_open_network (Twin *twin)
{
  for (guint i = 0; i < twin->world->n_subnets; i++)
    {
      const WorldSubnet *spec = &twin->world->subnets[i];

      twin->subnets[i].spec = spec;
      twin->subnets[i].size = 1u << (32 - spec->prefix);
      twin->subnets[i].is_held = g_new0 (guint8, twin->subnets[i].size);
      twin->subnets[i].background = g_array_new (FALSE, FALSE, sizeof (TwinUnit));
      twin->subnets[i].unmet = g_array_new (FALSE, FALSE, sizeof (guint));
      twin->subnets[i].stream = enisim_stream_at (twin->world->seed, 0, ADDRESSES, spec->name);
    }
  twin->groups = g_ptr_array_new_with_free_func (group_free);
  twin->draws = g_array_new (FALSE, FALSE, sizeof (TwinDraws));
  take_first_addresses (twin);
}

void
twin_close_network (Twin *twin)
{
  for (guint i = 0; i < twin->world->n_subnets; i++)
    {
      g_free (twin->subnets[i].is_held);
      g_array_unref (twin->subnets[i].background);
      g_array_unref (twin->subnets[i].unmet);
    }
  g_ptr_array_unref (twin->groups);
  g_array_unref (twin->draws);
}
