/* call-draws.h: what is drawn for calls, for the files of this layer */
#pragma once

#include "workload/workload.h"

/**
 * enisim_workload_make_calls:
 * @number: of the first
 * @n: 1 to ENISIM_WORKLOAD_BATCH_MAX
 * @calls: (inout): @n; what is 0 of all first attempts and of what is no follow-up stays so
 * @changes: (out): @n; of each call whose session is new, where sessions are re-used
 *
 * Makes calls one after the other, as for a workload that is drawn and not read.
 */
void enisim_workload_make_calls (EnisimWorkload *workload, guint32 number, guint32 n,
                                 EnisimDrawnCall *calls, EnisimPastChange *changes);

/* Takes the newest session out of the window again, which was its call's @change. */
void enisim_workload_undo_past (EnisimWorkload *workload, const EnisimPastChange *change);

/* Reads on in the trace.  Returns: the instant of the row that is now the last, ENISIM_TIME_NEVER
 * at the end or where it has a complaint */
EnisimTime enisim_workload_read_row (EnisimWorkload *workload);

/* The arrival after all that are drawn. */
EnisimTime enisim_workload_draw_next_at (EnisimWorkload *workload);

static inline GTimeSpan
enisim_workload_draw_duration (const EnisimWorkload *workload, guint64 word)
{
  return enisim_distribution_sample_of_word_us (&workload->spec->duration,
                                                enisim_stream_mix (word, ENISIM_DRAW_DURATION));
}
