/* yaml-quotas.c: quotas as a file says them */
#include "world/yaml-parts.h"

void
add_quota (GString *yaml, const char *key, guint quota)
{
  if (quota == 0)
    g_string_append_printf (yaml, "%s: unlimited", key);
  else
    g_string_append_printf (yaml, "%s: %u", key, quota);
}

static void
add_rate (GString *yaml, const char *key, const WorldRate *rate)
{
  static const char *const scopes[] = { "account", "agent", "endpoint" };
  const char *unit = rate->per_us == G_TIME_SPAN_MINUTE ? "min" : "s";

  if (rate->n == 0)
    return;
  if (rate->has_scope)
    g_string_append_printf (yaml, "%s: {rate: %u/%s, scope: %s}", key, rate->n, unit,
                            scopes[rate->scope]);
  else
    g_string_append_printf (yaml, "%s: %u/%s", key, rate->n, unit);
}

static void
add_rates (GString *yaml, const WorldQuotas *quotas)
{
  add_rate (yaml, ", invoke_rate", &quotas->invoke_rate);
  if (quotas->new_rates == WORLD_NEW_RATE_SHARED)
    add_rate (yaml, ", new_session_rate", &quotas->new_rate[WORLD_CODE]);
  if (quotas->new_rates != WORLD_NEW_RATES_APART)
    return;
  g_string_append (yaml, ", new_session_rate: {");
  add_rate (yaml, "code", &quotas->new_rate[WORLD_CODE]);
  add_rate (yaml, ", container", &quotas->new_rate[WORLD_CONTAINER]);
  g_string_append_c (yaml, '}');
}

void
add_count (GString *yaml, const char *key, guint quota)
{
  if (quota > 0)
    g_string_append_printf (yaml, ", %s: %u", key, quota);
}

void
add_quotas (GString *yaml, const WorldQuotas *quotas)
{
  add_count (yaml, "agents", quotas->agents);
  add_count (yaml, "versions", quotas->versions);
  add_count (yaml, "endpoints", quotas->endpoints);
  add_count (yaml, "browser_sessions", quotas->tool_sessions[WORLD_BROWSER]);
  add_count (yaml, "code_interpreter_sessions", quotas->tool_sessions[WORLD_CODE_INTERPRETER]);
  add_count (yaml, "security_groups", quotas->security_groups);
  add_count (yaml, "sgs_per_eni", quotas->sgs_per_eni);
  add_rates (yaml, quotas);
}
