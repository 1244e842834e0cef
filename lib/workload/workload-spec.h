/* workload-spec.h: what a scenario says about one workload; immutable while it runs */
#pragma once

#include <enisim/enisim-time.h>

#include "core/distribution.h"
#include "workload/session-behaviour.h"
#include "workload/trace-reader.h"

/* A call's draws and a workload's order at one instant have 32 bits for the call and 6 for the
 * workload (core/event.h: sequence). */
#define ENISIM_WORKLOADS_MAX 63
#define ENISIM_WORKLOAD_CALLS_MAX G_MAXUINT32

/* Sessions among which a re-using call chooses where the spec does not say (`reuse_window`,
 * model.md "Workloads"). */
#define ENISIM_WORKLOAD_REUSE_WINDOW 1000
#define ENISIM_WORKLOAD_REUSE_WINDOW_MAX (1u << 24) /* 64 MiB of ids, or 128 */

#define ENISIM_WORKLOAD_WEIGHT_MAX 1000000

typedef enum
{
  ENISIM_WORKLOAD_CLOSED,  /* clients that each wait for the outcome of their call */
  ENISIM_WORKLOAD_POISSON, /* arrivals at a constant rate, independent of everything */
  ENISIM_WORKLOAD_RENEWAL, /* spans between arrivals that have a coefficient of variation */
  ENISIM_WORKLOAD_WINDOWS, /* the same, each window with a rate and a variation of its own */
  ENISIM_WORKLOAD_VARYING, /* arrivals at a rate that changes with time */
  ENISIM_WORKLOAD_BURSTS,  /* arrivals at a rate that changes by chance */
  ENISIM_WORKLOAD_TRACE,   /* arrivals as recorded */
} EnisimWorkloadKind;

/* A time with arrivals of one rate; where the gap is constant, only the rate counts. */
typedef struct
{
  EnisimTime at, until; /* at < until */
  double rate_per_second;
  EnisimDistribution gap; /* between arrivals, its mean the inverse of the rate */
} EnisimRateWindow;

#define ENISIM_HOURS_OF_WEEK (7 * 24)

typedef struct
{
  EnisimTime at; /* of a weekly curve: since Monday 00:00 */
  double ratio;  /* of the peak, 0..1 */
} EnisimRatePiece;

/* A rate that is constant from each piece to the next, and 0 before the first. */
typedef struct
{
  double peak_per_second;
  EnisimRatePiece *pieces; /* n_pieces, ascending */
  guint n_pieces;          /* of a weekly curve ENISIM_HOURS_OF_WEEK */
  gboolean is_weekly;
  GTimeSpan start_us; /* weekly: from a Monday 00:00 UTC to the start of the run */
} EnisimRateCurve;

typedef struct
{
  double rate_per_second;  /* 0 or more */
  EnisimDistribution span; /* exponential */
} EnisimBurstPhase;

typedef enum
{
  ENISIM_REUSE_RECENT,  /* the newest session of the workload */
  ENISIM_REUSE_UNIFORM, /* any of the last reuse_window */
} EnisimReuse;

/* Which of several targets a call goes to. */
typedef enum
{
  ENISIM_CHOOSE_IN_TURN,  /* by its number */
  ENISIM_CHOOSE_RANDOM,   /* each as likely */
  ENISIM_CHOOSE_WEIGHTED, /* each as likely as its weight says */
} EnisimChoose;

typedef struct
{
  char *name; /* addresses its draws */
  EnisimWorkloadKind kind;
  guint32 *targets; /* n_targets runtimes */
  guint n_targets;
  guint32 endpoint; /* of them that is called; 0 is DEFAULT */
  EnisimChoose choose;
  guint64 *weight_sums;          /* weighted: of the targets up to and with each; else NULL */
  EnisimTime from, until;        /* no call before from, none at or after until; not for a trace */
  double new_ratio;              /* share of calls with a new session, 0..1; not for a trace */
  EnisimReuse reuse;             /* of the others */
  guint32 reuse_window;          /* 0: ENISIM_WORKLOAD_REUSE_WINDOW */
  EnisimSessionSpec session;     /* of a new session; not for a trace */
  EnisimDistribution duration;   /* of an invocation, where no trace column tells */
  EnisimDistribution busy_after; /* background work of an invocation that has ended ok */
  GTimeSpan request_limit_us;    /* from admission; ENISIM_TIME_NEVER for none */
  gboolean starts_off;           /* until the timeline turns it on */
  guint32 n_clients;             /* closed */
  EnisimDistribution think;      /* closed: from an outcome to the client's next call */
  double rate_per_second;        /* Poisson */
  EnisimRateWindow *windows;     /* renewal: one, windows: in order, none overlaps another */
  guint n_windows;
  EnisimRateCurve curve;    /* varying */
  EnisimBurstPhase *phases; /* bursts: one after the other, then from the first again */
  guint n_phases;
  EnisimTraceSpec trace;
} EnisimWorkloadSpec;

/* As a scenario calls it. */
const char *enisim_workload_kind_get_name (EnisimWorkloadKind kind);

void enisim_workload_spec_clear (EnisimWorkloadSpec *spec);
