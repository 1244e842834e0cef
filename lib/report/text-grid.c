/* text-grid.c: a table of texts that fits its page
 *
 * libsmartcols lays the table out.  Four of its habits do not suit a report:
 *
 * - it measures by the locale, so it is called within one of this thread's own;
 * - it breaks words anywhere, so it is told where to break;
 * - it takes no column's words into account when it narrows, but never narrows a column below its
 *   heading: the heading of a flexible column is padded to the longest word below it;
 * - it leaves blanks at the end of some lines, which are taken off afterwards.
 *
 * What it has not got is a way out where the columns do not fit: that is here, and serves as well
 * where the system lacks the locale.
 */
#include "report/text-grid.h"

#include <libsmartcols/libsmartcols.h>
#include <locale.h>
#include <string.h>

static const char gap[] = "  ";

/* All that can go wrong is memory, of which GLib makes as little. */
static void
check (int rc)
{
  if (rc != 0)
    g_error ("libsmartcols: %s", g_strerror (-rc));
}

/* The width that a column would like to have. */
static size_t
measure_cell (const struct libscols_column *column G_GNUC_UNUSED, const char *text,
              void *user_data G_GNUC_UNUSED)
{
  return enisim_text_measure (text, strlen (text));
}

/* Ends @text where its first line does.  A heading keeps its padding, as it has been measured. */
static char *
cut_cell (const struct libscols_column *column, char *text, void *user_data G_GNUC_UNUSED)
{
  const char *next;
  const gsize n_bytes = enisim_text_break (text, (guint) scols_column_get_width (column), &next);

  if (next == NULL)
    return NULL;
  text[n_bytes] = '\0';
  return text + (next - text);
}

/* Of the columns that may be narrowed, those that take more than their share come first; a share
 * of 0 keeps a column as it is. */
static void
add_column (EnisimTextGrid *grid, const EnisimTextColumn *column)
{
  const int flags = column->is_right ? SCOLS_FL_RIGHT : 0;
  struct libscols_column *made;

  if (!column->is_flexible)
    {
      made = scols_table_new_column (grid->table, column->heading, 0, flags);
      g_assert (made != NULL);
      return;
    }
  made = scols_table_new_column (grid->table, column->heading, 1.0 / grid->n_columns,
                                 flags | SCOLS_FL_WRAP | SCOLS_FL_TRUNC);
  g_assert (made != NULL);
  check (scols_column_set_wrapfunc (made, measure_cell, cut_cell, NULL));
}

void
enisim_text_grid_init (EnisimTextGrid *grid, const EnisimTextColumn *columns, guint n_columns)
{
  g_assert (n_columns > 0 && n_columns <= ENISIM_TEXT_GRID_COLUMNS_MAX);
  *grid = (EnisimTextGrid){
    .columns = columns, .n_columns = n_columns, .table = scols_new_table (), .n_added = n_columns
  };
  g_assert (grid->table != NULL);
  check (scols_table_set_column_separator (grid->table, gap));
  check (scols_table_enable_minout (grid->table, TRUE));
  check (scols_table_enable_noencoding (grid->table, TRUE));
  for (guint i = 0; i < n_columns; i++)
    add_column (grid, &columns[i]);
}

void
enisim_text_grid_clear (EnisimTextGrid *grid)
{
  g_clear_pointer (&grid->table, scols_unref_table);
}

void
enisim_text_grid_add (EnisimTextGrid *grid, const char *text, gboolean is_alert)
{
  g_autofree char *clean = enisim_text_clean (text);
  guint *width;

  if (grid->n_added == grid->n_columns)
    {
      grid->line = scols_table_new_line (grid->table, NULL);
      g_assert (grid->line != NULL);
      grid->n_added = 0;
    }
  check (scols_line_set_data (grid->line, grid->n_added, clean));
  if (is_alert)
    check (
        scols_cell_set_color (scols_line_get_cell (grid->line, grid->n_added), ENISIM_TEXT_ALERT));
  width = &grid->word_widths[grid->n_added++];
  *width = MAX (*width, enisim_text_measure_words (clean));
}

void
enisim_text_grid_add_number (EnisimTextGrid *grid, guint64 number, gboolean is_alert)
{
  g_autofree char *text = g_strdup_printf ("%" G_GUINT64_FORMAT, number);

  enisim_text_grid_add (grid, text, is_alert);
}

