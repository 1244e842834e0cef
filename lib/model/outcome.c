/* outcome.c: how an attempt to invoke a runtime can end */
#include "model/outcome.h"

const char *
enisim_outcome_get_name (EnisimOutcome outcome)
{
  static const char *const names[ENISIM_N_OUTCOMES] = {
    [ENISIM_OUTCOME_OK] = "ok",
    [ENISIM_OUTCOME_CUT] = "cut",
    [ENISIM_OUTCOME_OPEN] = "open",
    [ENISIM_OUTCOME_NOT_READY] = "not_ready",
    [ENISIM_OUTCOME_CONFLICT] = "conflict",
    [ENISIM_OUTCOME_QUOTA] = "quota",
  };

  return names[outcome];
}
