/* report-plan.c: what a description takes of its subnets, for people */
#include <enisim/enisim-report.h>
#include <enisim/enisim-version.h>

#include <math.h>

#include "advise/zone-text.h"
#include "report/member-names.h"
#include "report/people-text.h"
#include "report/plan-explain.h"
#include "report/plan-page.h"
#include "report/plan-subnets.h"
#include "report/plan-text.h"
#include "report/report-table-parts.h"

static const EnisimTextColumn group_columns[] = {
  { .heading = "GROUP", .is_right = TRUE },
  { .heading = "ENIS", .is_right = TRUE },
  { .heading = "AGENTS", .is_flexible = TRUE },
  { .heading = "WHY", .is_flexible = TRUE },
};

static void
add_headline (EnisimPlanPage *page, const EnisimPlan *plan)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_agents = plan->agents->len;

  if (plan->inventory->has_state)
    enisim_plan_add_there (text, plan);
  else if (n_agents == 0)
    g_string_append (text, "No agent has ENIs");
  else
    {
      enisim_people_add_count (text, n_agents, "agent has ", "agents have ");
      enisim_plan_add_count_of (text, plan->enis, "ENI", "ENIs");
      g_string_append (text, " in ");
      enisim_people_add_count (text, plan->groups->len, "group", "groups");
    }
  g_string_append_c (text, '.');
  if (plan->public_agents->len > 0)
    {
      g_string_append (text, " PUBLIC or SANDBOX, without ENIs: ");
      enisim_names_add_text (text, (const char *const *) plan->public_agents->pdata,
                             plan->public_agents->len);
      g_string_append_c (text, '.');
    }
  enisim_plan_page_add_paragraph (page, text->str, FALSE);
}

static void
add_group (EnisimPlanPage *page, const EnisimPlanGroup *group, guint number)
{
  g_autoptr (GString) members = g_string_new (NULL);
  g_autofree char *digits = g_strdup_printf ("%u", number);

  enisim_names_add_text (members, group->members, group->n_members);
  enisim_plan_page_add_cell (page, digits, FALSE);
  enisim_plan_page_add_count (page, group->enis, FALSE);
  enisim_plan_page_add_cell (page, members->str, FALSE);
  enisim_plan_page_add_cell (page, group->reason, FALSE);
}

static void
add_groups (EnisimPlanPage *page, const EnisimPlan *plan)
{
  if (plan->groups->len == 0)
    return;
  enisim_plan_page_begin_table (page, group_columns, G_N_ELEMENTS (group_columns));
  for (guint i = 0; i < plan->groups->len; i++)
    add_group (page, &g_array_index (plan->groups, EnisimPlanGroup, i), i + 1);
  enisim_plan_page_end_table (page);
}

/* Where documentation is silent and the answer depends on it. */
static void
add_bounds (EnisimPlanPage *page, const EnisimPlan *plan)
{
  const EnisimPlanRule rule = enisim_plan_get_rule (plan);
  const guint64 *of_types[2] = { plan->n_enis_by_rule[0], plan->n_enis_by_rule[1] };
  const guint64 *n = plan->n_enis_by_rule[rule.across_types];
  g_autoptr (GString) text = g_string_new (NULL);

  if (!plan->are_types_given && of_types[0][rule.sharing] != of_types[1][rule.sharing])
    g_string_append_printf (
        text,
        "Not documented: whether runtimes share ENIs with Browsers and Code Interpreters "
        "(eni_sharing_across_types): %" G_GUINT64_FORMAT " ENIs if so, %" G_GUINT64_FORMAT
        " if not. ",
        of_types[1][rule.sharing], of_types[0][rule.sharing]);
  if (!plan->is_sharing_given && n[ENISIM_SHARING_CONFIGURATION] != n[ENISIM_SHARING_PER_SUBNET])
    g_string_append_printf (
        text,
        "Not documented: what a configuration is (eni_sharing): %" G_GUINT64_FORMAT
        " ENIs if all subnets have to be the same, %" G_GUINT64_FORMAT
        " if each subnet counts for itself.",
        n[ENISIM_SHARING_CONFIGURATION], n[ENISIM_SHARING_PER_SUBNET]);
  if (text->len > 0)
    enisim_plan_page_add_paragraph (page, g_strchomp (text->str), FALSE);
}

