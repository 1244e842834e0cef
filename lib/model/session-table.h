/* session-table.h: sessions, the microVM each has, and the invocations that occupy it
 *
 *   absent -> provisioning -> active <-> idle          (model.md "Sessions")
 *                     \--------\--------\-> stopping -> absent
 *
 * A session is in the table from admission until its VM's teardown ends; before and after, its id
 * is only a number that somebody may use.  An invocation is in flight from its call to its end;
 * what it may leave to be done after that is its background, and occupies the VM as well.  Of a
 * foreseen session (sim/foreseen-sessions.h) nothing is noted between admission and end: it stays
 * provisioning, and its invocation is not in the table.
 *
 * The table keeps no time and books nothing.  What ends a session whatever it does (lifetime,
 * failing health checks) is fixed at admission: the instant, and a sequence that is reserved then
 * and used only if nothing else ends the session first.
 */
#pragma once

#include <enisim/enisim-states.h>
#include <enisim/enisim-time.h>

#include "base/always-inline.h"
#include "base/record-table.h"
#include "base/slab.h"

#define ENISIM_SESSION_NONE ENISIM_SLAB_NONE
G_STATIC_ASSERT (ENISIM_SESSION_NONE == ENISIM_RECORD_TABLE_NONE);
#define ENISIM_INVOCATION_NONE ENISIM_SLAB_NONE

/* Of an event that a session waits for: those of core/event.h. */
#define ENISIM_SESSION_SEQUENCE_MAX ((G_GUINT64_CONSTANT (1) << 38) - 1)

enum
{
  ENISIM_N_SESSION_STATES = ENISIM_SESSION_STOPPING + 1
};

enum
{
  ENISIM_N_VM_ENDS = ENISIM_VM_END_UNREACHABLE + 1
};

/* What every call of the session reads, half a cache line, with parts of its admission in between.
 */
typedef struct
{
  guint64 key; /* runtime and session id in one; the slab's link while free */
  union
  {
    guint64 waiting;
    struct
    {
      guint64 version : 16;
      guint64 workload : 8;
      guint64 is_foreseen : 1; /* its life is known, and its end alone is booked */
      guint64 unused : 1;      /* no unnamed one: those are undefined, and words are put together */
      guint64 timer : 38;      /* sequence of what ends provisioning, idleness or teardown; or 0 */
    };
  };
  union
  {
    guint64 ending;
    struct
    {
      guint64 state : 3; /* EnisimSessionState */
      guint64 is_end_unhealthy : 1;
      guint64 is_end_booked : 1;
      guint64 is_findable : 1;    /* by its key: not where the id never comes again */
      guint64 is_unreachable : 1; /* has no route: is stopped where others begin to serve */
      guint64 end_sequence_high : 6;
      EnisimTime end_at : 51; /* lifetime or failing health checks, whichever comes first */
    };
  };
  guint32 runtime;
  union
  {
    guint32 first_invocation; /* in the order of their calls; of a session that is not foreseen */
    guint32 ready_after_us;   /* of a foreseen one: its cold start, from admission */
  };
} EnisimSession;

/* What is read of a session when it begins and ends only. */
typedef struct
{
  guint64 end_sequence; /* reserved for end_at; grows from admission to admission */
  guint version;        /* of the runtime, below 2^16 */
  guint workload;       /* of the admitting call, below 2^8 */
  guint32 call;         /* its number */
  guint32 follow_up;    /* it is that one of @call's session; 0: @call itself */
} EnisimAdmission;

/* What a session is admitted with. */
typedef struct
{
  guint64 key;          /* runtime and session id in one; not in the table */
  guint32 runtime;      /* whose session it is */
  gboolean is_findable; /* %FALSE where no later call can name the id: spares the hash table */
  gboolean is_unreachable;
  EnisimTime end_at; /* before ENISIM_TIME_NEVER */
  gboolean is_end_unhealthy;
  EnisimAdmission admission;
  gboolean is_foreseen; /* nothing is told of it until it is unfolded; then these hold: */
  guint32 ready_after_us;
  guint64 timer; /* sequence of its end */
} EnisimNewSession;

