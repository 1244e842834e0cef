/* report-teardown.c: when each thing can be deleted, for programs and for people */
#include <enisim/enisim-report.h>
#include <enisim/enisim-version.h>

#include "advise/teardown.h"
#include "report/member-names.h"
#include "report/people-text.h"
#include "report/report-json-parts.h"
#include "report/report-table-parts.h"
#include "report/text-grid.h"

static const EnisimTextColumn columns[] = {
  { .heading = "DELETE" },
  { .heading = "NAME", .is_flexible = TRUE },
  { .heading = "MEDIAN", .is_right = TRUE },
  { .heading = "P95", .is_right = TRUE },
  { .heading = "AFTER", .is_right = TRUE },
  { .heading = "AT", .is_right = TRUE },
  { .heading = "WAITS FOR", .is_flexible = TRUE },
  { .heading = "NEVER BEFORE", .is_flexible = TRUE },
};

static void
write_item (EnisimJsonWriter *writer, const EnisimTeardown *teardown,
            const EnisimTeardownItem *item)
{
  enisim_json_writer_begin_object (writer);
  enisim_report_json_add_string (writer, "kind", enisim_teardown_kind_get_name (item->kind));
  enisim_report_json_add_string (writer, "name", item->name);
  enisim_report_json_add_uint (writer, "n", item->n);
  enisim_report_json_begin_object (writer, "wait_us");
  enisim_report_json_add_int (writer, "median", item->median_us);
  enisim_report_json_add_int (writer, "p95", item->p95_us);
  enisim_report_json_add_int (writer, "worst", item->worst_us);
  enisim_json_writer_end_object (writer);
  enisim_report_json_add_int (writer, "worst_at_us",
                              enisim_teardown_get_at (teardown) + item->worst_us);
  enisim_report_json_add_string (writer, "blocked_by", item->blocked_by);
  enisim_report_json_add_bool (writer, "never", item->obstacle != NULL);
  enisim_report_json_add_string (writer, "obstacle", item->obstacle);
  enisim_json_writer_end_object (writer);
}

char *
enisim_report_teardown_to_json (const EnisimTeardown *teardown)
{
  GString *out;
  EnisimJsonWriter writer;

  g_return_val_if_fail (teardown != NULL, NULL);
  g_return_val_if_fail (enisim_teardown_get_n (teardown) > 0, NULL);

  out = g_string_new (NULL);
  enisim_json_writer_init (&writer, out, ENISIM_JSON_COMPACT);
  enisim_json_writer_begin_object (&writer);
  enisim_report_json_add_scenario (&writer, enisim_teardown_get_scenario (teardown));
  enisim_report_json_add_uint (&writer, "seed", enisim_teardown_get_seed (teardown));
  enisim_report_json_add_uint (&writer, "replications", enisim_teardown_get_n (teardown));
  enisim_report_json_add_int (&writer, "at_us", enisim_teardown_get_at (teardown));
  enisim_report_json_begin_array (&writer, "items");
  for (guint i = 0; i < enisim_teardown_get_n_items (teardown); i++)
    {
      EnisimTeardownItem item;

      enisim_teardown_get_item (teardown, i, &item);
      write_item (&writer, teardown, &item);
    }
  enisim_json_writer_end_array (&writer);
  enisim_json_writer_end_object (&writer);
  g_string_append_c (out, '\n');
  return g_string_free (out, FALSE);
}

static void
add_span (EnisimTextGrid *grid, GTimeSpan us)
{
  g_autoptr (GString) text = g_string_new (NULL);

  enisim_people_add_rounded_span (text, us);
  enisim_text_grid_add (grid, text->str, FALSE);
}

static const char *
get_title (EnisimTeardownKind kind)
{
  switch (kind)
    {
    case ENISIM_TEARDOWN_RUNTIME:
      return "runtime";
    case ENISIM_TEARDOWN_SECURITY_GROUP:
      return "security group";
    case ENISIM_TEARDOWN_SUBNET:
      return "subnet";
    }
  g_assert_not_reached ();
}

/* Where there is one run, its waits stand once. */
static void
add_waits (EnisimTextGrid *grid, const EnisimTeardown *teardown, const EnisimTeardownItem *item)
{
  if (enisim_teardown_get_n (teardown) > 1)
    {
      add_span (grid, item->median_us);
      add_span (grid, item->p95_us);
    }
  else
    {
      enisim_text_grid_add (grid, "", FALSE);
      enisim_text_grid_add (grid, "", FALSE);
    }
  add_span (grid, item->worst_us);
  add_span (grid, enisim_teardown_get_at (teardown) + item->worst_us);
}

