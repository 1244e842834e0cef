/* distribution-text.h: how a span varies, in few words */
#pragma once

#include "scenario/scenario.h"

/* Appends "8h", "uniform(15min, 8h)", "exponential(mean 40min)", "lognormal(mean 5.5s, cv 0.3)",
 * "empirical(12 values, mean 3s)". */
void enisim_distribution_add_text (const EnisimDistribution *distribution, GString *text);
