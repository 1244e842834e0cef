/* distribution-text.c: how a span varies, in few words */
#include "report/distribution-text.h"

#include <math.h>

#include "base/number-text.h"
#include "report/people-text.h"

/* A mean need not be whole. */
static void
add_mean (GString *text, double mean_us)
{
  char digits[ENISIM_DECIMAL_SIZE];

  g_string_append (text, "mean ");
  if (mean_us == floor (mean_us))
    enisim_people_add_span (text, (GTimeSpan) mean_us);
  else
    g_string_append_printf (text, "%sus", enisim_decimal_format (mean_us, digits));
}

static void
add_mean_and_cv (GString *text, const char *kind, const EnisimDistribution *distribution)
{
  char digits[ENISIM_DECIMAL_SIZE];

  g_string_append_printf (text, "%s(", kind);
  add_mean (text, distribution->mean_us);
  g_string_append_printf (text, ", cv %s)", enisim_decimal_format (distribution->cv, digits));
}

void
enisim_distribution_add_text (const EnisimDistribution *distribution, GString *text)
{
  switch (distribution->kind)
    {
    case ENISIM_DISTRIBUTION_CONSTANT:
      enisim_people_add_span (text, distribution->constant.span_us);
      break;
    case ENISIM_DISTRIBUTION_UNIFORM:
      g_string_append (text, "uniform(");
      enisim_people_add_span (text, distribution->uniform.min_us);
      g_string_append (text, ", ");
      enisim_people_add_span (text, distribution->uniform.max_us);
      g_string_append_c (text, ')');
      break;
    case ENISIM_DISTRIBUTION_EXPONENTIAL:
      g_string_append (text, "exponential(");
      add_mean (text, distribution->mean_us);
      g_string_append_c (text, ')');
      break;
    case ENISIM_DISTRIBUTION_LOGNORMAL:
      add_mean_and_cv (text, "lognormal", distribution);
      break;
    case ENISIM_DISTRIBUTION_GAMMA:
      add_mean_and_cv (text, "gamma", distribution);
      break;
    case ENISIM_DISTRIBUTION_WEIBULL:
      add_mean_and_cv (text, "weibull", distribution);
      break;
    case ENISIM_DISTRIBUTION_EMPIRICAL:
      g_string_append_printf (text, "empirical(%u values, ", distribution->table->n_points);
      add_mean (text, distribution->mean_us);
      g_string_append_c (text, ')');
      break;
    }
}
