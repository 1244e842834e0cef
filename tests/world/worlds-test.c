/* worlds-test.c
 *
 * Goal: the simulator does what model.md says, in every world.
 * Method: random worlds run beside a naive twin that shares no rule with the
 * simulator.  After every event both agree on the instant, every address, ENI
 * group, runtime, VM and count; at the end every level's area is the sum of
 * what stayed, to the microsecond, and the conservation laws hold.  What the
 * worlds bring about is counted, so that no rule goes untried.
 */
#include "enisim-check.h"

#include "world/world-run.h"

enum
{
  N_WORLDS = 500,
  N_BATCHES = 50,
  BATCH = N_WORLDS / N_BATCHES
};

START_TEST (twin_agrees_after_every_event)
{
  for (guint64 seed = (guint64) _i * BATCH; seed < (guint64) (_i + 1) * BATCH; seed++)
    {
      WorldRun run;
      g_autofree char *difference = world_run (seed, &run);

      ck_assert_msg (difference == NULL, "world %" G_GUINT64_FORMAT " fails %s", seed, difference);
    }
}
END_TEST

/* The twin alone, which takes a fraction of the time. */
static void
add_what_is_seen (guint64 seed, guint n_seen[FEATURE_N])
{
  g_autoptr (World) world = world_new (seed);
  g_autoptr (Twin) twin = twin_new (world);
  TwinEvent event;

  while (twin_step (twin, &event))
    continue;
  for (guint i = 0; i < FEATURE_N; i++)
    n_seen[i] += twin->n_seen[i];
}

START_TEST (every_feature_occurs)
{
  guint n_seen[FEATURE_N] = { 0 };

  for (guint64 seed = 0; seed < N_WORLDS; seed++)
    add_what_is_seen (seed, n_seen);
  for (guint i = 0; i < FEATURE_N; i++)
    ck_assert_msg (n_seen[i] > 0, "no world has: %s", feature_get_text ((Feature) i));
}
END_TEST

/* One in thirty does. */
START_TEST (some_worlds_foresee_sessions)
{
  guint64 n_unbooked = 0;

  for (guint64 seed = 0; seed < N_WORLDS / 2; seed++)
    {
      WorldRun run;
      g_autofree char *difference = world_run (seed, &run);

      n_unbooked += run.n_unbooked;
    }
  ck_assert_uint_gt (n_unbooked, 100);
}
END_TEST

static Suite *
worlds_suite (void)
{
  Suite *suite = suite_create ("world/worlds");
  TCase *worlds = tcase_create ("worlds");

  tcase_add_loop_test (worlds, twin_agrees_after_every_event, 0, N_BATCHES);
  tcase_add_test (worlds, every_feature_occurs);
  tcase_add_test (worlds, some_worlds_foresee_sessions);
  suite_add_tcase (suite, worlds);
  return suite;
}

ENISIM_TEST_MAIN (worlds_suite)
