/* world-yaml.c: a world as a scenario file */
#include "world/world-dice.h"

static void
add_span (GString *yaml, const char *key, gint64 us)
{
  g_string_append_printf (yaml, ", %s: %" G_GINT64_FORMAT "us", key, us);
}

static void
add_varies (GString *yaml, const char *separator, const char *key, const WorldVaries *varies)
{
  if (varies->text[0] != '\0')
    g_string_append_printf (yaml, "%s%s: %s", separator, key, varies->text);
}

static void
add_quota (GString *yaml, const char *key, guint quota)
{
  if (quota == 0)
    g_string_append_printf (yaml, "  %s: unlimited\n", key);
  else
    g_string_append_printf (yaml, "  %s: %u\n", key, quota);
}

static void
add_rate (GString *yaml, const char *key, const WorldRate *rate)
{
  static const char *const scopes[] = { "account", "agent", "endpoint" };
  const char *unit = rate->per_us == G_TIME_SPAN_MINUTE ? "min" : "s";

  if (rate->n == 0)
    return;
  if (rate->has_scope)
    g_string_append_printf (yaml, "%s: {rate: %u/%s, scope: %s}\n", key, rate->n, unit,
                            scopes[rate->scope]);
  else
    g_string_append_printf (yaml, "%s: %u/%s\n", key, rate->n, unit);
}

static void
add_rates (GString *yaml, const World *world)
{
  static const char *const profiles[WORLD_N_PROFILES]
      = { "2025-08", "2025-10-31", "2026-06", "2026-08" };

  if (world->profile != WORLD_NO_PROFILE)
    g_string_append_printf (yaml, "  profile: %s\n", profiles[world->profile]);
  add_rate (yaml, "  invoke_rate", &world->invoke_rate);
  if (world->new_rates == WORLD_NEW_RATE_SHARED)
    add_rate (yaml, "  new_session_rate", &world->new_rate[WORLD_CODE]);
  if (world->new_rates != WORLD_NEW_RATES_APART)
    return;
  g_string_append (yaml, "  new_session_rate:\n");
  add_rate (yaml, "    code", &world->new_rate[WORLD_CODE]);
  add_rate (yaml, "    container", &world->new_rate[WORLD_CONTAINER]);
}

static void
add_head (GString *yaml, const World *world)
{
  if (!world->ends_with_traces)
    g_string_append_printf (yaml, "horizon: %" G_GINT64_FORMAT "us\n", world->horizon);
  if (world->start != NULL)
    g_string_append_printf (yaml, "start: %s\n", world->start);
  if (world->warm_up > 0)
    g_string_append_printf (yaml, "warm_up: %" G_GINT64_FORMAT "us\n", world->warm_up);
  if (world->sample_us > 0)
    g_string_append_printf (yaml, "samples: %" G_GINT64_FORMAT "us\n", world->sample_us);
  g_string_append (yaml, "quotas:\n");
  if (!world->has_limits)
    {
      g_string_append (yaml, "  limits: off\n");
      return;
    }
  add_quota (yaml, "max_vms", world->max_vms);
  add_quota (yaml, "enis_per_az", world->enis_per_az);
  if (world->security_groups > 0)
    g_string_append_printf (yaml, "  security_groups: %u\n", world->security_groups);
  if (world->sgs_per_eni > 0)
    g_string_append_printf (yaml, "  sgs_per_eni: %u\n", world->sgs_per_eni);
  add_rates (yaml, world);
}

static const char *const causes[WORLD_N_REFUSALS]
    = { "not_ready", "conflict", "quota", "throttled_invoke", "throttled_new", "unreachable" };

