/* trace-file.c: the bytes of a trace, decompressed where gzip packed them
 *
 * The process of gzip has our descriptor as its standard input.  Both share one offset, so that
 * asking for ours tells how far gzip has come.
 */
#include "workload/trace-file.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <enisim/enisim-error.h>

enum
{
  PIPE_WAIT_MS = 1000,
  COMPLAINT_BYTES_MAX = 200 /* of gzip's */
};

#define NO_PROCESS 0

struct EnisimTraceFile
{
  char *path;
  const char *expected;
  int fd;
  guint64 size; /* 0 if not known */
  guint64 n_read;
  GPid process;         /* of gzip, or NO_PROCESS: then the pipes are closed */
  int output;           /* of gzip */
  int complaints;       /* of gzip */
  gboolean is_unpacked; /* by gzip */
};

gboolean
enisim_trace_file_fail (const EnisimTraceFile *file, GError **error, const char *what,
                        const char *reason)
{
  g_autofree char *name = g_filename_display_name (file->path);

  g_set_error (error, ENISIM_ERROR, ENISIM_ERROR_INVALID, "%s: %s%s%s, expected %s", name, what,
               reason ? ": " : "", reason ? reason : "", file->expected);
  return FALSE;
}

/* Descriptors */

static ssize_t
read_once (int fd, char *bytes, gsize n_bytes)
{
  ssize_t n;

  do
    n = read (fd, bytes, n_bytes);
  while (n < 0 && errno == EINTR);
  return n;
}

/* As much as there is.  Returns: -1 on failure. */
static gssize
read_all (int fd, char *bytes, gsize n_bytes)
{
  gsize n_done = 0;

  while (n_done < n_bytes)
    {
      const ssize_t n = read_once (fd, bytes + n_done, n_bytes - n_done);

      if (n < 0)
        return -1;
      if (n == 0)
        break;
      n_done += (gsize) n;
    }
  return (gssize) n_done;
}

