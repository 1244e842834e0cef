/* bench.h: ours and its peers side by side, as a ratio
 *
 * All contestants of a case do the same work on the same input, drawn beforehand, and must
 * arrive at the same checksum.  Rounds are interleaved and timed in thread CPU time, so that what
 * disturbs the machine disturbs all alike; only the ratio means anything.  Never a gate.
 *
 * A case is a row of a suite; a suite is a file, named once in enisim-bench.c.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Both are powers of two: contestants wrap around by a mask. */
#define BENCH_N_INCREMENTS (1u << 16)
#define BENCH_N_PICKS (1u << 20)

#define BENCH_ROUNDS_MAX 99

/* How far ahead an event is put in.  What is not exponential is what breaks lists that suppose an
 * even spread. */
typedef enum
{
  BENCH_INCREMENTS_EXPONENTIAL, /* mean 1 s */
  BENCH_INCREMENTS_SKEWED,      /* lognormal, mean 1 s, sigma 2: the largest a million medians */
  BENCH_INCREMENTS_BIMODAL,     /* up to 1 ms, but one in ten 10 s and up to 1 ms */
  BENCH_INCREMENTS_FAR,         /* exponential with mean 1 ms, but one in a hundred a year */
  BENCH_INCREMENTS_TIED,        /* exponential with mean 1 s, rounded up to whole seconds */
  BENCH_INCREMENTS_ZERO         /* everything at one instant */
} BenchIncrements;

typedef struct
{
  guint32 size;                /* the case's, for instance how many are pending */
  const gint64 *increments_us; /* BENCH_N_INCREMENTS variates */
  const guint32 *picks;        /* BENCH_N_PICKS indexes below size, uniform */
  const guint64 *keys;         /* 2 * size different ones */
  const guint64 *picked_keys;  /* keys[picks[i]], BENCH_N_PICKS */
  gint64 delay_us;             /* the case's */
  gint64 interval_us;          /* the case's */
  guint64 n_untimed;           /* the case's */
} BenchInput;

/* Only run() is timed; of a case about memory, what setup() and run() leave resident is the figure.
 * An optional peer that is not built has a name and nothing else, and no turn. */
typedef struct
{
  const char *name;  /* neighbours of one name are builds of one peer: the better counts */
  const char *build; /* (nullable): its flags */
  gpointer (*setup) (const BenchInput *input);
  guint64 (*run) (gpointer state, guint64 n); /* returns a checksum */
  void (*teardown) (gpointer state);
  double (*get_ns) (gpointer state); /* (nullable): what run() took, where it was no time of this
                                      * thread: a child's, or the clock's on the wall; or what
                                      * the longest of its calls took */
  gboolean is_slow; /* takes seconds: has no turn in the round that warms up, and ours is timed anew
                     * right before and after each of its turns */
  guint64 (*look) (gpointer state); /* (nullable): what run() has left, for the checksum; untimed */
  gboolean is_once;                 /* has a turn in the first round only */
} BenchContestant;

static inline gboolean
bench_contestant_is_built (const BenchContestant *contestant)
{
  return contestant->run != NULL;
}

typedef struct
{
  const char *name;
  guint32 size;
  guint64 n;                                 /* operations; a hundredth of them in --smoke */
  const BenchContestant *const *contestants; /* ours, then its peers, then NULL */
  BenchIncrements increments;
  guint64 n_untimed;  /* operations before the clock starts, until what is pending is no longer what
                       * setup() put there */
  guint delay_s;      /* of timers */
  guint interval_s;   /* between two restarts of one timer, on average */
  gboolean is_memory; /* bytes to each of size in place of time to each operation; one round */
  gboolean is_scale;  /* both, and the peak, of ours alone in a process of its own; one round */
  gboolean is_lengthy; /* more than some ten seconds beside all peers, in five rounds */
  gboolean is_long;    /* a minute and more: left out unless asked for */
} BenchCase;

typedef struct
{
  const BenchCase *cases;
  guint n_cases;
} BenchSuite;

typedef struct
{
  gboolean smoke;
  gboolean json;
  gboolean list;
  gboolean with_long;
  gint n_rounds;
} BenchOptions;

/* Medians over the rounds. */
typedef struct
{
  const BenchContestant *contestant;
  double ns;    /* per operation; bytes of each, where the case is about memory */
  double ratio; /* its figure to ours of the same round */
} BenchResult;

typedef struct
{
  const BenchCase *bench_case;
  guint32 size;    /* as run: smaller in --smoke */
  guint64 n;       /* the same */
  GArray *results; /* of BenchResult, ours first, one to a name */
  guint64 checksum;
  double bytes_each, peak_bytes; /* of what is_scale */
} BenchOutcome;

double bench_get_thread_cpu_ns (void);

/* The longest that one of the calls 0..@n-1 takes.  They are made several times, each time after
 * @begin, and of each its least time counts: what disturbs the machine does not hit a call twice.
 */
double bench_measure_longest_ns (guint32 n, void (*begin) (gpointer state),
                                 void (*call) (gpointer state, guint32 i), gpointer state);

/* What the process has in memory, after the heap has given back what it keeps for itself. */
double bench_measure_resident_bytes (void);

/* What one contestant took, in a process of its own that knew nothing before. */
typedef struct
{
  double ns;         /* per operation */
  double bytes_each; /* that setup() and run() left resident, per size */
  double peak_bytes; /* the most that was resident beyond what was before setup() */
  guint64 checksum;
} BenchScale;

BenchScale bench_scale_measure (const BenchContestant *contestant, const BenchInput *input,
                                guint64 n);

/* Runs one case; aborts if a contestant's checksum differs.  Clear the outcome afterwards. */
BenchOutcome bench_run (const BenchCase *bench_case, const BenchOptions *options);
void bench_outcome_clear (BenchOutcome *outcome);

/* Prints outcomes as they come, as a table or as one JSON document. */
void bench_report_begin (const BenchOptions *options);
void bench_report_add (const BenchOptions *options, const BenchOutcome *outcome, gboolean is_first);
void bench_report_end (const BenchOptions *options);

G_END_DECLS
