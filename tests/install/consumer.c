/* consumer.c: a stranger's program, which knows the installed headers only */
#include <stdio.h>
#include <string.h>

#include <enisim/enisim.h>

int
main (void)
{
  static const char scenario_text[] = "horizon: 1h\n"
                                      "runtimes: [{name: r}]\n"
                                      "workloads: [{poisson: {rate: 1/s, target: r}}]\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (EnisimScenario) scenario = enisim_scenario_load_data (
      "consumer", (const guint8 *) scenario_text, strlen (scenario_text), NULL, &error);
  g_autoptr (EnisimSimulation) sim = NULL;
  g_autofree char *report = NULL;

  if (scenario != NULL)
    sim = enisim_simulation_new (scenario, 1, 0, &error);
  if (sim == NULL || !enisim_simulation_run (sim, &error))
    {
      fprintf (stderr, "%s\n", error->message);
      return 1;
    }
  report = enisim_report_to_json (sim);
  fputs (report, stdout);
  return 0;
}
