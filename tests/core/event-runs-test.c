/* event-runs-test.c
 *
 * Goal: events that come in few runs, whichever way each goes and however they interleave, are put
 * in order, and no event is lost where the runs are too many.
 * Method: random runs against GLib's sort.
 */
#include "enisim-check.h"

#include "core/event-runs.h"

#define N_MAX 400

static EnisimEvent events[N_MAX], sorted[N_MAX];

static int
compare (gconstpointer a, gconstpointer b)
{
  const EnisimEvent *x = a, *y = b;

  return enisim_event_is_before (*y, *x) - enisim_event_is_before (*x, *y);
}

static void
reverse (EnisimEvent *run, guint32 n)
{
  for (guint32 i = 0; i < n / 2; i++)
    {
      const EnisimEvent event = run[i];

      run[i] = run[n - 1 - i];
      run[n - 1 - i] = event;
    }
}

/* @n events of instants up to @n_instants; @n_runs runs, some of which fall. */
static void
draw_runs (GRand *rand, guint32 n, guint32 n_runs, gint n_instants)
{
  for (guint32 i = 0; i < n; i++)
    events[i] = enisim_event_make (g_rand_int_range (rand, 0, n_instants), 0, i + 1, 0, i);
  for (guint32 run = 0; run < n_runs; run++)
    {
      const guint32 begin = n * run / n_runs, end = n * (run + 1) / n_runs;

      qsort (events + begin, end - begin, sizeof *events, compare);
      if (g_rand_boolean (rand))
        reverse (events + begin, end - begin);
    }
}

static gboolean
is_same (guint32 n)
{
  for (guint32 i = 0; i < n; i++)
    if (events[i].order != sorted[i].order)
      return FALSE;
  return TRUE;
}

START_TEST (few_runs_are_put_in_order)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) _i); /* _i: Check's index is the seed */

  for (guint32 n = 1; n <= N_MAX; n += 3)
    {
      /* One that turns between two may make another. */
      const guint32 n_runs = (guint32) g_rand_int_range (rand, 1, ENISIM_EVENT_RUNS_MAX / 2 + 1);

      draw_runs (rand, n, MIN (n, n_runs), 1 << _i);
      memcpy (sorted, events, sizeof sorted);
      qsort (sorted, n, sizeof *sorted, compare);

      ck_assert (enisim_event_runs_merge (events, n));

      ck_assert (is_same (n));
    }
}
END_TEST

START_TEST (too_many_runs_are_told_and_nothing_is_lost)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) _i);

  draw_runs (rand, N_MAX, 8 * ENISIM_EVENT_RUNS_MAX, 1000000);
  memcpy (sorted, events, sizeof sorted);
  qsort (sorted, N_MAX, sizeof *sorted, compare);

  ck_assert (!enisim_event_runs_merge (events, N_MAX));

  qsort (events, N_MAX, sizeof *events, compare);
  ck_assert (is_same (N_MAX));
}
END_TEST

static Suite *
event_runs_suite (void)
{
  Suite *suite = suite_create ("core/event-runs");
  TCase *order = tcase_create ("order");

  tcase_add_loop_test (order, few_runs_are_put_in_order, 0, 20);
  tcase_add_loop_test (order, too_many_runs_are_told_and_nothing_is_lost, 0, 10);
  suite_add_tcase (suite, order);
  return suite;
}

ENISIM_TEST_MAIN (event_runs_suite)
