/* enisim.c: the command line: which sub-command, and what holds for all of them */
#include "command.h"

#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "interrupt.h"
#include "output.h"

typedef struct
{
  const char *name;
  const char *summary;
  EnisimExit (*run) (char **arguments);
} Command;

static const Command COMMANDS[] = {
  { "run", "simulate a scenario and report what it has come to", enisim_run },
  { "plan", "what a template takes of its subnets, before a deploy", enisim_plan },
  { "check", "what is wrong with a template, rule by rule", enisim_check },
  { "diff", "what a change of a template changes, before a deploy", enisim_diff },
  { "import", "a scenario of what templates describe", enisim_import },
  { "describe", "ENIs or runtimes at one instant, as AWS would answer", enisim_describe },
  { "teardown", "when a destroy of everything succeeds, thing by thing", enisim_tear_down },
  { "options", "what the model assumes, and what each default rests on", enisim_list_options },
};

enum
{
  NAME_BYTES_MAX = 16, /* of a mistyped sub-command that is still compared */
  EDITS_MAX = 2        /* and how far from a name it may be */
};

void
enisim_say (const char *text)
{
  fputs (text, stderr);
}

void
enisim_complain (const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  fprintf (stderr, "enisim: %s\n", text);
}

/* Levenshtein's distance, row by row. */
static guint
count_edits (const char *from, const char *to)
{
  guint row[NAME_BYTES_MAX + 1];
  const gsize n = strlen (to);

  for (guint j = 0; j <= n; j++)
    row[j] = j;
  for (guint i = 1; i <= strlen (from); i++)
    {
      guint diagonal = row[0];

      row[0] = i;
      for (guint j = 1; j <= n; j++)
        {
          const guint above = row[j];

          row[j] = MIN (diagonal + (from[i - 1] != to[j - 1]), MIN (above, row[j - 1]) + 1);
          diagonal = above;
        }
    }
  return row[n];
}

static const Command *
find_command (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (COMMANDS); i++)
    if (strcmp (COMMANDS[i].name, name) == 0)
      return &COMMANDS[i];
  return NULL;
}

/* NULL where no name is near. */
static const char *
find_nearest (const char *word)
{
  const char *nearest = NULL;
  guint fewest = EDITS_MAX + 1;

  if (strlen (word) > NAME_BYTES_MAX)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (COMMANDS); i++)
    {
      const char *name = COMMANDS[i].name;
      const guint edits = count_edits (word, name);

      if (edits < fewest && edits < strlen (name))
        {
          nearest = name;
          fewest = edits;
        }
    }
  return nearest;
}

static char *
make_help (void)
{
  GString *help = g_string_new ("Usage:\n  enisim SUB-COMMAND ...\n\n"
                                "Simulates the network interfaces, sessions and addresses of "
                                "AI-agent runtimes in a VPC.\n\nSub-commands:\n");

  for (guint i = 0; i < G_N_ELEMENTS (COMMANDS); i++)
    g_string_append_printf (help, "  %-12s %s\n", COMMANDS[i].name, COMMANDS[i].summary);
  g_string_append (help,
                   "\nOptions:\n"
                   "  -h, --help   this text; `enisim run --help` for a sub-command's own\n"
                   "  --version    version and build\n\n"
                   "Exit status: 0 fine, 1 a finding that --fail-on names, 2 bad usage or input,\n"
                   "3 the machine (disk full), "
                   "130 interrupted.\n");
  return g_string_free (help, FALSE);
}

static char *
make_version (void)
{
  return g_strdup_printf ("enisim %s (glib %u.%u.%u, %s)\n", enisim_get_version (),
                          glib_major_version, glib_minor_version, glib_micro_version,
                          ENISIM_BUILD_NAME);
}

/* A file opened under the number of a closed stdout or stderr would get what is meant for those.
 * Closed ones become ones that fail as they would have; stderr swallows. */
static void
fill_standard_streams (void)
{
  static const int MODES[] = { O_WRONLY, O_RDONLY, O_RDWR };

  for (int fd = 0; fd < (int) G_N_ELEMENTS (MODES); fd++)
    if (fcntl (fd, F_GETFD) == -1 && open ("/dev/null", MODES[fd]) != fd)
      _exit (ENISIM_EXIT_MACHINE);
}

static EnisimExit
complain_of_command (const char *word)
{
  const char *nearest = find_nearest (word);

  if (word[0] == '-')
    enisim_complain ("unknown option %s", word);
  else if (nearest != NULL)
    enisim_complain ("unknown sub-command '%s': did you mean '%s'?", word, nearest);
  else
    enisim_complain ("unknown sub-command '%s'", word);
  enisim_say ("`enisim --help` lists what there is\n");
  return ENISIM_EXIT_INPUT;
}

int
main (int argc, char **argv)
{
  const Command *command;
  g_autofree char *text = NULL;

  enisim_interrupts_expect (ENISIM_INTERRUPTED_BEFORE_REPORT);
  fill_standard_streams ();
  setlocale (LC_CTYPE, "");  /* and nothing else: a number has the same form everywhere */
  signal (SIGPIPE, SIG_IGN); /* a write that fails is told and cleaned up after, */
  signal (SIGXFSZ, SIG_IGN); /* be it a closed pipe or a limit on the size of files */
  g_set_prgname ("enisim");

  if (argc < 2)
    {
      text = make_help ();
      enisim_say (text);
      return ENISIM_EXIT_INPUT;
    }
  if (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "-h") == 0)
    text = make_help ();
  else if (strcmp (argv[1], "--version") == 0)
    text = make_version ();
  if (text != NULL)
    return enisim_output_write (NULL, text) ? ENISIM_EXIT_FINE : ENISIM_EXIT_MACHINE;
  command = find_command (argv[1]);
  return (int) (command != NULL ? command->run (argv + 1) : complain_of_command (argv[1]));
}
