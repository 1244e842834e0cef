/* load-workloads-test.c
 *
 * Goal: a scenario's renewal, windows, varying and bursts workloads, and the format of a trace, are
 * read into what they say, and whatever is wrong with one is complained of with its place. Method:
 * documents written here, a table of malformed ones with the full text of their complaints, and
 * runs whose numbers follow from the document.
 */
#include "enisim-check.h"

#include <math.h>
#include <string.h>

#include "scenario/scenario.h"

#define HOUR G_TIME_SPAN_HOUR
#define SECOND G_TIME_SPAN_SECOND

#define HEAD "horizon: 2h\nruntimes: [{name: r}]\n"

static EnisimScenario *scenario;

static void
setup (void)
{
  scenario = NULL;
}

static void
teardown (void)
{
  if (scenario != NULL)
    enisim_scenario_verify (scenario);
  g_clear_pointer (&scenario, enisim_scenario_unref);
}

/* Returns: the first workload. */
static const EnisimWorkloadSpec *
load (const char *text)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&scenario, enisim_scenario_unref);
  scenario = enisim_scenario_load_data ("f", (const guint8 *) text, strlen (text), NULL, &error);
  ck_assert_no_error (error);
  return &scenario->workloads[0];
}

static void
assert_gap (const EnisimRateWindow *window, EnisimDistribution expected)
{
  ck_assert (enisim_distribution_equal (&window->gap, &expected));
}

START_TEST (renewal_is_one_window_of_its_own_gap)
{
  const EnisimWorkloadSpec *spec
      = load (HEAD "workloads:\n"
                   "  - renewal: {rate: 4/s, cv: 0.5, from: 1s, until: 9s, duration: 2s}\n"
                   "  - renewal: {rate: 4/s, cv: 2, distribution: weibull}\n"
                   "  - renewal: {rate: 4/s, cv: 2, distribution: lognormal, session: {new: 0.5}}\n"
                   "  - renewal: {rate: 4/s, cv: 0, name: every}\n");

  ck_assert_int_eq (spec->kind, ENISIM_WORKLOAD_RENEWAL);
  ck_assert_str_eq (spec->name, "renewal-0");
  ck_assert_str_eq (enisim_workload_kind_get_name (spec->kind), "renewal");
  ck_assert_uint_eq (spec->n_windows, 1);
  ck_assert_int_eq (spec->windows[0].at, SECOND);
  ck_assert_int_eq (spec->windows[0].until, 9 * SECOND);
  ck_assert_double_eq (spec->windows[0].rate_per_second, 4);
  assert_gap (&spec[0].windows[0], enisim_distribution_gamma (250e3, 0.5));
  assert_gap (&spec[1].windows[0], enisim_distribution_weibull (250e3, 2));
  assert_gap (&spec[2].windows[0], enisim_distribution_lognormal (250e3, 2));
  assert_gap (&spec[3].windows[0], enisim_distribution_constant (250000));
  ck_assert_double_eq (spec[2].new_ratio, 0.5);
  ck_assert_str_eq (spec[3].name, "every");
}
END_TEST

START_TEST (window_lasts_until_its_end_or_the_next_one)
{
  const EnisimWorkloadSpec *spec
      = load (HEAD "workloads:\n"
                   "  - windows:\n"
                   "      windows:\n"
                   "        - {at: 1s, rate: 4/s}\n"
                   "        - {at: 10s, span: 5s, rate: 1/s, cv: 1}\n"
                   "        - {at: 15s, until: 20s, rate: 1/s, cv: 3, distribution: weibull}\n"
                   "        - {at: 1h, rate: 1/min}\n");

  ck_assert_int_eq (spec->kind, ENISIM_WORKLOAD_WINDOWS);
  ck_assert_uint_eq (spec->n_windows, 4);
  ck_assert_int_eq (spec->windows[0].until, 10 * SECOND);
  ck_assert_int_eq (spec->windows[1].until, 15 * SECOND);
  ck_assert_int_eq (spec->windows[2].until, 20 * SECOND);
  ck_assert_int_eq (spec->windows[3].until, ENISIM_TIME_MAX);
  assert_gap (&spec->windows[0], enisim_distribution_exponential (250e3));
  assert_gap (&spec->windows[1], enisim_distribution_gamma (1e6, 1));
  assert_gap (&spec->windows[2], enisim_distribution_weibull (1e6, 3));
}
END_TEST

