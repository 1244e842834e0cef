/* session-table.c: sessions, the microVM each has, and the invocations in flight on it */
#include "model/session-table.h"

#include "base/pages.h"
#include "core/event.h"

enum
{
  /* With fewer there is little to give back, and so where a good part of them is in flight. */
  N_INVOCATIONS_TIDY_MIN = 8192,
  N_INVOCATIONS_TIDY_PARTS = 4
};

/* What the slab links free records by must not be the field that tells them apart. */
G_STATIC_ASSERT (offsetof (EnisimSession, key) == 0);
G_STATIC_ASSERT (offsetof (EnisimInvocation, call) == 0);
G_STATIC_ASSERT (sizeof (EnisimSession) == 32);
G_STATIC_ASSERT (sizeof (EnisimAdmissionRest) == 8);
G_STATIC_ASSERT (ENISIM_SESSION_SEQUENCE_MAX == ENISIM_EVENT_SEQUENCE_MAX);
G_STATIC_ASSERT (ENISIM_N_SESSION_STATES <= 8);
G_STATIC_ASSERT (sizeof (EnisimInvocation) <= 64);

void
enisim_session_table_init (EnisimSessionTable *table, guint64 seed)
{
  *table = (EnisimSessionTable){ .n_background = 0 };
  enisim_slab_init (&table->sessions, sizeof (EnisimSession));
  enisim_slab_init (&table->invocations, sizeof (EnisimInvocation));
  enisim_record_table_init (&table->table, seed);
}

void
enisim_session_table_clear (EnisimSessionTable *table)
{
  enisim_slab_clear (&table->sessions);
  enisim_pages_free (table->admissions, table->n_admissions * sizeof (EnisimAdmissionRest));
  table->admissions = NULL;
  enisim_pages_free (table->follow_ups, table->n_admissions * sizeof (guint32));
  table->follow_ups = NULL;
  enisim_slab_clear (&table->invocations);
  enisim_record_table_clear (&table->table);
}

static gpointer
grow (gpointer array, gsize n_before, gsize n_after)
{
  return array == NULL ? enisim_pages_new (n_after) : enisim_pages_grow (array, n_before, n_after);
}

/* There is a place for each that the slab has. */
void
enisim_session_table_grow_admissions (EnisimSessionTable *table)
{
  const gsize n_before = table->n_admissions, n_after = table->sessions.capacity;

  table->n_admissions = table->sessions.capacity;
  table->admissions = grow (table->admissions, n_before * sizeof (EnisimAdmissionRest),
                            n_after * sizeof (EnisimAdmissionRest));
  if (table->follow_ups != NULL)
    table->follow_ups
        = grow (table->follow_ups, n_before * sizeof (guint32), n_after * sizeof (guint32));
}

void
enisim_session_table_note_follow_up (EnisimSessionTable *table, guint32 session, guint32 follow_up)
{
  if (table->follow_ups == NULL)
    table->follow_ups = enisim_pages_new (table->n_admissions * sizeof (guint32));
  table->follow_ups[session] = follow_up;
}

void
enisim_session_table_begin_background (EnisimSessionTable *table, guint32 invocation)
{
  EnisimInvocation *record = enisim_session_table_get_invocation (table, invocation);

  g_assert (!record->is_background);
  record->is_background = TRUE;
  record->completion = 0;
  record->limit = 0;
  table->n_background++;
}

/* An event that is stale may still name a record that is given back, which waits for nothing. */
gboolean
enisim_session_table_tidy (EnisimSessionTable *table)
{
  EnisimSlab *invocations = &table->invocations;

  if (invocations->n_carved < N_INVOCATIONS_TIDY_MIN
      || invocations->n_taken > invocations->n_carved / N_INVOCATIONS_TIDY_PARTS)
    return FALSE;
  enisim_slab_tidy (invocations);
  return TRUE;
}

/* The first one keeps the place of the last, so that a session names but one. */
void
enisim_session_table_link_invocation (EnisimSessionTable *table, EnisimSession *session,
                                      guint32 invocation)
{
  EnisimInvocation *first = enisim_session_table_get_invocation (table, session->first_invocation);

  enisim_session_table_get_invocation (table, invocation)->previous = first->previous;
  enisim_session_table_get_invocation (table, first->previous)->next = invocation;
  first->previous = invocation;
}

void
enisim_session_table_unlink_invocation (EnisimSessionTable *table, guint32 invocation)
{
  const EnisimInvocation *record = enisim_session_table_get_invocation (table, invocation);
  EnisimSession *session = enisim_session_table_get (table, record->session);

  if (session->first_invocation == invocation)
    session->first_invocation = record->next;
  else
    enisim_session_table_get_invocation (table, record->previous)->next = record->next;
  if (record->next != ENISIM_INVOCATION_NONE)
    enisim_session_table_get_invocation (table, record->next)->previous = record->previous;
  else
    enisim_session_table_get_invocation (table, session->first_invocation)->previous
        = record->previous;
}

static guint32
verify_session (const EnisimSessionTable *table, guint32 index, guint32 *n_background)
{
  const EnisimSession *session = enisim_session_table_get (table, index);
  guint32 previous = ENISIM_INVOCATION_NONE, n_invocations = 0;

  if (session->is_foreseen)
    {
      g_assert_true (session->state == ENISIM_SESSION_PROVISIONING && session->timer != 0);
      g_assert_true (!session->is_findable && !session->is_end_booked);
      return 0;
    }

  for (guint32 i = session->first_invocation; i != ENISIM_INVOCATION_NONE; n_invocations++)
    {
      const EnisimInvocation *invocation = enisim_session_table_get_invocation (table, i);

      g_assert_cmpuint (invocation->session, ==, index);
      g_assert_true (n_invocations == 0 || invocation->previous == previous);
      g_assert_true (!invocation->is_background || invocation->limit == 0);
      *n_background += invocation->is_background;
      previous = i;
      i = invocation->next;
    }
  if (session->first_invocation != ENISIM_INVOCATION_NONE)
    g_assert_cmpuint (
        enisim_session_table_get_invocation (table, session->first_invocation)->previous, ==,
        previous);
  g_assert_true (enisim_session_state_is_serving (session->state) || n_invocations == 0);
  if (session->is_findable)
    g_assert_cmpuint (enisim_session_table_find (table, session->key), ==, index);
  return n_invocations;
}

void
enisim_session_table_verify (const EnisimSessionTable *table)
{
  guint32 n_invocations = 0, n_background = 0, n_findable = 0;

  enisim_slab_verify (&table->sessions);
  enisim_slab_verify (&table->invocations);
  enisim_record_table_verify (&table->table, enisim_session_table_get_key, table);
  g_assert_cmpuint (table->n_admissions, ==, table->sessions.capacity);
  for (guint32 i = 0; i < table->sessions.n_places; i++)
    {
      const EnisimSession *session = enisim_session_table_get (table, i);

      if (session->state == ENISIM_SESSION_FREE)
        continue;
      g_assert_cmpuint (session->state, <, ENISIM_N_SESSION_STATES);
      n_findable += session->is_findable;
      n_invocations += verify_session (table, i, &n_background);
    }
  g_assert_cmpuint (n_findable, ==, enisim_record_table_get_n_records (&table->table));
  g_assert_cmpuint (n_invocations, ==, table->invocations.n_taken);
  g_assert_cmpuint (n_background, ==, table->n_background);
}
