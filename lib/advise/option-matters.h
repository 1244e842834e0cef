/* option-matters.h: which options of the model a run's answer depends on
 *
 * An option matters where another value of it could have given another answer.  Where telling
 * that exactly would mean a second run, what is asked here errs towards naming it.
 */
#pragma once

#include "sim/run-summary.h"

gboolean enisim_option_matters (const EnisimOption *option, const EnisimRunSummary *summary);

/* Whether anything decides for @option at all; tests only. */
gboolean enisim_option_is_decided (const EnisimOption *option);
