/* plan-json.c: what a plan and a difference of two are made of, for programs */
#include "report/plan-json.h"

void
enisim_plan_json_add_count (EnisimJsonWriter *writer, const char *name, EnisimPlanCount count)
{
  enisim_report_json_begin_object (writer, name);
  enisim_report_json_add_uint (writer, "min", count.min);
  enisim_report_json_add_uint (writer, "expected", count.expected);
  enisim_json_writer_name (writer, "max");
  if (count.is_open)
    enisim_json_writer_null (writer);
  else
    enisim_json_writer_uint (writer, count.max);
  enisim_json_writer_end_object (writer);
}

void
enisim_plan_json_add_position (EnisimJsonWriter *writer, EnisimPosition at)
{
  enisim_report_json_add_string (writer, "file", at.name);
  enisim_report_json_add_uint (writer, "line", at.line);
  enisim_report_json_add_uint (writer, "column", at.column);
}
