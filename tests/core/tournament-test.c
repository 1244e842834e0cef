/* tournament-test.c
 *
 * Goal: the root shows the least of what the sources show last, whoever they are and however many
 * have come since; a few of them have short paths.
 * Method: random sources and events, against a search through all that is shown, with a walk
 * through all places after each.
 */
#include "enisim-check.h"

#include "core/tournament.h"

enum
{
  N_SOURCES_MAX = 40,
  N_STEPS = 400
};

static EnisimTournament tournament;

/* By leaves. */
static guint32 sources[N_SOURCES_MAX];
static EnisimEvent shown[N_SOURCES_MAX];
static guint32 n_sources;

static void
setup (void)
{
  enisim_tournament_init (&tournament);
  n_sources = 0;
}

static void
teardown (void)
{
  enisim_tournament_verify (&tournament);
  enisim_tournament_clear (&tournament);
}

/* The least by search; ENISIM_EVENT_NEVER if there is none. */
static EnisimEvent
find_first (guint32 *source)
{
  EnisimEvent first = ENISIM_EVENT_NEVER;

  for (guint32 i = 0; i < n_sources; i++)
    if (enisim_event_is_before (shown[i], first))
      {
        first = shown[i];
        *source = sources[i];
      }
  return first;
}

static void
assert_same (void)
{
  guint32 source = 0;
  const EnisimEvent first = find_first (&source);

  enisim_tournament_verify (&tournament);
  ck_assert_uint_eq (tournament.n_leaves, n_sources);
  ck_assert (tournament.root.first.order == first.order);
  if (first.order != ENISIM_EVENT_NEVER.order)
    ck_assert_uint_eq (tournament.root.source, source);
  for (guint32 i = 0; i < n_sources; i++)
    {
      ck_assert (enisim_tournament_get (&tournament, i)->first.order == shown[i].order);
      ck_assert_uint_eq (enisim_tournament_get (&tournament, i)->source, sources[i]);
    }
}

static guint32
add (guint32 source)
{
  const guint32 leaf = enisim_tournament_add (&tournament, source);

  ck_assert_uint_eq (leaf, n_sources);
  sources[leaf] = source;
  shown[leaf] = ENISIM_EVENT_NEVER;
  n_sources++;
  assert_same ();
  return leaf;
}

static void
show (guint32 leaf, EnisimEvent event)
{
  enisim_tournament_play (&tournament, leaf, sources[leaf], event);
  shown[leaf] = event;
  assert_same ();
}

static EnisimEvent
event_at (EnisimTime at)
{
  static guint64 n_events;

  return enisim_event_make (at, 0, ++n_events, 0, 0);
}

START_TEST (tournament_of_nobody_shows_nothing)
{
  assert_same ();
}
END_TEST

START_TEST (leaf_of_a_lone_source_is_the_root)
{
  const guint32 leaf = add (7);

  ck_assert_ptr_eq (enisim_tournament_get (&tournament, leaf), &tournament.root);
  show (leaf, event_at (5));
  show (leaf, event_at (9));
  show (leaf, ENISIM_EVENT_NEVER);
}
END_TEST

START_TEST (source_that_joins_leaves_the_winner_and_may_win_later)
{
  const guint32 early = add (7);
  guint32 late;

  show (early, event_at (5));
  late = add (3);
  show (late, event_at (4));
  show (late, event_at (6));
  show (early, ENISIM_EVENT_NEVER);
}
END_TEST

START_TEST (no_path_is_longer_than_so_many_sources_need)
{
  for (guint32 n = 1; n <= N_SOURCES_MAX; n++)
    {
      guint32 depth_max = 0;

      add (n);
      while (1u << depth_max < n)
        depth_max++;
      for (guint32 leaf = 0; leaf < n; leaf++)
        ck_assert_uint_lt (tournament.n_leaves + leaf, 2u << depth_max);
    }
}
END_TEST

START_TEST (agrees_with_search)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) _i);
  const gint n_max = g_rand_int_range (rand, 1, N_SOURCES_MAX + 1);

  for (guint i = 0; i < N_STEPS; i++)
    {
      const gint dice = g_rand_int_range (rand, 0, 100);

      if (n_sources == 0 || (dice < 15 && n_sources < (guint32) n_max))
        add (g_rand_int (rand));
      else
        show ((guint32) g_rand_int_range (rand, 0, (gint32) n_sources),
              dice < 30 ? ENISIM_EVENT_NEVER : event_at (g_rand_int_range (rand, 0, 50)));
    }
}
END_TEST

static Suite *
tournament_suite (void)
{
  Suite *suite = suite_create ("core/tournament");
  TCase *order = tcase_create ("order");

  tcase_add_checked_fixture (order, setup, teardown);
  tcase_add_test (order, tournament_of_nobody_shows_nothing);
  tcase_add_test (order, leaf_of_a_lone_source_is_the_root);
  tcase_add_test (order, source_that_joins_leaves_the_winner_and_may_win_later);
  tcase_add_test (order, no_path_is_longer_than_so_many_sources_need);
  tcase_add_loop_test (order, agrees_with_search, 0, 32);
  suite_add_tcase (suite, order);
  return suite;
}

ENISIM_TEST_MAIN (tournament_suite)
