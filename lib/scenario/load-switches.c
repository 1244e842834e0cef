/* load-switches.c: workloads that the timeline turns off and on */
#include "scenario/load-values.h"
#include "scenario/load-workload-parts.h"

void
enisim_load_start (EnisimLoader *loader, const EnisimNode *node, EnisimWorkloadSpec *spec)
{
  static const char *const words[] = { "on", "off", NULL };
  guint choice;

  if (enisim_load_choice (loader->complaints, node, words, &choice))
    spec->starts_off = choice == 1;
}

static void
append_switch (EnisimLoader *loader, const EnisimNode *node, EnisimTimelineEntry entry,
               GArray *entries)
{
  const guint32 workload = enisim_load_ref (loader, node, &loader->workloads, "workload");

  if (workload == ENISIM_LOAD_NONE)
    return;
  if (entries->len == ENISIM_TIMELINE_ENTRIES_MAX)
    {
      enisim_complaints_add (loader->complaints, node,
                             "too many entries of the timeline: at most %d",
                             ENISIM_TIMELINE_ENTRIES_MAX);
      return;
    }
  entry.subject = workload;
  g_array_append_val (entries, entry);
}

/* One workload, or a list. */
static void
append_switches (EnisimLoader *loader, const EnisimNode *node, EnisimTimelineEntry entry,
                 GArray *entries)
{
  if (!enisim_node_expect (node, ENISIM_NODE_SCALAR | ENISIM_NODE_SEQUENCE, loader->complaints))
    return;
  if (node->kind == ENISIM_NODE_SCALAR)
    {
      append_switch (loader, node, entry, entries);
      return;
    }
  if (node->n_children == 0)
    enisim_complaints_add (loader->complaints, node, "expected at least one workload");
  for (const EnisimNode *item = node->first; item != NULL; item = item->next)
    append_switch (loader, item, entry, entries);
}

void
enisim_load_workload_off_entry (EnisimLoader *loader, const EnisimNodeReader *reader G_GNUC_UNUSED,
                                const EnisimNode *node, EnisimTimelineEntry entry, GArray *entries)
{
  entry.verb = ENISIM_TIMELINE_WORKLOAD_OFF;
  append_switches (loader, node, entry, entries);
}

void
enisim_load_workload_on_entry (EnisimLoader *loader, const EnisimNodeReader *reader G_GNUC_UNUSED,
                               const EnisimNode *node, EnisimTimelineEntry entry, GArray *entries)
{
  entry.verb = ENISIM_TIMELINE_WORKLOAD_ON;
  append_switches (loader, node, entry, entries);
}
