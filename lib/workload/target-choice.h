/* target-choice.h: which of a workload's targets a call goes to
 *
 * All that the scenario names, until some of them are not wanted for a while.
 */
#pragma once

#include "workload/workload-spec.h"

typedef struct
{
  EnisimChoose choose;
  const guint32 *targets; /* n_targets, at least 1: the specification's or the own ones below */
  guint n_targets;
  const guint64 *weight_sums; /* the same; NULL where targets have no weights */
  guint32 *own_targets;       /* of those that are wanted, while not all are */
  guint64 *own_sums;
} EnisimTargetChoice;

typedef gboolean (*EnisimIsWanted) (guint32 target, gconstpointer data);

/* @spec outlives the choice. */
void enisim_target_choice_init (EnisimTargetChoice *choice, const EnisimWorkloadSpec *spec);
void enisim_target_choice_clear (EnisimTargetChoice *choice);

/* From now on calls go to those of the specification's targets that are wanted; to all of them if
 * none is, for somebody has to refuse them. */
void enisim_target_choice_limit (EnisimTargetChoice *choice, const EnisimWorkloadSpec *spec,
                                 EnisimIsWanted is_wanted, gconstpointer data);

/* For _get only. */
guint32 enisim_target_choice_draw (const EnisimTargetChoice *choice, guint32 number, guint64 word);

/* @number, @word: of the call */
static inline guint32
enisim_target_choice_get (const EnisimTargetChoice *choice, guint32 number, guint64 word)
{
  if (choice->n_targets == 1)
    return choice->targets[0];
  return enisim_target_choice_draw (choice, number, word);
}

/* Aborts on a broken invariant. */
void enisim_target_choice_verify (const EnisimTargetChoice *choice);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EnisimTargetChoice, enisim_target_choice_clear)
