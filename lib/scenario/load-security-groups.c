/* load-security-groups.c: the security groups, and which of them their rules name */
#include "scenario/load-values.h"
#include "scenario/loader.h"

static void
add_name (EnisimLoader *loader, const EnisimNode *node, const char *name)
{
  EnisimLoadNames *names = &loader->security_groups;

  names->lacks_some |= name == NULL;
  if (name != NULL && !enisim_load_names_add (names, name, names->names->len))
    enisim_complaints_add (loader->complaints, node, "security group '%s' is named twice", name);
}

/* A VPC that could not be made: nothing that a run does adds to these. */
static void
check_quota (EnisimLoader *loader, const EnisimNode *node)
{
  const EnisimScenario *scenario = loader->scenario;
  const guint32 quota = scenario->quotas.security_groups;

  if (scenario->n_security_groups > quota)
    enisim_complaints_add (loader->complaints, node,
                           "%u security groups are too many, at most %u by quotas.security_groups",
                           scenario->n_security_groups, quota);
}

static void
store (EnisimLoader *loader)
{
  EnisimScenario *scenario = loader->scenario;
  const GPtrArray *names = loader->security_groups.names;

  scenario->n_security_groups = names->len;
  g_strfreev (scenario->security_groups);
  scenario->security_groups = g_new0 (char *, names->len + 1);
  scenario->sg_rules = g_new0 (EnisimSgRules, names->len);
  for (guint i = 0; i < names->len; i++)
    scenario->security_groups[i] = g_strdup (g_ptr_array_index (names, i));
}

/* A group may name itself, and that holds nobody: it is left out. */
static void
load_references (EnisimLoader *loader, const EnisimNode *node, guint32 index)
{
  EnisimSgRules *rules = &loader->scenario->sg_rules[index];
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  if (!enisim_node_expect (node, ENISIM_NODE_SEQUENCE, loader->complaints))
    return;
  rules->named = g_new (guint32, node->n_children);
  for (const EnisimNode *item = node->first; item != NULL; item = item->next)
    {
      const guint32 named
          = enisim_load_ref (loader, item, &loader->security_groups, "security group");

      if (named != ENISIM_LOAD_NONE && named != index
          && g_hash_table_add (seen, GUINT_TO_POINTER (named)))
        rules->named[rules->n_named++] = named;
    }
}

static void
load_rules (EnisimLoader *loader, const EnisimNode *entry)
{
  static const char *const keys[] = { "references", NULL };
  const guint32 index = enisim_load_names_lookup (&loader->security_groups, entry->key);
  EnisimNodeReader reader;

  if (entry->kind == ENISIM_NODE_NULL || index == ENISIM_LOAD_NONE)
    return;
  reader = enisim_node_read (entry, keys, loader->complaints);
  load_references (loader, enisim_load_field (&reader, "references"), index);
}

void
enisim_load_security_groups (EnisimLoader *loader, const EnisimNode *node)
{
  if (!enisim_node_expect (node, ENISIM_NODE_SEQUENCE | ENISIM_NODE_MAPPING, loader->complaints))
    {
      loader->security_groups.lacks_some |= node != NULL;
      return;
    }
  for (const EnisimNode *item = node->first; item != NULL; item = item->next)
    if (node->kind == ENISIM_NODE_MAPPING)
      add_name (loader, item, enisim_load_key_name (loader->complaints, item));
    else
      add_name (loader, item, enisim_load_name (loader->complaints, item));
  store (loader);
  check_quota (loader, node);
  if (node->kind == ENISIM_NODE_MAPPING)
    for (const EnisimNode *entry = node->first; entry != NULL; entry = entry->next)
      load_rules (loader, entry);
}
