/* agenda-test.c
 *
 * Goal: events leave in the order (instant, class, sequence), cancelled ones never, and where an
 * event was kept does not show.
 * Method: random bookings on the queue, on rings and as arrivals, of which there are few or many
 * and more as time goes on, with cancels and with sequences that are booked later; the oracle
 * searches one array of all bookings in full.  The same operations with everything on the queue
 * have to give the same events.
 */
#include "enisim-check.h"

#include "core/agenda.h"

enum
{
  N_DELAYS = 4,
  N_RINGS_MAX = 20,
  N_ARRIVALS_MAX = 9,
  N_STEPS = 400,
  CLASS_ARRIVAL = 4,
  QUEUE = -1
};

/* Of the rings in turn. */
static const EnisimTime DELAYS[N_DELAYS] = { 0, 7, 7, 40 };
static const guint RING_CLASSES[N_DELAYS] = { 1, 0, 2, 1 };

typedef struct
{
  EnisimTime at;
  guint class;
  guint64 sequence;
  gint ring;          /* or QUEUE */
  gboolean is_booked; /* not only reserved */
  gboolean is_live;
} Booking;

static EnisimAgenda agenda;
static GArray *bookings; /* of Booking; an event's entity is its place */

static Booking *
get (guint32 entity)
{
  return &g_array_index (bookings, Booking, entity);
}

static gboolean
is_live (EnisimEvent event, gconstpointer owner G_GNUC_UNUSED)
{
  const Booking *booking = get (enisim_event_get_entity (event));

  return booking->is_live && booking->sequence == enisim_event_get_sequence (event);
}

static void
setup (void)
{
  enisim_agenda_init (&agenda);
  bookings = g_array_new (FALSE, TRUE, sizeof (Booking));
}

static void
teardown (void)
{
  enisim_agenda_verify (&agenda, is_live, NULL);
  enisim_agenda_clear (&agenda);
  g_clear_pointer (&bookings, g_array_unref);
}

static guint32
note (EnisimTime at, guint class, gint ring, guint64 sequence)
{
  const Booking booking = { at, class, sequence, ring, TRUE, TRUE };

  g_array_append_val (bookings, booking);
  return bookings->len - 1;
}

static guint32
book (EnisimTime at, guint class)
{
  const guint32 entity = note (at, class, QUEUE, 0);

  get (entity)->sequence = enisim_agenda_book (&agenda, at, class, 0, entity);
  return entity;
}

static guint32
book_timer (guint ring, EnisimTime at, guint class)
{
  const guint32 entity = note (at, class, (gint) ring, 0);

  get (entity)->sequence = enisim_agenda_book_timer (&agenda, ring, at, class, 0, entity);
  return entity;
}

static guint32
reserve (EnisimTime at, guint class)
{
  const guint32 entity = note (at, class, QUEUE, enisim_agenda_reserve (&agenda));

  get (entity)->is_booked = FALSE;
  return entity;
}

static void
book_reserved (guint32 entity)
{
  Booking *booking = get (entity);

  booking->is_booked = TRUE;
  enisim_agenda_book_as (&agenda, booking->at, booking->class, booking->sequence, 0, entity);
}

static void
cancel (guint32 entity)
{
  Booking *booking = get (entity);

  booking->is_live = FALSE;
  if (booking->ring != QUEUE)
    enisim_agenda_cancel_timer (&agenda, (guint) booking->ring, booking->sequence, is_live, NULL);
  else
    enisim_agenda_cancel_queued (&agenda);
}

/* The owner forgets what fired.  Returns: whether something was due. */
static gboolean
take (EnisimTime deadline, guint32 *entity)
{
  EnisimEvent event;
  const EnisimAgendaTaken taken = enisim_agenda_take (&agenda, deadline, is_live, NULL, &event);

  if (taken == ENISIM_AGENDA_TAKEN_NONE)
    return FALSE;
  *entity = enisim_event_get_entity (event);
  ck_assert (get (*entity)->is_live);
  get (*entity)->is_live = FALSE;
  return TRUE;
}

static void
check_takes (guint32 expected)
{
  guint32 entity;

  ck_assert (take (ENISIM_TIME_MAX, &entity));
  ck_assert_uint_eq (entity, expected);
  enisim_agenda_verify (&agenda, is_live, NULL);
}

static void
check_takes_nothing (EnisimTime deadline)
{
  guint32 entity;

  ck_assert (!take (deadline, &entity));
  enisim_agenda_verify (&agenda, is_live, NULL);
}

START_TEST (empty_agenda_has_nothing_due)
{
  check_takes_nothing (ENISIM_TIME_MAX);
  enisim_agenda_add_ring (&agenda);
  check_takes_nothing (ENISIM_TIME_MAX);
  enisim_agenda_add_arrivals (&agenda);
  check_takes_nothing (ENISIM_TIME_MAX);
}
END_TEST

