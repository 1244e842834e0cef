/* yaml-model.c: what is at the top of a file, and the options of the model */
#include "world/yaml-parts.h"

void
add_head (GString *yaml, const World *world)
{
  static const char *const profiles[WORLD_N_PROFILES]
      = { "2025-08", "2025-10-31", "2026-06", "2026-08" };

  if (!world->ends_with_traces)
    g_string_append_printf (yaml, "horizon: %" G_GINT64_FORMAT "us\n", world->horizon);
  if (world->start != NULL)
    g_string_append_printf (yaml, "start: %s\n", world->start);
  if (world->warm_up > 0)
    g_string_append_printf (yaml, "warm_up: %" G_GINT64_FORMAT "us\n", world->warm_up);
  if (world->sample_us > 0)
    g_string_append_printf (yaml, "samples: %" G_GINT64_FORMAT "us\n", world->sample_us);
  g_string_append (yaml, "quotas: {");
  if (!world->has_limits)
    {
      g_string_append (yaml, "limits: off}\n");
      return;
    }
  add_quota (yaml, "max_vms", world->quotas.max_vms);
  add_quota (yaml, ", enis_per_az", world->quotas.enis_per_az);
  if (world->profile != WORLD_NO_PROFILE)
    g_string_append_printf (yaml, ", profile: %s", profiles[world->profile]);
  add_quotas (yaml, &world->quotas);
  g_string_append (yaml, "}\n");
}

static const char *const causes[WORLD_N_REFUSALS]
    = { "not_ready",     "conflict",   "quota",      "throttled_invoke",
        "throttled_new", "tool_quota", "unreachable" };

static void
add_refusals (GString *yaml, const World *world)
{
  g_string_append (yaml, "\n  refusal_time:");
  for (guint i = 0; i < WORLD_UNREACHED; i++)
    add_varies (yaml, "\n    ", causes[i], &world->refusal_time[i]);
  g_string_append (yaml, "\n  retry:");
  for (guint i = 0; i < WORLD_N_REFUSALS; i++)
    if (world->retry[i].attempts > 0)
      g_string_append_printf (
          yaml,
          "\n    %s: {attempts: %u, base: %" G_GINT64_FORMAT "us, cap: %" G_GINT64_FORMAT "us}",
          causes[i], world->retry[i].attempts, world->retry[i].base_us, world->retry[i].cap_us);
}

static void
add_request_limits (GString *yaml, const World *world)
{
  g_string_append (yaml, "\n  request_limit:");
  if (world->sync_limit_us != WORLD_NEVER)
    g_string_append_printf (yaml, "\n    sync: %" G_GINT64_FORMAT "us", world->sync_limit_us);
  if (world->streaming_limit_us != WORLD_NEVER)
    g_string_append_printf (yaml, "\n    streaming: %" G_GINT64_FORMAT "us",
                            world->streaming_limit_us);
}

void
add_model (GString *yaml, const World *world)
{
  static const char separator[] = "\n  ";

  g_string_append_printf (yaml,
                          "model:\n  min_cycle: %" G_GINT64_FORMAT "us\n  ip_order: %s\n"
                          "  provisioning_conflict: %s\n  control_conflict: %s\n"
                          "  eni_reuse: %s\n  vms_count_while_stopping: %s"
                          "%s%s",
                          world->min_cycle_us, world->is_lowest ? "lowest" : "random",
                          world->waits_for_provisioning ? "wait" : "conflict",
                          world->refuses_control ? "refuse" : "wait",
                          world->reuses_enis ? "yes" : "no", world->counts_stopping ? "yes" : "no",
                          world->releases_on_delete ? "\n  old_version_release: on_delete" : "",
                          world->shares_per_subnet ? "\n  eni_sharing: per_subnet" : "");
  if (!world->shares_across_types)
    g_string_append (yaml, "\n  eni_sharing_across_types: no");
  add_varies (yaml, separator, "eni_retention", &world->eni_retention);
  add_varies (yaml, separator, "eni_create_delay", &world->eni_create_delay);
  add_varies (yaml, separator, "failed_create_retention", &world->failed_create_retention);
  add_varies (yaml, separator, "ready_delay", &world->ready_delay);
  add_request_limits (yaml, world);
  if (world->fails_without_route)
    g_string_append (yaml, "\n  no_route: fail");
  add_varies (yaml, separator, "unreachable_after", &world->unreachable_after);
  if (world->checks_quota_first)
    g_string_append (yaml, "\n  quota_before_rate: yes");
  if (world->limiter_depth_us != WORLD_NEVER)
    g_string_append_printf (yaml, "\n  limiter_depth: %" G_GINT64_FORMAT "us",
                            world->limiter_depth_us);
  add_varies (yaml, separator, "stack_delete_gives_up", &world->gives_up);
  add_varies (yaml, separator, "cold_start", &world->cold_start);
  add_varies (yaml, separator, "teardown", &world->teardown);
  add_varies (yaml, separator, "teardown_after_stop", &world->teardown_after_stop);
  add_refusals (yaml, world);
  g_string_append_c (yaml, '\n');
}
