/* enisim-events.h: every transition of a run as text, one JSON object a line */
#pragma once

#if !defined(ENISIM_INSIDE) && !defined(ENISIM_COMPILATION)
#error "Only <enisim/enisim.h> can be included directly."
#endif

#include <enisim/enisim-observer.h>

G_BEGIN_DECLS

/** ENISIM_EVENTS_SCHEMA_VERSION: of the lines; grows when a field changes its meaning. */
#define ENISIM_EVENTS_SCHEMA_VERSION 1

/**
 * EnisimEventLog:
 *
 * Turns what an observer is told into lines, each ended by a newline.  Every line has `kind`; all
 * but the first have `at_us`, the instant, and `cause`.  The kinds, and what else their lines have:
 *
 * - `run`, the first line: `schema_version`, `enisim_version`, `scenario`, `quota_profile`, `seed`,
 *   `replication`
 * - `eni`, a line for each of a group: `eni`, `subnet`, `address`, `from`, `to`
 * - `denial`: `subnet`
 * - `runtime`: `runtime`, `from`, `to`; `version` from the second one on; and `endpoint`, with its
 *   `version` or 0, where one moves or goes
 * - `session`: `session`, `runtime`, `from`, `to`; `version` from the second one on
 * - `call`: `call`, `runtime`, `session` (null if refused), `outcome`, `latency_us` (null in
 *   flight, and where the call is made again), `cold`
 * - `end`, the last line, its cause "complete" or "interrupted": `lines` between first and last
 *
 * A call is named after its workload, "poisson-0/17"; those made with enisim_simulation_invoke()
 * have the workload "(steps)".  A session is named after the call that started it.  An ENI is
 * "eni-1" as in the report, whose state names these are too; one that is "free" is not there.
 *
 * Owned by whoever created it and confined to one thread at a time.
 */
typedef struct EnisimEventLog EnisimEventLog;

/**
 * enisim_event_log_new:
 * @scenario: (transfer none): what is run; a reference is taken
 * @seed: of the run
 * @replication: of the run
 * @out: the first line is appended here, and later ones; stays the caller's, who may empty it
 *   between two calls
 *
 * Returns: (transfer full): a log
 */
ENISIM_API EnisimEventLog *enisim_event_log_new (EnisimScenario *scenario, guint64 seed,
                                                 guint32 replication,
                                                 GString *out) G_GNUC_WARN_UNUSED_RESULT;

/**
 * enisim_event_log_free:
 * @log: (transfer full) (nullable): a log; %NULL is ignored
 */
ENISIM_API void enisim_event_log_free (EnisimEventLog *log);

/**
 * enisim_event_log_add:
 * @log: a log
 * @change: what has happened, in a run of the log's scenario
 *
 * Appends its lines.  Nothing is allocated, but for @out to grow.
 */
ENISIM_API void enisim_event_log_add (EnisimEventLog *log, const EnisimChange *change);

/**
 * enisim_event_log_end:
 * @log: a log
 * @at: where the clock stands
 * @is_complete: %FALSE if the run was cancelled
 *
 * Appends the last line.
 */
ENISIM_API void enisim_event_log_end (EnisimEventLog *log, EnisimTime at, gboolean is_complete);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EnisimEventLog, enisim_event_log_free)

G_END_DECLS
