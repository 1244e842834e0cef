/* workload-test.c
 *
 * Goal: arrivals are distributed and bounded as a scenario says, and what is drawn for a call
 * depends on its number alone.
 * Method: at fixed seeds the mean of the spans between arrivals and their distance from the
 * exponential distribution (Kolmogorov and Smirnov); the same calls under settings that must not
 * matter; small traces written for the test.
 */
#include "temp-file.h"

#include <glib/gstdio.h>
#include <math.h>

#include "workload/workload.h"

enum
{
  N_TARGETS = 3,
  SEED = 1,
  N_CALLS = 20000
};

static EnisimWorkloadSpec spec;
static EnisimWorkload workload;
static char *trace_path;

/* Poisson at 5/s with new sessions and no end in sight. */
static void
setup (void)
{
  spec = (EnisimWorkloadSpec){ .name = g_strdup ("load"),
                               .kind = ENISIM_WORKLOAD_POISSON,
                               .targets = g_new (guint32, N_TARGETS),
                               .n_targets = N_TARGETS,
                               .until = ENISIM_TIME_MAX,
                               .new_ratio = 1.0,
                               .rate_per_second = 5 };
  for (guint32 i = 0; i < N_TARGETS; i++)
    spec.targets[i] = 10 + i;
  spec.duration = enisim_distribution_lognormal (2e6, 1.5);
  spec.think = enisim_distribution_exponential (1e6);
  workload = (EnisimWorkload){ .spec = NULL };
}

static void
teardown (void)
{
  enisim_workload_clear (&workload);
  enisim_workload_spec_clear (&spec);
  if (trace_path != NULL)
    temp_file_remove (&trace_path);
}

static void
open_as (EnisimWorkload *opened, guint index, guint64 seed, guint32 replication)
{
  g_autoptr (GError) error = NULL;

  ck_assert (enisim_workload_init (opened, &spec, index, seed, replication, &error));
  ck_assert_no_error (error);
}

static void
open_workload (void)
{
  enisim_workload_clear (&workload);
  open_as (&workload, 0, SEED, 0);
}

static EnisimCall
take (EnisimWorkload *from)
{
  g_autoptr (GError) error = NULL;
  const EnisimCall call = *enisim_workload_take (from);

  if (!enisim_workload_check_next (from, &error)) /* Check takes its time over assertions */
    ck_abort_msg ("unexpected error: %s", error->message);
  return call;
}

static EnisimCall
make_call (guint32 number)
{
  return *enisim_workload_make_call (&workload, number);
}

static void
set_distribution (EnisimDistribution *distribution, EnisimDistribution value)
{
  enisim_distribution_clear (distribution);
  *distribution = value;
}

static gint
compare_spans (gconstpointer a, gconstpointer b)
{
  const GTimeSpan x = *(const GTimeSpan *) a, y = *(const GTimeSpan *) b;

  return (x > y) - (x < y);
}

/* The spans between the first N_CALLS arrivals, ascending.  Returns: their mean. */
static double
list_spans (EnisimWorkload *from, GTimeSpan *spans)
{
  EnisimTime before = from->spec->from;

  for (guint i = 0; i < N_CALLS; i++)
    {
      spans[i] = enisim_workload_get_next_at (from) - before;
      before = enisim_workload_get_next_at (from);
      take (from);
    }
  qsort (spans, N_CALLS, sizeof *spans, compare_spans);
  return (double) (before - from->spec->from) / N_CALLS;
}

/* Five deviations of the mean, which a sound stream leaves once in a million. */
START_TEST (poisson_arrivals_have_their_rate)
{
  g_autofree GTimeSpan *spans = g_new (GTimeSpan, N_CALLS);
  const double expected_us = 1e6 / spec.rate_per_second;

  spec.from = G_TIME_SPAN_HOUR;
  open_as (&workload, 0, (guint64) _i, 0);
  ck_assert_double_eq_tol (list_spans (&workload, spans), expected_us,
                           5 * expected_us / sqrt (N_CALLS));
}
END_TEST

