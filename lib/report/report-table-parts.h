/* report-table-parts.h: the sections of the report for people, for the files that write them
 *
 * Each but that of workloads, which belongs to the calls, begins its section itself, and each adds
 * nothing where the run has nothing to say to it.
 */
#pragma once

#include "experiment/replications.h"
#include "report/text-page.h"
#include "sim/run-summary.h"

void enisim_report_add_headline (EnisimTextPage *page, const EnisimRunSummary *summary);
void enisim_report_add_subnets (EnisimTextPage *page, const EnisimRunSummary *summary);
void enisim_report_add_chart (EnisimTextPage *page, const EnisimRunSummary *summary);
void enisim_report_add_deletions (EnisimTextPage *page, const EnisimRunSummary *summary);
void enisim_report_add_groups (EnisimTextPage *page, const EnisimRunSummary *summary);
void enisim_report_add_churn (EnisimTextPage *page, const EnisimRunSummary *summary);
void enisim_report_add_calls (EnisimTextPage *page, const EnisimRunSummary *summary);
void enisim_report_add_workloads (EnisimTextPage *page, const EnisimRunSummary *summary);
void enisim_report_add_cost (EnisimTextPage *page, const EnisimRunSummary *summary);
void enisim_report_add_assumptions (EnisimTextPage *page, const EnisimRunSummary *summary);

/* Likewise, of many runs. */
void enisim_report_add_bands (EnisimTextPage *page, const EnisimReplications *replications);

/* A sentence of the headline for each churn whose stacks failed. */
void enisim_report_add_churn_failures (EnisimTextPage *page, const EnisimRunSummary *summary);

/* A sentence: what is of the time after the warm-up, and what is not; nothing without one. */
void enisim_report_add_warm_up (EnisimTextPage *page, const EnisimRunSummary *summary);

/* A sentence: how long each of many runs like @first was, and from when on it was counted. */
void enisim_report_add_window (EnisimTextPage *page, const EnisimRunSummary *first);

/* Appends "quotas of 2026-08 in us-east-1". */
void enisim_report_add_quotas (GString *text, const EnisimScenario *scenario);