static void
add_refusals (GString *yaml, const World *world)
{
  g_string_append (yaml, "\n  refusal_time:");
  for (guint i = 0; i < WORLD_UNREACHED; i++)
    add_varies (yaml, "\n    ", causes[i], &world->refusal_time[i]);
  if (HAS_RETRY)
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

static void
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
  add_varies (yaml, separator, "eni_retention", &world->eni_retention);
  add_varies (yaml, separator, "eni_create_delay", &world->eni_create_delay);
  add_varies (yaml, separator, "failed_create_retention", &world->failed_create_retention);
  add_varies (yaml, separator, "ready_delay", &world->ready_delay);
  if (HAS_B)
    add_request_limits (yaml, world);
  if (world->fails_without_route)
    g_string_append (yaml, "\n  no_route: fail");
  if (HAS_B)
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

static void
add_subnets (GString *yaml, const World *world, guint set)
{
  const char *separator = "";

  g_string_append_c (yaml, '[');
  for (guint i = 0; i < world->n_subnets; i++)
    if (set & 1u << i)
      {
        g_string_append_printf (yaml, "%s%s", separator, world->subnets[i].name);
        separator = ", ";
      }
  g_string_append_c (yaml, ']');
}

static void
add_groups (GString *yaml, const World *world, guint set)
{
  const char *separator = "";

  g_string_append_c (yaml, '[');
  for (guint i = 0; i < world->n_groups; i++)
    if (set & 1u << i)
      {
        g_string_append_printf (yaml, "%s%s", separator, world->group_names[i]);
        separator = ", ";
      }
  g_string_append_c (yaml, ']');
}

static void
add_holders (GString *yaml, const World *world)
{
  static const char *const services[WORLD_N_SERVICES]
      = { "s3", "logs", "ecr.api", "ecr.dkr", "monitoring" };

  g_string_append (yaml, "  endpoints:\n");
  for (guint i = 0; i < world->n_endpoints; i++)
    {
      const WorldEndpoint *endpoint = &world->endpoints[i];

      g_string_append_printf (yaml, "    - {service: %s, type: %s", services[endpoint->service],
                              endpoint->is_gateway ? "gateway" : "interface");
      if (endpoint->subnets != 0)
        {
          g_string_append (yaml, ", subnets: ");
          add_subnets (yaml, world, endpoint->subnets);
        }
      g_string_append (yaml, "}\n");
    }
  g_string_append (yaml, "  nat_gateways:\n");
  for (guint i = 0; i < world->n_nats; i++)
    g_string_append_printf (yaml, "    - {subnet: %s}\n", world->subnets[world->nats[i]].name);
}

static void
add_vpc (GString *yaml, const World *world)
{
  g_string_append (yaml, "vpc:\n  cidr: 10.0.0.0/16\n  subnets:\n");
  for (guint i = 0; i < world->n_subnets; i++)
    {
      const WorldSubnet *subnet = &world->subnets[i];

      g_string_append_printf (yaml, "    %s: {cidr: 10.0.%u.%u/%u, background: %u", subnet->name,
                              subnet->network >> 8 & 0xff, subnet->network & 0xff, subnet->prefix,
                              subnet->background);
      if (world->az_ids[subnet->az] != NULL)
        g_string_append_printf (yaml, ", az_id: %s}\n", world->az_ids[subnet->az]);
      else
        g_string_append_printf (yaml, ", az: z%u}\n", subnet->az);
    }
  g_string_append (yaml, "  security_groups: ");
  add_groups (yaml, world, (1u << world->n_groups) - 1);
  g_string_append_c (yaml, '\n');
  add_holders (yaml, world);
}

static void
add_endpoints (GString *yaml, guint set)
{
  const char *separator = "";

  g_string_append (yaml, ", endpoints: [");
  for (guint i = 1; i < WORLD_ENDPOINT_NAMES; i++)
    if (set & 1u << i)
      {
        g_string_append_printf (yaml, "%s%s", separator, world_get_endpoint_name (i));
        separator = ", ";
      }
  g_string_append_c (yaml, ']');
}

static void
add_item (GString *yaml, const World *world, const WorldItem *item)
{
  g_string_append_printf (yaml, "  - {name: %s, platform: %s, artifact: %s", item->name,
                          item->is_v2 ? "V2" : "V1", item->is_container ? "container" : "code");
  if (item->count > 0)
    g_string_append_printf (yaml, ", count: %u", item->count);
  if (item->subnets != 0)
    {
      g_string_append (yaml, ", subnets: ");
      add_subnets (yaml, world, item->subnets);
      g_string_append (yaml, ", security_groups: ");
      add_groups (yaml, world, item->groups);
    }
  if (item->endpoints != 0)
    add_endpoints (yaml, item->endpoints);
  if (item->create_at == WORLD_NEVER)
    g_string_append (yaml, ", create_at: never");
  else
    add_span (yaml, "create_at", item->create_at);
  if (item->idle_timeout_us != WORLD_NEVER)
    add_span (yaml, "idle_timeout", item->idle_timeout_us);
  if (item->max_lifetime_us != WORLD_NEVER)
    add_span (yaml, "max_lifetime", item->max_lifetime_us);
  if (item->says_egress)
    g_string_append_printf (yaml, ", egress: %s", item->has_egress ? "yes" : "no");
  if (item->unhealthy_stop_us != WORLD_NEVER)
    add_span (yaml, "unhealthy_stop", item->unhealthy_stop_us);
  g_string_append (yaml, "}\n");
}

static void
add_target (GString *yaml, const World *world, WorldTarget target)
{
  g_string_append (yaml, world->items[target.item].name);
  if (target.member >= 0)
    g_string_append_printf (yaml, "_%d", target.member);
}

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

/* @path: of a trace's file, if that is written */
static void
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

static void
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
  if (HAS_B)
    add_requests (yaml, workload);
  if (HAS_B)
    add_varies (yaml, ", ", "busy_after", &workload->busy_after);
  add_varies (yaml, ", ", "think", &workload->think);
  g_string_append (yaml, "}\n");
}