START_TEST (event_at_the_deadline_is_due_and_one_after_it_is_not)
{
  const guint ring = enisim_agenda_add_ring (&agenda);
  const guint32 queued = book (10, 0), timer = book_timer (ring, 10, 1);
  guint32 entity;

  check_takes_nothing (9);
  ck_assert (take (10, &entity));
  ck_assert_uint_eq (entity, queued);
  check_takes_nothing (9);
  ck_assert (take (10, &entity));
  ck_assert_uint_eq (entity, timer);
}
END_TEST

START_TEST (instant_goes_before_class_and_class_before_sequence)
{
  const guint ring = enisim_agenda_add_ring (&agenda);
  const guint32 later = book (7, 0), third = book (5, 3), second = book_timer (ring, 5, 2),
                first = book (5, 1), fourth = book (5, 3);

  check_takes (first);
  check_takes (second);
  check_takes (third);
  check_takes (fourth);
  check_takes (later);
}
END_TEST

START_TEST (reserved_sequence_leaves_as_if_booked_when_it_was_reserved)
{
  const guint ring = enisim_agenda_add_ring (&agenda);
  const guint32 before = book (5, 1), reserved = reserve (5, 1), after = book_timer (ring, 5, 1);

  book_reserved (reserved);
  check_takes (before);
  check_takes (reserved);
  check_takes (after);
}
END_TEST

START_TEST (sequence_reserved_and_never_booked_leaves_no_trace)
{
  const guint32 before = book (5, 1);

  reserve (5, 1);
  check_takes (before);
  check_takes_nothing (ENISIM_TIME_MAX);
}
END_TEST

START_TEST (cancelled_first_timer_makes_way_for_the_next_of_its_ring)
{
  const guint ring = enisim_agenda_add_ring (&agenda);
  const guint32 first = book_timer (ring, 5, 1), second = book_timer (ring, 6, 1);

  cancel (first);
  enisim_agenda_verify (&agenda, is_live, NULL);
  check_takes (second);
  check_takes_nothing (ENISIM_TIME_MAX);
}
END_TEST

START_TEST (arrival_stands_alone_until_it_is_replaced_or_taken)
{
  const guint source = enisim_agenda_add_arrivals (&agenda);
  const guint32 replaced = note (3, CLASS_ARRIVAL, QUEUE, 1);
  const guint32 arrival = note (4, CLASS_ARRIVAL, QUEUE, 2);

  enisim_agenda_set_arrival (&agenda, source, enisim_event_make (3, CLASS_ARRIVAL, 1, 0, replaced));
  enisim_agenda_set_arrival (&agenda, source, enisim_event_make (4, CLASS_ARRIVAL, 2, 0, arrival));
  check_takes (arrival);
  enisim_agenda_set_arrival (&agenda, source, ENISIM_EVENT_NEVER);
  check_takes_nothing (ENISIM_TIME_MAX);
  ck_assert (get (replaced)->is_live);
}
END_TEST

START_TEST (stale_events_past_the_deadline_do_not_hide_what_is_due)
{
  const guint ring = enisim_agenda_add_ring (&agenda);
  const guint32 stale = book (5, 0), due = book_timer (ring, 5, 1);
  guint32 entity;

  cancel (stale);
  check_takes_nothing (4);
  ck_assert (take (5, &entity));
  ck_assert_uint_eq (entity, due);
}
END_TEST

START_TEST (memory_of_the_queue_follows_the_live_events)
{
  guint32 last = book (1000000, 1);

  for (guint i = 1; i <= 20000; i++)
    {
      cancel (last);
      last = book (1000000 + i, 1);
      ck_assert (!take (10, &(guint32){ 0 }));
      ck_assert_uint_le (enisim_event_queue_get_n_pending (&agenda.queue), 2000);
    }
  check_takes (last);
}
END_TEST

/* What happens next, by looking at all bookings.  Returns: FALSE if nothing is due. */
static gboolean
oracle_first (EnisimTime deadline, guint32 *first)
{
  const Booking *best = NULL;

  for (guint32 i = 0; i < bookings->len; i++)
    {
      const Booking *b = get (i);

      if (!b->is_live || !b->is_booked || b->at > deadline)
        continue;
      if (best == NULL || b->at < best->at
          || (b->at == best->at
              && (b->class < best->class
                  || (b->class == best->class && b->sequence < best->sequence))))
        {
          best = b;
          *first = i;
        }
    }
  return best != NULL;
}

