/* target-choice.c: which of a workload's targets a call goes to */
#include "workload/target-choice.h"

#include "workload/workload.h"

void
enisim_target_choice_init (EnisimTargetChoice *choice, const EnisimWorkloadSpec *spec)
{
  *choice = (EnisimTargetChoice){ .choose = spec->choose,
                                  .targets = spec->targets,
                                  .n_targets = spec->n_targets,
                                  .weight_sums = spec->weight_sums };
}

void
enisim_target_choice_clear (EnisimTargetChoice *choice)
{
  g_clear_pointer (&choice->own_targets, g_free);
  g_clear_pointer (&choice->own_sums, g_free);
}

static guint64
get_weight (const EnisimWorkloadSpec *spec, guint i)
{
  return spec->weight_sums[i] - (i > 0 ? spec->weight_sums[i - 1] : 0);
}

void
enisim_target_choice_limit (EnisimTargetChoice *choice, const EnisimWorkloadSpec *spec,
                            EnisimIsWanted is_wanted, gconstpointer data)
{
  g_autofree guint32 *targets = g_new (guint32, spec->n_targets);
  g_autofree guint64 *sums = g_new (guint64, spec->n_targets);
  guint64 sum = 0;
  guint n = 0;

  for (guint i = 0; i < spec->n_targets; i++)
    {
      if (!is_wanted (spec->targets[i], data))
        continue;
      if (spec->weight_sums != NULL)
        sums[n] = sum += get_weight (spec, i);
      targets[n++] = spec->targets[i];
    }
  enisim_target_choice_clear (choice);
  enisim_target_choice_init (choice, spec);
  if (n == 0 || n == spec->n_targets)
    return;
  choice->n_targets = n;
  choice->targets = choice->own_targets = g_steal_pointer (&targets);
  if (spec->weight_sums != NULL)
    choice->weight_sums = choice->own_sums = g_steal_pointer (&sums);
}

/* The first target whose sum is above what was drawn. */
static guint
draw_weighted (const EnisimTargetChoice *choice, EnisimStream *stream)
{
  const guint64 drawn
      = enisim_stream_next_below (stream, choice->weight_sums[choice->n_targets - 1]);
  guint low = 0, high = choice->n_targets - 1;

  while (low < high)
    {
      const guint middle = low + (high - low) / 2;

      if (choice->weight_sums[middle] > drawn)
        high = middle;
      else
        low = middle + 1;
    }
  return low;
}

guint32
enisim_target_choice_draw (const EnisimTargetChoice *choice, guint32 number, guint64 word)
{
  EnisimStream stream;

  switch (choice->choose)
    {
    case ENISIM_CHOOSE_IN_TURN:
      return choice->targets[(number - 1) % choice->n_targets];
    case ENISIM_CHOOSE_RANDOM:
      stream = enisim_call_stream (word, ENISIM_DRAW_TARGET);
      return choice->targets[enisim_stream_next_below (&stream, choice->n_targets)];
    case ENISIM_CHOOSE_WEIGHTED:
      stream = enisim_call_stream (word, ENISIM_DRAW_TARGET);
      return choice->targets[draw_weighted (choice, &stream)];
    }
  g_assert_not_reached ();
}

void
enisim_target_choice_verify (const EnisimTargetChoice *choice)
{
  g_assert_true (choice->own_targets == NULL || choice->targets == choice->own_targets);
  g_assert_true (choice->own_sums == NULL || choice->weight_sums == choice->own_sums);
  g_assert_true ((choice->choose == ENISIM_CHOOSE_WEIGHTED) == (choice->weight_sums != NULL));
  for (guint i = 0; i < choice->n_targets && choice->weight_sums != NULL; i++)
    g_assert_cmpuint (choice->weight_sums[i], >, i > 0 ? choice->weight_sums[i - 1] : 0);
}
