/* teardown-run.h: one run in which all is destroyed, and what went when */
#pragma once

#include <enisim/enisim-teardown.h>

typedef struct EnisimTeardownRun EnisimTeardownRun;

/* Spans from the destruction on; texts are valid during the call. */
typedef struct
{
  gint64 us;
  const char *blocked_by; /* (nullable): what went last */
  const char *obstacle;   /* (nullable): what does not go by itself */
} EnisimTeardownWait;

typedef void (*EnisimTeardownFunc) (EnisimTeardownKind kind, const char *name,
                                    const EnisimTeardownWait *wait, gpointer user_data);

/* Destroys all.  @sim: not running; its observer is the run's until it is freed */
EnisimTeardownRun *enisim_teardown_run_new (EnisimSimulation *sim);
void enisim_teardown_run_free (EnisimTeardownRun *run);

/* Runs on until nothing is left to happen. */
gboolean enisim_teardown_run_finish (EnisimTeardownRun *run, EnisimSimulation *sim, GError **error);

EnisimTime enisim_teardown_run_get_at (const EnisimTeardownRun *run);

/* Runtimes that were there, all security groups, all subnets.  @run has finished. */
void enisim_teardown_run_foreach (const EnisimTeardownRun *run, EnisimTeardownFunc func,
                                  gpointer user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EnisimTeardownRun, enisim_teardown_run_free)
