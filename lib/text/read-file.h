/* read-file.h: all bytes of a file that strangers name */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ENISIM_READ_FILE_BYTES_MAX (16 * 1024 * 1024)

/* Does not wait for a pipe that nobody writes to, and reads no more than ENISIM_READ_FILE_BYTES_MAX
 * of a device that has no end.
 *
 * @reason: (out) (transfer none): on failure why, as half a sentence
 *
 * Returns: (transfer full) (nullable): the bytes, NULL with @reason set */
GByteArray *enisim_read_file (const char *path, const char **reason);

G_END_DECLS
