/* findings-text.h: what several forms of findings say in the same words */
#pragma once

#include <enisim/enisim-findings.h>

/* Whether a finding stands, though somebody once said that it does not count. */
gboolean enisim_finding_has_expired (const EnisimFinding *finding);

/* " Its suppression expired on 2027-06-30: the stack stays."; nothing where none has. */
void enisim_finding_add_expiry (GString *text, const EnisimFinding *finding);

/* Returns: (transfer full): reason, fix and expiry, in sentences */
char *enisim_finding_make_message (const EnisimFinding *finding);