static gboolean
is_alike (const EnisimTeardownItem *a, const EnisimTeardownItem *b)
{
  return a->kind == b->kind && a->median_us == b->median_us && a->p95_us == b->p95_us
         && a->worst_us == b->worst_us && g_strcmp0 (a->blocked_by, b->blocked_by) == 0
         && g_strcmp0 (a->obstacle, b->obstacle) == 0;
}

/* Neighbours of equal waits share a row.  Returns: the index of the first item behind them */
static guint
add_row (EnisimTextGrid *grid, const EnisimTeardown *teardown, guint index)
{
  const guint n_items = enisim_teardown_get_n_items (teardown);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  EnisimTeardownItem first, next;

  enisim_teardown_get_item (teardown, index, &first);
  next = first;
  do
    {
      g_ptr_array_add (names, (gpointer) next.name);
      if (++index < n_items)
        enisim_teardown_get_item (teardown, index, &next);
    }
  while (index < n_items && is_alike (&first, &next));
  enisim_names_add_text (text, (const char *const *) names->pdata, names->len);
  enisim_text_grid_add (grid, get_title (first.kind), FALSE);
  enisim_text_grid_add (grid, text->str, FALSE);
  add_waits (grid, teardown, &first);
  enisim_text_grid_add (grid, first.blocked_by != NULL ? first.blocked_by : "", FALSE);
  enisim_text_grid_add (grid, first.obstacle != NULL ? first.obstacle : "", first.obstacle != NULL);
  return index;
}

static void
add_headline (EnisimTextPage *page, const EnisimTeardown *teardown)
{
  const guint64 n_runs = enisim_teardown_get_n (teardown);
  g_autoptr (GString) text = g_string_new ("All is destroyed at ");
  GTimeSpan worst_us = 0;

  for (guint i = 0; i < enisim_teardown_get_n_items (teardown); i++)
    {
      EnisimTeardownItem item;

      enisim_teardown_get_item (teardown, i, &item);
      worst_us = MAX (worst_us, item.worst_us);
    }
  enisim_people_add_span (text, enisim_teardown_get_at (teardown));
  g_string_append (text, ". Runtimes, VMs and ENIs are gone ");
  if (worst_us == 0)
    g_string_append (text, "at once");
  else
    {
      enisim_people_add_rounded_span (text, worst_us);
      g_string_append (text, " later");
    }
  if (n_runs > 1)
    g_string_append_printf (text, " at the latest, in %" G_GUINT64_FORMAT " replications", n_runs);
  g_string_append_c (text, '.');
  enisim_text_page_add_paragraph (page, 0, enisim_teardown_get_scenario (teardown)->name, FALSE);
  enisim_text_page_begin_section (page);
  enisim_text_page_add_paragraph (page, 0, text->str, FALSE);
}

static void
add_foot (EnisimTextPage *page, const EnisimTeardown *teardown)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, "enisim %s, seed %" G_GUINT64_FORMAT ", ", enisim_get_version (),
                          enisim_teardown_get_seed (teardown));
  enisim_report_add_quotas (text, enisim_teardown_get_scenario (teardown));
  g_string_append_c (text, '.');
  enisim_text_page_begin_section (page);
  enisim_text_page_add_paragraph (page, 0, text->str, FALSE);
}

char *
enisim_report_teardown_to_table (const EnisimTeardown *teardown, guint width, gboolean use_colour)
{
  EnisimTextPage page = { .width = width, .use_colour = use_colour };
  EnisimTextGrid grid;

  g_return_val_if_fail (teardown != NULL, NULL);
  g_return_val_if_fail (enisim_teardown_get_n (teardown) > 0, NULL);
  g_return_val_if_fail (width == 0 || width >= ENISIM_REPORT_WIDTH_MIN, NULL);

  page.out = g_string_new (NULL);
  enisim_text_grid_init (&grid, columns, G_N_ELEMENTS (columns));
  add_headline (&page, teardown);
  for (guint i = 0; i < enisim_teardown_get_n_items (teardown);)
    i = add_row (&grid, teardown, i);
  enisim_text_page_begin_section (&page);
  enisim_text_grid_print (&grid, &page);
  enisim_text_page_add_paragraph (
      &page, 0,
      "AFTER: from the destruction to the first instant at which the thing's own deletion "
      "succeeds. "
      "NEVER BEFORE: what has to be deleted besides, as it does not go by itself.",
      FALSE);
  add_foot (&page, teardown);
  enisim_text_grid_clear (&grid);
  return g_string_free (page.out, FALSE);
}
