/* network-check.c: networks that cannot be
 *
 * Only what is certain is complained of: a condition may choose between two subnets of one range,
 * and what an account says is there was possible.
 */
#include "import/network-check.h"

#include <stdlib.h>
#include <string.h>

enum
{
  DEFAULT_SGS_MAX = 5 /* of an ENI: facts.md section 4 */
};

static gboolean
is_checked (const EnisimSubnetResource *subnet)
{
  return subnet->has_cidr && subnet->vpc && subnet->resource.is_certain
         && !subnet->resource.is_live;
}

static gint
compare_ranges (gconstpointer a, gconstpointer b)
{
  const EnisimSubnetResource *x = *(const EnisimSubnetResource *const *) a;
  const EnisimSubnetResource *y = *(const EnisimSubnetResource *const *) b;
  const gint vpcs = strcmp (x->vpc, y->vpc);

  if (vpcs != 0)
    return vpcs;
  if (x->cidr.network != y->cidr.network)
    return x->cidr.network > y->cidr.network ? 1 : -1;
  return (x->cidr.prefix > y->cidr.prefix) - (x->cidr.prefix < y->cidr.prefix);
}

/* Whether the later in order begins within the earlier. */
static gboolean
do_overlap (const EnisimSubnetResource *earlier, const EnisimSubnetResource *later)
{
  return earlier->vpc == later->vpc && enisim_cidr_has_address (earlier->cidr, later->cidr.network);
}

static void
check_overlaps (const EnisimInventory *inventory, EnisimComplaints *complaints)
{
  g_autoptr (GPtrArray) order = g_ptr_array_new ();
  const EnisimSubnetResource *before = NULL;

  for (guint i = 0; i < inventory->subnets->len; i++)
    {
      EnisimSubnetResource *subnet = &g_array_index (inventory->subnets, EnisimSubnetResource, i);

      if (is_checked (subnet))
        g_ptr_array_add (order, subnet);
    }
  g_ptr_array_sort (order, compare_ranges);
  for (guint i = 0; i < order->len; i++)
    {
      const EnisimSubnetResource *subnet = g_ptr_array_index (order, i);

      if (before && do_overlap (before, subnet))
        {
          g_autofree char *cidr = enisim_cidr_format (subnet->cidr);
          g_autofree char *other = enisim_cidr_format (before->cidr);

          enisim_complaints_add_at (complaints, subnet->resource.at,
                                    "%s: its addresses %s overlap those of %s (%s:%u:%u), %s",
                                    subnet->resource.name, cidr, before->resource.name,
                                    before->resource.at.name, before->resource.at.line,
                                    before->resource.at.column, other);
        }
      else
        before = subnet;
    }
}

/* What a VPC has. */
typedef struct
{
  GArray *cidrs;    /* (of EnisimCidr) */
  gboolean is_open; /* there is more of which nothing is known */
} Ranges;

static void
free_ranges (gpointer data)
{
  Ranges *ranges = data;

  g_array_unref (ranges->cidrs);
  g_free (ranges);
}

static void
add_range (GHashTable *vpcs, EnisimId vpc, const EnisimCidr *cidr)
{
  Ranges *ranges = g_hash_table_lookup (vpcs, vpc);

  if (!ranges)
    {
      ranges = g_new0 (Ranges, 1);
      ranges->cidrs = g_array_new (FALSE, FALSE, sizeof (EnisimCidr));
      g_hash_table_insert (vpcs, (gpointer) vpc, ranges);
    }
  if (cidr)
    g_array_append_vals (ranges->cidrs, cidr, 1);
  else
    ranges->is_open = TRUE;
}

static GHashTable *
index_ranges (const EnisimInventory *inventory)
{
  GHashTable *vpcs = g_hash_table_new_full (NULL, NULL, NULL, free_ranges);

  for (guint i = 0; i < inventory->vpcs->len; i++)
    {
      const EnisimVpc *vpc = &g_array_index (inventory->vpcs, EnisimVpc, i);

      add_range (vpcs, vpc->resource.id, vpc->has_cidr ? &vpc->cidr : NULL);
    }
  for (guint i = 0; i < inventory->vpc_ranges->len; i++)
    {
      const EnisimVpcRange *range = &g_array_index (inventory->vpc_ranges, EnisimVpcRange, i);

      if (range->vpc)
        add_range (vpcs, range->vpc, range->has_cidr ? &range->cidr : NULL);
    }
  return vpcs;
}

