/* load-distribution.c: how a span varies, as a scenario file says it */
#include "scenario/load-distribution.h"

#include "scenario/load-values.h"

#include <string.h>

/* So that millions of weights still have a finite sum. */
#define WEIGHT_MAX 1e12

typedef gboolean (*LoadKind) (EnisimComplaints *complaints, const EnisimNode *node,
                              EnisimDistribution *distribution);

static gboolean
load_drawn_span (EnisimComplaints *complaints, const EnisimNode *node, GTimeSpan *span_us)
{
  G_STATIC_ASSERT (ENISIM_DRAWN_SPAN_MAX <= ENISIM_DISTRIBUTION_SPAN_US_MAX);
  return enisim_load_span (complaints, node, 0, ENISIM_DRAWN_SPAN_MAX, span_us);
}

static gboolean
load_constant (EnisimComplaints *complaints, const EnisimNode *node,
               EnisimDistribution *distribution)
{
  GTimeSpan span_us;

  if (!load_drawn_span (complaints, node, &span_us))
    return FALSE;
  *distribution = enisim_distribution_constant (span_us);
  return TRUE;
}

static gboolean
load_exponential (EnisimComplaints *complaints, const EnisimNode *node,
                  EnisimDistribution *distribution)
{
  GTimeSpan mean_us;

  if (!load_drawn_span (complaints, node, &mean_us))
    return FALSE;
  *distribution = enisim_distribution_exponential ((double) mean_us);
  return TRUE;
}

static gboolean
load_uniform (EnisimComplaints *complaints, const EnisimNode *node,
              EnisimDistribution *distribution)
{
  GTimeSpan min_us, max_us;
  gboolean has_min, has_max;

  if (!enisim_node_expect (node, ENISIM_NODE_SEQUENCE, complaints))
    return FALSE;
  if (node->n_children != 2)
    {
      enisim_complaints_add (complaints, node, "expected two spans, got %u", node->n_children);
      return FALSE;
    }
  has_min = load_drawn_span (complaints, node->first, &min_us);
  has_max = load_drawn_span (complaints, node->last, &max_us);
  if (!has_min || !has_max)
    return FALSE;
  if (min_us > max_us)
    {
      enisim_complaints_add (complaints, node, "expected the smaller span first, got %s, %s",
                             node->first->text, node->last->text);
      return FALSE;
    }
  *distribution = enisim_distribution_uniform (min_us, max_us);
  return TRUE;
}

gboolean
enisim_load_cv (EnisimComplaints *complaints, const EnisimNode *node, double *cv)
{
  static const char wanted[] = "a coefficient of variation, 0 or 0.001 to 100";

  if (node == NULL)
    return FALSE;
  if (enisim_load_is_word (node, "0"))
    {
      *cv = 0.0;
      return TRUE;
    }
  return enisim_load_decimal (complaints, node, ENISIM_DISTRIBUTION_CV_MIN,
                              ENISIM_DISTRIBUTION_CV_MAX, wanted, cv);
}

static gboolean
load_mean_and_cv (EnisimComplaints *complaints, const EnisimNode *node, double *mean_us, double *cv)
{
  static const char *const keys[] = { "mean", "cv", NULL };
  const EnisimNodeReader reader = enisim_node_read (node, keys, complaints);
  GTimeSpan span_us;
  const gboolean has_mean
      = load_drawn_span (complaints, enisim_load_required (&reader, "mean"), &span_us);
  const gboolean has_cv = enisim_load_cv (complaints, enisim_load_required (&reader, "cv"), cv);

  if (!has_mean || !has_cv)
    return FALSE;
  *mean_us = (double) span_us;
  return TRUE;
}

typedef EnisimDistribution (*OfMeanAndCv) (double mean_us, double cv);

static gboolean
load_of_mean_and_cv (EnisimComplaints *complaints, const EnisimNode *node, OfMeanAndCv make,
                     EnisimDistribution *distribution)
{
  double mean_us, cv;

  if (!load_mean_and_cv (complaints, node, &mean_us, &cv))
    return FALSE;
  *distribution = make (mean_us, cv);
  return TRUE;
}

