/* load-workload-fields.c: what workloads of several kinds have in common */
#include "scenario/load-distribution.h"
#include "scenario/load-values.h"
#include "scenario/load-workloads.h"

void
enisim_load_workload_window (EnisimLoader *loader, const EnisimNodeReader *reader,
                             EnisimWorkloadSpec *spec)
{
  enisim_load_window (loader, reader, &spec->from, &spec->until);
}

double
enisim_load_workload_get_seconds (const EnisimLoader *loader, EnisimTime from, EnisimTime until)
{
  const EnisimTime end = MIN (until, loader->scenario->horizon);

  return (double) (end - from) / (double) G_TIME_SPAN_SECOND;
}

/* Calls are numbered in 32 bits; the spread of a Poisson number this large is 0.002 %. */
void
enisim_load_workload_check_calls (EnisimLoader *loader, const EnisimNode *node, double calls,
                                  const char *what)
{
  G_STATIC_ASSERT (ENISIM_EXPECTED_CALLS_MAX / 100 * 101 < ENISIM_WORKLOAD_CALLS_MAX);
  if (calls > (double) ENISIM_EXPECTED_CALLS_MAX)
    enisim_complaints_add (loader->complaints, node,
                           "%.3g %s to the end are too many, at most %.3g", calls, what,
                           (double) ENISIM_EXPECTED_CALLS_MAX);
}

void
enisim_load_workload_calls (EnisimLoader *loader, const EnisimNodeReader *reader,
                            EnisimWorkloadSpec *spec)
{
  enisim_load_session (loader, enisim_load_field (reader, "session"), spec);
  enisim_load_distribution (loader->complaints, enisim_load_field (reader, "duration"),
                            &spec->duration);
}
