/* runtime-test.c
 *
 * Goal: which statuses are in motion and which serve, by the service's words; _verify sees a
 * runtime whose fields contradict each other.
 * Method: one table of statuses; a sound runtime of each with one field bent.
 */
#include "enisim-check.h"

#include "model/runtime.h"

static const struct
{
  EnisimRuntimeStatus status;
  const char *name;
  gboolean is_settled, is_serving, holds_group;
} STATUSES[] = {
  { ENISIM_RUNTIME_ABSENT, "ABSENT", TRUE, FALSE, FALSE },
  { ENISIM_RUNTIME_CREATING, "CREATING", FALSE, FALSE, TRUE },
  { ENISIM_RUNTIME_CREATE_FAILED, "CREATE_FAILED", TRUE, FALSE, FALSE },
  { ENISIM_RUNTIME_READY, "READY", TRUE, TRUE, TRUE },
  { ENISIM_RUNTIME_DELETING, "DELETING", FALSE, FALSE, TRUE },
};

G_STATIC_ASSERT (G_N_ELEMENTS (STATUSES) == ENISIM_N_RUNTIME_STATUSES);

static EnisimRuntime
sound_runtime (gint row)
{
  return (EnisimRuntime){ .status = STATUSES[row].status,
                          .is_vpc = TRUE,
                          .refs = { .n_groups = STATUSES[row].holds_group ? 1 : 0, .group = 3 },
                          .timer = STATUSES[row].status == ENISIM_RUNTIME_CREATING ? 9 : 0,
                          .requests = G_QUEUE_INIT };
}

START_TEST (status_has_the_service_s_name)
{
  ck_assert_str_eq (enisim_runtime_status_get_name (STATUSES[_i].status), STATUSES[_i].name);
}
END_TEST

START_TEST (creating_and_deleting_are_in_motion)
{
  const EnisimRuntime runtime = sound_runtime (_i);

  ck_assert_int_eq (enisim_runtime_is_settled (&runtime), STATUSES[_i].is_settled);
}
END_TEST

START_TEST (only_ready_serves)
{
  const EnisimRuntime runtime = sound_runtime (_i);

  ck_assert_int_eq (enisim_runtime_is_serving (&runtime), STATUSES[_i].is_serving);
}
END_TEST

START_TEST (sound_runtime_of_each_status_passes)
{
  EnisimRuntime runtime = sound_runtime (_i);

  enisim_runtime_verify (&runtime);
  runtime.is_vpc = FALSE;
  enisim_group_refs_clear (&runtime.refs);
  enisim_runtime_verify (&runtime);
}
END_TEST

START_TEST (requests_without_an_event_wait_only_for_what_is_in_motion)
{
  EnisimRuntime runtime = sound_runtime (_i);

  g_queue_push_tail (&runtime.requests, &runtime);
  enisim_runtime_verify (&runtime);
  g_queue_clear (&runtime.requests);
}
END_TEST

START_TEST (settled_runtime_keeps_requests_only_with_the_event_that_takes_them)
{
  EnisimRuntime runtime = sound_runtime (_i);

  g_queue_push_tail (&runtime.requests, &runtime);
  runtime.timer = 9;
  enisim_runtime_verify (&runtime);
  g_queue_clear (&runtime.requests);
}
END_TEST

START_TEST (vms_live_only_where_ready_or_deleting)
{
  EnisimRuntime runtime = sound_runtime (_i);

  runtime.n_vms = 1;
  enisim_runtime_verify (&runtime);
}
END_TEST

START_TEST (timer_without_creation_or_creation_without_timer_aborts)
{
  EnisimRuntime runtime = sound_runtime (_i);

  runtime.timer = runtime.timer == 0 ? 5 : 0;
  enisim_runtime_verify (&runtime);
}
END_TEST

START_TEST (group_where_none_belongs_or_none_where_one_does_aborts)
{
  EnisimRuntime runtime = sound_runtime (_i);

  if (enisim_group_refs_is_none (&runtime.refs))
    enisim_group_refs_set (&runtime.refs, &(guint32){ 3 }, 1);
  else
    enisim_group_refs_clear (&runtime.refs);
  enisim_runtime_verify (&runtime);
}
END_TEST

START_TEST (public_runtime_has_no_eni)
{
  EnisimRuntime runtime = sound_runtime (ENISIM_RUNTIME_READY);

  runtime.is_vpc = FALSE;
  enisim_runtime_verify (&runtime);
}
END_TEST

/* What passes for some statuses and aborts for the others. */
static void
add_split (TCase *tcase, const TTest *test, gboolean (*passes) (EnisimRuntimeStatus status))
{
  for (gint i = 0; i < (gint) G_N_ELEMENTS (STATUSES); i++)
    if (passes (STATUSES[i].status))
      tcase_add_loop_test (tcase, test, i, i + 1);
    else if (enisim_check_forks ())
      tcase_add_loop_test_raise_signal (tcase, test, SIGABRT, i, i + 1);
}

static gboolean
is_in_motion (EnisimRuntimeStatus status)
{
  return status == ENISIM_RUNTIME_CREATING || status == ENISIM_RUNTIME_DELETING;
}

static gboolean
is_not_deleting (EnisimRuntimeStatus status)
{
  return status != ENISIM_RUNTIME_DELETING;
}

static gboolean
may_have_vms (EnisimRuntimeStatus status)
{
  return status == ENISIM_RUNTIME_READY || status == ENISIM_RUNTIME_DELETING;
}

static gboolean
never (EnisimRuntimeStatus status G_GNUC_UNUSED)
{
  return FALSE;
}

static Suite *
runtime_suite (void)
{
  Suite *suite = suite_create ("model/runtime");
  TCase *statuses = tcase_create ("statuses");
  TCase *invariants = tcase_create ("invariants");

  tcase_add_loop_test (statuses, status_has_the_service_s_name, 0, G_N_ELEMENTS (STATUSES));
  tcase_add_loop_test (statuses, creating_and_deleting_are_in_motion, 0, G_N_ELEMENTS (STATUSES));
  tcase_add_loop_test (statuses, only_ready_serves, 0, G_N_ELEMENTS (STATUSES));
  suite_add_tcase (suite, statuses);

  tcase_add_loop_test (invariants, sound_runtime_of_each_status_passes, 0, G_N_ELEMENTS (STATUSES));
  add_split (invariants, requests_without_an_event_wait_only_for_what_is_in_motion, is_in_motion);
  add_split (invariants, settled_runtime_keeps_requests_only_with_the_event_that_takes_them,
             is_not_deleting);
  add_split (invariants, vms_live_only_where_ready_or_deleting, may_have_vms);
  add_split (invariants, timer_without_creation_or_creation_without_timer_aborts, never);
  add_split (invariants, group_where_none_belongs_or_none_where_one_does_aborts, never);
  if (enisim_check_forks ())
    tcase_add_test_raise_signal (invariants, public_runtime_has_no_eni, SIGABRT);
  suite_add_tcase (suite, invariants);
  return suite;
}

ENISIM_TEST_MAIN (runtime_suite)
