/* yaml-timeline.c: churn, and the entries of the timeline */
#include "world/yaml-parts.h"

static void
add_stack_gap (GString *yaml, const WorldChurn *churn)
{
  if (churn->every_us > 0)
    add_span (yaml, "every", churn->every_us);
  else if (churn->gap.cv < 0)
    {
      g_string_append (yaml, ", ");
      add_gap (yaml, &churn->gap);
    }
  else
    {
      g_string_append (yaml, ", renewal: {");
      add_gap (yaml, &churn->gap);
      g_string_append_c (yaml, '}');
    }
}

/* What a redeployment is not. */
static void
add_stack (GString *yaml, const World *world, const WorldChurn *churn)
{
  g_string_append_printf (yaml, ", runtimes: %u", churn->n_runtimes);
  if (churn->kind == WORLD_STACKS)
    add_varies (yaml, ", ", "lifetime", &churn->lifetime);
  else
    add_span (yaml, "overlap", churn->overlap_us);
  g_string_append (yaml, ", subnets: ");
  add_subnets (yaml, world, churn->subnets);
  if (!churn->has_own_group)
    g_string_append_printf (yaml, ", security_group: %s", world->group_names[churn->group]);
}

void
add_churn (GString *yaml, const World *world, const WorldChurn *churn)
{
  static const char *const kinds[] = { "stacks", "blue_green", "redeploy" };

  g_string_append_printf (yaml, "  - %s: {name: %s", kinds[churn->kind], churn->name);
  add_stack_gap (yaml, churn);
  add_span (yaml, "from", churn->from);
  if (churn->until != WORLD_NEVER)
    add_span (yaml, "until", churn->until);
  if (churn->kind != WORLD_REDEPLOY)
    add_stack (yaml, world, churn);
  else
    {
      g_string_append (yaml, ", target: ");
      add_target (yaml, world, churn->target);
    }
  if (churn->has_own_group)
    g_string_append_printf (yaml, ", security_group: own, cleanup: %s",
                            churn->is_orphaned ? "orphaned" : "swept");
  g_string_append (yaml, "}\n");
}

static void
add_update (GString *yaml, const World *world, const WorldEntry *entry)
{
  if (entry->to_public)
    g_string_append (yaml, ", network: PUBLIC");
  if (entry->subnets != 0)
    {
      g_string_append (yaml, ", subnets: ");
      add_subnets (yaml, world, entry->subnets);
    }
  if (entry->groups != 0)
    {
      g_string_append (yaml, ", security_groups: ");
      add_groups (yaml, world, entry->groups);
    }
}

/* What is not about a runtime. */
static void
add_other_entry (GString *yaml, const World *world, const WorldEntry *entry)
{
  if (entry->verb == WORLD_BACKGROUND)
    g_string_append_printf (yaml, "{%s: %u}", world->subnets[entry->background.subnet].name,
                            entry->background.n_wanted);
  else if (entry->verb == WORLD_DELETE_GROUP)
    g_string_append (yaml, world->group_names[entry->subject]);
  else if (entry->verb == WORLD_DELETE_SUBNET)
    g_string_append (yaml, world->subnets[entry->subject].name);
  else if (entry->verb == WORLD_QUOTAS)
    {
      g_string_append_printf (yaml, "{max_vms: %u", MAX (1, entry->quotas.max_vms));
      add_count (yaml, "enis_per_az", entry->quotas.enis_per_az);
      add_quotas (yaml, &entry->quotas);
      g_string_append_c (yaml, '}');
    }
  else if (entry->verb == WORLD_SCALE)
    g_string_append_printf (yaml, "%s, count: %u", world->items[entry->subject].name, entry->count);
  else
    g_string_append_printf (yaml, "w%u", entry->workload);
  g_string_append (yaml, "}\n");
}

void
add_entry (GString *yaml, const World *world, const WorldEntry *entry)
{
  static const char *const verbs[] = { "create",        "delete",          "update",
                                       "point",         "delete_endpoint", "workload_off",
                                       "workload_on",   "background",      "delete_security_group",
                                       "delete_subnet", "quotas",          "scale" };

  g_string_append_printf (yaml, "  - {at: %" G_GINT64_FORMAT "us, %s: ", entry->at,
                          verbs[entry->verb]);
  if (entry->verb >= WORLD_WORKLOAD_OFF)
    {
      add_other_entry (yaml, world, entry);
      return;
    }
  add_target (yaml, world, entry->target);
  if (entry->verb == WORLD_UPDATE)
    add_update (yaml, world, entry);
  if (entry->verb == WORLD_POINT || entry->verb == WORLD_DELETE_ENDPOINT)
    g_string_append_printf (yaml, ", endpoint: %s", world_get_endpoint_name (entry->endpoint));
  if (entry->verb == WORLD_POINT)
    g_string_append_printf (yaml, ", version: %u", entry->version);
  g_string_append (yaml, "}\n");
}
