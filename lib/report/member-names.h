/* member-names.h: many names in few words */
#pragma once

#include <glib.h>

/* Appends "agent_0 … agent_9 and tool": names that count up become one item, and of more than
 * three items the last ones only a number: "a, b and 7 more". */
void enisim_names_add_text (GString *text, const char *const *names, guint n_names);
