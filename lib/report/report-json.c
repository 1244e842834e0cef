/* report-json.c: a run's report for programs */
#include <enisim/enisim-report.h>
#include <enisim/enisim-version.h>

#include "report/report-assumptions.h"
#include "report/report-json-parts.h"

static void
add_series (EnisimJsonWriter *writer, const EnisimLevelSummary *level)
{
  enisim_report_json_add_bool (writer, "series_exact", level->series_grain_us == 1);
  enisim_report_json_begin_array (writer, "series");
  for (guint i = 0; i < level->n_series; i++)
    {
      const EnisimSeriesInterval *interval = &level->series[i];

      enisim_json_writer_begin_array (writer);
      enisim_json_writer_int (writer, interval->at);
      enisim_json_writer_uint (writer, interval->first);
      enisim_json_writer_uint (writer, interval->min);
      enisim_json_writer_uint (writer, interval->max);
      enisim_json_writer_uint (writer, interval->last);
      enisim_json_writer_end_array (writer);
    }
  enisim_json_writer_end_array (writer);
}

void
enisim_report_json_add_level (EnisimJsonWriter *writer, const EnisimLevelSummary *level)
{
  enisim_report_json_add_uint (writer, "peak", level->peak);
  enisim_report_json_add_int (writer, "peak_at_us", level->peak_at);
  enisim_report_json_add_double (writer, "mean", level->mean);
  enisim_report_json_add_uint (writer, "p50", level->p50);
  enisim_report_json_add_uint (writer, "p95", level->p95);
  enisim_report_json_add_uint (writer, "p99", level->p99);
  add_series (writer, level);
}

static void
add_quota (EnisimJsonWriter *writer, const char *name, guint32 quota)
{
  enisim_json_writer_name (writer, name);
  if (quota == ENISIM_QUOTA_UNLIMITED)
    enisim_json_writer_null (writer);
  else
    enisim_json_writer_uint (writer, quota);
}

static void
add_rate (EnisimJsonWriter *writer, const char *name, const EnisimRateQuota *quota)
{
  g_autofree char *rate = enisim_rate_quota_format (quota);

  enisim_json_writer_name (writer, name);
  if (quota->n == ENISIM_QUOTA_UNLIMITED)
    {
      enisim_json_writer_null (writer);
      return;
    }
  enisim_json_writer_begin_object (writer);
  enisim_report_json_add_string (writer, "rate", rate);
  enisim_report_json_add_string (writer, "scope", enisim_rate_scope_get_name (quota->scope));
  enisim_json_writer_end_object (writer);
}

/* In the forms in which a scenario sets them. */
static void
add_rates (EnisimJsonWriter *writer, const EnisimQuotas *quotas)
{
  add_rate (writer, "invoke_rate", &quotas->rates[ENISIM_RATE_INVOKE]);
  if (quotas->is_new_rate_shared)
    {
      add_rate (writer, "new_session_rate", &quotas->rates[ENISIM_RATE_NEW_CODE]);
      return;
    }
  enisim_report_json_begin_object (writer, "new_session_rate");
  add_rate (writer, "container", &quotas->rates[ENISIM_RATE_NEW_CONTAINER]);
  add_rate (writer, "code", &quotas->rates[ENISIM_RATE_NEW_CODE]);
  enisim_json_writer_end_object (writer);
}

static void
add_quotas (EnisimJsonWriter *writer, const EnisimScenario *scenario)
{
  enisim_report_json_begin_object (writer, "quotas");
  enisim_report_json_add_string (writer, "profile", scenario->quota_profile);
  enisim_report_json_add_bool (writer, "limits", scenario->has_limits);
  for (guint i = 0; i < ENISIM_N_COUNT_QUOTAS; i++)
    add_quota (writer, enisim_quotas_get_counts ()[i].key,
               enisim_quotas_get_count (&scenario->quotas, i));
  add_rates (writer, &scenario->quotas);
  enisim_json_writer_end_object (writer);
}

void
enisim_report_json_add_scenario (EnisimJsonWriter *writer, const EnisimScenario *scenario)
{
  enisim_report_json_add_uint (writer, "schema_version", ENISIM_REPORT_SCHEMA_VERSION);
  enisim_report_json_add_string (writer, "enisim_version", enisim_get_version ());
  enisim_report_json_add_string (writer, "scenario", scenario->name);
  enisim_report_json_add_string (writer, "note", scenario->note);
  enisim_report_json_add_string (writer, "region", scenario->region);
  add_quotas (writer, scenario);
}

void
enisim_report_json_add_times (EnisimJsonWriter *writer, const EnisimRunSummary *summary)
{
  enisim_report_json_add_at (writer, "horizon_us", summary->scenario->horizon);
  enisim_report_json_add_int (writer, "ended_at_us", summary->ended_at);
  enisim_report_json_begin_array (writer, "window_us");
  enisim_json_writer_int (writer, summary->window.start);
  enisim_json_writer_int (writer, summary->ended_at);
  enisim_json_writer_end_array (writer);
}

