/* plan-text.c: what the reports of a plan have in common: counts, addresses and money in words */
#include "report/plan-text.h"

#include <string.h>

#include "report/distribution-text.h"
#include "report/people-text.h"

void
enisim_plan_add_count (GString *text, EnisimPlanCount count)
{
  if (count.is_open && count.max == count.min)
    g_string_append (text, "at least ");
  g_string_append_printf (text, "%" G_GUINT64_FORMAT, count.min);
  if (count.max > count.min)
    g_string_append_printf (text, " to %" G_GUINT64_FORMAT, count.max);
  if (count.is_open && count.max > count.min)
    g_string_append (text, " or more");
}

/* What is expected is told where it is neither bound. */
void
enisim_plan_add_short_count (GString *text, EnisimPlanCount count)
{
  const gboolean is_between = count.min < count.expected && count.expected < count.max;

  if (is_between)
    g_string_append_printf (text, "%" G_GUINT64_FORMAT " (", count.expected);
  g_string_append_printf (text, "%" G_GUINT64_FORMAT, count.min);
  if (count.max > count.min)
    g_string_append_printf (text, "\342\200\223%" G_GUINT64_FORMAT, count.max);
  g_string_append (text, count.is_open ? "+" : "");
  g_string_append (text, is_between ? ")" : "");
}

void
enisim_plan_add_count_of (GString *text, EnisimPlanCount count, const char *one, const char *many)
{
  enisim_plan_add_count (text, count);
  g_string_append_printf (text, " %s", count.max == 1 && !count.is_open ? one : many);
}

static void
add_holder (GString *text, EnisimPlanCount count, const char *one, const char *many)
{
  if (count.max == 0 && !count.is_open)
    return;
  g_string_append (text, text->len > 0 ? ", " : "");
  enisim_plan_add_short_count (text, count);
  g_string_append_printf (text, " %s", count.max == 1 && !count.is_open ? one : many);
}

static EnisimPlanCount
exactly (guint64 n)
{
  return (EnisimPlanCount){ n, n, n, FALSE };
}

/* Kinds are many and their plurals more. */
static void
add_kind (GString *text, const EnisimPlanOther *other)
{
  g_autofree char *word = g_strconcat ("of ", other->kind, NULL);

  add_holder (text, other->count, word, word);
}

void
enisim_plan_add_holders (GString *text, const EnisimPlanSubnet *subnet)
{
  g_autoptr (GString) holders = g_string_new (NULL);

  add_holder (holders, subnet->enis, "ENI", "ENIs");
  add_holder (holders, subnet->endpoints, "endpoint", "endpoints");
  add_holder (holders, subnet->nat_gateways, "NAT gateway", "NAT gateways");
  for (guint i = 0; i < subnet->n_kinds; i++)
    add_kind (holders, &subnet->kinds[i]);
  add_holder (holders, exactly (subnet->there.unattributed), "unattributed", "unattributed");
  g_string_append (text, holders->str);
}

/* "4 ENIs of AgentCore are there: 2 in use, 2 retained". */
static void
add_enis_there (GString *text, const EnisimPlanThere *sum)
{
  const struct
  {
    guint64 n;
    const char *word;
  } parts[] = { { sum->in_use, "in use" },
                { sum->retained, "retained" },
                { sum->unexplained, "in use or retained" } };
  const char *before = ": ";

  enisim_plan_add_count_of (text, exactly (sum->in_use + sum->retained + sum->unexplained),
                            "ENI of AgentCore is there", "ENIs of AgentCore are there");
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i].n > 0)
      {
        g_string_append_printf (text, "%s%" G_GUINT64_FORMAT " %s", before, parts[i].n,
                                parts[i].word);
        before = ", ";
      }
}

void
enisim_plan_add_there (GString *text, const EnisimPlan *plan)
{
  EnisimPlanThere sum = { 0 };
  EnisimPlanCount added = plan->enis;

  for (guint i = 0; i < plan->subnets->len; i++)
    {
      const EnisimPlanThere *there = &g_array_index (plan->subnets, EnisimPlanSubnet, i).there;

      sum.in_use += there->in_use;
      sum.retained += there->retained;
      sum.unexplained += there->unexplained;
      sum.unattributed += there->unattributed;
    }
  add_enis_there (text, &sum);
  if (sum.unattributed > 0)
    {
      g_string_append (text, "; nothing accounts for ");
      enisim_plan_add_count_of (text, exactly (sum.unattributed), "address", "addresses");
    }
  if (!enisim_plan_has_new_agents (plan))
    return;
  enisim_plan_count_shift (&added, -(gint64) (sum.in_use + sum.retained + sum.unexplained));
  g_string_append (text, ". The deployment adds ");
  enisim_plan_add_count_of (text, added, "ENI", "ENIs");
}

void
enisim_plan_add_prefix (GString *text, guint8 prefix)
{
  if (prefix == 0)
    g_string_append (text, "none");
  else
    g_string_append_printf (text, "/%u", prefix);
}

static void
add_money (GString *text, double dollars)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf (text, "$%s", g_ascii_formatd (digits, sizeof digits, "%.2f", dollars));
}

void
enisim_plan_add_dollars (GString *text, EnisimPlanCount count, double price)
{
  const double month = price * ENISIM_PLAN_HOURS_PER_MONTH;

  add_money (text, (double) count.min * month);
  if (count.max > count.min)
    {
      g_string_append (text, " to ");
      add_money (text, (double) count.max * month);
    }
}

gsize
enisim_plan_get_common_path (const EnisimPlan *plan)
{
  const char *first;
  gsize n = 0;

  if (plan->subnets->len < 2)
    return 0;
  for (guint i = 0; i < plan->subnets->len; i++)
    if (g_array_index (plan->subnets, EnisimPlanSubnet, i).is_list)
      return 0;
  first = g_array_index (plan->subnets, EnisimPlanSubnet, 0).name;
  for (gsize i = 0; first[i] != '\0'; i++)
    {
      for (guint j = 1; j < plan->subnets->len; j++)
        if (strncmp (first, g_array_index (plan->subnets, EnisimPlanSubnet, j).name, i + 1) != 0)
          return n;
      if (first[i] == '/')
        n = i + 1;
    }
  return n;
}

void
enisim_plan_add_retention (GString *text, const EnisimPlan *plan)
{
  enisim_distribution_add_text (&plan->assumptions->options.eni_retention, text);
}

const char *
enisim_plan_get_missing_kind (EnisimMissingKind kind)
{
  switch (kind)
    {
    case ENISIM_MISSING_PARAMETER:
      return "parameter";
    case ENISIM_MISSING_EXPORT:
      return "export";
    case ENISIM_MISSING_REGION:
      return "region";
    }
  g_assert_not_reached ();
}
