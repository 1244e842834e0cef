/* findings-text.c: what several forms of findings say in the same words */
#include "report/findings-text.h"

gboolean
enisim_finding_has_expired (const EnisimFinding *finding)
{
  return finding->is_known && finding->until != NULL
         && finding->suppression == ENISIM_SUPPRESSION_NONE;
}

void
enisim_finding_add_expiry (GString *text, const EnisimFinding *finding)
{
  if (!enisim_finding_has_expired (finding))
    return;
  g_string_append_printf (text, " Its suppression expired on %s", finding->until);
  if (finding->justification != NULL)
    g_string_append_printf (text, ": %s", finding->justification);
  g_string_append_c (text, '.');
}

char *
enisim_finding_make_message (const EnisimFinding *finding)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%s. %s.", finding->reason, finding->fix);
  enisim_finding_add_expiry (text, finding);
  return g_string_free (text, FALSE);
}
