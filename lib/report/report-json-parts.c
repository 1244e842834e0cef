/* report-json-parts.c: what every report for programs is written with */
#include "report/report-json-parts.h"

void
enisim_report_json_begin_array (EnisimJsonWriter *writer, const char *name)
{
  enisim_json_writer_name (writer, name);
  enisim_json_writer_begin_array (writer);
}

void
enisim_report_json_begin_object (EnisimJsonWriter *writer, const char *name)
{
  enisim_json_writer_name (writer, name);
  enisim_json_writer_begin_object (writer);
}

void
enisim_report_json_add_uint (EnisimJsonWriter *writer, const char *name, guint64 value)
{
  enisim_json_writer_name (writer, name);
  enisim_json_writer_uint (writer, value);
}

void
enisim_report_json_add_int (EnisimJsonWriter *writer, const char *name, gint64 value)
{
  enisim_json_writer_name (writer, name);
  enisim_json_writer_int (writer, value);
}

void
enisim_report_json_add_double (EnisimJsonWriter *writer, const char *name, double value)
{
  enisim_json_writer_name (writer, name);
  enisim_json_writer_double (writer, value);
}

void
enisim_report_json_add_bool (EnisimJsonWriter *writer, const char *name, gboolean value)
{
  enisim_json_writer_name (writer, name);
  enisim_json_writer_bool (writer, value);
}

void
enisim_report_json_add_string (EnisimJsonWriter *writer, const char *name, const char *text)
{
  enisim_json_writer_name (writer, name);
  enisim_json_writer_string (writer, text);
}

void
enisim_report_json_add_at (EnisimJsonWriter *writer, const char *name, EnisimTime at)
{
  enisim_json_writer_name (writer, name);
  if (at == ENISIM_TIME_NEVER)
    enisim_json_writer_null (writer);
  else
    enisim_json_writer_int (writer, at);
}

void
enisim_report_json_add_some (EnisimJsonWriter *writer, const char *name, guint64 value)
{
  enisim_json_writer_name (writer, name);
  if (value == 0)
    enisim_json_writer_null (writer);
  else
    enisim_json_writer_uint (writer, value);
}

void
enisim_report_json_add_names (EnisimJsonWriter *writer, const char *name, const char *const *names,
                              guint n)
{
  enisim_report_json_begin_array (writer, name);
  for (guint i = 0; i < n; i++)
    enisim_json_writer_string (writer, names[i]);
  enisim_json_writer_end_array (writer);
}
