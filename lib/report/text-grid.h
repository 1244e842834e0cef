/* text-grid.h: a table of texts that fits its page
 *
 * Columns are as wide as what is in them.  Where that is too much, flexible columns are narrowed
 * down to their longest word and their cells go on over several lines; where even that does not
 * fit, or the system has no locale C.UTF-8, each row becomes a paragraph that names its columns.
 * A column without any text is left out, and a grid without rows prints nothing.
 */
#pragma once

#include "report/text-page.h"

#define ENISIM_TEXT_GRID_COLUMNS_MAX 16

struct libscols_line;
struct libscols_table;

typedef struct
{
  const char *heading; /* ASCII */
  gboolean is_right;   /* aligned, for numbers */
  gboolean is_flexible;
} EnisimTextColumn;

typedef struct
{
  const EnisimTextColumn *columns;
  guint n_columns;
  struct libscols_table *table;
  struct libscols_line *line;                      /* the last row */
  guint n_added;                                   /* cells of that */
  guint word_widths[ENISIM_TEXT_GRID_COLUMNS_MAX]; /* of the longest word; 0: no text at all */
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
