/* report-json-parts.h: the members of the JSON report, for the files that write it */
#pragma once

#include "experiment/replications.h"
#include "sim/run-summary.h"
#include "text/json-writer.h"

/* Each writes the value whose name stands in its own; the caller has written the member's name. */
void enisim_report_json_subnets (EnisimJsonWriter *writer, const EnisimRunSummary *summary);
void enisim_report_json_eni (EnisimJsonWriter *writer, const EnisimRunSummary *summary);
void enisim_report_json_groups (EnisimJsonWriter *writer, const EnisimRunSummary *summary);
void enisim_report_json_deletions (EnisimJsonWriter *writer, const EnisimRunSummary *summary);
void enisim_report_json_runtimes (EnisimJsonWriter *writer, const EnisimRunSummary *summary);
void enisim_report_json_samples (EnisimJsonWriter *writer, const EnisimRunSummary *summary);
void enisim_report_json_churn (EnisimJsonWriter *writer, const EnisimRunSummary *summary);
void enisim_report_json_calls (EnisimJsonWriter *writer, const EnisimRunSummary *summary);
void enisim_report_json_cost (EnisimJsonWriter *writer, const EnisimRunSummary *summary);
void enisim_report_json_vms (EnisimJsonWriter *writer, const EnisimRunSummary *summary);
void enisim_report_json_bands (EnisimJsonWriter *writer, const EnisimReplications *replications);

/* Members of the object that is open: what every level over time has, but its value now. */
void enisim_report_json_add_level (EnisimJsonWriter *writer, const EnisimLevelSummary *level);

/* Members of the object that is open: whose report this is, and what its answer rests on. */
void enisim_report_json_add_scenario (EnisimJsonWriter *writer, const EnisimScenario *scenario);
void enisim_report_json_add_assumptions (EnisimJsonWriter *writer, const EnisimRunSummary *summary);

/* The same: the horizon, when the run ended, and from when to when it was counted and measured. */
void enisim_report_json_add_times (EnisimJsonWriter *writer, const EnisimRunSummary *summary);

/* One member of the object that is open.  What is begun, the caller ends. */
void enisim_report_json_begin_array (EnisimJsonWriter *writer, const char *name);
void enisim_report_json_begin_object (EnisimJsonWriter *writer, const char *name);
void enisim_report_json_add_names (EnisimJsonWriter *writer, const char *name,
                                   const char *const *names, guint n);
void enisim_report_json_add_uint (EnisimJsonWriter *writer, const char *name, guint64 value);
void enisim_report_json_add_int (EnisimJsonWriter *writer, const char *name, gint64 value);
void enisim_report_json_add_double (EnisimJsonWriter *writer, const char *name, double value);
void enisim_report_json_add_bool (EnisimJsonWriter *writer, const char *name, gboolean value);

/* 0 is a null: there is none, or it is not known. */
void enisim_report_json_add_some (EnisimJsonWriter *writer, const char *name, guint64 value);

/* @text: (nullable): NULL is a null */
void enisim_report_json_add_string (EnisimJsonWriter *writer, const char *name, const char *text);

/* ENISIM_TIME_NEVER is a null. */
void enisim_report_json_add_at (EnisimJsonWriter *writer, const char *name, EnisimTime at);
