/* plan-verdict.h: whether subnets have room for what a plan holds in them */
#pragma once

#include "advise/plan.h"
#include "report/plan-page.h"

/* A list of the subnets that have not, or perhaps not, and how much room it takes; one sentence
 * where all have. */
void enisim_plan_page_add_verdict (EnisimPlanPage *page, const EnisimPlan *plan);

/* "yes", "unless_more", "not_all", "no", "unknown" */
const char *enisim_plan_fit_get_name (EnisimPlanFit fit);
