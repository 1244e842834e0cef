/* id-set.h: lists of ids as sets, whatever their order */
#pragma once

#include "import/inventory.h"

/* Returns: a small number, the same for lists of the same ids, and of the same expression where
 * that is all that is known of them */
guint32 enisim_id_set_intern (EnisimInternTable *sets, const EnisimIdList *list);
