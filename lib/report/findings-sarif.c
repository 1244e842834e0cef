/* findings-sarif.c: what is wrong with a description, as SARIF 2.1.0
 *
 * The OASIS standard's names and places: a rule is described once and pointed at, a result has a
 * place and a number that survives moved lines, a suppressed one says by whom.  What is not known
 * is a result of the kind "open", which has no level.
 */
#include <enisim/enisim-report.h>
#include <enisim/enisim-version.h>

#include "report/findings-text.h"
#include "report/report-json-parts.h"

#define SCHEMA "https://json.schemastore.org/sarif-2.1.0.json"

static void
begin_object (EnisimJsonWriter *writer, const char *name)
{
  enisim_json_writer_name (writer, name);
  enisim_json_writer_begin_object (writer);
}

static void
begin_array (EnisimJsonWriter *writer, const char *name)
{
  enisim_json_writer_name (writer, name);
  enisim_json_writer_begin_array (writer);
}

/* What SARIF calls a message. */
static void
add_message (EnisimJsonWriter *writer, const char *name, const char *text)
{
  begin_object (writer, name);
  enisim_report_json_add_string (writer, "text", text);
  enisim_json_writer_end_object (writer);
}

static void
add_rule (EnisimJsonWriter *writer, const EnisimCheckRule *rule)
{
  g_autofree char *fact = g_strdup_printf ("%s (%s, %s).", rule->fact, rule->mark, rule->source);
  g_autofree char *help = g_strdup_printf ("%s.", rule->fix);

  enisim_json_writer_begin_object (writer);
  enisim_report_json_add_string (writer, "id", rule->id);
  add_message (writer, "shortDescription", rule->title);
  add_message (writer, "fullDescription", fact);
  add_message (writer, "help", help);
  begin_object (writer, "defaultConfiguration");
  enisim_report_json_add_string (writer, "level", enisim_severity_get_name (rule->severity));
  enisim_json_writer_end_object (writer);
  begin_object (writer, "properties");
  enisim_report_json_add_string (writer, "mark", rule->mark);
  enisim_json_writer_end_object (writer);
  enisim_json_writer_end_object (writer);
}

static void
add_tool (EnisimJsonWriter *writer)
{
  begin_object (writer, "tool");
  begin_object (writer, "driver");
  enisim_report_json_add_string (writer, "name", "enisim");
  enisim_report_json_add_string (writer, "version", enisim_get_version ());
  begin_array (writer, "rules");
  for (guint i = 0; i < enisim_check_get_n_rules (); i++)
    add_rule (writer, enisim_check_get_rule (i));
  enisim_json_writer_end_array (writer);
  enisim_json_writer_end_object (writer);
  enisim_json_writer_end_object (writer);
}

/* A path as it is written, but for what a URI may not have; one from the root is of a file. */
static void
add_uri (EnisimJsonWriter *writer, const char *file)
{
  g_autofree char *escaped = g_uri_escape_string (file, "/", FALSE);
  g_autofree char *uri = g_strconcat (file[0] == '/' ? "file://" : "", escaped, NULL);

  enisim_report_json_add_string (writer, "uri", uri);
}

static void
add_physical (EnisimJsonWriter *writer, const char *file, guint line, guint column)
{
  begin_object (writer, "physicalLocation");
  begin_object (writer, "artifactLocation");
  add_uri (writer, file);
  enisim_json_writer_end_object (writer);
  begin_object (writer, "region");
  enisim_report_json_add_uint (writer, "startLine", MAX (line, 1));
  enisim_report_json_add_uint (writer, "startColumn", MAX (column, 1));
  enisim_json_writer_end_object (writer);
  enisim_json_writer_end_object (writer);
}

static void
add_location (EnisimJsonWriter *writer, const EnisimFinding *finding)
{
  begin_array (writer, "locations");
  enisim_json_writer_begin_object (writer);
  add_physical (writer, finding->file, finding->line, finding->column);
  begin_array (writer, "logicalLocations");
  enisim_json_writer_begin_object (writer);
  enisim_report_json_add_string (writer, "name", finding->resource);
  enisim_report_json_add_string (writer, "fullyQualifiedName", finding->resource_id);
  enisim_report_json_add_string (writer, "kind", "resource");
  enisim_json_writer_end_object (writer);
  enisim_json_writer_end_array (writer);
  enisim_json_writer_end_object (writer);
  enisim_json_writer_end_array (writer);
}

