/* runtime-records.c: the runtimes of one run, each with what is constant about it
 *
 * The scenario's come first and keep their indexes; the place of one that came later is used again
 * once it is gone.  The array moves when it grows: nobody keeps
 * a pointer into it over an event.
 */
#include "sim/simulation-private.h"

typedef struct
{
  GTimeSpan span_us;
  guint ring;
} IdleRing;

/* Runtimes of one idle timeout share a ring. */
static guint
find_idle_ring (EnisimSimulation *sim, GTimeSpan idle_timeout_us)
{
  IdleRing ring = { .span_us = idle_timeout_us };

  for (guint i = 0; i < sim->idle_rings->len; i++)
    if (g_array_index (sim->idle_rings, IdleRing, i).span_us == idle_timeout_us)
      return g_array_index (sim->idle_rings, IdleRing, i).ring;
  if (sim->idle_rings->len >= sim->idle_rings_max)
    return ENISIM_DELAY_QUEUED;
  ring.ring = enisim_agenda_add_ring (&sim->agenda);
  g_array_append_val (sim->idle_rings, ring);
  return ring.ring;
}

static void
make_room (EnisimSimulation *sim)
{
  if (sim->n_runtimes < sim->runtimes_capacity)
    return;
  sim->runtimes_capacity = MAX (2 * sim->runtimes_capacity, 16);
  sim->runtimes = g_renew (EnisimSimRuntime, sim->runtimes, sim->runtimes_capacity);
}

/* The lifetime was booked first and so decides a tie. */
static gboolean
ends_unhealthy (const EnisimRuntimeSpec *spec)
{
  return spec->unhealthy_stop_us > 0 && spec->unhealthy_stop_us < spec->max_lifetime_us;
}

guint32
enisim_sim_add_runtime (EnisimSimulation *sim, const EnisimRuntimeSpec *spec)
{
  const gboolean fails = sim->scenario->options.no_route == ENISIM_NO_ROUTE_FAIL;
  EnisimSimRuntime *place;
  guint32 index;

  if (sim->vacant_runtimes->len > 0)
    {
      index = g_array_index (sim->vacant_runtimes, guint32, sim->vacant_runtimes->len - 1);
      g_array_set_size (sim->vacant_runtimes, sim->vacant_runtimes->len - 1);
    }
  else
    {
      make_room (sim);
      index = sim->n_runtimes++;
    }
  place = &sim->runtimes[index];
  *place = (EnisimSimRuntime){
    .spec = spec,
    .idle_timeout_us = spec->idle_timeout_us,
    .idle.ring = find_idle_ring (sim, spec->idle_timeout_us),
    .end_after_us = ends_unhealthy (spec) ? spec->unhealthy_stop_us : spec->max_lifetime_us,
    .is_end_unhealthy = ends_unhealthy (spec),
    .lacks_route = { fails && !spec->has_egress[FALSE], fails && !spec->has_egress[TRUE] },
    .cold_start = &sim->cold_start[spec->platform],
    .updated_at = ENISIM_TIME_NEVER,
    .stack = ENISIM_STACK_NONE
  };
  enisim_runtime_init (&place->runtime);
  return index;
}

void
enisim_sim_remove_runtime (EnisimSimulation *sim, guint32 index)
{
  static const EnisimRuntimeSpec vacant = { .name = (char *) "" };
  EnisimSimRuntime *place = &sim->runtimes[index];

  g_assert (index >= sim->scenario->n_runtimes);
  g_assert (place->runtime.status == ENISIM_RUNTIME_ABSENT && place->runtime.requests.length == 0);
  place->spec = &vacant;
  place->stack = ENISIM_STACK_NONE;
  g_array_append_val (sim->vacant_runtimes, index);
}

void
enisim_sim_init_runtimes (EnisimSimulation *sim)
{
  const EnisimScenario *scenario = sim->scenario;

  sim->idle_rings = g_array_new (FALSE, FALSE, sizeof (IdleRing));
  sim->vacant_runtimes = g_array_new (FALSE, FALSE, sizeof (guint32));
  sim->runtimes_capacity = scenario->n_runtimes;
  sim->runtimes = g_new (EnisimSimRuntime, scenario->n_runtimes);
  for (guint32 i = 0; i < scenario->n_runtimes; i++)
    enisim_sim_add_runtime (sim, &scenario->runtimes[i]);
  enisim_sim_init_scales (sim);
}

void
enisim_sim_clear_runtimes (EnisimSimulation *sim)
{
  for (guint32 i = 0; i < sim->n_runtimes; i++)
    enisim_runtime_clear (&sim->runtimes[i].runtime);
  g_clear_pointer (&sim->runtimes, g_free);
  g_clear_pointer (&sim->scales, g_free);
  g_clear_pointer (&sim->idle_rings, g_array_unref);
  g_clear_pointer (&sim->vacant_runtimes, g_array_unref);
}

guint
enisim_simulation_get_n_runtimes (const EnisimSimulation *sim)
{
  g_return_val_if_fail (sim != NULL, 0);
  return sim->n_runtimes;
}

const char *
enisim_simulation_get_runtime_name (const EnisimSimulation *sim, guint runtime)
{
  g_return_val_if_fail (sim != NULL && runtime < sim->n_runtimes, NULL);
  return sim->runtimes[runtime].spec->name;
}
