/* findings-table.c: what is wrong with a description, for people */
#include <enisim/enisim-report.h>
#include <enisim/enisim-version.h>

#include "advise/check.h"
#include "report/findings-text.h"
#include "report/people-text.h"
#include "report/text-page.h"

static void
add_part (GString *text, guint n, const char *one, const char *many)
{
  if (n == 0)
    return;
  if (text->len > 0)
    g_string_append (text, ", ");
  enisim_people_add_count (text, n, one, many);
}

/* Without agents nothing can be found of them, and that is what is said instead. */
static void
add_counts (GString *text, const EnisimCheck *check, gboolean with_not_known)
{
  const EnisimCheckCounts counts = enisim_check_get_counts (check);

  add_part (text, counts.by_severity[ENISIM_SEVERITY_ERROR], "error", "errors");
  add_part (text, counts.by_severity[ENISIM_SEVERITY_WARNING], "warning", "warnings");
  add_part (text, counts.by_severity[ENISIM_SEVERITY_NOTE], "note", "notes");
  if (text->len == 0)
    g_string_append (text,
                     enisim_check_get_n_agents (check) > 0 ? "Nothing found" : "Nothing to find");
  if (counts.expired > 0)
    g_string_append_printf (text, " (%u of them with a suppression that has expired)",
                            counts.expired);
  if (counts.suppressed > 0)
    g_string_append_printf (text, "; %u suppressed", counts.suppressed);
  if (counts.not_known > 0)
    {
      g_string_append (text, "; ");
      enisim_people_add_count (text, counts.not_known, "answer is not known",
                               "answers are not known");
      if (!with_not_known)
        g_string_append (text, " (--not-known lists them)");
    }
  g_string_append_c (text, '.');
}

static void
add_headline (EnisimTextPage *page, const EnisimCheck *check, gboolean with_not_known)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *scope = g_strconcat (enisim_check_get_scope (check), ".", NULL);

  add_counts (text, check, with_not_known);
  enisim_text_page_add_paragraph (page, 0, text->str, enisim_check_get_counts (check).failing > 0);
  enisim_text_page_add_paragraph (page, 0, scope, FALSE);
}

/* "error no-egress template.yaml:14:3 PrivateA" */
static void
add_head (EnisimTextPage *page, const EnisimFinding *finding)
{
  g_autofree char *text = g_strdup_printf (
      "%s %s %s:%u:%u %s",
      finding->is_known ? enisim_severity_get_name (finding->severity) : "not known",
      finding->rule->id, finding->file, finding->line, finding->column, finding->resource);

  enisim_text_page_begin_section (page);
  enisim_text_page_add_paragraph (page, 0, text, finding->fails);
}

static void
add_labelled (EnisimTextPage *page, const char *label, const char *text)
{
  g_autofree char *line = g_strdup_printf ("%s: %s", label, text);

  enisim_text_page_add_paragraph (page, 2, line, FALSE);
}

static void
add_finding (EnisimTextPage *page, const EnisimFinding *finding)
{
  g_autofree char *reason = g_strconcat (finding->reason, ".", NULL);
  g_autofree char *fix = g_strconcat (finding->fix, ".", NULL);
  g_autoptr (GString) expiry = g_string_new (NULL);

  add_head (page, finding);
  enisim_text_page_add_paragraph (page, 2, reason, FALSE);
  if (finding->is_known)
    add_labelled (page, "Fix", fix);
  enisim_finding_add_expiry (expiry, finding);
  if (expiry->len > 0)
    enisim_text_page_add_paragraph (page, 2, expiry->str + 1, FALSE);
}

static void
add_suppressed (EnisimTextPage *page, const EnisimFinding *finding)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, "%s %s:%u:%u %s, by %s", finding->rule->id, finding->file,
                          finding->line, finding->column, finding->resource,
                          enisim_suppression_kind_get_name (finding->suppression));
  if (finding->until != NULL)
    g_string_append_printf (text, " until %s", finding->until);
  if (finding->justification != NULL)
    g_string_append_printf (text, ": %s", finding->justification);
  enisim_text_page_add_paragraph (page, 2, text->str, FALSE);
}

static void
add_all_suppressed (EnisimTextPage *page, const EnisimCheck *check)
{
  if (enisim_check_get_counts (check).suppressed == 0)
    return;
  enisim_text_page_begin_section (page);
  enisim_text_page_add_paragraph (page, 0, "Suppressed:", FALSE);
  for (guint i = 0; i < enisim_check_get_n_findings (check); i++)
    {
      const EnisimFinding *finding = enisim_check_get_finding (check, i);

      if (finding->is_known && finding->suppression != ENISIM_SUPPRESSION_NONE)
        add_suppressed (page, finding);
    }
}

/* Returns: (nullable): the first that is not known of a rule */
static const EnisimFinding *
find_not_known (const EnisimCheck *check, guint rule_index)
{
  for (guint i = 0; i < enisim_check_get_n_findings (check); i++)
    {
      const EnisimFinding *finding = enisim_check_get_finding (check, i);

      if (finding->rule_index == rule_index && !finding->is_known)
        return finding;
    }
  return NULL;
}

