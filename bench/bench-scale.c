/* bench-scale.c: time and memory of one contestant, in a process of its own
 *
 * What earlier cases left behind in the heap would hide what this one takes, and the peak that the
 * kernel keeps is that of a process.
 */
#include "bench.h"

#include <malloc.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

double
bench_measure_resident_bytes (void)
{
  gulong n_pages = 0;
  FILE *file;

  malloc_trim (0);
  file = fopen ("/proc/self/statm", "r");
  if (file == NULL || fscanf (file, "%*u %lu", &n_pages) != 1)
    g_error ("/proc/self/statm does not tell what is resident");
  fclose (file);
  return (double) n_pages * (double) sysconf (_SC_PAGESIZE);
}

static double
read_peak_bytes (void)
{
  g_autofree char *text = NULL;
  const char *line = NULL;

  if (g_file_get_contents ("/proc/self/status", &text, NULL, NULL))
    line = strstr (text, "VmHWM:");
  if (line == NULL)
    g_error ("/proc/self/status does not tell the peak");
  return 1024.0 * g_ascii_strtod (line + strlen ("VmHWM:"), NULL);
}

/* From here on the peak counts anew. */
static void
forget_peak (void)
{
  FILE *file = fopen ("/proc/self/clear_refs", "w");

  if (file == NULL || fputs ("5", file) == EOF || fclose (file) != 0)
    g_error ("/proc/self/clear_refs cannot be written");
}

static BenchScale
measure (const BenchContestant *contestant, const BenchInput *input, guint64 n)
{
  const double before = bench_measure_resident_bytes ();
  BenchScale scale;
  gpointer state;
  double begin_ns;

  forget_peak ();
  state = contestant->setup (input);
  begin_ns = bench_get_thread_cpu_ns ();
  scale.checksum = contestant->run (state, n);
  scale.ns = (bench_get_thread_cpu_ns () - begin_ns) / (double) n;
  scale.peak_bytes = read_peak_bytes () - before;
  scale.bytes_each = (bench_measure_resident_bytes () - before) / input->size;
  contestant->teardown (state);
  return scale;
}

BenchScale
bench_scale_measure (const BenchContestant *contestant, const BenchInput *input, guint64 n)
{
  BenchScale scale = { 0 };
  int ends[2], status;
  pid_t child;

  if (pipe (ends) != 0 || (child = fork ()) < 0)
    g_error ("no process to measure in");
  if (child == 0)
    {
      scale = measure (contestant, input, n);
      _exit (write (ends[1], &scale, sizeof scale) == sizeof scale ? 0 : 1);
    }
  close (ends[1]);
  if (read (ends[0], &scale, sizeof scale) != sizeof scale || waitpid (child, &status, 0) != child
      || status != 0)
    g_error ("%s did not come to an end", contestant->name);
  close (ends[0]);
  return scale;
}
