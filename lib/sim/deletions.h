/* deletions.h: security groups and subnets that somebody wants to delete
 *
 * A deletion is refused (DependencyViolation) while anything holds what it is about; the report
 * says what, and when it would have passed (model.md "ENI pool").
 */
#pragma once

#include <enisim/enisim-time.h>

#define ENISIM_DELETION_NONE G_MAXUINT32

typedef enum
{
  ENISIM_DELETION_SECURITY_GROUP,
  ENISIM_DELETION_SUBNET,
} EnisimDeletionKind;

typedef enum
{
  ENISIM_DELETION_DONE,
  ENISIM_DELETION_REFUSED,
  ENISIM_DELETION_GONE, /* there was nothing to delete any more */
} EnisimDeletionResult;

/* What holds a security group or a subnet. */
typedef enum
{
  ENISIM_BLOCKER_ENI,      /* an agents' ENI in any state */
  ENISIM_BLOCKER_ENDPOINT, /* an endpoint's ENI */
  ENISIM_BLOCKER_NAT_GATEWAY,
  ENISIM_BLOCKER_OTHER,
  ENISIM_BLOCKER_BACKGROUND,
  ENISIM_BLOCKER_RULE, /* a security group whose rules name the one that is to go */
} EnisimBlocker;

#define ENISIM_N_BLOCKERS (ENISIM_BLOCKER_RULE + 1)

/* One of the scenario's security groups. */
typedef struct
{
  guint32 n_enis; /* of agents, in every state */
  guint32 n_endpoint_enis, n_other_enis;
  guint32 n_rules;      /* other groups that are there and whose rules name it */
  guint32 last_awaited; /* the newest of the requests that wait for it, or ENISIM_DELETION_NONE */
  gboolean is_deleted;
} EnisimSgRecord;

/* A request of the timeline's. */
typedef struct
{
  EnisimTime requested_at;
  EnisimDeletionKind kind;
  EnisimDeletionResult result;
  guint32 subject;                       /* security group or subnet */
  guint32 blocked_by[ENISIM_N_BLOCKERS]; /* how many of each, at the request */
  EnisimTime passes_at; /* first instant from the request on; ENISIM_TIME_NEVER: not by now */
  guint32 previous;     /* of the requests that wait for the same subject, or _NONE */
} EnisimDeletion;