/* What its session has no room for. */
typedef struct
{
  guint32 call;
  guint32 end_sequence_low;
} EnisimAdmissionRest;

typedef struct
{
  guint32 call; /* its number; the slab's link while free */
  guint32 session;
  guint64 completion;   /* sequence of its end, or its background's; 0 while none is booked */
  guint64 limit;        /* sequence of its request limit; 0 while none is booked */
  EnisimTime called_at; /* the first attempt of the call */
  GTimeSpan duration_us;
  guint32 previous; /* of the same session; of its first one: the last */
  guint32 next;
  guint32 client;    /* who learns the outcome, as its simulation numbers them */
  guint32 follow_up; /* it is that one of @call's session; 0: @call itself */
  guint8 workload;
  guint8 is_cold;
  guint8 is_limited;    /* its request limit comes before its completion */
  guint8 is_background; /* has ended; its background is still there */
  guint8 n_retries;     /* attempts of the call before this one */
} EnisimInvocation;

typedef struct
{
  EnisimSlab sessions;
  EnisimAdmissionRest *admissions; /* of the sessions, in their places */
  guint32 *follow_ups;             /* the same; NULL until one of them is not 0 */
  guint32 n_admissions;            /* places, the slab's capacity */
  EnisimSlab invocations;
  EnisimRecordTable table; /* of the findable sessions */
  guint32 n_background;    /* of the invocations */
} EnisimSessionTable;

/* @seed only scatters the table. */
void enisim_session_table_init (EnisimSessionTable *table, guint64 seed);
void enisim_session_table_clear (EnisimSessionTable *table);

/* What was in flight goes on in the background; its timers are forgotten. */
void enisim_session_table_begin_background (EnisimSessionTable *table, guint32 invocation);

/* Gives memory back where there were many more invocations once.  Returns: whether that was looked
 * at, in a time that follows how many there were. */
gboolean enisim_session_table_tidy (EnisimSessionTable *table);

/* Walks everything; aborts on a broken invariant.  O(n): tests and debugging only. */
void enisim_session_table_verify (const EnisimSessionTable *table);

static inline EnisimSession *
enisim_session_table_get (const EnisimSessionTable *table, guint32 session)
{
  g_assert (session < table->sessions.n_places);
  return (EnisimSession *) (gpointer) table->sessions.records + session;
}

static inline guint32
enisim_session_table_get_index (const EnisimSessionTable *table, const EnisimSession *session)
{
  return (guint32) (session - (const EnisimSession *) (gconstpointer) table->sessions.records);
}

static inline EnisimAdmission
enisim_session_table_get_admission (const EnisimSessionTable *table, guint32 session)
{
  const EnisimSession *record = enisim_session_table_get (table, session);
  const EnisimAdmissionRest *rest = table->admissions + session;

  return (EnisimAdmission){ .end_sequence
                            = (guint64) record->end_sequence_high << 32 | rest->end_sequence_low,
                            .version = record->version,
                            .workload = record->workload,
                            .call = rest->call,
                            .follow_up
                            = table->follow_ups != NULL ? table->follow_ups[session] : 0 };
}

/* @sequence: of the event that the session waits for from now on; 0: none */
static inline void
enisim_session_set_timer (EnisimSession *session, guint64 sequence)
{
  session->timer = sequence & ENISIM_SESSION_SEQUENCE_MAX;
}

/* A foreseen session is one like others from now on, without a timer or invocations. */
static inline void
enisim_session_unfold (EnisimSession *session, EnisimSessionState state)
{
  g_assert (session->is_foreseen);
  session->is_foreseen = FALSE;
  session->timer = 0;
  session->first_invocation = ENISIM_INVOCATION_NONE;
  session->state = state;
}

static inline EnisimInvocation *
enisim_session_table_get_invocation (const EnisimSessionTable *table, guint32 invocation)
{
  g_assert (invocation < table->invocations.n_places);
  return (EnisimInvocation *) (gpointer) table->invocations.records + invocation;
}

