/* load-requests.c: entries of the timeline that ask the control plane for something */
#include "scenario/load-requests.h"

#include "scenario/load-values.h"

void
enisim_load_refuse_tools (EnisimLoader *loader, const EnisimNode *node, const GArray *targets)
{
  for (guint i = 0; i < targets->len; i++)
    {
      const EnisimRuntimeSpec *spec
          = &loader->scenario->runtimes[g_array_index (targets, guint32, i)];

      if (spec->type == ENISIM_AGENT_RUNTIME)
        continue;
      enisim_complaints_add (loader->complaints, node, "%s is a tool and has no versions",
                             spec->name);
      return;
    }
}

static gboolean
is_of_versions (EnisimRequestVerb verb)
{
  return verb != ENISIM_REQUEST_CREATE && verb != ENISIM_REQUEST_DELETE;
}

static void
append (EnisimLoader *loader, const EnisimNode *node, EnisimTimelineEntry entry, GArray *entries)
{
  g_autoptr (GArray) targets = g_array_new (FALSE, FALSE, sizeof (guint32));
  const guint n_before = entries->len;

  entry.verb = ENISIM_TIMELINE_REQUEST;
  enisim_load_targets (loader, node, ENISIM_TIMELINE_ENTRIES_MAX - entries->len, targets);
  if (is_of_versions (entry.request.verb))
    enisim_load_refuse_tools (loader, node, targets);
  g_array_set_size (entries, n_before + targets->len);
  for (guint i = 0; i < targets->len; i++)
    {
      entry.subject = g_array_index (targets, guint32, i);
      g_array_index (entries, EnisimTimelineEntry, n_before + i) = entry;
    }
}

void
enisim_load_create_entry (EnisimLoader *loader, const EnisimNodeReader *reader G_GNUC_UNUSED,
                          const EnisimNode *node, EnisimTimelineEntry entry, GArray *entries)
{
  entry.request.verb = ENISIM_REQUEST_CREATE;
  append (loader, node, entry, entries);
}

void
enisim_load_delete_entry (EnisimLoader *loader, const EnisimNodeReader *reader G_GNUC_UNUSED,
                          const EnisimNode *node, EnisimTimelineEntry entry, GArray *entries)
{
  entry.request.verb = ENISIM_REQUEST_DELETE;
  append (loader, node, entry, entries);
}

void
enisim_load_update_entry (EnisimLoader *loader, const EnisimNodeReader *reader,
                          const EnisimNode *node, EnisimTimelineEntry entry, GArray *entries)
{
  entry.request.verb = ENISIM_REQUEST_UPDATE;
  enisim_load_network_change (loader, reader, &entry.request);
  append (loader, node, entry, entries);
}

void
enisim_load_point_entry (EnisimLoader *loader, const EnisimNodeReader *reader,
                         const EnisimNode *node, EnisimTimelineEntry entry, GArray *entries)
{
  const EnisimNode *endpoint = enisim_load_required (reader, "endpoint");

  entry.request.verb = ENISIM_REQUEST_POINT;
  if (enisim_load_name (loader->complaints, endpoint) != NULL)
    enisim_load_endpoint_ref (loader, endpoint, &entry.request.endpoint);
  enisim_load_count (loader->complaints, enisim_load_required (reader, "version"), 1,
                     ENISIM_VERSIONS_MAX, &entry.request.version);
  append (loader, node, entry, entries);
}

void
enisim_load_delete_endpoint_entry (EnisimLoader *loader, const EnisimNodeReader *reader,
                                   const EnisimNode *node, EnisimTimelineEntry entry,
                                   GArray *entries)
{
  const EnisimNode *endpoint = enisim_load_required (reader, "endpoint");

  entry.request.verb = ENISIM_REQUEST_DELETE_ENDPOINT;
  if (enisim_load_endpoint_ref (loader, endpoint, &entry.request.endpoint)
      && entry.request.endpoint == ENISIM_ENDPOINT_DEFAULT)
    enisim_complaints_add (loader->complaints, endpoint, "the endpoint DEFAULT stays");
  append (loader, node, entry, entries);
}

static gboolean
find_group (EnisimLoader *loader, const EnisimNode *node, guint32 *item)
{
  const EnisimRuntimeNames *names = &loader->scenario->runtime_names;
  guint32 number;

  if (!enisim_node_expect (node, ENISIM_NODE_SCALAR, loader->complaints))
    return FALSE;
  if (enisim_runtime_names_find_item (names, node->text, item)
      && enisim_runtime_names_get_item (names, *item)->is_group)
    return TRUE;
  if (enisim_runtime_names_find_item (names, node->text, item)
      || enisim_runtime_names_find_member (names, node->text, item, &number))
    enisim_complaints_add (loader->complaints, node, "%s has no count to scale", node->text);
  else
    enisim_load_complain_of_ref (loader, node, &loader->runtimes, "runtime");
  return FALSE;
}

void
enisim_load_scale_entry (EnisimLoader *loader, const EnisimNodeReader *reader,
                         const EnisimNode *node, EnisimTimelineEntry entry, GArray *entries)
{
  const EnisimNode *count = enisim_load_required (reader, "count");

  entry.verb = ENISIM_TIMELINE_SCALE;
  if (!find_group (loader, node, &entry.subject))
    return;
  enisim_load_count (
      loader->complaints, count, 0,
      enisim_runtime_names_get_item (&loader->scenario->runtime_names, entry.subject)->count,
      &entry.count);
  if (entries->len < ENISIM_TIMELINE_ENTRIES_MAX)
    g_array_append_val (entries, entry);
  else
    enisim_complaints_add (loader->complaints, node, "too many entries: at most %d",
                           ENISIM_TIMELINE_ENTRIES_MAX);
}
