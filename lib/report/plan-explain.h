/* plan-explain.h: the formulas of a plan with their numbers, line by line */
#pragma once

#include "advise/plan.h"
#include "report/plan-page.h"

void enisim_plan_explain (EnisimPlanPage *page, const EnisimPlan *plan);
