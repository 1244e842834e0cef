/* trace-bench.c: recorded requests, from the bytes of a file to what a run makes of them
 *
 * Ours alone.  An operation is a row: an instant, one of as many sessions as there are rows to a
 * file, and how long it took.  trace/csv and trace/jsonl read only; trace/run simulates the CSV
 * file, whose reading is part of the time.  The files are written before and lie in the page cache.
 */
#include "bench.h"

#include <unistd.h>

#include <enisim/enisim.h>
#include <glib/gstdio.h>

#include "workload/trace-reader.h"

enum
{
  GAP_MS_MEAN = 20,
  ROWS_A_SESSION = 10
};

typedef struct
{
  char *path;
  guint32 n_rows;
  EnisimTraceFormat format;
} Trace;

static void
append_row (GString *text, EnisimTraceFormat format, gint64 at_ms, guint32 session,
            gint64 duration_ms)
{
  if (format == ENISIM_TRACE_CSV)
    g_string_append_printf (text,
                            "%" G_GINT64_FORMAT ",session-%08x,%" G_GINT64_FORMAT ",us-east-1\n",
                            at_ms, session, duration_ms);
  else
    g_string_append_printf (text,
                            "{\"at\": %" G_GINT64_FORMAT ", \"session\": \"session-%08x\", "
                            "\"ms\": %" G_GINT64_FORMAT ", \"region\": \"us-east-1\"}\n",
                            at_ms, session, duration_ms);
}

static gpointer
setup (const BenchInput *input, EnisimTraceFormat format)
{
  Trace *trace = g_new (Trace, 1);
  g_autoptr (GString) text
      = g_string_new (format == ENISIM_TRACE_CSV ? "at,session,ms,region\n" : NULL);
  g_autoptr (GError) error = NULL;
  gint64 at_ms = G_GINT64_CONSTANT (1735689600000);
  gint fd;

  *trace = (Trace){ .n_rows = input->size, .format = format };
  for (guint32 i = 0; i < input->size; i++)
    {
      const gint64 draw_us = input->increments_us[i % BENCH_N_INCREMENTS];

      at_ms += draw_us * GAP_MS_MEAN / G_USEC_PER_SEC;
      append_row (text, format, at_ms, input->picks[i % BENCH_N_PICKS] / ROWS_A_SESSION,
                  draw_us % 9000 + 100);
    }
  fd = g_file_open_tmp ("enisim-bench-XXXXXX", &trace->path, &error);
  g_assert_no_error (error);
  close (fd);
  g_file_set_contents (trace->path, text->str, (gssize) text->len, &error);
  g_assert_no_error (error);
  return trace;
}

static gpointer
setup_csv (const BenchInput *input)
{
  return setup (input, ENISIM_TRACE_CSV);
}

static gpointer
setup_jsonl (const BenchInput *input)
{
  return setup (input, ENISIM_TRACE_JSONL);
}

static guint64
read_once (const Trace *trace)
{
  const EnisimTraceSpec spec = { .path = trace->path,
                                 .format = trace->format,
                                 .time_column = "at",
                                 .time_unit_us = G_TIME_SPAN_MILLISECOND,
                                 .session_column = "session",
                                 .duration_column = "ms",
                                 .duration_each_us = G_TIME_SPAN_MILLISECOND };
  g_autoptr (GError) error = NULL;
  g_autoptr (EnisimTraceReader) reader = enisim_trace_reader_new (&spec, &error);
  EnisimTraceRow row;
  guint64 checksum = 0;

  g_assert_no_error (error);
  while (enisim_trace_reader_next (reader, &row, &error))
    checksum = checksum * 31 + row.session + (guint64) (row.at + row.duration_us);
  g_assert_no_error (error);
  return checksum;
}

static guint64
run_reader (gpointer state, guint64 n)
{
  const Trace *trace = state;
  guint64 checksum = 0;

  for (guint64 done = 0; done < n; done += trace->n_rows)
    checksum = read_once (trace);
  return checksum;
}

#define SCENARIO                                                                                   \
  "quotas: {limits: off}\n"                                                                        \
  "model: {cold_start: 5400ms, teardown: 15s}\n"                                                   \
  "runtimes:\n"                                                                                    \
  "  - {name: agent, idle_timeout: 900s}\n"                                                        \
  "workloads:\n"                                                                                   \
  "  - trace: {file: %s, format: csv, time: {column: at, unit: ms},\n"                             \
  "            session: {column: session},\n"                                                      \
  "            duration: {column: ms, unit: ms}, request_limit: async}\n"

static guint64
simulate_once (const Trace *trace)
{
  g_autofree char *text = g_strdup_printf (SCENARIO, trace->path);
  g_autoptr (GError) error = NULL;
  g_autoptr (EnisimScenario) scenario
      = enisim_scenario_load_data ("bench", (const guint8 *) text, strlen (text), NULL, &error);
  g_autoptr (EnisimSimulation) sim = NULL;

  g_assert_no_error (error);
  sim = enisim_simulation_new (scenario, 1, 0, &error);
  g_assert_no_error (error);
  enisim_simulation_run (sim, &error);
  g_assert_no_error (error);
  return enisim_simulation_get_n_events (sim);
}

static guint64
run_simulation (gpointer state, guint64 n)
{
  const Trace *trace = state;
  guint64 checksum = 0;

  for (guint64 done = 0; done < n; done += trace->n_rows)
    checksum = simulate_once (trace);
  return checksum;
}

static void
teardown (gpointer state)
{
  Trace *trace = state;

  g_unlink (trace->path);
  g_free (trace->path);
  g_free (trace);
}

static const BenchContestant csv_ours = { "ours", NULL, setup_csv, run_reader, teardown };
static const BenchContestant jsonl_ours = { "ours", NULL, setup_jsonl, run_reader, teardown };
static const BenchContestant run_ours = { "ours", NULL, setup_csv, run_simulation, teardown };

static const BenchContestant *const csv[] = { &csv_ours, NULL };
static const BenchContestant *const jsonl[] = { &jsonl_ours, NULL };
static const BenchContestant *const simulation[] = { &run_ours, NULL };

static const BenchCase cases[] = {
  { "trace/csv", 500000, 2000000, csv },
  { "trace/jsonl", 500000, 2000000, jsonl },
  { "trace/run", 500000, 1000000, simulation },
};

const BenchSuite trace_suite = { cases, G_N_ELEMENTS (cases) };