/* Exceeded by chance once in 1e5 (Kolmogorov: 2 exp (-2 * 2.47^2)). */
START_TEST (poisson_spans_are_exponential)
{
  g_autofree GTimeSpan *spans = g_new (GTimeSpan, N_CALLS);
  const double mean_us = 1e6 / spec.rate_per_second;
  double distance = 0;

  open_as (&workload, 0, (guint64) _i, 0);
  list_spans (&workload, spans);
  for (guint i = 0; i < N_CALLS; i++)
    {
      const double p = -expm1 (-(double) spans[i] / mean_us);

      distance = MAX (distance, fabs (p - (double) i / N_CALLS));
      distance = MAX (distance, fabs (p - (double) (i + 1) / N_CALLS));
    }
  ck_assert_double_lt (distance * sqrt (N_CALLS), 2.47);
}
END_TEST

START_TEST (no_arrival_comes_before_from_or_at_until)
{
  guint n = 0;

  spec.rate_per_second = 1e5;
  spec.from = 7 * G_TIME_SPAN_SECOND;
  spec.until = spec.from + 20 * G_TIME_SPAN_MILLISECOND;
  open_as (&workload, 0, (guint64) _i, 0);
  for (; enisim_workload_get_next_at (&workload) != ENISIM_TIME_NEVER; n++)
    {
      ck_assert_int_ge (enisim_workload_get_next_at (&workload), spec.from);
      ck_assert_int_lt (enisim_workload_get_next_at (&workload), spec.until);
      take (&workload);
    }
  ck_assert_double_eq_tol (n, 2000, 5 * sqrt (2000));
}
END_TEST

/* At a mean span of 1 us and a window of 1 us whatever comes is rounded to `from`. */
START_TEST (arrival_that_rounds_to_until_does_not_come)
{
  spec.rate_per_second = 1e6;
  spec.until = 1;
  open_as (&workload, 0, (guint64) _i, 0);
  while (enisim_workload_get_next_at (&workload) != ENISIM_TIME_NEVER)
    {
      ck_assert_int_eq (enisim_workload_get_next_at (&workload), 0);
      take (&workload);
    }
}
END_TEST

START_TEST (window_without_an_instant_has_no_arrival)
{
  spec.from = 50;
  spec.until = 50 - _i;
  open_workload ();
  ck_assert_int_eq (enisim_workload_get_next_at (&workload), ENISIM_TIME_NEVER);
}
END_TEST

START_TEST (targets_are_taken_in_turn_in_call_order)
{
  open_workload ();
  for (guint32 i = 0; i < 10; i++)
    {
      const EnisimCall call = take (&workload);

      ck_assert_uint_eq (call.number, i + 1);
      ck_assert_uint_eq (call.target, spec.targets[i % N_TARGETS]);
    }
}
END_TEST

START_TEST (targets_of_clients_are_taken_in_the_order_of_the_numbers)
{
  spec.kind = ENISIM_WORKLOAD_CLOSED;
  open_workload ();
  for (guint32 i = 0; i < 10; i++)
    ck_assert_uint_eq (make_call (enisim_workload_number_call (&workload)).target,
                       spec.targets[i % N_TARGETS]);
}
END_TEST

static gboolean
equals_call (EnisimCall a, EnisimCall b)
{
  return a.word == b.word && a.session == b.session && a.duration_us == b.duration_us
         && a.number == b.number && a.target == b.target && a.is_new_session == b.is_new_session;
}

START_TEST (call_is_the_same_whenever_it_is_made)
{
  EnisimCall ascending[100];

  spec.kind = ENISIM_WORKLOAD_CLOSED;
  open_workload ();
  for (guint32 i = 0; i < 100; i++)
    ascending[i] = make_call (i + 1);
  open_workload ();
  for (guint32 i = 100; i > 0; i -= 2)
    ck_assert (equals_call (make_call (i), ascending[i - 1]));
}
END_TEST

START_TEST (draws_do_not_depend_on_sessions_rate_or_place)
{
  EnisimCall calls[100];

  open_workload ();
  for (guint i = 0; i < 100; i++)
    calls[i] = take (&workload);
  spec.new_ratio = 0.5;
  spec.rate_per_second = 77;
  enisim_workload_clear (&workload);
  open_as (&workload, 9, SEED, 0);
  for (guint i = 0; i < 100; i++)
    {
      const EnisimCall call = take (&workload);

      ck_assert_uint_eq (call.word, calls[i].word);
      ck_assert_int_eq (call.duration_us, calls[i].duration_us);
    }
}
END_TEST

