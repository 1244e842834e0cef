/* plan-text.h: what the reports of a plan have in common: counts, addresses and money in words
 *
 * All append to a text that stays the caller's.
 */
#pragma once

#include "advise/plan.h"

/* "2", "2 to 4", "at least 2", "2 to 4 or more". */
void enisim_plan_add_count (GString *text, EnisimPlanCount count);

/* "2", "2–4", "2+" or "3 (2–9)", 3 being expected, for a cell. */
void enisim_plan_add_short_count (GString *text, EnisimPlanCount count);

/* "2 ENIs", "2 to 4 ENIs". */
void enisim_plan_add_count_of (GString *text, EnisimPlanCount count, const char *one,
                               const char *many);

/* What is there, and what the deployment adds, as one or two sentences without the last stop. */
void enisim_plan_add_there (GString *text, const EnisimPlan *plan);

/* What holds addresses of it now, as in "1 ENI, 3 endpoints, 2 of Lambda function". */
void enisim_plan_add_holders (GString *text, const EnisimPlanSubnet *subnet);

/* "/28"; "none" for 0. */
void enisim_plan_add_prefix (GString *text, guint8 prefix);

/* "$43.80", "$43.80 to $58.40".  @price: an hour's, finite */
void enisim_plan_add_dollars (GString *text, EnisimPlanCount count, double price);

/* Bytes at the start of all subnets' names, up to the last '/' that they share, of "Net/Vpc/" for
 * instance; 0: they share nothing. */
gsize enisim_plan_get_common_path (const EnisimPlan *plan);

/* "8h", or how else the retention of ENIs varies. */
void enisim_plan_add_retention (GString *text, const EnisimPlan *plan);

/* "parameter", "export", "region" */
const char *enisim_plan_get_missing_kind (EnisimMissingKind kind);
