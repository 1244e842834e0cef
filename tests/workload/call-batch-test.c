/* call-batch-test.c
 *
 * Goal: calls that are drawn ahead, or read ahead in a trace, are the same as those that are not,
 * and a trace's complaint still comes when its row would be the next.
 * Method: a workload and its twin, which draws one call at a time, while the first draws as many as
 * it likes, has its calls unmade and passes over arrivals at random; the seed is the loop index.
 */
#include "temp-file.h"

#include "workload/workload.h"

enum
{
  N_ROWS = 300,
  N_CALLS = 1000,
  MALFORMED_ROW = 250
};

static EnisimWorkloadSpec spec;
static EnisimWorkload workload, twin;
static char *trace_path;
static GRand *generator;

static void
setup (void)
{
  spec = (EnisimWorkloadSpec){ .name = g_strdup ("load"),
                               .kind = ENISIM_WORKLOAD_POISSON,
                               .targets = g_new0 (guint32, 2),
                               .n_targets = 2,
                               .until = ENISIM_TIME_MAX,
                               .new_ratio = 0.3,
                               .reuse = ENISIM_REUSE_UNIFORM,
                               .reuse_window = 10,
                               .rate_per_second = 5,
                               .duration = enisim_distribution_exponential (2e6),
                               .think = enisim_distribution_constant (0) };
  spec.targets[1] = 1;
  workload = twin = (EnisimWorkload){ .spec = NULL };
  trace_path = temp_file_new ();
}

static void
teardown (void)
{
  enisim_workload_clear (&workload);
  enisim_workload_clear (&twin);
  enisim_workload_spec_clear (&spec);
  temp_file_remove (&trace_path);
  g_clear_pointer (&generator, g_rand_free);
}

/* Rows of twenty users at random instants, of which row @malformed has none. */
static void
be_trace (gint malformed)
{
  g_autoptr (GString) csv = g_string_new ("t,user,took\n");

  for (gint i = 0, at = 0; i < N_ROWS; i++)
    {
      at += g_rand_int_range (generator, 0, 3);
      if (i == malformed)
        g_string_append (csv, "soon,ann,1\n");
      else
        g_string_append_printf (csv, "%d,u%d,%d\n", at, g_rand_int_range (generator, 0, 20),
                                g_rand_int_range (generator, 0, 9));
    }
  temp_file_write (trace_path, csv->str, csv->len);
  spec.kind = ENISIM_WORKLOAD_TRACE;
  spec.trace = (EnisimTraceSpec){ .path = g_strdup (trace_path),
                                  .time_column = g_strdup ("t"),
                                  .time_unit_us = G_TIME_SPAN_SECOND,
                                  .session_column = g_strdup ("user"),
                                  .duration_column = g_strdup ("took"),
                                  .duration_each_us = G_TIME_SPAN_SECOND };
}

static void
open_both (void)
{
  ck_assert (enisim_workload_init (&workload, &spec, 0, 1, 0, NULL));
  ck_assert (enisim_workload_init (&twin, &spec, 0, 1, 0, NULL));
  twin.batch->n_at_once = 1;
}

static void
assert_same_calls (const EnisimCall *a, const EnisimCall *b)
{
  ck_assert_msg (a->word == b->word && a->session == b->session && a->duration_us == b->duration_us
                     && a->number == b->number && a->target == b->target
                     && a->is_new_session == b->is_new_session,
                 "call %u is another", b->number);
}

static void
look_ahead (void)
{
  const EnisimDrawnCall *calls;

  workload.batch->n_at_once
      = (guint32) g_rand_int_range (generator, 1, ENISIM_WORKLOAD_BATCH_MAX + 1);
  if (g_rand_int_range (generator, 0, 4) == 0)
    ck_assert_uint_gt (enisim_workload_draw_ahead (&workload, &calls), 0);
  if (g_rand_int_range (generator, 0, 8) == 0)
    enisim_workload_unmake_calls (&workload);
}

/* One arrival of both.  Returns: whether the one after it could be read. */
static gboolean
take_both (GError **error)
{
  const gboolean is_passed = g_rand_int_range (generator, 0, 8) == 0;
  g_autoptr (GError) twin_error = NULL;
  gboolean is_read;

  if (is_passed)
    {
      enisim_workload_unmake_calls (&workload); /* as whoever turns it off does */
      enisim_workload_pass (&workload);
      enisim_workload_pass (&twin);
    }
  else
    assert_same_calls (enisim_workload_take (&workload), enisim_workload_take (&twin));
  is_read = enisim_workload_check_next (&workload, error);
  ck_assert_int_eq (is_read, enisim_workload_check_next (&twin, &twin_error));
  ck_assert_int_eq (enisim_workload_get_next_at (&workload), enisim_workload_get_next_at (&twin));
  if (!is_read)
    ck_assert_str_eq ((*error)->message, twin_error->message);
  return is_read;
}

static gint
take_all (gint n_max, GError **error)
{
  gint n = 0;

  while (n < n_max && enisim_workload_get_next_at (&twin) != ENISIM_TIME_NEVER)
    {
      look_ahead ();
      n++;
      if (!take_both (error))
        break;
    }
  return n;
}

START_TEST (calls_drawn_ahead_are_the_same_calls)
{
  g_autoptr (GError) error = NULL;

  generator = g_rand_new_with_seed ((guint32) _i);
  open_both ();
  ck_assert_int_eq (take_all (N_CALLS, &error), N_CALLS);
}
END_TEST

START_TEST (rows_read_ahead_are_the_same_calls)
{
  g_autoptr (GError) error = NULL;

  generator = g_rand_new_with_seed ((guint32) _i);
  be_trace (-1);
  open_both ();
  ck_assert_int_eq (take_all (N_CALLS, &error), N_ROWS);
  ck_assert_no_error (error);
}
END_TEST

START_TEST (malformed_row_that_is_read_ahead_is_an_error_when_it_would_be_next)
{
  g_autoptr (GError) error = NULL;

  generator = g_rand_new_with_seed ((guint32) _i);
  be_trace (MALFORMED_ROW);
  open_both ();
  ck_assert_int_eq (take_all (N_CALLS, &error), MALFORMED_ROW);
  ck_assert_error (error, ENISIM_ERROR, ENISIM_ERROR_INVALID);
}
END_TEST

/* Its complaint goes with the workload. */
START_TEST (malformed_row_that_never_has_its_turn_is_no_error)
{
  g_autoptr (GError) error = NULL;

  generator = g_rand_new_with_seed ((guint32) _i);
  be_trace (MALFORMED_ROW);
  open_both ();
  ck_assert_int_eq (take_all (MALFORMED_ROW - 1, &error), MALFORMED_ROW - 1);
  ck_assert_no_error (error);
}
END_TEST

static Suite *
call_batch_suite (void)
{
  Suite *suite = suite_create ("workload/call-batch");
  TCase *calls = tcase_create ("calls");

  tcase_add_checked_fixture (calls, setup, teardown);
  tcase_add_loop_test (calls, calls_drawn_ahead_are_the_same_calls, 0, 15);
  tcase_add_loop_test (calls, rows_read_ahead_are_the_same_calls, 0, 15);
  tcase_add_loop_test (calls, malformed_row_that_is_read_ahead_is_an_error_when_it_would_be_next, 0,
                       10);
  tcase_add_loop_test (calls, malformed_row_that_never_has_its_turn_is_no_error, 0, 10);
  suite_add_tcase (suite, calls);
  return suite;
}

ENISIM_TEST_MAIN (call_batch_suite)
