/* runtime-test.c
 *
 * Goal: which statuses are in motion and which serve, by the service's words; endpoints and
 * versions know of each other; requests wait in their order; _verify sees a runtime whose fields
 * contradict each other.
 * Method: one table of statuses; a sound runtime of each with one field bent; endpoints are moved
 * beside a naive list.
 */
#include "enisim-check.h"

#include "core/stream.h"
#include "model/runtime.h"

#define GROUP 3

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
  { ENISIM_RUNTIME_UPDATING, "UPDATING", FALSE, TRUE, TRUE },
  { ENISIM_RUNTIME_UPDATE_FAILED, "UPDATE_FAILED", TRUE, TRUE, TRUE },
};

G_STATIC_ASSERT (G_N_ELEMENTS (STATUSES) == ENISIM_N_RUNTIME_STATUSES);

static EnisimRuntime runtime;

static void
hold_group (guint version)
{
  enisim_group_refs_set (&enisim_runtime_get_version (&runtime, version)->refs, &(guint32){ GROUP },
                         1);
}

static void
become_ready (guint version)
{
  enisim_runtime_get_version (&runtime, version)->was_ready = TRUE;
  enisim_runtime_point (&runtime, ENISIM_ENDPOINT_DEFAULT, version);
}

/* A sound runtime of one version, or two while the second is on its way. */
static void
make_runtime (EnisimRuntimeStatus status)
{
  enisim_runtime_init (&runtime);
  runtime.status = status;
  if (status == ENISIM_RUNTIME_ABSENT)
    return;
  enisim_runtime_add_version (&runtime, TRUE, 7);
  if (status == ENISIM_RUNTIME_CREATE_FAILED)
    return;
  hold_group (1);
  if (status == ENISIM_RUNTIME_CREATING)
    {
      runtime.moving_version = 1;
      runtime.timer = 9;
      return;
    }
  become_ready (1);
  if (status != ENISIM_RUNTIME_UPDATING)
    return;
  runtime.moving_version = (guint16) enisim_runtime_add_version (&runtime, TRUE, 8);
  runtime.timer = 9;
  hold_group (2);
}

static void
drop_runtime (void)
{
  g_queue_clear (&runtime.requests); /* what tests push is not the runtime's */
  enisim_runtime_clear (&runtime);
}

START_TEST (status_has_the_service_s_name)
{
  ck_assert_str_eq (enisim_runtime_status_get_name (STATUSES[_i].status), STATUSES[_i].name);
}
END_TEST

START_TEST (creating_updating_and_deleting_are_in_motion)
{
  make_runtime (STATUSES[_i].status);
  ck_assert_int_eq (enisim_runtime_is_settled (&runtime), STATUSES[_i].is_settled);
}
END_TEST

START_TEST (ready_serves_and_an_update_serves_what_was_before_it)
{
  make_runtime (STATUSES[_i].status);
  ck_assert_uint_eq (enisim_runtime_get_serving (&runtime, ENISIM_ENDPOINT_DEFAULT),
                     STATUSES[_i].is_serving ? 1 : ENISIM_VERSION_NONE);
}
END_TEST

START_TEST (endpoint_that_is_not_there_serves_nothing)
{
  make_runtime (ENISIM_RUNTIME_READY);
  ck_assert_uint_eq (enisim_runtime_get_serving (&runtime, 1), ENISIM_VERSION_NONE);
}
END_TEST

START_TEST (version_is_held_by_endpoints_and_vms)
{
  EnisimVersion *version;

  make_runtime (ENISIM_RUNTIME_READY);
  version = enisim_runtime_get_version (&runtime, 1);
  ck_assert (enisim_version_is_held (version));
  version->n_endpoints = 0;
  ck_assert (!enisim_version_is_held (version));
  version->n_vms = 1;
  ck_assert (enisim_version_is_held (version));
}
END_TEST

START_TEST (requests_are_taken_in_their_order)
{
  make_runtime (ENISIM_RUNTIME_CREATING);
  for (guint i = 0; i < 5; i++)
    enisim_runtime_push_request (
        &runtime, &(EnisimControlRequest){ .verb = ENISIM_REQUEST_POINT, .version = i });
  for (guint i = 0; i < 5; i++)
    ck_assert_uint_eq (enisim_runtime_pop_request (&runtime).version, i);
}
END_TEST

