/* interrupt.h: Ctrl-C, a polite kill and a closed terminal, held back and asked for
 *
 * No handler, so nothing mutable is global: the signals are blocked, and whoever works asks now
 * and then whether one is waiting.  A signal that the caller's shell ignores stays ignored.
 */
#pragma once

#include <signal.h>

#include <glib.h>

typedef struct
{
  sigset_t held, before;
} EnisimInterrupts;

void enisim_interrupts_hold (EnisimInterrupts *interrupts);

/* Returns: whether one came since the last call; it is used up. */
gboolean enisim_interrupts_take (const EnisimInterrupts *interrupts);

/* From here on they end the process again, one that waits at once. */
void enisim_interrupts_release (const EnisimInterrupts *interrupts);
