/* load-deletions.c: entries of the timeline about quotas, security groups and subnets */
#include "scenario/load-deletions.h"

#include "scenario/load-values.h"

void
enisim_load_quotas_entry (EnisimLoader *loader, const EnisimNodeReader *reader G_GNUC_UNUSED,
                          const EnisimNode *node, EnisimTimelineEntry entry, GArray *entries)
{
  EnisimQuotaChange change;

  if (!enisim_node_expect (node, ENISIM_NODE_MAPPING, loader->complaints))
    return;
  if (!loader->scenario->has_limits)
    enisim_complaints_add_key (loader->complaints, node, "quotas mean nothing beside limits: off");
  enisim_load_quota_change (loader, node, &change);
  entry.verb = ENISIM_TIMELINE_QUOTAS;
  entry.subject = loader->quota_changes->len;
  g_array_append_val (loader->quota_changes, change);
  g_array_append_val (entries, entry);
}

static void
append_ref (EnisimLoader *loader, const EnisimNode *node, const EnisimLoadNames *names,
            const char *what, EnisimTimelineEntry entry, GArray *entries)
{
  entry.subject = enisim_load_ref (loader, node, names, what);
  if (entry.subject != ENISIM_LOAD_NONE)
    g_array_append_val (entries, entry);
}

/* One entry for each name. */
static void
append_refs (EnisimLoader *loader, const EnisimNode *node, const EnisimLoadNames *names,
             const char *what, EnisimTimelineEntry entry, GArray *entries)
{
  if (!enisim_node_expect (node, ENISIM_NODE_SCALAR | ENISIM_NODE_SEQUENCE, loader->complaints))
    return;
  if (node->kind == ENISIM_NODE_SCALAR)
    {
      append_ref (loader, node, names, what, entry, entries);
      return;
    }
  if (node->n_children == 0)
    enisim_complaints_add (loader->complaints, node, "expected at least one %s", what);
  for (const EnisimNode *item = node->first; item != NULL; item = item->next)
    append_ref (loader, item, names, what, entry, entries);
}

void
enisim_load_delete_security_group_entry (EnisimLoader *loader,
                                         const EnisimNodeReader *reader G_GNUC_UNUSED,
                                         const EnisimNode *node, EnisimTimelineEntry entry,
                                         GArray *entries)
{
  entry.verb = ENISIM_TIMELINE_DELETE_SECURITY_GROUP;
  append_refs (loader, node, &loader->security_groups, "security group", entry, entries);
}

void
enisim_load_delete_subnet_entry (EnisimLoader *loader, const EnisimNodeReader *reader G_GNUC_UNUSED,
                                 const EnisimNode *node, EnisimTimelineEntry entry, GArray *entries)
{
  entry.verb = ENISIM_TIMELINE_DELETE_SUBNET;
  append_refs (loader, node, &loader->subnets, "subnet", entry, entries);
}
