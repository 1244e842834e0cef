/* yaml-arrivals.c: when a workload makes its calls */
#include "world/yaml-parts.h"

void
add_gap (GString *yaml, const WorldWindow *window)
{
  static const char *const shapes[] = { "gamma", "weibull", "lognormal" };

  g_string_append_printf (yaml, "rate: %u/h", window->per_hour);
  if (window->cv >= 0)
    g_string_append_printf (yaml, ", cv: %g, distribution: %s", window->cv, shapes[window->shape]);
}

static void
add_windows (GString *yaml, const WorldWorkload *workload)
{
  g_string_append (yaml, ", windows: [");
  for (guint i = 0; i < workload->n_windows; i++)
    {
      const WorldWindow *window = &workload->windows[i];

      g_string_append_printf (yaml, "%s{at: %" G_GINT64_FORMAT "us", i > 0 ? ", " : "", window->at);
      if (window->until != WORLD_NEVER)
        add_span (yaml, "until", window->until);
      g_string_append (yaml, ", ");
      add_gap (yaml, window);
      g_string_append_c (yaml, '}');
    }
  g_string_append_c (yaml, ']');
}

static void
add_pieces (GString *yaml, const WorldWorkload *workload)
{
  g_string_append (yaml, ", pieces: [");
  for (guint i = 0; i < workload->n_pieces; i++)
    g_string_append_printf (yaml, "%s{at: %" G_GINT64_FORMAT "us, rate: %u%s}", i > 0 ? ", " : "",
                            workload->pieces[i].at, workload->pieces[i].per_hour,
                            workload->pieces[i].per_hour > 0 ? "/h" : "");
  g_string_append_c (yaml, ']');
}

static void
add_numbers (GString *yaml, const char *key, const guint *numbers, guint n)
{
  g_string_append_printf (yaml, "%s: [", key);
  for (guint i = 0; i < n; i++)
    g_string_append_printf (yaml, "%s%u", i > 0 ? ", " : "", numbers[i]);
  g_string_append_c (yaml, ']');
}

static void
add_profile (GString *yaml, const WorldWorkload *workload)
{
  g_string_append_printf (yaml, ", rate: %u/h, profile: {", workload->per_hour);
  add_numbers (yaml, "daily", workload->daily, G_N_ELEMENTS (workload->daily));
  add_numbers (yaml, ", weekly", workload->weekly, G_N_ELEMENTS (workload->weekly));
  g_string_append_c (yaml, '}');
}

static void
add_phases (GString *yaml, const WorldWorkload *workload)
{
  g_string_append (yaml, ", rates: [");
  for (guint i = 0; i < workload->n_phases; i++)
    g_string_append_printf (yaml, "%s%u%s", i > 0 ? ", " : "", workload->phases[i].per_hour,
                            workload->phases[i].per_hour > 0 ? "/h" : "");
  g_string_append (yaml, "], mean: [");
  for (guint i = 0; i < workload->n_phases; i++)
    g_string_append_printf (yaml, "%s%" G_GINT64_FORMAT "us", i > 0 ? ", " : "",
                            workload->phases[i].mean_us);
  g_string_append_c (yaml, ']');
}

static void
add_trace (GString *yaml, const WorldWorkload *workload, const char *path)
{
  g_string_append_printf (yaml, ", file: %s, time: {column: at, unit: us}, sort: %s",
                          path != NULL ? path : "TRACE", workload->is_sorted ? "no" : "yes");
  if (workload->has_sessions)
    g_string_append (yaml, ", session: {column: who}");
  if (workload->has_durations)
    g_string_append (yaml, ", duration: {column: ms, unit: ms}");
  else
    add_varies (yaml, ", ", "duration", &workload->duration);
}

void
add_kind (GString *yaml, const WorldWorkload *workload, const char *path)
{
  switch (workload->kind)
    {
    case WORLD_CLOSED:
      g_string_append_printf (yaml, ", clients: %u", workload->n_clients);
      break;
    case WORLD_POISSON:
      g_string_append_printf (yaml, ", rate: %u/h", workload->per_hour);
      break;
    case WORLD_RENEWAL:
      g_string_append (yaml, ", ");
      add_gap (yaml, &workload->windows[0]);
      break;
    case WORLD_WINDOWS:
      add_windows (yaml, workload);
      break;
    case WORLD_PIECES:
      add_pieces (yaml, workload);
      break;
    case WORLD_PROFILE:
      add_profile (yaml, workload);
      break;
    case WORLD_BURSTS:
      add_phases (yaml, workload);
      break;
    case WORLD_TRACE:
      add_trace (yaml, workload, path);
      break;
    }
}
