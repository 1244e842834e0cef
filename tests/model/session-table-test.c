/* session-table-test.c
 *
 * Goal: a session is found by its key from admission until its teardown has ended, counted in its
 * state, and has its invocations in the order of their calls.
 * Method: a few cases to read; then random operations against plain arrays, one of sessions and
 * in each one of invocations, searched in full.
 */
#include "enisim-check.h"

#include "model/session-table.h"

enum
{
  N_ADMISSIONS = 250,
  N_KEYS = 12,
  N_SESSIONS_MAX = 24,
  N_STEPS = 1000
};

static EnisimSessionTable table;

static void
setup (void)
{
  enisim_session_table_init (&table, 42);
}

static void
teardown (void)
{
  enisim_session_table_verify (&table);
  enisim_session_table_clear (&table);
}

static guint32
admit_with (guint64 key, EnisimAdmission admission)
{
  return enisim_session_table_admit (
      &table,
      &(EnisimNewSession){ .key = key, .runtime = 7, .is_findable = TRUE, .admission = admission });
}

static guint32
admit (guint64 key)
{
  return admit_with (key, (EnisimAdmission){ .call = 1 });
}

static guint32
admit_nameless (guint64 key)
{
  return enisim_session_table_admit (&table, &(EnisimNewSession){ .key = key, .runtime = 7 });
}

static void
become (guint32 session, EnisimSessionState state)
{
  EnisimSession *record = enisim_session_table_get (&table, session);

  enisim_session_change_state (record, record->state, state);
}

static guint32
begin_invocation (guint32 session)
{
  return enisim_session_table_begin_invocation (&table, enisim_session_table_get (&table, session),
                                                &(EnisimInvocation){ .call = 1 });
}

static void
end_invocation (guint32 invocation)
{
  EnisimInvocation *record = enisim_session_table_get_invocation (&table, invocation);

  enisim_session_table_end_invocation (&table, enisim_session_table_get (&table, record->session),
                                       record);
}

START_TEST (admitted_session_is_provisioning_and_found)
{
  const guint32 session = admit (99);

  ck_assert_uint_eq (enisim_session_table_find (&table, 99), session);
  ck_assert_uint_eq (enisim_session_table_get (&table, session)->runtime, 7);
  ck_assert_uint_eq (enisim_session_table_get (&table, session)->timer, 0);
  ck_assert_uint_eq (enisim_session_table_get (&table, session)->state,
                     ENISIM_SESSION_PROVISIONING);
}
END_TEST

/* As large as each part may be, and different from record to record. */
static EnisimAdmission
make_admission (guint32 i)
{
  return (EnisimAdmission){ .end_sequence
                            = ENISIM_SESSION_SEQUENCE_MAX - i * G_GUINT64_CONSTANT (999999937),
                            .version = G_MAXUINT16 - i,
                            .workload = (G_MAXUINT8 - i) & G_MAXUINT8,
                            .call = G_MAXUINT32 - i,
                            .follow_up = i < 100 || i % 3 == 0 ? 0 : G_MAXUINT32 - i };
}

static gboolean
has_admission (guint32 session, EnisimAdmission expected)
{
  const EnisimAdmission found = enisim_session_table_get_admission (&table, session);

  return found.end_sequence == expected.end_sequence && found.version == expected.version
         && found.workload == expected.workload && found.call == expected.call
         && found.follow_up == expected.follow_up;
}

START_TEST (admission_is_kept_whatever_else_the_session_keeps)
{
  for (guint32 i = 0; i < N_ADMISSIONS; i++)
    {
      const guint32 session = enisim_session_table_admit (
          &table, &(EnisimNewSession){ .key = i,
                                       .is_findable = i % 3 != 0,
                                       .is_unreachable = i % 5 == 0,
                                       .end_at = ENISIM_TIME_MAX - i,
                                       .is_end_unhealthy = i % 2 == 0,
                                       .admission = make_admission (i) });

      enisim_session_set_timer (enisim_session_table_get (&table, session),
                                ENISIM_SESSION_SEQUENCE_MAX - i);
      become (session, ENISIM_SESSION_STOPPING);
    }
  for (guint32 i = 0; i < N_ADMISSIONS; i++)
    {
      const EnisimSession *record = enisim_session_table_get (&table, i);

      ck_assert (has_admission (i, make_admission (i)));
      ck_assert (record->end_at == ENISIM_TIME_MAX - i && record->is_end_unhealthy == (i % 2 == 0)
                 && record->is_findable == (i % 3 != 0) && record->is_unreachable == (i % 5 == 0)
                 && record->timer == ENISIM_SESSION_SEQUENCE_MAX - i
                 && record->state == ENISIM_SESSION_STOPPING);
    }
}
END_TEST

