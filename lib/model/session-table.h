/* session-table.h: sessions, the microVM each has, and the invocations that occupy it
 *
 *   absent -> provisioning -> active <-> idle          (model.md "Sessions")
 *                     \--------\--------\-> stopping -> absent
 *
 * A session is in the table from admission until its VM's teardown ends; before and after, its id
 * is only a number that somebody may use.  An invocation is in flight from its call to its end;
 * what it may leave to be done after that is its background, and occupies the VM as well.
 *
 * The table keeps no time and books nothing.  What ends a session whatever it does (lifetime,
 * failing health checks) is fixed at admission: the instant, and a sequence that is reserved then
 * and used only if nothing else ends the session first.
 */
#pragma once

#include <enisim/enisim-states.h>
#include <enisim/enisim-time.h>

#include "base/key-table.h"
#include "base/slab.h"

#define ENISIM_SESSION_NONE ENISIM_SLAB_NONE
G_STATIC_ASSERT (ENISIM_SESSION_NONE == ENISIM_KEY_TABLE_NONE);
#define ENISIM_INVOCATION_NONE ENISIM_SLAB_NONE

enum
{
  ENISIM_N_SESSION_STATES = ENISIM_SESSION_STOPPING + 1
};

enum
{
  ENISIM_N_VM_ENDS = ENISIM_VM_END_UNREACHABLE + 1
};

typedef struct
{
  guint32 call; /* number of the admitting call; the slab's link while free */
  guint32 runtime;
  guint64 key;          /* runtime and session id in one */
  guint64 timer;        /* sequence of the provisioning's, idle timeout's or teardown's end; or 0 */
  guint64 end_sequence; /* reserved for end_at; grows from admission to admission */
  EnisimTime end_at;    /* lifetime or failing health checks, whichever comes first */
  guint32 first_invocation, last_invocation; /* in the order of their calls */
  guint8 state;                              /* EnisimSessionState */
  guint8 end_cause;                          /* EnisimVmEnd at end_at */
  guint8 is_end_booked;
  guint8 is_findable;    /* by its key: not where the id never comes again */
  guint8 is_unreachable; /* has no route: is stopped where others begin to serve */
  guint8 workload;       /* of the admitting call */
  guint16 version;       /* of the runtime: fixed at admission */
  guint32 follow_up;     /* the admitting call is that one of @call's session; 0: @call itself */
} EnisimSession;

typedef struct
{
  guint32 call; /* its number; the slab's link while free */
  guint32 session;
  guint64 completion;   /* sequence of its end, or its background's; 0 while none is booked */
  guint64 limit;        /* sequence of its request limit; 0 while none is booked */
  EnisimTime called_at; /* the first attempt of the call */
  GTimeSpan duration_us;
  guint32 previous, next; /* of the same session */
  guint32 client;         /* who learns the outcome, as its simulation numbers them */
  guint32 follow_up;      /* it is that one of @call's session; 0: @call itself */
  guint8 workload;
  guint8 is_cold;
  guint8 is_limited;    /* its request limit comes before its completion */
  guint8 is_background; /* has ended; its background is still there */
  guint8 n_retries;     /* attempts of the call before this one */
} EnisimInvocation;

typedef struct
{
  EnisimSlab sessions;
  EnisimSlab invocations;
  EnisimKeyTable table; /* key -> session */
  guint32 n_background; /* of the invocations */
  guint32 n_in_state[ENISIM_N_SESSION_STATES];
} EnisimSessionTable;

/* @seed only scatters the table. */
void enisim_session_table_init (EnisimSessionTable *table, guint64 seed);
void enisim_session_table_clear (EnisimSessionTable *table);

/**
 * enisim_session_table_admit:
 * @runtime: whose session it is
 * @key: runtime and session id in one, not in the table
 * @is_findable: %FALSE where no later call can name the id, which spares the hash table
 *
 * Returns: a provisioning session without invocations; the caller fills its end and timer in
 */
guint32 enisim_session_table_admit (EnisimSessionTable *table, guint32 runtime, guint64 key,
                                    gboolean is_findable);

/* As the arrows above go; nothing is in flight on a session that becomes idle or stopping. */
void enisim_session_table_set_state (EnisimSessionTable *table, guint32 session,
                                     EnisimSessionState state);

/* Stopping -> absent. */
void enisim_session_table_remove (EnisimSessionTable *table, guint32 session);

/* Returns: an invocation behind the others of the session, which is provisioning or active; the
 * caller fills in what belongs to it. */
guint32 enisim_session_table_begin_invocation (EnisimSessionTable *table, guint32 session);

/* What was in flight goes on in the background; its timers are forgotten. */
void enisim_session_table_begin_background (EnisimSessionTable *table, guint32 invocation);

/* Of either kind. */
void enisim_session_table_end_invocation (EnisimSessionTable *table, guint32 invocation);

/* Walks everything; aborts on a broken invariant.  O(n): tests and debugging only. */
void enisim_session_table_verify (const EnisimSessionTable *table);

static inline EnisimSession *
enisim_session_table_get (const EnisimSessionTable *table, guint32 session)
{
  g_assert (session < table->sessions.n_places);
  return (EnisimSession *) (gpointer) table->sessions.records + session;
}

static inline EnisimInvocation *
enisim_session_table_get_invocation (const EnisimSessionTable *table, guint32 invocation)
{
  g_assert (invocation < table->invocations.n_places);
  return (EnisimInvocation *) (gpointer) table->invocations.records + invocation;
}

/* Returns: the session of that key, or ENISIM_SESSION_NONE. */
static inline guint32
enisim_session_table_find (const EnisimSessionTable *table, guint64 key)
{
  return enisim_key_table_lookup (&table->table, key);
}

static inline guint32
enisim_session_table_get_n_in_flight (const EnisimSessionTable *table)
{
  return table->invocations.n_taken - table->n_background;
}

/* VMs from admission to the end of their teardown. */
static inline guint32
enisim_session_table_get_n_vms (const EnisimSessionTable *table)
{
  return table->sessions.n_taken;
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EnisimSessionTable, enisim_session_table_clear)
