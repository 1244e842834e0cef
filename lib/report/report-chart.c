/* report-chart.c: levels over time, drawn with blocks
 *
 * A row is cut into cells of equal time; each shows the greatest value in its time, so that a
 * peak is never lost.  The tallest block is the row's own peak.
 */
#include <string.h>

#include "report/people-text.h"
#include "report/report-table-parts.h"

enum
{
  ROWS_MAX = 4,    /* the fullest subnets; the VMs have one more */
  CELLS_MAX = 72,  /* more show no more */
  CELLS_MIN = 16,  /* fewer show nothing */
  CHANGES_MIN = 2, /* one step is said in a word */
  NAME_WIDTH_MAX = 24
};

typedef struct
{
  char *name; /* clean */
  char *legend;
  const EnisimLevelSummary *level;
  guint64 bound; /* that its peak is measured by */
} Row;

static gboolean
is_worth_drawing (const EnisimLevelSummary *level)
{
  return level->n_series > CHANGES_MIN && level->peak > 0;
}

static gint
compare_fullness (gconstpointer a, gconstpointer b)
{
  const Row *x = a, *y = b;
  const guint64 left = x->level->peak * y->bound, right = y->level->peak * x->bound;

  return (left < right) - (left > right);
}

static void
clear_row (gpointer data)
{
  g_free (((Row *) data)->name);
  g_free (((Row *) data)->legend);
}

static void
add_row (GArray *rows, const char *name, const EnisimLevelSummary *level, guint64 bound)
{
  Row row = { .level = level, .bound = bound };

  if (!is_worth_drawing (level))
    return;
  row.name = enisim_text_clean (name);
  row.legend = bound == ENISIM_QUOTA_UNLIMITED
                   ? g_strdup_printf ("peak %" G_GUINT64_FORMAT, level->peak)
                   : g_strdup_printf ("peak %" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT,
                                      level->peak, bound);
  g_array_append_val (rows, row);
}

/* Of equally full subnets the scenario's order decides: the sort is stable. */
static GArray *
choose_rows (const EnisimRunSummary *summary)
{
  const EnisimScenario *scenario = summary->scenario;
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (Row));

  g_array_set_clear_func (rows, clear_row);
  for (guint i = 0; i < scenario->n_subnets; i++)
    add_row (rows, scenario->subnets[i].name, &summary->subnets[i].held,
             summary->subnets[i].capacity);
  g_array_sort (rows, compare_fullness);
  g_array_set_size (rows, MIN (rows->len, ROWS_MAX));
  add_row (rows, "VMs", &summary->vms, summary->max_vms_most);
  return rows;
}

typedef struct
{
  EnisimTime start, end;
} Window;

/* The cell of an instant before the end. */
static guint
find_cell (EnisimTime at, const Window *window, guint n_cells)
{
  const guint64 span = (guint64) (window->end - window->start);

  return MIN ((guint) ((guint64) (at - window->start) * n_cells / span), n_cells - 1);
}

static void
lift (guint64 *cell, guint64 value)
{
  *cell = MAX (*cell, value);
}

/* A change counts in the cell of its instant, what it left in all cells up to the next one. */
static void
fill_cells (const EnisimLevelSummary *level, const Window *window, guint64 *cells, guint n_cells)
{
  for (guint i = 0; i < level->n_series; i++)
    {
      const EnisimSeriesInterval *interval = &level->series[i];
      const EnisimTime next_at = i + 1 < level->n_series ? level->series[i + 1].at : window->end;
      const guint first = find_cell (interval->at, window, n_cells);
      const guint last = next_at > interval->at ? find_cell (next_at - 1, window, n_cells) : first;

      lift (&cells[first], interval->max);
      for (guint cell = first + 1; cell <= last; cell++)
        lift (&cells[cell], interval->last);
    }
}

/* Whatever is not nought shows. */
static const char *
choose_block (guint64 value, guint64 peak)
{
  static const char *const blocks[] = { " ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█" };
  const guint n_steps = G_N_ELEMENTS (blocks) - 1;

  return blocks[(value * n_steps + peak - 1) / peak];
}

static void
print_row (EnisimTextPage *page, const Row *row, const Window *window, guint name_width,
           guint n_cells)
{
  g_autofree guint64 *cells = g_new0 (guint64, n_cells);
  const char *rest;
  const gsize n_bytes = enisim_text_break (row->name, name_width, &rest);

  fill_cells (row->level, window, cells, n_cells);
  enisim_text_page_add (page, row->name, n_bytes, FALSE);
  enisim_text_page_add_spaces (page, name_width - enisim_text_measure (row->name, n_bytes) + 1);
  enisim_text_page_add (page, "│", strlen ("│"), FALSE);
  for (guint i = 0; i < n_cells; i++)
    {
      const char *block = choose_block (cells[i], row->level->peak);

      enisim_text_page_add (page, block, strlen (block), FALSE);
    }
  enisim_text_page_add (page, "│ ", strlen ("│ "), FALSE);
  enisim_text_page_add (page, row->legend, strlen (row->legend), FALSE);
  enisim_text_page_end_line (page);
}

/* Returns: how many cells the page has room for; 0 where that is too few to draw */
static guint
measure (const EnisimTextPage *page, const GArray *rows, guint *name_width)
{
  guint legend_width = 0, taken;

  *name_width = 0;
  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = &g_array_index (rows, Row, i);

      *name_width = MAX (*name_width, enisim_text_measure (row->name, strlen (row->name)));
      legend_width = MAX (legend_width, (guint) strlen (row->legend));
    }
  *name_width = MIN (*name_width, NAME_WIDTH_MAX);
  taken = *name_width + (guint) strlen (" || ") + legend_width;
  if (page->width == 0)
    return CELLS_MAX;
  return page->width < taken + CELLS_MIN ? 0 : MIN (page->width - taken, CELLS_MAX);
}

void
enisim_report_add_chart (EnisimTextPage *page, const EnisimRunSummary *summary)
{
  g_autoptr (GArray) rows = choose_rows (summary);
  g_autoptr (GString) title = g_string_new ("From ");
  const Window window = { summary->window.start, summary->ended_at };
  guint name_width;
  const guint n_cells = measure (page, rows, &name_width);

  if (rows->len == 0 || n_cells == 0 || window.start == window.end)
    return;
  enisim_people_add_span (title, window.start);
  g_string_append (title, " to ");
  enisim_people_add_rounded_span (title, window.end);
  g_string_append (title, ", each row against its own peak:");
  enisim_text_page_begin_section (page);
  enisim_text_page_add_paragraph (page, 0, title->str, FALSE);
  for (guint i = 0; i < rows->len; i++)
    print_row (page, &g_array_index (rows, Row, i), &window, name_width, n_cells);
}