static gboolean
is_inside (const Ranges *ranges, EnisimCidr cidr)
{
  gboolean is_inside = !ranges || ranges->is_open;

  for (guint i = 0; !is_inside && i < ranges->cidrs->len; i++)
    is_inside = enisim_cidr_contains (g_array_index (ranges->cidrs, EnisimCidr, i), cidr);
  return is_inside;
}

static void
check_places (const EnisimInventory *inventory, EnisimComplaints *complaints)
{
  g_autoptr (GHashTable) vpcs = index_ranges (inventory);

  for (guint i = 0; i < inventory->subnets->len; i++)
    {
      const EnisimSubnetResource *subnet
          = &g_array_index (inventory->subnets, EnisimSubnetResource, i);
      g_autofree char *cidr = NULL;

      if (!is_checked (subnet) || is_inside (g_hash_table_lookup (vpcs, subnet->vpc), subnet->cidr))
        continue;
      cidr = enisim_cidr_format (subnet->cidr);
      enisim_complaints_add_at (complaints, subnet->resource.at,
                                "%s: its addresses %s are not in its VPC", subnet->resource.name,
                                cidr);
    }
}

typedef enum
{
  NAME_UNKNOWN,
  NAME_SUBNET,
  NAME_SECURITY_GROUP,
  NAME_OTHER,
} NameKind;

/* What things of the description are, by id; of what only its id is known, its prefix tells. */
static GHashTable *
index_kinds (const EnisimInventory *inventory)
{
  const struct
  {
    const GArray *things;
    gsize item_bytes;
    NameKind kind;
  } lists[] = {
    { inventory->subnets, sizeof (EnisimSubnetResource), NAME_SUBNET },
    { inventory->security_groups, sizeof (EnisimSecurityGroup), NAME_SECURITY_GROUP },
    { inventory->vpcs, sizeof (EnisimVpc), NAME_OTHER },
    { inventory->route_tables, sizeof (EnisimRouteTable), NAME_OTHER },
  };
  GHashTable *kinds = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    for (guint j = 0; j < lists[i].things->len; j++)
      {
        gconstpointer item = lists[i].things->data + j * lists[i].item_bytes;
        const EnisimResource *resource = item; /* each begins with it */

        g_hash_table_insert (kinds, (gpointer) resource->id, GUINT_TO_POINTER (lists[i].kind));
      }
  return kinds;
}

static NameKind
tell_kind (GHashTable *kinds, EnisimId id)
{
  static const char *const others[]
      = { "vpc-", "rtb-", "igw-", "nat-", "eni-", "acl-", "vpce-", "eipalloc-", "pl-", "tgw-" };
  const NameKind known = (NameKind) GPOINTER_TO_UINT (g_hash_table_lookup (kinds, id));

  if (known != NAME_UNKNOWN || strpbrk (id, "/$"))
    return known;
  if (g_str_has_prefix (id, "subnet-"))
    return NAME_SUBNET;
  if (g_str_has_prefix (id, "sg-"))
    return NAME_SECURITY_GROUP;
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (g_str_has_prefix (id, others[i]))
      return NAME_OTHER;
  return NAME_UNKNOWN;
}

typedef struct
{
  EnisimComplaints *complaints;
  GHashTable *kinds;
} Check;

static void
check_list (const Check *check, const EnisimResource *resource, EnisimPosition at,
            const EnisimIdList *list, NameKind expected)
{
  for (guint i = 0; i < list->n; i++)
    {
      const NameKind kind = tell_kind (check->kinds, list->ids[i]);

      if (kind != NAME_UNKNOWN && kind != expected)
        enisim_complaints_add_at (check->complaints, at, "%s: %s is no %s", resource->name,
                                  list->ids[i],
                                  expected == NAME_SUBNET ? "subnet" : "security group");
    }
}

