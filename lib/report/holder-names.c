/* holder-names.c: what an address is held for, in words */
#include "report/holder-names.h"

#include "report/people-text.h"

static const struct
{
  const char *name, *one, *many;
} holders[ENISIM_N_HOLDERS] = {
  [ENISIM_HOLDER_BACKGROUND] = { "background", "background", "background" },
  [ENISIM_HOLDER_ENDPOINT] = { "endpoint", "endpoint", "endpoints" },
  [ENISIM_HOLDER_NAT_GATEWAY] = { "nat_gateway", "NAT gateway", "NAT gateways" },
  [ENISIM_HOLDER_OTHER] = { "other", "other", "others" },
  [ENISIM_HOLDER_ENI_CREATING] = { "eni_creating", "ENI creating", "ENIs creating" },
  [ENISIM_HOLDER_ENI_IN_USE] = { "eni_in_use", "ENI in use", "ENIs in use" },
  [ENISIM_HOLDER_ENI_RETAINED] = { "eni_retained", "ENI retained", "ENIs retained" },
  [ENISIM_HOLDER_ENI_FAILED] = { "eni_failed", "ENI failed", "ENIs failed" },
};

const char *
enisim_holder_get_name (EnisimHolder holder)
{
  return holders[holder].name;
}

void
enisim_holder_add_count (GString *text, EnisimHolder holder, guint64 n)
{
  enisim_people_add_count (text, n, holders[holder].one, holders[holder].many);
}
