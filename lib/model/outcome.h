/* outcome.h: how many ways an attempt can end, and which of them are refusals */
#pragma once

#include <enisim/enisim-states.h>

enum
{
  ENISIM_N_OUTCOMES = ENISIM_OUTCOME_UNREACHABLE + 1
};

/* Each of these counts as cold or warm besides. */
static inline gboolean
enisim_outcome_is_admitted (EnisimOutcome outcome)
{
  return outcome == ENISIM_OUTCOME_OK || outcome == ENISIM_OUTCOME_CUT
         || outcome == ENISIM_OUTCOME_OPEN || outcome == ENISIM_OUTCOME_TIMED_OUT;
}

/* Refused at once, for a cause that clients may retry and that has a time of its own. */
static inline gboolean
enisim_outcome_is_refused (EnisimOutcome outcome)
{
  return !enisim_outcome_is_admitted (outcome) && outcome != ENISIM_OUTCOME_UNREACHABLE;
}
