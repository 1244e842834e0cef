/* plan-json.h: what a plan and a difference of two are made of, for programs */
#pragma once

#include "advise/plan.h"
#include "report/report-json-parts.h"

/* One member of the object that is open; of a count without an upper bound "max" is a null. */
void enisim_plan_json_add_count (EnisimJsonWriter *writer, const char *name, EnisimPlanCount count);

/* Members of the object that is open: file, line and column. */
void enisim_plan_json_add_position (EnisimJsonWriter *writer, EnisimPosition at);
