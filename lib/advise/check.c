/* check.c: what is wrong with a description, rule by rule */
#include "advise/check.h"

#include <string.h>

#include "advise/features.h"
#include "base/fingerprint.h"

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

void
enisim_check_pass (EnisimCheck *check)
{
  check->tallies[check->rule_index].looked_at++;
}

static void
clear_span (gpointer data)
{
  EnisimSpan *span = data;

  g_clear_pointer (&span->resources, g_ptr_array_unref);
}

static EnisimSpan
make_span (const EnisimSpot *spot)
{
  GPtrArray *resources
      = spot->resources != NULL ? g_ptr_array_ref (spot->resources) : g_ptr_array_new ();

  if (spot->resources == NULL)
    g_ptr_array_add (resources, (gpointer) spot->resource);
  return (EnisimSpan){ resources };
}

void
enisim_check_add (EnisimCheck *check, const EnisimSpot *spot, EnisimTruth is_wrong,
                  gboolean is_sure, const char *reason)
{
  const EnisimCheckRule *rule = &enisim_rule_rows[check->rule_index].rule;
  EnisimFinding finding = { .rule = rule,
                            .rule_index = check->rule_index,
                            .file = spot->at.name,
                            .line = spot->at.line,
                            .column = spot->at.column };
  EnisimSpan span;

  enisim_check_pass (check);
  if (is_wrong == ENISIM_TRUTH_NO)
    return;
  finding.is_known = is_wrong == ENISIM_TRUTH_YES && is_sure;
  finding.severity = spot->severity < 0 ? rule->severity : (EnisimSeverity) spot->severity;
  finding.resource_id = spot->stack_id != NULL
                            ? g_string_chunk_insert (check->texts, spot->stack_id)
                            : spot->resource->id;
  finding.resource = spot->stack_id != NULL ? spot->resource->stack
                                            : enisim_check_get_name (check, spot->resource);
  finding.subject = g_string_chunk_insert_const (check->texts, spot->subject);
  finding.reason = g_string_chunk_insert (check->texts, reason);
  finding.fix = spot->fix != NULL ? g_string_chunk_insert (check->texts, spot->fix) : rule->fix;
  check->tallies[check->rule_index].found += finding.is_known ? 1 : 0;
  check->tallies[check->rule_index].not_known += finding.is_known ? 0 : 1;
  span = make_span (spot);
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
  g_array_set_clear_func (check->spans, clear_span);
  check->notes = g_array_new (FALSE, FALSE, sizeof (EnisimCheckNote));
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
  g_array_unref (check->notes);
  g_free (check->tallies);
  g_free (check->scope);
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

/* What a finding is told from others by.
 * @is_local: without the name of the stack, which is often that of the file */
static char *
make_key (const EnisimCheck *check, guint index, gboolean is_local)
{
  const EnisimFinding *finding = &g_array_index (check->findings, EnisimFinding, index);
  const EnisimSpan *span = &g_array_index (check->spans, EnisimSpan, index);
  const EnisimResource *resource = g_ptr_array_index (span->resources, 0);
  const gboolean is_of_stack = g_str_has_suffix (finding->resource_id, "/");
  const char *local = is_of_stack ? "" : enisim_resource_get_local_id (resource);

  return g_strdup_printf ("%s\n%s\n%s", finding->rule->id, is_local ? local : finding->resource_id,
                          finding->subject);
}

/* The same thing keeps its number wherever it stands, and whatever its file is called: the stack's
 * name counts only where it alone tells two findings apart. */
static void
make_fingerprints (EnisimCheck *check)
{
  g_autoptr (GHashTable) n_by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < check->findings->len; i++)
    {
      char *key = make_key (check, i, TRUE);
      const guint n = GPOINTER_TO_UINT (g_hash_table_lookup (n_by_key, key));

      g_hash_table_replace (n_by_key, key, GUINT_TO_POINTER (n + 1));
    }
  for (guint i = 0; i < check->findings->len; i++)
    {
      EnisimFinding *finding = &g_array_index (check->findings, EnisimFinding, i);
      g_autofree char *local = make_key (check, i, TRUE), *whole = make_key (check, i, FALSE);
      const char *key
          = GPOINTER_TO_UINT (g_hash_table_lookup (n_by_key, local)) == 1 ? local : whole;
      g_autofree char *digits
          = g_strdup_printf ("%016" G_GINT64_MODIFIER "x", enisim_fingerprint (key, strlen (key)));

      finding->fingerprint = g_string_chunk_insert (check->texts, digits);
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
  enisim_check_describe_scope (check);
  enisim_check_take_notes (check);
  make_fingerprints (check);
  enisim_check_suppress (check, options, complaints);
  enisim_check_mark_failing (check, options, complaints);
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

const char *
enisim_check_get_scope (const EnisimCheck *check)
{
  g_return_val_if_fail (check != NULL, NULL);
  return check->scope;
}

guint
enisim_check_get_n_agents (const EnisimCheck *check)
{
  g_return_val_if_fail (check != NULL, 0);
  return check->n_agents;
}

gboolean
enisim_check_is_failing (const EnisimCheck *check)
{
  g_return_val_if_fail (check != NULL, FALSE);
  return check->is_failing;
}

guint
enisim_check_get_n_notes (const EnisimCheck *check)
{
  g_return_val_if_fail (check != NULL, 0);
  return check->notes->len;
}

const EnisimCheckNote *
enisim_check_get_note (const EnisimCheck *check, guint index)
{
  g_return_val_if_fail (check != NULL && index < check->notes->len, NULL);
  return &g_array_index (check->notes, EnisimCheckNote, index);
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
  g_assert (check->is_failing || check->counts.failing == 0);
  for (guint i = 0; i < check->findings->len; i++)
    {
      const EnisimFinding *finding = &g_array_index (check->findings, EnisimFinding, i);

      verify_finding (finding);
      if (i > 0)
        g_assert (compare_findings (finding - 1, finding) <= 0);
    }
}
