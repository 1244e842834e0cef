/* options.h: the options of every sub-command that simulates a scenario */
#pragma once

#include "command.h"

/* What --format takes. */
typedef struct
{
  const char *const *names; /* ended by NULL, the default one first */
  const char *help, *list;  /* "table (default) or json", "table or json" */
} EnisimFormats;

typedef struct
{
  char *seed_text, *format, *output;
  char **overrides;
  char **words;  /* what is no option, NULL-terminated, or NULL */
  guint n_verbs; /* of these, ahead of those that name files */
  gboolean is_quiet, is_help;
  guint64 seed;
  gboolean is_json;
  gboolean takes_markdown, is_markdown; /* the first is set before the options are added, */
  const EnisimFormats *formats;         /* and so is this, where it takes others: else NULL */
} EnisimOptions;

void enisim_options_clear (EnisimOptions *options);

/* What writes a page has these.  Help is an ordinary option here: GLib's own would not notice a
 * full disk.  Texts are read as file names are, byte by byte: an override is UTF-8 whatever the
 * terminal speaks. */
void enisim_options_add_page_to (EnisimOptions *options, GOptionContext *context);

/* What simulates has these too. */
void enisim_options_add_to (EnisimOptions *options, GOptionContext *context);

/* @arguments: (array zero-terminated=1): the sub-command's name, then what follows it
 * Returns: FALSE, with a complaint, if they cannot be read */
gboolean enisim_options_read (EnisimOptions *options, GOptionContext *context, char **arguments);

/* Complains of each value that is none.
 * Returns: the number of complaints */
guint enisim_options_check (EnisimOptions *options);

/* @path: (nullable): of @option
 * Returns: the number of complaints, 1 if it names no file */
guint enisim_options_check_name (const char *option, const char *path);

/* What is written in place of what it was made of could not be made again.  These complain if what
 * @option writes would replace one of the words, a trace of @scenario or a file of @inventory.
 *
 * @path: (nullable): of @option; NULL and "-" replace nothing
 * Returns: the number of complaints */
guint enisim_options_check_words (const EnisimOptions *options, const char *option,
                                  const char *path);
guint enisim_options_check_traces (const EnisimScenario *scenario, const char *option,
                                   const char *path);
guint enisim_options_check_files (const EnisimInventory *inventory, const char *option,
                                  const char *path);

/* @text: (nullable): of @option; NULL leaves @value alone
 * Returns: the number of complaints, 1 if it is no whole number in @min .. @max */
guint enisim_options_check_number (const char *option, const char *text, guint64 min, guint64 max,
                                   guint64 *value);

/* Says where help is.
 * Returns: ENISIM_EXIT_INPUT */
EnisimExit enisim_options_point_to_help (void);

/* Writes the help. */
EnisimExit enisim_options_help (GOptionContext *context);

/* Returns: the width of the page for people; @use_colour: (out) */
guint enisim_options_get_page (const EnisimOptions *options, gboolean *use_colour);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EnisimOptions, enisim_options_clear)
