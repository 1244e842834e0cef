/* load-requests.c: entries of the timeline that ask the control plane for something */
#include "scenario/load-requests.h"

#include "scenario/load-values.h"

/* The tools have neither versions nor endpoints. */
static void
refuse_tools (EnisimLoader *loader, const EnisimNode *node, const GArray *targets)
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
    refuse_tools (loader, node, targets);
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