static inline guint32
enisim_session_table_get_invocation_index (const EnisimSessionTable *table,
                                           const EnisimInvocation *invocation)
{
  return (guint32) (invocation
                    - (const EnisimInvocation *) (gconstpointer) table->invocations.records);
}

/* For the hash table: @owner is the session table. */
static inline guint64
enisim_session_table_get_key (guint32 session, gconstpointer owner)
{
  return enisim_session_table_get (owner, session)->key;
}

/* For _admit only. */
void enisim_session_table_grow_admissions (EnisimSessionTable *table);
void enisim_session_table_note_follow_up (EnisimSessionTable *table, guint32 session,
                                          guint32 follow_up);

/* What one of a field counts in the word that it is part of. */
#define ENISIM_SESSION_UNIT(word, field) (((EnisimSession){ .field = 1 }).word)

/* Returns: a provisioning session without invocations; unless it is foreseen, the caller sets its
 * timer.  Its words are put together here: compilers would do so in memory, field by field, and
 * the processor waits for a word of which a part has just been written. */
ENISIM_ALWAYS_INLINE guint32
enisim_session_table_admit (EnisimSessionTable *table, const EnisimNewSession *admitted)
{
  const EnisimAdmission *admission = &admitted->admission;
  const guint32 session = enisim_slab_take (&table->sessions);
  EnisimSession *record;

  g_assert (admitted->end_at >= ENISIM_TIME_ZERO && admitted->end_at < ENISIM_TIME_NEVER);
  g_assert (admission->version < 1u << 16 && admission->workload < 1u << 8);
  g_assert (admission->end_sequence <= ENISIM_SESSION_SEQUENCE_MAX);
  if (G_UNLIKELY (table->n_admissions < table->sessions.capacity))
    enisim_session_table_grow_admissions (table);
  record = enisim_session_table_get (table, session);
  record->key = admitted->key;
  record->waiting = admission->version * ENISIM_SESSION_UNIT (waiting, version)
                    | admission->workload * ENISIM_SESSION_UNIT (waiting, workload)
                    | (admitted->is_foreseen ? ENISIM_SESSION_UNIT (waiting, is_foreseen) : 0)
                    | admitted->timer * ENISIM_SESSION_UNIT (waiting, timer);
  record->ending
      = ENISIM_SESSION_PROVISIONING * ENISIM_SESSION_UNIT (ending, state)
        | (admitted->is_end_unhealthy ? ENISIM_SESSION_UNIT (ending, is_end_unhealthy) : 0)
        | (admitted->is_findable ? ENISIM_SESSION_UNIT (ending, is_findable) : 0)
        | (admitted->is_unreachable ? ENISIM_SESSION_UNIT (ending, is_unreachable) : 0)
        | (admission->end_sequence >> 32) * ENISIM_SESSION_UNIT (ending, end_sequence_high)
        | (guint64) admitted->end_at * ENISIM_SESSION_UNIT (ending, end_at);
  record->runtime = admitted->runtime;
  record->first_invocation
      = admitted->is_foreseen ? admitted->ready_after_us : ENISIM_INVOCATION_NONE;
  table->admissions[session]
      = (EnisimAdmissionRest){ admission->call, (guint32) admission->end_sequence };
  if (G_UNLIKELY (admission->follow_up != 0 || table->follow_ups != NULL))
    enisim_session_table_note_follow_up (table, session, admission->follow_up);
  if (admitted->is_findable)
    enisim_record_table_add (&table->table, admitted->key, session, enisim_session_table_get_key,
                             table);
  return session;
}

/* Stopping -> absent. */
static inline void
enisim_session_table_remove (EnisimSessionTable *table, guint32 session)
{
  EnisimSession *record = enisim_session_table_get (table, session);

  g_assert (record->state == ENISIM_SESSION_STOPPING);
  if (record->is_findable)
    enisim_record_table_remove (&table->table, record->key, session, enisim_session_table_get_key,
                                table);
  record->state = ENISIM_SESSION_FREE;
  enisim_slab_give_back (&table->sessions, session);
}

