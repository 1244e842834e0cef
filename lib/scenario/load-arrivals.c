/* load-arrivals.c: arrivals at a constant rate, or at one for each window */
#include "scenario/load-distribution.h"
#include "scenario/load-values.h"
#include "scenario/load-workloads.h"

#include "base/span-text.h"

static void
check_rate (EnisimLoader *loader, const EnisimNode *rate, double per_second, EnisimTime from,
            EnisimTime until)
{
  const double seconds = enisim_load_workload_get_seconds (loader, from, until);

  enisim_load_workload_check_calls (loader, rate, per_second * seconds, "calls");
}

void
enisim_load_poisson (EnisimLoader *loader, const EnisimNode *node, EnisimWorkloadSpec *spec)
{
  static const char *const keys[]
      = { "name",  "target",  "endpoint", "choose",        "weights",    "rate",   "from",
          "until", "session", "duration", "request_limit", "busy_after", "starts", NULL };
  const EnisimNodeReader reader = enisim_node_read (node, keys, loader->complaints);
  const EnisimNode *rate = enisim_load_required (&reader, "rate");

  enisim_load_target_choice (loader, &reader, spec);
  enisim_load_serving (loader, &reader, spec);
  enisim_load_workload_window (loader, &reader, spec);
  if (enisim_load_rate (loader->complaints, rate, &spec->rate_per_second))
    check_rate (loader, rate, spec->rate_per_second, spec->from, spec->until);
  enisim_load_workload_calls (loader, &reader, spec);
}

void
enisim_load_renewal (EnisimLoader *loader, const EnisimNode *node, EnisimWorkloadSpec *spec)
{
  static const char *const keys[] = { "name",          "target",     "endpoint", "choose",
                                      "weights",       "rate",       "cv",       "distribution",
                                      "from",          "until",      "session",  "duration",
                                      "request_limit", "busy_after", "starts",   NULL };
  const EnisimNodeReader reader = enisim_node_read (node, keys, loader->complaints);

  enisim_load_target_choice (loader, &reader, spec);
  enisim_load_serving (loader, &reader, spec);
  enisim_load_workload_window (loader, &reader, spec);
  spec->windows = g_new0 (EnisimRateWindow, 1);
  spec->n_windows = 1;
  spec->windows[0] = (EnisimRateWindow){ .at = spec->from, .until = spec->until };
  enisim_load_gap (loader, &reader, TRUE, &spec->windows[0].rate_per_second, &spec->windows[0].gap);
  check_rate (loader, enisim_load_field (&reader, "rate"), spec->windows[0].rate_per_second,
              spec->from, spec->until);
  enisim_load_workload_calls (loader, &reader, spec);
}

/* Returns: (nullable): the node that says when the window ends. */
static const EnisimNode *
load_window_end (EnisimLoader *loader, const EnisimNodeReader *reader, EnisimRateWindow *window)
{
  const EnisimNode *until = enisim_load_field (reader, "until");
  const EnisimNode *span = enisim_load_field (reader, "span");
  GTimeSpan span_us;

  if (until != NULL && span != NULL)
    enisim_complaints_add_key (loader->complaints, span, "'span' beside 'until': only one of them");
  else if (span != NULL
           && enisim_load_span (loader->complaints, span, 1, ENISIM_TIME_MAX, &span_us))
    window->until = MIN (window->at + span_us, ENISIM_TIME_MAX);
  enisim_load_span (loader->complaints, until, 0, ENISIM_TIME_MAX, &window->until);
  return until;
}

/* Windows may leave time between them; without an end a window lasts to the next one. */
static void
check_window_start (EnisimLoader *loader, const EnisimNode *at, EnisimRateWindow *before,
                    const EnisimRateWindow *window)
{
  g_autofree char *earliest = NULL;

  if (before->at >= window->at)
    {
      earliest = enisim_span_format (before->at);
      enisim_complaints_add (loader->complaints, at,
                             "expected windows in the order of time, got %s after %s", at->text,
                             earliest);
      return;
    }
  if (before->until == ENISIM_TIME_MAX)
    before->until = window->at;
  if (before->until <= window->at)
    return;
  earliest = enisim_span_format (before->until);
  enisim_complaints_add (loader->complaints, at,
                         "the window before this one lasts until %s, got %s", earliest, at->text);
}

static void
load_window (EnisimLoader *loader, const EnisimNode *item, EnisimWorkloadSpec *spec)
{
  static const char *const keys[] = { "at", "until", "span", "rate", "cv", "distribution", NULL };
  const EnisimNodeReader reader = enisim_node_read (item, keys, loader->complaints);
  const EnisimNode *at = enisim_load_required (&reader, "at");
  EnisimRateWindow *window = &spec->windows[spec->n_windows++];
  const EnisimNode *until;

  *window = (EnisimRateWindow){ .until = ENISIM_TIME_MAX };
  if (enisim_load_span (loader->complaints, at, 0, ENISIM_TIME_MAX - 1, &window->at))
    {
      enisim_load_check_instant (loader, at, window->at);
      if (spec->n_windows > 1)
        check_window_start (loader, at, window - 1, window);
    }
  until = load_window_end (loader, &reader, window);
  if (until != NULL && window->until <= window->at)
    enisim_complaints_add (loader->complaints, until, "until %s leaves no time after at %s",
                           until->text, at != NULL ? at->text : "0s");
  enisim_load_gap (loader, &reader, FALSE, &window->rate_per_second, &window->gap);
}

static void
load_windows (EnisimLoader *loader, const EnisimNode *node, EnisimWorkloadSpec *spec)
{
  if (!enisim_node_expect (node, ENISIM_NODE_SEQUENCE, loader->complaints))
    return;
  if (node->n_children == 0)
    enisim_complaints_add (loader->complaints, node, "expected at least one window");
  spec->windows = g_new0 (EnisimRateWindow, MAX (node->n_children, 1));
  for (const EnisimNode *item = node->first; item != NULL; item = item->next)
    load_window (loader, item, spec);
}

void
enisim_load_windows (EnisimLoader *loader, const EnisimNode *node, EnisimWorkloadSpec *spec)
{
  static const char *const keys[]
      = { "name",    "target",   "endpoint",      "choose",     "weights", "windows",
          "session", "duration", "request_limit", "busy_after", "starts",  NULL };
  const EnisimNodeReader reader = enisim_node_read (node, keys, loader->complaints);
  double calls = 0.0;

  enisim_load_target_choice (loader, &reader, spec);
  enisim_load_serving (loader, &reader, spec);
  load_windows (loader, enisim_load_required (&reader, "windows"), spec);
  for (guint i = 0; i < spec->n_windows; i++)
    calls
        += spec->windows[i].rate_per_second
           * enisim_load_workload_get_seconds (loader, spec->windows[i].at, spec->windows[i].until);
  enisim_load_workload_check_calls (loader, node, calls, "calls");
  enisim_load_workload_calls (loader, &reader, spec);
}
