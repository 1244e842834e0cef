/* plan-page.c: a plan's sections, once for terminals and once for Markdown */
#include "report/plan-page.h"

#include <string.h>

void
enisim_plan_page_init (EnisimPlanPage *page, gboolean is_markdown, guint width, gboolean use_colour)
{
  *page = (EnisimPlanPage){
    .page = { .out = g_string_new (NULL),
              .width = is_markdown ? 0 : width,
              .use_colour = use_colour && !is_markdown },
    .is_markdown = is_markdown,
  };
}

char *
enisim_plan_page_end (EnisimPlanPage *page)
{
  g_assert (page->columns == NULL);
  return g_string_free (page->page.out, FALSE);
}

/* What a name may have that Markdown would take for its own. */
static char *
escape (const char *text)
{
  g_autofree char *clean = enisim_text_clean (text);
  GString *escaped = g_string_new (NULL);

  for (const char *p = clean; *p != '\0'; p++)
    {
      if (strchr ("\\|<*[`", *p) != NULL)
        g_string_append_c (escaped, '\\');
      g_string_append_c (escaped, *p);
    }
  return g_string_free (escaped, FALSE);
}

static void
add_escaped (EnisimPlanPage *page, const char *before, const char *text, const char *after)
{
  g_autofree char *escaped = escape (text);

  g_string_append_printf (page->page.out, "%s%s%s", before, escaped, after);
}

void
enisim_plan_page_add_heading (EnisimPlanPage *page, const char *text)
{
  enisim_text_page_begin_section (&page->page);
  if (page->is_markdown)
    add_escaped (page, "### ", text, "\n");
  else
    enisim_text_page_add_paragraph (&page->page, 0, text, FALSE);
}

void
enisim_plan_page_add_paragraph (EnisimPlanPage *page, const char *text, gboolean is_alert)
{
  enisim_text_page_begin_section (&page->page);
  if (page->is_markdown)
    add_escaped (page, is_alert ? "**" : "", text, is_alert ? "**\n" : "\n");
  else
    enisim_text_page_add_paragraph (&page->page, 0, text, is_alert);
}

void
enisim_plan_page_add_item (EnisimPlanPage *page, const char *text)
{
  if (page->is_markdown)
    add_escaped (page, "- ", text, "\n");
  else
    enisim_text_page_add_paragraph (&page->page, 2, text, FALSE);
}

static void
add_markdown_head (EnisimPlanPage *page)
{
  GString *out = page->page.out;

  for (guint i = 0; i < page->n_columns; i++)
    g_string_append_printf (out, "| %s ", page->columns[i].heading);
  g_string_append (out, "|\n");
  for (guint i = 0; i < page->n_columns; i++)
    g_string_append (out, page->columns[i].is_right ? "|---:" : "|---");
  g_string_append (out, "|\n");
}

static void
begin_rows (EnisimPlanPage *page)
{
  enisim_text_page_begin_section (&page->page);
  if (page->is_markdown)
    add_markdown_head (page);
}

void
enisim_plan_page_begin_table (EnisimPlanPage *page, const EnisimTextColumn *columns,
                              guint n_columns)
{
  page->columns = columns;
  page->n_columns = n_columns;
  page->n_cells = 0;
  if (!page->is_markdown)
    enisim_text_grid_init (&page->grid, columns, n_columns);
}

void
enisim_plan_page_add_cell (EnisimPlanPage *page, const char *text, gboolean is_alert)
{
  const gboolean is_bold = is_alert && *text != '\0';

  if (page->n_cells == 0)
    begin_rows (page);
  page->n_cells++;
  if (!page->is_markdown)
    {
      enisim_text_grid_add (&page->grid, text, is_alert);
      return;
    }
  add_escaped (page, is_bold ? "| **" : "| ", text, is_bold ? "** " : " ");
  if (page->n_cells % page->n_columns == 0)
    g_string_append (page->page.out, "|\n");
}

void
enisim_plan_page_end_table (EnisimPlanPage *page)
{
  g_assert (page->n_cells % page->n_columns == 0);
  if (!page->is_markdown)
    {
      enisim_text_grid_print (&page->grid, &page->page);
      enisim_text_grid_clear (&page->grid);
    }
  page->columns = NULL;
}
