/* load-background.c: addresses that others want, from the start on and from other instants on */
#include "scenario/load-background.h"

#include "net/subnet.h"
#include "scenario/load-values.h"

#include <string.h>

static gboolean
load_wanted (EnisimLoader *loader, const EnisimNode *node, guint32 *n_wanted)
{
  return enisim_load_count (loader->complaints, node, 0, ENISIM_IP_ALLOCATOR_ADDRESSES_MAX,
                            n_wanted);
}

/* The instant that is a key, as if it were a value. */
static gboolean
load_key_instant (EnisimLoader *loader, const EnisimNode *entry, EnisimTime *at)
{
  const EnisimNode key = { .kind = ENISIM_NODE_SCALAR,
                           .is_plain = TRUE,
                           .at = entry->key_at,
                           .key_at = entry->key_at,
                           .text = entry->key,
                           .n_bytes = (guint) strlen (entry->key) };

  if (!enisim_load_span (loader->complaints, &key, 0, ENISIM_TIME_MAX, at))
    return FALSE;
  enisim_load_check_instant (loader, &key, *at);
  return TRUE;
}

static void
load_series (EnisimLoader *loader, const EnisimNode *node, guint32 subnet)
{
  EnisimTime before = -1;

  if (node->n_children == 0)
    enisim_complaints_add (loader->complaints, node, "expected at least one instant");
  for (const EnisimNode *entry = node->first; entry != NULL; entry = entry->next)
    {
      EnisimBackgroundStep step = { .subnet = subnet };
      const gboolean has_at = load_key_instant (loader, entry, &step.at);

      if (!load_wanted (loader, entry, &step.n_wanted) || !has_at)
        continue;
      if (step.at <= before)
        enisim_complaints_add_key (loader->complaints, entry,
                                   "expected an instant later than the one before it");
      before = step.at;
      if (step.at == 0)
        loader->scenario->subnets[subnet].background = step.n_wanted;
      else
        g_array_append_val (loader->background_steps, step);
    }
}

void
enisim_load_background (EnisimLoader *loader, const EnisimNode *node, guint32 subnet)
{
  if (!enisim_node_expect (node, ENISIM_NODE_SCALAR | ENISIM_NODE_MAPPING, loader->complaints))
    return;
  if (node->kind == ENISIM_NODE_MAPPING)
    load_series (loader, node, subnet);
  else
    load_wanted (loader, node, &loader->scenario->subnets[subnet].background);
}

void
enisim_load_background_entry (EnisimLoader *loader, const EnisimNodeReader *reader G_GNUC_UNUSED,
                              const EnisimNode *node, EnisimTimelineEntry entry,
                              GArray *entries G_GNUC_UNUSED)
{
  if (!enisim_node_expect (node, ENISIM_NODE_MAPPING, loader->complaints))
    return;
  if (node->n_children == 0)
    enisim_complaints_add (loader->complaints, node, "expected at least one subnet");
  for (const EnisimNode *child = node->first; child != NULL; child = child->next)
    {
      const EnisimNode key
          = { .kind = ENISIM_NODE_SCALAR, .at = child->key_at, .text = child->key };
      EnisimBackgroundStep step
          = { .at = entry.at,
              .subnet = enisim_load_ref (loader, &key, &loader->subnets, "subnet") };

      if (load_wanted (loader, child, &step.n_wanted) && step.subnet != ENISIM_LOAD_NONE)
        g_array_append_val (loader->background_steps, step);
    }
}
