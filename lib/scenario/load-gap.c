/* load-gap.c: when arrivals come that are one like the other, and from when to when */
#include "scenario/load-distribution.h"
#include "scenario/load-values.h"
#include "scenario/loader.h"

#include "base/span-text.h"

gboolean
enisim_load_window (EnisimLoader *loader, const EnisimNodeReader *reader, EnisimTime *from,
                    EnisimTime *until)
{
  const EnisimNode *from_node = enisim_load_field (reader, "from");
  const EnisimNode *until_node = enisim_load_field (reader, "until");
  const gboolean has_from
      = enisim_load_span (loader->complaints, from_node, 0, ENISIM_TIME_MAX, from);
  const gboolean has_until
      = enisim_load_span (loader->complaints, until_node, 0, ENISIM_TIME_MAX, until);

  if (has_from)
    enisim_load_check_instant (loader, from_node, *from);
  if (*from < *until)
    return TRUE;
  if (has_until)
    enisim_complaints_add (loader->complaints, until_node, "until %s leaves no time after from %s",
                           until_node->text, has_from ? from_node->text : "0s");
  else
    enisim_complaints_add (loader->complaints, from_node, "from %s leaves no time",
                           from_node->text);
  return FALSE;
}

gboolean
enisim_load_gap_rate (EnisimLoader *loader, const EnisimNode *rate, double *per_second)
{
  g_autofree char *longest = NULL;

  if (!enisim_load_rate (loader->complaints, rate, per_second))
    return FALSE;
  if ((double) G_TIME_SPAN_SECOND / *per_second <= (double) ENISIM_DRAWN_SPAN_MAX)
    return TRUE;
  longest = enisim_span_format (ENISIM_DRAWN_SPAN_MAX);
  enisim_complaints_add (loader->complaints, rate, "expected a rate of at least one in %s, got %s",
                         longest, rate->text);
  return FALSE;
}

typedef EnisimDistribution (*OfMeanAndCv) (double mean_us, double cv);

gboolean
enisim_load_gap (EnisimLoader *loader, const EnisimNodeReader *reader, gboolean needs_cv,
                 double *per_second, EnisimDistribution *gap)
{
  static const char *const choices[] = { "gamma", "weibull", "lognormal", NULL };
  static const OfMeanAndCv makers[]
      = { enisim_distribution_gamma, enisim_distribution_weibull, enisim_distribution_lognormal };
  const EnisimNode *rate = enisim_load_required (reader, "rate");
  const EnisimNode *distribution = enisim_load_field (reader, "distribution");
  const EnisimNode *cv_node = needs_cv || distribution != NULL ? enisim_load_required (reader, "cv")
                                                               : enisim_load_field (reader, "cv");
  guint choice = 0;
  double mean_us, cv;
  const gboolean has_cv = enisim_load_cv (loader->complaints, cv_node, &cv);

  enisim_load_choice (loader->complaints, distribution, choices, &choice);
  if (!enisim_load_gap_rate (loader, rate, per_second))
    return FALSE;
  mean_us = (double) G_TIME_SPAN_SECOND / *per_second;
  *gap = has_cv ? makers[choice](mean_us, cv) : enisim_distribution_exponential (mean_us);
  return TRUE;
}
