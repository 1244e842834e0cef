/* own-enis-test.c
 *
 * Goal: stacks with a security group of their own each hold ENIs for their life and the retention,
 * so that ENIs are the customers of M/G/infinity, and of M/G/k/k where addresses are scarce
 * (model.md "Closed forms").
 * Method: 6 stacks an hour of 40 min and a retention of 80 min, 12 ENIs in a subnet on average;
 * what is left of a subnet's 11 or 27 addresses is set by its background.
 */
#include "closed-form/closed-form.h"

#include "stats/erlang-b.h"

#define PER_HOUR 6.0
#define LIFE_H (40.0 / 60)
#define RETENTION_H (80.0 / 60)
#define LOAD (PER_HOUR * (LIFE_H + RETENTION_H))

/* How life and retention vary. */
typedef struct
{
  const char *name;
  const char *life, *retention;
} Spans;

static const Spans spans[] = {
  { "S fixed, R fixed", "40min", "80min" },
  { "S exponential, R fixed", "{exponential: 40min}", "80min" },
  { "S exponential, R uniform", "{exponential: 40min}", "{uniform: [0s, 160min]}" },
  { "S lognormal, R exponential", "{lognormal: {mean: 40min, cv: 1}}", "{exponential: 80min}" },
};

static char *
write_scenario (const char *window, const char *subnets, const char *names, const Spans *s)
{
  return g_strdup_printf (
      "%s"
      "quotas: {limits: off}\n"
      "vpc:\n"
      "  cidr: 10.0.0.0/16\n"
      "  subnets: {%s}\n"
      "model: {eni_retention: %s, failed_create_retention: 0s}\n"
      "churn: [stacks: {rate: 6/h, lifetime: %s, subnets: [%s], security_group: own}]\n",
      window, subnets, s->retention, s->life, names);
}

static char *
write_window (double hours)
{
  return g_strdup_printf ("horizon: %.0fh\nwarm_up: 30h\n",
                          30 + closed_form_get_window_factor () * hours);
}

static double
measure_alive (const EnisimRunSummary *summary)
{
  return summary->subnets[0].held.mean;
}

/* At the horizon, which is as good as any instant. */
static double
measure_at_most_12 (const EnisimRunSummary *summary)
{
  return summary->subnets[0].held.now <= 12 ? 1 : 0;
}

static double
measure_now (const EnisimRunSummary *summary)
{
  return (double) summary->subnets[0].held.now;
}

static double
measure_failed (const EnisimRunSummary *summary)
{
  return (double) summary->churns[0].n_failed / (double) summary->churns[0].n_arrived;
}

static double
poisson_cdf (double mean, guint n)
{
  double term = exp (-mean), sum = term;

  for (guint i = 1; i <= n; i++)
    {
      term *= mean / i;
      sum += term;
    }
  return sum;
}

START_TEST (enis_alive_are_arrivals_times_life_and_retention)
{
  const ClosedFormAnswer answer = { "mean ENIs alive", measure_alive, LOAD };
  g_autofree char *setting = g_strdup_printf ("own keys, %s", spans[_i].name);
  g_autofree char *window = write_window (500);
  g_autofree char *yaml = write_scenario (window, "a: {cidr: 10.0.1.0/24, az: a}", "a", &spans[_i]);

  closed_form_check (setting, yaml, 20, &answer, 1);
}
END_TEST

START_TEST (enis_alive_are_poisson)
{
  const ClosedFormAnswer answer
      = { "P(at most 12 alive)", measure_at_most_12, poisson_cdf (LOAD, 12) };
  g_autofree char *setting = g_strdup_printf ("own keys, %s", spans[_i].name);
  g_autofree char *yaml
      = write_scenario ("horizon: 20h\n", "a: {cidr: 10.0.1.0/24, az: a}", "a", &spans[_i]);

  closed_form_check (setting, yaml, 1500, &answer, 1);
}
END_TEST

/* From empty, life exponential and retention fixed: P(S + R > u) is 1 up to R and falls after. */
START_TEST (enis_alive_grow_from_empty_as_the_tail_of_their_stay)
{
  static const double ages_h[] = { 0.5, 1, 1.5, 2, 4 };
  const double t = ages_h[_i];
  const double exact
      = PER_HOUR
        * (t <= RETENTION_H ? t : RETENTION_H + LIFE_H * -expm1 ((RETENTION_H - t) / LIFE_H));
  const ClosedFormAnswer answer = { "ENIs alive", measure_now, exact };
  g_autofree char *setting = g_strdup_printf ("own keys, %s, %g h from empty", spans[1].name, t);
  g_autofree char *window = g_strdup_printf ("horizon: %.0fmin\n", t * 60);
  g_autofree char *yaml = write_scenario (window, "a: {cidr: 10.0.1.0/24, az: a}", "a", &spans[1]);

  closed_form_check (setting, yaml, 600, &answer, 1);
}
END_TEST

/* Free addresses in the tightest of the subnets; the other has room enough. */
static const struct
{
  const char *subnets;
  guint n_free;
} rooms[] = {
  { "a: {cidr: 10.0.1.0/28, az: a}", 11 },
  { "a: {cidr: 10.0.1.0/28, az: a, background: 5}", 6 },
  { "a: {cidr: 10.0.1.0/27, az: a, background: 11}", 16 },
};

START_TEST (failed_creates_are_erlang_b_of_the_tightest_subnet)
{
  const Spans *s = &spans[_i % (int) G_N_ELEMENTS (spans)];
  const guint room = (guint) _i / G_N_ELEMENTS (spans);
  const ClosedFormAnswer answer
      = { "fails", measure_failed, enisim_erlang_b (rooms[room].n_free, LOAD) };
  g_autofree char *setting
      = g_strdup_printf ("own keys, %u addresses, %s", rooms[room].n_free, s->name);
  g_autofree char *window = write_window (500);
  g_autofree char *subnets
      = g_strconcat (rooms[room].subnets, ", b: {cidr: 10.0.2.0/24, az: b}", NULL);
  g_autofree char *yaml = write_scenario (window, subnets, "a, b", s);

  closed_form_check (setting, yaml, 20, &answer, 1);
}
END_TEST

static Suite *
make_suite (void)
{
  Suite *suite = suite_create ("own-enis");
  TCase *core = tcase_create ("core");
  const int n = G_N_ELEMENTS (spans);

  tcase_add_loop_test (core, enis_alive_are_arrivals_times_life_and_retention, 0, n);
  tcase_add_loop_test (core, enis_alive_are_poisson, 0, n);
  tcase_add_loop_test (core, enis_alive_grow_from_empty_as_the_tail_of_their_stay, 0, 5);
  tcase_add_loop_test (core, failed_creates_are_erlang_b_of_the_tightest_subnet, 0, 3 * n);
  suite_add_tcase (suite, core);
  return suite;
}

ENISIM_TEST_MAIN (make_suite)
