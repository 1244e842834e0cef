/* text-grid.h: a table of texts that fits its page
 *
 * Columns are as wide as what is in them.  Where that is too much, flexible columns are narrowed
 * down to their longest word and their cells go on over several lines; where even that does not
 * fit, each row becomes a paragraph that names its columns.  A column without any text is left
 * out, and a grid without rows prints nothing.
 */
#pragma once

#include "report/text-page.h"

#define ENISIM_TEXT_GRID_COLUMNS_MAX 16

typedef struct
{
  const char *heading;
  gboolean is_right; /* aligned, for numbers */
  gboolean is_flexible;
} EnisimTextColumn;

typedef struct
{
  const EnisimTextColumn *columns;
  guint n_columns;
  GArray *cells; /* row by row */
} EnisimTextGrid;

/* @columns: the caller's, outlive the grid; at most ENISIM_TEXT_GRID_COLUMNS_MAX */
void enisim_text_grid_init (EnisimTextGrid *grid, const EnisimTextColumn *columns, guint n_columns);
void enisim_text_grid_clear (EnisimTextGrid *grid);

/* The next cell of the row, or the first of the next one. */
void enisim_text_grid_add (EnisimTextGrid *grid, const char *text, gboolean is_alert);
void enisim_text_grid_add_number (EnisimTextGrid *grid, guint64 number, gboolean is_alert);

/* All rows are complete. */
void enisim_text_grid_print (const EnisimTextGrid *grid, EnisimTextPage *page);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EnisimTextGrid, enisim_text_grid_clear)
