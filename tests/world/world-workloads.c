/* world-workloads.c: random workloads */
#include "world/world-dice.h"

WorldTarget
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

void
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
    case WORLD_TRACE:
      draw_trace (world, dice, workload);
      break;
    }
}

static void
draw_requests (const World *world, WorldWorkload *workload, EnisimStream *dice)
{
  workload->requests = (WorldRequests) below (dice, 5);
  workload->request_limit_us = GRID * (1 + below (dice, 6));
  if (has_luck (dice, world->is_calm ? 5 : 35))
    draw_varies (dice, &workload->busy_after, has_luck (dice, 15) ? 60 * SECOND : GRID);
}

void
draw_workload (const World *world, EnisimStream *dice, WorldWorkload *workload)
{
  workload->kind = has_luck (dice, world->is_calm ? 20 : 50) ? WORLD_CLOSED
                   : has_luck (dice, 40)                     ? WORLD_POISSON
                                         : (WorldKind) (WORLD_RENEWAL + below (dice, 6));
  if (world->ends_with_traces)
    workload->kind = WORLD_TRACE;
  workload->n_targets = 1 + below (dice, WORLD_TARGETS_MAX);
  for (guint i = 0; i < workload->n_targets; i++)
    workload->targets[i] = draw_target (world, dice);
  draw_requests (world, workload, dice);
  workload->starts_off = has_luck (dice, 10);
  draw_choice (workload, dice);
  workload->endpoint = has_luck (dice, 25) ? below (dice, WORLD_ENDPOINT_NAMES) : 0;
  workload->from = has_luck (dice, 60) ? 0 : draw_instant (dice, 120 * SECOND);
  workload->until = WORLD_NEVER;
  if (has_luck (dice, 50))
    workload->until = workload->from + GRID * (1 + below (dice, 60));
  draw_session (workload, dice);
  draw_varies (dice, &workload->duration, has_luck (dice, 15) ? 60 * SECOND : GRID);
  draw_kind (world, dice, workload);
  if (workload->kind != WORLD_TRACE && !(world->is_calm && has_luck (dice, 70)))
    return;
  workload->invokes = (WorldInvokes){ 1, 1, 0 };
  workload->stops = FALSE;
  workload->new_ratio = 1;
}
