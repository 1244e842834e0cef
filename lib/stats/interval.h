/* interval.h: confidence intervals of a mean, by Student's t */
#pragma once

#include "stats/tally.h"

#define ENISIM_INTERVAL_TAIL_MIN 1e-16

/* The t below which a Student variate with @df degrees of freedom (1 or more, whole or not) is
 * with probability @p, which stays ENISIM_INTERVAL_TAIL_MIN away from 0 and 1.  The error is at
 * most 1e-9 of t, or 1e-9 where t is below 1. */
double enisim_interval_get_t_quantile (double p, double df);

/* The mean and what to add and subtract for an interval that covers the true mean with
 * probability @confidence (0..1, exclusive), if the observations are independent and about
 * normal, as means of replications are.  One observation tells nothing about the spread:
 * @half_width is then INFINITY; of none, @mean is NAN besides. */
void enisim_interval_of_tally (const EnisimTally *tally, double confidence, double *mean,
                               double *half_width);
