/* load-prices.c: what a scenario says that things cost */
#include "scenario/load-values.h"
#include "scenario/loader.h"

/* More is a typing error. */
#define DOLLARS_MAX 1000.0

void
enisim_load_prices (EnisimLoader *loader, const EnisimNode *node)
{
  static const char *const keys[]
      = { "endpoint_hour", "nat_gateway_hour", "memory_gb_hour", "memory_gb_hour_v2", NULL };
  const EnisimNodeReader reader = enisim_node_read (node, keys, loader->complaints);
  EnisimPrices *prices = &loader->scenario->prices;
  double *const values[] = { &prices->endpoint_hour, &prices->nat_gateway_hour,
                             &prices->memory_gb_hour[ENISIM_PLATFORM_V1],
                             &prices->memory_gb_hour[ENISIM_PLATFORM_V2] };

  enisim_prices_init (prices, loader->scenario->region);
  loader->scenario->has_own_prices = node != NULL;
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    enisim_load_decimal (loader->complaints, enisim_load_field (&reader, keys[i]), 0, DOLLARS_MAX,
                         "US dollars an hour from 0 to 1000", values[i]);
}
