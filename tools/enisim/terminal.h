/* terminal.h: what may be shown on a stream */
#pragma once

#include <glib.h>

/* Whether @fd is a terminal on which a line can be written over. */
gboolean enisim_terminal_is_capable (int fd);

/* Whether colours may be used too; see no-color.org. */
gboolean enisim_terminal_has_colour (int fd);

/* Returns: 100 where @fd is no terminal or does not say */
guint enisim_terminal_get_columns (int fd);
