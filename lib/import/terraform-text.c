/* terraform-text.c: bytes that are no plan in JSON, and parts of a plan that nobody reads */
#include <string.h>

#include "import/terraform-names.h"
#include "import/terraform.h"

enum
{
  LOOKED_AT_BYTES = 64 * 1024 /* for what tells a text from others */
};

#define SHOW_COMMAND "`terraform show -json PLANFILE`"
#define PLAN_COMMANDS "`terraform plan -out PLANFILE` and then " SHOW_COMMAND

static gboolean
has_text (const guint8 *bytes, gsize n_bytes, const char *text)
{
  return g_strstr_len ((const char *) bytes, (gssize) MIN (n_bytes, LOOKED_AT_BYTES), text) != NULL;
}

static gboolean
begins_with (const guint8 *bytes, gsize n_bytes, const char *text)
{
  return n_bytes >= strlen (text) && memcmp (bytes, text, strlen (text)) == 0;
}

/* Whether a line begins a block as Terraform's language has it: `resource "aws_vpc" "main" {`. */
static gboolean
is_configuration (const guint8 *bytes, gsize n_bytes)
{
  static const char *const blocks[] = { "resource \"", "data \"",   "module \"",   "variable \"",
                                        "provider \"", "output \"", "terraform {", "locals {" };

  for (guint i = 0; i < G_N_ELEMENTS (blocks); i++)
    {
      g_autofree char *line = g_strconcat ("\n", blocks[i], NULL);

      if (begins_with (bytes, n_bytes, blocks[i]) || has_text (bytes, n_bytes, line))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_plan_text (const guint8 *bytes, gsize n_bytes)
{
  static const char *const phrases[]
      = { "will perform the following actions:", "used the selected providers to generate",
          "No changes. Your infrastructure matches" };

  for (guint i = 0; i < G_N_ELEMENTS (phrases); i++)
    if (has_text (bytes, n_bytes, phrases[i]))
      return TRUE;
  return FALSE;
}

const char *
enisim_terraform_refuse (const char *name, const guint8 *bytes, gsize n_bytes)
{
  gsize i = 0;

  if (begins_with (bytes, n_bytes, "PK\x03\x04"))
    return "a plan in Terraform's own binary form: take what " SHOW_COMMAND " prints";
  while (i < n_bytes && g_ascii_isspace (bytes[i]))
    i++;
  if (begins_with (bytes + i, n_bytes - i, "{\"@level\""))
    return "messages of `terraform plan -json`, not the plan: take what " PLAN_COMMANDS " print";
  if (i < n_bytes && (bytes[i] == '{' || bytes[i] == '['))
    return NULL;
  if (g_str_has_suffix (name, ".tf") || is_configuration (bytes, n_bytes))
    return "a configuration of Terraform, not a plan: take what " PLAN_COMMANDS " print";
  if (is_plan_text (bytes, n_bytes))
    return "a plan as a text for people: take what " SHOW_COMMAND " prints";
  return NULL;
}

/* For a mapping that is not indexed yet. */
static const EnisimNode *
find (const EnisimNode *mapping, const char *key)
{
  for (const EnisimNode *child = mapping->first; child; child = child->next)
    if (child->key && strcmp (child->key, key) == 0)
      return child;
  return NULL;
}

static gboolean
is_one_of (const char *key, const char *const *keys)
{
  for (; *keys; keys++)
    if (strcmp (key, *keys) == 0)
      return TRUE;
  return FALSE;
}

gboolean
enisim_terraform_is_idle (const EnisimNode *resource)
{
  const EnisimNode *type = find (resource, "type");

  return type && type->kind == ENISIM_NODE_SCALAR && enisim_terraform_takes_none (type->text)
         && !enisim_terraform_find_type (type->text) && !enisim_terraform_find_extra (type->text);
}

static gboolean
is_managed (const EnisimNode *resource)
{
  const EnisimNode *mode = find (resource, "mode");

  return mode && mode->kind == ENISIM_NODE_SCALAR && strcmp (mode->text, "managed") == 0;
}

/* The states before and after a change are told a second time by what is planned. */
static gboolean
skips_in_change (const EnisimNode *change, const char *key)
{
  static const char *const keys[] = { "before",           "after",           "before_sensitive",
                                      "after_sensitive",  "before_identity", "after_identity",
                                      "generated_config", "replace_paths",   NULL };

  return is_one_of (key, keys)
         || (strcmp (key, "after_unknown") == 0 && change->parent
             && enisim_terraform_is_idle (change->parent));
}

/* @section: "planned_values", "prior_state", "configuration", "resource_changes" */
static gboolean
skips_in_resource (const EnisimNode *resource, const char *section, const char *key)
{
  static const char *const keys[] = {
    "provider_name", "schema_version", "sensitive_values",        "identity",        "depends_on",
    "provisioners",  "action_reason",  "identity_schema_version", "identity_values", NULL
  };

  if (is_one_of (key, keys))
    return TRUE;
  if (strcmp (key, "values") == 0)
    return is_managed (resource)
           && (enisim_terraform_is_idle (resource) || strcmp (section, "prior_state") == 0);
  if (strcmp (key, "expressions") == 0 || strcmp (key, "change") == 0)
    return is_managed (resource) && enisim_terraform_is_idle (resource);
  return FALSE;
}

/* Tags come twice, and but one of them is a name. */
static gboolean
skips_in_values (const EnisimNode *values, const char *key)
{
  static const char *const keys[] = { "tags_all", "timeouts", NULL };

  if (g_strcmp0 (values->key, "values") == 0 || g_strcmp0 (values->key, "after_unknown") == 0)
    return is_one_of (key, keys);
  return g_strcmp0 (values->key, "tags") == 0 && strcmp (key, "Name") != 0;
}

gboolean
enisim_terraform_skips (const EnisimNode *mapping, const char *key)
{
  static const char *const keys[] = { "resource_drift",
                                      "relevant_attributes",
                                      "provider_schemas",
                                      "checks",
                                      "output_changes",
                                      "proposed_unknown",
                                      NULL };
  const EnisimNode *list = mapping->parent, *top = mapping;

  while (top->parent && top->parent->parent)
    top = top->parent;
  if (!find (top->parent ? top->parent : top, "format_version"))
    return FALSE;
  if (!top->parent)
    return is_one_of (key, keys);
  if (!top->key)
    return FALSE;
  if (g_strcmp0 (mapping->key, "change") == 0)
    return skips_in_change (mapping, key);
  if (list->kind == ENISIM_NODE_SEQUENCE
      && (g_strcmp0 (list->key, "resources") == 0
          || (list == top && strcmp (list->key, "resource_changes") == 0)))
    return skips_in_resource (mapping, top->key, key);
  return strcmp (top->key, "configuration") != 0 && skips_in_values (mapping, key);
}