START_TEST (arrivals_do_not_depend_on_what_calls_draw)
{
  EnisimWorkload other;

  open_as (&other, 0, SEED, 0);
  for (guint i = 0; i < 50; i++)
    take (&other);
  set_distribution (&spec.duration, enisim_distribution_constant (0));
  spec.new_ratio = 0.3;
  spec.reuse = ENISIM_REUSE_UNIFORM;
  open_workload ();
  for (guint i = 0; i < 50; i++)
    take (&workload);
  ck_assert_int_eq (enisim_workload_get_next_at (&workload), enisim_workload_get_next_at (&other));
  enisim_workload_clear (&other);
}
END_TEST

START_TEST (second_workload_shifts_nothing)
{
  char other_name[] = "other";
  EnisimWorkloadSpec other_spec = spec;
  EnisimWorkload alone, other;
  g_autoptr (GError) error = NULL;

  other_spec.name = other_name;
  open_as (&alone, 0, SEED, 0);
  open_workload ();
  ck_assert (enisim_workload_init (&other, &other_spec, 1, SEED, 0, &error));
  for (guint i = 0; i < 100; i++)
    {
      const EnisimCall call = take (&other);

      ck_assert_int_eq (enisim_workload_get_next_at (&workload),
                        enisim_workload_get_next_at (&alone));
      ck_assert (equals_call (take (&workload), take (&alone)));
      ck_assert_uint_ne (call.word, enisim_workload_get_word (&alone, call.number));
    }
  enisim_workload_clear (&alone);
  enisim_workload_clear (&other);
}
END_TEST

START_TEST (seed_and_replication_make_other_calls)
{
  EnisimWorkload other;

  open_workload ();
  open_as (&other, 0, SEED + (_i == 0), _i == 1);
  ck_assert_int_ne (enisim_workload_get_next_at (&workload), enisim_workload_get_next_at (&other));
  ck_assert_uint_ne (take (&workload).word, take (&other).word);
  enisim_workload_clear (&other);
}
END_TEST

START_TEST (things_drawn_for_one_call_have_streams_of_their_own)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint draw = ENISIM_DRAW_DURATION; draw <= ENISIM_DRAW_TEARDOWN; draw++)
    {
      EnisimStream stream = enisim_call_stream (99, (EnisimDraw) draw);
      guint64 *word = g_new (guint64, 1);

      *word = enisim_stream_next_u64 (&stream);
      ck_assert (g_hash_table_add (seen, word));
    }
}
END_TEST

START_TEST (new_sessions_have_ids_never_used_before)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  open_workload ();
  ck_assert (!enisim_workload_reuses_sessions (&workload));
  for (guint i = 0; i < 1000; i++)
    {
      const EnisimCall call = take (&workload);

      ck_assert (call.is_new_session);
      ck_assert (g_hash_table_add (seen, g_memdup2 (&call.session, sizeof call.session)));
    }
}
END_TEST

START_TEST (recent_reuse_names_the_newest_session_and_its_runtime)
{
  EnisimCall newest = { .number = 0 };
  guint n_new = 0;

  spec.new_ratio = 0.3;
  spec.reuse = ENISIM_REUSE_RECENT;
  open_workload ();
  ck_assert (enisim_workload_reuses_sessions (&workload));
  for (guint i = 0; i < 5000; i++)
    {
      const EnisimCall call = take (&workload);

      if (call.is_new_session)
        {
          newest = call;
          n_new++;
          ck_assert_uint_eq (call.target, spec.targets[i % N_TARGETS]);
          continue;
        }
      ck_assert_uint_eq (call.session, newest.session);
      ck_assert_uint_eq (call.target, newest.target);
    }
  ck_assert_double_eq_tol (n_new, 1500, 5 * sqrt (5000 * 0.3 * 0.7));
}
END_TEST

