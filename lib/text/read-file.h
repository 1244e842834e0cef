/* read-file.h: all bytes of a file that strangers name */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ENISIM_READ_FILE_BYTES_MAX (16 * 1024 * 1024)
#define ENISIM_READ_FILE_LARGE_BYTES_MAX (64 * 1024 * 1024)

/* Does not wait for a pipe that nobody writes to, and reads little more than @bytes_max of a device
 * that has no end.
 *
 * @bytes_max: one of the two above
 * @reason: (out) (transfer none): on failure why, as half a sentence
 *
 * Returns: (transfer full) (nullable): the bytes, NULL with @reason set */
GByteArray *enisim_read_file (const char *path, gsize bytes_max, const char **reason);

G_END_DECLS