static void
add_stack_gap (GString *yaml, const WorldChurn *churn)
{
  if (churn->every_us > 0)
    add_span (yaml, "every", churn->every_us);
  else if (churn->gap.cv < 0)
    {
      g_string_append (yaml, ", ");
      add_gap (yaml, &churn->gap);
    }
  else
    {
      g_string_append (yaml, ", renewal: {");
      add_gap (yaml, &churn->gap);
      g_string_append_c (yaml, '}');
    }
}

static void
add_churn (GString *yaml, const World *world, const WorldChurn *churn)
{
  g_string_append_printf (yaml, "  - %s: {name: %s, runtimes: %u",
                          churn->kind == WORLD_STACKS ? "stacks" : "blue_green", churn->name,
                          churn->n_runtimes);
  add_stack_gap (yaml, churn);
  add_span (yaml, "from", churn->from);
  if (churn->until != WORLD_NEVER)
    add_span (yaml, "until", churn->until);
  if (churn->kind == WORLD_STACKS)
    add_varies (yaml, ", ", "lifetime", &churn->lifetime);
  else
    add_span (yaml, "overlap", churn->overlap_us);
  g_string_append (yaml, ", subnets: ");
  add_subnets (yaml, world, churn->subnets);
  g_string_append_printf (yaml, ", security_group: %s",
                          churn->has_own_group ? "own" : world->group_names[churn->group]);
  if (churn->has_own_group)
    g_string_append_printf (yaml, ", cleanup: %s", churn->is_orphaned ? "orphaned" : "swept");
  g_string_append (yaml, "}\n");
}

static void
add_update (GString *yaml, const World *world, const WorldEntry *entry)
{
  if (entry->to_public)
    g_string_append (yaml, ", network: PUBLIC");
  if (entry->subnets != 0)
    {
      g_string_append (yaml, ", subnets: ");
      add_subnets (yaml, world, entry->subnets);
    }
  if (entry->groups != 0)
    {
      g_string_append (yaml, ", security_groups: ");
      add_groups (yaml, world, entry->groups);
    }
}

static void
add_entry (GString *yaml, const World *world, const WorldEntry *entry)
{
  static const char *const verbs[] = { "create", "delete", "update", "point", "delete_endpoint" };

  g_string_append_printf (yaml, "  - {at: %" G_GINT64_FORMAT "us, %s: ", entry->at,
                          verbs[entry->verb]);
  add_target (yaml, world, entry->target);
  if (entry->verb == WORLD_UPDATE)
    add_update (yaml, world, entry);
  if (entry->verb == WORLD_POINT || entry->verb == WORLD_DELETE_ENDPOINT)
    g_string_append_printf (yaml, ", endpoint: %s", world_get_endpoint_name (entry->endpoint));
  if (entry->verb == WORLD_POINT)
    g_string_append_printf (yaml, ", version: %u", entry->version);
  g_string_append (yaml, "}\n");
}

char *
world_to_yaml (const World *world)
{
  GString *yaml = g_string_new (NULL);

  add_head (yaml, world);
  add_model (yaml, world);
  add_vpc (yaml, world);
  g_string_append (yaml, "runtimes:\n");
  for (guint i = 0; i < world->n_items; i++)
    add_item (yaml, world, &world->items[i]);
  g_string_append (yaml, "workloads:\n");
  for (guint i = 0; i < world->n_workloads; i++)
    add_workload (yaml, world, i);
  if (world->n_churns > 0)
    g_string_append (yaml, "churn:\n");
  for (guint i = 0; i < world->n_churns; i++)
    add_churn (yaml, world, &world->churns[i]);
  if (world->n_entries > 0)
    g_string_append (yaml, "timeline:\n");
  for (guint i = 0; i < world->n_entries; i++)
    add_entry (yaml, world, &world->entries[i]);
  return g_string_free (yaml, FALSE);
}
