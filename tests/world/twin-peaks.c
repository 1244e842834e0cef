/* twin-peaks.c: the most there was of what is held, and when */
#include "world/twin-parts.h"

static void
note_peak (TwinPeak *peak, gint64 now, guint value, gboolean is_new_window)
{
  peak->value = value;
  if (value <= peak->peak && !is_new_window)
    return;
  peak->peak = value;
  peak->peak_at = now;
}

static guint
count_held (const TwinSubnet *subnet)
{
  guint n = 0;

  for (guint i = 0; i < TWIN_N_HOLDERS; i++)
    n += subnet->n_held[i];
  return n;
}

/* What an event does to one level goes in one direction: it is enough to look after each. */
void
twin_note_peaks (Twin *twin, gboolean is_new_window)
{
  for (guint i = 0; i < twin->world->n_subnets; i++)
    {
      const guint n_held = count_held (&twin->subnets[i]);
      const gboolean is_full = n_held == twin->subnets[i].size - 5;

      note_peak (&twin->held_peaks[i], twin->now, n_held, is_new_window);
      if (is_new_window && !is_full)
        twin->exhausted_at[i] = TWIN_NEVER;
      else if (is_full && (is_new_window || twin->exhausted_at[i] == TWIN_NEVER))
        {
          twin_see (twin, FEATURE_EXHAUSTED);
          twin->exhausted_at[i] = twin->now;
        }
    }
  note_peak (&twin->vms_peak, twin->now, twin->vms->len, is_new_window);
}
