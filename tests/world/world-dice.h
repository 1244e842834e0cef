/* world-dice.h: what the files that make a world draw with */
#pragma once

#include "core/stream.h"
#include "world/world.h"

#define SECOND G_TIME_SPAN_SECOND

/* Of most spans and instants, so that much falls on one. */
#define GRID (5 * SECOND)

static inline guint
below (EnisimStream *dice, guint n)
{
  return (guint) enisim_stream_next_below (dice, n);
}

static inline gboolean
has_luck (EnisimStream *dice, guint percent)
{
  return below (dice, 100) < percent;
}

static inline gint64
draw_instant (EnisimStream *dice, gint64 end)
{
  return GRID * (gint64) enisim_stream_next_below (dice, (guint64) (end / GRID));
}

/* At least one; each of the others with an even chance. */
static inline guint
draw_set (EnisimStream *dice, guint n)
{
  guint set = 1u << below (dice, n);

  for (guint i = 0; i < n; i++)
    if (has_luck (dice, 35))
      set |= 1u << i;
  return set;
}

static inline guint
world_get_capacity (const WorldSubnet *subnet)
{
  return (1u << (32 - subnet->prefix)) - 5;
}

/* Around @us, which is on the grid; often exactly that, or nothing at all. */
void draw_varies (EnisimStream *dice, WorldVaries *varies, gint64 us);

void set_constant (WorldVaries *varies, gint64 us);

/* The same, but now and then the default stands, which is long. */
void draw_option (EnisimStream *dice, WorldVaries *varies, gint64 us);

/* All but its instants. */
void draw_window (EnisimStream *dice, WorldWindow *window);
void draw_quotas (World *world, EnisimStream *dice);
void draw_trace (const World *world, EnisimStream *dice, WorldWorkload *workload);
void draw_quota_change (const World *world, EnisimStream *dice, WorldQuotas *change);
void draw_vpc (World *world, EnisimStream *dice);
void draw_items (World *world, EnisimStream *dice);

/* Where the runtimes are is known by now. */
void draw_holders (World *world, EnisimStream *dice);
void draw_entries (World *world, EnisimStream *dice);

/* What nothing makes, nothing may name. */
void forget_unknown_endpoints (World *world);
void draw_churns (World *world, EnisimStream *dice);
WorldTarget draw_target (const World *world, EnisimStream *dice);
void draw_workload (const World *world, EnisimStream *dice, WorldWorkload *workload);
