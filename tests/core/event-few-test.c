/* event-few-test.c
 *
 * Goal: a few events are in order whatever they are and whenever they came: close together and far
 * away, at one instant, before what has left, and as many as there are slots, or one.
 * Method: random operations against an array that is kept in order by moving what follows, with a
 * walk through all slots after each.
 */
#include "enisim-check.h"

#include "core/event-few.h"

#include <math.h>

#define N_SLOTS ENISIM_EVENT_FEW_MAX

/* Where the next event lies. */
typedef enum
{
  NEXT_EVEN,
  NEXT_SKEWED, /* each power of two ahead alike, up to the last instant */
  NEXT_FAR,    /* a microsecond or so apart, and a year away from what is due */
  NEXT_FEW_INSTANTS,
  NEXT_ONE_INSTANT,
  NEXT_ANYWHERE, /* also before what has left */
  N_NEXT
} Next;

static EnisimEventFew few;
static EnisimEvent slots[N_SLOTS];
static EnisimEvent sorted[N_SLOTS];
static guint32 n_sorted;

static void
insert_sorted (EnisimEvent event)
{
  guint32 place = n_sorted++;

  for (; place > 0 && enisim_event_is_before (event, sorted[place - 1]); place--)
    sorted[place] = sorted[place - 1];
  sorted[place] = event;
}

static void
drop_sorted (void)
{
  memmove (sorted, sorted + 1, --n_sorted * sizeof *sorted);
}

static void
setup (void)
{
  memset (&few, 0, sizeof few);
  memset (slots, 0, sizeof slots);
  n_sorted = 0;
}

/* With the events that the naive one has. */
static void
begin (void)
{
  memcpy (slots, sorted, n_sorted * sizeof *slots);
  enisim_event_few_begin (&few, slots, n_sorted);
}

static void
assert_same (void)
{
  enisim_event_few_verify (&few, slots);
  ck_assert_uint_eq (few.n, n_sorted);
  for (guint32 i = 0; i < n_sorted; i++)
    ck_assert (slots[enisim_event_few_get_slot (&few, i)].order == sorted[i].order);
}

static void
push (EnisimEvent event)
{
  enisim_event_few_push (&few, slots, event);
  insert_sorted (event);
  assert_same ();
}

static void
drop_first (void)
{
  enisim_event_few_drop_first (&few, slots);
  drop_sorted ();
  assert_same ();
}

static EnisimTime
draw_at (GRand *rand, Next next)
{
  const EnisimTime now = enisim_event_get_at (sorted[0]), year = 365 * G_TIME_SPAN_DAY;
  EnisimTime at = now;

  switch (next)
    {
    case NEXT_EVEN:
      at += g_rand_int_range (rand, 0, 1000000);
      break;
    case NEXT_SKEWED:
      at += (EnisimTime) exp2 (g_rand_double_range (rand, 0.0, 49.9));
      break;
    case NEXT_FAR:
      at = MAX (now, year) + g_rand_int_range (rand, 0, 50);
      break;
    case NEXT_FEW_INSTANTS:
      at += g_rand_int_range (rand, 0, 3);
      break;
    case NEXT_ANYWHERE:
      at = (EnisimTime) (g_rand_double (rand) * 1e9);
      break;
    case NEXT_ONE_INSTANT:
    default:
      break;
    }
  return MIN (at, ENISIM_TIME_NEVER - 1);
}

static EnisimEvent
draw (GRand *rand, Next next)
{
  static guint64 last_sequence;

  return enisim_event_make (draw_at (rand, next), (guint) g_rand_int_range (rand, 0, 3),
                            ++last_sequence, 0, g_rand_int (rand));
}

/* Grows for a while, shrinks for a while: from one to all slots and back. */
static gboolean
is_push (GRand *rand, guint step)
{
  if (n_sorted == 1 || n_sorted == N_SLOTS)
    return n_sorted == 1;
  return g_rand_int_range (rand, 0, 100) < (step % 600 < 300 ? 70 : 30);
}

START_TEST (agrees_with_a_sorted_array)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) _i); /* _i: Check's index is the seed */

  insert_sorted (enisim_event_make (5, 0, 1, 0, 0));
  begin ();
  for (guint step = 0; step < 2400; step++)
    if (is_push (rand, step))
      push (draw (rand, (Next) _i % N_NEXT));
    else
      drop_first ();
}
END_TEST