/* A line to a rule, where they are not listed one by one. */
static void
add_undecided (EnisimTextPage *page, const EnisimCheck *check)
{
  if (enisim_check_get_counts (check).not_known == 0)
    return;
  enisim_text_page_begin_section (page);
  enisim_text_page_add_paragraph (page, 0, "Not decided, of each rule the first:", FALSE);
  for (guint i = 0; i < enisim_check_get_n_rules (); i++)
    {
      const EnisimCheckTally tally = enisim_check_get_tally (check, i);
      const EnisimFinding *first = tally.not_known > 0 ? find_not_known (check, i) : NULL;
      g_autofree char *text = NULL;

      if (first == NULL)
        continue;
      text = g_strdup_printf ("%s, %u of %u: %s.", first->rule->id, tally.not_known,
                              tally.looked_at, first->reason);
      enisim_text_page_add_paragraph (page, 2, text, FALSE);
    }
}

static void
add_notes (EnisimTextPage *page, const EnisimCheck *check)
{
  const guint n = enisim_check_get_n_notes (check);

  if (n == 0)
    return;
  enisim_text_page_begin_section (page);
  enisim_text_page_add_paragraph (page, 0, "Notes:", FALSE);
  for (guint i = 0; i < n; i++)
    {
      const EnisimCheckNote *note = enisim_check_get_note (check, i);
      g_autofree char *text
          = note->file != NULL
                ? g_strdup_printf ("%s:%u:%u: %s", note->file, note->line, note->column, note->text)
                : g_strdup (note->text);

      enisim_text_page_add_paragraph (page, 2, text, FALSE);
    }
}

static void
add_assumed (EnisimTextPage *page, const EnisimCheck *check)
{
  const guint n = enisim_check_get_n_assumed (check);

  if (n == 0)
    return;
  enisim_text_page_begin_section (page);
  enisim_text_page_add_paragraph (page, 0, "Taken to be used:", FALSE);
  for (guint i = 0; i < n; i++)
    enisim_text_page_add_paragraph (page, 2, enisim_check_get_assumed (check, i), FALSE);
}

/* Once to a rule, however many findings it has. */
static void
add_facts (EnisimTextPage *page, const EnisimCheck *check)
{
  g_autofree gboolean *is_said = g_new0 (gboolean, enisim_check_get_n_rules ());
  gboolean is_begun = FALSE;

  for (guint i = 0; i < enisim_check_get_n_findings (check); i++)
    {
      const EnisimFinding *finding = enisim_check_get_finding (check, i);
      const EnisimCheckRule *rule = finding->rule;
      g_autofree char *text
          = g_strdup_printf ("%s: %s (%s; %s).", rule->id, rule->fact, rule->mark, rule->source);

      if (!finding->is_known || finding->suppression != ENISIM_SUPPRESSION_NONE
          || is_said[finding->rule_index])
        continue;
      is_said[finding->rule_index] = TRUE;
      if (!is_begun)
        {
          enisim_text_page_begin_section (page);
          enisim_text_page_add_paragraph (page, 0, "What these rest on:", FALSE);
          is_begun = TRUE;
        }
      enisim_text_page_add_paragraph (page, 2, text, FALSE);
    }
}

char *
enisim_report_check_to_table (const EnisimCheck *check, gboolean with_not_known, guint width,
                              gboolean use_colour)
{
  EnisimTextPage page = { .width = width, .use_colour = use_colour };

  g_return_val_if_fail (check != NULL, NULL);
  g_return_val_if_fail (width == 0 || width >= ENISIM_REPORT_WIDTH_MIN, NULL);

  page.out = g_string_new (NULL);
  add_headline (&page, check, with_not_known);
  for (guint i = 0; i < enisim_check_get_n_findings (check); i++)
    {
      const EnisimFinding *finding = enisim_check_get_finding (check, i);

      if (finding->is_known ? finding->suppression == ENISIM_SUPPRESSION_NONE : with_not_known)
        add_finding (&page, finding);
    }
  add_all_suppressed (&page, check);
  add_facts (&page, check);
  add_assumed (&page, check);
  if (!with_not_known)
    add_undecided (&page, check);
  add_notes (&page, check);
  return g_string_free (page.out, FALSE);
}

char *
enisim_report_rules_to_table (guint width)
{
  EnisimTextPage page = { .width = width };
  guint n;

  g_return_val_if_fail (width == 0 || width >= ENISIM_REPORT_WIDTH_MIN, NULL);

  page.out = g_string_new (NULL);
  n = enisim_check_get_n_rules ();
  for (guint i = 0; i < n; i++)
    {
      const EnisimCheckRule *rule = enisim_check_get_rule (i);
      g_autofree char *head
          = g_strdup_printf ("%s %s", enisim_severity_get_name (rule->severity), rule->id);
      g_autofree char *fact = g_strdup_printf ("%s (%s, %s)", rule->fact, rule->mark, rule->source);

      if (i > 0)
        enisim_text_page_begin_section (&page);
      enisim_text_page_add_paragraph (&page, 0, head, FALSE);
      enisim_text_page_add_paragraph (&page, 2, rule->title, FALSE);
      add_labelled (&page, "Fact", fact);
      add_labelled (&page, "Fix", rule->fix);
    }
  return g_string_free (page.out, FALSE);
}
