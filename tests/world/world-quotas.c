/* world-quotas.c: random quotas */
#include "world/world-dice.h"

/* So few that small worlds meet them. */
static void
draw_rate (EnisimStream *dice, WorldRate *rate)
{
  rate->n = 1 + below (dice, 4);
  rate->per_us = has_luck (dice, 60) ? G_TIME_SPAN_MINUTE : 10 * SECOND;
  if (rate->per_us != G_TIME_SPAN_MINUTE)
    rate->per_us = SECOND;
  rate->has_scope = has_luck (dice, 60);
  if (rate->has_scope)
    rate->scope = (WorldScope) below (dice, 3);
}

static void
draw_rates (World *world, EnisimStream *dice)
{
  world->profile = has_luck (dice, 40) ? (gint) below (dice, WORLD_N_PROFILES) : WORLD_NO_PROFILE;
  world->quotas.new_rates = (WorldNewRates) below (dice, 3);
  if (has_luck (dice, 50))
    draw_rate (dice, &world->quotas.invoke_rate);
  if (world->quotas.new_rates == WORLD_NEW_RATE_SHARED)
    {
      draw_rate (dice, &world->quotas.new_rate[WORLD_CODE]);
      world->quotas.new_rate[WORLD_CONTAINER] = world->quotas.new_rate[WORLD_CODE];
    }
  if (world->quotas.new_rates == WORLD_NEW_RATES_APART)
    for (guint i = 0; i < G_N_ELEMENTS (world->quotas.new_rate); i++)
      draw_rate (dice, &world->quotas.new_rate[i]);
}

void
draw_quotas (World *world, EnisimStream *dice)
{
  guint n_holders = 0;

  for (guint i = 0; i < world->n_holders; i++)
    n_holders += world->holders[i].count;
  world->limiter_depth_us = has_luck (dice, 70) ? WORLD_NEVER : GRID * below (dice, 6);
  world->checks_quota_first = has_luck (dice, 40);
  world->has_limits = has_luck (dice, 90);
  if (!world->has_limits)
    return;
  world->quotas.max_vms = has_luck (dice, 80) ? 1 + below (dice, 12) : 0;
  if (has_luck (dice, 45))
    draw_rates (world, dice);
  else
    world->profile = WORLD_NO_PROFILE;
  if (has_luck (dice, 30))
    world->quotas.security_groups = world->n_groups + below (dice, 4);
  if (has_luck (dice, 20))
    world->quotas.agents = 1 + below (dice, 5);
  if (has_luck (dice, 20))
    world->quotas.versions = 1 + below (dice, 4);
  if (has_luck (dice, 20))
    world->quotas.endpoints = 1 + below (dice, 3);
  for (guint i = WORLD_BROWSER; i < WORLD_N_TYPES; i++)
    if (has_luck (dice, 50))
      world->quotas.tool_sessions[i] = 1 + below (dice, 3);
  if (has_luck (dice, 15))
    world->quotas.sgs_per_eni = 1 + below (dice, WORLD_GROUPS_MAX);
  /* Above what endpoints and NAT gateways of one AZ can be. */
  if (has_luck (dice, 60))
    world->quotas.enis_per_az
        = world->n_endpoints + world->n_nats + n_holders + 1 + below (dice, 6);
}

/* Some of them, for the timeline. */
void
draw_quota_change (const World *world, EnisimStream *dice, WorldQuotas *change)
{
  World other = { .n_groups = world->n_groups };

  draw_quotas (&other, dice);
  *change = other.quotas;
  change->max_vms = 1 + below (dice, 12);
  if (change->enis_per_az > 0)
    change->enis_per_az += 3;
}
