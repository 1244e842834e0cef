/* observe.h: what an observer is told, for the files of this layer
 *
 * To be called where somebody observes: enisim_sim_is_observed() is one test on the hot path.
 */
#pragma once

#include "sim/simulation-private.h"

void enisim_sim_tell_enis (EnisimSimulation *sim, guint32 group, EnisimEniState from,
                           EnisimEniState to, const char *cause);

void enisim_sim_tell_deletion (EnisimSimulation *sim, const EnisimDeletion *deletion,
                               const char *cause);
void enisim_sim_tell_background (EnisimSimulation *sim, guint subnet, const char *cause);

/* @subnet, @security_group: whose fault it is, or ENISIM_INDEX_NONE */
void enisim_sim_tell_denial (EnisimSimulation *sim, EnisimDenial denial, guint subnet,
                             guint security_group);
void enisim_sim_tell_runtime (EnisimSimulation *sim, guint32 runtime, EnisimRuntimeStatus from,
                              const char *cause);
/* It points elsewhere, or is gone. */
void enisim_sim_tell_endpoint (EnisimSimulation *sim, guint32 runtime, guint32 endpoint,
                               const char *cause);
void enisim_sim_tell_session (EnisimSimulation *sim, guint32 session, EnisimSessionState from,
                              EnisimSessionState to, const char *cause);
void enisim_sim_tell_admitted (EnisimSimulation *sim, guint32 invocation);
void enisim_sim_tell_ended (EnisimSimulation *sim, guint32 invocation, EnisimOutcome outcome,
                            gboolean is_retried);
void enisim_sim_tell_refused (EnisimSimulation *sim, const EnisimCall *call, guint workload,
                              EnisimOutcome outcome, gboolean is_retried, GTimeSpan latency_us);

/* @first: the call that began the session */
void enisim_sim_tell_stop (EnisimSimulation *sim, const EnisimCall *first, guint workload,
                           EnisimStop made);

/* Where nobody observes these do nothing: stacks are rare. */
void enisim_sim_tell_stack (EnisimSimulation *sim, guint32 churn, guint32 number,
                            const char *cause);
void enisim_sim_tell_own_sg (EnisimSimulation *sim, guint32 sg, const char *cause);

static inline gboolean
enisim_sim_is_observed (const EnisimSimulation *sim)
{
  return G_UNLIKELY (sim->observer.func != NULL) ? TRUE : FALSE;
}
