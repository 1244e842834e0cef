/* naive-domain.c: the rules of sessions as one first writes them with GLib
 *
 * One event list for everything, a GSequence in the order (instant, class, sequence); sessions in
 * a GHashTable; each event and session an allocation of its own.  The lifetime is booked with the
 * session, and a timer that is not needed any more is taken out.  Of the statistics it keeps only
 * what the checksum asks for: no percentiles, no series, no level of each state.
 */
#include "domain-bench.h"
#include "peers/peers.h"

typedef enum
{
  PROVISIONING,
  ACTIVE,
  IDLE,
  STOPPING,
} State;

typedef enum
{
  COLD_START_END,
  INVOCATION_END,
  IDLE_END,
  LIFETIME_END,
  VM_GONE,
  ARRIVAL,
} Kind;

typedef struct
{
  guint64 id;
  State state;
  GSequenceIter *timer; /* (nullable): of the idle timeout */
  GSequenceIter *lifetime;
  GQueue in_flight; /* (GSequenceIter *) their ends; while provisioning that of the cold start */
  gint64 called_at_us, duration_us; /* of the call that it is provisioned for */
} Session;

typedef struct
{
  gint64 at_us;
  guint64 sequence;
  Kind kind;
  Session *session; /* (nullable): of an arrival */
  gint64 called_at_us;
} Event;

typedef struct
{
  BenchDomain domain;
  BenchCalls *calls;
  BenchCall next;
  gint64 now_us;
  guint64 n_booked;
  GSequence *events;
  GHashTable *sessions;
  guint32 n_vms;
  gint64 level_at_us; /* when n_vms changed */
  BenchDomainFigures figures;
} Naive;

static guint
get_class (Kind kind)
{
  static const guint classes[] = { 0, 0, 1, 1, 2, 3 };

  return classes[kind];
}

static gint
compare (gconstpointer a, gconstpointer b, gpointer data)
{
  const Event *x = a, *y = b;

  (void) data;
  if (x->at_us != y->at_us)
    return x->at_us < y->at_us ? -1 : 1;
  if (get_class (x->kind) != get_class (y->kind))
    return get_class (x->kind) < get_class (y->kind) ? -1 : 1;
  return (x->sequence > y->sequence) - (x->sequence < y->sequence);
}

static GSequenceIter *
book (Naive *naive, gint64 at_us, Kind kind, Session *session, gint64 called_at_us)
{
  Event *event = g_new (Event, 1);

  *event = (Event){ at_us, ++naive->n_booked, kind, session, called_at_us };
  return g_sequence_insert_sorted (naive->events, event, compare, NULL);
}

static void
set_n_vms (Naive *naive, guint32 n_vms)
{
  naive->figures.vm_area_us += naive->n_vms * (guint64) (naive->now_us - naive->level_at_us);
  naive->level_at_us = naive->now_us;
  naive->n_vms = n_vms;
}

static void
book_next_arrival (Naive *naive)
{
  naive->next = bench_calls_take (naive->calls);
  book (naive, naive->next.at_us, ARRIVAL, NULL, 0);
}

static void
serve (Naive *naive, Session *session, gint64 called_at_us, gint64 duration_us)
{
  session->state = ACTIVE;
  g_queue_push_tail (&session->in_flight, book (naive, naive->now_us + duration_us, INVOCATION_END,
                                                session, called_at_us));
}

static void
admit (Naive *naive, const BenchCall *call)
{
  Session *session = g_new0 (Session, 1);

  naive->figures.n_cold++;
  session->id = call->session;
  session->called_at_us = call->at_us;
  session->duration_us = call->duration_us;
  session->lifetime
      = book (naive, naive->now_us + naive->domain.lifetime_us, LIFETIME_END, session, 0);
  g_queue_push_tail (&session->in_flight, book (naive, naive->now_us + naive->domain.cold_start_us,
                                                COLD_START_END, session, call->at_us));
  g_hash_table_insert (naive->sessions, &session->id, session);
  set_n_vms (naive, naive->n_vms + 1);
}

static void
join (Naive *naive, Session *session, const BenchCall *call)
{
  if (session->state == PROVISIONING || session->state == STOPPING)
    {
      naive->figures.n_conflict++;
      return;
    }
  naive->figures.n_warm++;
  g_clear_pointer (&session->timer, g_sequence_remove);
  serve (naive, session, call->at_us, call->duration_us);
}

static void
arrive (Naive *naive)
{
  const BenchCall call = naive->next;
  Session *session = g_hash_table_lookup (naive->sessions, &call.session);

  book_next_arrival (naive);
  naive->figures.n_calls++;
  if (session != NULL)
    join (naive, session, &call);
  else if (naive->n_vms >= naive->domain.max_vms)
    naive->figures.n_quota++;
  else
    admit (naive, &call);
}

