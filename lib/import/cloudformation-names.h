/* cloudformation-names.h: names of types and properties that are not known here
 *
 * The service adds new ones, so that an unknown name is no mistake in itself; but what is not read
 * is said, with the name that was probably meant.
 */
#pragma once

#include "import/template.h"

G_BEGIN_DECLS

/* Notes the type of @resource if it is like one that is read here. */
void enisim_note_unknown_type (EnisimTemplate *template, const EnisimNode *resource,
                               const char *type);

/* Notes the properties that are not known of what has ENIs of AgentCore, and of their network. */
void enisim_note_unknown_properties (EnisimTemplate *template, const EnisimNode *resource,
                                     const char *type);

G_END_DECLS
