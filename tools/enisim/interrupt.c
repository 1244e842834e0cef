/* interrupt.c: Ctrl-C, a polite kill and a closed terminal, held back and asked for */
#include "interrupt.h"

#include <time.h>
#include <unistd.h>

#include "command.h"

typedef void (*Handler) (int number);

static const int NUMBERS[] = { SIGINT, SIGTERM, SIGHUP };

static gboolean
is_ignored (int number)
{
  struct sigaction action;

  return sigaction (number, NULL, &action) != 0 || action.sa_handler == SIG_IGN;
}

/* Only what a handler may call: a write that fails has nobody to tell. */
static void
end_with (const char *text, gsize n_bytes)
{
  const gssize n_written = write (STDERR_FILENO, text, n_bytes);

  (void) n_written;
  _exit (ENISIM_EXIT_INTERRUPTED);
}

static void
end_before_report (int number G_GNUC_UNUSED)
{
  static const char text[] = "enisim: interrupted before all was written\n";

  end_with (text, sizeof text - 1);
}

static void
end_before_replication (int number G_GNUC_UNUSED)
{
  static const char text[]
      = "enisim: interrupted: no replication was finished, there is nothing to report\n";

  end_with (text, sizeof text - 1);
}

static void
end_before_verdict (int number G_GNUC_UNUSED)
{
  static const char text[]
      = "enisim: interrupted before all was read: whether it is valid is open\n";

  end_with (text, sizeof text - 1);
}

void
enisim_interrupts_expect (EnisimInterrupted when)
{
  static const Handler handlers[] = {
    [ENISIM_INTERRUPTED_BEFORE_REPORT] = end_before_report,
    [ENISIM_INTERRUPTED_BEFORE_REPLICATION] = end_before_replication,
    [ENISIM_INTERRUPTED_BEFORE_VERDICT] = end_before_verdict,
  };
  struct sigaction action = { .sa_handler = handlers[when] };

  for (guint i = 0; i < G_N_ELEMENTS (NUMBERS); i++)
    sigaddset (&action.sa_mask, NUMBERS[i]);
  for (guint i = 0; i < G_N_ELEMENTS (NUMBERS); i++)
    if (!is_ignored (NUMBERS[i]))
      sigaction (NUMBERS[i], &action, NULL);
}

void
enisim_interrupts_hold (EnisimInterrupts *interrupts)
{
  sigemptyset (&interrupts->held);
  for (guint i = 0; i < G_N_ELEMENTS (NUMBERS); i++)
    if (!is_ignored (NUMBERS[i]))
      sigaddset (&interrupts->held, NUMBERS[i]);
  sigprocmask (SIG_BLOCK, &interrupts->held, &interrupts->before);
}

gboolean
enisim_interrupts_take (const EnisimInterrupts *interrupts)
{
  const struct timespec at_once = { 0 };

  return sigtimedwait (&interrupts->held, NULL, &at_once) > 0;
}

void
enisim_interrupts_forget (const EnisimInterrupts *interrupts)
{
  while (enisim_interrupts_take (interrupts))
    continue;
}

void
enisim_interrupts_release (const EnisimInterrupts *interrupts)
{
  sigprocmask (SIG_SETMASK, &interrupts->before, NULL);
}