static void
add_zones (EnisimPlanPage *page, const EnisimPlan *plan)
{
  const guint32 quota = plan->assumptions->quotas.enis_per_az;
  const gboolean is_limited = plan->assumptions->has_limits && quota != ENISIM_QUOTA_UNLIMITED;
  g_autoptr (GString) text = g_string_new ("ENIs of all kinds: ");
  gboolean is_alert = FALSE;

  if (plan->zones->len == 0)
    return;
  for (guint i = 0; i < plan->zones->len; i++)
    {
      const EnisimPlanZone *zone = &g_array_index (plan->zones, EnisimPlanZone, i);

      enisim_people_add_joint (text, i, plan->zones->len);
      enisim_plan_add_count (text, zone->enis);
      g_string_append (text, " in ");
      enisim_zone_add_text (text, zone->name);
      is_alert |= is_limited && zone->enis.max > quota;
    }
  if (is_limited)
    g_string_append_printf (text, "; the quota is %u in each AZ.", quota);
  else
    g_string_append (text, "; no quota.");
  enisim_plan_page_add_paragraph (page, text->str, is_alert);
}

/* What is not in the dated table is not guessed.  @key: of what gives the price */
static void
add_price_remedy (GString *text, const char *region, const char *key)
{
  if (region != NULL)
    g_string_append_printf (text, "(no dated price for %s here: --set prices.%s=... gives it)",
                            region, key);
  else
    g_string_append_printf (text, "(no price is known: --region or --set prices.%s=... gives it)",
                            key);
}

/* @key: of what gives the price */
static void
add_cost_item (GString *text, const EnisimPlan *plan, EnisimPlanCount count, double price,
               const char *key, const char *one, const char *many)
{
  if (count.max == 0)
    return;
  enisim_plan_add_count_of (text, count, one, many);
  g_string_append_c (text, ' ');
  if (isfinite (price))
    enisim_plan_add_dollars (text, count, price);
  else
    add_price_remedy (text, plan->assumptions->region, key);
  g_string_append (text, "; ");
}

static void
add_cost (EnisimPlanPage *page, const EnisimPlan *plan)
{
  const EnisimScenario *assumptions = plan->assumptions;
  const EnisimPrices *prices = &assumptions->prices;
  g_autoptr (GString) text = g_string_new (NULL);

  if (plan->endpoint_azs.max + plan->nat_gateways.max == 0)
    return;
  g_string_append_printf (text, "Cost a month at prices of %s",
                          assumptions->has_own_prices ? "your own" : ENISIM_PRICES_DATE);
  if (assumptions->region != NULL)
    g_string_append_printf (text, " in %s", assumptions->region);
  g_string_append (text, ": ");
  add_cost_item (text, plan, plan->endpoint_azs, prices->endpoint_hour, "endpoint_hour",
                 "endpoint in an AZ", "endpoints in AZs");
  add_cost_item (text, plan, plan->nat_gateways, prices->nat_gateway_hour, "nat_gateway_hour",
                 "NAT gateway", "NAT gateways");
  g_string_append (text, "ENIs are free; data is not counted.");
  enisim_plan_page_add_paragraph (page, text->str, FALSE);
}

/* How to give it. */
static void
add_remedy (GString *text, const EnisimMissing *item)
{
  switch (item->kind)
    {
    case ENISIM_MISSING_PARAMETER:
      g_string_append_printf (text, "give --param %s=...", item->name);
      break;
    case ENISIM_MISSING_EXPORT:
      g_string_append_printf (text, "give --export %s=...", item->name);
      break;
    case ENISIM_MISSING_REGION:
      g_string_append (text, "give --region");
      break;
    }
}

static void
add_missing (EnisimPlanPage *page, const EnisimPlan *plan)
{
  const GArray *missing = plan->inventory->missing;

  if (missing->len == 0)
    return;
  enisim_plan_page_add_heading (page, "Not known, and so taken by name, equal names for equal "
                                      "things:");
  for (guint i = 0; i < missing->len; i++)
    {
      const EnisimMissing *item = &g_array_index (missing, EnisimMissing, i);
      g_autoptr (GString) text = g_string_new (NULL);

      g_string_append_printf (text, "%s %s (%s:%u:%u): ", enisim_plan_get_missing_kind (item->kind),
                              item->name, item->at.name, item->at.line, item->at.column);
      add_remedy (text, item);
      enisim_plan_page_add_item (page, text->str);
    }
}

