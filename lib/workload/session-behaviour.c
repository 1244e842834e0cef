/* session-behaviour.c: what a caller does with a session that it has begun */
#include "workload/session-behaviour.h"

#include <math.h>

#include "workload/workload.h"

void
enisim_session_spec_init (EnisimSessionSpec *spec)
{
  *spec = (EnisimSessionSpec){ .invokes = { .kind = ENISIM_INVOKES_UNIFORM, .min = 1, .max = 1 },
                               .think = enisim_distribution_constant (0) };
}

void
enisim_session_spec_clear (EnisimSessionSpec *spec)
{
  enisim_distribution_clear (&spec->think);
}

void
enisim_session_spec_verify (const EnisimSessionSpec *spec)
{
  enisim_distribution_verify (&spec->think);
  if (spec->invokes.kind == ENISIM_INVOKES_GEOMETRIC)
    {
      g_assert_cmpfloat (spec->invokes.mean, >=, 1.0);
      return;
    }
  g_assert_cmpuint (spec->invokes.min, >, 0);
  g_assert_cmpuint (spec->invokes.min, <=, spec->invokes.max);
  g_assert_cmpuint (spec->invokes.max, <=, ENISIM_SESSION_INVOKES_MAX);
}

gboolean
enisim_session_spec_goes_on (const EnisimSessionSpec *spec)
{
  const EnisimInvokesSpec *invokes = &spec->invokes;

  if (spec->stop)
    return TRUE;
  return invokes->kind == ENISIM_INVOKES_GEOMETRIC ? invokes->mean > 1.0 : invokes->max > 1;
}

/* By inversion: one draw, however long the session.  At a mean of 1 the quotient is 0. */
static guint32
draw_geometric (double mean, EnisimStream *stream)
{
  const double n_more = floor (log1p (-enisim_stream_next_unit (stream)) / log1p (-1.0 / mean));

  return n_more < ENISIM_SESSION_INVOKES_MAX ? 1 + (guint32) n_more : ENISIM_SESSION_INVOKES_MAX;
}

guint32
enisim_session_spec_draw_n_invokes (const EnisimSessionSpec *spec, guint64 word)
{
  const EnisimInvokesSpec *invokes = &spec->invokes;
  EnisimStream stream;

  if (invokes->kind == ENISIM_INVOKES_UNIFORM && invokes->min == invokes->max)
    return invokes->min;
  stream = enisim_call_stream (word, ENISIM_DRAW_INVOKES);
  if (invokes->kind == ENISIM_INVOKES_GEOMETRIC)
    return draw_geometric (invokes->mean, &stream);
  return invokes->min
         + (guint32) enisim_stream_next_below (&stream, invokes->max - invokes->min + 1);
}

GTimeSpan
enisim_session_spec_draw_think (const EnisimSessionSpec *spec, guint64 word)
{
  return enisim_distribution_sample_of_word_us (
      &spec->think, enisim_stream_mix (word, ENISIM_DRAW_SESSION_THINK));
}

guint64
enisim_session_get_word (guint64 first, guint32 number)
{
  return number == 0 ? first
                     : enisim_stream_mix (enisim_stream_mix (first, ENISIM_DRAW_FOLLOW), number);
}
