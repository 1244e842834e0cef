/* findings-github.c: findings as commands that GitHub's runners take for annotations */
#include <enisim/enisim-report.h>

#include "report/findings-text.h"

#include <string.h>

/* What has a meaning of its own is written as % and its two digits; in a property ':' and ',' have
 * one too. */
static void
add_escaped (GString *out, const char *text, gboolean is_property)
{
  const char *special = is_property ? "%\r\n:," : "%\r\n";

  for (; *text != '\0'; text++)
    {
      if (strchr (special, *text) != NULL)
        g_string_append_printf (out, "%%%02X", (guint) *text);
      else
        g_string_append_c (out, *text);
    }
}

static const char *
get_command (const EnisimFinding *finding)
{
  switch (finding->severity)
    {
    case ENISIM_SEVERITY_NOTE:
      return "notice";
    case ENISIM_SEVERITY_WARNING:
      return "warning";
    case ENISIM_SEVERITY_ERROR:
      return "error";
    }
  g_assert_not_reached ();
}

static void
add_finding (GString *out, const EnisimFinding *finding)
{
  g_autofree char *text = enisim_finding_make_message (finding);
  g_autofree char *message = g_strdup_printf ("%s: %s", finding->resource, text);

  g_string_append_printf (out, "::%s file=", get_command (finding));
  add_escaped (out, finding->file, TRUE);
  g_string_append_printf (out, ",line=%u,col=%u,title=enisim ", finding->line, finding->column);
  add_escaped (out, finding->rule->id, TRUE);
  g_string_append (out, "::");
  add_escaped (out, message, FALSE);
  g_string_append_c (out, '\n');
}

static void
add_note (GString *out, const EnisimCheckNote *note)
{
  g_string_append (out, "::notice ");
  if (note->file != NULL)
    {
      g_string_append (out, "file=");
      add_escaped (out, note->file, TRUE);
      g_string_append_printf (out, ",line=%u,col=%u,", note->line, note->column);
    }
  g_string_append (out, "title=enisim::");
  add_escaped (out, note->text, FALSE);
  g_string_append_c (out, '\n');
}

/* That nothing is found has to be told from that nothing was there to look at. */
char *
enisim_report_check_to_github (const EnisimCheck *check)
{
  GString *out;

  g_return_val_if_fail (check != NULL, NULL);

  out = g_string_new (NULL);
  for (guint i = 0; i < enisim_check_get_n_findings (check); i++)
    {
      const EnisimFinding *finding = enisim_check_get_finding (check, i);

      if (finding->is_known && finding->suppression == ENISIM_SUPPRESSION_NONE)
        add_finding (out, finding);
    }
  if (out->len == 0)
    add_note (out, &(EnisimCheckNote){ .text = enisim_check_get_scope (check) });
  for (guint i = 0; i < enisim_check_get_n_notes (check); i++)
    add_note (out, enisim_check_get_note (check, i));
  return g_string_free (out, FALSE);
}
