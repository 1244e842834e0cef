/* supported-zones.h: the availability zones in which the service makes ENIs
 *
 * By zone id, which is the same zone for every account (facts.md section 3, "Supported AZ IDs",
 * mid-2026).  A table that grows.
 */
#pragma once

#include <glib.h>

typedef enum
{
  ENISIM_ZONE_UNKNOWN, /* a name such as us-east-1a: another zone for each account */
  ENISIM_ZONE_SUPPORTED,
  ENISIM_ZONE_UNSUPPORTED,
} EnisimZoneSupport;

EnisimZoneSupport enisim_zone_get_support (const char *zone);
