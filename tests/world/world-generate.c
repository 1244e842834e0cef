/* world-generate.c: a random world from a seed
 *
 * Most spans lie on a coarse grid, so that much falls on one instant; subnets
 * and quotas are so small that they run out.  What would make a world long
 * (many calls, huge subnets) is rare.
 */
#include "world/world.h"

#include "core/stream.h"

#define SECOND G_TIME_SPAN_SECOND
#define GRID (5 * SECOND)

/* Not in alphabetical order: draws go by sorted names. */
static const char *const subnet_names[WORLD_SUBNETS_MAX] = { "m", "b", "z", "a", "k" };
static const char *const group_names[WORLD_GROUPS_MAX] = { "two", "one", "three" };
static const char *const item_names[WORLD_ITEMS_MAX] = { "r", "q", "agent", "x", "b" };

static guint
below (EnisimStream *dice, guint n)
{
  return (guint) enisim_stream_next_below (dice, n);
}

static gboolean
has_luck (EnisimStream *dice, guint percent)
{
  return below (dice, 100) < percent;
}

static gint64
draw_instant (EnisimStream *dice, gint64 end)
{
  return GRID * (gint64) enisim_stream_next_below (dice, (guint64) (end / GRID));
}

/* At least one; each of the others with an even chance. */
static guint
draw_set (EnisimStream *dice, guint n)
{
  guint set = 1u << below (dice, n);

  for (guint i = 0; i < n; i++)
    if (has_luck (dice, 35))
      set |= 1u << i;
  return set;
}

static void
set_constant (WorldVaries *varies, gint64 us)
{
  g_snprintf (varies->text, sizeof varies->text,
              us % SECOND == 0 ? "%" G_GINT64_FORMAT "s" : "%" G_GINT64_FORMAT "us",
              us % SECOND == 0 ? us / SECOND : us);
  varies->distribution = enisim_distribution_constant (us);
}

static void
set_of_mean (WorldVaries *varies, const char *kind, gint64 us)
{
  const double cv = 0.75;

  if (g_str_equal (kind, "exponential"))
    {
      g_snprintf (varies->text, sizeof varies->text, "{exponential: %" G_GINT64_FORMAT "us}", us);
      varies->distribution = enisim_distribution_exponential ((double) us);
      return;
    }
  g_snprintf (varies->text, sizeof varies->text, "{%s: {mean: %" G_GINT64_FORMAT "us, cv: 0.75}}",
              kind, us);
  if (g_str_equal (kind, "lognormal"))
    varies->distribution = enisim_distribution_lognormal ((double) us, cv);
  else if (g_str_equal (kind, "gamma"))
    varies->distribution = enisim_distribution_gamma ((double) us, cv);
  else
    varies->distribution = enisim_distribution_weibull ((double) us, cv);
}

static void
set_uniform (WorldVaries *varies, gint64 us)
{
  g_snprintf (varies->text, sizeof varies->text, "{uniform: [0s, %" G_GINT64_FORMAT "us]}", us);
  varies->distribution = enisim_distribution_uniform (0, us);
}

static void
set_empirical (WorldVaries *varies, gint64 us)
{
  const EnisimDistributionPoint points[] = { { 0, 1 }, { us, 2 }, { 3 * us, 0.5 } };

  g_snprintf (varies->text, sizeof varies->text,
              "{empirical: [0s, [%" G_GINT64_FORMAT "us, 2], [%" G_GINT64_FORMAT "us, 0.5]]}", us,
              3 * us);
  varies->distribution = enisim_distribution_empirical (points, G_N_ELEMENTS (points));
}

/* Around @us, which is on the grid; often exactly that, or nothing at all. */
static void
draw_varies (EnisimStream *dice, WorldVaries *varies, gint64 us)
{
  static const char *const kinds[] = { "exponential", "lognormal", "gamma", "weibull" };

  switch (below (dice, 12))
    {
    case 0:
    case 1:
    case 2:
      set_constant (varies, 0);
      break;
    case 3:
    case 4:
    case 5:
      set_constant (varies, us);
      break;
    case 6:
      set_constant (varies, 3 * us);
      break;
    case 7:
      set_uniform (varies, us);
      break;
    case 8:
      set_empirical (varies, us);
      break;
    default:
      set_of_mean (varies, kinds[below (dice, G_N_ELEMENTS (kinds))], us);
      break;
    }
}

/* Now and then the default stands, which is long. */
static void
draw_option (EnisimStream *dice, WorldVaries *varies, gint64 us)
{
  if (!has_luck (dice, 8))
    draw_varies (dice, varies, us);
}

