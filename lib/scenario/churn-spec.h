/* churn-spec.h: what comes and goes by itself; immutable while it runs
 *
 * Each arrival of a churn makes a stack (model.md "Workloads and churn").  Whatever is in here is
 * valid; the input's edge saw to that.
 */
#pragma once

#include "net/attachment-key.h"
#include "workload/churn-arrivals.h"

/* Runtimes of one stack; churns of one scenario.  Checked where a scenario enters. */
#define ENISIM_STACK_RUNTIMES_MAX 1000
#define ENISIM_CHURNS_MAX 63

/* Stacks of all churns that are expected to the horizon, their runtimes counted.  What the security
 * groups of gone ones leave is a few hundred bytes each. */
#define ENISIM_EXPECTED_STACKS_MAX 1000000

typedef enum
{
  ENISIM_CHURN_STACKS,     /* made at arrival, deleted a lifetime later */
  ENISIM_CHURN_BLUE_GREEN, /* a stack that replaces the one before it */
  ENISIM_CHURN_REDEPLOY,   /* updates runtimes of the scenario */
} EnisimChurnKind;

typedef enum
{
  ENISIM_CHURN_SG_NAMED, /* of the scenario: `security_group` */
  ENISIM_CHURN_SG_OWN,   /* made with each stack */
  ENISIM_CHURN_SG_KEEP,  /* a redeployment: those of the version before */
} EnisimChurnSg;

typedef struct
{
  EnisimChurnKind kind;
  EnisimChurnArrivalSpec arrivals;
  EnisimChurnSg sg;
  guint32 security_group; /* where it is named */
  gboolean is_orphaned;   /* an own SG that outlives the patience of its stack's deletion stays */
  guint32 n_runtimes;     /* of a stack: NAME-n or, of several, NAME-n_0 and so on */
  guint32 subnets[ENISIM_SUBNETS_MAX];
  guint n_subnets;
  guint32 *targets; /* n_targets runtimes that a redeployment updates, in order */
  guint n_targets;
  GTimeSpan overlap_us; /* blue/green: from a stack's arrival to the deletion of the one before */
} EnisimChurnSpec;

void enisim_churn_spec_clear (EnisimChurnSpec *spec);

/* Returns: how many runtimes an arrival makes or updates, at least 1 */
static inline guint32
enisim_churn_spec_get_n_runtimes (const EnisimChurnSpec *spec)
{
  return MAX (1, spec->kind == ENISIM_CHURN_REDEPLOY ? spec->n_targets : spec->n_runtimes);
}
