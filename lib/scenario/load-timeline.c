/* load-timeline.c: what happens at given instants
 *
 * An entry has exactly one verb, which is a key, and besides `at` the keys that say more about it.
 * A verb is a row of the table below; what its entry means is in a function of its own.
 */
#include "scenario/load-background.h"
#include "scenario/load-deletions.h"
#include "scenario/load-requests.h"
#include "scenario/load-values.h"
#include "scenario/load-workload-parts.h"

#include <string.h>

enum
{
  MORE_KEYS_MAX = 4
};

typedef struct
{
  const char *key;
  const char *more[MORE_KEYS_MAX + 1]; /* keys that mean nothing beside any other verb */

  /* @node: the verb's value
   * @entry: at its instant, for the rest to be filled in
   * @entries: (of EnisimTimelineEntry) to append to */
  void (*load) (EnisimLoader *loader, const EnisimNodeReader *reader, const EnisimNode *node,
                EnisimTimelineEntry entry, GArray *entries);
} Verb;

static const Verb verbs[] = {
  { .key = "create", .load = enisim_load_create_entry },
  { .key = "delete", .load = enisim_load_delete_entry },
  { .key = "update",
    .more = { "network", "subnets", "security_groups" },
    .load = enisim_load_update_entry },
  { .key = "point", .more = { "endpoint", "version" }, .load = enisim_load_point_entry },
  { .key = "delete_endpoint", .more = { "endpoint" }, .load = enisim_load_delete_endpoint_entry },
  { .key = "background", .load = enisim_load_background_entry },
  { .key = "quotas", .load = enisim_load_quotas_entry },
  { .key = "delete_security_group", .load = enisim_load_delete_security_group_entry },
  { .key = "delete_subnet", .load = enisim_load_delete_subnet_entry },
  { .key = "workload_off", .load = enisim_load_workload_off_entry },
  { .key = "workload_on", .load = enisim_load_workload_on_entry },
  { .key = "scale", .more = { "count" }, .load = enisim_load_scale_entry },
};

static const Verb *
find_verb (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (strcmp (verbs[i].key, key) == 0)
      return &verbs[i];
  return NULL;
}

/* Returns: (transfer container) (element-type utf8): the verbs' keys, ended by NULL */
static GPtrArray *
list_verbs (void)
{
  GPtrArray *keys = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    g_ptr_array_add (keys, (gpointer) verbs[i].key);
  g_ptr_array_add (keys, NULL);
  return keys;
}

static gboolean
is_more_of_another (const Verb *verb, const char *key)
{
  if (g_strv_contains (verb->more, key))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_strv_contains (verbs[i].more, key))
      return TRUE;
  return FALSE;
}

static void
refuse_foreign_keys (EnisimLoader *loader, const EnisimNode *node, const Verb *verb)
{
  for (const EnisimNode *entry = node->first; entry != NULL; entry = entry->next)
    if (is_more_of_another (verb, entry->key))
      enisim_complaints_add_key (loader->complaints, entry, "%s means nothing beside %s",
                                 entry->key, verb->key);
}

static void
load_item (EnisimLoader *loader, const EnisimNode *node, const char *const *choices,
           GArray *entries)
{
  static const char *const keys[] = { "at",
                                      "create",
                                      "delete",
                                      "update",
                                      "point",
                                      "delete_endpoint",
                                      "background",
                                      "quotas",
                                      "delete_security_group",
                                      "delete_subnet",
                                      "workload_off",
                                      "workload_on",
                                      "network",
                                      "subnets",
                                      "security_groups",
                                      "endpoint",
                                      "version",
                                      "scale",
                                      "count",
                                      NULL };
  const EnisimNodeReader reader = enisim_node_read (node, keys, loader->complaints);
  const EnisimNode *at = enisim_load_required (&reader, "at");
  const EnisimNode *value = enisim_load_only_entry (&reader, choices);
  EnisimTimelineEntry entry = { .at = ENISIM_TIME_ZERO };
  const Verb *verb;

  if (enisim_load_span (loader->complaints, at, 0, ENISIM_TIME_MAX, &entry.at))
    enisim_load_check_instant (loader, at, entry.at);
  if (value == NULL)
    return;
  verb = find_verb (value->key);
  refuse_foreign_keys (loader, node, verb);
  verb->load (loader, &reader, value, entry, entries);
}

void
enisim_load_timeline (EnisimLoader *loader, const EnisimNode *node)
{
  g_autoptr (GPtrArray) choices = list_verbs ();
  GArray *entries;
  gsize n;

  if (!enisim_node_expect (node, ENISIM_NODE_SEQUENCE, loader->complaints))
    return;
  entries = g_array_new (FALSE, FALSE, sizeof (EnisimTimelineEntry));
  for (const EnisimNode *item = node->first; item != NULL; item = item->next)
    load_item (loader, item, (const char *const *) choices->pdata, entries);
  loader->scenario->timeline = g_array_steal (entries, &n);
  loader->scenario->n_timeline = (guint) n;
  g_array_unref (entries);
}
