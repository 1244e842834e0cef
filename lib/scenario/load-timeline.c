/* load-timeline.c: what happens to runtimes at given instants */
#include "scenario/load-values.h"
#include "scenario/loader.h"

#include <string.h>

static void
load_item (EnisimLoader *loader, const EnisimNode *node, GArray *entries)
{
  static const char *const keys[] = { "at", "create", "delete", NULL };
  static const char *const verbs[] = { "create", "delete", NULL };
  const EnisimNodeReader reader = enisim_node_read (node, keys, loader->complaints);
  const EnisimNode *at = enisim_load_required (&reader, "at");
  const EnisimNode *verb = enisim_load_only_entry (&reader, verbs);
  EnisimTimelineEntry entry = { .verb = ENISIM_TIMELINE_CREATE };
  guint n_before;
  g_autoptr (GArray) targets = g_array_new (FALSE, FALSE, sizeof (guint32));

  if (enisim_load_span (loader->complaints, at, 0, ENISIM_TIME_MAX, &entry.at))
    enisim_load_check_instant (loader, at, entry.at);
  if (verb == NULL)
    return;
  if (strcmp (verb->key, "delete") == 0)
    entry.verb = ENISIM_TIMELINE_DELETE;
  enisim_load_targets (loader, verb, ENISIM_TIMELINE_ENTRIES_MAX - entries->len, targets);
  n_before = entries->len;
  g_array_set_size (entries, n_before + targets->len);
  for (guint i = 0; i < targets->len; i++)
    {
      entry.runtime = g_array_index (targets, guint32, i);
      g_array_index (entries, EnisimTimelineEntry, n_before + i) = entry;
    }
}

void
enisim_load_timeline (EnisimLoader *loader, const EnisimNode *node)
{
  GArray *entries;
  gsize n;

  if (!enisim_node_expect (node, ENISIM_NODE_SEQUENCE, loader->complaints))
    return;
  entries = g_array_new (FALSE, FALSE, sizeof (EnisimTimelineEntry));
  for (const EnisimNode *item = node->first; item != NULL; item = item->next)
    load_item (loader, item, entries);
  loader->scenario->timeline = g_array_steal (entries, &n);
  loader->scenario->n_timeline = (guint) n;
  g_array_unref (entries);
}
