/* bench.c: one case, timed round by round */
#include "bench.h"

#include <math.h>
#include <stdlib.h>
#include <time.h>

enum
{
  SMOKE_SIZE_MAX = 1000,
  SMOKE_FRACTION = 100,
  SMOKE_OPERATIONS_MAX = 20000,
  WARM_UP_SIZE = 100
};

typedef struct
{
  double ns[BENCH_ROUNDS_MAX];    /* per operation; or bytes */
  double ratio[BENCH_ROUNDS_MAX]; /* to ours of the same round */
} Times;

typedef struct
{
  const BenchCase *bench_case;
  const BenchInput *input;
  guint64 n;
  gboolean is_begun;
  guint64 checksum; /* of the first turn, which all have to come to */
} Turns;

double
bench_get_thread_cpu_ns (void)
{
  struct timespec ts;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &ts);
  return (double) ts.tv_sec * 1e9 + (double) ts.tv_nsec;
}

static int
compare_doubles (const void *a, const void *b)
{
  const double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
median (double *values, gint n)
{
  qsort (values, (size_t) n, sizeof *values, compare_doubles);
  return n % 2 == 1 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
}

/* Multiplying and xoring with a shift of itself can be undone: different i, different keys. */
static guint64
make_key (guint64 i)
{
  i = (i ^ i >> 30) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  i = (i ^ i >> 27) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return i ^ i >> 31;
}

static double
draw_exponential (GRand *rand)
{
  return -log (1.0 - g_rand_double (rand));
}

static double
draw_normal (GRand *rand)
{
  const double radius = sqrt (2.0 * draw_exponential (rand));

  return radius * cos (2.0 * G_PI * g_rand_double (rand));
}

static double
draw_increment_s (GRand *rand, BenchIncrements increments)
{
  const double year_s = 365.0 * 24.0 * 3600.0, sigma = 2.0;

  switch (increments)
    {
    case BENCH_INCREMENTS_SKEWED:
      return exp (sigma * draw_normal (rand) - sigma * sigma / 2.0);
    case BENCH_INCREMENTS_BIMODAL:
      return g_rand_double (rand) * 1e-3 + (g_rand_int_range (rand, 0, 10) == 0 ? 10.0 : 0.0);
    case BENCH_INCREMENTS_FAR:
      return g_rand_int_range (rand, 0, 100) == 0 ? year_s : draw_exponential (rand) * 1e-3;
    case BENCH_INCREMENTS_TIED:
      return ceil (draw_exponential (rand));
    case BENCH_INCREMENTS_ZERO:
      return 0.0;
    case BENCH_INCREMENTS_EXPONENTIAL:
    default:
      return draw_exponential (rand);
    }
}

static void
draw_input (BenchInput *input, guint32 size, BenchIncrements increments)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (42);
  gint64 *increments_us = g_new (gint64, BENCH_N_INCREMENTS);
  guint32 *picks = g_new (guint32, BENCH_N_PICKS);
  guint64 *keys = g_new (guint64, 2 * (gsize) size);
  guint64 *picked_keys = g_new (guint64, BENCH_N_PICKS);

  for (guint i = 0; i < BENCH_N_INCREMENTS; i++)
    increments_us[i] = (gint64) (draw_increment_s (rand, increments) * G_USEC_PER_SEC);
  for (gsize i = 0; i < 2 * (gsize) size; i++)
    keys[i] = make_key (i + 1);
  for (guint i = 0; i < BENCH_N_PICKS; i++)
    {
      picks[i] = (guint32) ((guint64) g_rand_int (rand) * size >> 32);
      picked_keys[i] = keys[picks[i]];
    }
  *input = (BenchInput){ .size = size,
                         .increments_us = increments_us,
                         .picks = picks,
                         .keys = keys,
                         .picked_keys = picked_keys };
}

static void
clear_input (BenchInput *input)
{
  g_free ((gpointer) input->increments_us);
  g_free ((gpointer) input->picks);
  g_free ((gpointer) input->keys);
  g_free ((gpointer) input->picked_keys);
}

/* Returns: the checksum of what it did and of what it has left */
static guint64
sum_up (const BenchContestant *contestant, gpointer state, guint64 checksum)
{
  return contestant->look != NULL ? checksum * 31 + contestant->look (state) : checksum;
}

/* After a small one, so that code that was never run before does not weigh. */
static double
weigh_once (const BenchContestant *contestant, const BenchInput *input, guint64 n,
            guint64 *checksum)
{
  BenchInput small = *input;
  gpointer state;
  double before, after;

  small.size = MIN (input->size, WARM_UP_SIZE);
  contestant->teardown (contestant->setup (&small));
  before = bench_measure_resident_bytes ();
  state = contestant->setup (input);
  *checksum = contestant->run (state, n);
  after = bench_measure_resident_bytes ();
  *checksum = sum_up (contestant, state, *checksum);
  contestant->teardown (state);
  return (after - before) / input->size;
}

static gpointer
set_up (const BenchContestant *contestant, const BenchInput *input)
{
  gpointer state = contestant->setup (input);

  if (input->n_untimed > 0)
    contestant->run (state, input->n_untimed);
  return state;
}

static double
time_once (const BenchContestant *contestant, const BenchInput *input, guint64 n, guint64 *checksum)
{
  gpointer state = set_up (contestant, input);
  const double begin_ns = bench_get_thread_cpu_ns ();
  double elapsed_ns;

  *checksum = contestant->run (state, n);
  elapsed_ns = bench_get_thread_cpu_ns () - begin_ns;
  if (contestant->get_ns != NULL)
    elapsed_ns = contestant->get_ns (state);
  *checksum = sum_up (contestant, state, *checksum);
  contestant->teardown (state);
  return elapsed_ns / (double) n;
}

