/* inventory-text.h: an inventory as lines of text, for tests to compare
 *
 * One line to a resource: its kind, id, what it says.  Places are told apart, for the same thing
 * may be written in two ways.
 */
#pragma once

#include "enisim-check.h"

#include "import/inventory.h"

static inline void
inventory_add_list (GString *text, const char *name, const EnisimIdList *list)
{
  g_string_append_printf (text, " %s=", name);
  if (list->open)
    g_string_append_printf (text, "open %s", list->open);
  for (guint i = 0; i < list->n; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "," : "", list->ids[i]);
  if (list->choice)
    g_string_append_printf (text, " by %s", list->choice);
}

static inline void
inventory_add_cidr (GString *text, gboolean has_cidr, EnisimCidr cidr)
{
  g_autofree char *written = has_cidr ? enisim_cidr_format (cidr) : NULL;

  g_string_append_printf (text, " %s", has_cidr ? written : "-");
}

static inline void
inventory_begin (GString *text, const char *kind, const EnisimResource *resource,
                 gboolean has_places)
{
  g_string_append_printf (text, "%s %s", kind, resource->id);
  if (has_places)
    g_string_append_printf (text, " @%u:%u", resource->at.line, resource->at.column);
  if (!resource->is_certain)
    g_string_append (text, " perhaps");
  if (resource->is_kept)
    g_string_append (text, " kept");
}

#define INVENTORY_EACH(array, Type, item)                                                          \
  for (guint i_ = 0; i_ < (array)->len; i_++)                                                      \
    for (const Type *item = &g_array_index (array, Type, i_), *once_ = item; once_; once_ = NULL)

static inline void
inventory_add_network (GString *text, const EnisimInventory *inventory, gboolean has_places)
{
  INVENTORY_EACH (inventory->vpcs, EnisimVpc, vpc)
  {
    inventory_begin (text, "vpc", &vpc->resource, has_places);
    inventory_add_cidr (text, vpc->has_cidr, vpc->cidr);
    g_string_append_printf (text, " dns=%d,%d\n", vpc->dns_support, vpc->dns_host_names);
  }
  INVENTORY_EACH (inventory->vpc_ranges, EnisimVpcRange, range)
  {
    inventory_begin (text, "vpc-range", &range->resource, has_places);
    inventory_add_cidr (text, range->has_cidr, range->cidr);
    g_string_append_printf (text, " vpc=%s\n", range->vpc);
  }
  INVENTORY_EACH (inventory->subnets, EnisimSubnetResource, subnet)
  {
    inventory_begin (text, "subnet", &subnet->resource, has_places);
    inventory_add_cidr (text, subnet->has_cidr, subnet->cidr);
    g_string_append_printf (text, " vpc=%s az=%s public=%d name=%s", subnet->vpc, subnet->az,
                            subnet->maps_public, subnet->resource.name);
    if (subnet->resource.is_live)
      g_string_append_printf (text, " free=%d unattributed=%d", (int) subnet->n_free,
                              (int) subnet->n_unattributed);
    g_string_append_c (text, '\n');
  }
  INVENTORY_EACH (inventory->route_tables, EnisimRouteTable, table)
  {
    inventory_begin (text, "route-table", &table->resource, has_places);
    g_string_append_printf (text, " vpc=%s\n", table->vpc);
  }
  INVENTORY_EACH (inventory->routes, EnisimRoute, route)
  {
    inventory_begin (text, "route", &route->resource, has_places);
    inventory_add_cidr (text, route->has_destination, route->destination);
    g_string_append_printf (text, " table=%s target=%d,%s\n", route->table,
                            (int) route->target_kind, route->target);
  }
  INVENTORY_EACH (inventory->internet_gateways, EnisimInternetGateway, gateway)
  {
    inventory_begin (text, "internet-gateway", &gateway->resource, has_places);
    g_string_append_c (text, '\n');
  }
  INVENTORY_EACH (inventory->nat_gateways, EnisimNatGateway, nat)
  {
    inventory_begin (text, "nat", &nat->resource, has_places);
    g_string_append_printf (text, " subnet=%s public=%d\n", nat->subnet, nat->is_public);
  }
  INVENTORY_EACH (inventory->network_acls, EnisimNetworkAcl, acl)
  {
    inventory_begin (text, "acl", &acl->resource, has_places);
    g_string_append_printf (text, " vpc=%s\n", acl->vpc);
  }
  INVENTORY_EACH (inventory->endpoints, EnisimEndpoint, endpoint)
  {
    inventory_begin (text, "endpoint", &endpoint->resource, has_places);
    g_string_append_printf (text, " %s %s vpc=%s dns=%d", endpoint->service,
                            endpoint->is_interface ? "interface" : "gateway", endpoint->vpc,
                            endpoint->has_private_dns);
    inventory_add_list (text, "subnets", &endpoint->subnets);
    inventory_add_list (text, "sgs", &endpoint->security_groups);
    inventory_add_list (text, "tables", &endpoint->route_tables);
    g_string_append_c (text, '\n');
  }
}

