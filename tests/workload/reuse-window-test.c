/* reuse-window-test.c
 *
 * Goal: a re-using call names a session of the window, each of them sooner or later, and no older
 * one.
 * Method: thousands of calls; the oracle keeps the new sessions in their order.
 */
#include "enisim-check.h"

#include "workload/workload.h"

enum
{
  N_CALLS = 20000
};

static guint32 targets[] = { 0, 1 };
static EnisimWorkloadSpec spec;
static EnisimWorkload workload;
static GArray *sessions; /* of guint64, in their order */

static void
setup (void)
{
  spec = (EnisimWorkloadSpec){ .name = (char *) "calls",
                               .kind = ENISIM_WORKLOAD_POISSON,
                               .targets = targets,
                               .n_targets = G_N_ELEMENTS (targets),
                               .until = ENISIM_TIME_MAX,
                               .new_ratio = 0.2,
                               .reuse = ENISIM_REUSE_UNIFORM,
                               .duration = enisim_distribution_constant (0),
                               .rate_per_second = 1 };
  sessions = g_array_new (FALSE, FALSE, sizeof (guint64));
}

static void
teardown (void)
{
  enisim_workload_clear (&workload);
  g_array_unref (sessions);
}

/* Returns: how many sessions are as new as @session or newer; 0 if it was never new. */
static guint
get_back (guint64 session)
{
  for (guint back = 1; back <= sessions->len; back++)
    if (g_array_index (sessions, guint64, sessions->len - back) == session)
      return back;
  return 0;
}

/* Returns: the farthest that a call has reached back. */
static guint
call_often (guint64 seed)
{
  guint farthest = 0;

  ck_assert (enisim_workload_init (&workload, &spec, 0, seed, 0, NULL));
  for (guint i = 0; i < N_CALLS; i++)
    {
      const EnisimCall call = *enisim_workload_take (&workload);

      if (call.is_new_session)
        {
          ck_assert_uint_eq (get_back (call.session), 0);
          g_array_append_val (sessions, call.session);
          continue;
        }
      ck_assert_uint_ge (get_back (call.session), 1);
      farthest = MAX (farthest, get_back (call.session));
    }
  return farthest;
}

START_TEST (re_use_reaches_back_as_far_as_the_window)
{
  static const guint32 windows[] = { 1, 2, 37, 250 };

  spec.reuse_window = windows[_i];
  ck_assert_uint_eq (call_often ((guint64) _i), windows[_i]);
}
END_TEST

START_TEST (window_is_a_thousand_unless_said)
{
  ck_assert_uint_eq (call_often (0), ENISIM_WORKLOAD_REUSE_WINDOW);
}
END_TEST

START_TEST (recent_names_the_newest_session)
{
  spec.reuse = ENISIM_REUSE_RECENT;
  spec.reuse_window = 10;
  ck_assert_uint_eq (call_often (0), 1);
}
END_TEST

static Suite *
reuse_window_suite (void)
{
  Suite *suite = suite_create ("workload/reuse-window");
  TCase *reuse = tcase_create ("reuse");

  tcase_add_checked_fixture (reuse, setup, teardown);
  tcase_add_loop_test (reuse, re_use_reaches_back_as_far_as_the_window, 0, 4);
  tcase_add_test (reuse, window_is_a_thousand_unless_said);
  tcase_add_test (reuse, recent_names_the_newest_session);
  suite_add_tcase (suite, reuse);
  return suite;
}

ENISIM_TEST_MAIN (reuse_window_suite)
