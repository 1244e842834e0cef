/* churn-arrivals.c: when stacks come, and how long each stays */
#include "workload/churn-arrivals.h"

#include "workload/workload.h"

/* What a stack's word is mixed with. */
enum
{
  DRAW_LIFETIME = 1
};

void
enisim_churn_arrival_spec_clear (EnisimChurnArrivalSpec *spec)
{
  g_clear_pointer (&spec->name, g_free);
  enisim_distribution_clear (&spec->gap);
  enisim_distribution_clear (&spec->lifetime);
}

static void
set_next (EnisimChurnArrivals *arrivals, EnisimTime before, GTimeSpan gap_us)
{
  const EnisimTime until = arrivals->spec->until;

  arrivals->next_at
      = before < until && gap_us < until - before ? before + gap_us : ENISIM_TIME_NEVER;
}

/* A gap is rounded before it is added, so that the clock stays an integer. */
static void
draw_next (EnisimChurnArrivals *arrivals, EnisimTime before)
{
  set_next (arrivals, before,
            enisim_distribution_sample_us (&arrivals->spec->gap, &arrivals->stream));
}

void
enisim_churn_arrivals_init (EnisimChurnArrivals *arrivals, const EnisimChurnArrivalSpec *spec,
                            guint64 seed, guint32 replication)
{
  *arrivals = (EnisimChurnArrivals){
    .spec = spec,
    .address = enisim_stream_address (seed, replication, ENISIM_PURPOSE_CHURN_STACKS, spec->name),
    .stream = enisim_stream_at (seed, replication, ENISIM_PURPOSE_CHURN_ARRIVALS, spec->name),
  };
  if (spec->begins_at_once)
    set_next (arrivals, spec->from, 0);
  else
    draw_next (arrivals, spec->from);
}

guint32
enisim_churn_arrivals_take (EnisimChurnArrivals *arrivals)
{
  g_assert (arrivals->next_at != ENISIM_TIME_NEVER);
  draw_next (arrivals, arrivals->next_at);
  return ++arrivals->n_taken;
}

GTimeSpan
enisim_churn_arrivals_draw_lifetime_us (const EnisimChurnArrivals *arrivals, guint32 number)
{
  const guint64 word = enisim_stream_mix (arrivals->address, number);

  return enisim_distribution_sample_of_word_us (&arrivals->spec->lifetime,
                                                enisim_stream_mix (word, DRAW_LIFETIME));
}

void
enisim_churn_arrivals_verify (const EnisimChurnArrivals *arrivals)
{
  const EnisimChurnArrivalSpec *spec = arrivals->spec;

  g_assert_nonnull (spec->name);
  enisim_distribution_verify (&spec->gap);
  enisim_distribution_verify (&spec->lifetime);
  g_assert_true (arrivals->next_at == ENISIM_TIME_NEVER
                 || (arrivals->next_at >= spec->from && arrivals->next_at < spec->until));
}
