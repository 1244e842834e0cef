/* scenario-names.h: names that a scenario takes, for things that may be called anything
 *
 * A name there is 1 to ENISIM_NAME_BYTES_MAX letters, digits, '_', '-' and '.', and differs from
 * those of its kind.  What is equal keeps one name.
 */
#pragma once

#include <glib.h>

typedef struct
{
  GHashTable *by_key; /* key, compared as a pointer -> name */
  GHashTable *taken;  /* names, owned */
  GHashTable *n_used; /* what a name begins with, owned -> how often it was wished for */
} EnisimScenarioNames;

void enisim_scenario_names_init (EnisimScenarioNames *names);
void enisim_scenario_names_clear (EnisimScenarioNames *names);

/* Returns: (transfer full): a name, equal for equal wishes, that others may have too */
char *enisim_scenario_name_clean (const char *wish);

/* @key: what it is the name of
 * @wish: what it would be called; what a name may not have becomes '-'
 *
 * Returns: (transfer none): its name, the same for the same key */
const char *enisim_scenario_names_get (EnisimScenarioNames *names, gconstpointer key,
                                       const char *wish);

/* Returns: (transfer full): as YAML has it, quoted where it has to be */
char *enisim_scenario_name_quote (const char *name);

/* Returns: (transfer full): @text as one line of a comment */
char *enisim_scenario_comment (const char *text);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EnisimScenarioNames, enisim_scenario_names_clear)
