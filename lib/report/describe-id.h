/* describe-id.h: ids as AWS writes them, made from names
 *
 * An id depends on nothing but the name: whoever has seen one finds the same thing under it in
 * the next run.
 */
#pragma once

#include <glib.h>

/* Room for any of the kinds: "ela-attach-", 17 digits and a nul. */
#define ENISIM_AWS_ID_BYTES 32

typedef struct
{
  char text[ENISIM_AWS_ID_BYTES];
} EnisimAwsId;

/* @kind: for instance "subnet"; the same name has another number under another kind
 *
 * Returns: "subnet-" and 17 hexadecimal digits */
EnisimAwsId enisim_aws_id_make (const char *kind, const char *name);

/* Returns: (transfer full): the id of a runtime, "my_agent-" and 10 letters or digits */
char *enisim_aws_runtime_id_make (const char *name);

/* Whether @pattern, with its `*` and `?`, fits the name or the id of that kind that it has. */
gboolean enisim_aws_id_fits (const char *kind, const char *name, const char *pattern);
