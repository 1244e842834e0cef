/* interrupt.h: Ctrl-C, a polite kill and a closed terminal, held back and asked for
 *
 * The signals are blocked while there is work, and whoever works asks now and then whether one is
 * waiting, so that nothing mutable is global.  While none is held, one ends the process with a
 * sentence of why there is no report.  A signal that the caller's shell ignores stays ignored.
 */
#pragma once

#include <signal.h>

#include <glib.h>

typedef struct
{
  sigset_t held, before;
} EnisimInterrupts;

typedef enum
{
  ENISIM_INTERRUPTED_BEFORE_REPORT,      /* or before the end of it, where it goes to a pipe */
  ENISIM_INTERRUPTED_BEFORE_REPLICATION, /* while the first of several runs is still to come */
  ENISIM_INTERRUPTED_BEFORE_VERDICT,     /* on what is only read */
} EnisimInterrupted;

/* From now on one that is not held ends the process with exit status 130 and the sentence for
 * @when; a file that it was about to replace is as it was. */
void enisim_interrupts_expect (EnisimInterrupted when);

void enisim_interrupts_hold (EnisimInterrupts *interrupts);

/* Returns: whether one came since the last call; it is used up. */
gboolean enisim_interrupts_take (const EnisimInterrupts *interrupts);

/* One that came when all is done anyway changes nothing. */
void enisim_interrupts_forget (const EnisimInterrupts *interrupts);

/* From here on they end the process again, one that waits at once, unless they were held already.
 */
void enisim_interrupts_release (const EnisimInterrupts *interrupts);
