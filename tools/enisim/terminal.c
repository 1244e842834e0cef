/* terminal.c: what may be shown on a stream */
#include "terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

enum
{
  COLUMNS_DEFAULT = 100
};

gboolean
enisim_terminal_is_capable (int fd)
{
  const char *kind = g_getenv ("TERM");

  return isatty (fd) && kind != NULL && kind[0] != '\0' && !g_str_equal (kind, "dumb");
}

gboolean
enisim_terminal_has_colour (int fd)
{
  const char *refusal = g_getenv ("NO_COLOR");

  return enisim_terminal_is_capable (fd) && (refusal == NULL || refusal[0] == '\0');
}

guint
enisim_terminal_get_columns (int fd)
{
  struct winsize size;

  if (ioctl (fd, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
    return COLUMNS_DEFAULT;
  return size.ws_col;
}
