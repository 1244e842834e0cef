/* input.c: a scenario from a file, or anything from stdin */
#include "input.h"

#include <errno.h>
#include <unistd.h>

enum
{
  CHUNK_BYTES = 64 * 1024
};

static gboolean
is_stdin (const char *path)
{
  return g_str_equal (path, "-");
}

const char *
enisim_input_get_name (const char *path)
{
  return is_stdin (path) ? "<stdin>" : path;
}

/* Never more than one chunk past the limit, however much is sent. */
GByteArray *
enisim_input_read_stdin (guint bytes_max, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree guint8 *chunk = g_malloc (CHUNK_BYTES);
  gssize n;

  while ((n = read (STDIN_FILENO, chunk, CHUNK_BYTES)) != 0)
    {
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          g_set_error (error, ENISIM_ERROR, ENISIM_ERROR_INVALID, "<stdin>: cannot be read: %s",
                       g_strerror (errno));
          return NULL;
        }
      g_byte_array_append (bytes, chunk, (guint) n);
      if (bytes->len > bytes_max)
        {
          g_set_error (error, ENISIM_ERROR, ENISIM_ERROR_INVALID,
                       "<stdin>: more than %u bytes, the most that is read", bytes_max);
          return NULL;
        }
    }
  return g_steal_pointer (&bytes);
}

EnisimScenario *
enisim_input_load (const char *path, const char *const *overrides, GError **error)
{
  g_autoptr (GByteArray) bytes = NULL;

  if (!is_stdin (path))
    return enisim_scenario_load_file (path, overrides, error);
  bytes = enisim_input_read_stdin (ENISIM_SCENARIO_BYTES_MAX, error);
  if (bytes == NULL)
    return NULL;
  return enisim_scenario_load_data (enisim_input_get_name (path), bytes->data, bytes->len,
                                    overrides, error);
}
