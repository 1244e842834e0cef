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

enum
{
  NEW_FILE_MODE = 0666 /* before the umask */
};

gboolean
enisim_output_is_stdout (const char *path)
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

  if (enisim_output_is_stdout (path))
    return TRUE;
  if (stat (path, &status) == 0)
    {
      const gboolean is_folder = S_ISDIR (status.st_mode);

      if (is_folder)
        errno = EISDIR;
      if (is_folder || access (path, W_OK) != 0)
        return complain_of_errno (path);
      if (!S_ISREG (status.st_mode))
        return TRUE;
    }
  folder = g_path_get_dirname (path);
  return access (folder, W_OK | X_OK) == 0 || complain_of_errno (path);
}

static gboolean
write_all (int fd, const char *text, gsize n_left)
{
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

/* A file that is there keeps its mode exactly, a new one gets what the umask leaves. */
static void
open_beside (EnisimOutput *output, const char *path, const struct stat *old)
{
  char *real = realpath (path, NULL);

  output->path = g_strdup (real != NULL ? real : path);
  free (real);
  output->beside = g_strconcat (output->path, ".XXXXXX", NULL);
  enisim_interrupts_hold (&output->interrupts);
  output->fd = g_mkstemp_full (output->beside, O_WRONLY | O_CLOEXEC, NEW_FILE_MODE);
  if (output->fd >= 0 && old != NULL && fchmod (output->fd, old->st_mode & ACCESSPERMS) != 0)
    output->trouble = errno;
  if (output->fd >= 0)
    return;
  output->trouble = errno;
  g_clear_pointer (&output->beside, g_free);
}

/* Returns: (transfer full): where a file that is not there yet would be, links followed */
static char *
resolve (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  char *real = realpath (folder, NULL);
  char *whole = g_build_filename (real != NULL ? real : folder, name, NULL);

  free (real);
  return whole;
}

static gboolean
is_same (const struct stat *status, const struct stat *other)
{
  return S_ISREG (status->st_mode) && status->st_dev == other->st_dev
         && status->st_ino == other->st_ino;
}

gboolean
enisim_output_is_same_file (const char *path, const char *other)
{
  g_autofree char *whole = NULL;
  g_autofree char *other_whole = NULL;
  struct stat status, other_status;

  if (strcmp (path, "-") == 0 || strcmp (other, "-") == 0)
    return FALSE;
  if (stat (path, &status) == 0 && stat (other, &other_status) == 0)
    return is_same (&status, &other_status);
  whole = resolve (path);
  other_whole = resolve (other);
  return strcmp (whole, other_whole) == 0;
}

gboolean
enisim_output_is_input (const char *path, const char *input)
{
  struct stat status, input_status;

  if (enisim_output_is_stdout (path))
    return FALSE;
  if (strcmp (input, "-") != 0)
    return enisim_output_is_same_file (path, input);
  return stat (path, &status) == 0 && fstat (STDIN_FILENO, &input_status) == 0
         && is_same (&status, &input_status);
}

gboolean
enisim_output_open (EnisimOutput *output, const char *path)
{
  struct stat status;
  gboolean is_there;

  *output = (EnisimOutput){ .name = g_strdup (enisim_output_is_stdout (path) ? "standard output"
                                                                             : path) };
  if (enisim_output_is_stdout (path))
    {
      output->fd = STDOUT_FILENO;
      return TRUE;
    }
  is_there = stat (path, &status) == 0;
  if (is_there && !S_ISREG (status.st_mode))
    {
      output->fd = open (path, O_WRONLY | O_CLOEXEC);
      output->trouble = output->fd < 0 ? errno : 0;
    }
  else
    open_beside (output, path, is_there ? &status : NULL);
  return output->trouble == 0 || enisim_output_close (output);
}

gboolean
enisim_output_append (EnisimOutput *output, const char *text, gsize n_bytes)
{
  if (output->trouble == 0 && !write_all (output->fd, text, n_bytes))
    output->trouble = errno;
  return output->trouble == 0;
}

static void
note_trouble (EnisimOutput *output, gboolean is_done)
{
  if (!is_done && output->trouble == 0)
    output->trouble = errno;
}

/* Some file systems tell of a full disk only when the file is closed, or synchronised: without
 * that, a crash soon after could leave an empty file under the new name. */
gboolean
enisim_output_close (EnisimOutput *output)
{
  gboolean is_done;

  if (output->beside != NULL && output->trouble == 0)
    note_trouble (output, fsync (output->fd) == 0);
  if (output->fd >= 0)
    note_trouble (output, close (output->fd) == 0);
  output->fd = -1;
  if (output->beside != NULL && output->trouble == 0)
    {
      note_trouble (output, rename (output->beside, output->path) == 0);
      if (output->trouble == 0)
        g_clear_pointer (&output->beside, g_free);
    }
  is_done = output->trouble == 0;
  errno = output->trouble;
  if (!is_done)
    complain_of_errno (output->name);
  else if (output->path != NULL)
    enisim_interrupts_forget (&output->interrupts);
  enisim_output_clear (output);
  return is_done;
}

void
enisim_output_clear (EnisimOutput *output)
{
  if (output->name == NULL)
    return;
  if (output->fd >= 0 && output->fd != STDOUT_FILENO)
    close (output->fd);
  if (output->beside != NULL)
    unlink (output->beside);
  if (output->path != NULL)
    enisim_interrupts_release (&output->interrupts);
  g_free (output->name);
  g_free (output->path);
  g_free (output->beside);
  *output = (EnisimOutput){ .fd = -1 };
}

gboolean
enisim_output_write (const char *path, const char *text)
{
  EnisimOutput output;

  if (!enisim_output_open (&output, path))
    return FALSE;
  enisim_output_append (&output, text, strlen (text));
  return enisim_output_close (&output);
}
