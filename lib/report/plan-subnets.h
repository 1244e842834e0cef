/* plan-subnets.h: what subnets hold, as tables */
#pragma once

#include "advise/plan.h"
#include "report/plan-page.h"

/* A cell of a table. */
void enisim_plan_page_add_count (EnisimPlanPage *page, EnisimPlanCount count, gboolean is_alert);

void enisim_plan_page_add_subnets (EnisimPlanPage *page, const EnisimPlan *plan);