START_TEST (any_number_begins_and_is_in_order_at_the_end)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) _i);

  for (guint32 n = 1; n < N_SLOTS; n++)
    {
      setup ();
      insert_sorted (enisim_event_make (5, 0, 1, 0, 0));
      while (n_sorted < n)
        insert_sorted (draw (rand, (Next) _i % N_NEXT));
      begin ();
      assert_same ();
      push (draw (rand, (Next) _i % N_NEXT));
      ck_assert_uint_eq (enisim_event_few_end (&few, slots), n + 1);
      enisim_event_few_verify (&few, slots);
      ck_assert_mem_eq (slots, sorted, (n + 1) * sizeof *slots);
    }
}
END_TEST

/* Two that a single float does not tell apart, in the order that it would get wrong. */
START_TEST (instants_that_share_a_key_are_told_apart)
{
  const EnisimTime far = G_GINT64_CONSTANT (1) << 49;

  insert_sorted (enisim_event_make (0, 0, 1, 0, 0));
  begin ();
  push (enisim_event_make (far + 3, 0, 2, 0, 0));
  push (enisim_event_make (far + 1, 0, 3, 0, 0));
  push (enisim_event_make (far + 2, 0, 4, 0, 0));
  ck_assert (enisim_event_few_get_key (&few, sorted[1])
             == enisim_event_few_get_key (&few, sorted[2]));
  drop_first ();
  push (enisim_event_make (far, 0, 5, 0, 0));
  ck_assert (enisim_event_few_get_key (&few, sorted[0])
             != enisim_event_few_get_key (&few, sorted[1]));
}
END_TEST

START_TEST (memory_of_slots_follows_what_is_pending)
{
  insert_sorted (enisim_event_make (0, 0, 1, 0, 0));
  begin ();
  for (guint i = 2; i <= N_SLOTS; i++)
    push (enisim_event_make (i, 0, i, 0, 0));
  ck_assert_uint_eq (few.n_blocks, N_SLOTS / ENISIM_EVENT_FEW_BLOCK);
  while (n_sorted > 1)
    drop_first ();
  ck_assert_uint_eq (few.n_blocks, 1);
}
END_TEST

START_TEST (more_than_there_are_slots_abort)
{
  insert_sorted (enisim_event_make (0, 0, 1, 0, 0));
  begin ();
  for (guint i = 2; i <= N_SLOTS + 1; i++)
    enisim_event_few_push (&few, slots, enisim_event_make (i, 0, i, 0, 0));
}
END_TEST

START_TEST (to_drop_the_last_aborts)
{
  insert_sorted (enisim_event_make (0, 0, 1, 0, 0));
  begin ();
  enisim_event_few_drop_first (&few, slots);
}
END_TEST

START_TEST (to_begin_with_none_aborts)
{
  begin ();
}
END_TEST

static Suite *
event_few_suite (void)
{
  Suite *suite = suite_create ("core/event-few");
  TCase *order = tcase_create ("order");
  TCase *contract = tcase_create ("contract");

  tcase_add_checked_fixture (order, setup, NULL);
  tcase_add_loop_test (order, agrees_with_a_sorted_array, 0, 2 * N_NEXT);
  tcase_add_loop_test (order, any_number_begins_and_is_in_order_at_the_end, 0, N_NEXT);
  tcase_add_test (order, instants_that_share_a_key_are_told_apart);
  tcase_add_test (order, memory_of_slots_follows_what_is_pending);
  suite_add_tcase (suite, order);

  tcase_add_checked_fixture (contract, setup, NULL);
  if (enisim_check_forks ())
    {
      tcase_add_test_raise_signal (contract, more_than_there_are_slots_abort, SIGABRT);
      tcase_add_test_raise_signal (contract, to_drop_the_last_aborts, SIGABRT);
      tcase_add_test_raise_signal (contract, to_begin_with_none_aborts, SIGABRT);
    }
  suite_add_tcase (suite, contract);
  return suite;
}

ENISIM_TEST_MAIN (event_few_suite)
