/* target-choice-test.c
 *
 * Goal: calls go to the targets that are wanted, in turn or as likely as their weights say.
 * Method: random sets of wanted targets; a naive list of them says where each call goes.
 */
#include "enisim-check.h"

#include "workload/workload.h"

enum
{
  N_TARGETS = 12,
  N_STEPS = 20,
  N_CALLS = 200
};

static EnisimWorkloadSpec spec;
static EnisimTargetChoice choice;
static gboolean wanted[N_TARGETS];

static void
begin (EnisimChoose choose, EnisimStream *stream)
{
  spec = (EnisimWorkloadSpec){ .choose = choose,
                               .targets = g_new (guint32, N_TARGETS),
                               .n_targets = N_TARGETS };
  for (guint32 i = 0; i < N_TARGETS; i++)
    spec.targets[i] = N_TARGETS - 1 - i;
  if (choose == ENISIM_CHOOSE_WEIGHTED)
    {
      spec.weight_sums = g_new (guint64, N_TARGETS);
      for (guint i = 0; i < N_TARGETS; i++)
        spec.weight_sums[i]
            = 1 + enisim_stream_next_below (stream, 5) + (i > 0 ? spec.weight_sums[i - 1] : 0);
    }
  enisim_target_choice_init (&choice, &spec);
}

static void
teardown (void)
{
  enisim_target_choice_verify (&choice);
  enisim_target_choice_clear (&choice);
  g_free (spec.targets);
  g_free (spec.weight_sums);
}

static gboolean
is_wanted (guint32 target, gconstpointer data G_GNUC_UNUSED)
{
  return wanted[target];
}

/* Each wanted target as often as its weight says, in the specification's order; all if none is. */
static GArray *
list_tickets (void)
{
  GArray *tickets = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint pass = 0; pass < 2 && tickets->len == 0; pass++)
    for (guint i = 0; i < N_TARGETS; i++)
      {
        const guint64 weight = spec.weight_sums == NULL
                                   ? 1
                                   : spec.weight_sums[i] - (i > 0 ? spec.weight_sums[i - 1] : 0);

        for (guint64 j = 0; j < weight && (pass == 1 || wanted[spec.targets[i]]); j++)
          g_array_append_val (tickets, spec.targets[i]);
      }
  return tickets;
}

static guint32
choose_naively (const GArray *tickets, guint32 number, guint64 word)
{
  EnisimStream stream = enisim_call_stream (word, ENISIM_DRAW_TARGET);

  if (spec.choose == ENISIM_CHOOSE_IN_TURN)
    return g_array_index (tickets, guint32, (number - 1) % tickets->len);
  return g_array_index (tickets, guint32, enisim_stream_next_below (&stream, tickets->len));
}

START_TEST (calls_go_where_a_naive_list_says)
{
  static const EnisimChoose ways[]
      = { ENISIM_CHOOSE_IN_TURN, ENISIM_CHOOSE_RANDOM, ENISIM_CHOOSE_WEIGHTED };
  EnisimStream stream = enisim_stream_from_word ((guint64) _i);

  begin (ways[_i % 3], &stream);
  for (guint step = 0; step < N_STEPS; step++)
    {
      g_autoptr (GArray) tickets = NULL;
      const guint64 odds = enisim_stream_next_below (&stream, 5);

      for (guint i = 0; i < N_TARGETS; i++)
        wanted[i] = enisim_stream_next_below (&stream, 4) < odds;
      enisim_target_choice_limit (&choice, &spec, is_wanted, NULL);
      enisim_target_choice_verify (&choice);
      tickets = list_tickets ();
      for (guint32 number = 1; number <= N_CALLS; number++)
        {
          const guint64 word = enisim_stream_next_u64 (&stream);

          ck_assert_uint_eq (enisim_target_choice_get (&choice, number, word),
                             choose_naively (tickets, number, word));
        }
    }
}
END_TEST

static Suite *
make_suite (void)
{
  Suite *suite = suite_create ("workload/target-choice");
  TCase *tcase = tcase_create ("choice");

  tcase_add_checked_fixture (tcase, NULL, teardown);
  tcase_add_loop_test (tcase, calls_go_where_a_naive_list_says, 0, 30);
  suite_add_tcase (suite, tcase);
  return suite;
}

ENISIM_TEST_MAIN (make_suite)
