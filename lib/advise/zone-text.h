/* zone-text.h: an AZ in words */
#pragma once

#include <glib.h>

/* Appends "AZ 1 of the Region" for "${Select 0 ${GetAZs}}", which is how templates pick one of a
 * Region that is not known; else the name, id or expression itself.
 * @zone: (nullable): "an AZ that is not known" */
void enisim_zone_add_text (GString *text, const char *zone);