START_TEST (profile_is_a_rate_times_two_numbers_of_the_hour)
{
  const EnisimRateCurve *curve = &load (HEAD "workloads:\n"
                                             "  - varying:\n"
                                             "      rate: 2/s\n"
                                             "      profile:\n"
                                             "        daily: [0, 1, 2, 3, 4, 5, 1, 1, 1, 1, 1, 1,"
                                             "                1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n"
                                             "        weekly: [1, 1, 1, 1, 1, 2, 0.5]\n")
                                      ->curve;

  ck_assert_double_eq (curve->peak_per_second, 20);
  ck_assert (curve->is_weekly);
  ck_assert_int_eq (curve->start_us, 0);
  ck_assert_double_eq (curve->pieces[0].ratio, 0);
  ck_assert_double_eq (curve->pieces[5].ratio, 0.5);
  ck_assert_double_eq (curve->pieces[5 * 24 + 5].ratio, 1);
  ck_assert_double_eq (curve->pieces[6 * 24 + 2].ratio, 0.1);
  /* So that nothing is drawn that cannot come. */
  ck_assert_int_eq (scenario->workloads[0].until, 2 * HOUR + 1);
}
END_TEST

static const struct
{
  const char *start;
  GTimeSpan since_monday_us;
} STARTS[] = {
  { "2026-04-06T00:00:00Z", 0 },
  { "2026-04-06 09:00:00+09:00", 0 },
  { "2026-04-12 23:59:59.5", 7 * G_TIME_SPAN_DAY - SECOND / 2 },
  { "1969-12-28 00:00:01", 6 * G_TIME_SPAN_DAY + SECOND },
  { "1970-01-01 00:00:00", 3 * G_TIME_SPAN_DAY },
};

START_TEST (start_is_a_place_in_the_week)
{
  g_autofree char *text = g_strdup_printf (
      "start: %s\n" HEAD "workloads: [{varying: {rate: 1/s, profile: {}}}]\n", STARTS[_i].start);

  ck_assert_int_eq (load (text)->curve.start_us, STARTS[_i].since_monday_us);
}
END_TEST

START_TEST (pieces_are_rates_from_instants_on)
{
  const EnisimWorkloadSpec *spec = load (
      HEAD "workloads: [{varying: {until: 1h, pieces: [{at: 1s, rate: 1/s}, {at: 5s, rate: 4/s}, "
           "{at: 6s, rate: 0}, {at: 7s, rate: 0/min}]}}]\n");

  ck_assert_int_eq (spec->kind, ENISIM_WORKLOAD_VARYING);
  ck_assert (!spec->curve.is_weekly);
  ck_assert_uint_eq (spec->curve.n_pieces, 4);
  ck_assert_double_eq (spec->curve.peak_per_second, 4);
  ck_assert_int_eq (spec->curve.pieces[1].at, 5 * SECOND);
  ck_assert_double_eq (spec->curve.pieces[0].ratio, 0.25);
  ck_assert_double_eq (spec->curve.pieces[3].ratio, 0);
  ck_assert_int_eq (spec->until, HOUR);
}
END_TEST

START_TEST (bursts_have_phases_with_rates_and_means)
{
  const EnisimWorkloadSpec *spec
      = load (HEAD "workloads: [{bursts: {rates: [5/s, 0, 1/min], mean: [1min, 10s, 1h]}}]\n");
  const EnisimDistribution span = enisim_distribution_exponential (10e6);

  ck_assert_int_eq (spec->kind, ENISIM_WORKLOAD_BURSTS);
  ck_assert_uint_eq (spec->n_phases, 3);
  ck_assert_double_eq (spec->phases[0].rate_per_second, 5);
  ck_assert_double_eq (spec->phases[1].rate_per_second, 0);
  ck_assert (enisim_distribution_equal (&spec->phases[1].span, &span));
}
END_TEST

