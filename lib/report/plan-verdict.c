/* plan-verdict.c: whether subnets have room for what a plan holds in them */
#include "report/plan-verdict.h"

#include "report/people-text.h"
#include "report/plan-text.h"

static const char *const phase_names[ENISIM_N_PLAN_PHASES] = {
  [ENISIM_PLAN_NOW] = "now",
  [ENISIM_PLAN_REDEPLOY] = "in a redeploy",
  [ENISIM_PLAN_BLUE_GREEN] = "beside a second copy",
};

const char *
enisim_plan_fit_get_name (EnisimPlanFit fit)
{
  switch (fit)
    {
    case ENISIM_PLAN_FITS:
      return "yes";
    case ENISIM_PLAN_FITS_UNLESS_MORE:
      return "unless_more";
    case ENISIM_PLAN_FITS_NOT_ALL:
      return "not_all";
    case ENISIM_PLAN_FITS_NOT:
      return "no";
    case ENISIM_PLAN_FIT_UNKNOWN:
      return "unknown";
    }
  g_assert_not_reached ();
}

/* What is destroyed needs no room. */
static EnisimPlanFit
get_worst (const EnisimPlanSubnet *subnet)
{
  EnisimPlanFit worst = ENISIM_PLAN_FITS;

  for (guint phase = 0; phase < ENISIM_PLAN_DESTROYED; phase++)
    worst = MAX (worst, subnet->fits[phase]);
  return worst;
}

/* "now (up to 12), in a redeploy (at least 13)": the phases without room. */
static void
add_phases (GString *text, const EnisimPlanSubnet *subnet)
{
  const char *before = "";

  for (guint phase = 0; phase < ENISIM_PLAN_DESTROYED; phase++)
    {
      const EnisimPlanCount held = subnet->held[phase];
      const gboolean is_certain = subnet->fits[phase] == ENISIM_PLAN_FITS_NOT;

      if (subnet->fits[phase] < ENISIM_PLAN_FITS_NOT_ALL)
        continue;
      g_string_append_printf (text, "%s%s (%s%" G_GUINT64_FORMAT ")", before, phase_names[phase],
                              !is_certain                           ? "up to "
                              : held.max > held.min || held.is_open ? "at least "
                                                                    : "",
                              is_certain ? held.min : held.max - subnet->growth);
      before = ", ";
    }
}

static void
add_more (GString *text, const EnisimPlanSubnet *subnet)
{
  if (subnet->held[ENISIM_PLAN_NOW].is_open)
    {
      g_string_append (text, "fits as far as is known: what is counted as at least may take more");
      return;
    }
  g_string_append_printf (
      text,
      "fits, unless what grows with its load takes more than the room that documentation asks for: "
      "in all %" G_GUINT64_FORMAT " are possible, for which it takes a ",
      subnet->held[ENISIM_PLAN_REDEPLOY].max);
  enisim_plan_add_prefix (text, subnet->prefix_grown);
}

static void
add_subnet (EnisimPlanPage *page, const EnisimPlanSubnet *subnet)
{
  const EnisimPlanFit worst = get_worst (subnet);
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, "%s (%s, %u usable): ", subnet->name, subnet->cidr,
                          subnet->capacity);
  if (worst == ENISIM_PLAN_FITS_UNLESS_MORE)
    add_more (text, subnet);
  else
    {
      g_string_append (text, "no room ");
      add_phases (text, subnet);
      g_string_append (text, subnet->prefix == 0 ? "; none is large enough" : "; it takes a ");
      if (subnet->prefix > 0)
        enisim_plan_add_prefix (text, subnet->prefix);
    }
  enisim_plan_page_add_item (page, text->str);
}

void
enisim_plan_page_add_verdict (EnisimPlanPage *page, const EnisimPlan *plan)
{
  const EnisimPlanFit worst = enisim_plan_get_fit (plan);
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_known = 0;

  for (guint i = 0; i < plan->subnets->len; i++)
    n_known += g_array_index (plan->subnets, EnisimPlanSubnet, i).capacity > 0;
  if (n_known == 0)
    return;
  if (worst == ENISIM_PLAN_FITS)
    {
      enisim_people_add_count (text, n_known, "subnet has", "subnets have");
      g_string_append (text, " room now, in a redeploy and beside a second copy.");
      enisim_plan_page_add_paragraph (page, text->str, FALSE);
      return;
    }
  enisim_plan_page_add_heading (page, worst >= ENISIM_PLAN_FITS_NOT_ALL ? "Does not fit:"
                                                                        : "May not fit:");
  for (guint i = 0; i < plan->subnets->len; i++)
    {
      const EnisimPlanSubnet *subnet = &g_array_index (plan->subnets, EnisimPlanSubnet, i);

      if (subnet->capacity > 0 && get_worst (subnet) != ENISIM_PLAN_FITS)
        add_subnet (page, subnet);
    }
}