static inline void
inventory_add_links (GString *text, const char *kind, const GArray *links, gboolean has_places)
{
  INVENTORY_EACH (links, EnisimLink, link)
  {
    inventory_begin (text, kind, &link->resource, has_places);
    g_string_append_printf (text, " %s %s\n", link->one, link->other);
  }
}

static inline void
inventory_add_rules (GString *text, const char *kind, const GArray *rules, gboolean has_places)
{
  INVENTORY_EACH (rules, EnisimRule, rule)
  {
    inventory_begin (text, kind, &rule->resource, has_places);
    g_string_append_printf (text, " of %s %s %s %s %d-%d number=%d peer=%d,%s", rule->owner,
                            rule->is_ingress ? "in" : "out", rule->is_allowed ? "allow" : "deny",
                            rule->protocol, rule->from_port, rule->to_port, rule->number,
                            (int) rule->peer_kind, rule->peer);
    inventory_add_cidr (text, rule->has_cidr, rule->cidr);
    g_string_append_c (text, '\n');
  }
}

static inline void
inventory_add_agents (GString *text, const EnisimInventory *inventory, gboolean has_places)
{
  INVENTORY_EACH (inventory->agents, EnisimAgent, agent)
  {
    inventory_begin (text, "agent", &agent->resource, has_places);
    g_string_append_printf (text, " kind=%d mode=%d", (int) agent->kind, (int) agent->mode);
    inventory_add_list (text, "subnets", &agent->subnets);
    inventory_add_list (text, "sgs", &agent->security_groups);
    if (has_places)
      g_string_append_printf (text, " network@%u:%u", agent->network_at.line,
                              agent->network_at.column);
    g_string_append_printf (text, " idle=%d life=%d artifact=%d instances=%d name=%s\n",
                            (int) agent->idle_timeout_s, (int) agent->max_lifetime_s,
                            (int) agent->artifact, agent->is_instances, agent->resource.name);
  }
  INVENTORY_EACH (inventory->agent_endpoints, EnisimAgentEndpoint, endpoint)
  {
    inventory_begin (text, "agent-endpoint", &endpoint->resource, has_places);
    g_string_append_printf (text, " of %s version=%d\n", endpoint->agent, endpoint->version);
  }
  INVENTORY_EACH (inventory->takers, EnisimTaker, taker)
  {
    inventory_begin (text, "taker", &taker->resource, has_places);
    g_string_append_printf (text, " %s %u-%u spread=%d", taker->rule->label, taker->n_min,
                            taker->n_max, (int) taker->rule->spread);
    if (taker->n_expected > taker->n_min)
      g_string_append_printf (text, " expected=%u", taker->n_expected);
    if (taker->n_update_max > taker->n_max)
      g_string_append_printf (text, " update=%u", taker->n_update_max);
    g_string_append (text, taker->is_open ? " open" : "");
    inventory_add_list (text, "subnets", &taker->subnets);
    inventory_add_list (text, "sgs", &taker->security_groups);
    g_string_append_c (text, '\n');
  }
}

