/* workload.c: when requests come, and for which session */
#include <enisim/enisim-error.h>

#include "base/pages.h"
#include "workload/call-draws.h"

/* Tells ids that are hashes from those that are numbers. */
#define SESSION_HASHED (G_GUINT64_CONSTANT (1) << 63)

const char *
enisim_workload_kind_get_name (EnisimWorkloadKind kind)
{
  static const char *const names[]
      = { "closed", "poisson", "renewal", "windows", "varying", "bursts", "trace" };

  G_STATIC_ASSERT (G_N_ELEMENTS (names) == ENISIM_WORKLOAD_TRACE + 1);
  return names[kind];
}

void
enisim_workload_spec_clear (EnisimWorkloadSpec *spec)
{
  g_free (spec->name);
  g_free (spec->targets);
  g_free (spec->weight_sums);
  enisim_session_spec_clear (&spec->session);
  enisim_distribution_clear (&spec->duration);
  enisim_distribution_clear (&spec->busy_after);
  enisim_distribution_clear (&spec->think);
  for (guint i = 0; i < spec->n_windows; i++)
    enisim_distribution_clear (&spec->windows[i].gap);
  g_free (spec->windows);
  g_free (spec->curve.pieces);
  g_free (spec->phases);
  g_free ((char *) spec->trace.path);
  g_free ((char *) spec->trace.time_column);
  g_free ((char *) spec->trace.session_column);
  g_free ((char *) spec->trace.duration_column);
  *spec = (EnisimWorkloadSpec){ .name = NULL };
}

gboolean
enisim_workload_reuses_sessions (const EnisimWorkload *workload)
{
  const EnisimWorkloadSpec *spec = workload->spec;

  if (spec->kind == ENISIM_WORKLOAD_TRACE)
    return spec->trace.session_column != NULL;
  return spec->new_ratio < 1.0;
}

gboolean
enisim_workload_follows_sessions_up (const EnisimWorkload *workload)
{
  return workload->spec->kind != ENISIM_WORKLOAD_TRACE
         && enisim_session_spec_goes_on (&workload->spec->session);
}

EnisimTime
enisim_workload_draw_next_at (EnisimWorkload *workload)
{
  const EnisimWorkloadSpec *spec = workload->spec;
  EnisimArrivals *arrivals = &workload->arrivals;

  switch (spec->kind)
    {
    case ENISIM_WORKLOAD_POISSON:
      return arrivals->at = enisim_arrivals_get_next_poisson (arrivals, spec);
    case ENISIM_WORKLOAD_RENEWAL:
    case ENISIM_WORKLOAD_WINDOWS:
      return arrivals->at = enisim_arrivals_get_next_renewal (arrivals, spec);
    case ENISIM_WORKLOAD_VARYING:
      return arrivals->at = enisim_arrivals_get_next_varying (arrivals, spec);
    case ENISIM_WORKLOAD_BURSTS:
      return arrivals->at = enisim_arrivals_get_next_burst (arrivals, spec);
    case ENISIM_WORKLOAD_CLOSED:
    case ENISIM_WORKLOAD_TRACE:
    default:
      g_assert_not_reached ();
    }
}

EnisimTime
enisim_workload_read_row (EnisimWorkload *workload)
{
  return enisim_trace_reader_next (workload->trace, &workload->row, &workload->complaint)
             ? workload->row.at
             : ENISIM_TIME_NEVER;
}

gboolean
enisim_workload_check_next (EnisimWorkload *workload, GError **error)
{
  if (workload->next_at != ENISIM_TIME_NEVER || workload->complaint == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&workload->complaint));
  return FALSE;
}

static gboolean
read_next_row (EnisimWorkload *workload, GError **error)
{
  workload->next_at = enisim_workload_read_row (workload);
  return enisim_workload_check_next (workload, error);
}

static void
open_past (EnisimWorkload *workload)
{
  workload->past_capacity = workload->spec->reuse_window;
  if (workload->past_capacity == 0)
    workload->past_capacity = ENISIM_WORKLOAD_REUSE_WINDOW;
  workload->past = enisim_pages_new (workload->past_capacity * sizeof (guint32));
  if (workload->spec->n_targets > 1)
    workload->past_targets = enisim_pages_new (workload->past_capacity * sizeof (guint32));
}

static void
open_arrivals (EnisimWorkload *workload)
{
  const EnisimWorkloadSpec *spec = workload->spec;

  workload->arrivals.at = spec->from;
  if (spec->n_windows > 0)
    enisim_arrivals_begin_windows (&workload->arrivals, spec);
  if (spec->n_phases > 0)
    enisim_arrivals_begin_phases (&workload->arrivals, spec);
  workload->next_at = enisim_workload_draw_next_at (workload);
}

