/* check.c: what is wrong with a description, rule by rule */
#include "advise/check.h"

#include <string.h>

#include "advise/features.h"
#include "base/fingerprint.h"
#include "base/nearest.h"

static const EnisimCheckOptions no_options = { .uses = NULL };

const char *
enisim_severity_get_name (EnisimSeverity severity)
{
  switch (severity)
    {
    case ENISIM_SEVERITY_NOTE:
      return "note";
    case ENISIM_SEVERITY_WARNING:
      return "warning";
    case ENISIM_SEVERITY_ERROR:
      return "error";
    }
  return NULL;
}

const char *
enisim_suppression_kind_get_name (EnisimSuppressionKind kind)
{
  switch (kind)
    {
    case ENISIM_SUPPRESSION_NONE:
      return "none";
    case ENISIM_SUPPRESSION_COMMENT:
      return "comment";
    case ENISIM_SUPPRESSION_METADATA:
      return "metadata";
    case ENISIM_SUPPRESSION_OPTION:
      return "option";
    }
  return NULL;
}

guint
enisim_check_get_n_rules (void)
{
  return enisim_n_rule_rows;
}

const EnisimCheckRule *
enisim_check_get_rule (guint index)
{
  g_return_val_if_fail (index < enisim_n_rule_rows, NULL);
  return &enisim_rule_rows[index].rule;
}

guint
enisim_rule_find (const char *id)
{
  guint i = 0;

  while (i < enisim_n_rule_rows && strcmp (enisim_rule_rows[i].rule.id, id) != 0)
    i++;
  return i;
}

void
enisim_rule_complain (EnisimComplaints *complaints, EnisimPosition at, const char *id)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  const char *nearest;

  for (guint i = 0; i < enisim_n_rule_rows; i++)
    g_ptr_array_add (ids, (gpointer) enisim_rule_rows[i].rule.id);
  g_ptr_array_add (ids, NULL);
  nearest = enisim_nearest (id, (const char *const *) ids->pdata);
  enisim_complaints_add_at (complaints, at,
                            nearest != NULL ? "\"%s\" is no rule, did you mean \"%s\"?"
                                            : "\"%s\" is no rule",
                            id, nearest);
}

/* The same thing keeps its number wherever it stands in its file. */
static const char *
make_fingerprint (EnisimCheck *check, const EnisimFinding *finding)
{
  g_autofree char *text
      = g_strdup_printf ("%s\n%s\n%s", finding->rule->id, finding->resource_id, finding->subject);
  g_autofree char *digits
      = g_strdup_printf ("%016" G_GINT64_MODIFIER "x", enisim_fingerprint (text, strlen (text)));

  return g_string_chunk_insert (check->texts, digits);
}

void
enisim_check_pass (EnisimCheck *check)
{
  check->tallies[check->rule_index].looked_at++;
}

void
enisim_check_add (EnisimCheck *check, const EnisimSpot *spot, EnisimTruth is_wrong,
                  gboolean is_sure, const char *reason)
{
  const EnisimCheckRule *rule = &enisim_rule_rows[check->rule_index].rule;
  const EnisimResource *resource = spot->resource;
  const EnisimSpan span
      = { resource->at.name, resource->at.line, MAX (resource->at.line, resource->last_line) };
  EnisimFinding finding
      = { .rule = rule,
          .rule_index = check->rule_index,
          .severity = spot->severity < 0 ? rule->severity : (EnisimSeverity) spot->severity,
          .is_known = is_wrong == ENISIM_TRUTH_YES && is_sure,
          .file = spot->at.name,
          .line = spot->at.line,
          .column = spot->at.column,
          .resource_id = resource->id,
          .resource = enisim_check_get_name (check, resource),
          .subject = g_string_chunk_insert_const (check->texts, spot->subject),
          .reason = g_string_chunk_insert (check->texts, reason),
          .fix = spot->fix != NULL ? g_string_chunk_insert (check->texts, spot->fix) : rule->fix };

  enisim_check_pass (check);
  if (is_wrong == ENISIM_TRUTH_NO)
    return;
  check->tallies[check->rule_index].found += finding.is_known ? 1 : 0;
  check->tallies[check->rule_index].not_known += finding.is_known ? 0 : 1;
  finding.fingerprint = make_fingerprint (check, &finding);
  g_array_append_val (check->findings, finding);
  g_array_append_val (check->spans, span);
}

