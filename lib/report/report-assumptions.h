/* report-assumptions.h: what an answer rests on
 *
 * What the facts do not settle is a named option of the model (model.md).  A report lists those
 * that its run depends on, and only those, so that the list is read.
 */
#pragma once

#include "sim/run-summary.h"

typedef struct
{
  const char *name; /* the option's, as scenarios write it */
  const char *of;   /* (nullable): the platform or cause that the value is for */
  char *value, *default_value;
  gboolean is_default; /* equal to it, wherever it was written */
  char mark;           /* of the default: 'D'ocumented, 'O'bserved, 'A'ssumed (facts.md) */
  char *rests_on;      /* the default, in a short sentence */
} EnisimAssumption;

/* Returns: (transfer full) (element-type EnisimAssumption): in a fixed order */
GArray *enisim_assumptions_new (const EnisimRunSummary *summary);

/* What the service does or a file tells and the run does not, and should be known when it is read.
 */
typedef struct
{
  const char *name;
  char *text; /* a sentence */
} EnisimGap;

/* Returns: (transfer full) (element-type EnisimGap): in a fixed order */
GArray *enisim_gaps_new (const EnisimRunSummary *summary);
