/* timer-step.h: a timer as a step from the one before it, in 8 bytes
 *
 *   span:25  bookings:12  entity:27
 *
 * The span between the two and the bookings from one to the other, which on a busy ring are few.
 * An entity is turned by one bit: where the highest one marks a second kind of them, as that of
 * callers, the numbers of both kinds are small.  What does not fit is told, and not cut.
 */
#pragma once

#include "core/event.h"

typedef guint64 EnisimTimerStep;

/* What an event has beside its class and kind. */
typedef struct
{
  EnisimTime at;
  guint64 sequence;
  guint32 entity;
} EnisimTimer;

enum
{
  ENISIM_TIMER_STEP_ENTITY_BITS = 27,
  ENISIM_TIMER_STEP_BOOKINGS_BITS = 12,
  ENISIM_TIMER_STEP_SPAN_BITS = 25,
  ENISIM_TIMER_STEP_SPAN_SHIFT = ENISIM_TIMER_STEP_ENTITY_BITS + ENISIM_TIMER_STEP_BOOKINGS_BITS
};

G_STATIC_ASSERT (ENISIM_TIMER_STEP_SPAN_SHIFT + ENISIM_TIMER_STEP_SPAN_BITS == 64);

/* Returns: %FALSE, with @step undefined, if that does not fit; so it is of what goes back. */
static inline gboolean
enisim_timer_step_make (GTimeSpan span_us, guint64 bookings, guint32 entity, EnisimTimerStep *step)
{
  const guint32 turned = entity << 1 | entity >> 31;

  *step = (guint64) span_us << ENISIM_TIMER_STEP_SPAN_SHIFT
          | bookings << ENISIM_TIMER_STEP_ENTITY_BITS | turned;
  return ((guint64) span_us >> ENISIM_TIMER_STEP_SPAN_BITS
          | bookings >> ENISIM_TIMER_STEP_BOOKINGS_BITS | turned >> ENISIM_TIMER_STEP_ENTITY_BITS)
         == 0;
}

static inline GTimeSpan
enisim_timer_step_get_span_us (EnisimTimerStep step)
{
  return (GTimeSpan) (step >> ENISIM_TIMER_STEP_SPAN_SHIFT);
}

static inline guint64
enisim_timer_step_get_bookings (EnisimTimerStep step)
{
  return step >> ENISIM_TIMER_STEP_ENTITY_BITS & ((1u << ENISIM_TIMER_STEP_BOOKINGS_BITS) - 1);
}

static inline guint32
enisim_timer_step_get_entity (EnisimTimerStep step)
{
  const guint32 turned = step & ((1u << ENISIM_TIMER_STEP_ENTITY_BITS) - 1);

  return turned >> 1 | turned << 31;
}

/* Whether it may not fit any more when another is added.  The sum of two that are not large does.
 */
static inline gboolean
enisim_timer_step_is_large (EnisimTimerStep step)
{
  const EnisimTimerStep span_top = (EnisimTimerStep) 1 << 63;
  const EnisimTimerStep bookings_top = (EnisimTimerStep) 1 << (ENISIM_TIMER_STEP_SPAN_SHIFT - 1);

  return (step & (span_top | bookings_top)) != 0;
}

/* What the next step is added to: @step without its entity, or nothing if what it leads to stays.
 */
static inline EnisimTimerStep
enisim_timer_step_skip (EnisimTimerStep step, guint64 stays)
{
  return step >> ENISIM_TIMER_STEP_ENTITY_BITS << ENISIM_TIMER_STEP_ENTITY_BITS & (stays - 1);
}

static inline EnisimTimer
enisim_timer_follow (EnisimTimer timer, EnisimTimerStep step)
{
  return (EnisimTimer){ .at = timer.at + enisim_timer_step_get_span_us (step),
                        .sequence = timer.sequence + enisim_timer_step_get_bookings (step),
                        .entity = enisim_timer_step_get_entity (step) };
}
