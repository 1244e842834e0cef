/* load-distribution.h: how a span varies, as a scenario file says it
 *
 *   5.4s                                   {constant: 5.4s}
 *   {uniform: [15min, 8h]}                 {exponential: 40min}
 *   {lognormal: {mean: 5.5s, cv: 0.3}}     gamma and weibull alike
 *   {empirical: [1s, 2s]}                  {empirical: [[1s, 3], [2s, 1]]} with weights
 */
#pragma once

#include "core/distribution.h"
#include "text/node-read.h"

/* The keys of which a distribution's mapping has one, ended by NULL. */
const char *const *enisim_load_distribution_get_kinds (void);

/* Whether @node, a mapping, has one of them, so that a distribution is what was meant. */
gboolean enisim_load_distribution_has_kind (const EnisimNode *node);

/* A coefficient of variation: 0, or what a distribution can compute with.
 * @node: (nullable): NULL is no complaint */
gboolean enisim_load_cv (EnisimComplaints *complaints, const EnisimNode *node, double *cv);

/* @node: (nullable): NULL is no complaint
 * @distribution: cleared and set on success
 *
 * Returns: whether it was set */
gboolean enisim_load_distribution (EnisimComplaints *complaints, const EnisimNode *node,
                                   EnisimDistribution *distribution);