START_TEST (first_call_has_a_new_session_whatever_the_ratio)
{
  guint64 session;

  spec.new_ratio = 0.0;
  spec.reuse = _i == 0 ? ENISIM_REUSE_RECENT : ENISIM_REUSE_UNIFORM;
  open_workload ();
  {
    const EnisimCall first = take (&workload);

    ck_assert (first.is_new_session);
    session = first.session;
  }
  for (guint i = 0; i < 20; i++)
    {
      const EnisimCall call = take (&workload);

      ck_assert (!call.is_new_session);
      ck_assert_uint_eq (call.session, session);
    }
}
END_TEST

/* Where in the order of their making a session was made. */
static guint
place_of (GHashTable *places, const EnisimCall *call)
{
  gpointer place;

  ck_assert (g_hash_table_lookup_extended (places, &call->session, NULL, &place));
  return GPOINTER_TO_UINT (place);
}

/* Of 20,000 choices each of the 1,000 places gets 20 in the mean: none with a chance of 2e-6. */
START_TEST (uniform_reuse_chooses_among_the_last_1000_sessions)
{
  g_autoptr (GHashTable) places = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  guint n_chosen[ENISIM_WORKLOAD_REUSE_WINDOW + 1] = { 0 };
  guint n_made = 0;

  spec.new_ratio = 0.1;
  spec.reuse = ENISIM_REUSE_UNIFORM;
  open_workload ();
  for (guint n_reused = 0; n_reused < 20000;)
    {
      const EnisimCall call = take (&workload);
      guint back;

      if (call.is_new_session)
        {
          g_hash_table_insert (places, g_memdup2 (&call.session, sizeof call.session),
                               GUINT_TO_POINTER (n_made++));
          continue;
        }
      back = n_made - place_of (places, &call);
      ck_assert_uint_le (back, ENISIM_WORKLOAD_REUSE_WINDOW);
      if (n_made < ENISIM_WORKLOAD_REUSE_WINDOW)
        continue;
      n_chosen[back]++;
      n_reused++;
    }
  for (guint back = 1; back <= ENISIM_WORKLOAD_REUSE_WINDOW; back++)
    if (n_chosen[back] == 0 || n_chosen[back] > 50)
      ck_abort_msg ("session %u back was chosen %u times", back, n_chosen[back]);
}
END_TEST

START_TEST (clients_begin_at_from)
{
  spec.kind = ENISIM_WORKLOAD_CLOSED;
  spec.from = 30;
  spec.until = 31;
  open_workload ();
  ck_assert_int_eq (enisim_workload_get_first_at (&workload), 30);
  spec.until = 30;
  ck_assert_int_eq (enisim_workload_get_first_at (&workload), ENISIM_TIME_NEVER);
}
END_TEST

static const struct
{
  const char *rule;
  EnisimTime called_at, now;
  GTimeSpan think_us;
  EnisimTime next_at; /* min_cycle is 10, until is 1000 */
} SETTLED[] = {
  { "think time runs from the outcome", 100, 150, 40, 190 },
  { "a cycle that took no time is one of min_cycle", 100, 100, 0, 110 },
  { "a call that took any time needs no min_cycle", 100, 101, 0, 101 },
  { "any think time is time enough", 100, 100, 1, 101 },
  { "min_cycle is for instant 0 as well", 0, 0, 0, 10 },
  { "the last instant before until is one to call at", 500, 900, 99, 999 },
  { "no call begins at until", 500, 900, 100, ENISIM_TIME_NEVER },
  { "no call begins after until", 500, 900, 101, ENISIM_TIME_NEVER },
  { "no call begins where the outcome came after until", 500, 1500, 0, ENISIM_TIME_NEVER },
  { "min_cycle does not lead past until", 990, 990, 0, ENISIM_TIME_NEVER },
};

START_TEST (settled_client_calls_again_as_the_rules_say)
{
  spec.kind = ENISIM_WORKLOAD_CLOSED;
  spec.until = 1000;
  set_distribution (&spec.think, enisim_distribution_constant (SETTLED[_i].think_us));
  open_workload ();
  ck_assert_msg (enisim_workload_settle (&workload, 1, SETTLED[_i].called_at, SETTLED[_i].now, 10)
                     == SETTLED[_i].next_at,
                 "%s", SETTLED[_i].rule);
}
END_TEST

