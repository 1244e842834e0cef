/* call-draws.c: calls are made, several at once
 *
 * One thing is drawn for all of them before the next: each loop is short enough to stay decoded and
 * has its constants in registers, and no round of it waits for the one before.  Which targets a
 * workload has, how its durations vary and whether it re-uses sessions is asked once.
 */
#include "workload/call-draws.h"

/* The window of re-use as it will be when a call is made. */
typedef struct
{
  guint32 capacity, reach; /* at most: sessions, and of them those that a call chooses among */
  guint32 n, next;
  guint32 n_near; /* MIN (n, reach) */
} Window;

/* As of calls that all begin a session with the first target, which most workloads' do. */
static void
number_calls (const EnisimWorkload *workload, guint32 number, guint32 n, EnisimDrawnCall *calls)
{
  const guint64 address = workload->address;
  const guint64 session = enisim_workload_number_session (workload, 0);
  const guint32 target = workload->targets.targets[0];

  for (guint32 i = 0; i < n; i++)
    {
      EnisimCall *call = &calls[i].call;

      call->word = enisim_stream_mix (address, number + i);
      call->number = number + i;
      call->session = session | (number + i);
      call->target = target;
      call->is_new_session = TRUE;
    }
}

static void
choose_targets (const EnisimTargetChoice *choice, guint32 n, EnisimDrawnCall *calls)
{
  for (guint32 i = 0; i < n && choice->n_targets > 1; i++)
    calls[i].call.target
        = enisim_target_choice_get (choice, calls[i].call.number, calls[i].call.word);
}

static void
draw_exponential_durations (double mean_us, guint32 n, EnisimDrawnCall *calls)
{
  for (guint32 i = 0; i < n; i++)
    calls[i].call.duration_us = enisim_distribution_sample_exponential_us (
        mean_us, enisim_stream_mix (calls[i].call.word, ENISIM_DRAW_DURATION));
}

static void
draw_durations (const EnisimWorkload *workload, guint32 n, EnisimDrawnCall *calls)
{
  const EnisimDistribution *duration = &workload->spec->duration;

  if (duration->kind == ENISIM_DISTRIBUTION_EXPONENTIAL)
    {
      draw_exponential_durations (duration->mean_us, n, calls);
      return;
    }
  for (guint32 i = 0; i < n; i++)
    calls[i].call.duration_us = enisim_workload_draw_duration (workload, calls[i].call.word);
}

static inline Window
get_window (const EnisimWorkload *workload)
{
  const guint32 reach = workload->spec->reuse == ENISIM_REUSE_RECENT ? 1 : workload->past_capacity;

  return (Window){ .capacity = workload->past_capacity,
                   .reach = reach,
                   .n = workload->n_past,
                   .next = workload->past_next,
                   .n_near = MIN (workload->n_past, reach) };
}

/* @back: 1 for the newest, to n for the oldest that is kept */
static inline guint32
get_place (const Window *window, guint32 back)
{
  const guint32 place = window->next - back;

  return window->next >= back ? place : place + window->capacity;
}

static inline void
begin_session (Window *window)
{
  window->next = window->next + 1 == window->capacity ? 0 : window->next + 1;
  window->n = MIN (window->n + 1, window->capacity);
  window->n_near = MIN (window->n, window->reach);
}

/* @n_new: of the first places of a unit that stand for a new session */
static inline void
choose_place (const EnisimWorkload *workload, Window *window, guint64 n_new, EnisimCall *call)
{
  EnisimStream stream
      = enisim_stream_from_word (enisim_stream_mix (call->word, ENISIM_DRAW_SESSION));

  if (enisim_stream_next_place (&stream) < n_new)
    {
      begin_session (window);
      return;
    }
  call->is_new_session = FALSE;
  call->session
      = get_place (window, 1 + (guint32) enisim_stream_next_below (&stream, window->n_near));
  __builtin_prefetch (&workload->past[call->session]);
}

/* The session of a call that re-uses one is its place in the window so far. */
static void
choose_places (const EnisimWorkload *workload, guint32 n, EnisimDrawnCall *calls)
{
  const guint64 n_new = enisim_stream_count_units_below (workload->spec->new_ratio);
  const EnisimDrawnCall *end = calls + n;
  Window window = get_window (workload);

  if (window.n == 0)
    {
      begin_session (&window);
      calls++;
    }
  for (; calls < end; calls++)
    choose_place (workload, &window, n_new, &calls->call);
}

static EnisimPastSession
get_past (const EnisimWorkload *workload, guint32 place)
{
  return (EnisimPastSession){ .number = workload->past[place],
                              .target = workload->past_targets != NULL
                                            ? workload->past_targets[place]
                                            : workload->spec->targets[0] };
}

static void
set_past (EnisimWorkload *workload, guint32 place, EnisimPastSession past)
{
  workload->past[place] = past.number;
  if (workload->past_targets != NULL)
    workload->past_targets[place] = past.target;
}

static void
set_window (EnisimWorkload *workload, Window window)
{
  workload->n_past = window.n;
  workload->past_next = window.next;
}

/* Its session takes the place of the oldest. */
static void
note_new_session (EnisimWorkload *workload, Window *window, const EnisimCall *call,
                  EnisimPastChange *change)
{
  *change = (EnisimPastChange){ get_past (workload, window->next), window->n };
  set_past (workload, window->next, (EnisimPastSession){ call->number, call->target });
  begin_session (window);
}

/* In the order of the calls, for each may re-use what one before it has begun.  Where the window
 * has no targets, all sessions have the one that the call has. */
static void
take_sessions (EnisimWorkload *workload, guint32 n, EnisimDrawnCall *calls,
               EnisimPastChange *changes)
{
  const guint64 first = enisim_workload_number_session (workload, 0);
  const guint32 *past = workload->past, *targets = workload->past_targets;
  Window window = get_window (workload);

  for (guint32 i = 0; i < n; i++)
    {
      EnisimCall *call = &calls[i].call;
      const guint64 place = call->session;

      if (call->is_new_session)
        {
          note_new_session (workload, &window, call, &changes[i]);
          continue;
        }
      call->session = first | past[place];
      if (targets != NULL)
        call->target = targets[place];
    }
  set_window (workload, window);
}

void
enisim_workload_make_calls (EnisimWorkload *workload, guint32 number, guint32 n,
                            EnisimDrawnCall *calls, EnisimPastChange *changes)
{
  g_assert (n >= 1 && n <= ENISIM_WORKLOAD_BATCH_MAX);
  number_calls (workload, number, n, calls);
  if (workload->past != NULL)
    choose_places (workload, n, calls);
  choose_targets (&workload->targets, n, calls);
  draw_durations (workload, n, calls);
  if (workload->past != NULL)
    take_sessions (workload, n, calls, changes);
}

void
enisim_workload_undo_past (EnisimWorkload *workload, const EnisimPastChange *change)
{
  Window window = get_window (workload);

  window.next = get_place (&window, 1);
  window.n = change->n_past;
  set_past (workload, window.next, change->replaced);
  set_window (workload, window);
}
