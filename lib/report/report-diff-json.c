/* report-diff-json.c: what a change of a description changes, for programs */
#include <enisim/enisim-report.h>
#include <enisim/enisim-version.h>

#include "advise/diff.h"
#include "report/plan-json.h"

static void
add_groups (EnisimJsonWriter *writer, const EnisimDiff *diff)
{
  enisim_report_json_begin_array (writer, "groups");
  for (guint i = 0; i < diff->groups->len; i++)
    {
      const EnisimDiffGroup *group = &g_array_index (diff->groups, EnisimDiffGroup, i);

      enisim_json_writer_begin_object (writer);
      enisim_report_json_add_string (writer, "change", enisim_diff_change_get_name (group->change));
      enisim_report_json_add_names (writer, "members", group->members, group->n_members);
      enisim_report_json_add_names (writer, "joined", group->joined, group->n_joined);
      enisim_report_json_add_names (writer, "left", group->left, group->n_left);
      enisim_plan_json_add_count (writer, "old_enis", group->old_enis);
      enisim_plan_json_add_count (writer, "new_enis", group->new_enis);
      enisim_report_json_add_string (writer, "reason", group->reason);
      enisim_json_writer_end_object (writer);
    }
  enisim_json_writer_end_array (writer);
}

static void
add_subnets (EnisimJsonWriter *writer, const EnisimDiff *diff)
{
  enisim_report_json_begin_array (writer, "subnets");
  for (guint i = 0; i < diff->changed_subnets->len; i++)
    {
      const EnisimDiffSubnet *subnet = &g_array_index (diff->changed_subnets, EnisimDiffSubnet, i);

      enisim_json_writer_begin_object (writer);
      enisim_report_json_add_string (writer, "change",
                                     enisim_diff_change_get_name (subnet->change));
      enisim_report_json_add_string (writer, "name", subnet->name);
      enisim_report_json_add_string (writer, "cidr", subnet->cidr);
      enisim_report_json_add_some (writer, "old_usable", subnet->old_capacity);
      enisim_report_json_add_some (writer, "usable", subnet->capacity);
      enisim_plan_json_add_count (writer, "old_held", subnet->old_held);
      enisim_plan_json_add_count (writer, "new_held", subnet->new_held);
      enisim_plan_json_add_count (writer, "old_enis", subnet->old_enis);
      enisim_plan_json_add_count (writer, "new_enis", subnet->new_enis);
      enisim_report_json_add_uint (writer, "retained", subnet->retained);
      enisim_json_writer_end_object (writer);
    }
  enisim_json_writer_end_array (writer);
}

static void
add_things (EnisimJsonWriter *writer, const EnisimDiff *diff)
{
  enisim_report_json_begin_array (writer, "resources");
  for (guint i = 0; i < diff->things->len; i++)
    {
      const EnisimDiffThing *thing = &g_array_index (diff->things, EnisimDiffThing, i);

      enisim_json_writer_begin_object (writer);
      enisim_report_json_add_string (writer, "change", enisim_diff_change_get_name (thing->change));
      enisim_report_json_add_string (writer, "kind", thing->kind);
      enisim_report_json_add_string (writer, "name", thing->name);
      enisim_report_json_add_string (writer, "id", thing->id);
      enisim_report_json_add_string (writer, "old_id", thing->old_id);
      enisim_report_json_add_string (writer, "detail", thing->detail);
      enisim_json_writer_end_object (writer);
    }
  enisim_json_writer_end_array (writer);
}

/* What of it is on one side: "found", "not_known", "suppressed"; NULL: nothing. */
static const char *
get_state (const EnisimFinding *finding)
{
  if (finding == NULL)
    return NULL;
  if (finding->suppression != ENISIM_SUPPRESSION_NONE)
    return "suppressed";
  return finding->is_known ? "found" : "not_known";
}

static void
add_findings (EnisimJsonWriter *writer, const EnisimDiff *diff)
{
  enisim_report_json_begin_array (writer, "findings");
  for (guint i = 0; i < diff->findings->len; i++)
    {
      const EnisimDiffFinding *pair = &g_array_index (diff->findings, EnisimDiffFinding, i);
      const EnisimFinding *finding = pair->after != NULL ? pair->after : pair->before;

      enisim_json_writer_begin_object (writer);
      enisim_report_json_add_string (writer, "change",
                                     enisim_diff_finding_change_get_name (pair->change));
      enisim_report_json_add_string (writer, "before", get_state (pair->before));
      enisim_report_json_add_string (writer, "after", get_state (pair->after));
      enisim_report_json_add_string (writer, "rule", finding->rule->id);
      enisim_report_json_add_string (writer, "severity",
                                     enisim_severity_get_name (finding->severity));
      enisim_report_json_add_string (
          writer, "old_severity",
          pair->before != NULL ? enisim_severity_get_name (pair->before->severity) : NULL);
      enisim_report_json_add_string (writer, "resource", finding->resource);
      enisim_report_json_add_string (writer, "file", finding->file);
      enisim_report_json_add_uint (writer, "line", finding->line);
      enisim_report_json_add_uint (writer, "column", finding->column);
      enisim_report_json_add_string (writer, "reason", finding->reason);
      enisim_json_writer_end_object (writer);
    }
  enisim_json_writer_end_array (writer);
}

static void
add_cost (EnisimJsonWriter *writer, const EnisimDiff *diff)
{
  enisim_report_json_begin_object (writer, "cost_per_month");
  enisim_report_json_add_double (writer, "old", diff->cost.old_dollars);
  enisim_report_json_add_double (writer, "new", diff->cost.new_dollars);
  enisim_json_writer_end_object (writer);
}

static void
add_worse (EnisimJsonWriter *writer, const EnisimDiff *diff)
{
  const char *name;

  enisim_report_json_begin_array (writer, "worse");
  for (guint i = 0; (name = enisim_diff_subject_get_name ((EnisimDiffSubject) i)) != NULL; i++)
    if (enisim_diff_is_worse (diff, (EnisimDiffSubject) i))
      enisim_json_writer_string (writer, name);
  enisim_json_writer_end_array (writer);
}

char *
enisim_report_diff_to_json (const EnisimDiff *diff)
{
  GString *out;
  EnisimJsonWriter writer;

  g_return_val_if_fail (diff != NULL, NULL);

  out = g_string_new (NULL);
  enisim_json_writer_init (&writer, out, ENISIM_JSON_COMPACT);
  enisim_json_writer_begin_object (&writer);
  enisim_report_json_add_uint (&writer, "schema_version", ENISIM_REPORT_SCHEMA_VERSION);
  enisim_report_json_add_string (&writer, "enisim_version", enisim_get_version ());
  enisim_plan_json_add_count (&writer, "old_enis", diff->plans[ENISIM_DIFF_OLD]->enis);
  enisim_plan_json_add_count (&writer, "new_enis", diff->plans[ENISIM_DIFF_NEW]->enis);
  enisim_report_json_add_uint (&writer, "retained", diff->n_retained);
  add_groups (&writer, diff);
  add_subnets (&writer, diff);
  add_things (&writer, diff);
  add_findings (&writer, diff);
  add_cost (&writer, diff);
  add_worse (&writer, diff);
  enisim_json_writer_end_object (&writer);
  g_string_append_c (out, '\n');
  return g_string_free (out, FALSE);
}