static void
draw_options (World *world, EnisimStream *dice)
{
  draw_option (dice, &world->eni_retention, 60 * SECOND);
  draw_option (dice, &world->eni_create_delay, 10 * SECOND);
  draw_option (dice, &world->failed_create_retention, 30 * SECOND);
  draw_option (dice, &world->ready_delay, 10 * SECOND);
  draw_option (dice, &world->cold_start, has_luck (dice, 10) ? 70 * SECOND : 5 * SECOND);
  draw_option (dice, &world->teardown, 15 * SECOND);
  if (has_luck (dice, 50))
    draw_option (dice, &world->teardown_after_stop, 10 * SECOND);
  for (guint i = 0; i < WORLD_N_REFUSALS; i++)
    if (has_luck (dice, 60))
      draw_option (dice, &world->refusal_time[i], 5 * SECOND);
  world->min_cycle_us = SECOND * (5 + below (dice, 2) * 20);
  world->is_lowest = has_luck (dice, 30);
  world->waits_for_provisioning = has_luck (dice, 50);
  world->refuses_control = has_luck (dice, 40);
  world->reuses_enis = has_luck (dice, 65);
  world->counts_stopping = has_luck (dice, 60);
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
    if (world->items[i].subnets != 0)
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

static void
draw_vpc (World *world, EnisimStream *dice)
{
  world->n_azs = 1 + below (dice, WORLD_AZS_MAX);
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
  draw_holders (world, dice);
  make_room (world);
}

static WorldTarget
draw_target (const World *world, EnisimStream *dice)
{
  WorldTarget target = { .item = below (dice, world->n_items), .member = -1 };
  const guint count = world->items[target.item].count;

  if (count > 0 && has_luck (dice, 50))
    target.member = (gint) below (dice, count);
  return target;
}

static void
draw_session (WorldWorkload *workload, EnisimStream *dice)
{
  static const double ratios[] = { 1, 1, 0.5, 0.25, 0 };

  workload->new_ratio = ratios[below (dice, G_N_ELEMENTS (ratios))];
  workload->is_uniform = has_luck (dice, 50);
  workload->reuse_window = has_luck (dice, 70) ? 1 + below (dice, 5) : 0;
  workload->invokes = (WorldInvokes){ 1, 1, 0 };
  if (has_luck (dice, 25))
    workload->invokes.max = workload->invokes.min = 1 + below (dice, 4);
  else if (has_luck (dice, 25))
    workload->invokes.max += below (dice, 4);
  else if (has_luck (dice, 25))
    workload->invokes.mean = 2.5;
  if (has_luck (dice, 60))
    draw_varies (dice, &workload->session_think, has_luck (dice, 20) ? 60 * SECOND : GRID);
  workload->stops = has_luck (dice, 30);
}

static void
draw_choice (WorldWorkload *workload, EnisimStream *dice)
{
  workload->choose = has_luck (dice, 50)   ? WORLD_IN_TURN
                     : has_luck (dice, 50) ? WORLD_RANDOM
                                           : WORLD_WEIGHTED;
  for (guint i = 0; i < workload->n_targets; i++)
    workload->weights[i] = 1 + below (dice, 4);
}

static void
draw_window (EnisimStream *dice, WorldWindow *window)
{
  static const double cvs[] = { 0, 0, 0.5, 2 };

  window->per_hour = 60 + 60 * below (dice, 6);
  window->shape = (WorldShape) below (dice, 3);
  window->cv = cvs[below (dice, G_N_ELEMENTS (cvs))];
}

static void
draw_windows (const World *world, EnisimStream *dice, WorldWorkload *workload)
{
  gint64 at = 0;

  for (guint i = 0; i < WORLD_PARTS_MAX && at + 2 * GRID < world->horizon; i++)
    {
      WorldWindow *window = &workload->windows[workload->n_windows++];

      draw_window (dice, window);
      if (has_luck (dice, 30))
        window->cv = -1;
      window->at = at;
      at += GRID * (1 + below (dice, 40));
      window->until = has_luck (dice, 40) ? at : WORLD_NEVER;
      if (has_luck (dice, 50))
        at += GRID * below (dice, 10);
    }
}

static void
draw_pieces (const World *world, EnisimStream *dice, WorldWorkload *workload)
{
  gint64 at = has_luck (dice, 50) ? 0 : GRID;

  for (guint i = 0; i < WORLD_PARTS_MAX && at < world->horizon; i++)
    {
      workload->pieces[workload->n_pieces++]
          = (WorldPiece){ at, i > 0 && has_luck (dice, 30) ? 0 : 60 + 60 * below (dice, 6) };
      at += GRID * (1 + below (dice, 40));
    }
}

/* At least one phase has a rate. */
static void
draw_phases (EnisimStream *dice, WorldWorkload *workload)
{
  workload->n_phases = 2 + below (dice, WORLD_PARTS_MAX - 1);
  for (guint i = 0; i < workload->n_phases; i++)
    workload->phases[i]
        = (WorldPhase){ i > 0 && has_luck (dice, 50) ? 0 : 120 + 120 * below (dice, 6),
                        GRID * (1 + below (dice, 12)) };
}

/* The hours around the starts of draw_start() differ. */
static void
draw_profile (EnisimStream *dice, WorldWorkload *workload)
{
  workload->per_hour = 60 + 60 * below (dice, 3);
  for (guint i = 0; i < G_N_ELEMENTS (workload->daily); i++)
    workload->daily[i] = i % 12 == 0 ? 1 : below (dice, 3);
  for (guint i = 0; i < G_N_ELEMENTS (workload->weekly); i++)
    workload->weekly[i] = i == 0 ? 1 : below (dice, 3);
}

static void
draw_kind (const World *world, EnisimStream *dice, WorldWorkload *workload)
{
  switch (workload->kind)
    {
    case WORLD_CLOSED:
      workload->n_clients = 1 + below (dice, 4);
      draw_option (dice, &workload->think, 15 * SECOND);
      break;
    case WORLD_POISSON:
      workload->per_hour = 60 + 60 * below (dice, 6);
      break;
    case WORLD_RENEWAL:
      draw_window (dice, &workload->windows[0]);
      workload->windows[0].at = workload->from;
      break;
    case WORLD_WINDOWS:
      draw_windows (world, dice, workload);
      break;
    case WORLD_PIECES:
      draw_pieces (world, dice, workload);
      break;
    case WORLD_PROFILE:
      draw_profile (dice, workload);
      break;
    case WORLD_BURSTS:
      draw_phases (dice, workload);
      break;
    }
}

static void
draw_workload (const World *world, EnisimStream *dice, WorldWorkload *workload)
{
  workload->kind = has_luck (dice, 50)   ? WORLD_CLOSED
                   : has_luck (dice, 40) ? WORLD_POISSON
                                         : (WorldKind) (WORLD_RENEWAL + below (dice, 5));
  workload->n_targets = 1 + below (dice, WORLD_TARGETS_MAX);
  for (guint i = 0; i < workload->n_targets; i++)
    workload->targets[i] = draw_target (world, dice);
  draw_choice (workload, dice);
  workload->from = has_luck (dice, 60) ? 0 : draw_instant (dice, 120 * SECOND);
  workload->until = WORLD_NEVER;
  if (has_luck (dice, 50))
    workload->until = workload->from + GRID * (1 + below (dice, 60));
  draw_session (workload, dice);
  draw_varies (dice, &workload->duration, has_luck (dice, 15) ? 60 * SECOND : GRID);
  draw_kind (world, dice, workload);
}

static void
draw_entries (World *world, EnisimStream *dice)
{
  world->n_entries = below (dice, WORLD_ENTRIES_MAX + 1);
  for (guint i = 0; i < world->n_entries; i++)
    {
      WorldEntry *entry = &world->entries[i];

      entry->at = draw_instant (dice, world->horizon);
      entry->verb = has_luck (dice, 50) ? WORLD_CREATE : WORLD_DELETE;
      entry->target = draw_target (world, dice);
    }
}

static void
draw_quotas (World *world, EnisimStream *dice)
{
  world->has_limits = has_luck (dice, 90);
  if (!world->has_limits)
    return;
  world->max_vms = has_luck (dice, 80) ? 1 + below (dice, 12) : 0;
  /* Above what endpoints and NAT gateways of one AZ can be. */
  if (has_luck (dice, 60))
    world->enis_per_az = world->n_endpoints + world->n_nats + 1 + below (dice, 6);
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

World *
world_new (guint64 seed)
{
  World *world = g_new0 (World, 1);
  EnisimStream dice = enisim_stream_at (seed, 0, 0, "world");

  world->seed = seed;
  world->horizon = GRID * (24 + below (&dice, 120));
  world->sample_us = has_luck (&dice, 20) ? 30 * SECOND : 0;
  world->warm_up = has_luck (&dice, 30) ? draw_instant (&dice, world->horizon) : 0;
  draw_start (world, &dice);
  draw_options (world, &dice);
  draw_items_and_vpc (world, &dice);
  draw_quotas (world, &dice);
  world->n_workloads = below (&dice, WORLD_WORKLOADS_MAX + 1);
  for (guint i = 0; i < world->n_workloads; i++)
    draw_workload (world, &dice, &world->workloads[i]);
  draw_entries (world, &dice);
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
  varies_clear (&world->teardown);
  varies_clear (&world->teardown_after_stop);
  for (guint i = 0; i < WORLD_N_REFUSALS; i++)
    varies_clear (&world->refusal_time[i]);
  for (guint i = 0; i < world->n_workloads; i++)
    {
      varies_clear (&world->workloads[i].duration);
      varies_clear (&world->workloads[i].think);
      varies_clear (&world->workloads[i].session_think);
    }
  g_free (world);
}
