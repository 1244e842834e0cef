/* trace-cell.c: one value of a trace's row, whatever the format */
#include "workload/trace-cell.h"

enum
{
  QUOTED_BYTES_MAX = 40
};

char *
enisim_trace_cell_dup_quoted (EnisimTraceCell cell)
{
  gsize n_shown = MIN (cell.length, QUOTED_BYTES_MAX);
  g_autofree char *valid = NULL;
  GString *quoted = g_string_new ("\"");

  /* Not in the middle of a character: its other bytes are 10xxxxxx. */
  while (n_shown > 0 && n_shown < cell.length && ((guchar) cell.text[n_shown] & 0xc0) == 0x80)
    n_shown--;
  valid = g_utf8_make_valid (cell.text, (gssize) n_shown);
  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      const gunichar c = g_utf8_get_char (at);

      g_string_append_unichar (quoted, g_unichar_isprint (c) ? c : '?');
    }
  g_string_append (quoted, n_shown < cell.length ? "...\"" : "\"");
  return g_string_free (quoted, FALSE);
}
