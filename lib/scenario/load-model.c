/* load-model.c: the model's options, where a scenario sets them */
#include "scenario/load-distribution.h"
#include "scenario/load-values.h"
#include "scenario/loader.h"

/* A longer retention is a typing error: the service documents 8 h. */
#define RETENTION_MEAN_US_MAX (30 * G_TIME_SPAN_DAY)

static const char *const keys[] = { "eni_retention",
                                    "eni_create_delay",
                                    "failed_create_retention",
                                    "ready_delay",
                                    "cold_start",
                                    "teardown",
                                    "teardown_after_stop",
                                    "refusal_time",
                                    "request_limit",
                                    "no_route",
                                    "unreachable_after",
                                    "eni_reuse",
                                    "eni_sharing",
                                    "eni_sharing_across_types",
                                    "ip_order",
                                    "min_cycle",
                                    "stack_delete_gives_up",
                                    "provisioning_conflict",
                                    "control_conflict",
                                    "old_version_release",
                                    "vms_count_while_stopping",
                                    "quota_before_rate",
                                    "limiter_depth",
                                    "retry",
                                    NULL };

const char *const *
enisim_load_model_get_keys (void)
{
  return keys;
}

/* Options that are one distribution each. */
static const struct
{
  const char *key;
  gsize offset;
} distributions[] = {
  { "eni_retention", G_STRUCT_OFFSET (EnisimModelOptions, eni_retention) },
  { "eni_create_delay", G_STRUCT_OFFSET (EnisimModelOptions, eni_create_delay) },
  { "failed_create_retention", G_STRUCT_OFFSET (EnisimModelOptions, failed_create_retention) },
  { "teardown", G_STRUCT_OFFSET (EnisimModelOptions, teardown) },
  { "teardown_after_stop", G_STRUCT_OFFSET (EnisimModelOptions, teardown_after_stop) },
  { "unreachable_after", G_STRUCT_OFFSET (EnisimModelOptions, unreachable_after) },
};

static void
load_distributions (EnisimLoader *loader, const EnisimNodeReader *reader)
{
  for (guint i = 0; i < G_N_ELEMENTS (distributions); i++)
    enisim_load_distribution (
        loader->complaints, enisim_load_field (reader, distributions[i].key),
        G_STRUCT_MEMBER_P (&loader->scenario->options, distributions[i].offset));
}

/* Unless it is set, a teardown after a stop takes as long as any other. */
static void
inherit_teardown (EnisimLoader *loader, const EnisimNodeReader *reader)
{
  EnisimModelOptions *options = &loader->scenario->options;

  if (enisim_load_field (reader, "teardown_after_stop") != NULL)
    return;
  enisim_distribution_clear (&options->teardown_after_stop);
  options->teardown_after_stop = enisim_distribution_copy (&options->teardown);
}

static void
check_retention (EnisimLoader *loader, const EnisimNodeReader *reader)
{
  const EnisimNode *node = enisim_load_field (reader, "eni_retention");

  if (node != NULL
      && enisim_distribution_get_mean_us (&loader->scenario->options.eni_retention)
             > (double) RETENTION_MEAN_US_MAX)
    enisim_complaints_add (loader->complaints, node,
                           "expected a retention of at most 30d on average");
}

/* Copies that are cleared one by one. */
static void
load_several (EnisimLoader *loader, const EnisimNode *node, EnisimDistribution *options, guint n)
{
  EnisimDistribution read = enisim_distribution_constant (0);

  if (!enisim_load_distribution (loader->complaints, node, &read))
    return;
  for (guint i = 0; i < n; i++)
    {
      enisim_distribution_clear (&options[i]);
      options[i] = enisim_distribution_copy (&read);
    }
  enisim_distribution_clear (&read);
}

/* Else one distribution for all of them was meant, if a wrong one. */
static gboolean
has_key_of (const EnisimNode *node, const char *const *words)
{
  for (const EnisimNode *entry = node->first; entry != NULL; entry = entry->next)
    if (g_strv_contains (words, entry->key))
      return TRUE;
  return FALSE;
}

/* What @reader has of @words, each its own. */
static void
load_each (EnisimLoader *loader, const EnisimNodeReader *reader, const char *const *words,
           EnisimDistribution *options)
{
  for (guint i = 0; words[i] != NULL; i++)
    enisim_load_distribution (loader->complaints, enisim_load_field (reader, words[i]),
                              &options[i]);
}

static void
load_cold_start (EnisimLoader *loader, const EnisimNode *node)
{
  static const char *const platform_keys[]
      = { [ENISIM_PLATFORM_V1] = "V1", [ENISIM_PLATFORM_V2] = "V2", NULL };
  EnisimDistribution *options = loader->scenario->options.cold_start;
  EnisimNodeReader reader;

  if (node == NULL || node->kind != ENISIM_NODE_MAPPING || !has_key_of (node, platform_keys))
    {
      load_several (loader, node, options, ENISIM_N_PLATFORMS);
      return;
    }
  reader = enisim_node_read (node, platform_keys, loader->complaints);
  load_each (loader, &reader, platform_keys, options);
}

