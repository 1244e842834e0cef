/* yaml-workloads.c: workloads */
#include "world/yaml-parts.h"

static void
add_invokes (GString *yaml, const WorldInvokes *invokes)
{
  if (invokes->mean > 0)
    g_string_append_printf (yaml, ", invokes: {geometric: %g}", invokes->mean);
  else if (invokes->min < invokes->max)
    g_string_append_printf (yaml, ", invokes: {uniform: [%u, %u]}", invokes->min, invokes->max);
  else if (invokes->min > 1)
    g_string_append_printf (yaml, ", invokes: %u", invokes->min);
}

static void
add_session (GString *yaml, const WorldWorkload *workload)
{
  g_string_append_printf (yaml, ", session: {new: %g, reuse: %s", workload->new_ratio,
                          workload->is_uniform ? "uniform" : "recent");
  if (workload->reuse_window > 0)
    g_string_append_printf (yaml, ", reuse_window: %u", workload->reuse_window);
  add_invokes (yaml, &workload->invokes);
  add_varies (yaml, ", ", "think", &workload->session_think);
  if (workload->stops)
    g_string_append (yaml, ", stop: yes");
  g_string_append_c (yaml, '}');
}

static void
add_choice (GString *yaml, const WorldWorkload *workload)
{
  const char *separator = "";

  if (workload->choose != WORLD_WEIGHTED)
    {
      g_string_append_printf (yaml, ", choose: %s",
                              workload->choose == WORLD_RANDOM ? "random" : "in_turn");
      return;
    }
  g_string_append (yaml, ", weights: [");
  for (guint i = 0; i < workload->n_targets; i++)
    {
      g_string_append_printf (yaml, "%s%u", separator, workload->weights[i]);
      separator = ", ";
    }
  g_string_append_c (yaml, ']');
}

static void
add_requests (GString *yaml, const WorldWorkload *workload)
{
  static const char *const words[] = { "sync", "streaming", "async" };

  if (workload->requests == WORLD_LIMITED)
    add_span (yaml, "request_limit", workload->request_limit_us);
  else
    g_string_append_printf (yaml, ", request_limit: %s",
                            workload->requests == WORLD_UNLIMITED ? "never"
                                                                  : words[workload->requests]);
}

void
add_workload (GString *yaml, const World *world, guint index)
{
  static const char *const kinds[]
      = { "closed", "poisson", "renewal", "windows", "varying", "varying", "bursts", "trace" };
  const WorldWorkload *workload = &world->workloads[index];

  g_string_append_printf (yaml, "  - %s: {name: w%u, target: [", kinds[workload->kind], index);
  for (guint i = 0; i < workload->n_targets; i++)
    {
      g_string_append (yaml, i > 0 ? ", " : "");
      add_target (yaml, world, workload->targets[i]);
    }
  g_string_append_c (yaml, ']');
  if (workload->endpoint > 0)
    g_string_append_printf (yaml, ", endpoint: %s", world_get_endpoint_name (workload->endpoint));
  if (workload->starts_off)
    g_string_append (yaml, ", starts: off");
  add_choice (yaml, workload);
  add_kind (yaml, workload, world->trace_paths[index]);
  if (workload->kind != WORLD_WINDOWS && workload->kind != WORLD_TRACE)
    {
      add_span (yaml, "from", workload->from);
      if (workload->until != WORLD_NEVER)
        add_span (yaml, "until", workload->until);
    }
  if (workload->kind != WORLD_TRACE)
    {
      add_session (yaml, workload);
      add_varies (yaml, ", ", "duration", &workload->duration);
    }
  add_requests (yaml, workload);
  add_varies (yaml, ", ", "busy_after", &workload->busy_after);
  add_varies (yaml, ", ", "think", &workload->think);
  g_string_append (yaml, "}\n");
}
