/* world-generate.c: a random world from a seed
 *
 * Most spans lie on a coarse grid, so that much falls on one instant; subnets
 * and quotas are so small that they run out.  What would make a world long
 * (many calls, huge subnets) is rare.  A calm world lasts longer, and little
 * disturbs its sessions.
 */
#include "world/world-dice.h"

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
  if (world->is_calm && has_luck (dice, 85))
    set_constant (&world->teardown, GRID * below (dice, 4));
  else
    draw_option (dice, &world->teardown, 15 * SECOND);
  if (has_luck (dice, 50))
    draw_option (dice, &world->teardown_after_stop, 10 * SECOND);
  for (guint i = 0; i < WORLD_N_REFUSALS; i++)
    if (has_luck (dice, 20))
      world->retry[i] = (WorldRetry){ 1 + below (dice, 4), has_luck (dice, 30) ? 0 : GRID,
                                      GRID * (1 + below (dice, 3)) };
  for (guint i = 0; i < WORLD_UNREACHED; i++)
    if (has_luck (dice, 60))
      draw_option (dice, &world->refusal_time[i], 5 * SECOND);
  if (has_luck (dice, 80))
    set_constant (&world->gives_up, GRID * below (dice, 10));
  world->sync_limit_us = has_luck (dice, 50) ? GRID * (1 + below (dice, 6)) : WORLD_NEVER;
  world->streaming_limit_us = has_luck (dice, 50) ? GRID * (1 + below (dice, 20)) : WORLD_NEVER;
  world->fails_without_route = has_luck (dice, 25);
  if (world->fails_without_route && has_luck (dice, 50))
    world->retry[WORLD_UNREACHED] = (WorldRetry){ 3, 2 * GRID, 4 * GRID };
  draw_option (dice, &world->unreachable_after, 15 * SECOND);
  world->min_cycle_us = SECOND * (5 + below (dice, 2) * 20);
  world->is_lowest = has_luck (dice, 30);
  world->waits_for_provisioning = has_luck (dice, 50);
  world->refuses_control = has_luck (dice, 40);
  world->reuses_enis = has_luck (dice, 65);
  world->counts_stopping = has_luck (dice, world->is_calm ? 90 : 60);
  world->shares_across_types = !has_luck (dice, 30);
  world->shares_per_subnet = has_luck (dice, 35);
  world->releases_on_delete = has_luck (dice, 25);
}

static void
draw_items_and_vpc (World *world, EnisimStream *dice)
{
  draw_vpc (world, dice);
  draw_items (world, dice);
  draw_churns (world, dice);
  draw_holders (world, dice);
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

static gint64
get_last_arrival (const World *world)
{
  gint64 end = 0;

  for (guint i = 0; i < world->n_workloads; i++)
    {
      const WorldWorkload *workload = &world->workloads[i];
      gint64 first = G_MAXINT64, last = 0;

      for (guint j = 0; j < workload->n_rows; j++)
        {
          first = MIN (first, workload->rows[j].at);
          last = MAX (last, workload->rows[j].at);
        }
      end = MAX (end, last - first);
    }
  return end;
}

/* With the last row, if that is the end; no timeline then, for it could lie beyond. */
static void
draw_end (World *world, EnisimStream *dice)
{
  if (world->ends_with_traces)
    {
      world->horizon = get_last_arrival (world);
      return;
    }
  draw_warm_up (world, dice);
  draw_entries (world, dice);
}

World *
world_new (guint64 seed)
{
  World *world = g_new0 (World, 1);
  EnisimStream dice = enisim_stream_at (seed, 0, 0, "world");

  world->seed = seed;
  world->is_calm = has_luck (&dice, 20);
  world->horizon = GRID * (24 + below (&dice, world->is_calm ? 360 : 120));
  world->sample_us = has_luck (&dice, 20) ? 30 * SECOND : 0;
  world->ends_with_traces = has_luck (&dice, 3);
  draw_start (world, &dice);
  draw_options (world, &dice);
  draw_items_and_vpc (world, &dice);
  draw_quotas (world, &dice);
  world->n_workloads = world->ends_with_traces ? 1 : below (&dice, WORLD_WORKLOADS_MAX + 1);
  if (world->is_calm)
    world->n_workloads = MAX (1, world->n_workloads);
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
