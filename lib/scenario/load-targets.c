/* load-targets.c: names that stand for runtimes and tools */
#include "scenario/load-values.h"
#include "scenario/loader.h"

/* A group's name stands for all its members. */
static gboolean
find_runtimes (const EnisimLoader *loader, const char *name, guint32 *first, guint32 *count)
{
  const EnisimRuntimeNames *names = &loader->scenario->runtime_names;
  guint32 item, number;

  if (enisim_runtime_names_find_item (names, name, &item))
    {
      *first = enisim_runtime_names_get_item (names, item)->first;
      *count = enisim_runtime_names_get_item (names, item)->count;
      return TRUE;
    }
  if (!enisim_runtime_names_find_member (names, name, &item, &number))
    return FALSE;
  *first = enisim_runtime_names_get_item (names, item)->first + number;
  *count = 1;
  return TRUE;
}

guint32
enisim_load_count_targets (const EnisimLoader *loader, const EnisimNode *node)
{
  guint32 first, count;

  if (node->kind != ENISIM_NODE_SCALAR || !find_runtimes (loader, node->text, &first, &count))
    return 0;
  return count;
}

static void
load_target (EnisimLoader *loader, const EnisimNode *node, guint n_max, GArray *targets)
{
  guint32 first, count;
  guint n_before;

  if (!enisim_node_expect (node, ENISIM_NODE_SCALAR, loader->complaints))
    return;
  if (!find_runtimes (loader, node->text, &first, &count))
    {
      enisim_load_complain_of_ref (loader, node, &loader->runtimes, "runtime");
      return;
    }
  if (count > n_max - targets->len)
    {
      enisim_complaints_add (loader->complaints, node, "too many runtimes: at most %u", n_max);
      return;
    }
  n_before = targets->len;
  g_array_set_size (targets, n_before + count);
  for (guint32 i = 0; i < count; i++)
    g_array_index (targets, guint32, n_before + i) = first + i;
}

void
enisim_load_targets (EnisimLoader *loader, const EnisimNode *node, guint n_max, GArray *targets)
{
  if (!enisim_node_expect (node, ENISIM_NODE_SCALAR | ENISIM_NODE_SEQUENCE, loader->complaints))
    return;
  if (node->kind == ENISIM_NODE_SCALAR)
    {
      load_target (loader, node, n_max, targets);
      return;
    }
  if (node->n_children == 0)
    enisim_complaints_add (loader->complaints, node, "expected at least one runtime");
  for (const EnisimNode *item = node->first; item != NULL; item = item->next)
    load_target (loader, item, n_max, targets);
}