START_TEST (admission_of_a_call_follows_that_of_a_follow_up)
{
  const guint32 session = admit_with (99, (EnisimAdmission){ .follow_up = 5 });

  ck_assert_uint_eq (enisim_session_table_get_admission (&table, session).follow_up, 5);
  become (session, ENISIM_SESSION_STOPPING);
  enisim_session_table_remove (&table, session);
  ck_assert_uint_eq (admit_with (98, (EnisimAdmission){ .follow_up = 0 }), session);
  ck_assert_uint_eq (enisim_session_table_get_admission (&table, session).follow_up, 0);
}
END_TEST

START_TEST (vm_counts_from_admission_until_its_teardown_ends)
{
  const guint32 session = admit (99);

  ck_assert_uint_eq (enisim_session_table_get_n_vms (&table), 1);
  become (session, ENISIM_SESSION_ACTIVE);
  become (session, ENISIM_SESSION_IDLE);
  become (session, ENISIM_SESSION_STOPPING);
  ck_assert_uint_eq (enisim_session_table_get_n_vms (&table), 1);
  ck_assert_uint_eq (enisim_session_table_find (&table, 99), session);
  enisim_session_table_remove (&table, session);
  ck_assert_uint_eq (enisim_session_table_get_n_vms (&table), 0);
  ck_assert_uint_eq (enisim_session_table_find (&table, 99), ENISIM_SESSION_NONE);
}
END_TEST

START_TEST (id_stays_usable_after_its_vm_is_gone)
{
  const guint32 session = admit (99);

  become (session, ENISIM_SESSION_STOPPING);
  enisim_session_table_remove (&table, session);
  ck_assert_uint_eq (admit (99), enisim_session_table_find (&table, 99));
}
END_TEST

START_TEST (session_that_nobody_can_name_is_not_found)
{
  const guint32 session = admit_nameless (99);

  ck_assert_uint_eq (enisim_session_table_find (&table, 99), ENISIM_SESSION_NONE);
  ck_assert_uint_eq (enisim_session_table_get_n_vms (&table), 1);
  become (session, ENISIM_SESSION_STOPPING);
  enisim_session_table_remove (&table, session);
  ck_assert_uint_eq (enisim_session_table_get_n_vms (&table), 0);
}
END_TEST

START_TEST (sessions_that_nobody_can_name_may_share_a_key)
{
  admit_nameless (99);
  admit_nameless (99);
  ck_assert_uint_eq (enisim_session_table_get_n_vms (&table), 2);
}
END_TEST

START_TEST (ended_invocation_waits_for_nothing)
{
  const guint32 session = admit (99);
  const guint32 invocation = begin_invocation (session);

  enisim_session_table_get_invocation (&table, invocation)->completion = 5;
  end_invocation (invocation);
  ck_assert_uint_eq (enisim_session_table_get_invocation (&table, invocation)->completion, 0);
  ck_assert_uint_eq (enisim_session_table_get_invocation (&table, invocation)->session,
                     ENISIM_SESSION_NONE);
}
END_TEST

typedef struct
{
  guint32 index;
  guint64 key;
  gboolean is_findable;
  EnisimSessionState state;
  GArray *invocations; /* guint32, in the order of their calls */
} TwinSession;

static TwinSession twins[N_SESSIONS_MAX];
static guint n_twins;

static void
twin_admit (GRand *rand)
{
  const guint64 key = (guint64) g_rand_int_range (rand, 0, N_KEYS);
  const gboolean is_findable = g_rand_int_range (rand, 0, 4) > 0;

  if (n_twins == N_SESSIONS_MAX)
    return;
  for (guint i = 0; i < n_twins; i++)
    if (is_findable && twins[i].is_findable && twins[i].key == key)
      return;
  twins[n_twins++] = (TwinSession){ .index = is_findable ? admit (key) : admit_nameless (key),
                                    .key = key,
                                    .is_findable = is_findable,
                                    .state = ENISIM_SESSION_PROVISIONING,
                                    .invocations = g_array_new (FALSE, FALSE, sizeof (guint32)) };
}

