/* truth.h: yes, no, or not known
 *
 * The order is the meaning: of two answers MIN is "and", MAX is "or".  What is not known stays so
 * unless the other side decides alone.
 */
#pragma once

#include <glib.h>

typedef enum
{
  ENISIM_TRUTH_NO,
  ENISIM_TRUTH_NOT_KNOWN,
  ENISIM_TRUTH_YES,
} EnisimTruth;

static inline EnisimTruth
enisim_truth_of (gboolean is_so)
{
  return is_so ? ENISIM_TRUTH_YES : ENISIM_TRUTH_NO;
}

/* @flag: TRUE, FALSE, or -1: not known */
static inline EnisimTruth
enisim_truth_of_flag (gint flag)
{
  return flag < 0 ? ENISIM_TRUTH_NOT_KNOWN : enisim_truth_of (flag);
}

static inline EnisimTruth
enisim_truth_not (EnisimTruth answer)
{
  return (EnisimTruth) (ENISIM_TRUTH_YES - answer);
}

static inline EnisimTruth
enisim_truth_and (EnisimTruth a, EnisimTruth b)
{
  return MIN (a, b);
}

static inline EnisimTruth
enisim_truth_or (EnisimTruth a, EnisimTruth b)
{
  return MAX (a, b);
}
