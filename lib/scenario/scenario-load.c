/* scenario-load.c: a scenario from a file or a text
 *
 * Reads bytes and nothing else: with text/reader.c and text/override.c it is all that needs
 * libfyaml.
 */
#include <enisim/enisim-scenario.h>

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "scenario/loader.h"
#include "text/override.h"
#include "text/reader.h"

enum
{
  READ_SIZE = 64 * 1024
};

static void
apply_override (EnisimDocument *document, const char *override, EnisimComplaints *complaints)
{
  const char *mark = strchr (override, '=');
  g_autofree char *path = mark != NULL ? g_strndup (override, (gsize) (mark - override)) : NULL;
  g_autofree char *source = g_strconcat ("--set ", path != NULL ? path : override, NULL);
  const EnisimPosition at = { .name = source };
  const char *reason;

  if (path == NULL)
    enisim_complaints_add_at (complaints, at, "expected path=value");
  else if (!enisim_document_set (document, path, mark + 1, &reason))
    enisim_complaints_add_at (complaints, at, "%s", reason);
}

/* @folder: (nullable): where relative paths start */
static EnisimScenario *
load (const char *name, const char *folder, const guint8 *data, gsize length,
      const char *const *overrides, GError **error)
{
  g_autoptr (EnisimComplaints) complaints = enisim_complaints_new ();
  g_autoptr (EnisimDocument) document = NULL;
  g_autoptr (EnisimScenario) scenario = NULL;
  EnisimTextLimits limits = enisim_text_limits_get_default ();

  limits.bytes_max = ENISIM_SCENARIO_BYTES_MAX;
  limits.nodes_max = ENISIM_SCENARIO_NODES_MAX;
  document = enisim_document_parse (name, data != NULL ? data : (const guint8 *) "", length,
                                    &limits, complaints);
  if (document != NULL)
    {
      for (; overrides != NULL && *overrides != NULL; overrides++)
        apply_override (document, *overrides, complaints);
      scenario = enisim_load_document (document, folder, complaints);
    }
  if (enisim_complaints_to_error (complaints, error))
    return NULL;
  return g_steal_pointer (&scenario);
}

EnisimScenario *
enisim_scenario_load_data (const char *name, const guint8 *data, gsize length,
                           const char *const *overrides, GError **error)
{
  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (data != NULL || length == 0, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return load (name, NULL, data, length, overrides, error);
}

/* Not blocking, so that a pipe nobody writes to is empty instead of waited for; one that somebody
 * writes to is then read to its end. */
static int
open_file (const char *path, const char **reason)
{
  const int file = open (path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  struct stat info;

  if (file < 0 || fstat (file, &info) != 0)
    *reason = g_strerror (errno);
  else if (S_ISDIR (info.st_mode))
    *reason = g_strerror (EISDIR);
  else if (fcntl (file, F_SETFL, 0) != 0)
    *reason = g_strerror (errno);
  else
    return file;
  if (file >= 0)
    close (file);
  return -1;
}

/* Never more than a scenario may have, for a device has no end.  Returns: (nullable): the
 * complaint. */
static const char *
read_bytes (int file, GByteArray *bytes)
{
  guint8 buffer[READ_SIZE];
  gssize n;

  G_STATIC_ASSERT (ENISIM_SCENARIO_BYTES_MAX == 16 * 1024 * 1024);

  while ((n = read (file, buffer, sizeof buffer)) != 0)
    {
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return g_strerror (errno);
      g_byte_array_append (bytes, buffer, (guint) n);
      if (bytes->len > ENISIM_SCENARIO_BYTES_MAX)
        return "larger than 16 MiB";
    }
  return NULL;
}

static GByteArray *
read_file (const char *path, const char **reason)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  const int file = open_file (path, reason);

  if (file < 0)
    return NULL;
  *reason = read_bytes (file, bytes);
  close (file);
  return *reason == NULL ? g_steal_pointer (&bytes) : NULL;
}

EnisimScenario *
enisim_scenario_load_file (const char *path, const char *const *overrides, GError **error)
{
  g_autofree char *name = NULL;
  g_autofree char *folder = NULL;
  g_autoptr (GByteArray) bytes = NULL;
  const char *reason = NULL;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  name = g_filename_display_name (path);
  bytes = read_file (path, &reason);
  if (bytes == NULL)
    {
      g_set_error (error, ENISIM_ERROR, ENISIM_ERROR_INVALID, "%s: %s", name, reason);
      return NULL;
    }
  folder = g_path_get_dirname (path);
  return load (name, folder, bytes->data, bytes->len, overrides, error);
}
