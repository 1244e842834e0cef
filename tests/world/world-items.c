/* world-items.c: random runtimes, Browsers and Code Interpreters */
#include "world/world-dice.h"

static const char *const item_names[WORLD_ITEMS_MAX] = { "r", "q", "agent", "x", "b" };

static void
draw_timeouts (const World *world, WorldItem *item, EnisimStream *dice)
{
  item->idle_timeout_us = item->max_lifetime_us = WORLD_NEVER;
  if (has_luck (dice, world->is_calm ? 30 : 95))
    item->max_lifetime_us = SECOND * (60 + 15 * below (dice, 8));
  if (has_luck (dice, world->is_calm ? 95 : 70))
    item->idle_timeout_us = SECOND * (60 + 5 * below (dice, 4));
  if (item->max_lifetime_us != WORLD_NEVER)
    item->idle_timeout_us = MIN (item->idle_timeout_us, item->max_lifetime_us);
  item->unhealthy_stop_us = WORLD_NEVER;
  if (has_luck (dice, 20))
    item->unhealthy_stop_us = has_luck (dice, 30) && item->max_lifetime_us != WORLD_NEVER
                                  ? item->max_lifetime_us
                                  : SECOND * (20 + 20 * below (dice, 4));
}

/* Tools have none of these. */
static void
make_tool (WorldItem *item)
{
  item->says_egress = item->is_container = FALSE;
  item->endpoints = 0;
  item->unhealthy_stop_us = WORLD_NEVER;
}

void
draw_items (World *world, EnisimStream *dice)
{
  const guint n_runtimes = 1 + below (dice, WORLD_ITEMS_MAX);
  const guint n_browsers = has_luck (dice, 30) ? 1 + below (dice, 2) : 0;
  const guint n_tools = n_browsers + (has_luck (dice, 30) ? 1 : 0);

  world->n_items = MIN (n_runtimes + n_tools, WORLD_ITEMS_MAX);
  for (guint i = 0; i < world->n_items; i++)
    {
      WorldItem *item = &world->items[i];

      item->name = item_names[i];
      item->type
          = i >= n_runtimes
                ? (WorldType) (i < n_runtimes + n_browsers ? WORLD_BROWSER : WORLD_CODE_INTERPRETER)
                : WORLD_RUNTIME;
      item->count = has_luck (dice, 30) ? 1 + below (dice, WORLD_COUNT_MAX) : 0;
      if (has_luck (dice, 85))
        {
          item->subnets = draw_set (dice, world->n_subnets);
          item->groups = draw_set (dice, world->n_groups);
        }
      item->is_v2 = has_luck (dice, 30);
      item->says_egress = has_luck (dice, 20);
      item->has_egress = has_luck (dice, 50);
      item->is_container = has_luck (dice, 40);
      for (guint j = 1; j < WORLD_ENDPOINT_NAMES; j++)
        if (has_luck (dice, 20))
          item->endpoints |= 1u << j;
      item->create_at = has_luck (dice, 15)   ? WORLD_NEVER
                        : has_luck (dice, 50) ? 0
                                              : draw_instant (dice, 60 * SECOND);
      item->is_there = item->create_at == 0 && has_luck (dice, 30);
      draw_timeouts (world, item, dice);
      if (item->type != WORLD_RUNTIME)
        make_tool (item);
    }
}
