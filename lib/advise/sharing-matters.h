/* sharing-matters.h: whether it shows in a run by what ENIs are shared */
#pragma once

#include "sim/run-summary.h"

/* Different configurations of the same security groups have a subnet in common. */
gboolean enisim_sharing_has_overlap (const EnisimRunSummary *summary);

/* Agents of different types have the same configuration. */
gboolean enisim_sharing_has_types (const EnisimRunSummary *summary);
