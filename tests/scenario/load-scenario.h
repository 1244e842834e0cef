/* load-scenario.h: scenarios from texts, and the shipped ones
 *
 * A text is called "f".
 */
#pragma once

#include "enisim-check.h"

#include <string.h>

#include "scenario/scenario.h"

static EnisimScenario *scenario; /* of the test */

static inline void
load_with (const char *text, const char *const *overrides)
{
  g_autoptr (GError) error = NULL;

  scenario
      = enisim_scenario_load_data ("f", (const guint8 *) text, strlen (text), overrides, &error);
  ck_assert_no_error (error);
}

static inline void
load (const char *text)
{
  load_with (text, NULL);
}

/* Returns: what is said about a text that is refused. */
static inline char *
refuse_with (const char *text, const char *const *overrides)
{
  g_autoptr (GError) error = NULL;

  ck_assert_ptr_null (
      enisim_scenario_load_data ("f", (const guint8 *) text, strlen (text), overrides, &error));
  ck_assert_error (error, ENISIM_ERROR, ENISIM_ERROR_INVALID);
  return g_strdup (error->message);
}

static inline void
assert_refused (const char *text, const char *complaints)
{
  g_autofree char *said = refuse_with (text, NULL);

  ck_assert_str_eq (said, complaints);
}

static const char *const shipped[] = {
  "published-shared-sg.yaml",
  "published-second-sg.yaml",
  "published-load-strict.yaml",
  "published-load-fit-cap.yaml",
  "published-load-fit-unhealthy.yaml",
  "published-deletion.yaml",
  "published-deletion-recreated.yaml",
  "trace.yaml",
  "trace-sessions.yaml",
  "preview-churn.yaml",
  "hundred-million-invokes.yaml",
  "reference.yaml",
};

static inline char *
find_shipped (const char *name)
{
  return g_build_filename (ENISIM_SOURCE_DIR, "bench", "scenarios", name, NULL);
}
