/* report-churn.c: stacks that came and went, for people and for programs */
#include "report/people-text.h"
#include "report/report-json-parts.h"
#include "report/report-table-parts.h"
#include "report/text-grid.h"

static const EnisimTextColumn columns[] = {
  { .heading = "CHURN" },
  { .heading = "CAME", .is_right = TRUE },
  { .heading = "FAILED", .is_right = TRUE },
  { .heading = "DELETED", .is_right = TRUE },
  { .heading = "ALIVE", .is_right = TRUE },
  { .heading = "PEAK", .is_right = TRUE },
  { .heading = "OWN SGS", .is_right = TRUE },
  { .heading = "ORPHANED", .is_right = TRUE },
};

static const char *
get_word (const EnisimChurnSpec *spec, guint64 n)
{
  switch (spec->kind)
    {
    case ENISIM_CHURN_STACKS:
      return n == 1 ? "stack" : "stacks";
    case ENISIM_CHURN_REDEPLOY:
      return n == 1 ? "redeployment" : "redeployments";
    case ENISIM_CHURN_BLUE_GREEN:
      return n == 1 ? "generation" : "generations";
    }
  g_assert_not_reached ();
}

/* "31 for want of addresses and 2 for want of security groups" */
static void
add_causes (GString *text, const EnisimChurnSummary *churn)
{
  static const char *const phrases[] = {
    [ENISIM_STACK_FAILURE_STATIC] = "as nothing could serve them",
    [ENISIM_STACK_FAILURE_ADDRESSES] = "for want of addresses",
    [ENISIM_STACK_FAILURE_ENI_QUOTA] = "at the ENI quota",
    [ENISIM_STACK_FAILURE_SECURITY_GROUPS] = "at the quota of security groups",
    [ENISIM_STACK_FAILURE_AGENTS] = "at the quota of agents",
    [ENISIM_STACK_FAILURE_REFUSED] = "as a runtime refused the update",
  };
  guint n_causes = 0, index = 0;

  for (guint i = 0; i < ENISIM_N_STACK_FAILURES; i++)
    n_causes += churn->n_failed_by[i] > 0 ? 1 : 0;
  for (guint i = 0; i < ENISIM_N_STACK_FAILURES; i++)
    if (churn->n_failed_by[i] > 0)
      {
        enisim_people_add_joint (text, index++, n_causes);
        g_string_append_printf (text, "%" G_GUINT64_FORMAT " %s", churn->n_failed_by[i],
                                phrases[i]);
      }
}

static void
add_failures (EnisimTextPage *page, const EnisimChurnSpec *spec, const EnisimChurnSummary *churn)
{
  g_autoptr (GString) text = g_string_new (spec->arrivals.name);

  if (churn->n_failed == 0)
    return;
  g_string_append_printf (text, ": %" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT " %s failed, ",
                          churn->n_failed, churn->n_arrived, get_word (spec, churn->n_arrived));
  if (churn->n_failed > 1)
    g_string_append (text, "the first ");
  enisim_people_add_rounded_span (g_string_append (text, "at "), churn->first_failed_at);
  add_causes (g_string_append (text, ": "), churn);
  g_string_append_c (text, '.');
  enisim_text_page_add_paragraph (page, 0, text->str, TRUE);
}

/* Whether they fail nobody knows yet. */
static void
add_waiting (EnisimTextPage *page, const EnisimChurnSpec *spec, const EnisimChurnSummary *churn)
{
  g_autofree char *text = NULL;

  if (churn->n_waiting == 0)
    return;
  text = g_strdup_printf ("%s: %" G_GUINT64_FORMAT " %s waiting for a runtime at the end.",
                          spec->arrivals.name, churn->n_waiting,
                          churn->n_waiting == 1 ? "redeployment is" : "redeployments are");
  enisim_text_page_add_paragraph (page, 0, text, TRUE);
}

void
enisim_report_add_churn_failures (EnisimTextPage *page, const EnisimRunSummary *summary)
{
  for (guint i = 0; i < summary->scenario->n_churns; i++)
    {
      add_failures (page, &summary->scenario->churns[i], &summary->churns[i]);
      add_waiting (page, &summary->scenario->churns[i], &summary->churns[i]);
    }
}

