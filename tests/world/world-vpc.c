/* world-vpc.c: random subnets, and what stands in them */
#include "world/world-dice.h"

/* Not in alphabetical order: draws go by sorted names. */
static const char *const subnet_names[WORLD_SUBNETS_MAX] = { "m", "b", "z", "a", "k" };

static const char *const group_names[WORLD_GROUPS_MAX] = { "two", "one", "three" };

static void
draw_steps (World *world, EnisimStream *dice, guint index)
{
  WorldSubnet *subnet = &world->subnets[index];
  gint64 at = 0;

  subnet->n_steps = has_luck (dice, 70) ? 0 : 1 + below (dice, WORLD_STEPS_MAX);
  for (guint i = 0; i < subnet->n_steps; i++)
    {
      at += GRID * (1 + below (dice, 10));
      subnet->steps[i] = (WorldStep){ at, index, below (dice, world_get_capacity (subnet) + 3) };
    }
}

/* One after the other in 10.0.0.0/16, each at a multiple of its size; what
 * finds no room is as small as can be. */
static void
draw_subnet (World *world, EnisimStream *dice, guint index)
{
  WorldSubnet *subnet = &world->subnets[index];
  guint32 at = 10u << 24;

  subnet->name = subnet_names[index];
  subnet->az = below (dice, world->n_azs);
  subnet->prefix = has_luck (dice, 85)   ? 28
                   : has_luck (dice, 90) ? 22 + below (dice, 7)
                                         : 16 + below (dice, 6);
  if (index > 0)
    at = world->subnets[index - 1].network + (1u << (32 - world->subnets[index - 1].prefix));
  if (world->n_subnets > 1)
    subnet->prefix = MAX (subnet->prefix, 19);
  subnet->network = (at + (1u << (32 - subnet->prefix)) - 1) >> (32 - subnet->prefix)
                                                                    << (32 - subnet->prefix);
  if (subnet->network + (1u << (32 - subnet->prefix)) > (10u << 24) + (1u << 16))
    {
      subnet->prefix = 28;
      subnet->network = at;
    }
  if (world_get_capacity (subnet) >= 100)
    return;
  subnet->background = has_luck (dice, 80) ? world_get_capacity (subnet) - below (dice, 8) : 0;
  draw_steps (world, dice, index);
}

/* Supported and not, mid-2026. */
static void
draw_zones (World *world, EnisimStream *dice)
{
  static const char *const ids[] = { "apne1-az4", "use1-az1", "apne1-az3", "use1-az6" };
  const gboolean is_id[]
      = { has_luck (dice, 15), has_luck (dice, 15), has_luck (dice, 10), has_luck (dice, 10) };

  for (guint az = 0, i = 0; az < WORLD_AZS_MAX && i < G_N_ELEMENTS (ids); i++)
    if (is_id[i])
      {
        world->az_ids[az] = ids[i];
        world->is_az_unsupported[az++] = i >= 2;
      }
}

void
draw_vpc (World *world, EnisimStream *dice)
{
  world->n_azs = 1 + below (dice, WORLD_AZS_MAX);
  draw_zones (world, dice);
  world->n_subnets = 1 + below (dice, WORLD_SUBNETS_MAX);
  world->n_groups = 1 + below (dice, WORLD_GROUPS_MAX);
  for (guint i = 0; i < world->n_groups; i++)
    {
      world->group_names[i] = group_names[i];
      if (has_luck (dice, 20))
        world->group_references[i] = draw_set (dice, world->n_groups) & ~(1u << i);
    }
  for (guint i = 0; i < world->n_subnets; i++)
    draw_subnet (world, dice, i);
}

/* At most one subnet to an AZ. */
static guint
draw_endpoint_subnets (World *world, EnisimStream *dice)
{
  guint set = 0, azs = 0;

  for (guint i = 0; i < 2; i++)
    {
      const guint subnet = below (dice, world->n_subnets);

      if (azs & 1u << world->subnets[subnet].az)
        continue;
      azs |= 1u << world->subnets[subnet].az;
      set |= 1u << subnet;
    }
  return set;
}

static gboolean
has_vpc_runtime (const World *world)
{
  for (guint i = 0; i < world->n_items; i++)
    if (world->items[i].subnets != 0)
      return TRUE;
  for (guint i = 0; i < world->n_churns; i++)
    if (world->churns[i].subnets != 0)
      return TRUE;
  return FALSE;
}

/* Background leaves room for an endpoint of each kind, wherever one may come to
 * stand. */
static void
make_room (World *world)
{
  for (guint i = 0; i < world->n_subnets; i++)
    {
      WorldSubnet *subnet = &world->subnets[i];
      guint n = world->n_endpoints;

      for (guint j = 0; j < world->n_nats; j++)
        n += world->nats[j] == i;
      for (guint j = 0; j < world->n_holders; j++)
        n += world->holders[j].subnet == i ? world->holders[j].count : 0;
      subnet->background = MIN (subnet->background, world_get_capacity (subnet) - n);
    }
}

void
draw_holders (World *world, EnisimStream *dice)
{
  world->n_endpoints = below (dice, WORLD_ENDPOINTS_MAX + 1);
  for (guint i = 0; i < world->n_endpoints; i++)
    {
      WorldEndpoint *endpoint = &world->endpoints[i];

      endpoint->service = (WorldService) below (dice, WORLD_N_SERVICES);
      endpoint->is_gateway = has_luck (dice, 25);
      if (!endpoint->is_gateway && has_luck (dice, 30))
        endpoint->groups = draw_set (dice, world->n_groups);
      if (!endpoint->is_gateway && (has_luck (dice, 60) || !has_vpc_runtime (world)))
        endpoint->subnets = draw_endpoint_subnets (world, dice);
    }
  world->n_nats = below (dice, WORLD_NATS_MAX + 1);
  for (guint i = 0; i < world->n_nats; i++)
    world->nats[i] = below (dice, world->n_subnets);
  world->n_holders = has_luck (dice, 60) ? 0 : 1 + below (dice, WORLD_HOLDERS_MAX);
  for (guint i = 0; i < world->n_holders; i++)
    {
      world->holders[i].subnet = below (dice, world->n_subnets);
      world->holders[i].count = 1 + below (dice, 2);
    }
  make_room (world);
}