START_TEST (think_time_is_the_call_s_whenever_it_settles)
{
  EnisimTime next_at[50];

  spec.kind = ENISIM_WORKLOAD_CLOSED;
  open_workload ();
  for (guint32 i = 0; i < 50; i++)
    next_at[i] = enisim_workload_settle (&workload, i + 1, 5, 5, 1);
  ck_assert_int_ne (next_at[0], next_at[1]);
  for (guint32 i = 50; i > 0; i--)
    {
      make_call (i);
      ck_assert_int_eq (enisim_workload_settle (&workload, i, 5, 1005, 1), next_at[i - 1] + 1000);
    }
}
END_TEST

/* A trace of seconds, users and tokens of 20 ms, over all targets. */
static void
write_trace (const char *text)
{
  trace_path = temp_file_new ();
  temp_file_write (trace_path, text, strlen (text));
  spec.kind = ENISIM_WORKLOAD_TRACE;
  spec.trace = (EnisimTraceSpec){ .path = g_strdup (trace_path),
                                  .time_column = g_strdup ("t"),
                                  .time_unit_us = G_TIME_SPAN_SECOND,
                                  .duration_each_us = 20 * G_TIME_SPAN_MILLISECOND };
}

static const char SIX_ROWS[] = "t,user,tokens\n"
                               "100,ann,50\n"
                               "100.5,bob,0\n"
                               "100.5,ann,7\n"
                               "101,ann,1\n"
                               "102,cid,2\n"
                               "200.000001,bob,3\n";

START_TEST (rows_are_calls_at_their_instants_in_file_order)
{
  static const EnisimTime AT[] = { 0, 500000, 500000, 1000000, 2000000, 100000001 };

  write_trace (SIX_ROWS);
  open_workload ();
  for (guint32 i = 0; i < G_N_ELEMENTS (AT); i++)
    {
      ck_assert_int_eq (enisim_workload_get_next_at (&workload), AT[i]);
      ck_assert_uint_eq (take (&workload).number, i + 1);
    }
  ck_assert_int_eq (enisim_workload_get_next_at (&workload), ENISIM_TIME_NEVER);
}
END_TEST

START_TEST (rows_take_the_targets_in_turn)
{
  write_trace (SIX_ROWS);
  open_workload ();
  for (guint32 i = 0; i < 6; i++)
    ck_assert_uint_eq (take (&workload).target, spec.targets[i % N_TARGETS]);
}
END_TEST

START_TEST (row_without_a_session_column_is_a_new_session)
{
  guint64 first;

  write_trace (SIX_ROWS);
  open_workload ();
  ck_assert (!enisim_workload_reuses_sessions (&workload));
  first = take (&workload).session;
  for (guint i = 1; i < 6; i++)
    {
      const EnisimCall call = take (&workload);

      ck_assert (call.is_new_session);
      ck_assert_uint_ne (call.session, first);
    }
}
END_TEST

START_TEST (equal_cells_of_the_session_column_are_one_session)
{
  guint64 sessions[6];

  write_trace (SIX_ROWS);
  spec.n_targets = 1;
  spec.trace.session_column = g_strdup ("user");
  open_workload ();
  ck_assert (enisim_workload_reuses_sessions (&workload));
  for (guint i = 0; i < 6; i++)
    {
      const EnisimCall call = take (&workload);

      ck_assert (!call.is_new_session);
      sessions[i] = call.session;
    }
  ck_assert_uint_eq (sessions[0], sessions[2]);
  ck_assert_uint_eq (sessions[0], sessions[3]);
  ck_assert_uint_eq (sessions[1], sessions[5]);
  ck_assert_uint_ne (sessions[0], sessions[1]);
  ck_assert_uint_ne (sessions[0], sessions[4]);
  ck_assert_uint_ne (sessions[1], sessions[4]);
}
END_TEST

START_TEST (one_id_on_two_runtimes_is_two_sessions)
{
  guint64 first;

  write_trace ("t,user\n0,ann\n1,ann\n2,ann\n3,ann\n");
  spec.trace.session_column = g_strdup ("user");
  open_workload ();
  first = take (&workload).session;
  ck_assert_uint_ne (take (&workload).session, first);
  ck_assert_uint_ne (take (&workload).session, first);
  ck_assert_uint_eq (take (&workload).session, first);
}
END_TEST