/* One world: with rings and arrivals at their sources, or with everything on the queue. */
typedef struct
{
  GRand *rand;
  EnisimTime now;
  gboolean has_sources;
  gint n_rings, n_rings_max;
  gint n_arrivals, n_arrivals_max;
  guint32 n_calls[N_ARRIVALS_MAX];
  GArray *taken; /* guint32, entities */
} World;

static void
set_arrival (World *world, guint index, gboolean follows)
{
  const guint64 sequence = (guint64) index << 32 | ++world->n_calls[index];
  const EnisimTime at = world->now + g_rand_int_range (world->rand, 0, 20);
  const guint32 entity = note (at, CLASS_ARRIVAL, QUEUE, sequence);
  const EnisimEvent arrival = enisim_event_make (at, CLASS_ARRIVAL, sequence, 0, entity);

  if (!world->has_sources)
    enisim_agenda_book_as (&agenda, at, CLASS_ARRIVAL, sequence, 0, entity);
  else if (follows)
    enisim_agenda_follow_arrival (&agenda, arrival);
  else
    enisim_agenda_set_arrival (&agenda, index, arrival);
}

static void
add_arrivals (World *world)
{
  if (world->has_sources)
    ck_assert_uint_eq (enisim_agenda_add_arrivals (&agenda), (guint) world->n_arrivals);
  set_arrival (world, (guint) world->n_arrivals++, FALSE);
}

static void
add_ring (World *world)
{
  if (world->has_sources)
    ck_assert_uint_eq (enisim_agenda_add_ring (&agenda), (guint) world->n_rings);
  world->n_rings++;
}

/* While nothing is on it, it costs nothing: some wait long for their first timer. */
static void
add_any (World *world)
{
  if (world->n_arrivals < world->n_arrivals_max && g_rand_boolean (world->rand))
    add_arrivals (world);
  else if (world->n_rings < world->n_rings_max)
    add_ring (world);
}

static void
world_init (World *world, guint32 seed, gboolean has_sources)
{
  *world = (World){ .rand = g_rand_new_with_seed (seed),
                    .has_sources = has_sources,
                    .n_rings_max = (gint) seed % N_RINGS_MAX + 1,
                    .n_arrivals_max = (gint) seed % N_ARRIVALS_MAX + 1,
                    .taken = g_array_new (FALSE, FALSE, sizeof (guint32)) };
  add_ring (world);
  add_arrivals (world);
}

static void
world_clear (World *world)
{
  g_rand_free (world->rand);
  g_array_unref (world->taken);
}

static void
book_any_timer (World *world)
{
  const guint ring = (guint) g_rand_int_range (world->rand, 0, world->n_rings);
  const EnisimTime at = world->now + DELAYS[ring % N_DELAYS];

  if (world->has_sources)
    book_timer (ring, at, RING_CLASSES[ring % N_DELAYS]);
  else
    book (at, RING_CLASSES[ring % N_DELAYS]);
}

static guint32
any_entity (World *world)
{
  return (guint32) g_rand_int_range (world->rand, 0, (gint32) bookings->len);
}

/* An arrival is nobody's to cancel. */
static void
cancel_any (World *world)
{
  const guint32 entity = any_entity (world);

  if (get (entity)->is_live && get (entity)->is_booked && get (entity)->class != CLASS_ARRIVAL)
    cancel (entity);
}

static void
book_any_reserved (World *world)
{
  for (guint32 i = 0; i < bookings->len; i++)
    if (!get (i)->is_booked && get (i)->at >= world->now && g_rand_boolean (world->rand))
      book_reserved (i);
}

static void
take_due (World *world)
{
  const EnisimTime deadline = world->now + g_rand_int_range (world->rand, 0, 30);
  guint32 expected, entity;

  if (!oracle_first (deadline, &expected))
    {
      check_takes_nothing (deadline);
      world->now = deadline;
      return;
    }
  ck_assert (take (deadline, &entity));
  ck_assert_uint_eq (entity, expected);
  g_array_append_val (world->taken, entity);
  world->now = get (entity)->at;
  if (get (entity)->class == CLASS_ARRIVAL)
    set_arrival (world, (guint) (get (entity)->sequence >> 32), TRUE);
}

static void
step (World *world)
{
  const gint dice = g_rand_int_range (world->rand, 0, 100);

  if (dice < 5)
    add_any (world);
  else if (dice < 15)
    book (world->now + g_rand_int_range (world->rand, 0, 50),
          (guint) g_rand_int_range (world->rand, 0, CLASS_ARRIVAL));
  else if (dice < 45)
    book_any_timer (world);
  else if (dice < 55)
    reserve (world->now + g_rand_int_range (world->rand, 0, 50), 1);
  else if (dice < 60)
    book_any_reserved (world);
  else if (dice < 75)
    cancel_any (world);
  else
    take_due (world);
  enisim_agenda_verify (&agenda, is_live, NULL);
}

