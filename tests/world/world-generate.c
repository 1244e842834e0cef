/* world-generate.c: a random world from a seed
 *
 * Most spans lie on a coarse grid, so that much falls on one instant; subnets
 * and quotas are so small that they run out.  What would make a world long
 * (many calls, huge subnets) is rare.
 */
#include "world/world-dice.h"

/* Not in alphabetical order: draws go by sorted names. */
static const char *const subnet_names[WORLD_SUBNETS_MAX] = { "m", "b", "z", "a", "k" };
static const char *const group_names[WORLD_GROUPS_MAX] = { "two", "one", "three" };
static const char *const item_names[WORLD_ITEMS_MAX] = { "r", "q", "agent", "x", "b" };

static const char *const endpoint_names[WORLD_ENDPOINT_NAMES] = { "DEFAULT", "prod", "canary" };

const char *
world_get_endpoint_name (guint endpoint)
{
  return endpoint_names[endpoint];
}

static void
draw_options (World *world, EnisimStream *dice)
{
  draw_option (dice, &world->eni_retention, 60 * SECOND);
  draw_option (dice, &world->eni_create_delay, 10 * SECOND);
  draw_option (dice, &world->failed_create_retention, 30 * SECOND);
  draw_option (dice, &world->ready_delay, 10 * SECOND);
  draw_option (dice, &world->cold_start, has_luck (dice, 12) ? 60 * SECOND : GRID);
  draw_option (dice, &world->teardown, 15 * SECOND);
  if (has_luck (dice, 50))
    draw_option (dice, &world->teardown_after_stop, 10 * SECOND);
  for (guint i = 0; i < WORLD_N_REFUSALS; i++)
    if (has_luck (dice, HAS_RETRY * 20))
      world->retry[i] = (WorldRetry){ 1 + below (dice, 4), has_luck (dice, 30) ? 0 : GRID,
                                      GRID * (1 + below (dice, 3)) };
  for (guint i = 0; i < WORLD_UNREACHED; i++)
    if (has_luck (dice, 60))
      draw_option (dice, &world->refusal_time[i], 5 * SECOND);
  if (has_luck (dice, 80))
    set_constant (&world->gives_up, GRID * below (dice, 10));
  world->sync_limit_us = has_luck (dice, HAS_B * 50) ? GRID * (1 + below (dice, 6)) : WORLD_NEVER;
  world->streaming_limit_us = has_luck (dice, 50) ? GRID * (1 + below (dice, 20)) : WORLD_NEVER;
  world->fails_without_route = has_luck (dice, HAS_B * 25);
  draw_option (dice, &world->unreachable_after, 15 * SECOND);
  world->min_cycle_us = SECOND * (5 + below (dice, 2) * 20);
  world->is_lowest = has_luck (dice, 30);
  world->waits_for_provisioning = has_luck (dice, 50);
  world->refuses_control = has_luck (dice, 40);
  world->reuses_enis = has_luck (dice, 65);
  world->counts_stopping = has_luck (dice, 60);
  world->shares_per_subnet = has_luck (dice, 35);
  world->releases_on_delete = has_luck (dice, 25);
}

static guint
get_capacity (const WorldSubnet *subnet)
{
  return (1u << (32 - subnet->prefix)) - 5;
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
  if (index + 1 < world->n_subnets || index > 0)
    subnet->prefix = MAX (subnet->prefix, 18);
  subnet->network = (at + (1u << (32 - subnet->prefix)) - 1) >> (32 - subnet->prefix)
                                                                    << (32 - subnet->prefix);
  if (subnet->network + (1u << (32 - subnet->prefix)) > (10u << 24) + (1u << 16))
    {
      subnet->prefix = 28;
      subnet->network = at;
    }
  if (get_capacity (subnet) < 100)
    subnet->background = get_capacity (subnet) - below (dice, 8);
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
    if (world->items[i].subnets != 0 || world->n_churns > 0)
      return TRUE;
  return FALSE;
}

static void
draw_holders (World *world, EnisimStream *dice)
{
  world->n_endpoints = below (dice, WORLD_ENDPOINTS_MAX + 1);
  for (guint i = 0; i < world->n_endpoints; i++)
    {
      WorldEndpoint *endpoint = &world->endpoints[i];

      endpoint->service = (WorldService) below (dice, WORLD_N_SERVICES);
      endpoint->is_gateway = has_luck (dice, 25);
      if (!endpoint->is_gateway && (has_luck (dice, 60) || !has_vpc_runtime (world)))
        endpoint->subnets = draw_endpoint_subnets (world, dice);
    }
  world->n_nats = below (dice, WORLD_NATS_MAX + 1);
  for (guint i = 0; i < world->n_nats; i++)
    world->nats[i] = below (dice, world->n_subnets);
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
      subnet->background = MIN (subnet->background, get_capacity (subnet) - n);
    }
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

