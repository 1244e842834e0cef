/* control-request.h: what the control plane is asked to do to one runtime
 *
 * A value: where it comes from (a runtime's own instant, the timeline, a caller) and whether it
 * has to wait for the runtime to settle make no difference to what it says.
 */
#pragma once

#include <glib.h>

typedef enum
{
  ENISIM_REQUEST_CREATE,
  ENISIM_REQUEST_DELETE,
} EnisimRequestVerb;

typedef struct
{
  EnisimRequestVerb verb;
  gboolean is_patient; /* waits for what is in motion, whatever `control_conflict` says */
} EnisimControlRequest;