gboolean
enisim_workload_init (EnisimWorkload *workload, const EnisimWorkloadSpec *spec, guint index,
                      guint64 seed, guint32 replication, GError **error)
{
  g_assert (index <= ENISIM_WORKLOADS_MAX); /* one more, for whoever steps a run by hand */
  *workload = (EnisimWorkload){
    .spec = spec,
    .index = index,
    .address = enisim_stream_address (seed, replication, ENISIM_PURPOSE_CALLS, spec->name),
    .arrivals
    = { .stream = enisim_stream_at (seed, replication, ENISIM_PURPOSE_ARRIVALS, spec->name),
        .phase_stream = enisim_stream_at (seed, replication, ENISIM_PURPOSE_BURSTS, spec->name),
        .at = ENISIM_TIME_NEVER },
    .next_at = ENISIM_TIME_NEVER,
  };
  workload->batch = g_new0 (EnisimCallBatch, 1);
  workload->batch->next = workload->batch->made_to = workload->batch->calls;
  workload->batch->n_at_once = ENISIM_WORKLOAD_BATCH_MAX;
  enisim_target_choice_init (&workload->targets, spec);
  if (enisim_workload_reuses_sessions (workload) && spec->kind != ENISIM_WORKLOAD_TRACE)
    open_past (workload);

  if (spec->kind == ENISIM_WORKLOAD_CLOSED)
    return TRUE;
  if (spec->kind == ENISIM_WORKLOAD_TRACE)
    {
      workload->trace = enisim_trace_reader_new (&spec->trace, error);
      return workload->trace != NULL && read_next_row (workload, error);
    }
  open_arrivals (workload);
  return TRUE;
}

void
enisim_workload_clear (EnisimWorkload *workload)
{
  enisim_target_choice_clear (&workload->targets);
  enisim_pages_free (workload->past, workload->past_capacity * sizeof (guint32));
  workload->past = NULL;
  enisim_pages_free (workload->past_targets, workload->past_capacity * sizeof (guint32));
  workload->past_targets = NULL;
  g_clear_pointer (&workload->batch, g_free);
  g_clear_error (&workload->complaint);
  g_clear_pointer (&workload->trace, enisim_trace_reader_free);
}

guint64
enisim_workload_hash_session (const EnisimWorkload *workload, guint64 fingerprint, guint32 target)
{
  return SESSION_HASHED | enisim_stream_mix (fingerprint, (guint64) workload->index << 32 | target);
}

const EnisimCall *
enisim_workload_make_call (EnisimWorkload *workload, guint32 number)
{
  EnisimCallBatch *batch = workload->batch;

  enisim_workload_make_calls (workload, number, 1, batch->calls, batch->changes);
  return &batch->calls[0].call;
}

EnisimCall
enisim_workload_make_follow_up (const EnisimWorkload *workload, const EnisimCall *first,
                                guint32 number)
{
  EnisimCall call = *first;

  call.follow_up = number;
  call.is_new_session = FALSE;
  call.word = enisim_session_get_word (first->word, number);
  call.duration_us = enisim_workload_draw_duration (workload, call.word);
  return call;
}

guint32
enisim_workload_number_call (EnisimWorkload *workload)
{
  g_assert (workload->n_calls < ENISIM_WORKLOAD_CALLS_MAX);
  return ++workload->n_calls;
}

gboolean
enisim_workload_read_on (EnisimWorkload *workload, guint64 *n_rows, GError **error)
{
  g_assert (workload->trace != NULL && workload->n_calls == 0 && workload->batch->n == 0);
  for (*n_rows = 0; workload->next_at != ENISIM_TIME_NEVER; ++*n_rows)
    {
      if (*n_rows == ENISIM_WORKLOAD_CALLS_MAX)
        return enisim_workload_fail_calls (workload, error);
      if (!read_next_row (workload, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
enisim_workload_fail_calls (const EnisimWorkload *workload, GError **error)
{
  g_set_error (error, ENISIM_ERROR, ENISIM_ERROR_INVALID,
               "workload %s makes more than %u calls, the most that one can have",
               workload->spec->name, ENISIM_WORKLOAD_CALLS_MAX);
  return FALSE;
}

EnisimTime
enisim_workload_get_first_at (const EnisimWorkload *workload)
{
  const EnisimWorkloadSpec *spec = workload->spec;

  return spec->from < spec->until ? spec->from : ENISIM_TIME_NEVER;
}

EnisimTime
enisim_workload_settle (EnisimWorkload *workload, guint32 number, EnisimTime called_at,
                        EnisimTime now, GTimeSpan min_cycle_us)
{
  const guint64 word = enisim_workload_get_word (workload, number);
  EnisimTime next_at = now
                       + enisim_distribution_sample_of_word_us (
                           &workload->spec->think, enisim_stream_mix (word, ENISIM_DRAW_THINK));

  if (next_at == called_at)
    {
      workload->n_stretched++;
      next_at += min_cycle_us;
    }
  return next_at < workload->spec->until ? next_at : ENISIM_TIME_NEVER;
}
