/* option-registry.h: what the facts leave open, as a list of options with what they rest on
 *
 * One row for each option that a scenario can set, and for each case of it that has a value of its
 * own.  Values are written as a scenario writes them, so that each can be tried.
 */
#pragma once

#include "model/model-options.h"

/* Alternatives of one option, and words of a choice. */
#define ENISIM_OPTION_VALUES_MAX 4

typedef enum
{
  ENISIM_OPTION_VARIES, /* EnisimDistribution */
  ENISIM_OPTION_SPAN,   /* GTimeSpan */
  ENISIM_OPTION_CHOICE, /* an enum or a gboolean: which of @words */
  ENISIM_OPTION_OTHER,  /* not of EnisimModelOptions, or of more than one value */
} EnisimOptionKind;

typedef struct
{
  const char *section; /* of a scenario */
  const char *name;    /* the key there */
  const char *of;      /* (nullable): the platform or cause that the row is for */
  EnisimOptionKind kind;
  gsize offset; /* in EnisimModelOptions, but of OTHER */
  const char *words[ENISIM_OPTION_VALUES_MAX + 1];
  const char *default_value;
  const char *alternatives[ENISIM_OPTION_VALUES_MAX + 1]; /* worth a try, for all cases of it */
  char mark;            /* of the default: 'D'ocumented, 'O'bserved, 'A'ssumed (facts.md) */
  const char *rests_on; /* the default, in a short sentence */
} EnisimOption;

/* Returns: (transfer none): all of them, in the order in which reports have them */
const EnisimOption *enisim_option_registry_get (guint *n_options);

/* @index: (out) (optional): in the registry
 * Returns: (nullable): the first row of that name */
const EnisimOption *enisim_option_registry_find (const char *section, const char *name,
                                                 guint *index);

/* "documented", "observed" or "assumed". */
const char *enisim_option_mark_get_word (char mark);
