/* sim-event.h: the kinds of events and their classes
 *
 * At one instant lower classes come first (model.md "Time and order"): what is due ends before a
 * timer fires, what goes makes room before anybody asks for it, and the control plane has acted
 * before a call arrives.
 */
#pragma once

#include <glib.h>

typedef enum
{
  ENISIM_EVENT_COLD_START_END,  /* entity: session */
  ENISIM_EVENT_INVOCATION_END,  /* invocation */
  ENISIM_EVENT_BACKGROUND_END,  /* invocation */
  ENISIM_EVENT_REFUSAL_END,     /* client */
  ENISIM_EVENT_REQUEST_LIMIT,   /* invocation */
  ENISIM_EVENT_IDLE_END,        /* session */
  ENISIM_EVENT_SESSION_END,     /* session: its lifetime or failing health checks */
  ENISIM_EVENT_VM_GONE,         /* session */
  ENISIM_EVENT_GROUP_REMOVED,   /* ENI group */
  ENISIM_EVENT_GROUP_IN_USE,    /* ENI group */
  ENISIM_EVENT_RUNTIME_READY,   /* runtime */
  ENISIM_EVENT_RUNTIME_REQUEST, /* runtime: has settled, and requests wait */
  ENISIM_EVENT_RUNTIME_CREATE,  /* runtime: at its own instant */
  ENISIM_EVENT_TIMELINE,        /* entry of the timeline */
  ENISIM_EVENT_CHURN_ARRIVAL,   /* churn */
  ENISIM_EVENT_STACK_DELETION,  /* stack */
  ENISIM_EVENT_SG_GIVEN_UP,     /* security group of a stack's own */
  ENISIM_EVENT_ARRIVAL,         /* workload */
  ENISIM_EVENT_CLIENT_CALL,     /* client */
  ENISIM_EVENT_WARM_UP,         /* none: it is over */
  ENISIM_EVENT_SAMPLE,          /* none */
  ENISIM_EVENT_RETRY,           /* call that is tried again */
  ENISIM_EVENT_CHAIN_STEP,      /* chain: its next call, or its stop */
  ENISIM_EVENT_BACKGROUND,      /* step of a background */
  ENISIM_EVENT_FORESEEN_GONE,   /* session that was foreseen */
} EnisimEventKind;

enum
{
  ENISIM_N_EVENT_KINDS = ENISIM_EVENT_FORESEEN_GONE + 1
};

static inline guint
enisim_event_kind_get_class (EnisimEventKind kind)
{
  static const guint8 classes[ENISIM_N_EVENT_KINDS] = {
    [ENISIM_EVENT_COLD_START_END] = 0, [ENISIM_EVENT_INVOCATION_END] = 0,
    [ENISIM_EVENT_BACKGROUND_END] = 0, [ENISIM_EVENT_REQUEST_LIMIT] = 1,
    [ENISIM_EVENT_REFUSAL_END] = 0,    [ENISIM_EVENT_IDLE_END] = 1,
    [ENISIM_EVENT_SESSION_END] = 1,    [ENISIM_EVENT_VM_GONE] = 2,
    [ENISIM_EVENT_GROUP_REMOVED] = 2,  [ENISIM_EVENT_GROUP_IN_USE] = 3,
    [ENISIM_EVENT_RUNTIME_READY] = 3,  [ENISIM_EVENT_RUNTIME_REQUEST] = 3,
    [ENISIM_EVENT_RUNTIME_CREATE] = 3, [ENISIM_EVENT_TIMELINE] = 3,
    [ENISIM_EVENT_CHURN_ARRIVAL] = 3,  [ENISIM_EVENT_STACK_DELETION] = 3,
    [ENISIM_EVENT_SG_GIVEN_UP] = 3,    [ENISIM_EVENT_ARRIVAL] = 4,
    [ENISIM_EVENT_CLIENT_CALL] = 4,    [ENISIM_EVENT_WARM_UP] = 5,
    [ENISIM_EVENT_SAMPLE] = 5,         [ENISIM_EVENT_CHAIN_STEP] = 4,
    [ENISIM_EVENT_BACKGROUND] = 3,     [ENISIM_EVENT_RETRY] = 4,
    [ENISIM_EVENT_FORESEEN_GONE] = 2,
  };

  return classes[kind];
}

/* Whether somebody from outside asks for something, which nobody does once all is destroyed; the
 * others are the ends of what has begun. */
static inline gboolean
enisim_event_kind_is_planned (EnisimEventKind kind)
{
  return kind == ENISIM_EVENT_RUNTIME_CREATE || kind == ENISIM_EVENT_TIMELINE
         || kind == ENISIM_EVENT_CHURN_ARRIVAL || kind == ENISIM_EVENT_STACK_DELETION
         || enisim_event_kind_get_class (kind) >= 4;
}

/* As in "the last of them was ...". */
static inline const char *
enisim_event_kind_get_name (EnisimEventKind kind)
{
  static const char *const names[ENISIM_N_EVENT_KINDS] = {
    [ENISIM_EVENT_COLD_START_END] = "the end of a cold start",
    [ENISIM_EVENT_INVOCATION_END] = "the end of an invocation",
    [ENISIM_EVENT_BACKGROUND_END] = "the end of background work",
    [ENISIM_EVENT_REFUSAL_END] = "the end of a refusal",
    [ENISIM_EVENT_REQUEST_LIMIT] = "the limit of a request",
    [ENISIM_EVENT_IDLE_END] = "an idle timeout",
    [ENISIM_EVENT_SESSION_END] = "the end of a session's lifetime",
    [ENISIM_EVENT_VM_GONE] = "the end of a VM's teardown",
    [ENISIM_EVENT_GROUP_REMOVED] = "the release of ENIs",
    [ENISIM_EVENT_GROUP_IN_USE] = "the creation of ENIs",
    [ENISIM_EVENT_RUNTIME_READY] = "a runtime's getting ready",
    [ENISIM_EVENT_RUNTIME_REQUEST] = "a request that waited for a runtime",
    [ENISIM_EVENT_RUNTIME_CREATE] = "the creation of a runtime",
    [ENISIM_EVENT_TIMELINE] = "an entry of the timeline",
    [ENISIM_EVENT_CHURN_ARRIVAL] = "the arrival of a stack",
    [ENISIM_EVENT_STACK_DELETION] = "the deletion of a stack",
    [ENISIM_EVENT_SG_GIVEN_UP] = "the end of the attempts to delete a security group",
    [ENISIM_EVENT_ARRIVAL] = "the arrival of a call",
    [ENISIM_EVENT_CLIENT_CALL] = "the call of a client",
    [ENISIM_EVENT_WARM_UP] = "the end of the warm-up",
    [ENISIM_EVENT_SAMPLE] = "a sample",
    [ENISIM_EVENT_RETRY] = "a call that is tried again",
    [ENISIM_EVENT_CHAIN_STEP] = "the next call of a session",
    [ENISIM_EVENT_BACKGROUND] = "a change of a background",
    [ENISIM_EVENT_FORESEEN_GONE] = "the end of a VM's teardown",
  };

  return names[kind];
}