static const struct
{
  const char *fields;
  EnisimTraceFormat format;
} FORMATS[] = {
  { "file: a.csv", ENISIM_TRACE_CSV },
  { "file: a.jsonl", ENISIM_TRACE_JSONL },
  { "file: a.ndjson", ENISIM_TRACE_JSONL },
  { "file: a.jsonl.gz", ENISIM_TRACE_JSONL },
  { "file: a.ndjson.gz", ENISIM_TRACE_JSONL },
  { "file: a.json", ENISIM_TRACE_CSV },
  { "file: a.log, format: jsonl", ENISIM_TRACE_JSONL },
  { "file: a.jsonl, format: csv", ENISIM_TRACE_CSV },
};

START_TEST (format_of_a_trace_is_what_is_said_or_its_name_tells)
{
  g_autofree char *text
      = g_strdup_printf (HEAD "workloads: [{trace: {%s, time: t}}]\n", FORMATS[_i].fields);

  ck_assert_int_eq (load (text)->trace.format, FORMATS[_i].format);
}
END_TEST

static guint64
count_attempts (const char *text)
{
  g_autoptr (EnisimSimulation) sim = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (EnisimSnapshot) snapshot = NULL;

  load (text);
  sim = enisim_simulation_new (scenario, 1, 0, &error);
  ck_assert_no_error (error);
  ck_assert (enisim_simulation_run (sim, &error));
  snapshot = enisim_snapshot_new (sim);
  return enisim_snapshot_get_calls (snapshot)->n_attempts;
}

/* Each expects 7200 calls; five deviations. */
static const struct
{
  const char *workload;
  double deviation;
} RUNS[] = {
  { "renewal: {rate: 1/s, cv: 0.001}", 1 },
  { "renewal: {rate: 1/s, cv: 3, distribution: weibull}", 255 },
  { "windows: {windows: [{at: 0s, span: 1h, rate: 1.5/s, cv: 0.1}, {at: 1h, rate: 0.5/s}]}", 44 },
  { "varying: {pieces: [{at: 30min, rate: 1/s}, {at: 1h, rate: 1.5/s}]}", 85 },
  { "varying: {rate: 1/s, profile: {daily: [1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, "
    "0, 0, 0, 0, 0, 0]}}",
    85 },
  { "bursts: {rates: [2/s, 0], mean: [1s, 1s]}", 147 },
};

START_TEST (run_has_as_many_calls_as_the_rates_say)
{
  g_autofree char *text
      = g_strdup_printf (HEAD "quotas: {limits: off}\nworkloads: [{%s}]\n", RUNS[_i].workload);

  ck_assert_double_eq_tol ((double) count_attempts (text), 7200, 5 * RUNS[_i].deviation);
}
END_TEST

