/* workload.h: when requests come, and for which session
 *
 * An open-loop workload (all kinds but closed) has one next arrival, asked for with _get_next_at
 * and taken with _take.  A closed one has clients, each with at most one call ahead; who learns the
 * outcome of a client's call tells it by _settle, the one way by which anything travels back here.
 *
 * Calls are numbered from 1 in the order in which they are drawn.  Whatever is drawn for a call is
 * addressed by its number, used or not, so that two settings see the same calls.
 */
#pragma once

#include "workload/arrivals.h"
#include "workload/target-choice.h"

/* Purposes of the streams here; the model's begin at 32. */
enum
{
  ENISIM_PURPOSE_ARRIVALS = 1,
  ENISIM_PURPOSE_CALLS = 2,
  ENISIM_PURPOSE_CHURN_ARRIVALS = 3,
  ENISIM_PURPOSE_CHURN_STACKS = 4,
  ENISIM_PURPOSE_BURSTS = 5,
};

/* What a call's word is mixed with, one for each thing drawn from it. */
typedef enum
{
  ENISIM_DRAW_DURATION = 1,
  ENISIM_DRAW_SESSION,
  ENISIM_DRAW_THINK,
  ENISIM_DRAW_COLD_START,
  ENISIM_DRAW_REFUSAL_TIME,
  ENISIM_DRAW_TEARDOWN,
  ENISIM_DRAW_RETRY, /* the waits before further attempts */
  ENISIM_DRAW_INVOKES,
  ENISIM_DRAW_FOLLOW, /* the word of a follow-up */
  ENISIM_DRAW_BUSY_AFTER,
  ENISIM_DRAW_TARGET,
  ENISIM_DRAW_SESSION_THINK,
} EnisimDraw;

typedef struct
{
  guint64 word;    /* of which the call's draws are made: enisim_call_stream() */
  guint64 session; /* runtime and session id as one number; never of two workloads */
  GTimeSpan duration_us;
  guint32 number;
  guint32 follow_up;       /* of that call's session, from 1; 0 for the call itself */
  guint32 target;          /* runtime */
  gboolean is_new_session; /* no earlier call can have named the id */
  guint32 n_retries;       /* attempts before this one */
  EnisimTime first_at;     /* the first of them; nothing while this is the first */
} EnisimCall;

/* A session that a call of the workload made new. */
typedef struct
{
  guint32 number; /* of that call */
  guint32 target;
} EnisimPastSession;

/* What a call's new session has changed in the window of re-use. */
typedef struct
{
  EnisimPastSession replaced;
  guint32 n_past; /* before */
} EnisimPastChange;

/* Arrivals drawn at once, and ahead of their turn.  Half as many take a hundredth longer. */
#define ENISIM_WORKLOAD_BATCH_MAX 32

typedef struct
{
  EnisimCall call;
  EnisimTime then_at; /* the arrival after it, ENISIM_TIME_NEVER if there is none */
} EnisimDrawnCall;

/* Of an open loop; the calls made are those from @next on.  Of a closed one the first is the last
 * that was made. */
typedef struct
{
  EnisimDrawnCall *next;    /* those before it are taken */
  EnisimDrawnCall *made_to; /* those from here on are arrivals whose calls are not made */
  guint32 n;                /* arrivals drawn */
  guint32 n_at_once;        /* ENISIM_WORKLOAD_BATCH_MAX, but in tests */
  EnisimDrawnCall calls[ENISIM_WORKLOAD_BATCH_MAX];
  EnisimPastChange changes[ENISIM_WORKLOAD_BATCH_MAX]; /* by calls that begin a session */
  EnisimTraceRow rows[ENISIM_WORKLOAD_BATCH_MAX];      /* of a trace's arrivals */
} EnisimCallBatch;

/* What every arrival reads comes first, where an address takes one byte. */
typedef struct
{
  const EnisimWorkloadSpec *spec;
  EnisimCallBatch *batch;
  EnisimTime next_at; /* ENISIM_TIME_NEVER where no arrival is left */
  guint32 n_calls;    /* numbered so far */
  guint index;        /* place in the scenario */
  guint64 address;    /* of the calls' words */
  EnisimTargetChoice targets;
  EnisimArrivals arrivals; /* drawn so far, which the batch is ahead of what is taken */
  guint64 n_stretched;     /* cycles of clients that took no time but for min_cycle */
  guint32
      *past; /* ring of the newest sessions, where calls re-use them: the calls that made them */
  guint32 *past_targets; /* theirs; NULL where there is one target for all */
  guint32 past_capacity;
  guint32 n_past;    /* kept */
  guint32 past_next; /* place of the next one */
  EnisimTraceReader *trace;
  EnisimTraceRow row; /* the last that was read: the trace's next arrival, or the one after all that
                       * are drawn */
  GError *complaint;  /* (nullable): of the row after that, until it would be the next */
} EnisimWorkload;

