/* world-churn.c: random churn */
#include "world/world-dice.h"

static void
draw_churn (const World *world, EnisimStream *dice, WorldChurn *churn)
{
  churn->kind = has_luck (dice, 50) ? WORLD_STACKS : WORLD_BLUE_GREEN;
  churn->target = draw_target (world, dice);
  if (has_luck (dice, 25) && world->items[churn->target.item].type == WORLD_RUNTIME)
    churn->kind = WORLD_REDEPLOY;
  draw_window (dice, &churn->gap);
  churn->gap.per_hour = 30 + 30 * below (dice, 4);
  if (has_luck (dice, 50))
    churn->every_us = GRID * (4 + below (dice, 20));
  else if (has_luck (dice, 50))
    churn->gap.cv = -1;
  churn->from = has_luck (dice, 50) ? 0 : draw_instant (dice, 60 * SECOND);
  churn->until = has_luck (dice, 70) ? WORLD_NEVER : churn->from + GRID * (1 + below (dice, 60));
  draw_varies (dice, &churn->lifetime, 30 * SECOND);
  churn->overlap_us = has_luck (dice, 20) ? 0 : GRID * below (dice, 30);
  churn->n_runtimes = 1 + below (dice, 3);
  if (churn->kind != WORLD_REDEPLOY)
    churn->subnets = draw_set (dice, world->n_subnets);
  churn->has_own_group = has_luck (dice, 60);
  churn->is_orphaned = churn->has_own_group && has_luck (dice, 50);
  churn->group = below (dice, world->n_groups);
}

void
draw_churns (World *world, EnisimStream *dice)
{
  static const char *const names[WORLD_CHURNS_MAX] = { "preview", "c" };

  world->n_churns = world->ends_with_traces || has_luck (dice, world->is_calm ? 95 : 65)
                        ? 0
                        : 1 + below (dice, WORLD_CHURNS_MAX);
  for (guint i = 0; i < world->n_churns; i++)
    {
      draw_churn (world, dice, &world->churns[i]);
      world->churns[i].name = names[i];
    }
}