/* Line 3 is `workloads: [{`, and then the workload. */
static const struct
{
  const char *workload, *complaints;
} malformed[] = {
  { "renewal: {}", "f:3:23: the key 'rate' is missing\n"
                   "f:3:23: the key 'cv' is missing" },
  { "renewal: {rate: 5, cv: -1, distribution: normal}",
    "f:3:30: expected a rate with a unit such as 5/s, got 5\n"
    "f:3:37: expected a coefficient of variation, 0 or 0.001 to 100, got '-1'\n"
    "f:3:55: expected gamma, weibull or lognormal, got 'normal'" },
  { "renewal: {rate: 1/s, cv: 1000, from: 3h, pieces: []}",
    "f:3:39: expected a coefficient of variation, 0 or 0.001 to 100, got '1000'\n"
    "f:3:51: expected an instant before the horizon, 2h\n"
    "f:3:55: unknown key 'pieces', expected name, target, endpoint, choose, weights, rate, cv, "
    "distribution, "
    "from, until, session, duration, request_limit, busy_after or starts" },
  { "renewal: {rate: 0.0000000001/s, cv: 1}",
    "f:3:30: expected a rate of at least one in 3000d, got 0.0000000001/s" },
  { "renewal: {rate: 1000000/s, cv: 1}",
    "f:3:30: 7.2e+09 calls to the end are too many, at most 4e+09" },
  { "windows: {}", "f:3:23: the key 'windows' is missing" },
  { "windows: {windows: []}", "f:3:33: expected at least one window" },
  { "windows: {windows: {at: 1s}}", "f:3:33: expected a sequence, got a mapping" },
  { "windows: {windows: [{rate: 1/s}, {at: 1s}, 5]}", "f:3:34: the key 'at' is missing\n"
                                                      "f:3:47: the key 'rate' is missing\n"
                                                      "f:3:57: expected a mapping, got a scalar" },
  { "windows: {windows: [{at: 5s, until: 5s, rate: 1/s}, {at: 5s, until: 9s, span: 4s, rate: "
    "1/s}]}",
    "f:3:50: until 5s leaves no time after at 5s\n"
    "f:3:71: expected windows in the order of time, got 5s after 5s\n"
    "f:3:86: 'span' beside 'until': only one of them" },
  { "windows: {windows: [{at: 5s, rate: 1/s}, {at: 5s, rate: 1/s}, {at: 2s, rate: 1/s}, {at: 3h, "
    "rate: 1/s}]}",
    "f:3:60: expected windows in the order of time, got 5s after 5s\n"
    "f:3:81: expected windows in the order of time, got 2s after 5s\n"
    "f:3:102: expected an instant before the horizon, 2h" },
  { "windows: {windows: [{at: 5s, until: 9s, rate: 1/s}, {at: 8s, rate: 1/s, distribution: "
    "gamma}]}",
    "f:3:66: the key 'cv' is missing\n"
    "f:3:71: the window before this one lasts until 9s, got 8s" },
  { "windows: {windows: [{at: 0s, span: 1s, rate: 1000000/s}, {at: 1s, rate: 600000/s}], rate: "
    "1/s}",
    "f:3:23: 4.32e+09 calls to the end are too many, at most 4e+09\n"
    "f:3:98: unknown key 'rate', expected name, target, endpoint, choose, weights, windows, "
    "session, "
    "duration, request_limit, busy_after or starts" },
  { "varying: {}", "f:3:23: the key 'rate' is missing\n"
                   "f:3:23: the key 'profile' is missing" },
  { "varying: {rate: 1/s, pieces: [{at: 0s, rate: 1/s}]}",
    "f:3:35: 'pieces' beside 'rate': only one of them" },
  { "varying: {profile: {}, pieces: [{at: 0s, rate: 1/s}]}",
    "f:3:37: 'pieces' beside 'profile': only one of them" },
  { "varying: {rate: 1/s, profile: {daily: [1, 2], weekly: [1, 1, 1, 1, 1, 1, x], monthly: []}}",
    "f:3:52: expected 24 numbers, got 2\n"
    "f:3:87: expected a number from 0 to 1e6, got 'x'\n"
    "f:3:91: unknown key 'monthly', expected daily or weekly" },
  { "varying: {rate: 1/s, profile: {weekly: [0, 0, 0, 0, 0, 0, 0]}}",
    "f:3:44: expected a rate above 0 at some time" },
  { "varying: {rate: 1000000/s, profile: {weekly: [1, 1, 1, 1, 1, 1, 2]}}",
    "f:3:23: 1.44e+10 calls at the peak rate to the end are too many, at most 4e+09\n"
    "f:3:50: a peak of 2e+06/s is too much, at most 1000000/s" },
  { "varying: {rate: 1000000/s, profile: {weekly: [1, 0, 0, 0, 0, 0, 0]}}",
    "f:3:23: 7.2e+09 calls at the peak rate to the end are too many, at most 4e+09" },
  { "varying: {pieces: []}", "f:3:32: expected a rate above 0 at some time" },
  { "varying: {pieces: [{at: 0s, rate: 0}, {at: 0s, rate: 1/s}, {rate: 1/s}, {at: 3h, rate: "
    "-1/s}]}",
    "f:3:57: expected pieces in the order of time, got 0s after 0s\n"
    "f:3:73: the key 'at' is missing\n"
    "f:3:91: expected an instant before the horizon, 2h\n"
    "f:3:101: expected a rate such as 5/s or 100/min, got '-1/s': a rate is more than 0" },
  { "varying: {pieces: 5}", "f:3:32: expected a sequence, got a scalar" },
  { "bursts: {}", "f:3:22: the key 'rates' is missing\n"
                  "f:3:22: the key 'mean' is missing" },
  { "bursts: {rates: [1/s], mean: [1s]}", "f:3:30: expected at least two rates, got 1" },
  { "bursts: {rates: [1/s, 0], mean: [1s]}", "f:3:46: expected a span for each of 2 rates, got 1" },
  { "bursts: {rates: [0, 0], mean: [1s, 1s]}", "f:3:30: expected a rate above 0" },
  { "bursts: {rates: [0, 1/s, 3], mean: [0s, 1s, 2]}",
    "f:3:39: expected a rate with a unit such as 3/s, got 3\n"
    "f:3:50: expected a span from 1us to 3000d, got '0s'\n"
    "f:3:58: expected a span with a unit such as 2s, got 2" },
  { "bursts: {rates: [1/s, 0/x], mean: [1us, 1us]}",
    "f:3:36: expected a rate such as 5/s or 100/min, got '0/x': unknown unit: write w, d, h, min, "
    "s, ms or us" },
  { "bursts: {rates: [1/s, 0], mean: [1us, 1us]}",
    "f:3:22: 7.2e+09 phases to the end are too many, at most 4e+09" },
  { "trace: {file: a, time: t, format: json}", "f:3:48: expected csv or jsonl, got 'json'" },
  { "bursts: {rates: [1000000/s, 1000000/s], mean: [1s, 1s]}",
    "f:3:22: 7.2e+09 calls to the end are too many, at most 4e+09" },
};