START_TEST (forgotten_runtime_begins_anew)
{
  make_runtime (ENISIM_RUNTIME_READY);
  enisim_group_refs_clear (&enisim_runtime_get_version (&runtime, 1)->refs);
  enisim_runtime_point (&runtime, 4, 1);
  runtime.status = ENISIM_RUNTIME_ABSENT;
  enisim_runtime_forget (&runtime);
  enisim_runtime_verify (&runtime);
  ck_assert_uint_eq (enisim_runtime_find_endpoint (&runtime, 4), ENISIM_VERSION_NONE);
  ck_assert_uint_eq (enisim_runtime_add_version (&runtime, FALSE, 0), 1);
  runtime.status = ENISIM_RUNTIME_CREATE_FAILED;
}
END_TEST

enum
{
  N_NAMES = 9,
  N_VERSIONS = 20,
  N_STEPS = 300
};

START_TEST (endpoints_point_where_a_naive_list_says)
{
  EnisimStream stream = enisim_stream_from_word ((guint64) _i);
  guint expected[N_NAMES] = { 1 };

  make_runtime (ENISIM_RUNTIME_READY);
  for (guint i = 2; i <= N_VERSIONS; i++)
    {
      enisim_runtime_add_version (&runtime, TRUE, i);
      enisim_runtime_get_version (&runtime, i)->was_ready = TRUE;
      hold_group (i);
    }
  for (guint step = 0; step < N_STEPS; step++)
    {
      const guint32 name = (guint32) enisim_stream_next_below (&stream, N_NAMES);
      const guint version = 1 + (guint) enisim_stream_next_below (&stream, N_VERSIONS);

      if (name != ENISIM_ENDPOINT_DEFAULT && enisim_stream_next_below (&stream, 3) == 0)
        {
          ck_assert_uint_eq (enisim_runtime_remove_endpoint (&runtime, name), expected[name]);
          expected[name] = ENISIM_VERSION_NONE;
        }
      else
        {
          ck_assert_uint_eq (enisim_runtime_point (&runtime, name, version), expected[name]);
          expected[name] = version;
        }
      enisim_runtime_verify (&runtime);
      for (guint32 i = 0; i < N_NAMES; i++)
        ck_assert_uint_eq (enisim_runtime_get_serving (&runtime, i), expected[i]);
    }
}
END_TEST

START_TEST (sound_runtime_of_each_status_passes)
{
  make_runtime (STATUSES[_i].status);
  enisim_runtime_verify (&runtime);
}
END_TEST

START_TEST (requests_without_an_event_wait_only_for_what_is_in_motion)
{
  make_runtime (STATUSES[_i].status);
  g_queue_push_tail (&runtime.requests, &runtime);
  enisim_runtime_verify (&runtime);
}
END_TEST

START_TEST (settled_runtime_keeps_requests_only_with_the_event_that_takes_them)
{
  make_runtime (STATUSES[_i].status);
  g_queue_push_tail (&runtime.requests, &runtime);
  runtime.timer = 9;
  enisim_runtime_verify (&runtime);
}
END_TEST

START_TEST (vms_live_only_where_a_version_has_been_ready)
{
  make_runtime (STATUSES[_i].status);
  runtime.n_vms = 1;
  if (runtime.n_versions > 0)
    enisim_runtime_get_version (&runtime, 1)->n_vms = 1;
  enisim_runtime_verify (&runtime);
}
END_TEST

START_TEST (timer_without_motion_or_motion_without_timer_aborts)
{
  make_runtime (STATUSES[_i].status);
  runtime.timer = runtime.timer == 0 ? 5 : 0;
  enisim_runtime_verify (&runtime);
}
END_TEST

START_TEST (held_version_without_its_group_aborts)
{
  make_runtime (ENISIM_RUNTIME_READY);
  enisim_group_refs_clear (&enisim_runtime_get_version (&runtime, 1)->refs);
  enisim_runtime_verify (&runtime);
}
END_TEST

