/* trace-memory-test.c
 *
 * Goal: a run over a trace takes memory for what is alive, however many rows there are.
 * Method: the shipped trace scenario over a file made here, a call each second, so that some 900
 * sessions live at a time; the process's peak before and after.  ENISIM_SOAK_ROWS says how many
 * rows: ten million by `ctest -C soak -L soak`.
 */
#include "sim/sim-check.h"
#include "temp-file.h"

#include <stdio.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

enum
{
  ROWS_DEFAULT = 200000,
  SOAK_TIMEOUT_S = 600
};

#define GROWTH_BYTES_MAX (8 * 1024 * 1024)

static char *path;

static void
setup (void)
{
  path = temp_file_new ();
}

static void
teardown (void)
{
  temp_file_remove (&path);
}

static guint64
get_n_rows (void)
{
  const char *text = g_getenv ("ENISIM_SOAK_ROWS");

  return text != NULL ? g_ascii_strtoull (text, NULL, 10) : ROWS_DEFAULT;
}

static void
write_rows (guint64 n_rows)
{
  FILE *file = g_fopen (path, "wb");
  char stamp[32];

  ck_assert_ptr_nonnull (file);
  fputs ("TIMESTAMP,ContextTokens,GeneratedTokens\n", file);
  for (guint64 i = 0; i < n_rows; i++)
    {
      const time_t at = 1700000000 + (time_t) i;
      struct tm parts;

      gmtime_r (&at, &parts);
      strftime (stamp, sizeof stamp, "%Y-%m-%d %H:%M:%S", &parts);
      fprintf (file, "%s.%06u,374,44\n", stamp, (guint) (i % 1000000));
    }
  ck_assert_int_eq (fclose (file), 0);
}

static gsize
get_peak_bytes (void)
{
  struct rusage usage;

  ck_assert_int_eq (getrusage (RUSAGE_SELF, &usage), 0);
  return (gsize) usage.ru_maxrss * 1024;
}

static EnisimScenario *
load_scenario (void)
{
  g_autofree char *yaml
      = g_build_filename (ENISIM_SOURCE_DIR, "bench", "scenarios", "trace.yaml", NULL);
  g_autofree char *file = g_strdup_printf ("workloads.0.trace.file=%s", path);
  const char *const overrides[] = { file, NULL };
  g_autoptr (GError) error = NULL;
  EnisimScenario *scenario = enisim_scenario_load_file (yaml, overrides, &error);

  ck_assert_no_error (error);
  return scenario;
}

START_TEST (memory_does_not_grow_with_the_rows)
{
  const guint64 n_rows = get_n_rows ();
  g_autoptr (EnisimScenario) scenario = load_scenario ();
  g_autoptr (EnisimRunSummary) summary = NULL;
  gsize start_bytes;

  write_rows (n_rows);
  start_bytes = get_peak_bytes ();
  summary = run_scenario (scenario, 1);
  ck_assert_uint_eq (summary->n_attempts, n_rows);
  ck_assert_uint_le (summary->vms.peak, 902);
  ck_assert_uint_lt (get_peak_bytes () - start_bytes, GROWTH_BYTES_MAX);
}
END_TEST

static Suite *
trace_memory_suite (void)
{
  Suite *suite = suite_create ("sim/trace-memory");
  TCase *memory = tcase_create ("memory");

  tcase_set_timeout (memory, SOAK_TIMEOUT_S);
  tcase_add_checked_fixture (memory, setup, teardown);
  tcase_add_test (memory, memory_does_not_grow_with_the_rows);
  suite_add_tcase (suite, memory);
  return suite;
}

ENISIM_TEST_MAIN (trace_memory_suite)
