/* check-failing.c: which findings fail a check, and which lack of answers
 *
 * A build that has nothing to look at, for an agent's type is written wrongly, finds nothing wrong
 * for ever; a word that says so keeps it from being green.
 */
#include "advise/check.h"

#include <string.h>

/* What the words of a threshold say. */
typedef struct
{
  gboolean *by_rule;
  guint severity;           /* the least that counts */
  gboolean nothing;         /* counts: no agent in VPC mode */
  gboolean not_known;       /* counts: an answer that is not known */
  const char *none, *other; /* the first word of either kind; NULL: there was none */
} Threshold;

/* Beside rules. */
static const char *const words[]
    = { "note", "warning", "error", "nothing", "not-known", "none", NULL };

/* Either a severity, which takes in all that is worse, or a rule, or a lack. */
static void
learn (Threshold *threshold, const char *word, EnisimComplaints *complaints)
{
  const guint index = enisim_rule_find (word);
  guint severity = 0;

  if (strcmp (word, "none") == 0)
    {
      threshold->none = word;
      return;
    }
  threshold->other = threshold->other != NULL ? threshold->other : word;
  while (enisim_severity_get_name ((EnisimSeverity) severity) != NULL
         && strcmp (enisim_severity_get_name ((EnisimSeverity) severity), word) != 0)
    severity++;
  if (strcmp (word, "nothing") == 0)
    threshold->nothing = TRUE;
  else if (strcmp (word, "not-known") == 0)
    threshold->not_known = TRUE;
  else if (enisim_severity_get_name ((EnisimSeverity) severity) != NULL)
    threshold->severity = MIN (threshold->severity, severity);
  else if (index < enisim_n_rule_rows)
    threshold->by_rule[index] = TRUE;
  else
    enisim_rule_complain (complaints, (EnisimPosition){ .name = "--fail-on" }, word, words);
}

static void
learn_all (Threshold *threshold, const char *const *fail_on, EnisimComplaints *complaints)
{
  for (guint i = 0; fail_on[i] != NULL; i++)
    learn (threshold, fail_on[i], complaints);
  if (threshold->none != NULL && threshold->other != NULL)
    enisim_complaints_add_at (complaints, (EnisimPosition){ .name = "--fail-on" },
                              "\"none\" and \"%s\" contradict each other", threshold->other);
}

void
enisim_check_mark_failing (EnisimCheck *check, const EnisimCheckOptions *options,
                           EnisimComplaints *complaints)
{
  g_autofree gboolean *by_rule = g_new0 (gboolean, enisim_n_rule_rows);
  Threshold threshold = { .by_rule = by_rule, .severity = ENISIM_SEVERITY_ERROR };

  if (options->fail_on != NULL)
    {
      threshold.severity = ENISIM_SEVERITY_ERROR + 1;
      learn_all (&threshold, options->fail_on, complaints);
    }
  check->is_failing = threshold.nothing && check->n_agents == 0;
  for (guint i = 0; i < check->findings->len; i++)
    {
      EnisimFinding *finding = &g_array_index (check->findings, EnisimFinding, i);
      const gboolean stands = finding->suppression == ENISIM_SUPPRESSION_NONE;

      finding->fails = finding->is_known && stands
                       && (finding->severity >= threshold.severity || by_rule[finding->rule_index]);
      check->is_failing |= finding->fails || (threshold.not_known && stands && !finding->is_known);
    }
}
