/* describe-answer.c: from a snapshot and filters to JSON or to lines, whatever it is of */
#include "report/describe-parts.h"
#include "report/people-text.h"
#include "report/report-json-parts.h"

static GArray *
select_rows (const EnisimDescribeKind *kind, const EnisimSnapshot *snapshot,
             const EnisimDescribeFilter *filters, guint n_filters, GError **error)
{
  g_auto (EnisimDescribeQuery) query = { 0 };
  GArray *rows;

  if (!enisim_describe_query_init (&query, filters, n_filters, kind->fields, kind->n_fields, error))
    return NULL;
  rows = g_array_new (FALSE, FALSE, sizeof (EnisimDescribeRow));
  for (guint i = 0; i < kind->get_n_rows (snapshot); i++)
    {
      const EnisimDescribeRow row = { snapshot, i };

      if (kind->exists (&row) && enisim_describe_query_has (&query, kind->fits, &row))
        g_array_append_val (rows, row);
    }
  return rows;
}

static char *
describe_as_json (const EnisimDescribeKind *kind, const EnisimSnapshot *snapshot,
                  const EnisimDescribeFilter *filters, guint n_filters, GError **error)
{
  g_autoptr (GArray) rows = select_rows (kind, snapshot, filters, n_filters, error);
  EnisimJsonWriter writer;
  GString *out;

  if (rows == NULL)
    return NULL;
  out = g_string_new (NULL);
  enisim_json_writer_init (&writer, out, ENISIM_JSON_PRETTY);
  enisim_json_writer_begin_object (&writer);
  enisim_report_json_begin_array (&writer, kind->member);
  for (guint i = 0; i < rows->len; i++)
    kind->write (&writer, &g_array_index (rows, EnisimDescribeRow, i));
  enisim_json_writer_end_array (&writer);
  enisim_json_writer_end_object (&writer);
  g_string_append_c (out, '\n');
  return g_string_free (out, FALSE);
}

char *
enisim_describe_network_interfaces (const EnisimSnapshot *snapshot,
                                    const EnisimDescribeFilter *filters, guint n_filters,
                                    GError **error)
{
  g_return_val_if_fail (snapshot != NULL, NULL);
  g_return_val_if_fail (filters != NULL || n_filters == 0, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);
  return describe_as_json (enisim_describe_get_eni_kind (), snapshot, filters, n_filters, error);
}

char *
enisim_describe_agent_runtimes (const EnisimSnapshot *snapshot, const EnisimDescribeFilter *filters,
                                guint n_filters, GError **error)
{
  g_return_val_if_fail (snapshot != NULL, NULL);
  g_return_val_if_fail (filters != NULL || n_filters == 0, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);
  return describe_as_json (enisim_describe_get_runtime_kind (), snapshot, filters, n_filters,
                           error);
}

static void
add_count (EnisimTextPage *page, const EnisimDescribeKind *kind, const EnisimSnapshot *snapshot,
           guint n_rows)
{
  g_autoptr (GString) text = g_string_new (NULL);

  enisim_people_add_count (text, n_rows, kind->one, kind->many);
  g_string_append (text, " at ");
  enisim_people_add_span (text, enisim_snapshot_get_at (snapshot));
  g_string_append_c (text, '.');
  enisim_text_page_begin_section (page);
  enisim_text_page_add_paragraph (page, 0, text->str, FALSE);
}

static void
add_grid (EnisimTextPage *page, const EnisimDescribeKind *kind, const GArray *rows)
{
  g_auto (EnisimTextGrid) grid;

  enisim_text_grid_init (&grid, kind->columns, kind->n_columns);
  for (guint i = 0; i < rows->len; i++)
    kind->add_cells (&grid, &g_array_index (rows, EnisimDescribeRow, i));
  enisim_text_grid_print (&grid, page);
}

char *
enisim_describe_to_table (const EnisimSnapshot *snapshot, EnisimDescribed what,
                          const EnisimDescribeFilter *filters, guint n_filters, guint width,
                          gboolean use_colour, GError **error)
{
  const EnisimDescribeKind *kind = what == ENISIM_DESCRIBED_NETWORK_INTERFACES
                                       ? enisim_describe_get_eni_kind ()
                                       : enisim_describe_get_runtime_kind ();
  EnisimTextPage page = { .width = width, .use_colour = use_colour };
  g_autoptr (GArray) rows = NULL;

  g_return_val_if_fail (snapshot != NULL, NULL);
  g_return_val_if_fail (filters != NULL || n_filters == 0, NULL);
  g_return_val_if_fail (width == 0 || width >= ENISIM_DESCRIBE_WIDTH_MIN, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  rows = select_rows (kind, snapshot, filters, n_filters, error);
  if (rows == NULL)
    return NULL;
  page.out = g_string_new (NULL);
  add_grid (&page, kind, rows);
  add_count (&page, kind, snapshot, rows->len);
  return g_string_free (page.out, FALSE);
}

void
enisim_describe_add_names (EnisimTextGrid *grid, const char *const *names, guint n_names)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < n_names; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", names[i]);
  enisim_text_grid_add (grid, text->str, FALSE);
}

void
enisim_describe_add_subnets (EnisimTextGrid *grid, const EnisimSnapshot *snapshot,
                             const guint *subnets, guint n_subnets)
{
  g_autofree const char **names = g_new (const char *, n_subnets);

  for (guint i = 0; i < n_subnets; i++)
    names[i] = enisim_snapshot_get_subnet (snapshot, subnets[i])->name;
  enisim_describe_add_names (grid, names, n_subnets);
}