/* To open a pipe without O_NONBLOCK waits for ever for somebody to write to it. */
static gboolean
open_file (EnisimTraceFile *file, GError **error)
{
  struct stat status;

  file->fd = open (file->path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  if (file->fd < 0)
    return enisim_trace_file_fail (file, error, "cannot be opened", g_strerror (errno));
  if (fstat (file->fd, &status) != 0)
    return enisim_trace_file_fail (file, error, "cannot be read", g_strerror (errno));
  if (S_ISDIR (status.st_mode))
    return enisim_trace_file_fail (file, error, "is a directory", NULL);
  if (S_ISREG (status.st_mode))
    file->size = (guint64) status.st_size;
  if (S_ISFIFO (status.st_mode))
    {
      struct pollfd pipe = { .fd = file->fd, .events = POLLIN };

      (void) poll (&pipe, 1, PIPE_WAIT_MS); /* what comes of it, the first read tells */
    }
  if (fcntl (file->fd, F_SETFL, 0) != 0)
    return enisim_trace_file_fail (file, error, "cannot be read", g_strerror (errno));
  return TRUE;
}

/* The process of gzip */

/* Ctrl-C is for us, who end the process when it is no longer needed. */
static void
leave_our_group (gpointer data)
{
  (void) data;
  (void) setpgid (0, 0);
}

static gboolean
start_gzip (EnisimTraceFile *file, GError **error)
{
  const char *const arguments[] = { "gzip", "-dc", NULL };
  g_autoptr (GError) failure = NULL;

  file->is_unpacked = TRUE;
  if (g_spawn_async_with_pipes_and_fds (
          NULL, arguments, NULL,
          G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_CLOEXEC_PIPES, leave_our_group,
          NULL, file->fd, -1, -1, NULL, NULL, 0, &file->process, NULL, &file->output,
          &file->complaints, &failure))
    return TRUE;
  file->process = NO_PROCESS;
  return enisim_trace_file_fail (file, error, "is compressed, and gzip cannot be started",
                                 failure->message);
}

/* Closes the pipes and reaps the process.  Returns: its status, -1 if somebody else reaped it. */
static int
reap_gzip (EnisimTraceFile *file)
{
  int status = -1;

  close (file->output);
  close (file->complaints);
  while (waitpid (file->process, &status, 0) < 0)
    if (errno != EINTR)
      {
        status = -1;
        break;
      }
  g_spawn_close_pid (file->process);
  file->process = NO_PROCESS;
  return status;
}

/* The first line that gzip wrote, without its name and fit for a message. */
static char *
read_complaint (const EnisimTraceFile *file)
{
  char bytes[COMPLAINT_BYTES_MAX];
  const gssize n = read_all (file->complaints, bytes, sizeof bytes);
  g_autofree char *valid = g_utf8_make_valid (bytes, MAX (n, 0));
  const char *text = g_strstrip (valid);

  if (g_str_has_prefix (text, "gzip: "))
    text += strlen ("gzip: ");
  return g_strndup (text, strcspn (text, "\r\n"));
}

/* Only now is it known that the bytes before were all. */
static gboolean
end_gzip (EnisimTraceFile *file, GError **error)
{
  g_autofree char *complaint = read_complaint (file);
  g_autofree char *reason = NULL;
  const int status = reap_gzip (file);

  if (status == 0)
    return TRUE;
  if (complaint[0] != '\0')
    reason = g_strdup_printf ("gzip says: %s", complaint);
  else if (status != -1 && WIFSIGNALED (status))
    reason = g_strdup_printf ("gzip was ended by signal %d", WTERMSIG (status));
  else
    reason = g_strdup (status == -1 ? "how gzip ended is lost" : "gzip failed without a word");
  return enisim_trace_file_fail (file, error, "cannot be decompressed", reason);
}

/* Public */

EnisimTraceFile *
enisim_trace_file_new (const char *path, const char *expected, GError **error)
{
  g_autoptr (EnisimTraceFile) file = g_new0 (EnisimTraceFile, 1);
  guint8 mark[2];

  file->path = g_strdup (path);
  file->expected = expected;
  file->fd = -1;
  if (!open_file (file, error))
    return NULL;
  if (file->size >= sizeof mark && pread (file->fd, mark, sizeof mark, 0) == sizeof mark
      && mark[0] == 0x1f && mark[1] == 0x8b && !start_gzip (file, error))
    return NULL;
  return g_steal_pointer (&file);
}

void
enisim_trace_file_free (EnisimTraceFile *file)
{
  if (file->process != NO_PROCESS)
    {
      (void) kill (file->process, SIGKILL);
      (void) reap_gzip (file);
    }
  if (file->fd >= 0)
    close (file->fd);
  g_free (file->path);
  g_free (file);
}

static gssize
read_plain (EnisimTraceFile *file, char *bytes, gsize n_bytes, GError **error)
{
  const gsize n_wanted = file->size == 0 ? n_bytes : MIN (n_bytes, file->size - file->n_read);
  const gssize n = read_all (file->fd, bytes, n_wanted);

  if (n < 0)
    {
      enisim_trace_file_fail (file, error, "cannot be read", g_strerror (errno));
      return -1;
    }
  file->n_read += (guint64) n;
  if (file->size != 0 && (gsize) n < n_wanted)
    {
      enisim_trace_file_fail (file, error, "has become shorter while it was read", NULL);
      return -1;
    }
  return n;
}

gssize
enisim_trace_file_read (EnisimTraceFile *file, char *bytes, gsize n_bytes, GError **error)
{
  gssize n;

  if (!file->is_unpacked)
    return read_plain (file, bytes, n_bytes, error);
  if (file->process == NO_PROCESS)
    return 0;
  n = read_all (file->output, bytes, n_bytes);
  if (n < 0)
    {
      enisim_trace_file_fail (file, error, "cannot be read", g_strerror (errno));
      return -1;
    }
  if ((gsize) n < n_bytes && !end_gzip (file, error))
    return -1;
  return n;
}

double
enisim_trace_file_get_progress_ratio (const EnisimTraceFile *file, gsize n_unused)
{
  gint64 n_done = (gint64) (file->n_read - n_unused);

  if (file->size == 0)
    return 0.0;
  if (file->is_unpacked)
    n_done = lseek (file->fd, 0, SEEK_CUR);
  return CLAMP ((double) n_done / (double) file->size, 0.0, 1.0);
}
