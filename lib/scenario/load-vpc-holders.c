/* load-vpc-holders.c: what stands in the subnets beside the agents' ENIs and the background */
#include "net/ip-allocator.h"
#include "scenario/load-values.h"
#include "scenario/loader.h"

/* At most one subnet to an AZ (facts.md section 4, "interface endpoint"). */
static void
load_endpoint_subnets (EnisimLoader *loader, const EnisimNode *node, EnisimEndpointSpec *spec)
{
  const EnisimSubnetSpec *subnets = loader->scenario->subnets;
  g_autofree guint32 *subnet_of_az = g_new (guint32, loader->scenario->n_azs);

  if (!enisim_node_expect (node, ENISIM_NODE_SEQUENCE, loader->complaints))
    return;
  if (node->n_children == 0)
    enisim_complaints_add (loader->complaints, node, "expected at least one subnet");
  for (guint i = 0; i < loader->scenario->n_azs; i++)
    subnet_of_az[i] = ENISIM_LOAD_NONE;
  spec->subnets = g_new (guint32, node->n_children);
  for (const EnisimNode *item = node->first; item != NULL; item = item->next)
    {
      const guint32 index = enisim_load_ref (loader, item, &loader->subnets, "subnet");
      guint32 *other;

      if (index == ENISIM_LOAD_NONE || subnets[index].az_index == ENISIM_LOAD_AZ_UNKNOWN)
        continue;
      other = &subnet_of_az[subnets[index].az_index];
      if (*other == index)
        enisim_complaints_add (loader->complaints, item, "subnet '%s' is named twice", item->text);
      else if (*other != ENISIM_LOAD_NONE)
        enisim_complaints_add (loader->complaints, item,
                               "an endpoint has one subnet to an AZ, and '%s' is in that of '%s'",
                               item->text, subnets[*other].name);
      else
        spec->subnets[spec->n_subnets++] = *other = index;
    }
}

/* Returns: (transfer full): @n of them */
static guint32 *
load_groups (EnisimLoader *loader, const EnisimNode *node, guint *n)
{
  guint32 *groups = g_new (guint32, ENISIM_SECURITY_GROUPS_MAX);

  *n = enisim_load_agent_security_groups (loader, node, groups);
  return groups;
}

static void
load_endpoint (EnisimLoader *loader, const EnisimNode *node, EnisimEndpointSpec *spec)
{
  static const char *const keys[] = { "service", "type", "subnets", "security_groups", NULL };
  static const char *const types[] = { "interface", "gateway", NULL };
  const EnisimNodeReader reader = enisim_node_read (node, keys, loader->complaints);
  const EnisimNode *subnets = enisim_load_field (&reader, "subnets");
  const EnisimNode *groups = enisim_load_field (&reader, "security_groups");
  const EnisimNode *type = enisim_load_field (&reader, "type");
  guint choice = 0;

  spec->service
      = g_strdup (enisim_load_name (loader->complaints, enisim_load_required (&reader, "service")));
  if (type != NULL && !enisim_load_choice (loader->complaints, type, types, &choice))
    return;
  spec->is_interface = choice == 0;
  if (subnets != NULL && !spec->is_interface)
    enisim_complaints_add_key (loader->complaints, subnets,
                               "a gateway endpoint is a route and has no subnets");
  else if (subnets != NULL)
    load_endpoint_subnets (loader, subnets, spec);
  if (groups != NULL && !spec->is_interface)
    enisim_complaints_add_key (loader->complaints, groups,
                               "a gateway endpoint is a route and has no security groups");
  else if (groups != NULL)
    spec->security_groups = load_groups (loader, groups, &spec->n_security_groups);
}

/* Of a list with a limit.  Returns: (nullable): its first item. */
static const EnisimNode *
begin_list (EnisimLoader *loader, const EnisimNode *node, guint n_max, const char *what)
{
  if (!enisim_node_expect (node, ENISIM_NODE_SEQUENCE, loader->complaints))
    return NULL;
  if (node->n_children <= n_max)
    return node->first;
  enisim_complaints_add (loader->complaints, node, "%u %s are too many, at most %u",
                         node->n_children, what, n_max);
  return NULL;
}

void
enisim_load_vpc_endpoints (EnisimLoader *loader, const EnisimNode *node)
{
  EnisimScenario *scenario = loader->scenario;
  const EnisimNode *item = begin_list (loader, node, ENISIM_ENDPOINTS_MAX, "endpoints");

  if (item == NULL)
    return;
  scenario->endpoints = g_new0 (EnisimEndpointSpec, node->n_children);
  for (; item != NULL; item = item->next)
    {
      g_array_append_val (loader->endpoint_nodes, item);
      load_endpoint (loader, item, &scenario->endpoints[scenario->n_endpoints++]);
    }
}

void
enisim_load_nat_gateways (EnisimLoader *loader, const EnisimNode *node)
{
  static const char *const keys[] = { "subnet", NULL };
  EnisimScenario *scenario = loader->scenario;
  const EnisimNode *item = begin_list (loader, node, ENISIM_NAT_GATEWAYS_MAX, "NAT gateways");

  if (item == NULL)
    return;
  scenario->nat_gateways = g_new (guint32, node->n_children);
  for (; item != NULL; item = item->next)
    {
      const EnisimNodeReader reader = enisim_node_read (item, keys, loader->complaints);
      const guint32 subnet = enisim_load_ref (loader, enisim_load_required (&reader, "subnet"),
                                              &loader->subnets, "subnet");

      if (subnet != ENISIM_LOAD_NONE)
        scenario->nat_gateways[scenario->n_nat_gateways++] = subnet;
    }
}

static void
load_other_holder (EnisimLoader *loader, const EnisimNode *node)
{
  static const char *const keys[] = { "name", "subnet", "count", "security_groups", NULL };
  const EnisimNodeReader reader = enisim_node_read (node, keys, loader->complaints);
  const EnisimNode *groups = enisim_load_field (&reader, "security_groups");
  EnisimScenario *scenario = loader->scenario;
  EnisimOtherHolderSpec spec = { .count = 1 };

  enisim_load_name (loader->complaints, enisim_load_required (&reader, "name"));
  spec.subnet = enisim_load_ref (loader, enisim_load_required (&reader, "subnet"), &loader->subnets,
                                 "subnet");
  enisim_load_count (loader->complaints, enisim_load_field (&reader, "count"), 1,
                     ENISIM_IP_ALLOCATOR_ADDRESSES_MAX, &spec.count);
  if (groups != NULL)
    spec.security_groups = load_groups (loader, groups, &spec.n_security_groups);
  if (spec.subnet != ENISIM_LOAD_NONE)
    scenario->holders[scenario->n_holders++] = spec;
  else
    g_free (spec.security_groups);
}

void
enisim_load_other_holders (EnisimLoader *loader, const EnisimNode *node)
{
  const EnisimNode *item = begin_list (loader, node, ENISIM_OTHER_HOLDERS_MAX, "other holders");

  if (item == NULL)
    return;
  loader->scenario->holders = g_new (EnisimOtherHolderSpec, node->n_children);
  for (; item != NULL; item = item->next)
    load_other_holder (loader, item);
}
