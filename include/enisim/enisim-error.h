/* enisim-error.h: what can go wrong with the caller's input */
#pragma once

#if !defined(ENISIM_INSIDE) && !defined(ENISIM_COMPILATION)
#error "Only <enisim/enisim.h> can be included directly."
#endif

#include <enisim/enisim-macros.h>

G_BEGIN_DECLS

/**
 * ENISIM_ERROR:
 *
 * Domain of every #GError this library sets.  It covers the caller's input
 * only.  A quota hit or a subnet that ran dry inside a run is a simulated
 * outcome, not an error: look for it in the metrics.
 */
#define ENISIM_ERROR (enisim_error_quark ())

/**
 * EnisimError:
 * @ENISIM_ERROR_INVALID: a value is out of its documented range
 * @ENISIM_ERROR_UNSUPPORTED: valid for the source format, not modelled here
 * @ENISIM_ERROR_CANCELLED: a run was cancelled; what it did so far can still be read
 *
 * New codes may be appended; treat an unknown code as %ENISIM_ERROR_INVALID.
 */
typedef enum
{
  ENISIM_ERROR_INVALID,
  ENISIM_ERROR_UNSUPPORTED,
  ENISIM_ERROR_CANCELLED,
} EnisimError;

ENISIM_API
GQuark enisim_error_quark (void);

G_END_DECLS
