/* text-grid.c: a table of texts that fits its page
 *
 * The widths are worked out here, not by a library of tables: what we found measures by the
 * locale of the process and breaks words anywhere, and a report is the same text everywhere.
 */
#include "report/text-grid.h"

#include <string.h>

enum
{
  GAP = 2
};

typedef struct
{
  char *text;
  gboolean is_alert;
} Cell;

typedef struct
{
  guint of[ENISIM_TEXT_GRID_COLUMNS_MAX]; /* 0: left out */
} Widths;

static void
clear_cell (gpointer data)
{
  g_free (((Cell *) data)->text);
}

void
enisim_text_grid_init (EnisimTextGrid *grid, const EnisimTextColumn *columns, guint n_columns)
{
  g_assert (n_columns > 0 && n_columns <= ENISIM_TEXT_GRID_COLUMNS_MAX);
  *grid = (EnisimTextGrid){ .columns = columns,
                            .n_columns = n_columns,
                            .cells = g_array_new (FALSE, FALSE, sizeof (Cell)) };
  g_array_set_clear_func (grid->cells, clear_cell);
}

void
enisim_text_grid_clear (EnisimTextGrid *grid)
{
  g_clear_pointer (&grid->cells, g_array_unref);
}

void
enisim_text_grid_add (EnisimTextGrid *grid, const char *text, gboolean is_alert)
{
  const Cell cell = { enisim_text_clean (text), is_alert };

  g_array_append_val (grid->cells, cell);
}

void
enisim_text_grid_add_number (EnisimTextGrid *grid, guint64 number, gboolean is_alert)
{
  g_autofree char *text = g_strdup_printf ("%" G_GUINT64_FORMAT, number);

  enisim_text_grid_add (grid, text, is_alert);
}

static const Cell *
get_cell (const EnisimTextGrid *grid, guint row, guint column)
{
  return &g_array_index (grid->cells, Cell, row * grid->n_columns + column);
}

static guint
get_n_rows (const EnisimTextGrid *grid)
{
  return grid->cells->len / grid->n_columns;
}

/* What the columns need, and below which they cannot be. */
static void
measure (const EnisimTextGrid *grid, Widths *natural, Widths *least)
{
  for (guint i = 0; i < grid->n_columns; i++)
    {
      const EnisimTextColumn *column = &grid->columns[i];
      const guint heading = enisim_text_measure (column->heading, strlen (column->heading));
      guint whole = 0, word = 0;

      for (guint row = 0; row < get_n_rows (grid); row++)
        {
          const char *text = get_cell (grid, row, i)->text;

          whole = MAX (whole, enisim_text_measure (text, strlen (text)));
          word = MAX (word, enisim_text_measure_words (text));
        }
      natural->of[i] = whole == 0 ? 0 : MAX (whole, heading);
      least->of[i] = whole == 0 || !column->is_flexible ? natural->of[i] : MAX (word, heading);
    }
}

static guint
sum (const EnisimTextGrid *grid, const Widths *widths)
{
  guint total = 0;

  for (guint i = 0; i < grid->n_columns; i++)
    if (widths->of[i] > 0)
      total += widths->of[i] + (total > 0 ? GAP : 0);
  return total;
}

/* Takes from the widest column that may give, the last one of several: prose stands there. */
static gboolean
narrow (const EnisimTextGrid *grid, Widths *widths, const Widths *least)
{
  guint *widest = NULL;

  for (guint i = 0; i < grid->n_columns; i++)
    if (widths->of[i] > least->of[i] && (widest == NULL || widths->of[i] >= *widest))
      widest = &widths->of[i];
  if (widest != NULL)
    (*widest)--;
  return widest != NULL;
}

static gboolean
fit (const EnisimTextGrid *grid, guint width, Widths *widths)
{
  Widths least;

  measure (grid, widths, &least);
  while (width > 0 && sum (grid, widths) > width)
    if (!narrow (grid, widths, &least))
      return FALSE;
  return TRUE;
}

/* Spaces are owed until something follows them, so that no line ends in any. */
static void
print_part (EnisimTextPage *page, const EnisimTextColumn *column, guint width, const char *text,
            gsize n_bytes, gboolean is_alert, guint *owed)
{
  const guint rest = width - enisim_text_measure (text, n_bytes);

  if (n_bytes > 0)
    {
      enisim_text_page_add_spaces (page, *owed + (column->is_right ? rest : 0));
      enisim_text_page_add (page, text, n_bytes, is_alert);
      *owed = 0;
    }
  *owed += (column->is_right && n_bytes > 0 ? 0 : rest) + GAP;
}

/* One line of a row: what is left of each cell moves on to the next. */
static gboolean
print_line (const EnisimTextGrid *grid, EnisimTextPage *page, const Widths *widths,
            const char **texts, const gboolean *is_alert)
{
  gboolean has_more = FALSE;
  guint owed = 0;

  for (guint i = 0; i < grid->n_columns; i++)
    {
      const char *text = texts[i] != NULL ? texts[i] : "";
      gsize n_bytes;

      if (widths->of[i] == 0)
        continue;
      n_bytes = enisim_text_break (text, widths->of[i], &texts[i]);
      print_part (page, &grid->columns[i], widths->of[i], text, n_bytes, is_alert[i], &owed);
      has_more = has_more || texts[i] != NULL;
    }
  enisim_text_page_end_line (page);
  return has_more;
}

static void
print_headings (const EnisimTextGrid *grid, EnisimTextPage *page, const Widths *widths)
{
  const char *texts[ENISIM_TEXT_GRID_COLUMNS_MAX];
  const gboolean is_alert[ENISIM_TEXT_GRID_COLUMNS_MAX] = { FALSE };

  for (guint i = 0; i < grid->n_columns; i++)
    texts[i] = grid->columns[i].heading;
  while (print_line (grid, page, widths, texts, is_alert))
    ;
}

static void
print_row (const EnisimTextGrid *grid, EnisimTextPage *page, const Widths *widths, guint row)
{
  const char *texts[ENISIM_TEXT_GRID_COLUMNS_MAX];
  gboolean is_alert[ENISIM_TEXT_GRID_COLUMNS_MAX];

  for (guint i = 0; i < grid->n_columns; i++)
    {
      texts[i] = get_cell (grid, row, i)->text;
      is_alert[i] = get_cell (grid, row, i)->is_alert;
    }
  while (print_line (grid, page, widths, texts, is_alert))
    ;
}

/* "SUBNET private-a; CIDR 10.0.2.0/24; USABLE 251" */
static void
print_record (const EnisimTextGrid *grid, EnisimTextPage *page, guint row)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean is_alert = FALSE;

  for (guint i = 0; i < grid->n_columns; i++)
    {
      const Cell *cell = get_cell (grid, row, i);

      if (cell->text[0] == '\0')
        continue;
      g_string_append_printf (text, "%s%s %s", text->len > 0 ? "; " : "", grid->columns[i].heading,
                              cell->text);
      is_alert = is_alert || cell->is_alert;
    }
  enisim_text_page_add_paragraph (page, 0, text->str, is_alert);
}

void
enisim_text_grid_print (const EnisimTextGrid *grid, EnisimTextPage *page)
{
  const guint n_rows = get_n_rows (grid);
  Widths widths = { { 0 } };
  const gboolean is_fit = fit (grid, page->width, &widths);

  g_assert (grid->cells->len % grid->n_columns == 0);
  if (n_rows > 0 && is_fit)
    print_headings (grid, page, &widths);
  for (guint row = 0; row < n_rows; row++)
    if (is_fit)
      print_row (grid, page, &widths, row);
    else
      print_record (grid, page, row);
}
