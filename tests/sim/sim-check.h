/* sim-check.h: runs small scenarios, written as text, to their end */
#pragma once

#include "temp-file.h"

#include <glib/gstdio.h>

#include "sim/run-summary.h"
#include "sim/simulation-verify.h"

static inline EnisimScenario *
load_text (const char *yaml)
{
  g_autoptr (GError) error = NULL;
  EnisimScenario *scenario
      = enisim_scenario_load_data ("test.yaml", (const guint8 *) yaml, strlen (yaml), NULL, &error);

  ck_assert_no_error (error);
  return scenario;
}

static inline EnisimRunSummary *
run_scenario (EnisimScenario *scenario, guint64 seed)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EnisimSimulation) sim = enisim_simulation_new (scenario, seed, 0, &error);
  EnisimRunSummary *summary;

  ck_assert_no_error (error);
  enisim_simulation_run (sim, &error);
  ck_assert_no_error (error);
  enisim_simulation_verify (sim);
  summary = enisim_run_summary_new (sim);
  enisim_run_summary_verify (summary);
  return summary;
}

static inline EnisimRunSummary *
run_text (const char *yaml, guint64 seed)
{
  g_autoptr (EnisimScenario) scenario = load_text (yaml);

  return run_scenario (scenario, seed);
}

/* Runs @yaml, in which "TRACE" stands for a file with the content @csv. */
static inline EnisimRunSummary *
run_trace (const char *yaml, const char *csv)
{
  char *path = temp_file_new ();
  g_autoptr (GString) text = g_string_new (yaml);
  EnisimRunSummary *summary;

  temp_file_write (path, csv, strlen (csv));
  g_string_replace (text, "TRACE", path, 0);
  summary = run_text (text->str, 1);
  temp_file_remove (&path);
  return summary;
}
