/* room-test.c
 *
 * Goal: where a create lacked an address, a second run tells how large the subnets ought to be.
 * Method: small runs by hand; and random runs in tight subnets, whose second run has to hold what
 * the same scenario holds in subnets that are large enough.
 */
#include "sim/sim-check.h"

#include <enisim/enisim-room.h>

static EnisimRunSummary *summary;

static void
setup (void)
{
  summary = NULL;
}

static void
teardown (void)
{
  g_clear_pointer (&summary, enisim_run_summary_free);
}

static EnisimSimulation *
run_to_end (EnisimSimulation *sim)
{
  g_autoptr (GError) error = NULL;

  enisim_simulation_run (sim, &error);
  ck_assert_no_error (error);
  enisim_simulation_verify (sim);
  return sim;
}

static EnisimSimulation *
simulate (const char *yaml, guint64 seed)
{
  g_autoptr (EnisimScenario) scenario = load_text (yaml);

  return run_to_end (enisim_simulation_new (scenario, seed, 0, NULL));
}

static void
learn (EnisimSimulation *sim)
{
  g_autoptr (EnisimSimulation) roomy = enisim_simulation_new_roomy (sim, NULL);

  enisim_simulation_learn_room (sim, run_to_end (roomy));
}

#define TIGHT(background) TIGHT_UNTIL ("1h", background)

#define TIGHT_UNTIL(horizon, background)                                                           \
  "horizon: " horizon "\n"                                                                         \
  "vpc:\n"                                                                                         \
  "  cidr: 10.0.0.0/16\n"                                                                          \
  "  subnets:\n"                                                                                   \
  "    a: {cidr: 10.0.0.0/28, az: za, background: " background "}\n"                               \
  "    b: {cidr: 10.0.1.0/28, az: zb, background: 10}\n"                                           \
  "    c: {cidr: 10.0.2.0/28, az: zc}\n"                                                           \
  "  security_groups: [g, h]\n"                                                                    \
  "runtimes:\n"                                                                                    \
  "  - {name: x, subnets: [a, b], security_groups: [g]}\n"                                         \
  "  - {name: y, subnets: [a, b], security_groups: [h]}\n"                                         \
  "  - {name: z, subnets: [c], security_groups: [h]}\n"

START_TEST (who_lacked_nothing_has_its_peak)
{
  g_autoptr (EnisimSimulation) sim
      = simulate ("horizon: 1h\nvpc: {cidr: 10.0.0.0/16, security_groups: [g],\n"
                  "  subnets: {a: {cidr: 10.0.0.0/24, az: za, background: 11}}}\n"
                  "runtimes: [{name: x, subnets: [a], security_groups: [g]}]\n",
                  1);
  ck_assert (!enisim_simulation_lacks_room (sim));
  summary = enisim_run_summary_new (sim);
  ck_assert_uint_eq (summary->subnets[0].room_peak, 12);
  ck_assert_uint_eq (summary->subnets[0].smallest_prefix, 27);
}
END_TEST

START_TEST (nothing_is_known_beside_a_lack_until_the_second_run)
{
  g_autoptr (EnisimSimulation) sim = simulate (TIGHT ("3"), 1);

  summary = enisim_run_summary_new (sim);
  ck_assert (!summary->subnets[0].is_room_known);
  ck_assert (!summary->subnets[1].is_room_known);
  ck_assert (summary->subnets[2].is_room_known);
  ck_assert_uint_eq (summary->subnets[1].smallest_prefix, 0);
}
END_TEST

START_TEST (second_run_has_room_for_all_in_all_subnets)
{
  g_autoptr (EnisimSimulation) sim = simulate (TIGHT ("11"), 1);

  learn (sim);
  summary = enisim_run_summary_new (sim);
  enisim_run_summary_verify (summary);
  ck_assert_uint_eq (summary->n_creates_failed, 2);
  ck_assert_uint_eq (summary->subnets[0].room_peak, 13);
  ck_assert_uint_eq (summary->subnets[0].smallest_prefix, 27);
  ck_assert_uint_eq (summary->subnets[1].room_peak, 12);
  ck_assert_uint_eq (summary->subnets[1].smallest_prefix, 27);
  ck_assert_uint_eq (summary->subnets[2].room_peak, 1);
  ck_assert_uint_eq (summary->subnets[2].smallest_prefix, 28);
}
END_TEST

START_TEST (quota_that_refuses_is_no_lack_of_addresses)
{
  g_autoptr (EnisimSimulation) sim = simulate (TIGHT ("3") "quotas: {enis_per_az: 0}\n", 1);

  ck_assert (!enisim_simulation_lacks_room (sim));
  summary = enisim_run_summary_new (sim);
  ck_assert_uint_eq (summary->n_creates_failed, 3);
  ck_assert_uint_eq (summary->subnets[0].smallest_prefix, 28);
}
END_TEST

