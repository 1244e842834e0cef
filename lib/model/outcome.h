/* outcome.h: how many ways an attempt can end, and which of them are refusals */
#pragma once

#include <enisim/enisim-states.h>

enum
{
  ENISIM_N_OUTCOMES = ENISIM_OUTCOME_QUOTA + 1,
  ENISIM_OUTCOME_FIRST_REFUSED = ENISIM_OUTCOME_NOT_READY
};
