/* loss-system-test.c
 *
 * Goal: sessions under a quota are M/G/c/c: what is refused is Erlang B of the offered load,
 * whatever the distribution of the holding time (model.md "Closed forms").
 * Method: Poisson sessions of one invoke each; the mean holding time is written down here in
 * closed form, lifetime and all.
 */
#include "closed-form/closed-form.h"

#include "stats/erlang-b.h"

#define MEAN_S 540.0
#define IDLE_S 60.0
#define LOGNORMAL_CV 1.0

/* How the duration of an invoke varies, always MEAN_S on average. */
typedef struct
{
  const char *name;
  const char *yaml;
  double (*mean_up_to) (double bound_s); /* of the lesser of duration and bound */
} Duration;

static double
constant_mean_up_to (double bound_s)
{
  return MIN (MEAN_S, bound_s);
}

static double
exponential_mean_up_to (double bound_s)
{
  return MEAN_S * -expm1 (-bound_s / MEAN_S);
}

static double
normal_cdf (double x)
{
  return 0.5 * erfc (-x / G_SQRT2);
}

static double
lognormal_mean_up_to (double bound_s)
{
  const double variance = log1p (LOGNORMAL_CV * LOGNORMAL_CV), spread = sqrt (variance);
  const double location = log (MEAN_S) - variance / 2;
  const double z = (log (bound_s) - location) / spread;

  return MEAN_S * normal_cdf (z - spread) + bound_s * normal_cdf (-z);
}

static const Duration durations[] = {
  { "constant", "540s", constant_mean_up_to },
  { "exponential", "{exponential: 540s}", exponential_mean_up_to },
  { "lognormal", "{lognormal: {mean: 540s, cv: 1}}", lognormal_mean_up_to },
};

/* Replications and holding times after the warm-up, so that each setting has its half-width. */
typedef struct
{
  guint n_servers;
  double offered_load;
  guint n_replications;
  guint n_holds;
} Size;

static const Size sizes[] = {
  { 10, 8, 30, 250 },
  { 500, 480, 20, 20 },
  { 2500, 2600, 12, 6 },
};

/* What ends a session and what counts of it. */
typedef struct
{
  const char *name;
  const char *model;    /* further lines of `model` */
  const char *lifetime; /* of the runtime */
  const char *session;  /* of the workload */
  double lifetime_s;
  double idle_s;     /* that it waits for, where it ends by idling */
  double teardown_s; /* that counts */
} Ending;

#define NEVER_S 28800.0

static const Ending endings[] = {
  { "idles out", "teardown: 0s", "8h", "new", NEVER_S, IDLE_S, 0 },
  { "its lifetime binds", "teardown: 0s", "7min", "new", 420, IDLE_S, 0 },
  { "teardown counts", "teardown: 40s", "8h", "new", NEVER_S, IDLE_S, 40 },
  { "teardown does not count", "teardown: 40s\n  vms_count_while_stopping: no", "8h", "new",
    NEVER_S, IDLE_S, 0 },
  { "stops at its end", "teardown: 0s", "8h", "{new: 1, stop: yes}", NEVER_S, 0, 0 },
};

static double
get_mean_hold (const Duration *duration, const Ending *ending)
{
  return duration->mean_up_to (ending->lifetime_s - ending->idle_s) + ending->idle_s
         + ending->teardown_s;
}

static double
measure_blocking (const EnisimRunSummary *summary)
{
  return (double) summary->n_outcomes[ENISIM_OUTCOME_QUOTA] / (double) summary->n_attempts;
}

static void
check (const Size *size, const Duration *duration, const Ending *ending)
{
  const double hold_s = get_mean_hold (duration, ending);
  const double rate = size->offered_load / hold_s;
  const double warm_up_s = 8 * (MEAN_S + IDLE_S);
  const ClosedFormAnswer answer
      = { "refused", measure_blocking, enisim_erlang_b (size->n_servers, size->offered_load) };
  g_autofree char *setting = g_strdup_printf ("c = %u, a = %g, %s, %s", size->n_servers,
                                              size->offered_load, duration->name, ending->name);
  g_autofree char *yaml = g_strdup_printf (
      "horizon: %.0fs\n"
      "warm_up: %.0fs\n"
      "quotas: {max_vms: %u, invoke_rate: unlimited, new_session_rate: unlimited}\n"
      "model:\n"
      "  cold_start: 0s\n"
      "  %s\n"
      "runtimes: [{name: agent, idle_timeout: 60s, max_lifetime: %s}]\n"
      "workloads:\n"
      "  - poisson: {rate: %.9f/s, target: agent, session: %s, duration: %s, "
      "request_limit: never}\n",
      warm_up_s + closed_form_get_window_factor () * size->n_holds * hold_s, warm_up_s,
      size->n_servers, ending->model, ending->lifetime, rate, ending->session, duration->yaml);

  closed_form_check (setting, yaml, size->n_replications, &answer, 1);
}

/* The loop's index counts sizes, and within each the durations. */
START_TEST (refused_share_is_erlang_b_of_the_offered_load)
{
  const Size *size = &sizes[_i / (int) G_N_ELEMENTS (durations)];
  const Duration *duration = &durations[_i % (int) G_N_ELEMENTS (durations)];

  check (size, duration, &endings[0]);
}
END_TEST

START_TEST (refused_share_is_erlang_b_where_the_lifetime_binds)
{
  const Size *size = &sizes[_i / (int) G_N_ELEMENTS (durations)];
  const Duration *duration = &durations[_i % (int) G_N_ELEMENTS (durations)];

  check (size, duration, &endings[1]);
}
END_TEST

START_TEST (refused_share_is_erlang_b_however_a_session_ends)
{
  const Ending *ending = &endings[2 + _i / (int) G_N_ELEMENTS (durations)];
  const Duration *duration = &durations[_i % (int) G_N_ELEMENTS (durations)];

  check (&sizes[0], duration, ending);
}
END_TEST

static Suite *
make_suite (void)
{
  Suite *suite = suite_create ("loss-system");
  TCase *core = tcase_create ("core");
  const int n = G_N_ELEMENTS (sizes) * G_N_ELEMENTS (durations);
  const int n_ended = (G_N_ELEMENTS (endings) - 2) * G_N_ELEMENTS (durations);

  tcase_set_timeout (core, 60);
  tcase_add_loop_test (core, refused_share_is_erlang_b_of_the_offered_load, 0, n);
  tcase_add_loop_test (core, refused_share_is_erlang_b_where_the_lifetime_binds, 0, n);
  tcase_add_loop_test (core, refused_share_is_erlang_b_however_a_session_ends, 0, n_ended);
  suite_add_tcase (suite, core);
  return suite;
}

ENISIM_TEST_MAIN (make_suite)
