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

enum
{
  OVERRIDES_NAMED_MAX = 3
};

/* A file and what is told about it. */
typedef struct
{
  const char *name;
  const char *folder; /* (nullable): where relative paths start */
  const guint8 *data;
  gsize length;
} Source;

/* Returns: (transfer full): "--set PATH", as positions have it */
static char *
name_override (const char *override)
{
  g_autofree char *path = g_strndup (override, strcspn (override, "="));

  return g_strconcat ("--set ", path, NULL);
}

/* Blanks and a comment are no value, though nobody wrote null. */
static gboolean
is_empty (const char *value)
{
  value += strspn (value, " \t\r\n");
  return *value == '\0' || *value == '#';
}

/* Nothing at all is what a shell makes of a variable that is not set: never the default. */
static void
apply_override (EnisimDocument *document, const char *override, EnisimComplaints *complaints)
{
  const char *mark = strchr (override, '=');
  g_autofree char *path = mark != NULL ? g_strndup (override, (gsize) (mark - override)) : NULL;
  g_autofree char *source = name_override (override);
  const EnisimPosition at = { .name = source };
  const char *reason;

  if (path == NULL)
    enisim_complaints_add_at (complaints, at, "expected path=value");
  else if (is_empty (mark + 1))
    enisim_complaints_add_at (complaints, at,
                              "an empty value, expected %s=VALUE, or %s=null for the default", path,
                              path);
  else if (!enisim_document_set (document, path, mark + 1, &reason))
    enisim_complaints_add_at (complaints, at, "%s", reason);
}

/* @overrides: (nullable)
 * Returns: (nullable): NULL with a complaint; what there is with a complaint is of no use */
static EnisimScenario *
read_source (const Source *source, const char *const *overrides, EnisimComplaints *complaints)
{
  const guint8 *data = source->data != NULL ? source->data : (const guint8 *) "";
  EnisimTextLimits limits = enisim_text_limits_get_default ();
  g_autoptr (EnisimDocument) document = NULL;

  limits.bytes_max = ENISIM_SCENARIO_BYTES_MAX;
  limits.nodes_max = ENISIM_SCENARIO_NODES_MAX;
  document = enisim_document_parse (source->name, data, source->length, &limits, complaints);
  if (document == NULL)
    return NULL;
  for (; overrides != NULL && *overrides != NULL; overrides++)
    apply_override (document, *overrides, complaints);
  return enisim_load_document (document, source->folder, complaints);
}

/* Returns: (transfer full): ", with --set vpc.cidr" */
static char *
name_overrides (const char *const *overrides)
{
  GString *text = g_string_new (NULL);
  const guint n = g_strv_length ((char **) overrides);

  for (guint i = 0; i < MIN (n, OVERRIDES_NAMED_MAX); i++)
    {
      g_autofree char *name = name_override (overrides[i]);

      g_string_append_printf (text, "%s%s", i == 0 ? ", with " : ", ", name);
    }
  if (n > OVERRIDES_NAMED_MAX)
    g_string_append_printf (text, " and %u more", n - OVERRIDES_NAMED_MAX);
  return g_string_free (text, FALSE);
}

/* The place of a complaint is where a value stands, and that need not be the one that was set: what
 * is wrong only with the overrides is told by a look without them. */
static void
remark_overrides (const Source *source, const char *const *overrides, EnisimComplaints *complaints)
{
  g_autoptr (EnisimComplaints) others = enisim_complaints_new ();
  g_autoptr (EnisimScenario) scenario = read_source (source, NULL, others);
  g_autofree char *names = name_overrides (overrides);

  enisim_complaints_remark (complaints, others, names);
}

static EnisimScenario *
load (const Source *source, const char *const *overrides, GError **error)
{
  g_autoptr (EnisimComplaints) complaints = enisim_complaints_new ();
  g_autoptr (EnisimScenario) scenario = read_source (source, overrides, complaints);

  if (enisim_complaints_get_n (complaints) > 0 && overrides != NULL && *overrides != NULL)
    remark_overrides (source, overrides, complaints);
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

  return load (&(Source){ .name = name, .data = data, .length = length }, overrides, error);
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
  return load (
      &(Source){ .name = name, .folder = folder, .data = bytes->data, .length = bytes->len },
      overrides, error);
}