static gboolean
twin_is_serving (const TwinSession *twin)
{
  return twin->state == ENISIM_SESSION_PROVISIONING || twin->state == ENISIM_SESSION_ACTIVE;
}

static void
twin_begin (TwinSession *twin)
{
  guint32 invocation;

  if (!twin_is_serving (twin))
    return;
  invocation = begin_invocation (twin->index);
  g_array_append_val (twin->invocations, invocation);
}

static void
twin_end (TwinSession *twin, GRand *rand)
{
  guint place;

  if (twin->invocations->len == 0)
    return;
  place = (guint) g_rand_int_range (rand, 0, (gint32) twin->invocations->len);
  end_invocation (g_array_index (twin->invocations, guint32, place));
  g_array_remove_index (twin->invocations, place);
}

static void
twin_become (TwinSession *twin, EnisimSessionState state)
{
  become (twin->index, state);
  twin->state = state;
}

static void
twin_remove (TwinSession *twin)
{
  enisim_session_table_remove (&table, twin->index);
  g_array_unref (twin->invocations);
  *twin = twins[--n_twins];
}

/* One step along the arrows, the rarer one now and then. */
static void
twin_move_on (TwinSession *twin, gboolean is_rare)
{
  const gboolean is_free = twin->invocations->len == 0;

  if (twin->state == ENISIM_SESSION_STOPPING)
    twin_remove (twin);
  else if (is_free && is_rare)
    twin_become (twin, ENISIM_SESSION_STOPPING);
  else if (twin->state != ENISIM_SESSION_ACTIVE)
    twin_become (twin, ENISIM_SESSION_ACTIVE);
  else if (is_free)
    twin_become (twin, ENISIM_SESSION_IDLE);
}

static gboolean
has_invocations (const TwinSession *twin)
{
  guint32 i = enisim_session_table_get (&table, twin->index)->first_invocation;

  for (guint n = 0; n < twin->invocations->len; n++)
    {
      if (i != g_array_index (twin->invocations, guint32, n))
        return FALSE;
      i = enisim_session_table_get_invocation (&table, i)->next;
    }
  return i == ENISIM_INVOCATION_NONE;
}

static guint32
twin_find (guint64 key)
{
  for (guint i = 0; i < n_twins; i++)
    if (twins[i].is_findable && twins[i].key == key)
      return twins[i].index;
  return ENISIM_SESSION_NONE;
}

/* Check takes its time over an assertion, hence one a step. */
static gboolean
agrees (void)
{
  for (guint i = 0; i < n_twins; i++)
    if (enisim_session_table_get (&table, twins[i].index)->state != twins[i].state
        || !has_invocations (&twins[i]))
      return FALSE;
  for (guint64 key = 0; key < N_KEYS; key++)
    if (enisim_session_table_find (&table, key) != twin_find (key))
      return FALSE;
  return enisim_session_table_get_n_vms (&table) == n_twins;
}

START_TEST (agrees_with_twin)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) _i);

  for (guint step = 0; step < N_STEPS; step++)
    {
      const gint dice = g_rand_int_range (rand, 0, 100);
      TwinSession *twin
          = n_twins == 0 ? NULL : &twins[g_rand_int_range (rand, 0, (gint32) n_twins)];

      if (twin == NULL || dice < 15)
        twin_admit (rand);
      else if (dice < 50)
        twin_begin (twin);
      else if (dice < 80)
        twin_end (twin, rand);
      else
        twin_move_on (twin, g_rand_int_range (rand, 0, 4) == 0);
      ck_assert (agrees ());
      enisim_session_table_verify (&table);
    }
  for (guint i = 0; i < n_twins; i++)
    g_array_unref (twins[i].invocations);
  n_twins = 0;
}
END_TEST

