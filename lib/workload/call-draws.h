/* call-draws.h: what is drawn for one call, for the files of this layer
 *
 * A re-used session is looked up in two steps, the place in the window and what lies there, so that
 * a batch can have the memory of all its places on the way at once.
 */
#pragma once

#include "workload/workload.h"

/* Stands for no place: the session is new. */
#define ENISIM_PAST_NONE G_MAXUINT32

/* @back: 1 for the newest, to n_past for the oldest that is kept */
static inline guint32
enisim_workload_get_past_place (const EnisimWorkload *workload, guint32 back)
{
  const guint32 next = workload->past_next;

  return next >= back ? next - back : next + workload->past_capacity - back;
}

/* Returns: the place of the session that the call re-uses, or ENISIM_PAST_NONE */
static inline guint32
enisim_workload_choose_past (const EnisimWorkload *workload, guint64 word)
{
  EnisimStream stream;
  guint32 back = 1;

  if (workload->n_past == 0)
    return ENISIM_PAST_NONE;
  stream = enisim_call_stream (word, ENISIM_DRAW_SESSION);
  if (enisim_stream_next_unit (&stream) < workload->spec->new_ratio)
    return ENISIM_PAST_NONE;
  if (workload->spec->reuse == ENISIM_REUSE_UNIFORM)
    back += (guint32) enisim_stream_next_below (&stream, workload->n_past);
  return enisim_workload_get_past_place (workload, back);
}

/* Of the session at a place of the window. */
static inline EnisimPastSession
enisim_workload_get_past (const EnisimWorkload *workload, guint32 place)
{
  return (EnisimPastSession){ .number = workload->past[place],
                              .target = workload->past_targets != NULL
                                            ? workload->past_targets[place]
                                            : workload->spec->targets[0] };
}

/* Asks for its memory. */
static inline void
enisim_workload_fetch_past (const EnisimWorkload *workload, guint32 place)
{
  __builtin_prefetch (&workload->past[place]);
  if (workload->past_targets != NULL)
    __builtin_prefetch (&workload->past_targets[place]);
}

static inline void
enisim_workload_set_past (EnisimWorkload *workload, guint32 place, EnisimPastSession past)
{
  workload->past[place] = past.number;
  if (workload->past_targets != NULL)
    workload->past_targets[place] = past.target;
}

static inline void
enisim_workload_reuse_session (const EnisimWorkload *workload, guint32 place, EnisimCall *call)
{
  const EnisimPastSession past = enisim_workload_get_past (workload, place);

  call->session = enisim_workload_number_session (workload, past.number);
  call->target = past.target;
}

static inline void
enisim_workload_begin_session (EnisimWorkload *workload, EnisimCall *call)
{
  call->is_new_session = TRUE;
  call->session = enisim_workload_number_session (workload, call->number);
  if (workload->past == NULL)
    return;
  enisim_workload_set_past (workload, workload->past_next++,
                            (EnisimPastSession){ call->number, call->target });
  if (workload->past_next == workload->past_capacity)
    workload->past_next = 0;
  workload->n_past = MIN (workload->n_past + 1, workload->past_capacity);
}

static inline GTimeSpan
enisim_workload_draw_duration (const EnisimWorkload *workload, guint64 word)
{
  return enisim_distribution_sample_of_word_us (&workload->spec->duration,
                                                enisim_stream_mix (word, ENISIM_DRAW_DURATION));
}

/* All but its session.  Field by field: a struct that is made elsewhere and copied is read before
 * it is written. */
static inline void
enisim_workload_begin_call (const EnisimWorkload *workload, guint32 number, EnisimCall *call)
{
  const guint64 word = enisim_workload_get_word (workload, number);

  call->word = word;
  call->number = number;
  call->follow_up = 0;
  call->target = enisim_target_choice_get (&workload->targets, number, word);
  call->is_new_session = FALSE;
  call->n_retries = 0;
  call->first_at = ENISIM_TIME_ZERO;
  call->duration_us = enisim_workload_draw_duration (workload, word);
}

/* The call of a trace's row, in workload.c. */
void enisim_workload_make_call_of_row (EnisimWorkload *workload, guint32 number,
                                       const EnisimTraceRow *row, EnisimCall *call);

/* Reads on in the trace.  Returns: the instant of the row that is now the last, ENISIM_TIME_NEVER
 * at the end or where it has a complaint */
EnisimTime enisim_workload_read_row (EnisimWorkload *workload);
