/* report-deletions.c: what somebody wanted to delete, what stood in the way, and until when */
#include "report/people-text.h"
#include "report/report-json-parts.h"
#include "report/report-table-parts.h"

enum
{
  DELETIONS_MAX = 20 /* told to people, a sentence each */
};

static const struct
{
  const char *name, *one, *many;
} blockers[ENISIM_N_BLOCKERS] = {
  [ENISIM_BLOCKER_ENI] = { "enis", "ENI", "ENIs" },
  [ENISIM_BLOCKER_ENDPOINT] = { "endpoint_enis", "ENI of an endpoint", "ENIs of endpoints" },
  [ENISIM_BLOCKER_NAT_GATEWAY] = { "nat_gateways", "NAT gateway", "NAT gateways" },
  [ENISIM_BLOCKER_OTHER] = { "other", "other holder", "other holders" },
  [ENISIM_BLOCKER_BACKGROUND] = { "background", "background address", "background addresses" },
  [ENISIM_BLOCKER_RULE]
  = { "rules", "security group that names it", "security groups that name it" },
};

static const char *const results[] = { [ENISIM_DELETION_DONE] = "done",
                                       [ENISIM_DELETION_REFUSED] = "refused",
                                       [ENISIM_DELETION_GONE] = "not_found" };

static const char *
get_name (const EnisimRunSummary *summary, const EnisimDeletion *deletion)
{
  return deletion->kind == ENISIM_DELETION_SUBNET
             ? summary->scenario->subnets[deletion->subject].name
             : summary->security_groups[deletion->subject];
}

static void
add_blockers (GString *text, const EnisimDeletion *deletion)
{
  guint n = 0, n_parts = 0;

  for (guint i = 0; i < ENISIM_N_BLOCKERS; i++)
    n_parts += deletion->blocked_by[i] > 0 ? 1 : 0;
  for (guint i = 0; i < ENISIM_N_BLOCKERS; i++)
    if (deletion->blocked_by[i] > 0)
      {
        enisim_people_add_joint (text, n++, n_parts);
        enisim_people_add_count (text, deletion->blocked_by[i], blockers[i].one, blockers[i].many);
      }
}

static void
add_sentence (EnisimTextPage *page, const EnisimRunSummary *summary, const EnisimDeletion *deletion)
{
  g_autoptr (GString) text = g_string_new (
      deletion->kind == ENISIM_DELETION_SUBNET ? "Deletion of subnet " : "Deletion of group ");

  g_string_append_printf (text, "%s at ", get_name (summary, deletion));
  enisim_people_add_span (text, deletion->requested_at);
  if (deletion->result == ENISIM_DELETION_DONE)
    g_string_append (text, ": done.");
  else if (deletion->result == ENISIM_DELETION_GONE)
    g_string_append (text, ": refused, it was deleted before.");
  else
    {
      g_string_append (text, ": refused (DependencyViolation), ");
      add_blockers (text, deletion);
      if (deletion->passes_at == ENISIM_TIME_NEVER)
        g_string_append (text, "; it would not have passed before the end of the run.");
      else
        {
          g_string_append (text, "; it would have passed at ");
          enisim_people_add_span (text, deletion->passes_at);
          g_string_append_c (text, '.');
        }
    }
  enisim_text_page_add_paragraph (page, 0, text->str, deletion->result != ENISIM_DELETION_DONE);
}

void
enisim_report_add_deletions (EnisimTextPage *page, const EnisimRunSummary *summary)
{
  for (guint i = 0; i < MIN (summary->n_deletions, DELETIONS_MAX); i++)
    add_sentence (page, summary, &summary->deletions[i]);
  if (summary->n_deletions > DELETIONS_MAX)
    {
      g_autofree char *more
          = g_strdup_printf ("and %u deletions more.", summary->n_deletions - DELETIONS_MAX);

      enisim_text_page_add_paragraph (page, 0, more, FALSE);
    }
}

static void
write_deletion (EnisimJsonWriter *writer, const EnisimRunSummary *summary,
                const EnisimDeletion *deletion)
{
  enisim_json_writer_begin_object (writer);
  enisim_report_json_add_int (writer, "at_us", deletion->requested_at);
  enisim_report_json_add_string (
      writer, deletion->kind == ENISIM_DELETION_SUBNET ? "subnet" : "security_group",
      get_name (summary, deletion));
  enisim_report_json_add_string (writer, "result", results[deletion->result]);
  enisim_report_json_begin_object (writer, "blocked_by");
  for (guint i = 0; i < ENISIM_N_BLOCKERS; i++)
    enisim_report_json_add_uint (writer, blockers[i].name, deletion->blocked_by[i]);
  enisim_json_writer_end_object (writer);
  enisim_report_json_add_at (writer, "passes_at_us", deletion->passes_at);
  enisim_json_writer_end_object (writer);
}

void
enisim_report_json_deletions (EnisimJsonWriter *writer, const EnisimRunSummary *summary)
{
  enisim_json_writer_begin_array (writer);
  for (guint i = 0; i < summary->n_deletions; i++)
    write_deletion (writer, summary, &summary->deletions[i]);
  enisim_json_writer_end_array (writer);
}
