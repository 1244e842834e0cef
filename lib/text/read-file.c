/* read-file.c: all bytes of a file that strangers name */
#include "text/read-file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum
{
  READ_SIZE = 64 * 1024
};

G_STATIC_ASSERT (ENISIM_READ_FILE_BYTES_MAX == 16 * 1024 * 1024);
G_STATIC_ASSERT (ENISIM_READ_FILE_LARGE_BYTES_MAX == 64 * 1024 * 1024);

/* Not blocking, so that a pipe nobody writes to is empty instead of waited for; one that somebody
 * writes to is then read to its end. */
static int
open_file (const char *path, const char **reason)
{
  const int file = open (path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  struct stat info;

  if (file < 0 || fstat (file, &info) != 0)
    *reason = g_strerror (errno);
  else if (S_ISDIR (info.st_mode))
    *reason = g_strerror (EISDIR);
  else if (fcntl (file, F_SETFL, 0) != 0)
    *reason = g_strerror (errno);
  else
    return file;
  if (file >= 0)
    close (file);
  return -1;
}

/* Returns: (nullable): the complaint. */
static const char *
read_bytes (int file, gsize bytes_max, GByteArray *bytes)
{
  guint8 buffer[READ_SIZE];
  gssize n;

  while ((n = read (file, buffer, sizeof buffer)) != 0)
    {
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return g_strerror (errno);
      g_byte_array_append (bytes, buffer, (guint) n);
      if (bytes->len > bytes_max)
        return bytes_max == ENISIM_READ_FILE_BYTES_MAX ? "larger than 16 MiB"
                                                       : "larger than 64 MiB";
    }
  return NULL;
}

/* A large array that grows is there twice while it does. */
static guint
get_size (int file, gsize bytes_max)
{
  struct stat info;

  if (fstat (file, &info) != 0 || info.st_size < 0)
    return 0;
  return (guint) MIN ((guint64) info.st_size, bytes_max) + READ_SIZE;
}

GByteArray *
enisim_read_file (const char *path, gsize bytes_max, const char **reason)
{
  g_autoptr (GByteArray) bytes = NULL;
  const int file = open_file (path, reason);

  g_assert (bytes_max == ENISIM_READ_FILE_BYTES_MAX
            || bytes_max == ENISIM_READ_FILE_LARGE_BYTES_MAX);
  if (file < 0)
    return NULL;
  bytes = g_byte_array_sized_new (get_size (file, bytes_max));
  *reason = read_bytes (file, bytes_max, bytes);
  close (file);
  return *reason == NULL ? g_steal_pointer (&bytes) : NULL;
}