static EnisimCheck *
alloc (const EnisimInventory *inventory, EnisimScenario *assumptions)
{
  EnisimCheck *check = g_new0 (EnisimCheck, 1);

  check->inventory = inventory;
  check->plan = enisim_plan_new (inventory, assumptions);
  enisim_network_map_init (&check->map, inventory);
  check->features = g_hash_table_new (NULL, NULL);
  check->assumed = g_ptr_array_new ();
  check->findings = g_array_new (FALSE, FALSE, sizeof (EnisimFinding));
  check->spans = g_array_new (FALSE, FALSE, sizeof (EnisimSpan));
  check->tallies = g_new0 (EnisimCheckTally, enisim_n_rule_rows);
  check->texts = g_string_chunk_new (1024);
  enisim_check_make_crowds (check);
  return check;
}

void
enisim_check_free (EnisimCheck *check)
{
  if (check == NULL)
    return;
  g_hash_table_unref (check->features);
  g_ptr_array_unref (check->assumed);
  g_ptr_array_unref (check->by_subnet);
  g_ptr_array_unref (check->by_subnets);
  g_ptr_array_unref (check->by_sgs);
  g_hash_table_unref (check->by_vpc);
  g_array_unref (check->findings);
  g_array_unref (check->spans);
  g_free (check->tallies);
  g_string_chunk_free (check->texts);
  enisim_network_map_clear (&check->map);
  enisim_plan_free (check->plan);
  g_free (check);
}

static gint
compare_findings (gconstpointer a, gconstpointer b)
{
  const EnisimFinding *x = a, *y = b;
  const gint by_file = strcmp (x->file, y->file);

  if (by_file != 0)
    return by_file;
  if (x->line != y->line)
    return x->line < y->line ? -1 : 1;
  if (x->column != y->column)
    return x->column < y->column ? -1 : 1;
  if (x->rule_index != y->rule_index)
    return x->rule_index < y->rule_index ? -1 : 1;
  return strcmp (x->subject, y->subject);
}

/* Either a severity, which takes in all that is worse, or a rule.
 * @severity: (inout): the least that counts */
static void
learn_threshold (const char *word, gboolean *by_rule, guint *severity, EnisimComplaints *complaints)
{
  const guint index = enisim_rule_find (word);

  for (guint i = 0; enisim_severity_get_name ((EnisimSeverity) i) != NULL; i++)
    if (strcmp (enisim_severity_get_name ((EnisimSeverity) i), word) == 0)
      {
        *severity = MIN (*severity, i);
        return;
      }
  if (index < enisim_n_rule_rows)
    by_rule[index] = TRUE;
  else if (strcmp (word, "none") != 0)
    enisim_rule_complain (complaints, (EnisimPosition){ .name = "--fail-on" }, word);
}

static void
mark_failing (EnisimCheck *check, const EnisimCheckOptions *options, EnisimComplaints *complaints)
{
  g_autofree gboolean *by_rule = g_new0 (gboolean, enisim_n_rule_rows);
  guint severity = ENISIM_SEVERITY_ERROR + (options->fail_on != NULL ? 1 : 0);

  for (guint i = 0; options->fail_on != NULL && options->fail_on[i] != NULL; i++)
    learn_threshold (options->fail_on[i], by_rule, &severity, complaints);
  for (guint i = 0; i < check->findings->len; i++)
    {
      EnisimFinding *finding = &g_array_index (check->findings, EnisimFinding, i);

      finding->fails = finding->is_known && finding->suppression == ENISIM_SUPPRESSION_NONE
                       && (finding->severity >= severity || by_rule[finding->rule_index]);
    }
}