static void
prepare_columns (const EnisimTextGrid *grid)
{
  for (guint i = 0; i < grid->n_columns; i++)
    {
      struct libscols_column *column = scols_table_get_column (grid->table, i);
      g_autofree char *heading
          = g_strdup_printf ("%-*s", (int) grid->word_widths[i], grid->columns[i].heading);

      if (grid->word_widths[i] == 0)
        check (scols_column_set_flags (column, SCOLS_FL_HIDDEN));
      else if (grid->columns[i].is_flexible)
        check (scols_column_set_name (column, heading));
    }
}

/* As the table was printed last. */
static gsize
measure_columns (const EnisimTextGrid *grid)
{
  gsize width = 0;

  for (guint i = 0; i < grid->n_columns; i++)
    {
      const struct libscols_column *column = scols_table_get_column (grid->table, i);

      if (!scols_column_is_hidden (column))
        width += scols_column_get_width (column) + (width > 0 ? strlen (gap) : 0);
    }
  return width;
}

/* The blanks that fill a cell of colour come before its end, which is the same in libsmartcols. */
static void
add_trimmed (EnisimTextPage *page, char *line)
{
  const gboolean is_coloured = g_str_has_suffix (g_strchomp (line), ENISIM_TEXT_ALERT_END);

  if (is_coloured)
    line[strlen (line) - strlen (ENISIM_TEXT_ALERT_END)] = '\0';
  g_string_append (page->out, g_strchomp (line));
  g_string_append (page->out, is_coloured ? ENISIM_TEXT_ALERT_END : "");
  enisim_text_page_end_line (page);
}

/* Returns: (transfer full) (nullable): its lines; NULL where the system has no C.UTF-8 */
static char **
lay_out (const EnisimTextGrid *grid)
{
  const locale_t utf8 = newlocale (LC_CTYPE_MASK, "C.UTF-8", (locale_t) 0);
  locale_t before;
  char *text, **lines;

  if (utf8 == (locale_t) 0)
    return NULL;
  before = uselocale (utf8);
  check (scols_print_table_to_string (grid->table, &text));
  uselocale (before);
  freelocale (utf8);
  lines = g_strsplit (text, "\n", -1);
  free (text);
  return lines;
}

/* Returns: whether there was room */
static gboolean
print_table (const EnisimTextGrid *grid, EnisimTextPage *page)
{
  const int force = page->width > 0 ? SCOLS_TERMFORCE_ALWAYS : SCOLS_TERMFORCE_NEVER;
  g_auto (GStrv) lines = NULL;

  prepare_columns (grid);
  check (scols_table_enable_colors (grid->table, page->use_colour));
  check (scols_table_set_termforce (grid->table, force));
  check (scols_table_set_termwidth (grid->table, page->width));
  lines = lay_out (grid);
  if (lines == NULL || (page->width > 0 && measure_columns (grid) > page->width))
    return FALSE;
  for (guint i = 0; lines[i] != NULL; i++)
    add_trimmed (page, lines[i]);
  return TRUE;
}

/* "SUBNET private-a; CIDR 10.0.2.0/24; USABLE 251" */
static void
print_record (const EnisimTextGrid *grid, EnisimTextPage *page, struct libscols_line *line)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean is_alert = FALSE;

  for (guint i = 0; i < grid->n_columns; i++)
    {
      const struct libscols_cell *cell = scols_line_get_cell (line, i);
      const char *data = scols_cell_get_data (cell);

      if (data == NULL || data[0] == '\0')
        continue;
      g_string_append_printf (text, "%s%s %s", text->len > 0 ? "; " : "", grid->columns[i].heading,
                              data);
      is_alert = is_alert || scols_cell_get_color (cell) != NULL;
    }
  enisim_text_page_add_paragraph (page, 0, text->str, is_alert);
}

void
enisim_text_grid_print (const EnisimTextGrid *grid, EnisimTextPage *page)
{
  const gsize n_rows = scols_table_get_nlines (grid->table);

  g_assert (grid->n_added == grid->n_columns);
  if (n_rows == 0 || print_table (grid, page))
    return;
  for (gsize row = 0; row < n_rows; row++)
    print_record (grid, page, scols_table_get_line (grid->table, row));
}
