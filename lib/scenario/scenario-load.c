/* scenario-load.c: a scenario from a file or a text
 *
 * Reads bytes and nothing else: it is all of this layer that needs libfyaml.
 */
#include <enisim/enisim-scenario.h>

#include <string.h>

#include "scenario/loader.h"
#include "text/override.h"
#include "text/read-file.h"
#include "text/reader.h"

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

EnisimScenario *
enisim_scenario_load_file (const char *path, const char *const *overrides, GError **error)
{
  g_autofree char *name = NULL;
  g_autofree char *folder = NULL;
  g_autoptr (GByteArray) bytes = NULL;
  const char *reason = NULL;

  G_STATIC_ASSERT (ENISIM_SCENARIO_BYTES_MAX == ENISIM_READ_FILE_BYTES_MAX);
  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  name = g_filename_display_name (path);
  bytes = enisim_read_file (path, ENISIM_SCENARIO_BYTES_MAX, &reason);
  if (bytes == NULL)
    {
      g_set_error (error, ENISIM_ERROR, ENISIM_ERROR_INVALID, "%s: %s", name, reason);
      return NULL;
    }
  folder = g_path_get_dirname (path);
  return load (name, folder, bytes->data, bytes->len, overrides, error);
}