START_TEST (duration_column_times_its_unit_is_the_duration)
{
  static const GTimeSpan TOKENS[] = { 50, 0, 7, 1, 2, 3 };

  write_trace (SIX_ROWS);
  spec.trace.duration_column = g_strdup ("tokens");
  open_workload ();
  for (guint i = 0; i < G_N_ELEMENTS (TOKENS); i++)
    ck_assert_int_eq (take (&workload).duration_us, TOKENS[i] * 20 * G_TIME_SPAN_MILLISECOND);
}
END_TEST

START_TEST (without_a_duration_column_it_is_drawn_by_the_call_s_number)
{
  EnisimWorkload poisson;

  open_as (&poisson, 0, SEED, 0);
  write_trace (SIX_ROWS);
  open_workload ();
  for (guint i = 0; i < 6; i++)
    {
      const EnisimCall row = take (&workload);

      ck_assert_int_eq (row.duration_us,
                        enisim_workload_make_call (&poisson, row.number)->duration_us);
      ck_assert_int_gt (row.duration_us, 0);
    }
  enisim_workload_clear (&poisson);
}
END_TEST

/* Each workload alone has six ids at least; the same trace twice has none in common. */
START_TEST (sessions_of_two_workloads_never_meet)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  write_trace (SIX_ROWS);
  for (guint index = 0; index < 8; index++)
    {
      g_autoptr (GHashTable) own
          = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
      GHashTableIter iter;
      gpointer id;

      spec.kind = index < 4 ? ENISIM_WORKLOAD_TRACE : ENISIM_WORKLOAD_POISSON;
      g_free ((char *) spec.trace.session_column);
      spec.trace.session_column = index < 2 ? g_strdup ("user") : NULL;
      enisim_workload_clear (&workload);
      open_as (&workload, index, SEED, 0);
      for (guint i = 0; i < 6; i++)
        {
          const EnisimCall call = take (&workload);

          g_hash_table_add (own, g_memdup2 (&call.session, sizeof call.session));
        }
      g_hash_table_iter_init (&iter, own);
      while (g_hash_table_iter_next (&iter, &id, NULL))
        ck_assert (g_hash_table_add (seen, g_memdup2 (id, sizeof (guint64))));
    }
}
END_TEST

static void
check_complaint (GError *error, const char *expected)
{
  g_autofree char *text = g_strconcat (trace_path, expected, NULL);

  ck_assert_error (error, ENISIM_ERROR, ENISIM_ERROR_INVALID);
  ck_assert_msg (g_str_has_prefix (error->message, text), "got: %s", error->message);
}

START_TEST (malformed_first_row_is_an_error_of_the_opening)
{
  g_autoptr (GError) error = NULL;

  write_trace ("t\nsoon\n");
  ck_assert (!enisim_workload_init (&workload, &spec, 0, SEED, 0, &error));
  check_complaint (error, ":2:1: ");
}
END_TEST

START_TEST (trace_that_is_missing_is_an_error_of_the_opening)
{
  g_autoptr (GError) error = NULL;

  write_trace ("t\n1\n");
  g_unlink (trace_path);
  ck_assert (!enisim_workload_init (&workload, &spec, 0, SEED, 0, &error));
  check_complaint (error, ": ");
}
END_TEST

START_TEST (malformed_row_is_an_error_when_it_would_be_next)
{
  g_autoptr (GError) error = NULL;

  write_trace ("t\n1\n2\n1\n");
  open_workload ();
  take (&workload);
  enisim_workload_take (&workload);
  ck_assert (!enisim_workload_check_next (&workload, &error));
  check_complaint (error, ":4:1: ");
  ck_assert_int_eq (enisim_workload_get_next_at (&workload), ENISIM_TIME_NEVER);
}
END_TEST

START_TEST (arrival_that_is_not_there_is_not_taken)
{
  spec.until = 0;
  open_workload ();
  take (&workload);
}
END_TEST

START_TEST (one_workload_too_many_aborts)
{
  open_as (&workload, ENISIM_WORKLOADS_MAX + 1, SEED, 0);
}
END_TEST

