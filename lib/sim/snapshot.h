/* snapshot.h: a snapshot, for the library's own tests */
#pragma once

#include <enisim/enisim-snapshot.h>

/* Aborts where the copy contradicts itself.  O(n): tests and debugging only. */
void enisim_snapshot_verify (const EnisimSnapshot *snapshot);
