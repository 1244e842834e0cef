/* taker-counts.h: how many addresses takers hold in each subnet
 *
 * Takers whose rules share and have one label, and that have equal security groups, are one in a
 * subnet.
 */
#pragma once

#include "import/inventory.h"

/* Addresses.  What is only perhaps there counts in the last ones. */
typedef struct
{
  guint64 min;        /* at least */
  guint64 expected;   /* what a plan should have room for, dealt out over the subnets */
  guint64 max;        /* at most, if it is not open */
  guint64 update_max; /* ... while an update replaces the old by the new; not below max */
  guint64 growth;     /* of max, what is past the room that documentation asks for */
  gboolean is_open;   /* there may be more than max */
} EnisimTakerCount;

typedef void (*EnisimTakerFunc) (const EnisimTaker *taker, EnisimId subnet, EnisimTakerCount count,
                                 gpointer user_data);

/* Calls @func for each taker and each of its known subnets, with what it adds there; for one whose
 * list of subnets is open, once with the expression of that list: what it adds to each of its 1 to
 * 16 subnets. */
void enisim_taker_counts_foreach (const EnisimInventory *inventory, EnisimTakerFunc func,
                                  gpointer user_data);
