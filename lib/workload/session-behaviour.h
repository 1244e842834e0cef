/* session-behaviour.h: what a caller does with a session that it has begun
 *
 * The call that begins a session is the first of its invokes; each of the others, its follow-ups,
 * comes when the one before has ended and the caller has thought (model.md "Workloads and churn").
 * Whatever is drawn for a follow-up is drawn from a word of its own, as for any call.
 */
#pragma once

#include "core/distribution.h"

#define ENISIM_SESSION_INVOKES_MAX 1000000

typedef enum
{
  ENISIM_INVOKES_UNIFORM,   /* min..max, each as likely; a constant is its own bounds */
  ENISIM_INVOKES_GEOMETRIC, /* at least 1; after each as likely to go on */
} EnisimInvokesKind;

typedef struct
{
  EnisimInvokesKind kind;
  guint32 min, max; /* uniform: 1..ENISIM_SESSION_INVOKES_MAX */
  double mean;      /* geometric: at least 1 */
} EnisimInvokesSpec;

typedef struct
{
  EnisimInvokesSpec invokes;
  EnisimDistribution think; /* between the end of an invoke and the next */
  gboolean stop;            /* ends with a StopRuntimeSession, else by its idle timeout */
} EnisimSessionSpec;

/* One invoke and no stop, which is what a caller does that knows nothing of sessions. */
void enisim_session_spec_init (EnisimSessionSpec *spec);
void enisim_session_spec_clear (EnisimSessionSpec *spec);
void enisim_session_spec_verify (const EnisimSessionSpec *spec);

/* Whether a session may get more than the call that begins it. */
gboolean enisim_session_spec_goes_on (const EnisimSessionSpec *spec);

/* Returns: how many invokes the session has that the call with @word begins, 1 to
 * ENISIM_SESSION_INVOKES_MAX. */
guint32 enisim_session_spec_draw_n_invokes (const EnisimSessionSpec *spec, guint64 word);

/* After the invoke with @word. */
GTimeSpan enisim_session_spec_draw_think (const EnisimSessionSpec *spec, guint64 word);

/* @first: of the call that began the session.  Returns: the word of its follow-up @number; 0 is the
 * call itself. */
guint64 enisim_session_get_word (guint64 first, guint32 number);
