/* command.h: what every sub-command keeps to
 *
 * stdout is data, stderr is messages.  A sub-command is one file and one row of the table in
 * enisim.c.
 */
#pragma once

#include <enisim/enisim.h>

typedef enum
{
  ENISIM_EXIT_FINE = 0,
  ENISIM_EXIT_FINDING = 1,      /* something that --fail-on names; all was written */
  ENISIM_EXIT_INPUT = 2,        /* bad usage or input: nothing was written */
  ENISIM_EXIT_MACHINE = 3,      /* disk full, closed pipe, or a bug of ours */
  ENISIM_EXIT_INTERRUPTED = 130 /* by Ctrl-C or a polite kill: what was done was written, or
                                 * nothing, and a sentence says so */
} EnisimExit;

/* One line on stderr, ended here, after "enisim: ". */
void enisim_complain (const char *format, ...) G_GNUC_PRINTF (1, 2);

/* Text as it is, on stderr. */
void enisim_say (const char *text);

/* @arguments: (array zero-terminated=1): the sub-command's name, then what follows it */
EnisimExit enisim_run (char **arguments);
EnisimExit enisim_plan (char **arguments);
EnisimExit enisim_check (char **arguments);
EnisimExit enisim_diff (char **arguments);
EnisimExit enisim_import (char **arguments);
EnisimExit enisim_describe (char **arguments);
EnisimExit enisim_tear_down (char **arguments);
EnisimExit enisim_list_options (char **arguments);
