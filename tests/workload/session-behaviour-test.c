/* session-behaviour-test.c
 *
 * Goal: sessions have as many invokes as a scenario says, and calls go to their targets as often as
 * their weights say.
 * Method: the draws of many words at fixed seeds beside the probabilities in closed form.
 */
#include "enisim-check.h"

#include <math.h>

#include "workload/workload.h"

enum
{
  N_DRAWS = 40000,
  N_COUNTED = 5
};

static EnisimWorkloadSpec spec;
static EnisimWorkload workload;

/* Four targets, 0 to 3. */
static void
setup (void)
{
  spec = (EnisimWorkloadSpec){ .name = g_strdup ("load"),
                               .kind = ENISIM_WORKLOAD_CLOSED,
                               .targets = g_new (guint32, 4),
                               .n_targets = 4,
                               .until = ENISIM_TIME_MAX,
                               .new_ratio = 1.0,
                               .duration = enisim_distribution_exponential (1e6) };
  for (guint32 i = 0; i < spec.n_targets; i++)
    spec.targets[i] = i;
  enisim_session_spec_init (&spec.session);
  ck_assert (enisim_workload_init (&workload, &spec, 0, 1, 0, NULL));
}

static void
teardown (void)
{
  enisim_session_spec_verify (&spec.session);
  enisim_workload_clear (&workload);
  enisim_workload_spec_clear (&spec);
}

/* Within five deviations of a binomial count. */
static void
assert_share (guint n, double expected)
{
  ck_assert_double_eq_tol ((double) n / N_DRAWS, expected,
                           5 * sqrt (expected * (1 - expected) / N_DRAWS));
}

/* How many of the sessions have 1, 2 and so on invokes; those with more are not counted. */
static void
count_invokes (guint counts[N_COUNTED])
{
  memset (counts, 0, N_COUNTED * sizeof *counts);
  for (guint32 i = 1; i <= N_DRAWS; i++)
    {
      const guint32 n = enisim_session_spec_draw_n_invokes (
          &spec.session, enisim_workload_get_word (&workload, i));

      ck_assert_uint_ge (n, 1);
      if (n <= N_COUNTED)
        counts[n - 1]++;
    }
}

static void
count_targets (guint counts[N_COUNTED])
{
  memset (counts, 0, N_COUNTED * sizeof *counts);
  for (guint32 i = 1; i <= N_DRAWS; i++)
    counts[enisim_workload_make_call (&workload, i)->target]++;
}

START_TEST (call_is_its_sessions_only_one_unless_the_spec_says_so)
{
  ck_assert (!enisim_session_spec_goes_on (&spec.session));
  ck_assert_uint_eq (enisim_session_spec_draw_n_invokes (&spec.session, 1), 1);
  spec.session.stop = TRUE;
  ck_assert (enisim_session_spec_goes_on (&spec.session));
}
END_TEST

START_TEST (uniform_invokes_are_each_as_likely)
{
  guint counts[N_COUNTED];

  spec.session.invokes = (EnisimInvokesSpec){ ENISIM_INVOKES_UNIFORM, .min = 2, .max = 4 };
  count_invokes (counts);
  ck_assert_uint_eq (counts[0] + counts[4], 0);
  for (guint i = 1; i < 4; i++)
    assert_share (counts[i], 1.0 / 3);
}
END_TEST

START_TEST (geometric_invokes_go_on_with_the_same_chance_after_each)
{
  guint counts[N_COUNTED];

  spec.session.invokes = (EnisimInvokesSpec){ ENISIM_INVOKES_GEOMETRIC, .mean = 2.5 };
  count_invokes (counts);
  for (guint i = 0; i < N_COUNTED; i++)
    assert_share (counts[i], pow (1 - 1 / 2.5, i) / 2.5);
}
END_TEST

START_TEST (geometric_invokes_with_mean_1_are_1)
{
  guint counts[N_COUNTED];

  spec.session.invokes = (EnisimInvokesSpec){ ENISIM_INVOKES_GEOMETRIC, .mean = 1.0 };
  ck_assert (!enisim_session_spec_goes_on (&spec.session));
  count_invokes (counts);
  ck_assert_uint_eq (counts[0], N_DRAWS);
}
END_TEST