static inline void
inventory_add_state (GString *text, const EnisimInventory *inventory, gboolean has_places)
{
  static const char *const kinds[] = { "agent", "endpoint", "nat", "other" };
  static const char *const holds[] = { "in-use", "retained", "unexplained" };

  INVENTORY_EACH (inventory->interfaces, EnisimInterface, one)
  {
    g_autofree char *address
        = one->n_blocks > 0 ? enisim_address_format (one->blocks[0].network) : NULL;

    inventory_begin (text, "eni", &one->resource, has_places);
    g_string_append_printf (text, " %s '%s' %s x%u in %s", kinds[one->kind], one->label, address,
                            one->n_addresses, one->subnet);
    inventory_add_list (text, "sgs", &one->security_groups);
    g_string_append_printf (text, " owner=%s%s%s%s\n", one->owner,
                            one->is_listed ? "" : " unlisted",
                            one->kind == ENISIM_INTERFACE_AGENT ? " " : "",
                            one->kind == ENISIM_INTERFACE_AGENT ? holds[one->held] : "");
  }
  INVENTORY_EACH (inventory->live_groups, EnisimLiveGroup, group)
  {
    inventory_begin (text, "group", &group->resource, has_places);
    g_string_append_printf (text, " %s%s", holds[group->held],
                            group->is_inferred ? " inferred" : "");
    inventory_add_list (text, "subnets", &group->subnets);
    inventory_add_list (text, "sgs", &group->security_groups);
    inventory_add_list (text, "enis", &group->interfaces);
    inventory_add_list (text, "agents", &group->agents);
    g_string_append_c (text, '\n');
  }
}

static inline void
inventory_add_remarks (GString *text, const EnisimInventory *inventory, gboolean has_places)
{
  static const char *const kinds[] = { "parameter", "export", "region" };

  INVENTORY_EACH (inventory->unknown_types, EnisimUnknownType, type)
  g_string_append_printf (
      text, type->n_in_subnets > 0 ? "unknown %s %u, %u in subnets\n" : "unknown %s %u\n",
      type->type, type->n, type->n_in_subnets);
  INVENTORY_EACH (inventory->missing, EnisimMissing, missing)
  {
    g_string_append_printf (text, "missing %s %s", kinds[missing->kind], missing->name);
    if (has_places)
      g_string_append_printf (text, " @%u:%u", missing->at.line, missing->at.column);
    g_string_append_c (text, '\n');
  }
  INVENTORY_EACH (inventory->notes, EnisimNote, note)
  {
    g_string_append (text, "note ");
    if (has_places)
      g_string_append_printf (text, "@%u:%u ", note->at.line, note->at.column);
    g_string_append_printf (text, "%s\n", note->text);
  }
}

/* Returns: (transfer full) */
static inline char *
inventory_to_text (const EnisimInventory *inventory, gboolean has_places)
{
  GString *text = g_string_new (NULL);

  inventory_add_network (text, inventory, has_places);
  inventory_add_links (text, "table-of", inventory->route_table_links, has_places);
  inventory_add_links (text, "gateway-of", inventory->internet_gateway_links, has_places);
  inventory_add_links (text, "acl-of", inventory->network_acl_links, has_places);
  INVENTORY_EACH (inventory->security_groups, EnisimSecurityGroup, group)
  {
    inventory_begin (text, "sg", &group->resource, has_places);
    g_string_append_printf (text, " vpc=%s egress=%s\n", group->vpc,
                            group->has_empty_egress ? "empty"
                            : group->names_egress   ? "named"
                                                    : "open");
  }
  inventory_add_rules (text, "sg-rule", inventory->security_group_rules, has_places);
  inventory_add_rules (text, "acl-rule", inventory->network_acl_rules, has_places);
  inventory_add_agents (text, inventory, has_places);
  inventory_add_state (text, inventory, has_places);
  inventory_add_remarks (text, inventory, has_places);
  return g_string_free (text, FALSE);
}