/* An empty list says that somebody looked, and that the result stands. */
static void
add_suppressions (EnisimJsonWriter *writer, const EnisimFinding *finding)
{
  begin_array (writer, "suppressions");
  if (finding->suppression != ENISIM_SUPPRESSION_NONE)
    {
      enisim_json_writer_begin_object (writer);
      enisim_report_json_add_string (
          writer, "kind",
          finding->suppression == ENISIM_SUPPRESSION_OPTION ? "external" : "inSource");
      enisim_report_json_add_string (writer, "status", "accepted");
      if (finding->justification != NULL)
        enisim_report_json_add_string (writer, "justification", finding->justification);
      if (finding->until != NULL)
        {
          begin_object (writer, "properties");
          enisim_report_json_add_string (writer, "until", finding->until);
          enisim_json_writer_end_object (writer);
        }
      enisim_json_writer_end_object (writer);
    }
  enisim_json_writer_end_array (writer);
}

/* A suppression that no longer holds is none, and what it said is worth keeping. */
static void
add_expired (EnisimJsonWriter *writer, const EnisimFinding *finding)
{
  begin_object (writer, "properties");
  begin_object (writer, "expiredSuppression");
  enisim_report_json_add_string (writer, "until", finding->until);
  if (finding->justification != NULL)
    enisim_report_json_add_string (writer, "justification", finding->justification);
  enisim_json_writer_end_object (writer);
  enisim_json_writer_end_object (writer);
}

static void
add_result (EnisimJsonWriter *writer, const EnisimFinding *finding)
{
  g_autofree char *text = enisim_finding_make_message (finding);

  enisim_json_writer_begin_object (writer);
  enisim_report_json_add_string (writer, "ruleId", finding->rule->id);
  enisim_report_json_add_uint (writer, "ruleIndex", finding->rule_index);
  enisim_report_json_add_string (writer, "kind", finding->is_known ? "fail" : "open");
  enisim_report_json_add_string (
      writer, "level", finding->is_known ? enisim_severity_get_name (finding->severity) : "none");
  add_message (writer, "message", text);
  add_location (writer, finding);
  begin_object (writer, "partialFingerprints");
  enisim_report_json_add_string (writer, "enisim/v1", finding->fingerprint);
  enisim_json_writer_end_object (writer);
  add_suppressions (writer, finding);
  if (enisim_finding_has_expired (finding))
    add_expired (writer, finding);
  enisim_json_writer_end_object (writer);
}

static void
add_notification (EnisimJsonWriter *writer, const EnisimCheckNote *note)
{
  enisim_json_writer_begin_object (writer);
  enisim_report_json_add_string (writer, "level", "note");
  add_message (writer, "message", note->text);
  if (note->file != NULL)
    {
      begin_array (writer, "locations");
      enisim_json_writer_begin_object (writer);
      add_physical (writer, note->file, note->line, note->column);
      enisim_json_writer_end_object (writer);
      enisim_json_writer_end_array (writer);
    }
  enisim_json_writer_end_object (writer);
}

/* What was looked at, and what is no result: SARIF has notifications for it. */
static void
add_invocation (EnisimJsonWriter *writer, const EnisimCheck *check)
{
  const EnisimCheckNote scope = { .text = enisim_check_get_scope (check) };

  begin_array (writer, "invocations");
  enisim_json_writer_begin_object (writer);
  enisim_report_json_add_bool (writer, "executionSuccessful", TRUE);
  begin_array (writer, "toolExecutionNotifications");
  add_notification (writer, &scope);
  for (guint i = 0; i < enisim_check_get_n_notes (check); i++)
    add_notification (writer, enisim_check_get_note (check, i));
  enisim_json_writer_end_array (writer);
  enisim_json_writer_end_object (writer);
  enisim_json_writer_end_array (writer);
}

char *
enisim_report_check_to_sarif (const EnisimCheck *check, gboolean with_not_known)
{
  EnisimJsonWriter writer;
  GString *out;

  g_return_val_if_fail (check != NULL, NULL);

  out = g_string_new (NULL);
  enisim_json_writer_init (&writer, out, ENISIM_JSON_PRETTY);
  enisim_json_writer_begin_object (&writer);
  enisim_report_json_add_string (&writer, "$schema", SCHEMA);
  enisim_report_json_add_string (&writer, "version", "2.1.0");
  begin_array (&writer, "runs");
  enisim_json_writer_begin_object (&writer);
  add_tool (&writer);
  enisim_report_json_add_string (&writer, "columnKind", "unicodeCodePoints");
  add_invocation (&writer, check);
  begin_array (&writer, "results");
  for (guint i = 0; i < enisim_check_get_n_findings (check); i++)
    {
      const EnisimFinding *finding = enisim_check_get_finding (check, i);

      if (finding->is_known || with_not_known)
        add_result (&writer, finding);
    }
  enisim_json_writer_end_array (&writer);
  enisim_json_writer_end_object (&writer);
  enisim_json_writer_end_array (&writer);
  enisim_json_writer_end_object (&writer);
  g_string_append_c (out, '\n');
  return g_string_free (out, FALSE);
}