/* Opens @spec, which outlives the workload.  %FALSE with the trace's complaint; _clear may follow
 * either way. */
gboolean enisim_workload_init (EnisimWorkload *workload, const EnisimWorkloadSpec *spec,
                               guint index, guint64 seed, guint32 replication, GError **error);
void enisim_workload_clear (EnisimWorkload *workload);

/* Open loop: the instant of the next arrival, ENISIM_TIME_NEVER when none is left. */
static inline EnisimTime
enisim_workload_get_next_at (const EnisimWorkload *workload)
{
  return workload->next_at;
}

/* Whether the call of the next arrival is made. */
static inline gboolean
enisim_workload_has_call (const EnisimWorkload *workload)
{
  return workload->batch->next < workload->batch->made_to;
}

/* Open loop: draws the next arrivals and their calls ahead of their turn, those of a trace by
 * reading on, unless some are left of the last time.  There is one at least.
 * Returns: how many, at most ENISIM_WORKLOAD_BATCH_MAX, are in @calls. */
guint enisim_workload_draw_ahead (EnisimWorkload *workload, const EnisimDrawnCall **calls);

/* Calls that are drawn and not taken are to be made anew: what they depend on is about to change,
 * or they may come to nothing. */
void enisim_workload_unmake_calls (EnisimWorkload *workload);

/* Open loop: takes the next arrival out.
 * Returns: (transfer none): its call, until more is drawn after the last that is. */
static inline const EnisimCall *
enisim_workload_take (EnisimWorkload *workload)
{
  EnisimCallBatch *batch = workload->batch;
  const EnisimDrawnCall *drawn;

  if (G_UNLIKELY (!enisim_workload_has_call (workload)))
    enisim_workload_draw_ahead (workload, &drawn);
  drawn = batch->next++;
  workload->n_calls = drawn->call.number;
  workload->next_at = drawn->then_at;
  return &drawn->call;
}

/* Open loop: the same, of an arrival that is no call, and whose call is not made. */
void enisim_workload_pass (EnisimWorkload *workload);

/* Sets @error to the complaint about a call past ENISIM_WORKLOAD_CALLS_MAX.  Returns: %FALSE */
gboolean enisim_workload_fail_calls (const EnisimWorkload *workload, GError **error);

/* %FALSE with the trace's complaint, once, where the arrival after the last that was taken cannot
 * be read. */
gboolean enisim_workload_check_next (EnisimWorkload *workload, GError **error);

/* Trace, of which nothing was taken or drawn ahead: reads the rows that are left and counts them.
 * %FALSE with the complaint about one that cannot be read or is one call too many. */
gboolean enisim_workload_read_on (EnisimWorkload *workload, guint64 *n_rows, GError **error);

/* Closed: the instant at which each of the n_clients makes its first call. */
EnisimTime enisim_workload_get_first_at (const EnisimWorkload *workload);

/* Closed: numbers the client's next call when it is booked. */
guint32 enisim_workload_number_call (EnisimWorkload *workload);

/* Closed: makes the call that was booked under @number.
 * Returns: (transfer none): until the next one is made */
const EnisimCall *enisim_workload_make_call (EnisimWorkload *workload, guint32 number);

/* The follow-up @number, from 1, of the session that @first has begun. */
EnisimCall enisim_workload_make_follow_up (const EnisimWorkload *workload, const EnisimCall *first,
                                           guint32 number);

/**
 * enisim_workload_settle:
 * @number: of the call
 * @called_at: when it was made
 * @now: when the client learns its outcome
 * @min_cycle_us: after which it calls again if its cycle took no time (`min_cycle`)
 *
 * Closed: a client's call has ended.
 *
 * Returns: the instant of its next call, or ENISIM_TIME_NEVER if it stops
 */
EnisimTime enisim_workload_settle (EnisimWorkload *workload, guint32 number, EnisimTime called_at,
                                   EnisimTime now, GTimeSpan min_cycle_us);

/* Returns: the session of an id that comes from outside, of which @fingerprint is the hash. */
guint64 enisim_workload_hash_session (const EnisimWorkload *workload, guint64 fingerprint,
                                      guint32 target);

/* Returns: the session that call @number makes new, which is that number with the workload's above
 * it. */
static inline guint64
enisim_workload_number_session (const EnisimWorkload *workload, guint32 number)
{
  return (guint64) workload->index << 40 | number;
}

/* Whether a later call may name a session of an earlier one: another call, or a follow-up. */
gboolean enisim_workload_reuses_sessions (const EnisimWorkload *workload);
gboolean enisim_workload_follows_sessions_up (const EnisimWorkload *workload);

static inline guint64
enisim_workload_get_word (const EnisimWorkload *workload, guint32 number)
{
  return enisim_stream_mix (workload->address, number);
}

static inline EnisimStream
enisim_call_stream (guint64 word, EnisimDraw draw)
{
  return enisim_stream_from_word (enisim_stream_mix (word, draw));
}
