/* simpy-peer.c: SimPy in a process of its own, fed by file
 *
 * What it is to simulate is drawn here and written down: the same as all get, and its own drawing
 * takes it no time.  The time that counts is the one that simpy-peer.py tells.
 */
#include <unistd.h>

#include <glib/gstdio.h>

#include "bench-simpy.h" /* made by CMake: BENCH_SIMPY_PEER */
#include "domain-bench.h"
#include "engine-rules.h"
#include "peers/peers.h"

typedef struct
{
  const BenchInput *input;
  gboolean is_warm; /* what comes before the clock starts was asked for; the child does it again */
  double ns;
} Child;

static gpointer
setup (const BenchInput *input)
{
  Child *child = g_new0 (Child, 1);

  child->input = input;
  return child;
}

static double
get_ns (gpointer state)
{
  return ((const Child *) state)->ns;
}

/* Returns: (transfer full): the path of a file with these numbers */
static char *
write_numbers (const gint64 *numbers, gsize n)
{
  g_autoptr (GError) error = NULL;
  char *path;
  const int fd = g_file_open_tmp ("enisim-bench-XXXXXX", &path, &error);

  g_assert_no_error (error);
  close (fd);
  g_file_set_contents (path, (const char *) numbers, (gssize) (n * sizeof *numbers), &error);
  g_assert_no_error (error);
  return path;
}

/* @arguments: numbers, as text; Returns: the checksum */
static guint64
run_child (Child *child, const char *work, const gint64 *numbers, gsize n, const char *arguments)
{
  g_autofree char *path = write_numbers (numbers, n);
  g_autofree char *line = g_strdup_printf ("/usr/bin/python3 -B '%s' %s '%s' %s", BENCH_SIMPY_PEER,
                                           work, path, arguments);
  g_autofree char *answer = NULL;
  g_autoptr (GError) error = NULL;
  char *end;
  int status;

  g_spawn_command_line_sync (line, &answer, NULL, &status, &error);
  g_assert_no_error (error);
  g_unlink (path);
  if (status != 0)
    g_error ("%s failed", line);
  child->ns = (double) g_ascii_strtoull (answer, &end, 10);
  return g_ascii_strtoull (end, NULL, 10);
}

static guint64
run_hold (gpointer state, guint64 n)
{
  Child *child = state;
  const BenchInput *input = child->input;
  g_autofree char *arguments = g_strdup_printf ("%u %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT,
                                                input->size, input->n_untimed, n);

  if (input->n_untimed > 0 && !child->is_warm)
    {
      child->is_warm = TRUE;
      return 0;
    }
  return run_child (child, "hold", input->increments_us, BENCH_N_INCREMENTS, arguments);
}

/* Instants of @n arrivals, then @n spans. */
static gint64 *
draw_calls (BenchDraws *gaps, BenchDraws *spans, guint64 n)
{
  gint64 *numbers = g_new (gint64, 2 * n);

  numbers[0] = 0;
  for (guint64 i = 1; i < n; i++)
    numbers[i] = numbers[i - 1] + bench_draws_take (gaps);
  for (guint64 i = 0; i < n; i++)
    numbers[n + i] = bench_draws_take (spans);
  return numbers;
}

/* More than half of the events are never arrivals once the servers are in use. */
static guint64
run_loss (gpointer state, guint64 n)
{
  const guint64 n_calls = BENCH_LOSS_WARM_UP_EVENTS + n;
  BenchLossSystem system;
  g_autofree gint64 *numbers = NULL;
  g_autofree char *arguments = g_strdup_printf ("%d %d %" G_GUINT64_FORMAT, BENCH_LOSS_SERVERS,
                                                BENCH_LOSS_WARM_UP_EVENTS, n);

  bench_loss_system_init (&system);
  numbers = draw_calls (system.gaps, system.spans, n_calls);
  bench_loss_system_clear (&system);
  return run_child (state, "loss", numbers, 2 * n_calls, arguments);
}

static guint64
run_mm1 (gpointer state, guint64 n)
{
  const guint64 n_calls = n + BENCH_WAITING_MAX;
  g_autofree BenchSingleServer *server = g_new (BenchSingleServer, 1);
  g_autofree gint64 *numbers = NULL;
  g_autofree char *arguments = g_strdup_printf ("%" G_GUINT64_FORMAT, n);

  bench_single_server_init (server);
  numbers = draw_calls (server->gaps, server->spans, n_calls);
  bench_single_server_clear (server);
  return run_child (state, "mm1", numbers, 2 * n_calls, arguments);
}

/* The calls of domain/loss until @deadline_us and one more; each holds a VM for what its states
 * take together. */
static GArray *
take_calls (const BenchDomain *domain, gint64 deadline_us)
{
  const gint64 rest_us = domain->cold_start_us + domain->idle_us + domain->teardown_us;
  BenchCalls *calls = bench_calls_new (domain);
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) holds = g_array_new (FALSE, FALSE, sizeof (gint64));
  BenchCall call;

  do
    {
      gint64 hold_us;

      call = bench_calls_take (calls);
      hold_us = call.duration_us + rest_us;
      g_array_append_val (numbers, call.at_us);
      g_array_append_val (holds, hold_us);
    }
  while (call.at_us <= deadline_us);
  bench_calls_free (calls);
  g_array_append_vals (numbers, holds->data, holds->len);
  return numbers;
}

/* @stages: what else is to be told, as text */
static guint64
run_calls (Child *child, const char *work, const BenchDomain *domain, guint64 n, const char *stages)
{
  const gint64 span_us = bench_domain_span_us (domain, n);
  g_autoptr (GArray) numbers = take_calls (domain, domain->warm_up_us + span_us);
  g_autofree char *arguments
      = g_strdup_printf ("%u %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %s", domain->max_vms,
                         domain->warm_up_us, span_us, stages);

  return run_child (child, work, (const gint64 *) numbers->data, numbers->len, arguments);
}

static guint64
run_plain_sessions (gpointer state, guint64 n)
{
  Child *child = state;
  const BenchDomain domain = bench_domain_make_loss (child->input);

  return run_calls (child, "plain-sessions", &domain, n, "");
}

static guint64
run_sessions (gpointer state, guint64 n)
{
  Child *child = state;
  const BenchDomain domain = bench_domain_make_loss (child->input);

  return run_calls (child, "sessions", &domain, n, "");
}

static guint64
run_stages (gpointer state, guint64 n)
{
  Child *child = state;
  const BenchDomain domain = bench_domain_make_loss (child->input);
  g_autofree char *stages
      = g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT,
                         domain.cold_start_us, domain.idle_us, domain.teardown_us);

  return run_calls (child, "stages", &domain, n, stages);
}

#define PEER(name, run)                                                                            \
  {                                                                                                \
    name, NULL, setup, run, g_free, get_ns, TRUE                                                   \
  }

const BenchContestant simpy_hold = PEER ("SimPy, callbacks", run_hold);
const BenchContestant simpy_loss = PEER ("SimPy, callbacks", run_loss);
const BenchContestant simpy_mm1 = PEER ("SimPy, callbacks", run_mm1);
const BenchContestant simpy_plain = PEER ("SimPy, plain callbacks", run_plain_sessions);
const BenchContestant simpy_sessions = PEER ("SimPy, tuned callbacks", run_sessions);
const BenchContestant simpy_stages = PEER ("SimPy, a callback a state", run_stages);
