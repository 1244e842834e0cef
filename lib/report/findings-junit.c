/* findings-junit.c: findings as test cases, for the many that read reports of JUnit
 *
 * A rule is a suite, and what it found is a case, told by rule and resource: the place is no part
 * of the name, or histories would break with each line that is added.  It is failed if it fails the
 * check; whatever else it found is skipped with its text, for it has not passed either.  A rule
 * that looked and found nothing has one case that passed, one that had nothing to look at one that
 * is skipped.
 */
#include <enisim/enisim-report.h>

#include "report/findings-text.h"

/* Of the characters below a space, XML 1.0 knows but three. */
static void
add_escaped (GString *out, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      const gunichar c = g_utf8_get_char (at);

      if (c == '&')
        g_string_append (out, "&amp;");
      else if (c == '<')
        g_string_append (out, "&lt;");
      else if (c == '>')
        g_string_append (out, "&gt;");
      else if (c == '"')
        g_string_append (out, "&quot;");
      else if (c == '\t' || c == '\n' || c == '\r')
        g_string_append_printf (out, "&#%u;", c);
      else if (c < ' ' || c == 0xfffe || c == 0xffff)
        g_string_append (out, "\357\277\275");
      else
        g_string_append_unichar (out, c);
    }
}

static void
add_attribute (GString *out, const char *name, const char *value)
{
  g_string_append_printf (out, " %s=\"", name);
  add_escaped (out, value);
  g_string_append_c (out, '"');
}

static void
add_failure (GString *out, const EnisimFinding *finding)
{
  g_autoptr (GString) text = g_string_new (finding->fix);

  g_string_append_c (text, '.');
  enisim_finding_add_expiry (text, finding);
  g_string_append (out, "      <failure");
  add_attribute (out, "type", enisim_severity_get_name (finding->severity));
  add_attribute (out, "message", finding->reason);
  g_string_append_c (out, '>');
  add_escaped (out, text->str);
  g_string_append (out, "</failure>\n");
}

static void
add_skipped (GString *out, const char *message)
{
  g_string_append (out, "      <skipped");
  add_attribute (out, "message", message);
  g_string_append (out, "/>\n");
}

static char *
make_skip_text (const EnisimFinding *finding)
{
  if (!finding->is_known)
    return g_strdup_printf ("not known: %s", finding->reason);
  if (finding->suppression != ENISIM_SUPPRESSION_NONE)
    return g_strdup_printf ("suppressed by %s%s%s: %s",
                            enisim_suppression_kind_get_name (finding->suppression),
                            finding->until != NULL ? " until " : "",
                            finding->until != NULL ? finding->until : "", finding->reason);
  return g_strdup_printf ("%s that --fail-on leaves out: %s",
                          enisim_severity_get_name (finding->severity), finding->reason);
}

static void
add_case (GString *out, const EnisimFinding *finding)
{
  g_autofree char *name = g_strconcat (finding->resource, finding->subject[0] != '\0' ? " " : "",
                                       finding->subject, NULL);

  g_string_append (out, "    <testcase");
  add_attribute (out, "classname", finding->rule->id);
  add_attribute (out, "name", name);
  add_attribute (out, "file", finding->file);
  g_string_append_printf (out, " line=\"%u\">\n", finding->line);
  if (finding->fails)
    add_failure (out, finding);
  else
    {
      g_autofree char *text = make_skip_text (finding);

      add_skipped (out, text);
    }
  g_string_append (out, "    </testcase>\n");
}

/* Of a rule that has no finding. */
static void
add_empty_case (GString *out, const char *id, gboolean is_idle)
{
  g_string_append (out, "    <testcase");
  add_attribute (out, "classname", id);
  add_attribute (out, "name", "nothing found");
  if (is_idle)
    {
      g_string_append (out, ">\n");
      add_skipped (out, "there was nothing to look at");
      g_string_append (out, "    </testcase>\n");
    }
  else
    g_string_append (out, "/>\n");
}

static void
add_suite (GString *out, const EnisimCheck *check, guint rule_index)
{
  const EnisimCheckRule *rule = enisim_check_get_rule (rule_index);
  g_autoptr (GString) cases = g_string_new (NULL);
  const gboolean is_idle = enisim_check_get_tally (check, rule_index).looked_at == 0;
  guint n = 0, n_failed = 0;

  for (guint i = 0; i < enisim_check_get_n_findings (check); i++)
    {
      const EnisimFinding *finding = enisim_check_get_finding (check, i);

      if (finding->rule_index != rule_index)
        continue;
      n++;
      n_failed += finding->fails ? 1 : 0;
      add_case (cases, finding);
    }
  if (n == 0)
    add_empty_case (cases, rule->id, is_idle);
  g_string_append (out, "  <testsuite");
  add_attribute (out, "name", rule->id);
  g_string_append_printf (out, " tests=\"%u\" failures=\"%u\" errors=\"0\" skipped=\"%u\">\n",
                          MAX (n, 1), n_failed,
                          n > 0     ? n - n_failed
                          : is_idle ? 1
                                    : 0);
  g_string_append (out, cases->str);
  g_string_append (out, "  </testsuite>\n");
}

/* What no case can say goes where readers show the output of a test. */
static void
add_scope (GString *out, const EnisimCheck *check)
{
  g_string_append (out, "  <testsuite name=\"scope\" tests=\"1\" failures=\"0\" errors=\"0\" "
                        "skipped=\"0\">\n    <testcase classname=\"scope\" name=\"scope\">\n"
                        "      <system-out>");
  add_escaped (out, enisim_check_get_scope (check));
  g_string_append (out, ".\n");
  for (guint i = 0; i < enisim_check_get_n_notes (check); i++)
    {
      const EnisimCheckNote *note = enisim_check_get_note (check, i);

      if (note->file != NULL)
        {
          add_escaped (out, note->file);
          g_string_append_printf (out, ":%u:%u: ", note->line, note->column);
        }
      add_escaped (out, note->text);
      g_string_append_c (out, '\n');
    }
  g_string_append (out, "</system-out>\n    </testcase>\n  </testsuite>\n");
}

char *
enisim_report_check_to_junit (const EnisimCheck *check)
{
  GString *out;

  g_return_val_if_fail (check != NULL, NULL);

  out = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"enisim "
                      "check\">\n");
  for (guint i = 0; i < enisim_check_get_n_rules (); i++)
    add_suite (out, check, i);
  add_scope (out, check);
  g_string_append (out, "</testsuites>\n");
  return g_string_free (out, FALSE);
}
