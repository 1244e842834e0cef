/* load-closed.c: clients that each wait for the outcome of their call */
#include "scenario/load-distribution.h"
#include "scenario/load-values.h"
#include "scenario/load-workloads.h"

/* Each is there from the start of a run on. */
static void
load_clients (EnisimLoader *loader, const EnisimNode *node, EnisimWorkloadSpec *spec)
{
  if (!enisim_load_count (loader->complaints, node, 1, ENISIM_CLIENTS_MAX, &spec->n_clients))
    return;
  if (spec->n_clients > loader->n_clients_left)
    enisim_complaints_add (loader->complaints, node,
                           "too many clients: at most %d of all workloads", ENISIM_CLIENTS_MAX);
  loader->n_clients_left -= MIN (spec->n_clients, loader->n_clients_left);
}

void
enisim_load_closed (EnisimLoader *loader, const EnisimNode *node, EnisimWorkloadSpec *spec)
{
  static const char *const keys[]
      = { "name",  "target",  "endpoint", "choose",        "weights",    "clients", "from", "until",
          "think", "session", "duration", "request_limit", "busy_after", "starts",  NULL };
  const EnisimNodeReader reader = enisim_node_read (node, keys, loader->complaints);

  enisim_load_target_choice (loader, &reader, spec);
  enisim_load_serving (loader, &reader, spec);
  load_clients (loader, enisim_load_required (&reader, "clients"), spec);
  enisim_load_workload_window (loader, &reader, spec);
  enisim_load_distribution (loader->complaints, enisim_load_field (&reader, "think"), &spec->think);
  enisim_load_workload_calls (loader, &reader, spec);
}
