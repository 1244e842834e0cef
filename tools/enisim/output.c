/* output.c: where data goes, whole or not at all */
#include "output.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "command.h"
#include "interrupt.h"

enum
{
  NEW_FILE_MODE = 0666 /* before the umask */
};

static gboolean
is_stdout (const char *path)
{
  return path == NULL || strcmp (path, "-") == 0;
}

static gboolean
complain_of_errno (const char *name)
{
  enisim_complain ("cannot write %s: %s", name, g_strerror (errno));
  return FALSE;
}

gboolean
enisim_output_check (const char *path)
{
  g_autofree char *folder = NULL;
  struct stat status;

  if (is_stdout (path))
    return TRUE;
  if (stat (path, &status) == 0 && !S_ISREG (status.st_mode))
    {
      if (S_ISDIR (status.st_mode))
        errno = EISDIR;
      else if (access (path, W_OK) == 0)
        return TRUE;
      return complain_of_errno (path);
    }
  folder = g_path_get_dirname (path);
  return access (folder, W_OK | X_OK) == 0 || complain_of_errno (path);
}

static gboolean
write_all (int fd, const char *text)
{
  gsize n_left = strlen (text);

  while (n_left > 0)
    {
      const gssize n_done = write (fd, text, n_left);

      if (n_done >= 0)
        {
          text += n_done;
          n_left -= (gsize) n_done;
        }
      else if (errno == EAGAIN)
        poll (&(struct pollfd){ .fd = fd, .events = POLLOUT }, 1, -1);
      else if (errno != EINTR)
        return FALSE;
    }
  return TRUE;
}

/* Some file systems tell of a full disk only when the file is closed. */
static gboolean
write_and_close (int fd, const char *name, const char *text)
{
  const gboolean is_written = fd >= 0 && write_all (fd, text);
  const int cause = errno;
  const gboolean is_closed = fd < 0 || close (fd) == 0;

  if (is_written && is_closed)
    return TRUE;
  if (!is_written)
    errno = cause;
  return complain_of_errno (name);
}

/* A symbolic link stays one, and a file keeps its mode.  An interrupt has to wait, since it would
 * leave the unfinished neighbour behind. */
static gboolean
replace_file (const char *path, int mode, const char *text)
{
  char *real = realpath (path, NULL);
  g_autoptr (GError) error = NULL;
  EnisimInterrupts interrupts;
  gboolean is_done;

  enisim_interrupts_hold (&interrupts);
  is_done = g_file_set_contents_full (real != NULL ? real : path, text, (gssize) strlen (text),
                                      G_FILE_SET_CONTENTS_CONSISTENT, mode, &error);
  enisim_interrupts_release (&interrupts);
  free (real);
  if (!is_done)
    enisim_complain ("%s", error->message);
  return is_done;
}

gboolean
enisim_output_write (const char *path, const char *text)
{
  struct stat status;

  if (is_stdout (path))
    return write_and_close (STDOUT_FILENO, "standard output", text);
  if (stat (path, &status) != 0)
    return replace_file (path, NEW_FILE_MODE, text);
  if (S_ISREG (status.st_mode))
    return replace_file (path, (int) (status.st_mode & ACCESSPERMS), text);
  return write_and_close (open (path, O_WRONLY | O_CLOEXEC), path, text);
}