START_TEST (agrees_with_oracle)
{
  World world;

  world_init (&world, (guint32) _i, TRUE);
  for (guint i = 0; i < N_STEPS; i++)
    step (&world);
  world_clear (&world);
}
END_TEST

static GArray *
list_taken (guint32 seed, gboolean has_sources)
{
  World world;
  GArray *taken;

  world_init (&world, seed, has_sources);
  for (guint i = 0; i < N_STEPS; i++)
    step (&world);
  taken = g_array_ref (world.taken);
  world_clear (&world);
  return taken;
}

START_TEST (where_an_event_was_kept_does_not_show)
{
  g_autoptr (GArray) with_sources = list_taken ((guint32) _i, TRUE);
  g_autoptr (GArray) queue_only = NULL;

  teardown ();
  setup ();
  queue_only = list_taken ((guint32) _i, FALSE);
  ck_assert_uint_gt (with_sources->len, N_STEPS / 10);
  ck_assert_uint_eq (with_sources->len, queue_only->len);
  ck_assert_mem_eq (with_sources->data, queue_only->data, queue_only->len * sizeof (guint32));
}
END_TEST

START_TEST (deadline_of_never_aborts)
{
  check_takes_nothing (ENISIM_TIME_NEVER);
}
END_TEST

START_TEST (timer_before_an_earlier_one_of_its_ring_aborts)
{
  const guint ring = enisim_agenda_add_ring (&agenda);

  book_timer (ring, 5, 1);
  book_timer (ring, 4, 1);
}
END_TEST

START_TEST (arrival_of_no_source_aborts)
{
  const guint arrivals = enisim_agenda_add_arrivals (&agenda);

  enisim_agenda_set_arrival (&agenda, arrivals + 1, ENISIM_EVENT_NEVER);
}
END_TEST

START_TEST (arrival_that_follows_where_a_timer_is_first_aborts)
{
  const guint arrivals = enisim_agenda_add_arrivals (&agenda);

  enisim_agenda_set_arrival (&agenda, arrivals, enisim_event_make (4, CLASS_ARRIVAL, 1, 0, 1));
  book_timer (enisim_agenda_add_ring (&agenda), 3, 1);
  enisim_agenda_follow_arrival (&agenda, enisim_event_make (5, CLASS_ARRIVAL, 2, 0, 2));
}
END_TEST

START_TEST (one_ring_too_many_aborts)
{
  for (guint i = 0; i <= ENISIM_AGENDA_RINGS_MAX; i++)
    enisim_agenda_add_ring (&agenda);
}
END_TEST

static Suite *
agenda_suite (void)
{
  Suite *suite = suite_create ("core/agenda");
  TCase *order = tcase_create ("order");
  TCase *contract = tcase_create ("contract");

  tcase_add_checked_fixture (order, setup, teardown);
  tcase_add_test (order, empty_agenda_has_nothing_due);
  tcase_add_test (order, event_at_the_deadline_is_due_and_one_after_it_is_not);
  tcase_add_test (order, instant_goes_before_class_and_class_before_sequence);
  tcase_add_test (order, reserved_sequence_leaves_as_if_booked_when_it_was_reserved);
  tcase_add_test (order, sequence_reserved_and_never_booked_leaves_no_trace);
  tcase_add_test (order, cancelled_first_timer_makes_way_for_the_next_of_its_ring);
  tcase_add_test (order, arrival_stands_alone_until_it_is_replaced_or_taken);
  tcase_add_test (order, stale_events_past_the_deadline_do_not_hide_what_is_due);
  tcase_add_test (order, memory_of_the_queue_follows_the_live_events);
  tcase_add_loop_test (order, agrees_with_oracle, 0, 32);
  tcase_add_loop_test (order, where_an_event_was_kept_does_not_show, 0, 32);
  suite_add_tcase (suite, order);

  tcase_add_checked_fixture (contract, setup, teardown);
  if (enisim_check_forks ())
    {
      tcase_add_test_raise_signal (contract, deadline_of_never_aborts, SIGABRT);
      tcase_add_test_raise_signal (contract, timer_before_an_earlier_one_of_its_ring_aborts,
                                   SIGABRT);
      tcase_add_test_raise_signal (contract, arrival_of_no_source_aborts, SIGABRT);
      tcase_add_test_raise_signal (contract, arrival_that_follows_where_a_timer_is_first_aborts,
                                   SIGABRT);
      tcase_add_test_raise_signal (contract, one_ring_too_many_aborts, SIGABRT);
    }
  suite_add_tcase (suite, contract);
  return suite;
}

ENISIM_TEST_MAIN (agenda_suite)
