/* scenario-assumptions.h: what the number of a scenario's ENIs rests on beside facts */
#pragma once

#include "import/inventory.h"

/* Appends a comment with each option of the model that decides how many ENIs these agents have, its
 * mark and its other bound; nothing where none does. */
void enisim_scenario_add_assumptions (GString *out, const EnisimInventory *inventory);
