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

static inline EnisimDrawnCall *
get_end (EnisimCallBatch *batch)
{
  return batch->calls + batch->n;
}

/* In place of those that are all taken. */
static void
draw_instants (EnisimWorkload *workload, EnisimCallBatch *batch)
{
  const guint32 n_max = MIN (batch->n_at_once, ENISIM_WORKLOAD_CALLS_MAX - workload->n_calls);

  g_assert (n_max > 0 && workload->next_at != ENISIM_TIME_NEVER);
  batch->n = 0;
  batch->next = batch->made_to = batch->calls;
  if (workload->spec->kind == ENISIM_WORKLOAD_POISSON)
    draw_poisson (&workload->arrivals, workload->spec, batch, n_max);
  else
    draw_one_by_one (workload, batch, n_max);
}

static void
take_from_rows (EnisimWorkload *workload, EnisimCallBatch *batch)
{
  const EnisimTraceSpec *trace = &workload->spec->trace;

  for (EnisimDrawnCall *drawn = batch->next; drawn < get_end (batch); drawn++)
    {
      EnisimCall *call = &drawn->call;
      const EnisimTraceRow *row = &batch->rows[drawn - batch->calls];

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
  enisim_workload_make_calls (workload, workload->n_calls + 1,
                              (guint32) (get_end (batch) - batch->next), batch->next,
                              &batch->changes[batch->next - batch->calls]);
  if (workload->spec->kind == ENISIM_WORKLOAD_TRACE)
    take_from_rows (workload, batch);
  batch->made_to = get_end (batch);
}

guint
enisim_workload_draw_ahead (EnisimWorkload *workload, const EnisimDrawnCall **calls)
{
  EnisimCallBatch *batch = workload->batch;

  if (batch->next == get_end (batch))
    draw_instants (workload, batch);
  if (batch->made_to <= batch->next)
    make_calls (workload, batch);
  *calls = batch->next;
  return (guint) (get_end (batch) - batch->next);
}

void
enisim_workload_unmake_calls (EnisimWorkload *workload)
{
  EnisimCallBatch *batch = workload->batch;

  for (; batch->made_to > batch->next; batch->made_to--)
    if (workload->past != NULL && batch->made_to[-1].call.is_new_session)
      enisim_workload_undo_past (workload, &batch->changes[batch->made_to - 1 - batch->calls]);
}

void
enisim_workload_pass (EnisimWorkload *workload)
{
  EnisimCallBatch *batch = workload->batch;

  if (batch->next == get_end (batch))
    draw_instants (workload, batch);
  g_assert (batch->made_to <= batch->next);
  enisim_workload_number_call (workload);
  workload->next_at = batch->next++->then_at;
}
