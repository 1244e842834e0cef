/* churn-state.h: the stacks of one run, and the security groups that they bring
 *
 * A stack is a record while any of its runtimes is there; then its place is used again.  A security
 * group of a stack's own may outlive it, held by ENIs, or for ever: its record is small and stays,
 * as its name and its attachment keys do.
 */
#pragma once

#include "base/slab.h"
#include "scenario/scenario.h"
#include "workload/churn-arrivals.h"

#define ENISIM_STACK_NONE ENISIM_SLAB_NONE
#define ENISIM_OWN_SG_NONE G_MAXUINT32

/* Stacks of a run, their runtimes counted, where chance makes more of them than were expected when
 * it was loaded. */
#define ENISIM_STACKS_MAX (2 * ENISIM_EXPECTED_STACKS_MAX)

typedef struct
{
  EnisimChurnArrivals arrivals;
  guint32 before;    /* blue/green: the stack that the next arrival replaces */
  guint32 before_sg; /* redeployment: the own security group that the next arrival replaces */
} EnisimSimChurn;

typedef struct
{
  guint32 number; /* of its arrival; the slab's link while free */
  guint32 churn;
  guint64 timer;   /* sequence of its deletion; 0: none is booked */
  guint32 *places; /* n_runtimes indexes; ENISIM_SLAB_NONE where one was refused or is gone */
  EnisimRuntimeSpec *specs; /* of each */
  guint32 n_runtimes;
  guint32 n_left; /* runtimes that are not gone, and one while the stack is being worked on */
  guint32 sg;     /* of own_sgs, or ENISIM_OWN_SG_NONE */
  gboolean has_failed;
} EnisimStack;

typedef enum
{
  ENISIM_OWN_SG_IN_USE,   /* its stack is there, or not yet replaced */
  ENISIM_OWN_SG_LEAVING,  /* deleted as soon as no ENI names it */
  ENISIM_OWN_SG_ORPHANED, /* nobody tries any more */
  ENISIM_OWN_SG_GONE,
} EnisimOwnSgState;

typedef struct
{
  guint32 churn;
  guint32 n_groups; /* of ENIs, whatever their state */
  EnisimOwnSgState state;
} EnisimOwnSg;

typedef struct
{
  EnisimSimChurn *churns; /* as in the scenario */
  EnisimSlab stacks;      /* of EnisimStack */
  guint64 n_stacks;       /* that ever came, their runtimes counted */
  GArray *own_sgs;        /* of EnisimOwnSg: the run's security groups after the scenario's */
  guint32 n_own_sgs;      /* not gone */
} EnisimChurnState;