START_TEST (version_that_failed_has_no_group)
{
  make_runtime (ENISIM_RUNTIME_CREATE_FAILED);
  hold_group (1);
  enisim_runtime_verify (&runtime);
}
END_TEST

START_TEST (public_version_has_no_eni)
{
  make_runtime (ENISIM_RUNTIME_READY);
  enisim_runtime_get_version (&runtime, 1)->is_vpc = FALSE;
  enisim_runtime_verify (&runtime);
}
END_TEST

START_TEST (vms_of_the_versions_are_the_runtime_s)
{
  make_runtime (ENISIM_RUNTIME_READY);
  enisim_runtime_get_version (&runtime, 1)->n_vms = 1;
  enisim_runtime_verify (&runtime);
}
END_TEST

START_TEST (endpoint_that_a_version_does_not_count_aborts)
{
  make_runtime (ENISIM_RUNTIME_READY);
  enisim_runtime_get_version (&runtime, 1)->n_endpoints++;
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
  return !STATUSES[status].is_settled;
}

static gboolean
is_not_deleting (EnisimRuntimeStatus status)
{
  return status != ENISIM_RUNTIME_DELETING;
}

static gboolean
may_have_vms (EnisimRuntimeStatus status)
{
  return STATUSES[status].is_serving || status == ENISIM_RUNTIME_DELETING;
}

static gboolean
never (EnisimRuntimeStatus status G_GNUC_UNUSED)
{
  return FALSE;
}

static void
add_aborting (TCase *invariants)
{
  if (!enisim_check_forks ())
    return;
  tcase_add_test_raise_signal (invariants, held_version_without_its_group_aborts, SIGABRT);
  tcase_add_test_raise_signal (invariants, version_that_failed_has_no_group, SIGABRT);
  tcase_add_test_raise_signal (invariants, public_version_has_no_eni, SIGABRT);
  tcase_add_test_raise_signal (invariants, vms_of_the_versions_are_the_runtime_s, SIGABRT);
  tcase_add_test_raise_signal (invariants, endpoint_that_a_version_does_not_count_aborts, SIGABRT);
}

static Suite *
runtime_suite (void)
{
  Suite *suite = suite_create ("model/runtime");
  TCase *statuses = tcase_create ("statuses");
  TCase *versions = tcase_create ("versions");
  TCase *invariants = tcase_create ("invariants");

  tcase_add_checked_fixture (statuses, NULL, drop_runtime);
  tcase_add_loop_test (statuses, status_has_the_service_s_name, 0, G_N_ELEMENTS (STATUSES));
  tcase_add_loop_test (statuses, creating_updating_and_deleting_are_in_motion, 0,
                       G_N_ELEMENTS (STATUSES));
  tcase_add_loop_test (statuses, ready_serves_and_an_update_serves_what_was_before_it, 0,
                       G_N_ELEMENTS (STATUSES));
  suite_add_tcase (suite, statuses);

  tcase_add_checked_fixture (versions, NULL, drop_runtime);
  tcase_add_test (versions, endpoint_that_is_not_there_serves_nothing);
  tcase_add_test (versions, version_is_held_by_endpoints_and_vms);
  tcase_add_test (versions, requests_are_taken_in_their_order);
  tcase_add_test (versions, forgotten_runtime_begins_anew);
  tcase_add_loop_test (versions, endpoints_point_where_a_naive_list_says, 0, 20);
  suite_add_tcase (suite, versions);

  tcase_add_checked_fixture (invariants, NULL, drop_runtime);
  tcase_add_loop_test (invariants, sound_runtime_of_each_status_passes, 0, G_N_ELEMENTS (STATUSES));
  add_split (invariants, requests_without_an_event_wait_only_for_what_is_in_motion, is_in_motion);
  add_split (invariants, settled_runtime_keeps_requests_only_with_the_event_that_takes_them,
             is_not_deleting);
  add_split (invariants, vms_live_only_where_a_version_has_been_ready, may_have_vms);
  add_split (invariants, timer_without_motion_or_motion_without_timer_aborts, never);
  add_aborting (invariants);
  suite_add_tcase (suite, invariants);
  return suite;
}

ENISIM_TEST_MAIN (runtime_suite)
