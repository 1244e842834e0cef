/* diff-worse.c: in what the new side is worse, for whoever wants a build to fail on it */
#include "advise/diff.h"

#include <math.h>

const char *
enisim_diff_subject_get_name (EnisimDiffSubject subject)
{
  switch (subject)
    {
    case ENISIM_DIFF_GROUPS:
      return "groups";
    case ENISIM_DIFF_ENIS:
      return "enis";
    case ENISIM_DIFF_ADDRESSES:
      return "addresses";
    case ENISIM_DIFF_FINDINGS:
      return "findings";
    case ENISIM_DIFF_COST:
      return "cost";
    case ENISIM_DIFF_UNKNOWN:
      return "unknown";
    }
  return NULL;
}

/* What there is none of costs nothing, whatever its price. */
static double
multiply (guint64 n, double price)
{
  return n > 0 ? (double) n * price * ENISIM_PLAN_HOURS_PER_MONTH : 0.0;
}

double
enisim_diff_compute_cost (const EnisimPlan *plan)
{
  const EnisimPrices *prices = &plan->assumptions->prices;

  return multiply (plan->endpoint_azs.expected, prices->endpoint_hour)
         + multiply (plan->nat_gateways.expected, prices->nat_gateway_hour);
}

/* What may be any number is more than what was known. */
static gboolean
has_more (EnisimPlanCount before, EnisimPlanCount after)
{
  return after.min > before.min || after.expected > before.expected || after.max > before.max
         || (after.is_open && !before.is_open);
}

static gboolean
holds_more (const EnisimDiff *diff)
{
  for (guint i = 0; i < diff->changed_subnets->len; i++)
    {
      const EnisimDiffSubnet *subnet = &g_array_index (diff->changed_subnets, EnisimDiffSubnet, i);

      if (has_more (subnet->old_held, subnet->new_held))
        return TRUE;
    }
  return FALSE;
}

/* A cent is not more: sums of prices are not exact. */
static gboolean
costs_more (EnisimDiffCost cost)
{
  if (isnan (cost.new_dollars))
    return !isnan (cost.old_dollars);
  return !isnan (cost.old_dollars) && cost.new_dollars > cost.old_dollars + 0.005;
}

gboolean
enisim_diff_has_new_finding (const EnisimDiff *diff, EnisimSeverity severity)
{
  g_return_val_if_fail (diff != NULL, FALSE);

  for (guint i = 0; i < diff->findings->len; i++)
    {
      const EnisimDiffFinding *finding = &g_array_index (diff->findings, EnisimDiffFinding, i);

      if ((finding->change == ENISIM_DIFF_FINDING_NEW
           || finding->change == ENISIM_DIFF_FINDING_WORSE)
          && finding->after->severity >= severity)
        return TRUE;
    }
  return FALSE;
}

static gboolean
knows_less (const EnisimDiff *diff)
{
  for (guint i = 0; i < diff->findings->len; i++)
    {
      const EnisimDiffFinding *finding = &g_array_index (diff->findings, EnisimDiffFinding, i);

      if (finding->change == ENISIM_DIFF_FINDING_NO_LONGER_KNOWN
          || finding->change == ENISIM_DIFF_FINDING_NEWLY_NOT_KNOWN)
        return TRUE;
    }
  for (guint i = 0; i < diff->changed_subnets->len; i++)
    {
      const EnisimDiffSubnet *subnet = &g_array_index (diff->changed_subnets, EnisimDiffSubnet, i);

      if (subnet->change != ENISIM_DIFF_GONE
          && ((subnet->new_held.is_open && !subnet->old_held.is_open)
              || (subnet->capacity == 0
                  && (subnet->old_capacity > 0 || subnet->change == ENISIM_DIFF_ADDED))))
        return TRUE;
    }
  return FALSE;
}

gboolean
enisim_diff_is_worse (const EnisimDiff *diff, EnisimDiffSubject subject)
{
  const EnisimPlan *before, *after;

  g_return_val_if_fail (diff != NULL, FALSE);

  before = diff->plans[ENISIM_DIFF_OLD];
  after = diff->plans[ENISIM_DIFF_NEW];
  switch (subject)
    {
    case ENISIM_DIFF_GROUPS:
      return after->groups->len > before->groups->len || diff->has_split;
    case ENISIM_DIFF_ENIS:
      return has_more (before->enis, after->enis);
    case ENISIM_DIFF_ADDRESSES:
      return holds_more (diff);
    case ENISIM_DIFF_FINDINGS:
      return enisim_diff_has_new_finding (diff, ENISIM_SEVERITY_WARNING);
    case ENISIM_DIFF_COST:
      return costs_more (diff->cost);
    case ENISIM_DIFF_UNKNOWN:
      return knows_less (diff);
    }
  g_return_val_if_reached (FALSE);
}