/* Aborts where it did other work than ours did first. */
static double
take_turn (Turns *turns, guint who)
{
  const BenchContestant *contestant = turns->bench_case->contestants[who];
  guint64 checksum;
  const double ns = (turns->bench_case->is_memory ? weigh_once : time_once) (
      contestant, turns->input, turns->n, &checksum);

  if (!turns->is_begun)
    turns->checksum = checksum;
  turns->is_begun = TRUE;
  if (checksum != turns->checksum)
    g_error ("%s: %s did other work than %s", turns->bench_case->name, contestant->name,
             turns->bench_case->contestants[0]->name);
  return ns;
}

/* While a slow one takes its turn, a machine may change its speed.  Ours is asked right before and
 * right after, for its turn at the round's begin tells of a moment seconds ago. */
static void
take_slow_turn (Turns *turns, guint who, gint slot, Times *times)
{
  const double before_ns = take_turn (turns, 0), ns = take_turn (turns, who);
  const double after_ns = take_turn (turns, 0);

  times->ns[slot] = ns;
  times->ratio[slot] = ns / ((before_ns + after_ns) / 2);
}

static gboolean
has_turn (const BenchContestant *contestant, gint round)
{
  if (round < 0 && contestant->is_slow)
    return FALSE;
  return bench_contestant_is_built (contestant) && (round <= 0 || !contestant->is_once);
}

/* Round -1 warms the caches; it is not reported.  What is weighed is so once: it does not stray. */
static void
time_rounds (Turns *turns, gint n_rounds, Times *times)
{
  const BenchCase *c = turns->bench_case;

  for (gint round = c->is_memory ? 0 : -1; round < n_rounds; round++)
    for (guint who = 0; c->contestants[who] != NULL; who++)
      {
        const gint slot = MAX (round, 0);

        if (!has_turn (c->contestants[who], round))
          continue;
        if (c->contestants[who]->is_slow)
          {
            take_slow_turn (turns, who, slot, &times[who]);
            continue;
          }
        times[who].ns[slot] = take_turn (turns, who);
        times[who].ratio[slot] = times[who].ns[slot] / times[0].ns[slot];
      }
}

/* Of the builds of one peer only the fastest stays. */
static void
add_result (GArray *results, const BenchContestant *contestant, Times *times, gint n_rounds)
{
  const gint n = contestant->is_once ? 1 : n_rounds;
  const BenchResult result = { contestant, median (times->ns, n), median (times->ratio, n) };
  BenchResult *last
      = results->len > 0 ? &g_array_index (results, BenchResult, results->len - 1) : NULL;

  if (last == NULL || !g_str_equal (last->contestant->name, contestant->name))
    g_array_append_val (results, result);
  else if (result.ns < last->ns)
    *last = result;
}

static void
run_rounds (const BenchCase *c, const BenchInput *input, gint n_rounds, BenchOutcome *outcome)
{
  Turns turns = { .bench_case = c, .input = input, .n = outcome->n };
  g_autofree Times *times = NULL;
  guint n_contestants = 0;

  while (c->contestants[n_contestants] != NULL)
    n_contestants++;
  times = g_new0 (Times, n_contestants);
  time_rounds (&turns, n_rounds, times);
  outcome->checksum = turns.checksum;
  for (guint who = 0; who < n_contestants; who++)
    if (bench_contestant_is_built (c->contestants[who]))
      add_result (outcome->results, c->contestants[who], &times[who], n_rounds);
}

static void
run_scale (const BenchCase *c, const BenchInput *input, BenchOutcome *outcome)
{
  const BenchScale scale = bench_scale_measure (c->contestants[0], input, outcome->n);
  const BenchResult result = { c->contestants[0], scale.ns, 1.0 };

  g_array_append_val (outcome->results, result);
  outcome->checksum = scale.checksum;
  outcome->bytes_each = scale.bytes_each;
  outcome->peak_bytes = scale.peak_bytes;
}

BenchOutcome
bench_run (const BenchCase *bench_case, const BenchOptions *options)
{
  const gint n_rounds = options->smoke || bench_case->is_memory ? 1 : options->n_rounds;
  BenchOutcome outcome = { .bench_case = bench_case, .size = bench_case->size, .n = bench_case->n };
  BenchInput input;

  if (options->smoke)
    {
      outcome.size = MIN (outcome.size, SMOKE_SIZE_MAX);
      outcome.n = CLAMP (outcome.n / SMOKE_FRACTION, 1, SMOKE_OPERATIONS_MAX);
    }
  outcome.results = g_array_new (FALSE, FALSE, sizeof (BenchResult));
  draw_input (&input, outcome.size, bench_case->increments);
  input.delay_us = bench_case->delay_s * G_USEC_PER_SEC;
  input.interval_us = bench_case->interval_s * G_USEC_PER_SEC;
  input.n_untimed = options->smoke ? bench_case->n_untimed / SMOKE_FRACTION : bench_case->n_untimed;
  if (bench_case->is_scale)
    run_scale (bench_case, &input, &outcome);
  else
    run_rounds (bench_case, &input, n_rounds, &outcome);
  clear_input (&input);
  return outcome;
}

void
bench_outcome_clear (BenchOutcome *outcome)
{
  g_clear_pointer (&outcome->results, g_array_unref);
}
