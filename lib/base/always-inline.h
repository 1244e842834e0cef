/* always-inline.h: for functions that every event calls
 *
 * The compiler stops inlining where a caller grows large, which the rules of a call and of its end
 * are: saving registers for a dozen calls then takes as long as the work.
 */
#pragma once

#define ENISIM_ALWAYS_INLINE static inline __attribute__ ((always_inline))
