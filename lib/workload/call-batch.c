/* call-batch.c: arrivals and their calls drawn ahead of their turn
 *
 * The event loop does not fit the processor's cache of decoded instructions; so the code by which
 * a call is drawn, a fifth of it, has loops of its own.  And where sessions outgrow the caches, the
 * misses of what the calls need overlap.  Nothing that is drawn for an open loop depends on an
 * outcome, so that it does not show; what does act on calls to come, a scale or a switch, has them
 * unmade before.  The rows of a trace are read ahead likewise, and a complaint waits until its
 * row would be the next.
 */
#include "workload/call-draws.h"

/* Returns: the instant after the last that is drawn */
static EnisimTime
draw_one_more (EnisimWorkload *workload, EnisimCallBatch *batch)
{
  if (workload->spec->kind != ENISIM_WORKLOAD_TRACE)
    return enisim_workload_draw_next_at (workload);
  batch->rows[batch->n] = workload->row;
  return enisim_workload_read_row (workload);
}

static void
draw_one_by_one (EnisimWorkload *workload, EnisimCallBatch *batch, guint32 n_max)
{
  EnisimTime at = workload->next_at;

  while (batch->n < n_max && at != ENISIM_TIME_NEVER)
    {
      at = draw_one_more (workload, batch);
      batch->calls[batch->n++].then_at = at;
    }
}

/* With the stream in registers. */
static void
draw_poisson (EnisimArrivals *arrivals, const EnisimWorkloadSpec *spec, EnisimCallBatch *batch,
              guint32 n_max)
{
  const double per_second = spec->rate_per_second;
  const EnisimTime until = spec->until;
  EnisimStream stream = arrivals->stream;
  EnisimTime at = arrivals->at;
  EnisimDrawnCall *call = batch->calls;
  const EnisimDrawnCall *end = call + n_max;

  do
    call++->then_at = at = enisim_arrivals_step (&stream, per_second, at, until);
  while (at < until && call < end);
  arrivals->stream = stream;
  arrivals->at = at;
  batch->n = (guint32) (call - batch->calls);
}

/* In place of those that are all taken. */
static void
draw_instants (EnisimWorkload *workload, EnisimCallBatch *batch)
{
  const guint32 n_max = MIN (batch->n_at_once, ENISIM_WORKLOAD_CALLS_MAX - workload->n_calls);

  g_assert (n_max > 0 && workload->next_at != ENISIM_TIME_NEVER);
  batch->n = batch->next = batch->n_made = 0;
  if (workload->spec->kind == ENISIM_WORKLOAD_POISSON)
    draw_poisson (&workload->arrivals, workload->spec, batch, n_max);
  else
    draw_one_by_one (workload, batch, n_max);
}

static void
take_from_rows (EnisimWorkload *workload, EnisimCallBatch *batch)
{
  const EnisimTraceSpec *trace = &workload->spec->trace;

  for (guint32 i = batch->next; i < batch->n; i++)
    {
      EnisimCall *call = &batch->calls[i].call;
      const EnisimTraceRow *row = &batch->rows[i];

      if (trace->duration_column != NULL)
        call->duration_us = row->duration_us;
      if (trace->session_column == NULL)
        continue;
      call->is_new_session = FALSE;
      call->session = enisim_workload_hash_session (workload, row->session, call->target);
    }
}

static void
make_calls (EnisimWorkload *workload, EnisimCallBatch *batch)
{
  enisim_workload_make_calls (workload, workload->n_calls + 1, batch->n - batch->next,
                              &batch->calls[batch->next], &batch->changes[batch->next]);
  if (workload->spec->kind == ENISIM_WORKLOAD_TRACE)
    take_from_rows (workload, batch);
  batch->n_made = batch->n;
}

guint
enisim_workload_draw_ahead (EnisimWorkload *workload, const EnisimDrawnCall **calls)
{
  EnisimCallBatch *batch = workload->batch;

  if (batch->next == batch->n)
    draw_instants (workload, batch);
  if (batch->n_made <= batch->next)
    make_calls (workload, batch);
  *calls = &batch->calls[batch->next];
  return batch->n - batch->next;
}

void
enisim_workload_unmake_calls (EnisimWorkload *workload)
{
  EnisimCallBatch *batch = workload->batch;

  for (guint32 i = batch->n_made; i > batch->next && workload->past != NULL; i--)
    if (batch->calls[i - 1].call.is_new_session)
      enisim_workload_undo_past (workload, &batch->changes[i - 1]);
  batch->n_made = MIN (batch->n_made, batch->next);
}

void
enisim_workload_pass (EnisimWorkload *workload)
{
  EnisimCallBatch *batch = workload->batch;

  if (batch->next == batch->n)
    draw_instants (workload, batch);
  g_assert (batch->n_made <= batch->next);
  enisim_workload_number_call (workload);
  workload->next_at = batch->calls[batch->next++].then_at;
}