static gboolean
load_lognormal (EnisimComplaints *complaints, const EnisimNode *node,
                EnisimDistribution *distribution)
{
  return load_of_mean_and_cv (complaints, node, enisim_distribution_lognormal, distribution);
}

static gboolean
load_gamma (EnisimComplaints *complaints, const EnisimNode *node, EnisimDistribution *distribution)
{
  return load_of_mean_and_cv (complaints, node, enisim_distribution_gamma, distribution);
}

static gboolean
load_weibull (EnisimComplaints *complaints, const EnisimNode *node,
              EnisimDistribution *distribution)
{
  return load_of_mean_and_cv (complaints, node, enisim_distribution_weibull, distribution);
}

/* A span, or a span and its weight. */
static gboolean
load_point (EnisimComplaints *complaints, const EnisimNode *node, EnisimDistributionPoint *point)
{
  gboolean has_span, has_weight;

  point->weight = 1.0;
  if (node->kind != ENISIM_NODE_SEQUENCE)
    return load_drawn_span (complaints, node, &point->span_us);
  if (!enisim_node_expect (node, ENISIM_NODE_SEQUENCE, complaints))
    return FALSE;
  if (node->n_children != 2)
    {
      enisim_complaints_add (complaints, node, "expected a span and its weight, got %u values",
                             node->n_children);
      return FALSE;
    }
  has_span = load_drawn_span (complaints, node->first, &point->span_us);
  has_weight = enisim_load_decimal (complaints, node->last, 0.0, WEIGHT_MAX,
                                    "a weight from 0 to 1e12", &point->weight);
  return has_span && has_weight;
}

static gboolean
load_empirical (EnisimComplaints *complaints, const EnisimNode *node,
                EnisimDistribution *distribution)
{
  g_autofree EnisimDistributionPoint *points = NULL;
  gboolean is_good = TRUE;
  double sum = 0.0;
  guint n = 0;

  if (!enisim_node_expect (node, ENISIM_NODE_SEQUENCE, complaints))
    return FALSE;
  points = g_new (EnisimDistributionPoint, node->n_children);
  for (const EnisimNode *item = node->first; item != NULL; item = item->next, n++)
    {
      is_good &= load_point (complaints, item, &points[n]);
      sum += points[n].weight;
    }
  if (!is_good)
    return FALSE;
  if (sum <= 0.0)
    {
      enisim_complaints_add (complaints, node, "expected at least one span of a weight above 0");
      return FALSE;
    }
  *distribution = enisim_distribution_empirical (points, n);
  return TRUE;
}

static const char *const kinds[]
    = { "constant", "uniform", "exponential", "lognormal", "gamma", "weibull", "empirical", NULL };

static const LoadKind loaders[] = { load_constant, load_uniform, load_exponential, load_lognormal,
                                    load_gamma,    load_weibull, load_empirical };

G_STATIC_ASSERT (G_N_ELEMENTS (kinds) == G_N_ELEMENTS (loaders) + 1);

const char *const *
enisim_load_distribution_get_kinds (void)
{
  return kinds;
}

gboolean
enisim_load_distribution_has_kind (const EnisimNode *node)
{
  for (const EnisimNode *entry = node->first; entry != NULL; entry = entry->next)
    if (g_strv_contains (kinds, entry->key))
      return TRUE;
  return FALSE;
}

static gboolean
load_kind (EnisimComplaints *complaints, const EnisimNode *node, EnisimDistribution *distribution)
{
  const EnisimNodeReader reader = enisim_node_read (node, kinds, complaints);
  const EnisimNode *entry = enisim_load_only_entry (&reader, kinds);

  for (guint i = 0; entry != NULL && kinds[i] != NULL; i++)
    if (strcmp (entry->key, kinds[i]) == 0)
      return loaders[i](complaints, entry, distribution);
  return FALSE;
}

gboolean
enisim_load_distribution (EnisimComplaints *complaints, const EnisimNode *node,
                          EnisimDistribution *distribution)
{
  EnisimDistribution read;

  if (node == NULL
      || !(node->kind == ENISIM_NODE_MAPPING ? load_kind : load_constant) (complaints, node, &read))
    return FALSE;
  enisim_distribution_clear (distribution);
  *distribution = read;
  return TRUE;
}