START_TEST (lack_in_the_warm_up_is_one_and_the_window_s_peak_counts)
{
  g_autoptr (EnisimSimulation) sim = simulate (
      TIGHT_UNTIL (
          "20h",
          "11") "warm_up: 10h\nmodel: {eni_retention: 1h}\ntimeline: [{at: 1min, delete: x}]\n"
                "quotas: {limits: off}\n",
      1);

  ck_assert (enisim_simulation_lacks_room (sim));
  learn (sim);
  summary = enisim_run_summary_new (sim);
  ck_assert_uint_eq (summary->n_creates_failed, 0);
  ck_assert_uint_eq (summary->subnets[0].room_peak, 12);
}
END_TEST

START_TEST (not_even_a_16_may_be_large_enough)
{
  g_autoptr (EnisimSimulation) sim = simulate (TIGHT ("11"), 1);

  learn (sim);
  sim->room_peaks[0] = 65531;
  sim->room_peaks[1] = 65532;
  summary = enisim_run_summary_new (sim);
  ck_assert_uint_eq (summary->subnets[0].smallest_prefix, 16);
  ck_assert_uint_eq (summary->subnets[1].smallest_prefix, 0);
  ck_assert (summary->subnets[1].is_room_known);
}
END_TEST

#define RANDOM(a, b)                                                                               \
  "horizon: 4h\n"                                                                                  \
  "vpc: {cidr: 10.0.0.0/16, security_groups: [g, h, i, j],\n"                                      \
  "  subnets: {a: {cidr: " a ", az: za, background: 8}, b: {cidr: " b ", az: zb, "                 \
  "background: 9}}}\n"                                                                             \
  "model: {eni_retention: {exponential: 30min}, eni_create_delay: {uniform: [0s, 5min]},\n"        \
  "  failed_create_retention: {exponential: 10min}}\n"                                             \
  "runtimes:\n"                                                                                    \
  "  - {name: w, count: 2, subnets: [a], security_groups: [g], create_at: never}\n"                \
  "  - {name: x, subnets: [a, b], security_groups: [h], create_at: never}\n"                       \
  "  - {name: y, subnets: [b], security_groups: [i], create_at: never}\n"                          \
  "  - {name: z, subnets: [b, a], security_groups: [j], create_at: never}\n"                       \
  "timeline:\n"

/* A failed create is deleted as one that did not fail, so that the requests are the same. */
static char *
make_timeline (guint64 seed)
{
  static const char *const names[] = { "w_0", "w_1", "x", "y", "z" };
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) seed);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < 40; i++)
    g_string_append_printf (text, "  - {at: %dmin, %s: %s}\n", g_rand_int_range (rand, 0, 239),
                            g_rand_boolean (rand) ? "create" : "delete",
                            names[g_rand_int_range (rand, 0, G_N_ELEMENTS (names))]);
  return g_string_free (text, FALSE);
}

START_TEST (second_run_holds_what_large_subnets_hold)
{
  g_autofree char *timeline = make_timeline ((guint64) _i);
  g_autofree char *tight = g_strconcat (RANDOM ("10.0.0.0/28", "10.0.1.0/28"), timeline, NULL);
  g_autofree char *large = g_strconcat (RANDOM ("10.0.0.0/20", "10.0.16.0/20"), timeline, NULL);
  g_autoptr (EnisimSimulation) sim = simulate (tight, (guint64) _i);
  g_autoptr (EnisimSimulation) oracle = simulate (large, (guint64) _i);

  learn (sim);
  for (guint i = 0; i < 2; i++)
    ck_assert_uint_eq (sim->room_peaks[i], oracle->metrics.subnets[i].held.level.peak);
}
END_TEST

static Suite *
make_suite (void)
{
  Suite *suite = suite_create ("sim/room");
  TCase *tcase = tcase_create ("room");

  tcase_add_checked_fixture (tcase, setup, teardown);
  tcase_add_test (tcase, who_lacked_nothing_has_its_peak);
  tcase_add_test (tcase, nothing_is_known_beside_a_lack_until_the_second_run);
  tcase_add_test (tcase, second_run_has_room_for_all_in_all_subnets);
  tcase_add_test (tcase, quota_that_refuses_is_no_lack_of_addresses);
  tcase_add_test (tcase, lack_in_the_warm_up_is_one_and_the_window_s_peak_counts);
  tcase_add_test (tcase, not_even_a_16_may_be_large_enough);
  tcase_add_loop_test (tcase, second_run_holds_what_large_subnets_hold, 0, 30);
  suite_add_tcase (suite, tcase);
  return suite;
}

ENISIM_TEST_MAIN (make_suite)
