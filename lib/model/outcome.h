/* outcome.h: how an attempt to invoke a runtime can end
 *
 * The outcomes partition all attempts (model.md "Sessions").  A cause that refuses is none of the
 * caller's mistakes: it is counted, never an error.
 */
#pragma once

#include <glib.h>

typedef enum
{
  /* Admitted. */
  ENISIM_OUTCOME_OK,
  ENISIM_OUTCOME_CUT,
  ENISIM_OUTCOME_OPEN, /* in flight at the end of the run */
  /* Refused. */
  ENISIM_OUTCOME_NOT_READY,
  ENISIM_OUTCOME_CONFLICT,
  ENISIM_OUTCOME_QUOTA,
} EnisimOutcome;

enum
{
  ENISIM_N_OUTCOMES = ENISIM_OUTCOME_QUOTA + 1,
  ENISIM_OUTCOME_FIRST_REFUSED = ENISIM_OUTCOME_NOT_READY
};

/* Returns: the outcome's name in scenarios and reports, for instance "not_ready". */
const char *enisim_outcome_get_name (EnisimOutcome outcome);
