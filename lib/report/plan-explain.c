/* plan-explain.c: the formulas of a plan with their numbers, line by line */
#include "report/plan-explain.h"

#include <math.h>
#include <string.h>

#include "report/plan-text.h"

static const char *const phase_names[ENISIM_N_PLAN_PHASES] = {
  [ENISIM_PLAN_NOW] = "held",
  [ENISIM_PLAN_REDEPLOY] = "in-place redeploy",
  [ENISIM_PLAN_BLUE_GREEN] = "blue/green",
  [ENISIM_PLAN_DESTROYED] = "destroyed",
};

static void
add_item (EnisimPlanPage *page, GString *text)
{
  enisim_plan_page_add_item (page, text->str);
  g_string_truncate (text, 0);
}

/* "1 ENI of agents + 3 endpoints = 4": without what is 0. */
static void
add_sum (GString *text, const EnisimPlanSubnet *subnet)
{
  const struct
  {
    EnisimPlanCount count;
    const char *one, *many;
  } parts[] = {
    { subnet->enis, "ENI of agents", "ENIs of agents" },
    { subnet->endpoints, "endpoint", "endpoints" },
    { subnet->nat_gateways, "NAT gateway", "NAT gateways" },
    { { .max = subnet->there.unattributed, .min = subnet->there.unattributed },
      "unattributed",
      "unattributed" },
  };
  const char *before = "";

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i].count.max > 0)
      {
        g_string_append (text, before);
        enisim_plan_add_count_of (text, parts[i].count, parts[i].one, parts[i].many);
        before = " + ";
      }
  for (guint i = 0; i < subnet->n_kinds; i++)
    {
      g_string_append (text, before);
      enisim_plan_add_count (text, subnet->kinds[i].count);
      g_string_append_printf (text, " of %s", subnet->kinds[i].kind);
      before = " + ";
    }
  g_string_append (text, *before == '\0' ? "" : " = ");
  enisim_plan_add_count (text, subnet->held[ENISIM_PLAN_NOW]);
}

static void
explain_capacity (EnisimPlanPage *page, const EnisimPlanSubnet *subnet, GString *text)
{
  const char *slash = subnet->cidr != NULL ? strrchr (subnet->cidr, '/') : NULL;

  if (subnet->capacity == 0 || slash == NULL)
    g_string_append_printf (text, "%s: its size is not known", subnet->name);
  else
    g_string_append_printf (text, "%s: usable = 2^(32 - %s) - 5 = %u", subnet->name, slash + 1,
                            subnet->capacity);
  add_item (page, text);
}

/* What is there of others stays, and so does what its policy keeps. */
static void
add_destroyed (GString *text, const EnisimPlanSubnet *subnet)
{
  const EnisimPlanCount destroyed = subnet->held[ENISIM_PLAN_DESTROYED];
  const guint64 n_before
      = subnet->there.held
        - (subnet->there.in_use + subnet->there.retained + subnet->there.unexplained);
  const EnisimPlanCount kept = { destroyed.min - subnet->enis.min - n_before,
                                 destroyed.expected - subnet->enis.expected - n_before,
                                 destroyed.max - subnet->enis.max - n_before, destroyed.is_open };

  enisim_plan_add_count_of (text, subnet->enis, "retained ENI", "retained ENIs");
  if (n_before > 0)
    g_string_append_printf (text, " + %" G_GUINT64_FORMAT " that was there before", n_before);
  if (kept.max > 0 || kept.is_open)
    {
      g_string_append (text, " + ");
      enisim_plan_add_count (text, kept);
      g_string_append (text, " of resources that are kept");
    }
  if (n_before + kept.max == 0)
    return;
  g_string_append (text, " = ");
  enisim_plan_add_count (text, destroyed);
}

/* Between none and the most that are there twice. */
static EnisimPlanCount
get_new (const EnisimPlanSubnet *subnet, EnisimPlanPhase phase)
{
  const guint64 n_replaced = phase == ENISIM_PLAN_REDEPLOY ? subnet->n_replaced : 0;

  return (EnisimPlanCount){ .max = subnet->held[phase].max - subnet->held[ENISIM_PLAN_NOW].max
                                   - n_replaced };
}