START_TEST (malformed_workload_is_complained_of)
{
  g_autofree char *text = g_strdup_printf (HEAD "workloads: [{%s}]\n", malformed[_i].workload);
  g_autoptr (GError) error = NULL;

  ck_assert_ptr_null (
      enisim_scenario_load_data ("f", (const guint8 *) text, strlen (text), NULL, &error));
  ck_assert_error (error, ENISIM_ERROR, ENISIM_ERROR_INVALID);
  ck_assert_str_eq (error->message, malformed[_i].complaints);
}
END_TEST

static const struct
{
  const char *start, *complaint;
} bad_starts[] = {
  { "monday",
    "f:1:8: expected YYYY-MM-DD hh:mm:ss, then at will a fraction and an offset, got 'monday'" },
  { "2026-13-01T00:00:00Z", "f:1:8: expected a month from 01 to 12, got '2026-13-01T00:00:00Z'" },
  { "[2026]", "f:1:8: expected a scalar, got a sequence" },
};

START_TEST (start_that_is_no_instant_is_complained_of)
{
  g_autofree char *text = g_strdup_printf ("start: %s\nhorizon: 1h\n", bad_starts[_i].start);
  g_autoptr (GError) error = NULL;

  ck_assert_ptr_null (
      enisim_scenario_load_data ("f", (const guint8 *) text, strlen (text), NULL, &error));
  ck_assert_str_eq (error->message, bad_starts[_i].complaint);
}
END_TEST

static Suite *
load_workloads_suite (void)
{
  Suite *suite = suite_create ("scenario/load-workloads");
  TCase *values = tcase_create ("values");
  TCase *complaints = tcase_create ("complaints");

  tcase_add_checked_fixture (values, setup, teardown);
  tcase_add_test (values, renewal_is_one_window_of_its_own_gap);
  tcase_add_test (values, window_lasts_until_its_end_or_the_next_one);
  tcase_add_test (values, profile_is_a_rate_times_two_numbers_of_the_hour);
  tcase_add_loop_test (values, start_is_a_place_in_the_week, 0, G_N_ELEMENTS (STARTS));
  tcase_add_test (values, pieces_are_rates_from_instants_on);
  tcase_add_test (values, bursts_have_phases_with_rates_and_means);
  tcase_add_loop_test (values, format_of_a_trace_is_what_is_said_or_its_name_tells, 0,
                       G_N_ELEMENTS (FORMATS));
  tcase_add_loop_test (values, run_has_as_many_calls_as_the_rates_say, 0, G_N_ELEMENTS (RUNS));
  suite_add_tcase (suite, values);

  tcase_add_checked_fixture (complaints, setup, teardown);
  tcase_add_loop_test (complaints, malformed_workload_is_complained_of, 0,
                       G_N_ELEMENTS (malformed));
  tcase_add_loop_test (complaints, start_that_is_no_instant_is_complained_of, 0,
                       G_N_ELEMENTS (bad_starts));
  suite_add_tcase (suite, complaints);
  return suite;
}

ENISIM_TEST_MAIN (load_workloads_suite)
