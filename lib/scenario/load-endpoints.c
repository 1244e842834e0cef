/* load-endpoints.c: the names of runtimes' endpoints
 *
 * A runtime's own list and the timeline's `point` make endpoints; workloads and `delete_endpoint`
 * name them.  These are checked against all names there are and not runtime by runtime: what a
 * runtime has when it is called is the run's business.
 */
#include "scenario/load-values.h"
#include "scenario/loader.h"

#include <string.h>

static guint32
add_name (EnisimLoader *loader, const char *name)
{
  const guint32 known = enisim_load_names_lookup (&loader->endpoints, name);
  const guint32 index = loader->endpoints.names->len;

  if (known != ENISIM_LOAD_NONE)
    return known;
  enisim_load_names_add (&loader->endpoints, name, index);
  return index;
}

static gboolean
is_listed (const GArray *list, guint32 name)
{
  for (guint i = 0; i < list->len; i++)
    if (g_array_index (list, guint32, i) == name)
      return TRUE;
  return FALSE;
}

static void
load_item (EnisimLoader *loader, const EnisimNode *node, GArray *list)
{
  const char *name = enisim_load_name (loader->complaints, node);
  guint32 index;

  if (name == NULL)
    {
      loader->endpoints.lacks_some = TRUE;
      return;
    }
  index = add_name (loader, name);
  if (index == ENISIM_ENDPOINT_DEFAULT)
    enisim_complaints_add (loader->complaints, node, "each runtime has the endpoint DEFAULT");
  else if (is_listed (list, index))
    enisim_complaints_add (loader->complaints, node, "'%s' is in the list already", name);
  else
    g_array_append_val (list, index);
}

guint32 *
enisim_load_endpoints (EnisimLoader *loader, const EnisimNode *node, guint *n)
{
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint32 *copy;

  *n = 0;
  if (!enisim_node_expect (node, ENISIM_NODE_SEQUENCE, loader->complaints))
    return NULL;
  if (node->n_children > ENISIM_RUNTIME_ENDPOINTS_MAX)
    {
      enisim_complaints_add (loader->complaints, node, "too many endpoints: at most %d",
                             ENISIM_RUNTIME_ENDPOINTS_MAX);
      loader->endpoints.lacks_some = TRUE;
      return NULL;
    }
  for (const EnisimNode *item = node->first; item != NULL; item = item->next)
    load_item (loader, item, list);
  *n = list->len;
  copy = g_memdup2 (list->data, list->len * sizeof (guint32));
  g_ptr_array_add (loader->scenario->endpoint_lists, copy);
  return copy;
}

gboolean
enisim_load_endpoint_ref (EnisimLoader *loader, const EnisimNode *node, guint32 *endpoint)
{
  const guint32 index = enisim_load_ref (loader, node, &loader->endpoints, "endpoint");

  if (index != ENISIM_LOAD_NONE)
    *endpoint = index;
  return index != ENISIM_LOAD_NONE;
}

/* What is no name is complained of where the entry is loaded. */
static void
find_in_entry (EnisimLoader *loader, const EnisimNode *entry)
{
  const EnisimNode *endpoint;

  if (entry->kind != ENISIM_NODE_MAPPING || enisim_node_get (entry, "point") == NULL)
    return;
  endpoint = enisim_node_get (entry, "endpoint");
  if (endpoint != NULL && endpoint->kind == ENISIM_NODE_SCALAR)
    add_name (loader, endpoint->text);
}

void
enisim_load_endpoint_names (EnisimLoader *loader, const EnisimNode *timeline)
{
  GPtrArray *names = g_ptr_array_new ();

  if (timeline != NULL && timeline->kind == ENISIM_NODE_SEQUENCE)
    for (const EnisimNode *entry = timeline->first; entry != NULL; entry = entry->next)
      find_in_entry (loader, entry);
  for (guint i = 0; i < loader->endpoints.names->len; i++)
    g_ptr_array_add (names, g_strdup (g_ptr_array_index (loader->endpoints.names, i)));
  g_ptr_array_add (names, NULL);
  loader->scenario->endpoint_names = (char **) g_ptr_array_free (names, FALSE);
}
