/* interrupt.c: Ctrl-C, a polite kill and a closed terminal, held back and asked for */
#include "interrupt.h"

#include <time.h>

static void
add_unless_ignored (sigset_t *set, int number)
{
  struct sigaction action;

  if (sigaction (number, NULL, &action) == 0 && action.sa_handler != SIG_IGN)
    sigaddset (set, number);
}

void
enisim_interrupts_hold (EnisimInterrupts *interrupts)
{
  sigemptyset (&interrupts->held);
  add_unless_ignored (&interrupts->held, SIGINT);
  add_unless_ignored (&interrupts->held, SIGTERM);
  add_unless_ignored (&interrupts->held, SIGHUP);
  sigprocmask (SIG_BLOCK, &interrupts->held, &interrupts->before);
}

gboolean
enisim_interrupts_take (const EnisimInterrupts *interrupts)
{
  const struct timespec at_once = { 0 };

  return sigtimedwait (&interrupts->held, NULL, &at_once) > 0;
}

void
enisim_interrupts_release (const EnisimInterrupts *interrupts)
{
  sigprocmask (SIG_SETMASK, &interrupts->before, NULL);
}
