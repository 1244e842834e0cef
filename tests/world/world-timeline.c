/* world-timeline.c: random entries of the timeline */
#include "world/world-dice.h"

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

/* Of no runtime. */
static void
draw_other_entry (const World *world, EnisimStream *dice, WorldEntry *entry)
{
  const guint subnet = below (dice, world->n_subnets);

  entry->verb = (WorldVerb) (WORLD_BACKGROUND + below (dice, world->has_limits ? 4 : 3));
  entry->subject = entry->verb == WORLD_DELETE_SUBNET ? subnet : below (dice, world->n_groups);
  entry->background
      = (WorldStep){ entry->at, subnet,
                     below (dice, MIN (16, world_get_capacity (&world->subnets[subnet]) + 3)) };
  if (entry->verb == WORLD_QUOTAS)
    draw_quota_change (world, dice, &entry->quotas);
}

void
draw_entries (World *world, EnisimStream *dice)
{
  world->n_entries = below (dice, world->is_calm ? 3 : WORLD_ENTRIES_MAX + 1);
  for (guint i = 0; i < world->n_entries; i++)
    {
      WorldEntry *entry = &world->entries[i];

      entry->at = draw_instant (dice, world->horizon);
      draw_verb (world, dice, entry);
      entry->target = draw_target (world, dice);
      if (world->items[entry->target.item].type != WORLD_RUNTIME && entry->verb > WORLD_DELETE)
        entry->verb = WORLD_CREATE;
      if (has_luck (dice, 20))
        draw_other_entry (world, dice, entry);
      if (world->items[entry->target.item].count > 0 && has_luck (dice, 40))
        {
          entry->verb = WORLD_SCALE;
          entry->subject = entry->target.item;
          entry->count = below (dice, world->items[entry->subject].count + 1);
        }
      if (world->n_workloads > 0 && has_luck (dice, 12))
        {
          entry->verb = has_luck (dice, 50) ? WORLD_WORKLOAD_OFF : WORLD_WORKLOAD_ON;
          entry->workload = below (dice, world->n_workloads);
        }
    }
}

void
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
    if (!(known & 1u << world->entries[i].endpoint)
        && world->entries[i].verb == WORLD_DELETE_ENDPOINT)
      world->entries[i].verb = WORLD_DELETE;
}