static void
load_ready_delay (EnisimLoader *loader, const EnisimNode *node)
{
  static const char *const ready_keys[] = {
    [ENISIM_READY_PUBLIC] = "PUBLIC", [ENISIM_READY_VPC] = "VPC", [ENISIM_READY_V2] = "V2", NULL
  };
  EnisimDistribution *options = loader->scenario->options.ready_delay;
  EnisimNodeReader reader;

  if (node == NULL || node->kind != ENISIM_NODE_MAPPING || !has_key_of (node, ready_keys))
    {
      load_several (loader, node, options, ENISIM_N_READY_KINDS);
      return;
    }
  reader = enisim_node_read (node, ready_keys, loader->complaints);
  load_each (loader, &reader, ready_keys, options);
}

/* One for all causes, or each cause its own. */
static void
load_refusal_time (EnisimLoader *loader, const EnisimNode *node)
{
  EnisimDistribution *options = loader->scenario->options.refusal_time;
  const char *causes[ENISIM_N_OUTCOMES + 1] = { NULL };
  EnisimNodeReader reader;
  guint n_causes = 0;

  if (node == NULL)
    return;
  if (node->kind != ENISIM_NODE_MAPPING || enisim_load_distribution_has_kind (node))
    {
      load_several (loader, node, options, ENISIM_N_OUTCOMES);
      return;
    }
  for (guint i = 0; i < ENISIM_N_OUTCOMES; i++)
    if (enisim_outcome_is_refused (i))
      causes[n_causes++] = enisim_outcome_get_name (i);
  reader = enisim_node_read (node, causes, loader->complaints);
  for (guint i = 0; i < ENISIM_N_OUTCOMES; i++)
    if (enisim_outcome_is_refused (i))
      enisim_load_distribution (loader->complaints,
                                enisim_load_field (&reader, enisim_outcome_get_name (i)),
                                &options[i]);
}

static void
load_retry_of (EnisimLoader *loader, const EnisimNode *node, EnisimRetry *retry)
{
  static const char *const retry_keys[] = { "attempts", "base", "cap", NULL };
  EnisimNodeReader reader;

  if (node == NULL)
    return;
  reader = enisim_node_read (node, retry_keys, loader->complaints);
  enisim_load_count (loader->complaints, enisim_load_required (&reader, "attempts"), 1,
                     ENISIM_RETRY_ATTEMPTS_MAX, &retry->attempts);
  enisim_load_span (loader->complaints, enisim_load_field (&reader, "base"), 0,
                    ENISIM_DRAWN_SPAN_MAX, &retry->base_us);
  enisim_load_span (loader->complaints, enisim_load_field (&reader, "cap"), 0,
                    ENISIM_DRAWN_SPAN_MAX, &retry->cap_us);
}

static void
load_retry (EnisimLoader *loader, const EnisimNode *node)
{
  const char *causes[ENISIM_N_OUTCOMES + 1] = { NULL };
  EnisimNodeReader reader;
  guint n_causes = 0;

  if (node == NULL || enisim_load_is_word (node, "none"))
    return;
  for (guint i = 0; i < ENISIM_N_OUTCOMES; i++)
    if (!enisim_outcome_is_admitted (i))
      causes[n_causes++] = enisim_outcome_get_name (i);
  reader = enisim_node_read (node, causes, loader->complaints);
  for (guint i = 0; i < ENISIM_N_OUTCOMES; i++)
    if (!enisim_outcome_is_admitted (i))
      load_retry_of (loader, enisim_load_field (&reader, enisim_outcome_get_name (i)),
                     &loader->scenario->options.retry[i]);
}

/* A span, or the period of each quota as it is written. */
static void
load_limiter_depth (EnisimLoader *loader, const EnisimNode *node)
{
  GTimeSpan *depth_us = &loader->scenario->options.limiter_depth_us;

  if (enisim_load_is_word (node, "period"))
    *depth_us = ENISIM_LIMITER_DEPTH_PERIOD;
  else
    enisim_load_span (loader->complaints, node, 0, ENISIM_LIMITER_DEPTH_US_MAX, depth_us);
}

static void
load_request_limit (EnisimLoader *loader, const EnisimNode *node)
{
  static const char *const limit_keys[]
      = { [ENISIM_REQUEST_SYNC] = "sync", [ENISIM_REQUEST_STREAMING] = "streaming", NULL };
  EnisimNodeReader reader;

  if (node == NULL || !enisim_node_expect (node, ENISIM_NODE_MAPPING, loader->complaints))
    return;
  reader = enisim_node_read (node, limit_keys, loader->complaints);
  for (guint i = 0; i < ENISIM_N_LIMITED_REQUESTS; i++)
    enisim_load_span_or_never (loader->complaints, enisim_load_field (&reader, limit_keys[i]), 1,
                               ENISIM_TIME_NEVER, &loader->scenario->options.request_limit_us[i]);
}