void
enisim_report_add_churn (EnisimTextPage *page, const EnisimRunSummary *summary)
{
  g_auto (EnisimTextGrid) grid;

  enisim_text_grid_init (&grid, columns, G_N_ELEMENTS (columns));
  if (summary->scenario->n_churns > 0)
    enisim_text_page_begin_section (page);
  for (guint i = 0; i < summary->scenario->n_churns; i++)
    {
      const EnisimChurnSummary *churn = &summary->churns[i];

      enisim_text_grid_add (&grid, summary->scenario->churns[i].arrivals.name, FALSE);
      enisim_text_grid_add_number (&grid, churn->n_arrived, FALSE);
      enisim_text_grid_add_number (&grid, churn->n_failed, churn->n_failed > 0);
      enisim_text_grid_add_number (&grid, churn->n_deleted, FALSE);
      enisim_text_grid_add_number (&grid, churn->n_alive, FALSE);
      enisim_text_grid_add_number (&grid, churn->n_alive_peak, FALSE);
      enisim_text_grid_add_number (&grid, churn->n_own_sgs, FALSE);
      enisim_text_grid_add_number (&grid, churn->n_orphaned, churn->n_orphaned > 0);
    }
  enisim_text_grid_print (&grid, page);
}

static const char *
get_kind_name (EnisimChurnKind kind)
{
  static const char *const names[] = { [ENISIM_CHURN_STACKS] = "stacks",
                                       [ENISIM_CHURN_REDEPLOY] = "redeploy",
                                       [ENISIM_CHURN_BLUE_GREEN] = "blue_green" };

  return names[kind];
}

static void
write_failures (EnisimJsonWriter *writer, const EnisimChurnSummary *churn)
{
  enisim_report_json_add_uint (writer, "failed", churn->n_failed);
  enisim_report_json_begin_object (writer, "failed_by");
  for (guint i = 0; i < ENISIM_N_STACK_FAILURES; i++)
    enisim_report_json_add_uint (writer, enisim_stack_failure_get_name (i), churn->n_failed_by[i]);
  enisim_json_writer_end_object (writer);
  enisim_report_json_add_at (writer, "first_failed_at_us", churn->first_failed_at);
}

static void
write_churn (EnisimJsonWriter *writer, const EnisimChurnSpec *spec, const EnisimChurnSummary *churn)
{
  enisim_json_writer_begin_object (writer);
  enisim_report_json_add_string (writer, "name", spec->arrivals.name);
  enisim_report_json_add_string (writer, "kind", get_kind_name (spec->kind));
  enisim_report_json_add_uint (writer, "arrived", churn->n_arrived);
  write_failures (writer, churn);
  enisim_report_json_add_uint (writer, "deleted", churn->n_deleted);
  enisim_report_json_add_uint (writer, "waiting", churn->n_waiting);
  enisim_report_json_add_uint (writer, "alive", churn->n_alive);
  enisim_report_json_add_uint (writer, "peak_alive", churn->n_alive_peak);
  enisim_report_json_add_at (writer, "peak_alive_at_us", churn->alive_peak_at);
  enisim_report_json_add_double (writer, "mean_alive", churn->mean_alive);
  enisim_report_json_add_uint (writer, "own_security_groups", churn->n_own_sgs);
  enisim_report_json_add_uint (writer, "peak_own_security_groups", churn->n_own_sgs_peak);
  enisim_report_json_add_uint (writer, "orphaned_security_groups", churn->n_orphaned);
  enisim_json_writer_end_object (writer);
}

void
enisim_report_json_churn (EnisimJsonWriter *writer, const EnisimRunSummary *summary)
{
  enisim_json_writer_begin_array (writer);
  for (guint i = 0; i < summary->scenario->n_churns; i++)
    write_churn (writer, &summary->scenario->churns[i], &summary->churns[i]);
  enisim_json_writer_end_array (writer);
}