static void
draw_vpc (World *world, EnisimStream *dice)
{
  world->n_azs = 1 + below (dice, WORLD_AZS_MAX);
  draw_zones (world, dice);
  world->n_subnets = 1 + below (dice, WORLD_SUBNETS_MAX);
  world->n_groups = 1 + below (dice, WORLD_GROUPS_MAX);
  for (guint i = 0; i < world->n_groups; i++)
    world->group_names[i] = group_names[i];
  for (guint i = 0; i < world->n_subnets; i++)
    draw_subnet (world, dice, i);
}

static void
draw_timeouts (WorldItem *item, EnisimStream *dice)
{
  item->idle_timeout_us = item->max_lifetime_us = WORLD_NEVER;
  if (has_luck (dice, 95))
    item->max_lifetime_us = SECOND * (60 + 15 * below (dice, 8));
  if (has_luck (dice, 70))
    item->idle_timeout_us = SECOND * (60 + 5 * below (dice, 4));
  if (item->max_lifetime_us != WORLD_NEVER)
    item->idle_timeout_us = MIN (item->idle_timeout_us, item->max_lifetime_us);
  item->unhealthy_stop_us = WORLD_NEVER;
  if (has_luck (dice, 20))
    item->unhealthy_stop_us = has_luck (dice, 30) && item->max_lifetime_us != WORLD_NEVER
                                  ? item->max_lifetime_us
                                  : SECOND * (20 + 20 * below (dice, 4));
}

static void
draw_items (World *world, EnisimStream *dice)
{
  world->n_items = 1 + below (dice, WORLD_ITEMS_MAX);
  for (guint i = 0; i < world->n_items; i++)
    {
      WorldItem *item = &world->items[i];

      item->name = item_names[i];
      item->count = has_luck (dice, 30) ? 1 + below (dice, WORLD_COUNT_MAX) : 0;
      if (has_luck (dice, 85))
        {
          item->subnets = draw_set (dice, world->n_subnets);
          item->groups = draw_set (dice, world->n_groups);
        }
      item->is_v2 = has_luck (dice, 30);
      item->says_egress = has_luck (dice, HAS_B * 20);
      item->has_egress = has_luck (dice, 50);
      item->is_container = has_luck (dice, 40);
      for (guint j = 1; j < WORLD_ENDPOINT_NAMES; j++)
        if (has_luck (dice, 20))
          item->endpoints |= 1u << j;
      item->create_at = has_luck (dice, 15)   ? WORLD_NEVER
                        : has_luck (dice, 50) ? 0
                                              : draw_instant (dice, 60 * SECOND);
      draw_timeouts (item, dice);
    }
}

static void
draw_items_and_vpc (World *world, EnisimStream *dice)
{
  draw_vpc (world, dice);
  draw_items (world, dice);
  draw_churns (world, dice);
  draw_holders (world, dice);
  make_room (world);
}

/* As before in part, or no more in the VPC, or without a change. */
static void
draw_update (const World *world, EnisimStream *dice, WorldEntry *entry)
{
  entry->verb = WORLD_UPDATE;
  entry->to_public = has_luck (dice, 15);
  if (!entry->to_public && has_luck (dice, 60))
    entry->subnets = draw_set (dice, world->n_subnets);
  if (!entry->to_public && has_luck (dice, 50))
    entry->groups = draw_set (dice, world->n_groups);
}

static void
draw_verb (const World *world, EnisimStream *dice, WorldEntry *entry)
{
  const guint luck = below (dice, 100);

  entry->verb = luck < 30 ? WORLD_CREATE : WORLD_DELETE;
  entry->endpoint = below (dice, WORLD_ENDPOINT_NAMES);
  entry->version = 1 + below (dice, 4);
  if (luck >= 50 && luck < 75)
    draw_update (world, dice, entry);
  else if (luck >= 75 && luck < 90)
    entry->verb = WORLD_POINT;
  else if (luck >= 90 && entry->endpoint > 0)
    entry->verb = WORLD_DELETE_ENDPOINT;
}

static void
draw_entries (World *world, EnisimStream *dice)
{
  world->n_entries = below (dice, WORLD_ENTRIES_MAX + 1);
  for (guint i = 0; i < world->n_entries; i++)
    {
      WorldEntry *entry = &world->entries[i];

      entry->at = draw_instant (dice, world->horizon);
      draw_verb (world, dice, entry);
      entry->target = draw_target (world, dice);
    }
}

