/* input.h: a scenario from a file, or anything from stdin */
#pragma once

#include <enisim/enisim.h>

/* @path: "-" for stdin
 * Returns: (transfer none): what complaints and messages call it */
const char *enisim_input_get_name (const char *path);

/* Returns: (transfer full) (nullable): all of stdin, which has at most @bytes_max */
GByteArray *enisim_input_read_stdin (guint bytes_max, GError **error);

/* Returns: (transfer full) (nullable): as enisim_scenario_load_file(), stdin included */
EnisimScenario *enisim_input_load (const char *path, const char *const *overrides, GError **error);
