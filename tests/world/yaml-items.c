/* yaml-items.c: runtimes, Browsers and Code Interpreters, and what names them */
#include "world/yaml-parts.h"

static void
add_endpoints (GString *yaml, guint set)
{
  const char *separator = "";

  g_string_append (yaml, ", endpoints: [");
  for (guint i = 1; i < WORLD_ENDPOINT_NAMES; i++)
    if (set & 1u << i)
      {
        g_string_append_printf (yaml, "%s%s", separator, world_get_endpoint_name (i));
        separator = ", ";
      }
  g_string_append_c (yaml, ']');
}

static void
add_item (GString *yaml, const World *world, const WorldItem *item)
{
  g_string_append_printf (yaml, "  - {name: %s, platform: %s", item->name,
                          item->is_v2 ? "V2" : "V1");
  if (item->type == WORLD_RUNTIME && !item->is_container)
    g_string_append (yaml, ", artifact: code");
  if (item->count > 0)
    g_string_append_printf (yaml, ", count: %u", item->count);
  if (item->subnets != 0)
    {
      g_string_append (yaml, ", subnets: ");
      add_subnets (yaml, world, item->subnets);
      g_string_append (yaml, ", security_groups: ");
      add_groups (yaml, world, item->groups);
    }
  if (item->endpoints != 0)
    add_endpoints (yaml, item->endpoints);
  if (item->create_at == WORLD_NEVER)
    g_string_append (yaml, ", create_at: never");
  else if (item->is_there)
    g_string_append (yaml, ", create_at: already");
  else
    add_span (yaml, "create_at", item->create_at);
  if (item->idle_timeout_us != WORLD_NEVER)
    add_span (yaml, "idle_timeout", item->idle_timeout_us);
  if (item->max_lifetime_us != WORLD_NEVER)
    add_span (yaml, "max_lifetime", item->max_lifetime_us);
  if (item->says_egress)
    g_string_append_printf (yaml, ", egress: %s", item->has_egress ? "yes" : "no");
  if (item->unhealthy_stop_us != WORLD_NEVER)
    add_span (yaml, "unhealthy_stop", item->unhealthy_stop_us);
  g_string_append (yaml, "}\n");
}

void
add_items (GString *yaml, const World *world)
{
  static const char *const sections[] = { "runtimes", "browsers", "code_interpreters" };

  for (guint i = 0; i < world->n_items; i++)
    {
      if (i == 0 || world->items[i].type != world->items[i - 1].type)
        g_string_append_printf (yaml, "%s:\n", sections[world->items[i].type]);
      add_item (yaml, world, &world->items[i]);
    }
}

void
add_target (GString *yaml, const World *world, WorldTarget target)
{
  g_string_append (yaml, world->items[target.item].name);
  if (target.member >= 0)
    g_string_append_printf (yaml, "_%d", target.member);
}
