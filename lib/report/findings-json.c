/* findings-json.c: what is wrong with a description, for programs */
#include <enisim/enisim-report.h>
#include <enisim/enisim-version.h>

#include "advise/check.h"
#include "report/report-json-parts.h"

static void
add_suppression (EnisimJsonWriter *writer, const EnisimFinding *finding)
{
  enisim_json_writer_name (writer, "suppression");
  if (finding->suppression == ENISIM_SUPPRESSION_NONE && finding->until == NULL)
    {
      enisim_json_writer_null (writer);
      return;
    }
  enisim_json_writer_begin_object (writer);
  enisim_report_json_add_bool (writer, "expired", finding->suppression == ENISIM_SUPPRESSION_NONE);
  enisim_report_json_add_string (writer, "by",
                                 finding->suppression == ENISIM_SUPPRESSION_NONE
                                     ? NULL
                                     : enisim_suppression_kind_get_name (finding->suppression));
  enisim_report_json_add_string (writer, "until", finding->until);
  enisim_report_json_add_string (writer, "reason", finding->justification);
  enisim_json_writer_end_object (writer);
}

static void
add_finding (EnisimJsonWriter *writer, const EnisimFinding *finding)
{
  enisim_json_writer_begin_object (writer);
  enisim_report_json_add_string (writer, "rule", finding->rule->id);
  enisim_report_json_add_string (writer, "severity", enisim_severity_get_name (finding->severity));
  enisim_report_json_add_bool (writer, "known", finding->is_known);
  enisim_report_json_add_bool (writer, "fails", finding->fails);
  enisim_report_json_add_string (writer, "file", finding->file);
  enisim_report_json_add_uint (writer, "line", finding->line);
  enisim_report_json_add_uint (writer, "column", finding->column);
  enisim_report_json_add_string (writer, "resource", finding->resource);
  enisim_report_json_add_string (writer, "resource_id", finding->resource_id);
  enisim_report_json_add_string (writer, "subject", finding->subject);
  enisim_report_json_add_string (writer, "reason", finding->reason);
  enisim_report_json_add_string (writer, "fix", finding->fix);
  enisim_report_json_add_string (writer, "fingerprint", finding->fingerprint);
  add_suppression (writer, finding);
  enisim_json_writer_end_object (writer);
}

static void
add_rule (EnisimJsonWriter *writer, const EnisimCheckRule *rule)
{
  enisim_json_writer_begin_object (writer);
  enisim_report_json_add_string (writer, "id", rule->id);
  enisim_report_json_add_string (writer, "severity", enisim_severity_get_name (rule->severity));
  enisim_report_json_add_string (writer, "title", rule->title);
  enisim_report_json_add_string (writer, "fact", rule->fact);
  enisim_report_json_add_string (writer, "mark", rule->mark);
  enisim_report_json_add_string (writer, "source", rule->source);
  enisim_report_json_add_string (writer, "fix", rule->fix);
  enisim_json_writer_end_object (writer);
}

static void
add_counts (EnisimJsonWriter *writer, EnisimCheckCounts counts)
{
  enisim_json_writer_name (writer, "counts");
  enisim_json_writer_begin_object (writer);
  enisim_report_json_add_uint (writer, "errors", counts.by_severity[ENISIM_SEVERITY_ERROR]);
  enisim_report_json_add_uint (writer, "warnings", counts.by_severity[ENISIM_SEVERITY_WARNING]);
  enisim_report_json_add_uint (writer, "notes", counts.by_severity[ENISIM_SEVERITY_NOTE]);
  enisim_report_json_add_uint (writer, "suppressed", counts.suppressed);
  enisim_report_json_add_uint (writer, "expired", counts.expired);
  enisim_report_json_add_uint (writer, "not_known", counts.not_known);
  enisim_report_json_add_uint (writer, "failing", counts.failing);
  enisim_json_writer_end_object (writer);
}

