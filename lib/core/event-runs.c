/* event-runs.c: many events in a few runs, put in order */
#include "core/event-runs.h"

#include <string.h>

static void
reverse (EnisimEvent *events, guint32 n)
{
  for (guint32 i = 0; i < n / 2; i++)
    {
      const EnisimEvent event = events[i];

      events[i] = events[n - 1 - i];
      events[n - 1 - i] = event;
    }
}

/* Turns the run at @begin round if it falls.  Returns: its end. */
static guint32
take_run (EnisimEvent *events, guint32 begin, guint32 n)
{
  guint32 end = begin + 1;

  while (end < n && enisim_event_is_before (events[end - 1], events[end]))
    end++;
  if (end > begin + 1)
    return end;
  while (end < n && enisim_event_is_before (events[end], events[end - 1]))
    end++;
  reverse (events + begin, end - begin);
  return end;
}

/* Returns: how many of the @n, which are in order, come before @event. */
static guint32
count_before (const EnisimEvent *events, guint32 n, EnisimEvent event)
{
  guint32 begin = 0;

  while (begin < n)
    {
      const guint32 middle = begin + (n - begin) / 2;

      if (enisim_event_is_before (events[middle], event))
        begin = middle + 1;
      else
        n = middle;
    }
  return begin;
}

/* Merges the first @n_first with the rest, each in order, from the first that has to move on. */
static void
merge (EnisimEvent *events, guint32 n_first, guint32 n)
{
  guint32 to = count_before (events, n_first, events[n_first]);
  const guint32 n_moved = n_first - to;
  EnisimEvent *moved;
  guint32 i = 0, j = n_first;

  if (n_moved == 0)
    return;
  moved = g_new (EnisimEvent, n_moved);
  memcpy (moved, events + to, n_moved * sizeof *moved);
  while (i < n_moved && j < n)
    events[to++] = enisim_event_is_before (events[j], moved[i]) ? events[j++] : moved[i++];
  memcpy (events + to, moved + i, (n_moved - i) * sizeof *moved);
  g_free (moved);
}

gboolean
enisim_event_runs_merge (EnisimEvent *events, guint32 n)
{
  guint32 end = take_run (events, 0, n);

  for (guint n_runs = 1; end < n; n_runs++)
    {
      const guint32 begin = end;

      if (n_runs == ENISIM_EVENT_RUNS_MAX)
        return FALSE;
      end = take_run (events, begin, n);
      merge (events, begin, end);
    }
  return TRUE;
}
