/* call-batch.c: arrivals and their calls drawn ahead of their turn
 *
 * Where sessions outgrow the caches, a call costs one miss for the id in the window of re-use, one
 * for the table and one for the record, each after the other.  Of sixteen calls at once they
 * overlap.  Nothing that is drawn for an open loop depends on an outcome, so that it does not show;
 * what does act on calls to come, a scale or a switch, has them unmade before.  The rows of a trace
 * are read ahead likewise, and a complaint waits until its row would be the next.
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
draw_instants (EnisimWorkload *workload, EnisimCallBatch *batch)
{
  const guint32 n_max
      = MIN (ENISIM_WORKLOAD_BATCH_MAX, ENISIM_WORKLOAD_CALLS_MAX - workload->n_calls);

  batch->n = batch->next = batch->n_made = 0;
  batch->at[0] = workload->next_at;
  while (batch->n < n_max && batch->at[batch->n] != ENISIM_TIME_NEVER)
    {
      const EnisimTime at = draw_one_more (workload, batch);

      batch->at[++batch->n] = at;
    }
}

/* The session of @call is the place of one in the window until then. */
static void
reuse_sessions (const EnisimWorkload *workload, EnisimCallBatch *batch, guint32 begin, guint32 end)
{
  for (guint32 i = begin; i < end; i++)
    enisim_workload_reuse_session (workload, (guint32) batch->calls[i].session, &batch->calls[i]);
}

static void
make_calls_of_rows (EnisimWorkload *workload, EnisimCallBatch *batch)
{
  for (guint32 i = batch->next; i < batch->n; i++)
    enisim_workload_make_call_of_row (workload, workload->n_calls + 1 + i - batch->next,
                                      &batch->rows[i], &batch->calls[i]);
}

/* A new session takes the place of an old one, which those before it may have chosen: they get
 * theirs first. */
static void
make_drawn_calls (EnisimWorkload *workload, EnisimCallBatch *batch)
{
  guint32 begin = batch->next;

  for (guint32 i = batch->next; i < batch->n; i++)
    {
      EnisimCall *call = &batch->calls[i];
      guint32 place;

      enisim_workload_begin_call (workload, workload->n_calls + 1 + i - batch->next, call);
      place = enisim_workload_choose_past (workload, call->word);
      if (place != ENISIM_PAST_NONE)
        {
          call->session = place;
          enisim_workload_fetch_past (workload, place);
          continue;
        }
      reuse_sessions (workload, batch, begin, i);
      begin = i + 1;
      batch->n_past[i] = workload->n_past;
      if (workload->past != NULL)
        batch->replaced[i] = enisim_workload_get_past (workload, workload->past_next);
      enisim_workload_begin_session (workload, call);
    }
  reuse_sessions (workload, batch, begin, batch->n);
}

static void
make_calls (EnisimWorkload *workload, EnisimCallBatch *batch)
{
  if (workload->spec->kind == ENISIM_WORKLOAD_TRACE)
    make_calls_of_rows (workload, batch);
  else
    make_drawn_calls (workload, batch);
  batch->n_made = batch->n;
}

guint
enisim_workload_draw_ahead (EnisimWorkload *workload, const EnisimCall **calls)
{
  EnisimCallBatch *batch = workload->batch;

  if (workload->next_at == ENISIM_TIME_NEVER)
    return 0;
  g_assert (workload->spec->kind != ENISIM_WORKLOAD_CLOSED);
  if (batch == NULL)
    batch = workload->batch = g_new0 (EnisimCallBatch, 1);
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

  if (batch == NULL)
    return;
  for (guint32 i = batch->n_made; i > batch->next; i--)
    {
      if (!batch->calls[i - 1].is_new_session || workload->past == NULL)
        continue;
      workload->past_next = enisim_workload_get_past_place (workload, 1);
      enisim_workload_set_past (workload, workload->past_next, batch->replaced[i - 1]);
      workload->n_past = batch->n_past[i - 1];
    }
  batch->n_made = MIN (batch->n_made, batch->next);
}

void
enisim_workload_take_drawn (EnisimWorkload *workload, EnisimCall *call)
{
  EnisimCallBatch *batch = workload->batch;

  g_assert (batch->next < batch->n);
  if (call != NULL)
    {
      if (batch->n_made <= batch->next)
        make_calls (workload, batch);
      *call = batch->calls[batch->next];
    }
  enisim_workload_number_call (workload);
  workload->next_at = batch->at[++batch->next];
}
