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
  ENISIM_REQUEST_UPDATE,          /* a new version, to which DEFAULT moves */
  ENISIM_REQUEST_POINT,           /* an endpoint to a version; a new endpoint where there is none */
  ENISIM_REQUEST_DELETE_ENDPOINT, /* any but DEFAULT */
} EnisimRequestVerb;

/* The set of the version before. */
#define ENISIM_REQUEST_KEEP G_MAXUINT32

typedef struct
{
  EnisimRequestVerb verb;
  gboolean is_patient;        /* waits for what is in motion, whatever `control_conflict` says */
  gboolean is_public;         /* _UPDATE: leaves the VPC; else: */
  guint32 subnet_set, sg_set; /* _UPDATE: as in attachment keys, or ENISIM_REQUEST_KEEP */
  guint32 endpoint;           /* _POINT, _DELETE_ENDPOINT: its name, as the scenario numbers them */
  guint32 version;            /* _POINT */
  guint32 churn, redeployment; /* _UPDATE: which one asks, from 1; 0: none does */
} EnisimControlRequest;

/* Why a request was refused. */
typedef enum
{
  ENISIM_REFUSAL_CONFLICT, /* the runtime is in motion, and `control_conflict` is refuse (409) */
  ENISIM_REFUSAL_STATE,    /* nothing that can be done to a runtime as it is now */
  ENISIM_REFUSAL_AGENTS,   /* quotas, each the account's or the runtime's */
  ENISIM_REFUSAL_VERSIONS,
  ENISIM_REFUSAL_ENDPOINTS,
} EnisimRefusal;

enum
{
  ENISIM_N_REFUSALS = ENISIM_REFUSAL_ENDPOINTS + 1
};

/* Returns: (transfer none): as in reports */
const char *enisim_refusal_get_name (EnisimRefusal refusal);
