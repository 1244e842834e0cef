/* load-quotas.c: the account's limits: a profile, and what the scenario says instead */
#include "scenario/load-values.h"
#include "scenario/loader.h"

#include "base/number-text.h"
#include "base/span-text.h"

#include <string.h>

/* Whole numbers only, which a token bucket counts exactly: 0.5/s is 30/min. */
static gboolean
parse_rate (const char *text, EnisimRateQuota *quota)
{
  const char *slash = strchr (text, '/');
  g_autofree char *number_text = NULL;
  const char *reason;
  guint64 number;
  GTimeSpan unit_us;

  if (slash == NULL)
    return FALSE;
  number_text = g_strndup (text, (gsize) (slash - text));
  if (!enisim_whole_parse (number_text, 1, ENISIM_RATE_QUOTA_MAX, &number, &reason)
      || !enisim_span_unit_parse (slash + 1, strlen (slash + 1), &unit_us, &reason))
    return FALSE;
  quota->n = (guint32) number;
  quota->per_us = unit_us;
  return TRUE;
}

static gboolean
load_rate_text (EnisimLoader *loader, const EnisimNode *node, EnisimRateQuota *quota)
{
  g_autofree char *got = NULL;

  if (!enisim_node_expect (node, ENISIM_NODE_SCALAR, loader->complaints))
    return FALSE;
  if (enisim_load_is_word (node, "unlimited"))
    {
      *quota = (EnisimRateQuota){ .n = ENISIM_QUOTA_UNLIMITED, .per_us = G_TIME_SPAN_SECOND };
      return TRUE;
    }
  if (parse_rate (node->text, quota))
    return TRUE;
  got = enisim_load_quote (node->text);
  enisim_complaints_add (loader->complaints, node,
                         "expected 1 to %d a unit, such as 25/s or 100/min, or unlimited, got %s",
                         ENISIM_RATE_QUOTA_MAX, got);
  return FALSE;
}

/* A rate, or a rate and its scope. */
static void
load_rate (EnisimLoader *loader, const EnisimNode *node, EnisimRate rate, EnisimQuotaChange *change)
{
  static const char *const rate_keys[] = { "rate", "scope", NULL };
  static const char *const scopes[] = { "account", "agent", "endpoint", NULL };
  const EnisimNode *text = node;
  EnisimRateQuota *quota = &change->values.rates[rate];
  guint scope;

  if (node == NULL)
    return;
  if (node->kind == ENISIM_NODE_MAPPING)
    {
      const EnisimNodeReader reader = enisim_node_read (node, rate_keys, loader->complaints);

      text = enisim_load_required (&reader, "rate");
      change->has_scope[rate] = enisim_load_choice (
          loader->complaints, enisim_load_field (&reader, "scope"), scopes, &scope);
    }
  change->has_rate[rate] = load_rate_text (loader, text, quota);
  if (change->has_scope[rate])
    quota->scope = (EnisimRateScope) scope;
}

/* One for all new sessions, or one for each kind of artifact. */
static void
load_new_session_rate (EnisimLoader *loader, const EnisimNode *node, EnisimQuotaChange *change)
{
  static const char *const artifact_keys[] = { "container", "code", NULL };
  const EnisimRate code = ENISIM_RATE_NEW_CODE, container = ENISIM_RATE_NEW_CONTAINER;

  if (node == NULL)
    return;
  change->has_new_rate_shared = TRUE;
  if (node->kind == ENISIM_NODE_MAPPING
      && (enisim_node_get (node, "container") != NULL || enisim_node_get (node, "code") != NULL))
    {
      const EnisimNodeReader reader = enisim_node_read (node, artifact_keys, loader->complaints);

      load_rate (loader, enisim_load_field (&reader, "container"), container, change);
      load_rate (loader, enisim_load_field (&reader, "code"), code, change);
      return;
    }
  change->values.is_new_rate_shared = TRUE;
  load_rate (loader, node, code, change);
  change->values.rates[container] = change->values.rates[code];
  change->has_rate[container] = change->has_rate[code];
  change->has_scope[container] = change->has_scope[code];
}

