/* prices.h: what AWS asks for, by Region (facts.md section 4, "Prices")
 *
 * US dollars an hour; NAN where no price is known.  They are as of ENISIM_PRICES_DATE.
 */
#pragma once

#include "model/model-options.h"

#define ENISIM_PRICES_DATE "2026-09"

typedef struct
{
  double endpoint_hour;    /* of an interface endpoint in one AZ */
  double nat_gateway_hour; /* without the data */
  double memory_gb_hour[ENISIM_N_PLATFORMS];
} EnisimPrices;

/* @region: (nullable): without one, what differs from Region to Region is not known */
void enisim_prices_init (EnisimPrices *prices, const char *region);
