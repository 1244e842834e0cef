/* scenario-fuzz.c
 *
 * Goal: no bytes make the loader abort, hang or lose memory, and what it lets pass can be run.
 * Method: load the bytes; run a scenario that loads for a few thousand events, then walk every
 * container.  A trace is not opened, for the bytes would choose which file; and a scenario too
 * large for many runs a second is loaded only.
 */
#include "fuzz-target.h"

#include "sim/run-summary.h"
#include "sim/simulation-verify.h"

enum
{
  BYTES_MAX = 64 * 1024,
  RUNTIMES_MAX = 2000,
  CLIENTS_MAX = 2000,
  PROGRESS_CALLS_MAX = 4
};

/* libfyaml 0.7 forgets 2 KiB of some malformed quoted scalars; what is ours must not leak. */
const char *__lsan_default_suppressions (void);

const char *
__lsan_default_suppressions (void)
{
  return "leak:libfyaml";
}

static gboolean
is_small (const EnisimScenario *scenario)
{
  guint64 n_clients = 0;

  for (guint i = 0; i < scenario->n_workloads; i++)
    {
      if (scenario->workloads[i].kind == ENISIM_WORKLOAD_TRACE)
        return FALSE;
      n_clients += scenario->workloads[i].n_clients;
    }
  return scenario->n_runtimes <= RUNTIMES_MAX && scenario->n_timeline <= RUNTIMES_MAX
         && n_clients <= CLIENTS_MAX;
}

static void
cancel_soon (EnisimSimulation *sim, gpointer n_calls)
{
  if (++*(guint *) n_calls == PROGRESS_CALLS_MAX)
    enisim_simulation_cancel (sim);
}

static void
run (EnisimScenario *scenario)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EnisimSimulation) sim = enisim_simulation_new (scenario, 1, 0, &error);
  EnisimRunSummary *summary;
  guint n_calls = 0;

  g_assert_no_error (error);
  enisim_simulation_set_progress (sim, cancel_soon, &n_calls, NULL);
  enisim_simulation_run (sim, &error);
  enisim_simulation_verify (sim);
  summary = enisim_run_summary_new (sim);
  enisim_run_summary_verify (summary);
  enisim_run_summary_free (summary);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EnisimScenario) scenario = NULL;

  if (size > BYTES_MAX)
    return 0;
  scenario = enisim_scenario_load_data ("fuzz.yaml", data, size, NULL, &error);
  g_assert ((scenario == NULL) == (error != NULL));
  if (scenario != NULL && is_small (scenario))
    run (scenario);
  return 0;
}
