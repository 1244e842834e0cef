/* report-json-calls.c: calls and the VMs that served them, for programs */
#include "report/report-json-parts.h"

static void
add_latency (EnisimJsonWriter *writer, const char *name, const EnisimLatencySummary *latency)
{
  enisim_json_writer_name (writer, name);
  if (latency->n == 0)
    {
      enisim_json_writer_null (writer);
      return;
    }
  enisim_json_writer_begin_object (writer);
  enisim_report_json_add_uint (writer, "n", latency->n);
  enisim_report_json_add_double (writer, "mean", latency->mean_us);
  enisim_report_json_add_int (writer, "min", latency->min_us);
  enisim_report_json_add_int (writer, "p50", latency->p50_us);
  enisim_report_json_add_int (writer, "p95", latency->p95_us);
  enisim_report_json_add_int (writer, "p99", latency->p99_us);
  enisim_report_json_add_int (writer, "max", latency->max_us);
  enisim_json_writer_end_object (writer);
}

static void
add_outcomes (EnisimJsonWriter *writer, const guint64 n_outcomes[ENISIM_N_OUTCOMES])
{
  enisim_report_json_begin_object (writer, "outcomes");
  for (guint i = 0; i < ENISIM_N_OUTCOMES; i++)
    enisim_report_json_add_uint (writer, enisim_outcome_get_name (i), n_outcomes[i]);
  enisim_json_writer_end_object (writer);
}

static void
add_stops (EnisimJsonWriter *writer, const EnisimRunSummary *summary)
{
  enisim_report_json_begin_object (writer, "stops");
  for (guint i = 0; i < ENISIM_N_STOPS; i++)
    enisim_report_json_add_uint (writer, enisim_stop_get_name (i), summary->n_stops[i]);
  enisim_json_writer_end_object (writer);
}

static void
add_workload (EnisimJsonWriter *writer, const char *name, const char *kind,
              const EnisimWorkloadSummary *workload)
{
  enisim_json_writer_begin_object (writer);
  enisim_report_json_add_string (writer, "name", name);
  enisim_report_json_add_string (writer, "kind", kind);
  enisim_report_json_add_uint (writer, "attempts", workload->n_attempts);
  add_outcomes (writer, workload->n_outcomes);
  enisim_report_json_add_uint (writer, "refused", workload->n_refused);
  enisim_json_writer_end_object (writer);
}

static void
add_workloads (EnisimJsonWriter *writer, const EnisimRunSummary *summary)
{
  const EnisimScenario *scenario = summary->scenario;
  const EnisimWorkloadSummary *steps = &summary->workloads[scenario->n_workloads];

  enisim_report_json_begin_array (writer, "by_workload");
  for (guint i = 0; i < scenario->n_workloads; i++)
    add_workload (writer, scenario->workloads[i].name,
                  enisim_workload_kind_get_name (scenario->workloads[i].kind),
                  &summary->workloads[i]);
  if (steps->n_attempts > 0)
    add_workload (writer, "(steps)", NULL, steps);
  enisim_json_writer_end_array (writer);
}

void
enisim_report_json_calls (EnisimJsonWriter *writer, const EnisimRunSummary *summary)
{
  const guint64 n_admitted = summary->n_cold + summary->n_warm;

  enisim_json_writer_begin_object (writer);
  enisim_report_json_add_uint (writer, "attempts", summary->n_attempts);
  enisim_report_json_add_uint (writer, "retries", summary->n_retries);
  enisim_report_json_add_uint (writer, "calls", summary->n_attempts - summary->n_retries);
  add_outcomes (writer, summary->n_outcomes);
  enisim_report_json_add_uint (writer, "admitted", n_admitted);
  enisim_report_json_add_uint (writer, "refused", summary->n_refused);
  enisim_report_json_add_uint (writer, "cold", summary->n_cold);
  enisim_report_json_add_uint (writer, "warm", summary->n_warm);
  enisim_report_json_add_uint (writer, "follow_ups", summary->n_follow_ups);
  add_stops (writer, summary);
  enisim_report_json_add_uint (writer, "stretched_cycles", summary->n_stretched);
  add_workloads (writer, summary);
  enisim_report_json_begin_object (writer, "latency_us");
  add_latency (writer, "ok", &summary->latency_ok);
  add_latency (writer, "cut", &summary->latency_cut);
  add_latency (writer, "refused", &summary->latency_refused);
  enisim_json_writer_end_object (writer);
  enisim_report_json_add_at (writer, "last_call_end_at_us", summary->last_call_end);
  enisim_json_writer_end_object (writer);
}

static void
add_states (EnisimJsonWriter *writer, const EnisimRunSummary *summary)
{
  enisim_report_json_begin_object (writer, "by_state");
  for (guint i = ENISIM_SESSION_PROVISIONING; i < ENISIM_N_SESSION_STATES; i++)
    enisim_report_json_add_uint (writer, enisim_session_state_get_name (i), summary->vms_in[i]);
  enisim_json_writer_end_object (writer);
  enisim_report_json_begin_object (writer, "mean_by_state");
  for (guint i = ENISIM_SESSION_PROVISIONING; i < ENISIM_N_SESSION_STATES; i++)
    enisim_report_json_add_double (writer, enisim_session_state_get_name (i),
                                   summary->mean_vms_in[i]);
  enisim_json_writer_end_object (writer);
  enisim_report_json_begin_object (writer, "ends");
  for (guint i = 0; i < ENISIM_N_VM_ENDS; i++)
    enisim_report_json_add_uint (writer, enisim_vm_end_get_name (i), summary->n_vm_ends[i]);
  enisim_json_writer_end_object (writer);
}

void
enisim_report_json_vms (EnisimJsonWriter *writer, const EnisimRunSummary *summary)
{
  enisim_json_writer_begin_object (writer);
  enisim_report_json_add_uint (writer, "now", summary->vms.now);
  add_states (writer, summary);
  enisim_report_json_add_level (writer, &summary->vms);
  enisim_json_writer_end_object (writer);
}
