/* assume-quotas.h: what an answer rests on of quotas, limiters and what clients do when refused
 *
 * Each call says a value, its default and what that rests on, for one row of the registry.
 */
#pragma once

#include "report/report-assumptions.h"

void enisim_assume_quota (EnisimAssumption *assumption, const EnisimRunSummary *summary,
                          const EnisimOption *option);
void enisim_assume_rate (EnisimAssumption *assumption, const EnisimRunSummary *summary,
                         const EnisimOption *option);
void enisim_assume_limiter_depth (EnisimAssumption *assumption, const EnisimRunSummary *summary,
                                  const EnisimOption *option);
void enisim_assume_retry (EnisimAssumption *assumption, const EnisimRunSummary *summary,
                          const EnisimOption *option);