static void
explain_phase (EnisimPlanPage *page, const EnisimPlanSubnet *subnet, EnisimPlanPhase phase,
               GString *text)
{
  const guint64 growth = phase == ENISIM_PLAN_DESTROYED ? 0 : subnet->growth;
  const guint64 max = subnet->held[phase].max - growth;
  const guint8 prefix = subnet->prefixes[phase];

  g_string_append_printf (text, "%s = ", phase_names[phase]);
  if (phase == ENISIM_PLAN_NOW)
    add_sum (text, subnet);
  else if (phase == ENISIM_PLAN_DESTROYED)
    add_destroyed (text, subnet);
  else
    {
      enisim_plan_add_count (text, subnet->held[ENISIM_PLAN_NOW]);
      g_string_append (text, " held + ");
      enisim_plan_add_count_of (text, get_new (subnet, phase), "new ENI", "new ENIs");
      if (phase == ENISIM_PLAN_REDEPLOY && subnet->n_replaced > 0)
        g_string_append_printf (text,
                                " + 0 to %" G_GUINT64_FORMAT " of tasks beside those that they "
                                "replace",
                                subnet->n_replaced);
      g_string_append (text, " = ");
      enisim_plan_add_count (text, subnet->held[phase]);
    }
  if (growth > 0)
    g_string_append_printf (text,
                            "; %" G_GUINT64_FORMAT " of them past the room that documentation "
                            "asks for",
                            growth);
  if (prefix != 0)
    g_string_append_printf (text, "; %" G_GUINT64_FORMAT " <= 2^(32 - %u) - 5 = %u: /%u", max,
                            prefix, enisim_subnet_capacity_of_prefix (prefix), prefix);
  add_item (page, text);
}

/* What the counts of others rest on, each kind once. */
static void
explain_kinds (EnisimPlanPage *page, const EnisimPlan *plan, GString *text)
{
  g_autoptr (GHashTable) said = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < plan->others->len; i++)
    {
      const EnisimPlanOther *other = &g_array_index (plan->others, EnisimPlanOther, i);

      if (other->mark == NULL || !g_hash_table_add (said, (gpointer) other->kind))
        continue;
      g_string_append_printf (text, "%s (%s)", other->kind, other->mark);
      if (other->note != NULL)
        g_string_append_printf (text, ": %s", other->note);
      add_item (page, text);
    }
}

static void
explain_subnet (EnisimPlanPage *page, const EnisimPlanSubnet *subnet, GString *text)
{
  explain_capacity (page, subnet, text);
  for (guint phase = 0; phase < ENISIM_N_PLAN_PHASES; phase++)
    explain_phase (page, subnet, phase, text);
}

static void
explain_group (EnisimPlanPage *page, const EnisimPlanGroup *group, guint number, GString *text)
{
  g_string_append_printf (text, "group %u: ENIs = ", number);
  if (group->unknown_subnets != NULL)
    g_string_append_printf (text, "1 to %d subnets of %s", ENISIM_SUBNETS_MAX,
                            group->unknown_subnets);
  else
    g_string_append_printf (text, group->n_subnets == 1 ? "%u subnet" : "%u subnets",
                            group->n_subnets);
  if (group->n_subnets > 0 && group->enis.max > group->n_subnets)
    g_string_append (text, " * 1 if types share, 2 if not");
  g_string_append (text, " = ");
  enisim_plan_add_count (text, group->enis);
  if (group->n_members > 1)
    g_string_append_printf (text, ", however many its agents are, here %u", group->n_members);
  add_item (page, text);
}

static void
explain_cost (EnisimPlanPage *page, EnisimPlanCount count, double price, const char *what,
              GString *text)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  if (count.max == 0)
    return;
  g_string_append_printf (text, "%s: ", what);
  enisim_plan_add_count (text, count);
  g_string_append_printf (text, " * %d h * ", ENISIM_PLAN_HOURS_PER_MONTH);
  if (isfinite (price))
    {
      g_string_append_printf (text,
                              "$%s = ", g_ascii_formatd (digits, sizeof digits, "%.4g", price));
      enisim_plan_add_dollars (text, count, price);
    }
  else
    g_string_append (text, "a price that is not known");
  add_item (page, text);
}

void
enisim_plan_explain (EnisimPlanPage *page, const EnisimPlan *plan)
{
  const EnisimPrices *prices = &plan->assumptions->prices;
  g_autoptr (GString) text = g_string_new (NULL);

  enisim_plan_page_add_heading (page, "How this comes about:");
  for (guint i = 0; i < plan->groups->len; i++)
    explain_group (page, &g_array_index (plan->groups, EnisimPlanGroup, i), i + 1, text);
  for (guint i = 0; i < plan->subnets->len; i++)
    explain_subnet (page, &g_array_index (plan->subnets, EnisimPlanSubnet, i), text);
  explain_kinds (page, plan, text);
  explain_cost (page, plan->endpoint_azs, prices->endpoint_hour, "endpoints in AZs", text);
  explain_cost (page, plan->nat_gateways, prices->nat_gateway_hour, "NAT gateways", text);
}
