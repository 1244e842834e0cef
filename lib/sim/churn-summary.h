/* churn-summary.h: what one churn of a run has come to, as plain values */
#pragma once

#include "sim/simulation-private.h"

typedef struct
{
  guint64 n_arrived, n_failed, n_deleted;       /* stacks; redeployments are never deleted */
  guint64 n_failed_by[ENISIM_N_STACK_FAILURES]; /* one that lacks several counts for each */
  EnisimTime first_failed_at;                   /* ENISIM_TIME_NEVER: none has */
  guint64 n_waiting; /* redeployments of which an update waits for its runtime at the end */
  guint64 n_alive, n_alive_peak;
  EnisimTime alive_peak_at;
  double mean_alive;
  guint64 n_own_sgs, n_own_sgs_peak; /* that are there, orphans too */
  guint64 n_orphaned;
} EnisimChurnSummary;

EnisimChurnSummary enisim_churn_summarise (const EnisimSimulation *sim, guint churn);

/* Returns: (transfer none): "addresses" and so on */
const char *enisim_stack_failure_get_name (EnisimStackFailure failure);
