/* holder-names.h: what an address is held for, in words */
#pragma once

#include "sim/run-summary.h"

/* Returns: the name in JSON, for instance "eni_in_use". */
const char *enisim_holder_get_name (EnisimHolder holder);

/* Appends "2 ENIs in use", "20 background". */
void enisim_holder_add_count (GString *text, EnisimHolder holder, guint64 n);
