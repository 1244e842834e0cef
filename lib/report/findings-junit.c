/* findings-junit.c: findings as test cases, for the many that read reports of JUnit
 *
 * A rule is a suite.  What it found is a case: failed if it fails the check, else passed with its
 * text; what is suppressed or not known is skipped.  A rule that found nothing has one case that
 * passed.
 */
#include <enisim/enisim-report.h>

#include "advise/check.h"

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

static gboolean
is_skipped (const EnisimFinding *finding)
{
  return !finding->is_known || finding->suppression != ENISIM_SUPPRESSION_NONE;
}

/* @tag: "failure", with the severity as its type */
static void
add_failure (GString *out, const EnisimFinding *finding)
{
  g_string_append (out, "      <failure");
  add_attribute (out, "type", enisim_severity_get_name (finding->severity));
  add_attribute (out, "message", finding->reason);
  g_string_append_c (out, '>');
  add_escaped (out, finding->fix);
  g_string_append (out, "</failure>\n");
}

static void
add_skipped (GString *out, const EnisimFinding *finding)
{
  g_autofree char *message = NULL;

  if (finding->is_known)
    message = g_strdup_printf ("suppressed by %s: %s",
                               enisim_suppression_kind_get_name (finding->suppression),
                               finding->reason);
  else
    message = g_strdup_printf ("not known: %s", finding->reason);
  g_string_append (out, "      <skipped");
  add_attribute (out, "message", message);
  g_string_append (out, "/>\n");
}

static void
add_case (GString *out, const EnisimFinding *finding)
{
  g_autofree char *name = g_strdup_printf ("%s %s%s%s:%u:%u", finding->resource, finding->subject,
                                           finding->subject[0] != '\0' ? " " : "", finding->file,
                                           finding->line, finding->column);

  g_string_append (out, "    <testcase");
  add_attribute (out, "classname", finding->rule->id);
  add_attribute (out, "name", name);
  add_attribute (out, "file", finding->file);
  g_string_append_printf (out, " line=\"%u\">\n", finding->line);
  if (is_skipped (finding))
    add_skipped (out, finding);
  else if (finding->fails)
    add_failure (out, finding);
  else
    {
      g_string_append_printf (
          out, "      <system-out>%s: ", enisim_severity_get_name (finding->severity));
      add_escaped (out, finding->reason);
      g_string_append (out, "</system-out>\n");
    }
  g_string_append (out, "    </testcase>\n");
}

static void
add_suite (GString *out, const EnisimCheck *check, guint rule_index)
{
  const EnisimCheckRule *rule = enisim_check_get_rule (rule_index);
  g_autoptr (GString) cases = g_string_new (NULL);
  guint n = 0, n_failed = 0, n_skipped = 0;

  for (guint i = 0; i < enisim_check_get_n_findings (check); i++)
    {
      const EnisimFinding *finding = enisim_check_get_finding (check, i);

      if (finding->rule_index != rule_index)
        continue;
      n++;
      n_failed += finding->fails ? 1 : 0;
      n_skipped += is_skipped (finding) ? 1 : 0;
      add_case (cases, finding);
    }
  g_string_append (out, "  <testsuite");
  add_attribute (out, "name", rule->id);
  g_string_append_printf (out, " tests=\"%u\" failures=\"%u\" errors=\"0\" skipped=\"%u\">\n",
                          MAX (n, 1), n_failed, n_skipped);
  g_string_append (out, cases->str);
  if (n == 0)
    {
      g_string_append (out, "    <testcase");
      add_attribute (out, "classname", rule->id);
      add_attribute (out, "name", "nothing found");
      g_string_append (out, "/>\n");
    }
  g_string_append (out, "  </testsuite>\n");
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
  g_string_append (out, "</testsuites>\n");
  return g_string_free (out, FALSE);
}
