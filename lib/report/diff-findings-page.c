/* diff-findings-page.c: findings that come, go or change, for people
 *
 * What stands, or stood, and is another now has a row with its reason.  What is gone needs none,
 * and of what is newly not known there may be many, of one cause: these take a line for each rule.
 * What was not known and is gone is in the headline alone.
 */
#include "report/diff-page.h"

#include "report/member-names.h"

static const EnisimTextColumn columns[] = {
  { .heading = "FINDING" },
  { .heading = "RULE" },
  { .heading = "RESOURCE", .is_flexible = TRUE },
  { .heading = "WHY", .is_flexible = TRUE },
};

/* "new error", "error, was note", "not known, was error". */
static char *
tell_change (const EnisimDiffFinding *finding)
{
  const char *before
      = finding->before != NULL ? enisim_severity_get_name (finding->before->severity) : NULL;
  const char *after
      = finding->after != NULL ? enisim_severity_get_name (finding->after->severity) : NULL;

  switch (finding->change)
    {
    case ENISIM_DIFF_FINDING_NEW:
      return g_strdup_printf ("new %s", after);
    case ENISIM_DIFF_FINDING_WORSE:
    case ENISIM_DIFF_FINDING_MILDER:
      return g_strdup_printf ("%s, was %s", after, before);
    case ENISIM_DIFF_FINDING_NO_LONGER_KNOWN:
      return g_strdup_printf ("not known, was %s", before);
    case ENISIM_DIFF_FINDING_SUPPRESSED:
      return g_strdup_printf ("suppressed %s", after);
    case ENISIM_DIFF_FINDING_NEWLY_NOT_KNOWN:
    case ENISIM_DIFF_FINDING_GONE:
      break;
    }
  g_assert_not_reached ();
}

static void
add_row (EnisimPlanPage *page, const EnisimDiffFinding *finding)
{
  const EnisimFinding *after = finding->after;
  g_autofree char *change = tell_change (finding);
  g_autofree char *place
      = g_strdup_printf ("%s (%s:%u:%u)", after->resource, after->file, after->line, after->column);

  enisim_plan_page_add_cell (page, change,
                             finding->change <= ENISIM_DIFF_FINDING_WORSE
                                 && after->severity == ENISIM_SEVERITY_ERROR);
  enisim_plan_page_add_cell (page, after->rule->id, FALSE);
  enisim_plan_page_add_cell (page, place, FALSE);
  enisim_plan_page_add_cell (page, after->reason, FALSE);
}

/* Returns: (nullable): of a change that is told rule by rule, the finding */
static const EnisimFinding *
get_listed (const EnisimDiffFinding *finding)
{
  if (finding->change == ENISIM_DIFF_FINDING_NEWLY_NOT_KNOWN)
    return finding->after;
  return finding->change == ENISIM_DIFF_FINDING_GONE && finding->before->is_known ? finding->before
                                                                                  : NULL;
}

static gboolean
is_alike (const EnisimDiffFinding *one, const EnisimDiffFinding *other)
{
  return one->change == other->change && get_listed (other) != NULL
         && get_listed (one)->rule == get_listed (other)->rule
         && get_listed (one)->severity == get_listed (other)->severity;
}

/* "error no-egress: private-a and private-b", "note endpoint-missing: planner (4 in all)" */
static void
add_rule (EnisimPlanPage *page, const EnisimDiff *diff, guint first, gboolean *is_done)
{
  const EnisimDiffFinding *like = &g_array_index (diff->findings, EnisimDiffFinding, first);
  const EnisimFinding *listed = get_listed (like);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = 0;

  for (guint i = first; i < diff->findings->len; i++)
    {
      const EnisimDiffFinding *finding = &g_array_index (diff->findings, EnisimDiffFinding, i);

      if (!is_alike (like, finding))
        continue;
      is_done[i] = TRUE;
      n++;
      if (g_hash_table_add (seen, (gpointer) get_listed (finding)->resource))
        g_ptr_array_add (names, (gpointer) get_listed (finding)->resource);
    }
  g_string_append_printf (text, "%s %s: ", enisim_severity_get_name (listed->severity),
                          listed->rule->id);
  enisim_names_add_text (text, (const char *const *) names->pdata, names->len);
  if (n > names->len)
    g_string_append_printf (text, " (%u in all)", n);
  enisim_plan_page_add_item (page, text->str);
}

static void
add_list (EnisimPlanPage *page, const EnisimDiff *diff, EnisimDiffFindingChange change,
          const char *heading)
{
  g_autofree gboolean *is_done = g_new0 (gboolean, diff->findings->len + 1);
  gboolean has_heading = FALSE;

  for (guint i = 0; i < diff->findings->len; i++)
    {
      const EnisimDiffFinding *finding = &g_array_index (diff->findings, EnisimDiffFinding, i);

      if (finding->change != change || get_listed (finding) == NULL || is_done[i])
        continue;
      if (!has_heading)
        enisim_plan_page_add_heading (page, heading);
      has_heading = TRUE;
      add_rule (page, diff, i, is_done);
    }
}

void
enisim_diff_page_add_findings (EnisimPlanPage *page, const EnisimDiff *diff)
{
  enisim_plan_page_begin_table (page, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < diff->findings->len; i++)
    {
      const EnisimDiffFinding *finding = &g_array_index (diff->findings, EnisimDiffFinding, i);

      if (finding->change != ENISIM_DIFF_FINDING_GONE
          && finding->change != ENISIM_DIFF_FINDING_NEWLY_NOT_KNOWN)
        add_row (page, finding);
    }
  enisim_plan_page_end_table (page);
  add_list (page, diff, ENISIM_DIFF_FINDING_NEWLY_NOT_KNOWN,
            "Newly not known (`enisim check --not-known` says why):");
  add_list (page, diff, ENISIM_DIFF_FINDING_GONE, "Findings that are gone:");
}
