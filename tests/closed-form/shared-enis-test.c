/* shared-enis-test.c
 *
 * Goal: runtimes that come at random and share one attachment key find no ENI as often as theory
 * says, with and without re-use of retained ones (model.md "Closed forms").
 * Method: stacks with one runtime in one subnet; the last one gone leaves its ENI for R.  With
 * lambda arrivals and a mean life of S there is no runtime with probability exp (-lambda S).
 */
#include "closed-form/closed-form.h"

#define PER_HOUR 6.0

/* Hours. */
typedef struct
{
  const char *name;
  const char *yaml;
  double mean_h;
} Span;

static const Span lives[] = {
  { "S fixed", "10min", 1.0 / 6 },
  { "S exponential", "{exponential: 10min}", 1.0 / 6 },
  { "S lognormal", "{lognormal: {mean: 10min, cv: 1}}", 1.0 / 6 },
};

/* The retention, with E[exp (-lambda R)]. */
typedef struct
{
  Span span;
  double no_arrival;
} Retention;

static Retention
get_retention (guint index)
{
  switch (index)
    {
    case 0:
      return (Retention){ { "R fixed", "10min", 1.0 / 6 }, exp (-PER_HOUR / 6) };
    case 1:
      return (Retention){ { "R uniform", "{uniform: [0s, 20min]}", 1.0 / 6 },
                          -expm1 (-PER_HOUR / 3) / (PER_HOUR / 3) };
    default:
      return (Retention){ { "R exponential", "{exponential: 10min}", 1.0 / 6 },
                          1 / (1 + PER_HOUR / 6) };
    }
}

static double
measure_no_eni (const EnisimRunSummary *summary)
{
  return (double) summary->window.n_enis_created / (double) summary->churns[0].n_arrived;
}

static double
measure_alive (const EnisimRunSummary *summary)
{
  return summary->subnets[0].held.mean;
}

static char *
write_scenario (const Span *life, const Retention *retention, const char *reuse)
{
  return g_strdup_printf ("horizon: %.0fh\n"
                          "warm_up: 10h\n"
                          "quotas: {limits: off}\n"
                          "vpc:\n"
                          "  cidr: 10.0.0.0/16\n"
                          "  subnets: {a: {cidr: 10.0.1.0/24, az: a}}\n"
                          "  security_groups: [shared]\n"
                          "model: {eni_retention: %s, eni_reuse: %s}\n"
                          "churn:\n"
                          "  - stacks: {rate: 6/h, lifetime: %s, subnets: [a], "
                          "security_group: shared}\n",
                          10 + closed_form_get_window_factor () * 500, retention->span.yaml, reuse,
                          life->yaml);
}

START_TEST (new_runtime_finds_no_eni_where_none_came_for_a_retention)
{
  const Span *life = &lives[_i / 3];
  const Retention retention = get_retention ((guint) _i % 3);
  const double p = exp (-PER_HOUR * life->mean_h) * retention.no_arrival;
  const ClosedFormAnswer answer = { "creates ENIs", measure_no_eni, p };
  g_autofree char *setting
      = g_strdup_printf ("one key, re-use, %s, %s", life->name, retention.span.name);
  g_autofree char *yaml = write_scenario (life, &retention, "yes");

  closed_form_check (setting, yaml, 20, &answer, 1);
}
END_TEST

START_TEST (without_reuse_new_enis_stand_beside_retained_ones)
{
  const Span *life = &lives[_i / 3];
  const Retention retention = get_retention ((guint) _i % 3);
  const double p = exp (-PER_HOUR * life->mean_h);
  const ClosedFormAnswer answers[] = {
    { "creates ENIs", measure_no_eni, p },
    { "mean ENIs alive", measure_alive, 1 - p + PER_HOUR * p * retention.span.mean_h },
  };
  g_autofree char *setting
      = g_strdup_printf ("one key, no re-use, %s, %s", life->name, retention.span.name);
  g_autofree char *yaml = write_scenario (life, &retention, "no");

  closed_form_check (setting, yaml, 20, answers, G_N_ELEMENTS (answers));
}
END_TEST

static Suite *
make_suite (void)
{
  Suite *suite = suite_create ("shared-enis");
  TCase *core = tcase_create ("core");

  tcase_add_loop_test (core, new_runtime_finds_no_eni_where_none_came_for_a_retention, 0, 9);
  tcase_add_loop_test (core, without_reuse_new_enis_stand_beside_retained_ones, 0, 9);
  suite_add_tcase (suite, core);
  return suite;
}

ENISIM_TEST_MAIN (make_suite)