START_TEST (call_past_the_limit_is_not_numbered)
{
  spec.kind = ENISIM_WORKLOAD_CLOSED;
  open_workload ();
  workload.n_calls = ENISIM_WORKLOAD_CALLS_MAX;
  enisim_workload_number_call (&workload);
}
END_TEST

static TCase *
add_case (Suite *suite, const char *name)
{
  TCase *tcase = tcase_create (name);

  tcase_add_checked_fixture (tcase, setup, teardown);
  suite_add_tcase (suite, tcase);
  return tcase;
}

static void
add_arrivals (TCase *arrivals)
{
  tcase_add_loop_test (arrivals, poisson_arrivals_have_their_rate, 0, 4);
  tcase_add_loop_test (arrivals, poisson_spans_are_exponential, 0, 4);
  tcase_add_loop_test (arrivals, no_arrival_comes_before_from_or_at_until, 0, 4);
  tcase_add_loop_test (arrivals, arrival_that_rounds_to_until_does_not_come, 0, 10);
  tcase_add_loop_test (arrivals, window_without_an_instant_has_no_arrival, 0, 2);
  tcase_add_test (arrivals, clients_begin_at_from);
  tcase_add_loop_test (arrivals, settled_client_calls_again_as_the_rules_say, 0,
                       G_N_ELEMENTS (SETTLED));
}

static void
add_calls (TCase *calls)
{
  tcase_add_test (calls, targets_are_taken_in_turn_in_call_order);
  tcase_add_test (calls, targets_of_clients_are_taken_in_the_order_of_the_numbers);
  tcase_add_test (calls, call_is_the_same_whenever_it_is_made);
  tcase_add_test (calls, draws_do_not_depend_on_sessions_rate_or_place);
  tcase_add_test (calls, arrivals_do_not_depend_on_what_calls_draw);
  tcase_add_test (calls, second_workload_shifts_nothing);
  tcase_add_loop_test (calls, seed_and_replication_make_other_calls, 0, 2);
  tcase_add_test (calls, things_drawn_for_one_call_have_streams_of_their_own);
  tcase_add_test (calls, think_time_is_the_call_s_whenever_it_settles);
}

static void
add_traces (TCase *traces)
{
  tcase_add_test (traces, rows_are_calls_at_their_instants_in_file_order);
  tcase_add_test (traces, rows_take_the_targets_in_turn);
  tcase_add_test (traces, row_without_a_session_column_is_a_new_session);
  tcase_add_test (traces, equal_cells_of_the_session_column_are_one_session);
  tcase_add_test (traces, one_id_on_two_runtimes_is_two_sessions);
  tcase_add_test (traces, duration_column_times_its_unit_is_the_duration);
  tcase_add_test (traces, without_a_duration_column_it_is_drawn_by_the_call_s_number);
  tcase_add_test (traces, malformed_first_row_is_an_error_of_the_opening);
  tcase_add_test (traces, trace_that_is_missing_is_an_error_of_the_opening);
  tcase_add_test (traces, malformed_row_is_an_error_when_it_would_be_next);
}

static Suite *
workload_suite (void)
{
  Suite *suite = suite_create ("workload/workload");
  TCase *sessions = add_case (suite, "sessions");
  TCase *contract = add_case (suite, "contract");

  add_arrivals (add_case (suite, "arrivals"));
  add_calls (add_case (suite, "calls"));
  add_traces (add_case (suite, "traces"));

  tcase_add_test (sessions, new_sessions_have_ids_never_used_before);
  tcase_add_test (sessions, recent_reuse_names_the_newest_session_and_its_runtime);
  tcase_add_loop_test (sessions, first_call_has_a_new_session_whatever_the_ratio, 0, 2);
  tcase_add_test (sessions, uniform_reuse_chooses_among_the_last_1000_sessions);
  tcase_add_test (sessions, sessions_of_two_workloads_never_meet);

  if (enisim_check_forks ())
    {
      tcase_add_test_raise_signal (contract, arrival_that_is_not_there_is_not_taken, SIGABRT);
      tcase_add_test_raise_signal (contract, one_workload_too_many_aborts, SIGABRT);
      tcase_add_test_raise_signal (contract, call_past_the_limit_is_not_numbered, SIGABRT);
    }
  return suite;
}

ENISIM_TEST_MAIN (workload_suite)
