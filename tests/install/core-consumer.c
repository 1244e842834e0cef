/* core-consumer.c: an engine without readers: a scenario made in code runs to its horizon */
#include <enisim/enisim.h>

int
main (void)
{
  g_autoptr (EnisimScenarioBuilder) builder = enisim_scenario_builder_new ("core only");
  g_autoptr (EnisimScenario) scenario = NULL;
  g_autoptr (EnisimSimulation) sim = NULL;
  g_autoptr (GError) error = NULL;

  enisim_scenario_builder_set (builder, "horizon", "1h");
  enisim_scenario_builder_add_runtime (builder, "agent", NULL, NULL);
  scenario = enisim_scenario_builder_build (builder, &error);
  g_assert_no_error (error);
  sim = enisim_simulation_new (scenario, 1, 0, &error);
  g_assert_no_error (error);
  g_assert_true (enisim_simulation_run (sim, &error));
  g_assert_cmpint (enisim_simulation_get_now (sim), ==, G_TIME_SPAN_HOUR);
  return 0;
}