/* A session in each state, with nothing in flight. */
static guint32
make_session (EnisimSessionState state)
{
  const guint32 session = admit (99);

  if (state == ENISIM_SESSION_IDLE)
    become (session, ENISIM_SESSION_ACTIVE);
  if (state != ENISIM_SESSION_PROVISIONING)
    become (session, state);
  return session;
}

static const struct
{
  EnisimSessionState from, to;
} NO_ARROWS[] = {
  { ENISIM_SESSION_PROVISIONING, ENISIM_SESSION_IDLE },
  { ENISIM_SESSION_PROVISIONING, ENISIM_SESSION_PROVISIONING },
  { ENISIM_SESSION_PROVISIONING, ENISIM_SESSION_FREE },
  { ENISIM_SESSION_ACTIVE, ENISIM_SESSION_PROVISIONING },
  { ENISIM_SESSION_ACTIVE, ENISIM_SESSION_ACTIVE },
  { ENISIM_SESSION_IDLE, ENISIM_SESSION_PROVISIONING },
  { ENISIM_SESSION_IDLE, ENISIM_SESSION_IDLE },
  { ENISIM_SESSION_STOPPING, ENISIM_SESSION_ACTIVE },
  { ENISIM_SESSION_STOPPING, ENISIM_SESSION_STOPPING },
};

START_TEST (change_without_an_arrow_aborts)
{
  const guint32 session = make_session (NO_ARROWS[_i].from);

  become (session, NO_ARROWS[_i].to);
}
END_TEST

START_TEST (key_admitted_twice_aborts)
{
  admit (99);
  admit (99);
}
END_TEST

START_TEST (session_in_use_is_not_removed)
{
  enisim_session_table_remove (&table, make_session (ENISIM_SESSION_IDLE));
}
END_TEST

START_TEST (session_with_an_invocation_in_flight_neither_idles_nor_stops)
{
  const guint32 session = make_session (ENISIM_SESSION_ACTIVE);

  begin_invocation (session);
  become (session, _i == 0 ? ENISIM_SESSION_IDLE : ENISIM_SESSION_STOPPING);
}
END_TEST

START_TEST (idle_or_stopping_session_begins_no_invocation)
{
  const EnisimSessionState state = _i == 0 ? ENISIM_SESSION_IDLE : ENISIM_SESSION_STOPPING;

  begin_invocation (make_session (state));
}
END_TEST

static Suite *
session_table_suite (void)
{
  Suite *suite = suite_create ("model/session-table");
  TCase *sessions = tcase_create ("sessions");
  TCase *contract = tcase_create ("contract");

  tcase_add_checked_fixture (sessions, setup, teardown);
  tcase_add_test (sessions, admitted_session_is_provisioning_and_found);
  tcase_add_test (sessions, admission_is_kept_whatever_else_the_session_keeps);
  tcase_add_test (sessions, admission_of_a_call_follows_that_of_a_follow_up);
  tcase_add_test (sessions, vm_counts_from_admission_until_its_teardown_ends);
  tcase_add_test (sessions, id_stays_usable_after_its_vm_is_gone);
  tcase_add_test (sessions, session_that_nobody_can_name_is_not_found);
  tcase_add_test (sessions, sessions_that_nobody_can_name_may_share_a_key);
  tcase_add_test (sessions, ended_invocation_waits_for_nothing);
  tcase_add_loop_test (sessions, agrees_with_twin, 0, 32);
  suite_add_tcase (suite, sessions);

  tcase_add_checked_fixture (contract, setup, teardown);
  if (enisim_check_forks ())
    {
      tcase_add_loop_test_raise_signal (contract, change_without_an_arrow_aborts, SIGABRT, 0,
                                        G_N_ELEMENTS (NO_ARROWS));
      tcase_add_test_raise_signal (contract, key_admitted_twice_aborts, SIGABRT);
      tcase_add_test_raise_signal (contract, session_in_use_is_not_removed, SIGABRT);
      tcase_add_loop_test_raise_signal (
          contract, session_with_an_invocation_in_flight_neither_idles_nor_stops, SIGABRT, 0, 2);
      tcase_add_loop_test_raise_signal (contract, idle_or_stopping_session_begins_no_invocation,
                                        SIGABRT, 0, 2);
    }
  suite_add_tcase (suite, contract);
  return suite;
}

ENISIM_TEST_MAIN (session_table_suite)
