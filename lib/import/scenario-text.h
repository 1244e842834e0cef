/* scenario-text.h: a scenario of what descriptions say there is, inside the library */
#pragma once

#include "import/inventory.h"

/* Returns: (transfer full): a scenario as commented YAML
 * @left_out: (out) (transfer full) (array zero-terminated=1): what it could not carry, a line each
 */
char *enisim_inventory_to_scenario (const EnisimInventory *inventory, char ***left_out);
