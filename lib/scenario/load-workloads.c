/* load-workloads.c: when requests come; each kind has a loader of its own */
#include "scenario/load-workloads.h"

#include <string.h>

#include "scenario/load-values.h"

static const char *const kinds[]
    = { "closed", "poisson", "renewal", "windows", "varying", "bursts", "trace", NULL };

#define N_KINDS (G_N_ELEMENTS (kinds) - 1)

/* In the order of their names above. */
static const struct
{
  EnisimWorkloadKind kind;
  void (*load) (EnisimLoader *loader, const EnisimNode *node, EnisimWorkloadSpec *spec);
} kind_loaders[] = {
  { ENISIM_WORKLOAD_CLOSED, enisim_load_closed },
  { ENISIM_WORKLOAD_POISSON, enisim_load_poisson },
  { ENISIM_WORKLOAD_RENEWAL, enisim_load_renewal },
  { ENISIM_WORKLOAD_WINDOWS, enisim_load_windows },
  { ENISIM_WORKLOAD_VARYING, enisim_load_varying },
  { ENISIM_WORKLOAD_BURSTS, enisim_load_bursts },
  { ENISIM_WORKLOAD_TRACE, enisim_load_trace },
};

G_STATIC_ASSERT (G_N_ELEMENTS (kind_loaders) == N_KINDS);

static guint
get_kind (const EnisimNode *entry)
{
  guint kind = 0;

  while (strcmp (entry->key, kinds[kind]) != 0)
    kind++;
  return kind;
}

/* Draws are addressed by the name, so that each is needed and needed once. */
static void
load_workload_name (EnisimLoader *loader, const EnisimNode *entry, guint number,
                    EnisimWorkloadSpec *spec)
{
  const EnisimNode *node
      = entry->kind == ENISIM_NODE_MAPPING ? enisim_node_get (entry, "name") : NULL;
  const gboolean is_named = node != NULL && node->kind != ENISIM_NODE_NULL;

  if (is_named)
    spec->name = g_strdup (enisim_load_name (loader->complaints, node));
  else
    spec->name = g_strdup_printf ("%s-%u", entry->key, number);
  if (spec->name == NULL)
    loader->workloads.lacks_some = TRUE;
  if (spec->name == NULL
      || enisim_load_names_add (&loader->workloads, spec->name, loader->scenario->n_workloads - 1))
    return;
  enisim_complaints_add (loader->complaints, is_named ? node : entry,
                         "another workload is called '%s' already", spec->name);
}

static void
load_workload (EnisimLoader *loader, const EnisimNode *node, guint n_of_kind[N_KINDS])
{
  const EnisimNodeReader reader = enisim_node_read (node, kinds, loader->complaints);
  const EnisimNode *entry = enisim_load_only_entry (&reader, kinds);
  EnisimScenario *scenario = loader->scenario;
  EnisimWorkloadSpec *spec;
  guint kind;

  if (entry == NULL)
    {
      loader->workloads.lacks_some = TRUE;
      return;
    }
  kind = get_kind (entry);
  spec = &scenario->workloads[scenario->n_workloads++];
  *spec = (EnisimWorkloadSpec){ .kind = kind_loaders[kind].kind,
                                .until = ENISIM_TIME_MAX,
                                .new_ratio = 1.0,
                                .duration = enisim_distribution_constant (0),
                                .busy_after = enisim_distribution_constant (0),
                                .think = enisim_distribution_constant (0) };
  enisim_session_spec_init (&spec->session);
  load_workload_name (loader, entry, n_of_kind[kind]++, spec);
  kind_loaders[kind].load (loader, entry, spec);
}

gboolean
enisim_load_workload_is_endless (const EnisimNode *item)
{
  if (item->kind != ENISIM_NODE_MAPPING)
    return FALSE;
  for (const EnisimNode *entry = item->first; entry != NULL; entry = entry->next)
    if (g_strv_contains (kinds, entry->key)
        && kind_loaders[get_kind (entry)].kind != ENISIM_WORKLOAD_TRACE)
      return TRUE;
  return FALSE;
}

void
enisim_load_workloads (EnisimLoader *loader, const EnisimNode *node)
{
  guint n_of_kind[N_KINDS] = { 0 };

  if (!enisim_node_expect (node, ENISIM_NODE_SEQUENCE, loader->complaints))
    {
      loader->workloads.lacks_some = node != NULL;
      return;
    }
  if (node->n_children > ENISIM_WORKLOADS_MAX)
    {
      enisim_complaints_add (loader->complaints, node, "%u workloads are too many, at most %d",
                             node->n_children, ENISIM_WORKLOADS_MAX);
      loader->workloads.lacks_some = TRUE;
      return;
    }
  loader->scenario->workloads = g_new0 (EnisimWorkloadSpec, node->n_children);
  for (const EnisimNode *item = node->first; item != NULL; item = item->next)
    load_workload (loader, item, n_of_kind);
}
