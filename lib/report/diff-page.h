/* diff-page.h: parts of the report of what a change changes, for the files that write it */
#pragma once

#include "advise/diff.h"
#include "report/plan-page.h"

/* Appends "+2", "+1 to +3" of bounds, "at least +2" where there may be more now. */
void enisim_diff_add_change (GString *text, EnisimPlanCount before, EnisimPlanCount after);

gboolean enisim_diff_differ (EnisimPlanCount before, EnisimPlanCount after);

/* @kind: of an EnisimDiffThing */
const char *enisim_diff_get_plural (const char *kind);

/* What changes, in a few sentences. */
void enisim_diff_page_add_headline (EnisimPlanPage *page, const EnisimDiff *diff);

/* Findings that come, change or are known no more with their reasons, then those that are gone. */
void enisim_diff_page_add_findings (EnisimPlanPage *page, const EnisimDiff *diff);
