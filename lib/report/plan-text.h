/* plan-text.h: what the reports of a plan have in common: counts, addresses and money in words
 *
 * All append to a text that stays the caller's.
 */
#pragma once

#include "advise/plan.h"

/* "2", or "2 to 4". */
void enisim_plan_add_count (GString *text, EnisimPlanCount count);

/* "2 ENIs", "2 to 4 ENIs". */
void enisim_plan_add_count_of (GString *text, EnisimPlanCount count, const char *one,
                               const char *many);

/* What holds addresses of it now, as in "1 ENI, 3 endpoints". */
void enisim_plan_add_holders (GString *text, const EnisimPlanSubnet *subnet);

/* "/28"; "none" for 0. */
void enisim_plan_add_prefix (GString *text, guint8 prefix);

/* "$43.80", "$43.80 to $58.40"; says so where no price is known.  @price: an hour's */
void enisim_plan_add_dollars (GString *text, EnisimPlanCount count, double price);

/* "8h", or how else the retention of ENIs varies. */
void enisim_plan_add_retention (GString *text, const EnisimPlan *plan);
