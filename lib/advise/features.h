/* features.h: what agents use, and which services that takes
 *
 * facts.md section 5, the table of services.
 */
#pragma once

#include "advise/check.h"

enum
{
  ENISIM_FEATURE_SERVICES_MAX = 2,
  ENISIM_FEATURE_ACTIONS_MAX = 8,
  ENISIM_FEATURE_TYPES_MAX = 3
};

typedef struct
{
  const char *name;                                  /* of --uses; NULL: every runtime does */
  const char *purpose;                               /* for people: "log delivery" */
  const char *services[ENISIM_FEATURE_SERVICES_MAX]; /* NULL beyond the last */
  const char *actions[ENISIM_FEATURE_ACTIONS_MAX];   /* patterns of what a role may do for it */
  const char *types[ENISIM_FEATURE_TYPES_MAX];       /* whose names an environment has for it */
  gboolean is_by_made;                               /* a stack that makes one of @types uses it */
  gboolean is_by_endpoint; /* an endpoint for it serves nothing but agents */
} EnisimFeature;

/* Bits of the rows that runtimes use by what they are. */
enum
{
  ENISIM_FEATURE_IMAGE = 1 << 0,
  ENISIM_FEATURE_PACKAGE = 1 << 1,
  ENISIM_FEATURE_LOGS = 1 << 2,
  ENISIM_FEATURE_INTERNET = 1 << 3,
  ENISIM_FEATURE_MODEL = 1 << 4
};

const EnisimFeature *enisim_features_get (guint *n);

/* Learns what is declared and what agents are seen to use, and says why. */
void enisim_check_detect_features (EnisimCheck *check, const EnisimCheckOptions *options,
                                   EnisimComplaints *complaints);

/* What an agent uses.
 * @perhaps: (out) (nullable): of what it may use */
EnisimFeatures enisim_check_get_features (const EnisimCheck *check, const EnisimAgent *agent,
                                          EnisimFeatures *perhaps);
EnisimFeatures enisim_crowd_get_features (const EnisimCheck *check, const EnisimCrowd *crowd,
                                          EnisimFeatures *perhaps);

/* Whether an agent calls a service through this endpoint from one of its subnets.
 * @subnet: (nullable): NULL: not known */
EnisimTruth enisim_check_uses_endpoint (const EnisimCheck *check, const EnisimAgent *agent,
                                        const EnisimEndpoint *endpoint, EnisimId subnet);

enum
{
  ENISIM_SERVICES_MAX = 32 /* of all features together */
};

/* @services: (out): room for ENISIM_SERVICES_MAX
 * Returns: how many services these take, each counted once */
guint enisim_features_get_services (EnisimFeatures features, const char **services);

/* "Memory and Identity": what a service is for, of these. */
void enisim_features_add_purposes (GString *text, EnisimFeatures features, const char *service);

/* Which of these take a service. */
EnisimFeatures enisim_features_of_service (EnisimFeatures features, const char *service);
