/* report-cost.c: what a run would have cost, for programs and for people */
#include <math.h>

#include "advise/cost.h"
#include "report/report-json-parts.h"
#include "report/report-table-parts.h"

static void
write_item (EnisimJsonWriter *writer, const char *name, const EnisimCostItem *item, double price)
{
  enisim_report_json_begin_object (writer, name);
  enisim_report_json_add_double (writer, "hours", item->hours);
  enisim_report_json_add_double (writer, "price", price);
  enisim_report_json_add_double (writer, "dollars", item->dollars);
  enisim_json_writer_end_object (writer);
}

void
enisim_report_json_cost (EnisimJsonWriter *writer, const EnisimRunSummary *summary)
{
  const EnisimPrices *prices = &summary->scenario->prices;
  const EnisimCost cost = enisim_cost_of (summary);

  enisim_json_writer_begin_object (writer);
  enisim_report_json_add_string (writer, "prices_of", ENISIM_PRICES_DATE);
  enisim_report_json_add_bool (writer, "prices_given", summary->scenario->has_own_prices);
  write_item (writer, "endpoint_azs", &cost.endpoints, prices->endpoint_hour);
  write_item (writer, "nat_gateways", &cost.nat_gateways, prices->nat_gateway_hour);
  write_item (writer, "memory_gb_v1", &cost.memory[ENISIM_PLATFORM_V1],
              prices->memory_gb_hour[ENISIM_PLATFORM_V1]);
  write_item (writer, "memory_gb_v2", &cost.memory[ENISIM_PLATFORM_V2],
              prices->memory_gb_hour[ENISIM_PLATFORM_V2]);
  enisim_report_json_add_double (writer, "total", cost.total);
  enisim_json_writer_end_object (writer);
}

static void
add_decimal (GString *text, const char *before, double value)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append (text, before);
  g_string_append (text, g_ascii_formatd (digits, sizeof digits, "%.2f", value));
}

static void
add_item (GString *text, const EnisimCostItem *item, const char *what)
{
  if (item->hours == 0)
    return;
  g_string_append (text, text->len > 0 ? ", " : "");
  add_decimal (text, "", item->hours);
  g_string_append_printf (text, " %s ", what);
  if (isfinite (item->dollars))
    add_decimal (text, "$", item->dollars);
  else
    g_string_append (text, "(no price is known)");
}

void
enisim_report_add_cost (EnisimTextPage *page, const EnisimRunSummary *summary)
{
  const EnisimCost cost = enisim_cost_of (summary);
  g_autoptr (GString) items = g_string_new (NULL);
  g_autoptr (GString) text = g_string_new ("Cost");

  add_item (items, &cost.endpoints, "endpoint AZ-hours");
  add_item (items, &cost.nat_gateways, "NAT gateway hours");
  add_item (items, &cost.memory[ENISIM_PLATFORM_V1], "GB-hours of VMs on V1");
  add_item (items, &cost.memory[ENISIM_PLATFORM_V2], "GB-hours of VMs on V2");
  if (items->len == 0)
    return;
  g_string_append_printf (text, " at prices of %s: %s; ",
                          summary->scenario->has_own_prices ? "the scenario" : ENISIM_PRICES_DATE,
                          items->str);
  if (isfinite (cost.total))
    {
      add_decimal (text, "$", cost.total);
      g_string_append (text, " in all. ");
    }
  g_string_append (text, "ENIs are free; CPU and data are not counted.");
  enisim_text_page_begin_section (page);
  enisim_text_page_add_paragraph (page, 0, text->str, FALSE);
}