static void
add_scope (EnisimJsonWriter *writer, const EnisimCheck *check)
{
  enisim_json_writer_name (writer, "scope");
  enisim_json_writer_begin_object (writer);
  enisim_report_json_add_string (writer, "text", enisim_check_get_scope (check));
  enisim_report_json_add_uint (writer, "agents", enisim_check_get_n_agents (check));
  enisim_json_writer_name (writer, "rules");
  enisim_json_writer_begin_array (writer);
  for (guint i = 0; i < enisim_check_get_n_rules (); i++)
    {
      const EnisimCheckTally tally = enisim_check_get_tally (check, i);

      enisim_json_writer_begin_object (writer);
      enisim_report_json_add_string (writer, "id", enisim_check_get_rule (i)->id);
      enisim_report_json_add_uint (writer, "looked_at", tally.looked_at);
      enisim_report_json_add_uint (writer, "found", tally.found);
      enisim_report_json_add_uint (writer, "not_known", tally.not_known);
      enisim_json_writer_end_object (writer);
    }
  enisim_json_writer_end_array (writer);
  enisim_json_writer_end_object (writer);
}

static void
add_notes (EnisimJsonWriter *writer, const EnisimCheck *check)
{
  enisim_json_writer_name (writer, "notes");
  enisim_json_writer_begin_array (writer);
  for (guint i = 0; i < enisim_check_get_n_notes (check); i++)
    {
      const EnisimCheckNote *note = enisim_check_get_note (check, i);

      enisim_json_writer_begin_object (writer);
      enisim_report_json_add_string (writer, "text", note->text);
      enisim_report_json_add_string (writer, "file", note->file);
      enisim_report_json_add_uint (writer, "line", note->line);
      enisim_report_json_add_uint (writer, "column", note->column);
      enisim_json_writer_end_object (writer);
    }
  enisim_json_writer_end_array (writer);
}

static void
begin (EnisimJsonWriter *writer, GString *out)
{
  enisim_json_writer_init (writer, out, ENISIM_JSON_COMPACT);
  enisim_json_writer_begin_object (writer);
  enisim_report_json_add_uint (writer, "schema_version", ENISIM_REPORT_SCHEMA_VERSION);
  enisim_report_json_add_string (writer, "enisim_version", enisim_get_version ());
}

static char *
end (EnisimJsonWriter *writer, GString *out)
{
  enisim_json_writer_end_object (writer);
  g_string_append_c (out, '\n');
  return g_string_free (out, FALSE);
}

char *
enisim_report_check_to_json (const EnisimCheck *check)
{
  EnisimJsonWriter writer;
  GString *out;

  g_return_val_if_fail (check != NULL, NULL);

  out = g_string_new (NULL);
  begin (&writer, out);
  add_counts (&writer, enisim_check_get_counts (check));
  add_scope (&writer, check);
  enisim_json_writer_name (&writer, "findings");
  enisim_json_writer_begin_array (&writer);
  for (guint i = 0; i < enisim_check_get_n_findings (check); i++)
    add_finding (&writer, enisim_check_get_finding (check, i));
  enisim_json_writer_end_array (&writer);
  enisim_json_writer_name (&writer, "assumed_uses");
  enisim_json_writer_begin_array (&writer);
  for (guint i = 0; i < enisim_check_get_n_assumed (check); i++)
    enisim_json_writer_string (&writer, enisim_check_get_assumed (check, i));
  enisim_json_writer_end_array (&writer);
  add_notes (&writer, check);
  return end (&writer, out);
}

char *
enisim_report_rules_to_json (void)
{
  EnisimJsonWriter writer;
  GString *out = g_string_new (NULL);

  begin (&writer, out);
  enisim_json_writer_name (&writer, "rules");
  enisim_json_writer_begin_array (&writer);
  for (guint i = 0; i < enisim_check_get_n_rules (); i++)
    add_rule (&writer, enisim_check_get_rule (i));
  enisim_json_writer_end_array (&writer);
  return end (&writer, out);
}