START_TEST (geometric_invokes_have_a_bound)
{
  spec.session.invokes
      = (EnisimInvokesSpec){ ENISIM_INVOKES_GEOMETRIC, .mean = ENISIM_SESSION_INVOKES_MAX };
  for (guint64 i = 0; i < N_DRAWS; i++)
    ck_assert_uint_le (enisim_session_spec_draw_n_invokes (&spec.session, i),
                       ENISIM_SESSION_INVOKES_MAX);
}
END_TEST

START_TEST (follow_up_differs_from_its_call_in_word_and_duration_only)
{
  const EnisimCall first = *enisim_workload_make_call (&workload, 7);
  EnisimCall second, third;

  second = enisim_workload_make_follow_up (&workload, &first, 1);
  third = enisim_workload_make_follow_up (&workload, &first, 2);
  ck_assert_uint_eq (second.session, first.session);
  ck_assert_uint_eq (second.target, first.target);
  ck_assert_uint_eq (second.number, 7);
  ck_assert_uint_eq (second.follow_up, 1);
  ck_assert (!second.is_new_session);
  ck_assert_uint_ne (second.word, first.word);
  ck_assert_uint_ne (third.word, second.word);
  ck_assert_int_ne (second.duration_us, first.duration_us);
  ck_assert_uint_eq (second.word, enisim_session_get_word (first.word, 1));
}
END_TEST

START_TEST (targets_are_taken_in_turn)
{
  guint counts[N_COUNTED];

  count_targets (counts);
  for (guint i = 0; i < 4; i++)
    ck_assert_uint_eq (counts[i], N_DRAWS / 4);
}
END_TEST

START_TEST (random_targets_are_each_as_likely)
{
  guint counts[N_COUNTED];

  spec.choose = ENISIM_CHOOSE_RANDOM;
  enisim_target_choice_init (&workload.targets, &spec);
  count_targets (counts);
  for (guint i = 0; i < 4; i++)
    assert_share (counts[i], 0.25);
}
END_TEST

START_TEST (weighted_targets_are_as_likely_as_their_weights)
{
  static const guint64 sums[] = { 1, 4, 5, 10 };
  guint counts[N_COUNTED];

  spec.choose = ENISIM_CHOOSE_WEIGHTED;
  spec.weight_sums = g_memdup2 (sums, sizeof sums);
  enisim_target_choice_init (&workload.targets, &spec);
  count_targets (counts);
  assert_share (counts[0], 0.1);
  assert_share (counts[1], 0.3);
  assert_share (counts[2], 0.1);
  assert_share (counts[3], 0.5);
}
END_TEST

static Suite *
session_behaviour_suite (void)
{
  Suite *suite = suite_create ("workload/session-behaviour");
  TCase *sessions = tcase_create ("sessions");
  TCase *targets = tcase_create ("targets");

  tcase_add_checked_fixture (sessions, setup, teardown);
  tcase_add_test (sessions, call_is_its_sessions_only_one_unless_the_spec_says_so);
  tcase_add_test (sessions, uniform_invokes_are_each_as_likely);
  tcase_add_test (sessions, geometric_invokes_go_on_with_the_same_chance_after_each);
  tcase_add_test (sessions, geometric_invokes_with_mean_1_are_1);
  tcase_add_test (sessions, geometric_invokes_have_a_bound);
  tcase_add_test (sessions, follow_up_differs_from_its_call_in_word_and_duration_only);
  suite_add_tcase (suite, sessions);
  tcase_add_checked_fixture (targets, setup, teardown);
  tcase_add_test (targets, targets_are_taken_in_turn);
  tcase_add_test (targets, random_targets_are_each_as_likely);
  tcase_add_test (targets, weighted_targets_are_as_likely_as_their_weights);
  suite_add_tcase (suite, targets);
  return suite;
}

ENISIM_TEST_MAIN (session_behaviour_suite)
