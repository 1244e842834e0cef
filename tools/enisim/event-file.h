/* event-file.h: the file of --events, written while a run goes on */
#pragma once

#include <enisim/enisim.h>

#include "output.h"

typedef struct
{
  EnisimOutput output;
  GString *text; /* not written yet */
  EnisimEventLog *log;
} EnisimEventFile;

/* Every change of a run from now on is written; the run stops when a write fails.  @sim must not
 * run again after @file is closed or cleared, unless it is observed by another.
 *
 * @sim: of @scenario, @seed and @replication, and before its first event
 * @path: "-" for stdout
 * Returns: FALSE, with a complaint and nothing to clear, if it cannot be opened */
gboolean enisim_event_file_open (EnisimEventFile *file, const char *path, EnisimSimulation *sim,
                                 EnisimScenario *scenario, guint64 seed, guint32 replication);

/* Writes the last line; the file takes its name.  Zeros are no file, and all is well.
 *
 * Returns: FALSE, with a complaint, if not all was written */
gboolean enisim_event_file_close (EnisimEventFile *file, EnisimSimulation *sim,
                                  gboolean is_complete);

/* Leaves what was there before; may be called on zeros and after _close(). */
void enisim_event_file_clear (EnisimEventFile *file);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EnisimEventFile, enisim_event_file_clear)
