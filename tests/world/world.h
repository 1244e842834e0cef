/* world.h: one random scenario, as plain values
 *
 * Made from a seed, written out as a scenario file for the simulator and read
 * as it stands by the naive twin.  Subnets, security groups and runtimes are
 * numbers; sets of the first two are bits. Spans and instants are microseconds.
 */
#pragma once

#include <glib.h>

#include "core/distribution.h"

enum
{
  WORLD_SUBNETS_MAX = 5,
  WORLD_AZS_MAX = 3,
  WORLD_GROUPS_MAX = 3,
  WORLD_ENDPOINTS_MAX = 3,
  WORLD_NATS_MAX = 2,
  WORLD_ITEMS_MAX = 5,
  WORLD_COUNT_MAX = 3,
  WORLD_WORKLOADS_MAX = 3,
  WORLD_TARGETS_MAX = 3,
  WORLD_ENTRIES_MAX = 40,
  WORLD_PARTS_MAX = 3,
  WORLD_TEXT_SIZE = 96
};

#define WORLD_NEVER G_GINT64_CONSTANT (-1)

/* A span that varies, as the file says it and as it is drawn. */
typedef struct
{
  char text[WORLD_TEXT_SIZE]; /* empty: the file does not say, and neither does
                                 @distribution */
  EnisimDistribution distribution;
} WorldVaries;

typedef struct
{
  const char *name;
  guint32 network;
  guint prefix;
  guint az;
  guint background;
} WorldSubnet;

typedef struct
{
  gboolean is_gateway;
  guint subnets; /* none: wherever runtimes are */
} WorldEndpoint;

/* An item of the list, which may be several runtimes. */
typedef struct
{
  const char *name;
  guint count;           /* 0: one, without a number */
  guint subnets, groups; /* none: PUBLIC */
  gboolean is_v2;
  gint64 create_at;                        /* or WORLD_NEVER */
  gint64 idle_timeout_us, max_lifetime_us; /* WORLD_NEVER: the file does not say */
  gint64 unhealthy_stop_us;                /* or WORLD_NEVER */
} WorldItem;

typedef struct
{
  guint item;
  gint member; /* -1: all of them */
} WorldTarget;

typedef enum
{
  WORLD_IN_TURN,
  WORLD_RANDOM,
  WORLD_WEIGHTED,
} WorldChoose;

/* Invokes of a session, uniform over the bounds, or geometric where there is a
 * mean. */
typedef struct
{
  guint min, max;
  double mean; /* 0: uniform */
} WorldInvokes;

typedef enum
{
  WORLD_CLOSED,
  WORLD_POISSON,
  WORLD_RENEWAL,
  WORLD_WINDOWS,
  WORLD_PIECES,
  WORLD_PROFILE,
  WORLD_BURSTS,
} WorldKind;

typedef enum
{
  WORLD_GAMMA,
  WORLD_WEIBULL,
  WORLD_LOGNORMAL,
} WorldShape;

typedef struct
{
  gint64 at, until; /* until may be WORLD_NEVER: to the next one */
  guint per_hour;
  double cv; /* below 0: as Poisson */
  WorldShape shape;
} WorldWindow;

typedef struct
{
  gint64 at;
  guint per_hour;
} WorldPiece;

typedef struct
{
  guint per_hour; /* may be 0 */
  gint64 mean_us;
} WorldPhase;

typedef struct
{
  WorldKind kind;
  WorldTarget targets[WORLD_TARGETS_MAX];
  guint n_targets;
  WorldChoose choose;
  guint weights[WORLD_TARGETS_MAX];
  gint64 from, until; /* until may be WORLD_NEVER */
  double new_ratio;   /* 1: `session: new` */
  gboolean is_uniform;
  guint reuse_window; /* 0: the file does not say */
  WorldInvokes invokes;
  WorldVaries session_think;
  gboolean stops;
  WorldVaries duration, think;
  guint n_clients;
  guint per_hour;                       /* arrivals: Poisson, and where the profile is 1 */
  WorldWindow windows[WORLD_PARTS_MAX]; /* renewal: one */
  guint n_windows;
  WorldPiece pieces[WORLD_PARTS_MAX];
  guint n_pieces;
  WorldPhase phases[WORLD_PARTS_MAX];
  guint n_phases;
  guint daily[24], weekly[7];
} WorldWorkload;

typedef enum
{
  WORLD_CREATE,
  WORLD_DELETE,
} WorldVerb;

typedef struct
{
  gint64 at;
  WorldVerb verb;
  WorldTarget target;
} WorldEntry;

typedef enum
{
  WORLD_REFUSED_NOT_READY,
  WORLD_REFUSED_CONFLICT,
  WORLD_REFUSED_QUOTA,
  WORLD_N_REFUSALS,
} WorldRefusal;

typedef struct
{
  guint64 seed;
  gint64 horizon;
  const char *start;          /* NULL: a Monday at midnight */
  gint64 start_us;            /* in the week */
  gint64 warm_up, sample_us;  /* 0: none */
  gboolean has_limits;        /* else nothing below is a limit */
  guint max_vms, enis_per_az; /* 0: unlimited */

  WorldSubnet subnets[WORLD_SUBNETS_MAX];
  guint n_subnets, n_azs, n_groups;
  const char *group_names[WORLD_GROUPS_MAX];
  WorldEndpoint endpoints[WORLD_ENDPOINTS_MAX];
  guint n_endpoints;
  guint nats[WORLD_NATS_MAX]; /* the subnet of each */
  guint n_nats;

  WorldVaries eni_retention, eni_create_delay, failed_create_retention, ready_delay;
  WorldVaries cold_start, teardown, teardown_after_stop;
  WorldVaries refusal_time[WORLD_N_REFUSALS];
  gint64 min_cycle_us;
  gboolean is_lowest, waits_for_provisioning, refuses_control, reuses_enis, counts_stopping;

  WorldItem items[WORLD_ITEMS_MAX];
  guint n_items;
  WorldWorkload workloads[WORLD_WORKLOADS_MAX];
  guint n_workloads;
  WorldEntry entries[WORLD_ENTRIES_MAX];
  guint n_entries;
} World;

/* Returns: (transfer full): always the same world for a seed */
World *world_new (guint64 seed);
void world_free (World *world);

/* Returns: (transfer full): the scenario file */
char *world_to_yaml (const World *world);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (World, world_free)
