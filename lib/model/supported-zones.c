/* supported-zones.c: the availability zones in which the service makes ENIs */
#include "model/supported-zones.h"

#include <string.h>

/* An id is its Region's prefix, "-az" and one of the digits. */
static const struct
{
  const char *prefix, *digits;
} regions[] = {
  { "use1", "124" },  { "use2", "123" },  { "usw2", "123" },  { "cac1", "124" },
  { "sae1", "123" },  { "euw1", "123" },  { "euw2", "123" },  { "euw3", "123" },
  { "euc1", "123" },  { "eun1", "123" },  { "eus1", "123" },  { "eus2", "123" },
  { "apne1", "124" }, { "apne2", "123" }, { "aps1", "123" },  { "apse1", "123" },
  { "apse2", "123" }, { "apse5", "123" }, { "apse7", "123" }, { "usgw1", "123" },
};

#define INFIX "-az"

/* Letters and digits, the infix, one digit or more. */
static gboolean
is_id (const char *zone, const char *infix)
{
  const char *digit = infix + strlen (INFIX);

  for (const char *at = zone; at < infix; at++)
    if (!g_ascii_isalnum (*at))
      return FALSE;
  if (infix == zone || *digit == '\0')
    return FALSE;
  for (; *digit != '\0'; digit++)
    if (!g_ascii_isdigit (*digit))
      return FALSE;
  return TRUE;
}

EnisimZoneSupport
enisim_zone_get_support (const char *zone)
{
  const char *infix = strstr (zone, INFIX);
  const char *digits;

  if (infix == NULL || !is_id (zone, infix))
    return ENISIM_ZONE_UNKNOWN;
  digits = infix + strlen (INFIX);
  for (guint i = 0; i < G_N_ELEMENTS (regions); i++)
    if (strlen (regions[i].prefix) == (gsize) (infix - zone)
        && strncmp (zone, regions[i].prefix, (gsize) (infix - zone)) == 0)
      return strlen (digits) == 1 && strchr (regions[i].digits, *digits) != NULL
                 ? ENISIM_ZONE_SUPPORTED
                 : ENISIM_ZONE_UNSUPPORTED;
  return ENISIM_ZONE_UNSUPPORTED;
}
