/* enisim-version.h: which libenisim this is */
#pragma once

#if !defined(ENISIM_INSIDE) && !defined(ENISIM_COMPILATION)
#error "Only <enisim/enisim.h> can be included directly."
#endif

#include <enisim/enisim-macros.h>

G_BEGIN_DECLS

/**
 * enisim_get_version:
 *
 * Returns: (transfer none): the version of the library that runs, for instance "0.1.0"
 */
ENISIM_API const char *enisim_get_version (void);

G_END_DECLS