static void
load_fields (EnisimLoader *loader, const EnisimNodeReader *reader, EnisimQuotaChange *change)
{
  const EnisimCountQuota *counts = enisim_quotas_get_counts ();

  for (guint i = 0; i < ENISIM_N_COUNT_QUOTAS; i++)
    {
      const EnisimNode *node = enisim_load_field (reader, counts[i].key);
      guint32 *value = G_STRUCT_MEMBER_P (&change->values, counts[i].offset);

      if (counts[i].max == 0)
        change->has_count[i] = enisim_load_quota (loader->complaints, node, value);
      else
        change->has_count[i]
            = enisim_load_count (loader->complaints, node, 0, counts[i].max, value);
    }
  load_rate (loader, enisim_load_field (reader, "invoke_rate"), ENISIM_RATE_INVOKE, change);
  load_new_session_rate (loader, enisim_load_field (reader, "new_session_rate"), change);
}

static void
load_profile (EnisimLoader *loader, const EnisimNode *node)
{
  EnisimScenario *scenario = loader->scenario;
  const char *date = ENISIM_QUOTA_PROFILE_DEFAULT;
  const char *reason;
  g_autofree char *got = NULL;

  if (node != NULL && enisim_node_expect (node, ENISIM_NODE_SCALAR, loader->complaints))
    date = node->text;
  if (enisim_quotas_init_from_profile (&scenario->quotas, date, scenario->region, &reason))
    {
      scenario->quota_profile = g_strdup (date);
      return;
    }
  enisim_quotas_init_unlimited (&scenario->quotas); /* nothing more to complain of */
  got = enisim_load_quote (date);
  enisim_complaints_add (loader->complaints, node, "%s, got %s", reason, got);
}

/* A value that `limits: off` would ignore is more likely to be wanted than not. */
static void
refuse_ignored (EnisimLoader *loader, const EnisimNodeReader *reader)
{
  for (const EnisimNode *entry = reader->mapping->first; entry != NULL; entry = entry->next)
    if (entry->kind != ENISIM_NODE_NULL && g_strv_contains (reader->keys, entry->key)
        && strcmp (entry->key, "profile") != 0 && strcmp (entry->key, "limits") != 0)
      enisim_complaints_add_key (loader->complaints, entry, "%s means nothing beside limits: off",
                                 entry->key);
}

void
enisim_load_quotas (EnisimLoader *loader, const EnisimNode *node)
{
  static const char *const keys[] = { "profile",
                                      "limits",
                                      "max_vms",
                                      "enis_per_az",
                                      "agents",
                                      "versions",
                                      "endpoints",
                                      "security_groups",
                                      "sgs_per_eni",
                                      "browser_sessions",
                                      "code_interpreter_sessions",
                                      "invoke_rate",
                                      "new_session_rate",
                                      NULL };
  const EnisimNodeReader reader = enisim_node_read (node, keys, loader->complaints);
  EnisimScenario *scenario = loader->scenario;
  EnisimQuotaChange change = { .has_new_rate_shared = FALSE };

  scenario->has_limits = TRUE;
  load_profile (loader, enisim_load_field (&reader, "profile"));
  enisim_load_boolean (loader->complaints, enisim_load_field (&reader, "limits"),
                       &scenario->has_limits);
  load_fields (loader, &reader, &change);
  enisim_quotas_apply (&scenario->quotas, &change);
  if (scenario->has_limits)
    return;
  refuse_ignored (loader, &reader);
  enisim_quotas_init_unlimited (&scenario->quotas);
}

void
enisim_load_quota_change (EnisimLoader *loader, const EnisimNode *node, EnisimQuotaChange *change)
{
  static const char *const change_keys[]
      = { "max_vms",     "enis_per_az",      "agents",
          "versions",    "endpoints",        "security_groups",
          "sgs_per_eni", "browser_sessions", "code_interpreter_sessions",
          "invoke_rate", "new_session_rate", NULL };
  const EnisimNodeReader reader = enisim_node_read (node, change_keys, loader->complaints);

  *change = (EnisimQuotaChange){ .has_new_rate_shared = FALSE };
  load_fields (loader, &reader, change);
}
