/* load-bursts.c: arrivals at a rate that changes by chance */
#include "scenario/load-values.h"
#include "scenario/load-workloads.h"

static gboolean
load_rates (EnisimLoader *loader, const EnisimNode *node, EnisimWorkloadSpec *spec)
{
  gboolean is_good = TRUE;
  double sum = 0.0;

  if (!enisim_node_expect (node, ENISIM_NODE_SEQUENCE, loader->complaints))
    return FALSE;
  if (node->n_children < 2)
    {
      enisim_complaints_add (loader->complaints, node, "expected at least two rates, got %u",
                             node->n_children);
      return FALSE;
    }
  spec->phases = g_new0 (EnisimBurstPhase, node->n_children);
  for (const EnisimNode *item = node->first; item != NULL; item = item->next)
    {
      EnisimBurstPhase *phase = &spec->phases[spec->n_phases++];

      phase->span = enisim_distribution_constant (0);
      is_good &= enisim_load_rate_or_zero (loader->complaints, item, &phase->rate_per_second);
      sum += phase->rate_per_second;
    }
  if (is_good && sum <= 0.0)
    enisim_complaints_add (loader->complaints, node, "expected a rate above 0");
  return is_good;
}

static gboolean
load_means (EnisimLoader *loader, const EnisimNode *node, EnisimWorkloadSpec *spec)
{
  EnisimBurstPhase *phase = spec->phases;
  gboolean is_good = TRUE;

  if (!enisim_node_expect (node, ENISIM_NODE_SEQUENCE, loader->complaints) || phase == NULL)
    return FALSE;
  if (node->n_children != spec->n_phases)
    {
      enisim_complaints_add (loader->complaints, node,
                             "expected a span for each of %u rates, got %u", spec->n_phases,
                             node->n_children);
      return FALSE;
    }
  for (const EnisimNode *item = node->first; item != NULL; item = item->next, phase++)
    {
      GTimeSpan mean_us = 0;

      is_good &= enisim_load_span (loader->complaints, item, 1, ENISIM_DRAWN_SPAN_MAX, &mean_us);
      phase->span = enisim_distribution_exponential ((double) mean_us);
    }
  return is_good;
}

/* Of phases too, which are drawn whether or not anything comes in them: also why none is after
 * the horizon. */
static void
check_numbers (EnisimLoader *loader, const EnisimNode *node, EnisimWorkloadSpec *spec)
{
  double cycle_us = 0.0, calls = 0.0, seconds, cycles;

  for (guint i = 0; i < spec->n_phases; i++)
    {
      const double mean_us = enisim_distribution_get_mean_us (&spec->phases[i].span);

      cycle_us += mean_us;
      calls += spec->phases[i].rate_per_second * mean_us / (double) G_TIME_SPAN_SECOND;
    }
  if (loader->scenario->horizon != ENISIM_TIME_NEVER)
    spec->until = MIN (spec->until, loader->scenario->horizon + 1);
  seconds = enisim_load_workload_get_seconds (loader, spec->from, spec->until);
  cycles = seconds * (double) G_TIME_SPAN_SECOND / cycle_us;
  enisim_load_workload_check_calls (loader, node, cycles * calls, "calls");
  enisim_load_workload_check_calls (loader, node, cycles * spec->n_phases, "phases");
}

void
enisim_load_bursts (EnisimLoader *loader, const EnisimNode *node, EnisimWorkloadSpec *spec)
{
  static const char *const keys[]
      = { "name",  "target",  "endpoint", "choose",        "weights",    "rates",  "mean", "from",
          "until", "session", "duration", "request_limit", "busy_after", "starts", NULL };
  const EnisimNodeReader reader = enisim_node_read (node, keys, loader->complaints);
  const EnisimNode *rates = enisim_load_required (&reader, "rates");
  const EnisimNode *mean = enisim_load_required (&reader, "mean");
  gboolean has_rates;

  enisim_load_target_choice (loader, &reader, spec);
  enisim_load_serving (loader, &reader, spec);
  enisim_load_workload_window (loader, &reader, spec);
  has_rates = load_rates (loader, rates, spec);
  if (load_means (loader, mean, spec) && has_rates)
    check_numbers (loader, node, spec);
  enisim_load_workload_calls (loader, &reader, spec);
}
