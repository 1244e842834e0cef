/* scenario-seen.h: networks of subnets of which only addresses are known */
#pragma once

#include "import/inventory.h"

/* What ENIs tell of each subnet. */
typedef struct
{
  GHashTable *by_subnet; /* id -> what was seen there */
} EnisimScenarioSeen;

void enisim_scenario_seen_init (EnisimScenarioSeen *seen, const EnisimInventory *inventory);
void enisim_scenario_seen_clear (EnisimScenarioSeen *seen);

/* Whether any address of @subnet is known. */
gboolean enisim_scenario_seen_has (const EnisimScenarioSeen *seen, EnisimId subnet);

/* @subnet: of which there are addresses
 * @prefix: 16 to 28
 * @cidr: the one network of that size around the first address
 * Returns: whether it has room for all that was seen, with the reserved addresses left free */
gboolean enisim_scenario_seen_fits (const EnisimScenarioSeen *seen, EnisimId subnet, guint8 prefix,
                                    EnisimCidr *cidr);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EnisimScenarioSeen, enisim_scenario_seen_clear)