static void
load_choices (EnisimLoader *loader, const EnisimNodeReader *reader)
{
  static const char *const ip_orders[] = { "random", "lowest", NULL };
  static const char *const sharing[] = { "configuration", "per_subnet", NULL };
  static const char *const provisioning[] = { "conflict", "wait", NULL };
  static const char *const control[] = { "wait", "refuse", NULL };
  static const char *const releases[] = { "on_drain", "on_delete", NULL };
  static const char *const no_route[] = { "ignore", "fail", NULL };
  EnisimModelOptions *options = &loader->scenario->options;
  guint choice;

  if (enisim_load_choice (loader->complaints, enisim_load_field (reader, "ip_order"), ip_orders,
                          &choice))
    options->ip_order = choice == 0 ? ENISIM_IP_ORDER_RANDOM : ENISIM_IP_ORDER_LOWEST;
  if (enisim_load_choice (loader->complaints, enisim_load_field (reader, "eni_sharing"), sharing,
                          &choice))
    options->eni_sharing = choice == 0 ? ENISIM_SHARING_CONFIGURATION : ENISIM_SHARING_PER_SUBNET;
  if (enisim_load_choice (loader->complaints, enisim_load_field (reader, "provisioning_conflict"),
                          provisioning, &choice))
    options->provisioning_conflict
        = choice == 0 ? ENISIM_PROVISIONING_CONFLICT : ENISIM_PROVISIONING_WAIT;
  if (enisim_load_choice (loader->complaints, enisim_load_field (reader, "control_conflict"),
                          control, &choice))
    options->control_conflict = choice == 0 ? ENISIM_CONTROL_WAIT : ENISIM_CONTROL_REFUSE;
  if (enisim_load_choice (loader->complaints, enisim_load_field (reader, "old_version_release"),
                          releases, &choice))
    options->old_version_release = choice == 0 ? ENISIM_RELEASE_ON_DRAIN : ENISIM_RELEASE_ON_DELETE;
  if (enisim_load_choice (loader->complaints, enisim_load_field (reader, "no_route"), no_route,
                          &choice))
    options->no_route = choice == 0 ? ENISIM_NO_ROUTE_IGNORE : ENISIM_NO_ROUTE_FAIL;
}

/* In the order of the file. */
static void
note_options (EnisimScenario *scenario, const EnisimNodeReader *reader)
{
  g_autoptr (GPtrArray) given = g_ptr_array_new ();

  for (const EnisimNode *entry = reader->mapping != NULL ? reader->mapping->first : NULL;
       entry != NULL; entry = entry->next)
    if (entry->kind != ENISIM_NODE_NULL && g_strv_contains (keys, entry->key))
      g_ptr_array_add (given, g_strdup (entry->key));
  g_ptr_array_add (given, NULL);
  g_strfreev (scenario->options_given);
  scenario->options_given = (char **) g_ptr_array_steal (given, NULL);
}

void
enisim_load_model (EnisimLoader *loader, const EnisimNode *node)
{
  const EnisimNodeReader reader = enisim_node_read (node, keys, loader->complaints);
  EnisimModelOptions *options = &loader->scenario->options;

  load_distributions (loader, &reader);
  inherit_teardown (loader, &reader);
  check_retention (loader, &reader);
  load_cold_start (loader, enisim_load_field (&reader, "cold_start"));
  load_ready_delay (loader, enisim_load_field (&reader, "ready_delay"));
  load_refusal_time (loader, enisim_load_field (&reader, "refusal_time"));
  load_request_limit (loader, enisim_load_field (&reader, "request_limit"));
  load_choices (loader, &reader);
  enisim_load_boolean (loader->complaints, enisim_load_field (&reader, "eni_reuse"),
                       &options->eni_reuse);
  enisim_load_boolean (loader->complaints, enisim_load_field (&reader, "eni_sharing_across_types"),
                       &options->eni_sharing_across_types);
  enisim_load_boolean (loader->complaints, enisim_load_field (&reader, "vms_count_while_stopping"),
                       &options->vms_count_while_stopping);
  enisim_load_boolean (loader->complaints, enisim_load_field (&reader, "quota_before_rate"),
                       &options->quota_before_rate);
  load_limiter_depth (loader, enisim_load_field (&reader, "limiter_depth"));
  load_retry (loader, enisim_load_field (&reader, "retry"));
  enisim_load_span (loader->complaints, enisim_load_field (&reader, "min_cycle"), 1,
                    ENISIM_TIME_MAX, &options->min_cycle_us);
  enisim_load_span (loader->complaints, enisim_load_field (&reader, "stack_delete_gives_up"), 0,
                    ENISIM_TIME_MAX, &options->stack_delete_gives_up_us);
  note_options (loader->scenario, &reader);
}
