/* corpus-replay.c: a fuzz target over the files of folders, once each, where there is no libFuzzer
 *
 * Every file that ever broke something stays in tests/fuzz/corpus and is tried again by each run
 * of the tests, whatever the compiler.
 */
#include <stdlib.h>

#include <glib.h>

#include "fuzz-target.h"

/* Returns: whether it could be read. */
static gboolean
replay_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL;
  gsize length;

  if (!g_file_get_contents (path, &bytes, &length, &error))
    {
      g_printerr ("%s\n", error->message);
      return FALSE;
    }
  g_print ("%s\n", path); /* the last one is the culprit */
  LLVMFuzzerTestOneInput ((const guint8 *) bytes, length);
  return TRUE;
}

/* Returns: how many files there were; 0 with a message if one could not be read. */
static guint
replay_folder (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) folder = g_dir_open (path, 0, &error);
  const char *name;
  guint n_files = 0;

  if (folder == NULL)
    {
      g_printerr ("%s\n", error->message);
      return 0;
    }
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      if (g_file_test (file, G_FILE_TEST_IS_DIR))
        continue; /* of another target */
      if (!replay_file (file))
        return 0;
      n_files++;
    }
  return n_files;
}

/* A folder without files fails: it was moved, and nothing would be tried any more. */
int
main (int argc, char **argv)
{
  for (int i = 1; i < argc; i++)
    if (replay_folder (argv[i]) == 0)
      return EXIT_FAILURE;
  return argc > 1 ? EXIT_SUCCESS : EXIT_FAILURE;
}