static void
count (EnisimCheck *check)
{
  EnisimCheckCounts *counts = &check->counts;

  for (guint i = 0; i < check->findings->len; i++)
    {
      const EnisimFinding *finding = &g_array_index (check->findings, EnisimFinding, i);

      if (!finding->is_known)
        counts->not_known++;
      else if (finding->suppression != ENISIM_SUPPRESSION_NONE)
        counts->suppressed++;
      else
        {
          counts->by_severity[finding->severity]++;
          counts->expired += finding->until != NULL ? 1 : 0;
        }
      counts->failing += finding->fails ? 1 : 0;
    }
}

EnisimCheck *
enisim_check_new (const EnisimInventory *inventory, EnisimScenario *assumptions,
                  const EnisimCheckOptions *options, GError **error)
{
  g_autoptr (EnisimCheck) check = NULL;
  g_autoptr (EnisimComplaints) complaints = enisim_complaints_new ();

  g_return_val_if_fail (inventory != NULL && assumptions != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (options == NULL)
    options = &no_options;
  check = alloc (inventory, assumptions);
  enisim_check_detect_features (check, options, complaints);
  for (check->rule_index = 0; check->rule_index < enisim_n_rule_rows; check->rule_index++)
    enisim_rule_rows[check->rule_index].run (check);
  enisim_check_suppress (check, options, complaints);
  mark_failing (check, options, complaints);
  g_array_sort (check->findings, compare_findings);
  count (check);
  return enisim_complaints_to_error (complaints, error) ? NULL : g_steal_pointer (&check);
}

guint
enisim_check_get_n_findings (const EnisimCheck *check)
{
  g_return_val_if_fail (check != NULL, 0);
  return check->findings->len;
}

const EnisimFinding *
enisim_check_get_finding (const EnisimCheck *check, guint index)
{
  g_return_val_if_fail (check != NULL && index < check->findings->len, NULL);
  return &g_array_index (check->findings, EnisimFinding, index);
}

EnisimCheckCounts
enisim_check_get_counts (const EnisimCheck *check)
{
  g_return_val_if_fail (check != NULL, (EnisimCheckCounts){ .failing = 0 });
  return check->counts;
}

EnisimCheckTally
enisim_check_get_tally (const EnisimCheck *check, guint rule_index)
{
  g_return_val_if_fail (check != NULL, (EnisimCheckTally){ .found = 0 });
  g_return_val_if_fail (rule_index < enisim_n_rule_rows, (EnisimCheckTally){ .found = 0 });
  return check->tallies[rule_index];
}

guint
enisim_check_get_n_assumed (const EnisimCheck *check)
{
  g_return_val_if_fail (check != NULL, 0);
  return check->assumed->len;
}

const char *
enisim_check_get_assumed (const EnisimCheck *check, guint index)
{
  g_return_val_if_fail (check != NULL && index < check->assumed->len, NULL);
  return g_ptr_array_index (check->assumed, index);
}

static void
verify_finding (const EnisimFinding *finding)
{
  g_assert (finding->rule_index < enisim_n_rule_rows);
  g_assert (finding->rule == &enisim_rule_rows[finding->rule_index].rule);
  g_assert (finding->file != NULL && finding->resource_id != NULL && finding->resource != NULL);
  g_assert (finding->reason[0] != '\0' && finding->fix[0] != '\0');
  g_assert (strlen (finding->fingerprint) == 16);
  g_assert (!finding->fails
            || (finding->is_known && finding->suppression == ENISIM_SUPPRESSION_NONE));
}

void
enisim_check_verify (const EnisimCheck *check)
{
  guint n_counted = check->counts.suppressed + check->counts.not_known;

  enisim_plan_verify (check->plan);
  for (guint i = 0; i < G_N_ELEMENTS (check->counts.by_severity); i++)
    n_counted += check->counts.by_severity[i];
  g_assert (n_counted == check->findings->len);
  for (guint i = 0; i < check->findings->len; i++)
    {
      const EnisimFinding *finding = &g_array_index (check->findings, EnisimFinding, i);

      verify_finding (finding);
      if (i > 0)
        g_assert (compare_findings (finding - 1, finding) <= 0);
    }
}