static void
add_head (EnisimJsonWriter *writer, const EnisimRunSummary *summary)
{
  enisim_report_json_add_scenario (writer, summary->scenario);
  enisim_report_json_add_uint (writer, "seed", summary->seed);
  enisim_report_json_add_uint (writer, "replication", summary->replication);
  enisim_report_json_add_bool (writer, "complete", summary->is_complete);
  enisim_report_json_add_times (writer, summary);
  enisim_report_json_add_uint (writer, "events", summary->n_events);
}

static void
add_control (EnisimJsonWriter *writer, const EnisimRunSummary *summary)
{
  enisim_report_json_begin_object (writer, "control");
  enisim_report_json_add_uint (writer, "failed_creates", summary->n_creates_failed);
  enisim_report_json_add_uint (writer, "eni_quota_denials",
                               summary->n_denials[ENISIM_DENIAL_ENI_QUOTA]);
  enisim_report_json_add_uint (writer, "updates", summary->n_updates);
  enisim_report_json_add_uint (writer, "failed_updates", summary->n_updates_failed);
  enisim_report_json_add_uint (writer, "refused_requests", summary->n_control_refused);
  enisim_report_json_begin_object (writer, "refused_by_cause");
  for (guint i = 0; i < ENISIM_N_REFUSALS; i++)
    enisim_report_json_add_uint (writer, enisim_refusal_get_name (i),
                                 summary->n_refused_requests[i]);
  enisim_json_writer_end_object (writer);
  enisim_json_writer_name (writer, "deletions");
  enisim_report_json_deletions (writer, summary);
  enisim_report_json_begin_object (writer, "denials");
  for (guint i = 0; i < ENISIM_N_DENIALS; i++)
    enisim_report_json_add_uint (writer, enisim_denial_get_name (i), summary->n_denials[i]);
  enisim_json_writer_end_object (writer);
  enisim_json_writer_end_object (writer);
}

static void
write_assumption (EnisimJsonWriter *writer, const EnisimAssumption *assumption)
{
  const char mark[] = { assumption->mark, '\0' };

  enisim_json_writer_begin_object (writer);
  enisim_report_json_add_string (writer, "name", assumption->name);
  enisim_report_json_add_string (writer, "of", assumption->of);
  enisim_report_json_add_string (writer, "value", assumption->value);
  enisim_report_json_add_bool (writer, "is_default", assumption->is_default);
  enisim_report_json_add_string (writer, "default", assumption->default_value);
  enisim_report_json_add_string (writer, "default_mark", mark);
  enisim_report_json_add_string (writer, "default_rests_on", assumption->rests_on);
  enisim_json_writer_end_object (writer);
}

void
enisim_report_json_add_assumptions (EnisimJsonWriter *writer, const EnisimRunSummary *summary)
{
  g_autoptr (GArray) assumptions = enisim_assumptions_new (summary);
  g_autoptr (GArray) gaps = enisim_gaps_new (summary);

  enisim_report_json_begin_array (writer, "assumptions");
  for (guint i = 0; i < assumptions->len; i++)
    write_assumption (writer, &g_array_index (assumptions, EnisimAssumption, i));
  enisim_json_writer_end_array (writer);

  enisim_report_json_begin_array (writer, "not_applied");
  for (guint i = 0; i < gaps->len; i++)
    {
      const EnisimGap *gap = &g_array_index (gaps, EnisimGap, i);

      enisim_json_writer_begin_object (writer);
      enisim_report_json_add_string (writer, "name", gap->name);
      enisim_report_json_add_string (writer, "text", gap->text);
      enisim_json_writer_end_object (writer);
    }
  enisim_json_writer_end_array (writer);
}

static const struct
{
  const char *name;
  void (*write) (EnisimJsonWriter *writer, const EnisimRunSummary *summary);
} parts[] = {
  { "subnets", enisim_report_json_subnets }, { "eni", enisim_report_json_eni },
  { "groups", enisim_report_json_groups },   { "runtimes", enisim_report_json_runtimes },
  { "calls", enisim_report_json_calls },     { "vms", enisim_report_json_vms },
  { "cost", enisim_report_json_cost },
};

char *
enisim_report_to_json (const EnisimSimulation *sim)
{
  g_autoptr (EnisimRunSummary) summary = NULL;
  GString *out;
  EnisimJsonWriter writer;

  g_return_val_if_fail (sim != NULL && enisim_sim_is_at_rest (sim), NULL);

  out = g_string_new (NULL);
  summary = enisim_run_summary_new (sim);
  enisim_json_writer_init (&writer, out, ENISIM_JSON_COMPACT);
  enisim_json_writer_begin_object (&writer);
  add_head (&writer, summary);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      enisim_json_writer_name (&writer, parts[i].name);
      parts[i].write (&writer, summary);
    }
  if (summary->scenario->n_churns > 0)
    {
      enisim_json_writer_name (&writer, "churn");
      enisim_report_json_churn (&writer, summary);
    }
  add_control (&writer, summary);
  if (summary->scenario->sample_us > 0)
    {
      enisim_json_writer_name (&writer, "samples");
      enisim_report_json_samples (&writer, summary);
    }
  enisim_report_json_add_assumptions (&writer, summary);
  enisim_json_writer_end_object (&writer);
  g_string_append_c (out, '\n');
  return g_string_free (out, FALSE);
}
