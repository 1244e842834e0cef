/* one-session-test.c
 *
 * Goal: a single session id that is called at random is cold where nobody has called for an idle
 * timeout, and its VM lives in between (model.md "Closed forms").
 * Method: Poisson invokes of no length, all on the id of the first one.
 */
#include "closed-form/closed-form.h"

static double
measure_cold (const EnisimRunSummary *summary)
{
  return (double) summary->n_cold / (double) summary->n_attempts;
}

static double
measure_vms (const EnisimRunSummary *summary)
{
  return summary->vms.mean;
}

/* Calls that come during an idle timeout, on average. */
static const double loads[] = { 0.2, 1, 3 };

START_TEST (call_is_cold_after_an_idle_timeout_without_one)
{
  const double load = loads[_i];
  const ClosedFormAnswer answers[] = {
    { "cold", measure_cold, exp (-load) },
    { "mean live VMs", measure_vms, 1 - exp (-load) },
  };
  g_autofree char *setting = g_strdup_printf ("one id, %g calls in an idle timeout", load);
  g_autofree char *yaml = g_strdup_printf (
      "horizon: %.0fs\n"
      "warm_up: 1h\n"
      "quotas: {limits: off}\n"
      "model: {cold_start: 0s, teardown: 0s}\n"
      "runtimes: [{name: agent, idle_timeout: 100s}]\n"
      "workloads: [poisson: {rate: %.9f/s, target: agent, session: {new: 0, reuse: recent}}]\n",
      3600 + 200000 / load, load / 100);

  closed_form_check (setting, yaml, 20, answers, G_N_ELEMENTS (answers));
}
END_TEST

static Suite *
make_suite (void)
{
  Suite *suite = suite_create ("one-session");
  TCase *core = tcase_create ("core");

  tcase_add_loop_test (core, call_is_cold_after_an_idle_timeout_without_one, 0,
                       G_N_ELEMENTS (loads));
  suite_add_tcase (suite, core);
  return suite;
}

ENISIM_TEST_MAIN (make_suite)