/* Foreseen -> absent.  @session: of @record */
static inline void
enisim_session_table_remove_foreseen (EnisimSessionTable *table, EnisimSession *record,
                                      guint32 session)
{
  g_assert (!record->is_findable);
  record->is_foreseen = FALSE;
  record->timer = 0;
  record->state = ENISIM_SESSION_FREE;
  enisim_slab_give_back (&table->sessions, session);
}

/* Returns: the session of that key, or ENISIM_SESSION_NONE. */
static inline guint32
enisim_session_table_find (const EnisimSessionTable *table, guint64 key)
{
  return enisim_record_table_find (&table->table, key, enisim_session_table_get_key, table);
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

static inline gboolean
enisim_session_state_is_serving (EnisimSessionState state)
{
  return state == ENISIM_SESSION_PROVISIONING || state == ENISIM_SESSION_ACTIVE;
}

/* As the arrows above go. */
static inline gboolean
enisim_session_state_may_become (EnisimSessionState from, EnisimSessionState to)
{
  static const guint8 next[ENISIM_N_SESSION_STATES] = {
    [ENISIM_SESSION_PROVISIONING] = 1 << ENISIM_SESSION_ACTIVE | 1 << ENISIM_SESSION_STOPPING,
    [ENISIM_SESSION_IDLE] = 1 << ENISIM_SESSION_ACTIVE | 1 << ENISIM_SESSION_STOPPING,
    [ENISIM_SESSION_ACTIVE] = 1 << ENISIM_SESSION_IDLE | 1 << ENISIM_SESSION_STOPPING,
  };

  return from <= ENISIM_SESSION_STOPPING && (next[from] & 1u << to) != 0;
}

/* Nothing is in flight on a session that becomes idle or stopping.  @from: what it is, which most
 * callers know when they are compiled */
static inline void
enisim_session_change_state (EnisimSession *session, EnisimSessionState from, EnisimSessionState to)
{
  g_assert (session->state == from && enisim_session_state_may_become (from, to));
  g_assert (enisim_session_state_is_serving (to)
            || session->first_invocation == ENISIM_INVOCATION_NONE);
  session->state = to;
}

/* For _begin_invocation only: behind others. */
void enisim_session_table_link_invocation (EnisimSessionTable *table, EnisimSession *session,
                                           guint32 invocation);

/* Behind the others of the session, which is provisioning or active.
 * @begun: all but its session and its links
 * Returns: its index */
ENISIM_ALWAYS_INLINE guint32
enisim_session_table_begin_invocation (EnisimSessionTable *table, EnisimSession *session,
                                       const EnisimInvocation *begun)
{
  const guint32 index = enisim_slab_take (&table->invocations);
  EnisimInvocation *invocation = enisim_session_table_get_invocation (table, index);

  g_assert (enisim_session_state_is_serving (session->state));
  *invocation = *begun;
  invocation->session = enisim_session_table_get_index (table, session);
  invocation->previous = index;
  invocation->next = ENISIM_INVOCATION_NONE;
  if (G_LIKELY (session->first_invocation == ENISIM_INVOCATION_NONE))
    session->first_invocation = index;
  else
    enisim_session_table_link_invocation (table, session, index);
  return index;
}

/* For _end_invocation only: not the one that is alone on its session. */
void enisim_session_table_unlink_invocation (EnisimSessionTable *table, guint32 invocation);

/* Of either kind.  @session: that on which it is */
static inline void
enisim_session_table_end_invocation (EnisimSessionTable *table, EnisimSession *session,
                                     EnisimInvocation *invocation)
{
  const guint32 index = enisim_session_table_get_invocation_index (table, invocation);

  if (G_LIKELY (session->first_invocation == index && invocation->next == ENISIM_INVOCATION_NONE))
    session->first_invocation = ENISIM_INVOCATION_NONE;
  else
    enisim_session_table_unlink_invocation (table, index);
  table->n_background -= invocation->is_background;
  invocation->session = ENISIM_SESSION_NONE;
  invocation->completion = 0;
  invocation->limit = 0;
  enisim_slab_give_back (&table->invocations, index);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EnisimSessionTable, enisim_session_table_clear)
