/* plan-page.h: a plan's sections, once for terminals and once for Markdown
 *
 * What is said is the same; what differs is how a table and a paragraph look.
 */
#pragma once

#include "report/text-grid.h"

typedef struct
{
  EnisimTextPage page;
  gboolean is_markdown;
  EnisimTextGrid grid; /* of the table that is open, where it is no Markdown */
  const EnisimTextColumn *columns;
  guint n_columns, n_cells; /* of the open table; its cells */
} EnisimPlanPage;

/* @width: 0 for no bound; Markdown has none */
void enisim_plan_page_init (EnisimPlanPage *page, gboolean is_markdown, guint width,
                            gboolean use_colour);

/* Returns: (transfer full): all of it */
char *enisim_plan_page_end (EnisimPlanPage *page);

void enisim_plan_page_add_heading (EnisimPlanPage *page, const char *text);
void enisim_plan_page_add_paragraph (EnisimPlanPage *page, const char *text, gboolean is_alert);

/* Of a list, whose first item begins a section. */
void enisim_plan_page_add_item (EnisimPlanPage *page, const char *text);

/* A table without rows is nothing at all. */
void enisim_plan_page_begin_table (EnisimPlanPage *page, const EnisimTextColumn *columns,
                                   guint n_columns);
void enisim_plan_page_add_cell (EnisimPlanPage *page, const char *text, gboolean is_alert);
void enisim_plan_page_end_table (EnisimPlanPage *page);
