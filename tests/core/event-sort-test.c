/* event-sort-test.c
 *
 * Goal: a few events come out in order, whichever bits tell them apart and however many they are,
 * and nothing but ENISIM_EVENT_NEVER comes behind them.
 * Method: random events that differ in random bits, against GLib's sort; what is missing in a round
 * is filled with events that would come first.
 */
#include "enisim-check.h"

#include "core/event-sort.h"

#define N_ROUNDS_MAX ENISIM_EVENT_SORT_ROUNDS_MAX

static EnisimEvent given[ENISIM_EVENT_SORT_MAX], sorted[ENISIM_EVENT_SORT_MAX];
static EnisimEvent shown[ENISIM_EVENT_SORT_MAX + ENISIM_EVENT_SORT_ROUND];

static int
compare (gconstpointer a, gconstpointer b)
{
  const EnisimEvent *x = a, *y = b;

  return enisim_event_is_before (*y, *x) - enisim_event_is_before (*x, *y);
}

/* Sorts the first @n given, the naive way too, and compares. */
static void
sort (guint32 n, guint n_bits)
{
  const EnisimEvent *rounds[N_ROUNDS_MAX];

  memcpy (sorted, given, sizeof given);
  qsort (sorted, n, sizeof *sorted, compare);
  for (guint32 i = n; i < ENISIM_EVENT_SORT_MAX; i++)
    given[i].order = 0;
  for (guint i = 0; i < N_ROUNDS_MAX; i++)
    rounds[i] = given + i * ENISIM_EVENT_SORT_ROUND;
  memset (shown, 0, sizeof shown);

  enisim_event_sort (shown, rounds, n, n_bits);

  for (guint32 i = 0; i < n; i++)
    ck_assert (shown[i].order == sorted[i].order);
  for (guint32 i = n; i < n + ENISIM_EVENT_SORT_ROUND; i++)
    ck_assert (shown[i].order == ENISIM_EVENT_NEVER.order);
}

static guint64
draw_bits (GRand *rand, guint n_bits)
{
  const guint64 bits = (guint64) g_rand_int (rand) << 32 | g_rand_int (rand);

  return n_bits == 0 ? 0 : bits >> (64 - n_bits);
}

/* Their upper halves are the same but for @n_differ bits from @from on, the lower halves are not.
 */
static void
draw_events (GRand *rand, guint from, guint n_differ)
{
  const guint64 same = draw_bits (rand, 64);
  const guint64 mask = n_differ == 0 ? 0 : G_MAXUINT64 >> (64 - n_differ) << from;

  for (guint i = 0; i < ENISIM_EVENT_SORT_MAX; i++)
    given[i].order = (EnisimOrder) ((same & ~mask) | (draw_bits (rand, 64) & mask)) << 64
                     | draw_bits (rand, 64);
}

START_TEST (any_number_differing_in_any_bits_comes_out_in_order)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) _i); /* _i: Check's index is the seed */

  for (guint32 n = 1; n <= ENISIM_EVENT_SORT_MAX; n++)
    for (guint from = 0; from <= 60; from += 4)
      {
        const guint n_differ = (guint) g_rand_int_range (rand, 0, (gint) (65 - from));

        draw_events (rand, from, n_differ);
        sort (n, from + n_differ);
        draw_events (rand, from, n_differ);
        sort (n, 64);
      }
}
END_TEST

START_TEST (equal_upper_halves_need_not_come_in_the_order_of_the_lower)
{
  for (guint32 i = 0; i < ENISIM_EVENT_SORT_MAX; i++)
    given[i] = enisim_event_make (7, 1, ENISIM_EVENT_SORT_MAX - i, 0, i);
  sort (ENISIM_EVENT_SORT_MAX, 0);
}
END_TEST

START_TEST (none_aborts)
{
  sort (0, 0);
}
END_TEST

START_TEST (more_than_the_rounds_hold_abort)
{
  const EnisimEvent *rounds[N_ROUNDS_MAX] = { given, given + ENISIM_EVENT_SORT_ROUND };

  enisim_event_sort (shown, rounds, ENISIM_EVENT_SORT_MAX + 1, 0);
}
END_TEST

static Suite *
event_sort_suite (void)
{
  Suite *suite = suite_create ("core/event-sort");
  TCase *order = tcase_create ("order");
  TCase *contract = tcase_create ("contract");

  tcase_add_loop_test (order, any_number_differing_in_any_bits_comes_out_in_order, 0, 10);
  tcase_add_test (order, equal_upper_halves_need_not_come_in_the_order_of_the_lower);
  suite_add_tcase (suite, order);

  if (enisim_check_forks ())
    {
      tcase_add_test_raise_signal (contract, none_aborts, SIGABRT);
      tcase_add_test_raise_signal (contract, more_than_the_rounds_hold_abort, SIGABRT);
    }
  suite_add_tcase (suite, contract);
  return suite;
}

ENISIM_TEST_MAIN (event_sort_suite)
