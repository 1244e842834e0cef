/* worlds-soak.c: any number of random worlds, and what they have tried
 *
 *   enisim-worlds [--from SEED] [--count N] [--jobs J] [--show SEED]
 *
 * Prints how many worlds had each feature.  At the first world in which the
 * simulator and its twin disagree it prints the seed, the event and the
 * difference, and ends with 1.
 */
#include "world/world-run.h"

#include <stdlib.h>

typedef struct
{
  guint64 from, count;
  guint64 n_taken; /* atomic by the lock below, as is all that follows */
  GMutex lock;
  guint64 n_done, n_events, n_foreseeing;
  guint64 n_worlds_with[FEATURE_N];
  guint64 failed_seed;
  char *failure; /* of the least seed that fails */
} Soak;

static gboolean
take_seed (Soak *soak, guint64 *seed)
{
  gboolean is_taken;

  g_mutex_lock (&soak->lock);
  is_taken = soak->n_taken < soak->count && soak->failure == NULL;
  if (is_taken)
    *seed = soak->from + soak->n_taken++;
  g_mutex_unlock (&soak->lock);
  return is_taken;
}

static void
note_run (Soak *soak, guint64 seed, const WorldRun *run, char *failure)
{
  g_mutex_lock (&soak->lock);
  soak->n_done++;
  soak->n_events += run->n_events;
  soak->n_foreseeing += run->n_unbooked > 0;
  for (guint i = 0; i < FEATURE_N; i++)
    soak->n_worlds_with[i] += run->n_seen[i] > 0;
  if (failure != NULL && (soak->failure == NULL || seed < soak->failed_seed))
    {
      g_free (soak->failure);
      soak->failure = failure;
      soak->failed_seed = seed;
    }
  else
    g_free (failure);
  g_mutex_unlock (&soak->lock);
}

static gpointer
work (gpointer data)
{
  Soak *soak = data;
  guint64 seed;

  while (take_seed (soak, &seed))
    {
      WorldRun run;
      char *failure = world_run (seed, &run);

      note_run (soak, seed, &run, failure);
    }
  return NULL;
}

static void
run_jobs (Soak *soak, guint n_jobs)
{
  g_autofree GThread **threads = g_new (GThread *, n_jobs);

  for (guint i = 0; i < n_jobs; i++)
    threads[i] = g_thread_new ("worlds", work, soak);
  for (guint i = 0; i < n_jobs; i++)
    g_thread_join (threads[i]);
}

static void
print (const Soak *soak)
{
  for (guint i = 0; i < FEATURE_N; i++)
    g_print ("%9" G_GUINT64_FORMAT "  %s\n", soak->n_worlds_with[i],
             feature_get_text ((Feature) i));
  g_print ("%9" G_GUINT64_FORMAT "  a session whose life is foreseen\n", soak->n_foreseeing);
  g_print ("%" G_GUINT64_FORMAT " worlds from seed %" G_GUINT64_FORMAT ", %" G_GUINT64_FORMAT
           " events\n",
           soak->n_done, soak->from, soak->n_events);
  if (soak->failure != NULL)
    g_print ("seed %" G_GUINT64_FORMAT " fails %s\n", soak->failed_seed, soak->failure);
}

static void
show (guint64 seed)
{
  g_autoptr (World) world = world_new (seed);
  g_autofree char *yaml = world_to_yaml (world);

  g_print ("%s", yaml);
  for (guint i = 0; i < world->n_workloads; i++)
    if (world->workloads[i].kind == WORLD_TRACE)
      {
        g_autofree char *csv = world_trace_to_csv (&world->workloads[i]);

        g_print ("\n# the trace of w%u:\n%s", i, csv);
      }
}

int
main (int argc, char **argv)
{
  gint64 from = 0, count = 1000, shown = -1;
  gint n_jobs = (gint) g_get_num_processors ();
  const GOptionEntry entries[] = {
    { "from", 0, 0, G_OPTION_ARG_INT64, &from, "the first seed", "SEED" },
    { "count", 0, 0, G_OPTION_ARG_INT64, &count, "how many worlds", "N" },
    { "jobs", 0, 0, G_OPTION_ARG_INT, &n_jobs, "how many at once", "J" },
    { "show", 0, 0, G_OPTION_ARG_INT64, &shown, "print one world's scenario", "SEED" },
    { NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  Soak soak = { 0 };

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc > 1 || from < 0 || count < 0)
    {
      g_printerr ("%s\n", error != NULL ? error->message : "expected numbers, and nothing else");
      return 2;
    }
  if (shown >= 0)
    {
      show ((guint64) shown);
      return EXIT_SUCCESS;
    }
  soak.from = (guint64) from;
  soak.count = (guint64) count;
  g_mutex_init (&soak.lock);
  run_jobs (&soak, (guint) MAX (1, n_jobs));
  print (&soak);
  g_mutex_clear (&soak.lock);
  if (soak.failure == NULL)
    return EXIT_SUCCESS;
  g_free (soak.failure);
  return EXIT_FAILURE;
}
