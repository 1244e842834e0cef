/* load-varying.c: arrivals at a rate that follows the calendar, or a list */
#include "scenario/load-values.h"
#include "scenario/load-workloads.h"

#include "base/span-text.h"

#define FACTOR_MAX 1e6

enum
{
  HOURS_OF_DAY = 24,
  DAYS_OF_WEEK = 7
};

/* @factors keeps what it was where the file says nothing. */
static gboolean
load_factors (EnisimLoader *loader, const EnisimNode *node, guint n, double *factors)
{
  gboolean is_good = TRUE;

  if (node == NULL)
    return TRUE;
  if (!enisim_node_expect (node, ENISIM_NODE_SEQUENCE, loader->complaints))
    return FALSE;
  if (node->n_children != n)
    {
      enisim_complaints_add (loader->complaints, node, "expected %u numbers, got %u", n,
                             node->n_children);
      return FALSE;
    }
  for (const EnisimNode *item = node->first; item != NULL; item = item->next)
    is_good &= enisim_load_decimal (loader->complaints, item, 0.0, FACTOR_MAX,
                                    "a number from 0 to 1e6", factors++);
  return is_good;
}

/* Rates become ratios of the largest. */
static void
set_peak (EnisimLoader *loader, const EnisimNode *node, EnisimRateCurve *curve)
{
  for (guint i = 0; i < curve->n_pieces; i++)
    curve->peak_per_second = MAX (curve->peak_per_second, curve->pieces[i].ratio);
  if (curve->peak_per_second <= 0.0)
    enisim_complaints_add (loader->complaints, node, "expected a rate above 0 at some time");
  else if (curve->peak_per_second > ENISIM_RATE_PER_SECOND_MAX)
    enisim_complaints_add (loader->complaints, node, "a peak of %.3g/s is too much, at most %d/s",
                           curve->peak_per_second, ENISIM_RATE_PER_SECOND_MAX);
  for (guint i = 0; i < curve->n_pieces && curve->peak_per_second > 0.0; i++)
    curve->pieces[i].ratio /= curve->peak_per_second;
}

static void
load_profile (EnisimLoader *loader, const EnisimNode *node, double per_second,
              EnisimRateCurve *curve)
{
  static const char *const keys[] = { "daily", "weekly", NULL };
  const EnisimNodeReader reader = enisim_node_read (node, keys, loader->complaints);
  double daily[HOURS_OF_DAY], weekly[DAYS_OF_WEEK];
  gboolean is_good;

  for (guint i = 0; i < HOURS_OF_DAY; i++)
    daily[i] = 1.0;
  for (guint i = 0; i < DAYS_OF_WEEK; i++)
    weekly[i] = 1.0;
  is_good = load_factors (loader, enisim_load_field (&reader, "daily"), HOURS_OF_DAY, daily);
  is_good &= load_factors (loader, enisim_load_field (&reader, "weekly"), DAYS_OF_WEEK, weekly);
  if (!is_good || per_second <= 0.0)
    return;
  curve->is_weekly = TRUE;
  curve->start_us = loader->scenario->start_us;
  curve->n_pieces = ENISIM_HOURS_OF_WEEK;
  curve->pieces = g_new (EnisimRatePiece, ENISIM_HOURS_OF_WEEK);
  for (guint i = 0; i < ENISIM_HOURS_OF_WEEK; i++)
    curve->pieces[i] = (EnisimRatePiece){
      .at = i * G_TIME_SPAN_HOUR,
      .ratio = per_second * daily[i % HOURS_OF_DAY] * weekly[i / HOURS_OF_DAY],
    };
  set_peak (loader, node, curve);
}

/* Returns: whether the piece is after the one before it. */
static gboolean
load_piece (EnisimLoader *loader, const EnisimNode *item, EnisimRatePiece *piece,
            const EnisimRatePiece *before)
{
  static const char *const keys[] = { "at", "rate", NULL };
  const EnisimNodeReader reader = enisim_node_read (item, keys, loader->complaints);
  const EnisimNode *at = enisim_load_required (&reader, "at");
  g_autofree char *earliest = NULL;

  const gboolean has_rate = enisim_load_rate_or_zero (
      loader->complaints, enisim_load_required (&reader, "rate"), &piece->ratio);
  if (!enisim_load_span (loader->complaints, at, 0, ENISIM_TIME_MAX, &piece->at))
    return FALSE;
  enisim_load_check_instant (loader, at, piece->at);
  if (before == NULL || before->at < piece->at)
    return has_rate;
  earliest = enisim_span_format (before->at);
  enisim_complaints_add (loader->complaints, at,
                         "expected pieces in the order of time, got %s after %s", at->text,
                         earliest);
  return FALSE;
}

static void
load_pieces (EnisimLoader *loader, const EnisimNode *node, EnisimRateCurve *curve)
{
  gboolean is_good = TRUE;

  if (!enisim_node_expect (node, ENISIM_NODE_SEQUENCE, loader->complaints))
    return;
  curve->pieces = g_new0 (EnisimRatePiece, MAX (node->n_children, 1));
  for (const EnisimNode *item = node->first; item != NULL; item = item->next)
    {
      EnisimRatePiece *piece = &curve->pieces[curve->n_pieces++];

      is_good &= load_piece (loader, item, piece, curve->n_pieces > 1 ? piece - 1 : NULL);
    }
  if (is_good)
    set_peak (loader, node, curve);
}

/* What comes after the horizon nobody asks for, and the candidates of a curve that is 0 there
 * would all be drawn to find the next arrival. */
static void
bound_candidates (EnisimLoader *loader, const EnisimNode *node, EnisimWorkloadSpec *spec)
{
  double candidates;

  if (loader->scenario->horizon != ENISIM_TIME_NEVER)
    spec->until = MIN (spec->until, loader->scenario->horizon + 1);
  candidates = spec->curve.peak_per_second
               * enisim_load_workload_get_seconds (loader, spec->from, spec->until);
  enisim_load_workload_check_calls (loader, node, candidates, "calls at the peak rate");
}

void
enisim_load_varying (EnisimLoader *loader, const EnisimNode *node, EnisimWorkloadSpec *spec)
{
  static const char *const keys[]
      = { "name",          "target",     "endpoint", "choose", "weights", "rate",
          "profile",       "pieces",     "from",     "until",  "session", "duration",
          "request_limit", "busy_after", "starts",   NULL };
  const EnisimNodeReader reader = enisim_node_read (node, keys, loader->complaints);
  const EnisimNode *pieces = enisim_load_field (&reader, "pieces");
  const EnisimNode *rate = pieces != NULL ? enisim_load_field (&reader, "rate")
                                          : enisim_load_required (&reader, "rate");
  const EnisimNode *profile = pieces != NULL ? enisim_load_field (&reader, "profile")
                                             : enisim_load_required (&reader, "profile");
  double per_second = 0.0;

  enisim_load_target_choice (loader, &reader, spec);
  enisim_load_serving (loader, &reader, spec);
  enisim_load_workload_window (loader, &reader, spec);
  enisim_load_rate (loader->complaints, rate, &per_second);
  if (pieces != NULL && (rate != NULL || profile != NULL))
    enisim_complaints_add_key (loader->complaints, pieces, "'pieces' beside '%s': only one of them",
                               rate != NULL ? "rate" : "profile");
  else if (pieces != NULL)
    load_pieces (loader, pieces, &spec->curve);
  else if (profile != NULL)
    load_profile (loader, profile, per_second, &spec->curve);
  bound_candidates (loader, node, spec);
  enisim_load_workload_calls (loader, &reader, spec);
}
