/* scenario-vpc.h: the one VPC of a scenario, and its networks */
#pragma once

#include "import/inventory.h"

typedef struct
{
  EnisimId id;         /* NULL: nothing names one */
  GArray *blocks;      /* (of EnisimCidr) at least one; made-up subnets are put into the first */
  gboolean is_made_up; /* the first block */
  guint n_assumed;     /* of the last blocks: that the VPC has them only its subnets tell */
} EnisimScenarioVpc;

/* Chooses the VPC and nothing more; one without blocks until _place.
 * @resources: id -> EnisimSubnetResource */
void enisim_scenario_vpc_init (EnisimScenarioVpc *vpc, const EnisimInventory *inventory,
                               GHashTable *resources);
void enisim_scenario_vpc_clear (EnisimScenarioVpc *vpc);

/* Finds the blocks that are described, or makes one up.
 * @first: (nullable): the first network of a subnet that is known
 * @left_out: (of char *) gets what the scenario's VPC does not have */
void enisim_scenario_vpc_place (EnisimScenarioVpc *vpc, const EnisimInventory *inventory,
                                const EnisimCidr *first, GPtrArray *left_out);

/* A network outside all blocks is of one that the VPC was given besides: which one is no matter to
 * a run, so that the network itself becomes one.
 * Returns: (nullable): why the VPC cannot have it */
const char *enisim_scenario_vpc_take (EnisimScenarioVpc *vpc, EnisimCidr network);

/* Whether a scenario's networks may be of that size. */
gboolean enisim_scenario_is_network (EnisimCidr cidr);

/* Appends the line of the VPC's networks. */
void enisim_scenario_vpc_write (GString *out, const EnisimScenarioVpc *vpc);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EnisimScenarioVpc, enisim_scenario_vpc_clear)