static void
add_note (EnisimPlanPage *page, const EnisimNote *note)
{
  g_autofree char *text = note->at.name != NULL && note->at.line > 0
                              ? g_strdup_printf ("%s:%u:%u: %s", note->at.name, note->at.line,
                                                 note->at.column, note->text)
                              : g_strdup (note->text);

  enisim_plan_page_add_item (page, text);
}

static void
add_notes (EnisimPlanPage *page, const EnisimPlan *plan)
{
  const GArray *lists[] = { plan->inventory->notes, plan->notes };

  if (lists[0]->len + lists[1]->len == 0)
    return;
  enisim_plan_page_add_heading (page, "Notes:");
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    for (guint j = 0; j < lists[i]->len; j++)
      add_note (page, &g_array_index (lists[i], EnisimNote, j));
}

/* @in_subnets: those that name subnets */
static void
add_unknown_types_that (EnisimPlanPage *page, const EnisimPlan *plan, const char *heading,
                        gboolean in_subnets)
{
  const GArray *types = plan->inventory->unknown_types;
  g_autoptr (GString) list = g_string_new (NULL), text = g_string_new (heading);
  guint n = 0;

  for (guint i = 0; i < types->len; i++)
    {
      const EnisimUnknownType *type = &g_array_index (types, EnisimUnknownType, i);
      const guint n_such = in_subnets ? type->n_in_subnets : type->n - type->n_in_subnets;

      if (n_such == 0)
        continue;
      g_string_append_printf (list, "%s%s", n++ > 0 ? ", " : "", type->type);
      if (n_such > 1)
        g_string_append_printf (list, " (%u)", n_such);
    }
  g_string_append_printf (text, "%s.", list->str);
  if (n > 0)
    enisim_plan_page_add_paragraph (page, text->str, FALSE);
}

static void
add_unknown_types (EnisimPlanPage *page, const EnisimPlan *plan)
{
  add_unknown_types_that (page, plan,
                          "No rule knows what these take of the subnets that they name, so that "
                          "their counts are at least: ",
                          TRUE);
  add_unknown_types_that (page, plan, "No rule knows, and so taken to hold no address: ", FALSE);
}

static void
add_foot (EnisimPlanPage *page, const EnisimPlan *plan)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, "enisim %s, ", enisim_get_version ());
  enisim_report_add_quotas (text, plan->assumptions);
  g_string_append_c (text, '.');
  enisim_plan_page_add_paragraph (page, text->str, FALSE);
}

static char *
make_report (const EnisimPlan *plan, EnisimPlanPage *page, gboolean do_explain)
{
  add_headline (page, plan);
  enisim_plan_page_add_subnets (page, plan);
  add_groups (page, plan);
  add_bounds (page, plan);
  add_zones (page, plan);
  add_cost (page, plan);
  if (do_explain)
    enisim_plan_explain (page, plan);
  add_missing (page, plan);
  add_notes (page, plan);
  add_unknown_types (page, plan);
  add_foot (page, plan);
  return enisim_plan_page_end (page);
}

char *
enisim_report_plan_to_table (const EnisimPlan *plan, gboolean do_explain, guint width,
                             gboolean use_colour)
{
  EnisimPlanPage page;

  g_return_val_if_fail (plan != NULL, NULL);
  g_return_val_if_fail (width == 0 || width >= ENISIM_REPORT_WIDTH_MIN, NULL);

  enisim_plan_page_init (&page, FALSE, width, use_colour);
  return make_report (plan, &page, do_explain);
}

char *
enisim_report_plan_to_markdown (const EnisimPlan *plan, gboolean do_explain)
{
  EnisimPlanPage page;

  g_return_val_if_fail (plan != NULL, NULL);

  enisim_plan_page_init (&page, TRUE, 0, FALSE);
  return make_report (plan, &page, do_explain);
}
