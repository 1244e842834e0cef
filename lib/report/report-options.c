/* report-options.c: the options of the model, for programs and for people */
#include <enisim/enisim-report.h>

#include <string.h>

#include "report/report-json-parts.h"
#include "report/text-grid.h"

static const EnisimTextColumn columns[] = {
  { .heading = "OPTION" },
  { .heading = "DEFAULT" },
  { .heading = "ALTERNATIVES", .is_flexible = TRUE },
  { .heading = "BASIS" },
  { .heading = "WHY", .is_flexible = TRUE },
};

static void
write_option (EnisimJsonWriter *writer, const EnisimOption *option)
{
  const char mark[] = { option->mark, '\0' };

  enisim_json_writer_begin_object (writer);
  enisim_report_json_add_string (writer, "section", option->section);
  enisim_report_json_add_string (writer, "name", option->name);
  enisim_report_json_add_string (writer, "of", option->of);
  enisim_report_json_add_string (writer, "default", option->default_value);
  enisim_report_json_begin_array (writer, "alternatives");
  for (guint i = 0; option->alternatives[i] != NULL; i++)
    enisim_json_writer_string (writer, option->alternatives[i]);
  enisim_json_writer_end_array (writer);
  enisim_report_json_add_string (writer, "default_mark", mark);
  enisim_report_json_add_string (writer, "default_rests_on", option->rests_on);
  enisim_json_writer_end_object (writer);
}

char *
enisim_report_options_to_json (void)
{
  guint n_options;
  const EnisimOption *options = enisim_option_registry_get (&n_options);
  GString *out = g_string_new (NULL);
  EnisimJsonWriter writer;

  enisim_json_writer_init (&writer, out, ENISIM_JSON_COMPACT);
  enisim_json_writer_begin_object (&writer);
  enisim_report_json_add_uint (&writer, "schema_version", ENISIM_REPORT_SCHEMA_VERSION);
  enisim_report_json_begin_array (&writer, "options");
  for (guint i = 0; i < n_options; i++)
    write_option (&writer, &options[i]);
  enisim_json_writer_end_array (&writer);
  enisim_json_writer_end_object (&writer);
  g_string_append_c (out, '\n');
  return g_string_free (out, FALSE);
}

/* The section is told where it is not the one that most are of. */
static char *
name_option (const EnisimOption *option)
{
  GString *text = g_string_new (NULL);

  if (strcmp (option->section, "model") != 0)
    g_string_append_printf (text, "%s.", option->section);
  g_string_append (text, option->name);
  if (option->of != NULL)
    g_string_append_printf (text, " (%s)", option->of);
  return g_string_free (text, FALSE);
}

static void
add_row (EnisimTextGrid *grid, const EnisimOption *option)
{
  g_autofree char *name = name_option (option);
  g_autofree char *alternatives = g_strjoinv (", ", (char **) option->alternatives);

  enisim_text_grid_add (grid, name, FALSE);
  enisim_text_grid_add (grid, option->default_value, FALSE);
  enisim_text_grid_add (grid, alternatives, FALSE);
  enisim_text_grid_add (grid, enisim_option_mark_get_word (option->mark), FALSE);
  enisim_text_grid_add (grid, option->rests_on, FALSE);
}

char *
enisim_report_options_to_table (guint width, gboolean use_colour)
{
  EnisimTextPage page = { .width = width, .use_colour = use_colour };
  guint n_options;
  const EnisimOption *options = enisim_option_registry_get (&n_options);
  g_auto (EnisimTextGrid) grid;

  enisim_text_grid_init (&grid, columns, G_N_ELEMENTS (columns));
  g_return_val_if_fail (width == 0 || width >= ENISIM_REPORT_WIDTH_MIN, NULL);

  page.out = g_string_new (NULL);
  for (guint i = 0; i < n_options; i++)
    add_row (&grid, &options[i]);
  enisim_text_grid_print (&grid, &page);
  enisim_text_page_begin_section (&page);
  enisim_text_page_add_paragraph (
      &page, 0,
      "Options of the section model, and of others where it is named. A default is documented by "
      "AWS, observed in a published experiment, or assumed. "
      "ALTERNATIVES are those that facts suggest; a span may be any other one, or a distribution.",
      FALSE);
  return g_string_free (page.out, FALSE);
}
