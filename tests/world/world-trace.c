/* world-trace.c: random traces, and their files */
#include "world/world-dice.h"

#include <stdio.h>
#include <unistd.h>

#include <glib/gstdio.h>

static gint
compare_rows (gconstpointer a, gconstpointer b)
{
  const gint64 x = ((const WorldRow *) a)->at, y = ((const WorldRow *) b)->at;

  return (x > y) - (x < y);
}

void
draw_trace (const World *world, EnisimStream *dice, WorldWorkload *workload)
{
  const gint64 begins_at = GRID * below (dice, 100);

  workload->n_rows = 1 + below (dice, WORLD_ROWS_MAX);
  workload->is_sorted = has_luck (dice, 60);
  workload->has_sessions = has_luck (dice, 60);
  workload->has_durations = has_luck (dice, 60);
  for (guint i = 0; i < workload->n_rows; i++)
    workload->rows[i] = (WorldRow){ begins_at + draw_instant (dice, world->horizon)
                                        + (has_luck (dice, 20) ? 1 + below (dice, 999999) : 0),
                                    below (dice, 8), GRID * below (dice, 4) };
  if (workload->is_sorted)
    qsort (workload->rows, workload->n_rows, sizeof *workload->rows, compare_rows);
}

char *
world_trace_to_csv (const WorldWorkload *workload)
{
  GString *csv = g_string_new ("at,who,ms\n");

  for (guint i = 0; i < workload->n_rows; i++)
    g_string_append_printf (csv, "%" G_GINT64_FORMAT ",user %u,%" G_GINT64_FORMAT "\n",
                            workload->rows[i].at, workload->rows[i].session,
                            workload->rows[i].duration_us / 1000);
  return g_string_free (csv, FALSE);
}

void
world_write_traces (World *world)
{
  for (guint i = 0; i < world->n_workloads; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *csv = NULL;
      FILE *file;
      int fd;

      if (world->workloads[i].kind != WORLD_TRACE)
        continue;
      csv = world_trace_to_csv (&world->workloads[i]);
      fd = g_file_open_tmp ("enisim-world-XXXXXX.csv", &world->trace_paths[i], &error);
      g_assert_no_error (error);
      file = fdopen (fd, "w");
      fputs (csv, file);
      fclose (file);
    }
}

void
world_remove_traces (World *world)
{
  for (guint i = 0; i < world->n_workloads; i++)
    {
      if (world->trace_paths[i] != NULL)
        g_unlink (world->trace_paths[i]);
      g_clear_pointer (&world->trace_paths[i], g_free);
    }
}