static void
end_invocation (Naive *naive, Session *session, GSequenceIter *end, gint64 called_at_us)
{
  naive->figures.n_ok++;
  naive->figures.latency_ok_us += (guint64) (naive->now_us - called_at_us);
  g_queue_remove (&session->in_flight, end);
  if (session->in_flight.length > 0)
    return;
  session->state = IDLE;
  session->timer = book (naive, naive->now_us + naive->domain.idle_us, IDLE_END, session, 0);
}

static void
stop (Naive *naive, Session *session)
{
  naive->figures.n_cut += session->in_flight.length;
  while (session->in_flight.length > 0)
    g_sequence_remove (g_queue_pop_head (&session->in_flight));
  g_clear_pointer (&session->timer, g_sequence_remove);
  g_clear_pointer (&session->lifetime, g_sequence_remove);
  session->state = STOPPING;
  book (naive, naive->now_us + naive->domain.teardown_us, VM_GONE, session, 0);
}

static void
remove_vm (Naive *naive, Session *session)
{
  g_hash_table_remove (naive->sessions, &session->id);
  set_n_vms (naive, naive->n_vms - 1);
}

/* An end that comes to its session leaves the list there, with the session's link to it. */
static void
handle (Naive *naive, GSequenceIter *first, const Event *event)
{
  Session *session = event->session;

  switch (event->kind)
    {
    case COLD_START_END:
      g_queue_clear (&session->in_flight);
      serve (naive, session, session->called_at_us, session->duration_us);
      break;
    case INVOCATION_END:
      end_invocation (naive, session, first, event->called_at_us);
      break;
    case IDLE_END:
      session->timer = NULL;
      naive->figures.n_idle_ends++;
      stop (naive, session);
      break;
    case LIFETIME_END:
      session->lifetime = NULL;
      naive->figures.n_lifetime_ends++;
      stop (naive, session);
      break;
    case VM_GONE:
      remove_vm (naive, session);
      break;
    case ARRIVAL:
      arrive (naive);
      break;
    }
}

static void
advance (Naive *naive, gint64 span_us)
{
  const gint64 deadline_us = naive->now_us + span_us;

  for (;;)
    {
      GSequenceIter *first = g_sequence_get_begin_iter (naive->events);
      const Event event = *(const Event *) g_sequence_get (first);

      if (event.at_us > deadline_us)
        break;
      naive->now_us = event.at_us;
      handle (naive, first, &event);
      g_sequence_remove (first);
    }
  naive->now_us = deadline_us;
}

static gpointer
begin (const BenchDomain *domain)
{
  Naive *naive = g_new0 (Naive, 1);

  naive->domain = *domain;
  naive->calls = bench_calls_new (domain);
  naive->events = g_sequence_new (g_free);
  naive->sessions = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  book_next_arrival (naive);
  advance (naive, domain->warm_up_us);
  return naive;
}

static gpointer
setup_invoke (const BenchInput *input)
{
  const BenchDomain domain = bench_domain_make_invoke (input);

  return begin (&domain);
}

static gpointer
setup_loss (const BenchInput *input)
{
  const BenchDomain domain = bench_domain_make_loss (input);

  return begin (&domain);
}

static const BenchDomainFigures *
run (Naive *naive, guint64 n)
{
  advance (naive, bench_domain_span_us (&naive->domain, n));
  set_n_vms (naive, naive->n_vms);
  return &naive->figures;
}

static guint64
run_invoke (gpointer state, guint64 n)
{
  return bench_domain_checksum (run (state, n));
}

static guint64
run_loss (gpointer state, guint64 n)
{
  return bench_loss_checksum (run (state, n));
}

static void
clear_in_flight (gpointer key, gpointer value, gpointer data)
{
  Session *session = value;

  (void) key, (void) data;
  g_queue_clear (&session->in_flight);
}

static void
teardown (gpointer state)
{
  Naive *naive = state;

  g_hash_table_foreach (naive->sessions, clear_in_flight, NULL);
  g_hash_table_unref (naive->sessions);
  g_sequence_free (naive->events);
  bench_calls_free (naive->calls);
  g_free (naive);
}

const BenchContestant naive_invoke
    = { "GSequence + GHashTable", NULL, setup_invoke, run_invoke, teardown };
const BenchContestant naive_invoke_once
    = { "GSequence + GHashTable", NULL,           setup_invoke, run_invoke, teardown,
        .is_slow = TRUE,          .is_once = TRUE };
const BenchContestant naive_loss
    = { "GSequence + GHashTable", NULL, setup_loss, run_loss, teardown };
