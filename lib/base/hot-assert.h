/* hot-assert.h: asserts that every event would pay for
 *
 * Together they take an eighth of a run, and what they guard the walks of the tests guard as well.
 * So a Release build leaves out these, and no others; every other build has them.
 */
#pragma once

#include <glib.h>

#ifdef ENISIM_NO_HOT_ASSERTS
/* Still compiled, so that no build has errors that others do not. */
#define enisim_hot_assert(expression) ((void) sizeof ((expression) ? 1 : 0))
#else
#define enisim_hot_assert(expression) g_assert (expression)
#endif
