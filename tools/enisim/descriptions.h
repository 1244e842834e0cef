/* descriptions.h: the foreign descriptions of a sub-command, and what it is told about them */
#pragma once

#include "options.h"

typedef struct
{
  char **parameters, **exports; /* NAME=VALUE each, or NULL */
  char *region, *kind;          /* or NULL */
  char *kind_help;              /* what --kind says of itself */
} EnisimDescriptions;

void enisim_descriptions_clear (EnisimDescriptions *descriptions);

void enisim_descriptions_add_to (EnisimDescriptions *descriptions, GOptionContext *context);

/* Complains of each value that is none, and where no file is named.
 * Returns: the number of complaints */
guint enisim_descriptions_check (const EnisimDescriptions *descriptions, char **paths);

/* @output: (nullable): the file of --output
 * Returns: (transfer full) (nullable): what they say; NULL, all complaints made, if they cannot be
 *   read or @output would replace one */
EnisimInventory *enisim_descriptions_load (const EnisimDescriptions *descriptions, char **paths,
                                           const char *output);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EnisimDescriptions, enisim_descriptions_clear)