static void
check_names (const EnisimInventory *inventory, const Check *check)
{
  for (guint i = 0; i < inventory->agents->len; i++)
    {
      const EnisimAgent *agent = &g_array_index (inventory->agents, EnisimAgent, i);

      check_list (check, &agent->resource, agent->network_at, &agent->subnets, NAME_SUBNET);
      check_list (check, &agent->resource, agent->network_at, &agent->security_groups,
                  NAME_SECURITY_GROUP);
    }
  for (guint i = 0; i < inventory->endpoints->len; i++)
    {
      const EnisimEndpoint *endpoint = &g_array_index (inventory->endpoints, EnisimEndpoint, i);
      const EnisimResource *resource = &endpoint->resource;

      check_list (check, resource, resource->at, &endpoint->subnets, NAME_SUBNET);
      check_list (check, resource, resource->at, &endpoint->security_groups, NAME_SECURITY_GROUP);
    }
  for (guint i = 0; i < inventory->takers->len; i++)
    {
      const EnisimTaker *taker = &g_array_index (inventory->takers, EnisimTaker, i);
      const EnisimResource *resource = &taker->resource;

      check_list (check, resource, resource->at, &taker->subnets, NAME_SUBNET);
      check_list (check, resource, resource->at, &taker->security_groups, NAME_SECURITY_GROUP);
    }
}

/* An ENI of an agent has an IPv4 address. */
static void
check_ipv4 (const EnisimInventory *inventory, EnisimComplaints *complaints)
{
  g_autoptr (GHashTable) without = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < inventory->subnets->len; i++)
    {
      const EnisimSubnetResource *subnet
          = &g_array_index (inventory->subnets, EnisimSubnetResource, i);

      if (subnet->is_ipv6_only)
        g_hash_table_insert (without, (gpointer) subnet->resource.id, (gpointer) subnet);
    }
  for (guint i = 0; i < inventory->agents->len && g_hash_table_size (without) > 0; i++)
    {
      const EnisimAgent *agent = &g_array_index (inventory->agents, EnisimAgent, i);

      for (guint j = 0; j < agent->subnets.n; j++)
        if (g_hash_table_contains (without, agent->subnets.ids[j]))
          enisim_complaints_add_at (complaints, agent->network_at,
                                    "%s: the subnet %s has no IPv4 addresses", agent->resource.name,
                                    agent->subnets.ids[j]);
    }
}

/* What no create accepts, or only one of several does. */
static void
note_agents (EnisimInventory *inventory)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < inventory->agents->len; i++)
    {
      const EnisimAgent *agent = &g_array_index (inventory->agents, EnisimAgent, i);
      const EnisimIdList *sgs = &agent->security_groups;

      if (agent->resource.is_live)
        continue;
      if (agent->mode == ENISIM_NETWORK_VPC && sgs->n == 0 && !sgs->open)
        enisim_inventory_add_note (inventory, agent->network_at,
                                   "%s names no security group: a create refuses that",
                                   agent->resource.name);
      if (sgs->n > DEFAULT_SGS_MAX)
        enisim_inventory_add_note (inventory, agent->network_at,
                                   "%s has %u security groups: an ENI takes %d, unless that quota "
                                   "was raised",
                                   agent->resource.name, sgs->n, DEFAULT_SGS_MAX);
      if (!g_hash_table_add (names,
                             g_strdup_printf ("%d %s", (int) agent->kind, agent->resource.name)))
        enisim_inventory_add_note (inventory, agent->resource.at,
                                   "%s is the name of another one too: one account and Region "
                                   "take but one of them",
                                   agent->resource.name);
    }
}

void
enisim_inventory_check_network (EnisimInventory *inventory, EnisimComplaints *complaints)
{
  g_autoptr (GHashTable) kinds = index_kinds (inventory);

  check_overlaps (inventory, complaints);
  check_places (inventory, complaints);
  check_names (inventory, &(Check){ complaints, kinds });
  check_ipv4 (inventory, complaints);
  enisim_inventory_check_vpcs (inventory, complaints);
  enisim_inventory_note_absent (inventory);
  note_agents (inventory);
}
