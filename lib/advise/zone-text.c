/* zone-text.c: an AZ in words */
#include "advise/zone-text.h"

#include <string.h>

#define PICK "${Select "
#define ZONES " ${GetAZs"

void
enisim_zone_add_text (GString *text, const char *zone)
{
  guint64 index;
  char *rest;

  if (zone == NULL)
    {
      g_string_append (text, "an AZ that is not known");
      return;
    }
  index = g_str_has_prefix (zone, PICK) && g_ascii_isdigit (zone[strlen (PICK)])
              ? g_ascii_strtoull (zone + strlen (PICK), &rest, 10)
              : G_MAXUINT64;
  if (index >= G_MAXUINT32 || !g_str_has_prefix (rest, ZONES) || !g_str_has_suffix (rest, "}}"))
    {
      g_string_append (text, zone);
      return;
    }
  rest += strlen (ZONES);
  rest += strspn (rest, " ");
  g_string_append_printf (text, "AZ %" G_GUINT64_FORMAT " of ", index + 1);
  if (strcmp (rest, "}}") == 0)
    g_string_append (text, "the Region");
  else
    g_string_append_len (text, rest, (gssize) (strlen (rest) - strlen ("}}")));
}
