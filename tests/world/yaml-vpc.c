/* yaml-vpc.c: subnets, security groups and what stands in them */
#include "world/yaml-parts.h"

void
add_subnets (GString *yaml, const World *world, guint set)
{
  const char *separator = "";

  g_string_append_c (yaml, '[');
  for (guint i = 0; i < world->n_subnets; i++)
    if (set & 1u << i)
      {
        g_string_append_printf (yaml, "%s%s", separator, world->subnets[i].name);
        separator = ", ";
      }
  g_string_append_c (yaml, ']');
}

void
add_groups (GString *yaml, const World *world, guint set)
{
  const char *separator = "";

  g_string_append_c (yaml, '[');
  for (guint i = 0; i < world->n_groups; i++)
    if (set & 1u << i)
      {
        g_string_append_printf (yaml, "%s%s", separator, world->group_names[i]);
        separator = ", ";
      }
  g_string_append_c (yaml, ']');
}

static void
add_holders (GString *yaml, const World *world)
{
  static const char *const services[WORLD_N_SERVICES]
      = { "s3", "logs", "ecr.api", "ecr.dkr", "monitoring" };

  g_string_append (yaml, "  endpoints:\n");
  for (guint i = 0; i < world->n_endpoints; i++)
    {
      const WorldEndpoint *endpoint = &world->endpoints[i];

      g_string_append_printf (yaml, "    - {service: %s, type: %s", services[endpoint->service],
                              endpoint->is_gateway ? "gateway" : "interface");
      if (endpoint->subnets != 0)
        {
          g_string_append (yaml, ", subnets: ");
          add_subnets (yaml, world, endpoint->subnets);
        }
      if (endpoint->groups != 0)
        {
          g_string_append (yaml, ", security_groups: ");
          add_groups (yaml, world, endpoint->groups);
        }
      g_string_append (yaml, "}\n");
    }
  g_string_append (yaml, "  nat_gateways:\n");
  for (guint i = 0; i < world->n_nats; i++)
    g_string_append_printf (yaml, "    - {subnet: %s}\n", world->subnets[world->nats[i]].name);
  g_string_append (yaml, "  holders:\n");
  for (guint i = 0; i < world->n_holders; i++)
    g_string_append_printf (yaml, "    - {name: h%u, subnet: %s, count: %u}\n", i,
                            world->subnets[world->holders[i].subnet].name, world->holders[i].count);
}

static void
add_background (GString *yaml, const WorldSubnet *subnet)
{
  if (subnet->n_steps == 0)
    {
      g_string_append_printf (yaml, ", background: %u", subnet->background);
      return;
    }
  g_string_append (yaml, ", background: {");
  if (subnet->background > 0)
    g_string_append_printf (yaml, "0s: %u, ", subnet->background);
  for (guint i = 0; i < subnet->n_steps; i++)
    g_string_append_printf (yaml, "%s%" G_GINT64_FORMAT "us: %u", i > 0 ? ", " : "",
                            subnet->steps[i].at, subnet->steps[i].n_wanted);
  g_string_append_c (yaml, '}');
}

static void
add_security_groups (GString *yaml, const World *world)
{
  g_string_append (yaml, "  security_groups:\n");
  for (guint i = 0; i < world->n_groups; i++)
    {
      g_string_append_printf (yaml, "    %s:", world->group_names[i]);
      if (world->group_references[i] != 0)
        {
          g_string_append (yaml, " {references: ");
          add_groups (yaml, world, world->group_references[i]);
          g_string_append_c (yaml, '}');
        }
      g_string_append_c (yaml, '\n');
    }
}

void
add_vpc (GString *yaml, const World *world)
{
  g_string_append (yaml, "vpc:\n  cidr: 10.0.0.0/16\n  subnets:\n");
  for (guint i = 0; i < world->n_subnets; i++)
    {
      const WorldSubnet *subnet = &world->subnets[i];

      g_string_append_printf (yaml, "    %s: {cidr: 10.0.%u.%u/%u", subnet->name,
                              subnet->network >> 8 & 0xff, subnet->network & 0xff, subnet->prefix);
      add_background (yaml, subnet);
      if (world->az_ids[subnet->az] != NULL)
        g_string_append_printf (yaml, ", az_id: %s}\n", world->az_ids[subnet->az]);
      else
        g_string_append_printf (yaml, ", az: z%u}\n", subnet->az);
    }
  add_security_groups (yaml, world);
  add_holders (yaml, world);
}
