/* taker-counts.h: how many addresses takers hold in each subnet
 *
 * Takers whose rules share and have one label, and that have equal security groups, are one in a
 * subnet.
 */
#pragma once

#include "import/inventory.h"

/* Addresses: at least, with the least that the rule gives, and at most.  What is only perhaps
 * there counts in the last. */
typedef struct
{
  guint64 min, expected, max;
} EnisimTakerCount;

typedef void (*EnisimTakerFunc) (const EnisimTaker *taker, EnisimId subnet, EnisimTakerCount count,
                                 gpointer user_data);

/* Calls @func for each taker and each of its known subnets, with what it adds there. */
void enisim_taker_counts_foreach (const EnisimInventory *inventory, EnisimTakerFunc func,
                                  gpointer user_data);
