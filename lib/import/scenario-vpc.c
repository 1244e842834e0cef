/* scenario-vpc.c: the one VPC of a scenario, and its networks */
#include "import/scenario-vpc.h"

#include <enisim/enisim-scenario.h>

#include "net/subnet.h"

static const EnisimCidr vpc_wished = { 0x0a000000, 16 };

typedef struct
{
  GHashTable *votes; /* VPC -> how many */
  EnisimId best;
  guint n_best;
} Election;

static EnisimId
find_vpc_of (GHashTable *resources, const EnisimIdList *subnets)
{
  const EnisimSubnetResource *subnet
      = subnets->n > 0 ? g_hash_table_lookup (resources, subnets->ids[0]) : NULL;

  return subnet != NULL ? subnet->vpc : NULL;
}

static void
vote (Election *election, EnisimId vpc)
{
  const guint n = GPOINTER_TO_UINT (g_hash_table_lookup (election->votes, vpc)) + 1;

  if (vpc == NULL)
    return;
  g_hash_table_insert (election->votes, (gpointer) vpc, GUINT_TO_POINTER (n));
  if (n <= election->n_best)
    return;
  election->best = vpc;
  election->n_best = n;
}

/* The VPC of most agents, or else the first. */
static EnisimId
choose_vpc (const EnisimInventory *inventory, GHashTable *resources)
{
  g_autoptr (GHashTable) votes = g_hash_table_new (NULL, NULL);
  Election election = { .votes = votes };

  for (guint i = 0; i < inventory->agents->len; i++)
    vote (&election,
          find_vpc_of (resources, &g_array_index (inventory->agents, EnisimAgent, i).subnets));
  for (guint i = 0; i < inventory->live_groups->len; i++)
    vote (&election,
          find_vpc_of (resources,
                       &g_array_index (inventory->live_groups, EnisimLiveGroup, i).subnets));
  if (election.best != NULL)
    return election.best;
  if (inventory->vpcs->len > 0)
    return g_array_index (inventory->vpcs, EnisimVpc, 0).resource.id;
  if (inventory->subnets->len > 0)
    return g_array_index (inventory->subnets, EnisimSubnetResource, 0).vpc;
  return NULL;
}

void
enisim_scenario_vpc_init (EnisimScenarioVpc *vpc, const EnisimInventory *inventory,
                          GHashTable *resources)
{
  *vpc = (EnisimScenarioVpc){ .id = choose_vpc (inventory, resources),
                              .blocks = g_array_new (FALSE, FALSE, sizeof (EnisimCidr)) };
}

void
enisim_scenario_vpc_clear (EnisimScenarioVpc *vpc)
{
  g_clear_pointer (&vpc->blocks, g_array_unref);
}

gboolean
enisim_scenario_is_network (EnisimCidr cidr)
{
  return cidr.prefix >= ENISIM_SUBNET_PREFIX_MIN && cidr.prefix <= ENISIM_SUBNET_PREFIX_MAX;
}

static const EnisimCidr *
find_block (const EnisimScenarioVpc *vpc, EnisimCidr cidr)
{
  for (guint i = 0; i < vpc->blocks->len; i++)
    {
      const EnisimCidr *block = &g_array_index (vpc->blocks, EnisimCidr, i);

      if (enisim_cidr_overlaps (*block, cidr))
        return block;
    }
  return NULL;
}

/* @name: of what is described, of which a scenario cannot have all */
static void
add_described (EnisimScenarioVpc *vpc, EnisimCidr cidr, const char *name, GPtrArray *left_out)
{
  g_autofree char *text = enisim_cidr_format (cidr);

  if (!enisim_scenario_is_network (cidr))
    g_ptr_array_add (left_out, g_strdup_printf ("network %s of %s: its prefix is none from 16 to "
                                                "28",
                                                text, name));
  else if (vpc->blocks->len == ENISIM_VPC_CIDRS_MAX)
    g_ptr_array_add (left_out, g_strdup_printf ("network %s of %s: a scenario's VPC has at most %d",
                                                text, name, ENISIM_VPC_CIDRS_MAX));
  else if (find_block (vpc, cidr) == NULL)
    g_array_append_val (vpc->blocks, cidr);
}

/* The first of a VPC is its own; one that is perhaps not there is none to count on. */
static void
add_all_described (EnisimScenarioVpc *vpc, const EnisimInventory *inventory, GPtrArray *left_out)
{
  for (guint i = 0; i < inventory->vpcs->len; i++)
    {
      const EnisimVpc *one = &g_array_index (inventory->vpcs, EnisimVpc, i);

      if (one->resource.id != vpc->id)
        g_ptr_array_add (left_out,
                         g_strdup_printf ("VPC %s: a scenario has one VPC", one->resource.name));
      else if (one->has_cidr)
        add_described (vpc, one->cidr, one->resource.name, left_out);
    }
  for (guint i = 0; i < inventory->vpc_ranges->len; i++)
    {
      const EnisimVpcRange *range = &g_array_index (inventory->vpc_ranges, EnisimVpcRange, i);

      if (range->vpc != NULL && range->vpc == vpc->id && range->has_cidr
          && range->resource.is_certain)
        add_described (vpc, range->cidr, range->resource.name, left_out);
    }
}

void
enisim_scenario_vpc_place (EnisimScenarioVpc *vpc, const EnisimInventory *inventory,
                           const EnisimCidr *first, GPtrArray *left_out)
{
  EnisimCidr around = { first != NULL ? first->network : 0, ENISIM_SUBNET_PREFIX_MIN };

  add_all_described (vpc, inventory, left_out);
  if (vpc->blocks->len > 0)
    return;
  around.network &= ~enisim_cidr_get_host_mask (around);
  vpc->is_made_up = TRUE;
  g_array_append_vals (vpc->blocks, first != NULL ? &around : &vpc_wished, 1);
}

const char *
enisim_scenario_vpc_take (EnisimScenarioVpc *vpc, EnisimCidr network)
{
  const EnisimCidr *block = find_block (vpc, network);

  if (block != NULL)
    return enisim_cidr_contains (*block, network) ? NULL : "a network of the VPC is within it";
  if (vpc->blocks->len == ENISIM_VPC_CIDRS_MAX)
    return "it is outside of the VPC's networks, which are too many already";
  g_array_append_val (vpc->blocks, network);
  vpc->n_assumed++;
  return NULL;
}

void
enisim_scenario_vpc_write (GString *out, const EnisimScenarioVpc *vpc)
{
  const gboolean is_list = vpc->blocks->len > 1;

  g_string_append_printf (out, "  cidr: %s", is_list ? "[" : "");
  for (guint i = 0; i < vpc->blocks->len; i++)
    {
      g_autofree char *cidr = enisim_cidr_format (g_array_index (vpc->blocks, EnisimCidr, i));

      g_string_append_printf (out, "%s%s", i > 0 ? ", " : "", cidr);
    }
  g_string_append (out, is_list ? "]" : "");
  if (vpc->is_made_up)
    g_string_append (out, is_list ? "  # the first is made up" : "  # made up");
  if (vpc->n_assumed > 0)
    g_string_append_printf (out, "%s of a subnet outside the others: the last %u",
                            vpc->is_made_up ? ";" : "  #", vpc->n_assumed);
  g_string_append_c (out, '\n');
}
