/* regions.h: what a Region is called */
#pragma once

#include <glib.h>

typedef enum
{
  ENISIM_REGION_KNOWN,
  ENISIM_REGION_NEW, /* it has the form of one, but is none of those known here */
  ENISIM_REGION_NONE,
} EnisimRegionKind;

/* @nearest: (out) (optional) (nullable): the Region that was probably meant, where it is not known
 */
EnisimRegionKind enisim_region_tell (const char *name, const char **nearest);