/* Often as the calls of a workload begin. */
static void
draw_warm_up (World *world, EnisimStream *dice)
{
  if (has_luck (dice, 20))
    world->warm_up = draw_instant (dice, world->horizon);
  else if (world->n_workloads > 0 && has_luck (dice, 20))
    world->warm_up = world->workloads[below (dice, world->n_workloads)].from;
}

/* Shortly before another hour, day or week. */
static void
draw_start (World *world, EnisimStream *dice)
{
  static const char *const starts[]
      = { NULL, "2026-04-05T23:55:00Z", "2026-04-08T12:58:30Z", "2026-04-06T23:59:00Z" };
  static const gint64 minutes[] = { 0, 7 * 24 * 60 - 5, (2 * 24 + 12) * 60 + 58, 24 * 60 - 1 };
  const guint choice = below (dice, G_N_ELEMENTS (starts));

  world->start = starts[choice];
  world->start_us = minutes[choice] * G_TIME_SPAN_MINUTE + (choice == 2 ? 30 * SECOND : 0);
}

/* With the last row, if that is the end; no timeline then, for it could lie beyond. */
static void
draw_end (World *world, EnisimStream *dice)
{
  gint64 end = 0;

  world->ends_with_traces = world->n_workloads > 0 && world->n_churns == 0 && has_luck (dice, 60);
  for (guint i = 0; i < world->n_workloads; i++)
    {
      const WorldWorkload *workload = &world->workloads[i];
      gint64 first = G_MAXINT64, last = 0;

      world->ends_with_traces &= workload->kind == WORLD_TRACE;
      for (guint j = 0; j < workload->n_rows; j++)
        {
          first = MIN (first, workload->rows[j].at);
          last = MAX (last, workload->rows[j].at);
        }
      if (workload->n_rows > 0)
        end = MAX (end, last - first);
    }
  if (world->ends_with_traces)
    {
      world->horizon = end;
      return;
    }
  draw_warm_up (world, dice);
  draw_entries (world, dice);
}

/* What nothing makes, nothing may name. */
static void
forget_unknown_endpoints (World *world)
{
  guint known = 1;

  for (guint i = 0; i < world->n_items; i++)
    known |= world->items[i].endpoints;
  for (guint i = 0; i < world->n_entries; i++)
    if (world->entries[i].verb == WORLD_POINT)
      known |= 1u << world->entries[i].endpoint;
  for (guint i = 0; i < world->n_workloads; i++)
    if (!(known & 1u << world->workloads[i].endpoint))
      world->workloads[i].endpoint = 0;
  for (guint i = 0; i < world->n_entries; i++)
    if (!(known & 1u << world->entries[i].endpoint))
      world->entries[i].verb = WORLD_DELETE;
}

World *
world_new (guint64 seed)
{
  World *world = g_new0 (World, 1);
  EnisimStream dice = enisim_stream_at (seed, 0, 0, "world");

  world->seed = seed;
  world->horizon = GRID * (24 + below (&dice, 120));
  world->sample_us = has_luck (&dice, 20) ? 30 * SECOND : 0;
  draw_start (world, &dice);
  draw_options (world, &dice);
  draw_items_and_vpc (world, &dice);
  draw_quotas (world, &dice);
  world->n_workloads = below (&dice, WORLD_WORKLOADS_MAX + 1);
  for (guint i = 0; i < world->n_workloads; i++)
    draw_workload (world, &dice, &world->workloads[i]);
  draw_end (world, &dice);
  forget_unknown_endpoints (world);
  return world;
}

static void
varies_clear (WorldVaries *varies)
{
  enisim_distribution_clear (&varies->distribution);
}

void
world_free (World *world)
{
  if (world == NULL)
    return;
  varies_clear (&world->eni_retention);
  varies_clear (&world->eni_create_delay);
  varies_clear (&world->failed_create_retention);
  varies_clear (&world->ready_delay);
  varies_clear (&world->cold_start);
  varies_clear (&world->unreachable_after);
  varies_clear (&world->teardown);
  varies_clear (&world->teardown_after_stop);
  for (guint i = 0; i < WORLD_N_REFUSALS; i++)
    varies_clear (&world->refusal_time[i]);
  for (guint i = 0; i < world->n_churns; i++)
    varies_clear (&world->churns[i].lifetime);
  for (guint i = 0; i < world->n_workloads; i++)
    {
      varies_clear (&world->workloads[i].duration);
      varies_clear (&world->workloads[i].think);
      varies_clear (&world->workloads[i].session_think);
      varies_clear (&world->workloads[i].busy_after);
    }
  world_remove_traces (world);
  g_free (world);
}
