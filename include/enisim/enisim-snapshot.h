/* enisim-snapshot.h: what a simulation has come to, kept while it runs on
 *
 * A snapshot is read by index, as arrays are: enisim_snapshot_get_n_enis() says how many there
 * are and enisim_snapshot_get_eni() gives one.  Subnets have the scenario's indexes, runtimes the
 * simulation's, which are the scenario's for those that it names.
 * What a query returns belongs to the snapshot and lives as long.  Instants and spans are
 * microseconds, addresses are counted one by one.  Fields may be appended to the structures.
 */
#pragma once

#if !defined(ENISIM_INSIDE) && !defined(ENISIM_COMPILATION)
#error "Only <enisim/enisim.h> can be included directly."
#endif

#include <enisim/enisim-observer.h>
#include <enisim/enisim-simulation.h>
#include <enisim/enisim-states.h>

G_BEGIN_DECLS

/** ENISIM_SNAPSHOT_SESSIONS_MAX: sessions that are copied, those that were admitted first. */
#define ENISIM_SNAPSHOT_SESSIONS_MAX 100000

/**
 * EnisimSnapshot:
 *
 * Immutable copy of what a simulation has come to at one instant.  Reference counted, atomically:
 * it may be read and released on any thread, whatever becomes of the simulation.
 */
typedef struct EnisimSnapshot EnisimSnapshot;

/**
 * EnisimLevelInfo:
 * @now: at the snapshot's instant
 * @peak: the most there were since the run began, or since its warm-up ended
 * @peak_at: first instant of that
 * @mean: over time, since then
 * @p50: the level at or below which it was half of the time
 * @p95: the same for 95 % of the time
 * @p99: the same for 99 % of the time
 *
 * Something that is counted and changes over time.
 */
typedef struct
{
  guint64 now, peak;
  EnisimTime peak_at;
  double mean;
  guint64 p50, p95, p99;
} EnisimLevelInfo;

/**
 * EnisimSubnetInfo:
 * @name: as in the scenario
 * @cidr: for instance "10.0.2.0/24"
 * @az: name or id of its availability zone, as in the scenario
 * @n_capacity: addresses that can be held, without the five that EC2 keeps
 * @n_free: of them, those that nobody holds now
 * @held: by all holders together
 * @n_background: held now by what the scenario calls background
 * @n_endpoint: held now by interface endpoints
 * @n_nat_gateway: held now by NAT gateways
 * @n_other: held now by anything else that is no AgentCore ENI
 * @n_eni_creating: held now by ENIs in creation
 * @n_eni_in_use: held now by ENIs in use
 * @n_eni_retained: held now by retained ENIs
 * @n_eni_failed: held now by what failed creates left behind
 * @exhausted_at: first instant without a free address; %ENISIM_TIME_NEVER if there was none
 * @exhausted_us: without a free address, in all
 * @n_denied: allocations that found no address
 * @smallest_prefix: length of the prefix that would have held the peak; 0 for unknown, after a
 *   denial
 */
typedef struct
{
  const char *name, *cidr, *az;
  guint n_capacity, n_free;
  EnisimLevelInfo held;
  guint n_background, n_endpoint, n_nat_gateway, n_other;
  guint n_eni_creating, n_eni_in_use, n_eni_retained, n_eni_failed;
  EnisimTime exhausted_at;
  GTimeSpan exhausted_us;
  guint64 n_denied;
  guint smallest_prefix;
} EnisimSubnetInfo;

/**
 * EnisimGroupInfo:
 * @state: of all its ENIs
 * @subnets: (array length=n_subnets): indexes of the subnets, ascending
 * @n_subnets: how many
 * @security_groups: (array length=n_security_groups): names
 * @n_security_groups: how many
 * @runtimes: (array length=n_runtimes) (nullable): indexes of the runtimes that share it
 * @n_runtimes: how many; 0 for a group that is retained or failed
 * @first_eni: index of its first ENI in the snapshot; the others follow
 * @n_enis: how many; fewer than subnets only where the create failed
 *
 * ENIs that were created together, one to a subnet, for all runtimes of one configuration.
 */
typedef struct
{
  EnisimEniState state;
  const guint *subnets;
  guint n_subnets;
  const char *const *security_groups;
  guint n_security_groups;
  const guint *runtimes;
  guint n_runtimes;
  guint first_eni, n_enis;
} EnisimGroupInfo;

/**
 * EnisimVersionInfo:
 * @is_vpc: whether it is in the VPC, and not PUBLIC
 * @was_ready: whether it ever was; else no endpoint can point to it
 * @subnets: (array length=n_subnets) (nullable): indexes of the subnets it is configured for
 * @n_subnets: how many; 0 for PUBLIC
 * @security_groups: (array length=n_security_groups) (nullable): names, of its configuration
 * @n_security_groups: how many; 0 for PUBLIC
 * @n_groups: groups of ENIs that it holds
 * @n_endpoints: endpoints that point to it, DEFAULT counted
 * @n_vms: its live VMs, until their teardown ends
 *
 * One version of a runtime: a configuration.
 */
typedef struct
{
  gboolean is_vpc, was_ready;
  const guint *subnets;
  guint n_subnets;
  const char *const *security_groups;
  guint n_security_groups;
  guint n_groups, n_endpoints, n_vms;
} EnisimVersionInfo;

/**
 * EnisimEndpointInfo:
 * @name: as in the scenario
 * @version: to which it points
 */
typedef struct
{
  const char *name;
  guint version;
} EnisimEndpointInfo;

/**
 * EnisimRuntimeInfo:
 * @name: as in the scenario
 * @status: now
 * @updated_at: when it took that status; %ENISIM_TIME_NEVER if it never had another one
 * @is_vpc: whether it is in the VPC, and not PUBLIC
 * @subnets: (array length=n_subnets) (nullable): indexes of the subnets it is configured for
 * @n_subnets: how many; 0 for PUBLIC
 * @security_groups: (array length=n_security_groups) (nullable): names, of its configuration
 * @n_security_groups: how many; 0 for PUBLIC
 * @group: index of the group that it shares, of the first one where ENIs are shared per subnet;
 *   %ENISIM_INDEX_NONE if it has none
 * @n_vms: its live VMs, until their teardown ends
 * @version: to which its endpoint DEFAULT points; before its first READY the only one; 0 while it
 *   is absent.  Of this version are the configuration and the group above
 * @versions: (array length=n_versions) (nullable): all versions of its life, number 1 first
 * @n_versions: how many
 * @endpoints: (array length=n_endpoints) (nullable): those beside DEFAULT
 * @n_endpoints: how many
 * @type: what it is
 */
typedef struct
{
  const char *name;
  EnisimRuntimeStatus status;
  EnisimTime updated_at;
  gboolean is_vpc;
  const guint *subnets;
  guint n_subnets;
  const char *const *security_groups;
  guint n_security_groups;
  guint group;
  guint n_vms;
  guint version;
  const EnisimVersionInfo *versions;
  guint n_versions;
  const EnisimEndpointInfo *endpoints;
  guint n_endpoints;
  EnisimAgentType type;
} EnisimRuntimeInfo;

/**
 * EnisimSessionInfo:
 * @runtime: index of its runtime
 * @state: now
 * @started_by: the call that started it, which names it
 * @n_in_flight: calls that are being served
 */
typedef struct
{
  guint runtime;
  EnisimSessionState state;
  EnisimCallId started_by;
  guint n_in_flight;
} EnisimSessionInfo;

/**
 * EnisimLatencyInfo:
 * @n: calls that ended so; where there is none, the rest is meaningless
 * @mean_us: from the call to its end
 * @min_us: the shortest
 * @p50_us: by nearest rank
 * @p95_us: by nearest rank
 * @p99_us: by nearest rank
 * @max_us: the longest
 */
typedef struct
{
  guint64 n;
  double mean_us;
  GTimeSpan min_us, p50_us, p95_us, p99_us, max_us;
} EnisimLatencyInfo;

/**
 * EnisimCallsInfo:
 * @n_attempts: calls of all workloads since the run began, or since its warm-up ended, each attempt
 *   counted
 * @n_cold: admitted, and a VM was started for it
 * @n_warm: admitted on a live VM
 * @ok: of the calls that were served to their end
 * @cut: of those whose VM ended first
 * @refused: of those that were not admitted
 */
typedef struct
{
  guint64 n_attempts, n_cold, n_warm;
  EnisimLatencyInfo ok, cut, refused;
} EnisimCallsInfo;

/**
 * enisim_snapshot_new:
 * @sim: a simulation that is not running
 *
 * Copies the state that @sim is in.  Costs about as much as a report: ask for one now and then,
 * not after each event.
 *
 * Returns: (transfer full): the snapshot
 */
ENISIM_API EnisimSnapshot *
enisim_snapshot_new (const EnisimSimulation *sim) G_GNUC_WARN_UNUSED_RESULT;

/**
 * enisim_snapshot_ref:
 * @snapshot: a snapshot
 *
 * Returns: (transfer full): @snapshot, with one reference more
 */
ENISIM_API EnisimSnapshot *enisim_snapshot_ref (EnisimSnapshot *snapshot);

/**
 * enisim_snapshot_unref:
 * @snapshot: (transfer full): a snapshot, freed with its last reference
 */
ENISIM_API void enisim_snapshot_unref (EnisimSnapshot *snapshot);

/** enisim_snapshot_get_scenario: (transfer none): what was simulated. */
ENISIM_API EnisimScenario *enisim_snapshot_get_scenario (const EnisimSnapshot *snapshot);

ENISIM_API guint64 enisim_snapshot_get_seed (const EnisimSnapshot *snapshot);
ENISIM_API guint32 enisim_snapshot_get_replication (const EnisimSnapshot *snapshot);

/** enisim_snapshot_get_at: the instant of which this is the picture. */
ENISIM_API EnisimTime enisim_snapshot_get_at (const EnisimSnapshot *snapshot);

/** enisim_snapshot_is_complete: whether the run had reached its horizon. */
ENISIM_API gboolean enisim_snapshot_is_complete (const EnisimSnapshot *snapshot);

/** enisim_snapshot_get_n_events: events executed until then. */
ENISIM_API guint64 enisim_snapshot_get_n_events (const EnisimSnapshot *snapshot);

/* Subnets, in the scenario's order. */
ENISIM_API guint enisim_snapshot_get_n_subnets (const EnisimSnapshot *snapshot);
ENISIM_API const EnisimSubnetInfo *enisim_snapshot_get_subnet (const EnisimSnapshot *snapshot,
                                                               guint index);

/**
 * enisim_snapshot_find_subnet:
 * @snapshot: a snapshot
 * @name: of a subnet
 * @index: (out) (optional): its index; untouched on failure
 *
 * Returns: whether there is a subnet of that name
 */
ENISIM_API gboolean enisim_snapshot_find_subnet (const EnisimSnapshot *snapshot, const char *name,
                                                 guint *index);

/* Short cuts to what is asked for most; addresses. */
ENISIM_API guint enisim_snapshot_get_subnet_n_free (const EnisimSnapshot *snapshot, guint index);
ENISIM_API guint enisim_snapshot_get_subnet_n_held (const EnisimSnapshot *snapshot, guint index);
ENISIM_API guint enisim_snapshot_get_subnet_peak (const EnisimSnapshot *snapshot, guint index);

/* Groups of ENIs that are alive, by the number of their first ENI. */
ENISIM_API guint enisim_snapshot_get_n_groups (const EnisimSnapshot *snapshot);
ENISIM_API const EnisimGroupInfo *enisim_snapshot_get_group (const EnisimSnapshot *snapshot,
                                                             guint index);

/* ENIs that are alive, group by group. */
ENISIM_API guint enisim_snapshot_get_n_enis (const EnisimSnapshot *snapshot);
ENISIM_API const EnisimEniInfo *enisim_snapshot_get_eni (const EnisimSnapshot *snapshot,
                                                         guint index);

/** enisim_snapshot_get_eni_group: index of the group that an ENI belongs to. */
ENISIM_API guint enisim_snapshot_get_eni_group (const EnisimSnapshot *snapshot, guint index);

/** enisim_snapshot_get_eni_state: of an ENI, which is its group's. */
ENISIM_API EnisimEniState enisim_snapshot_get_eni_state (const EnisimSnapshot *snapshot,
                                                         guint index);

/* Runtimes, in the scenario's order, absent ones too; then those that came during the run. */
ENISIM_API guint enisim_snapshot_get_n_runtimes (const EnisimSnapshot *snapshot);
ENISIM_API const EnisimRuntimeInfo *enisim_snapshot_get_runtime (const EnisimSnapshot *snapshot,
                                                                 guint index);

/**
 * enisim_snapshot_find_runtime:
 * @snapshot: a snapshot
 * @name: of a runtime; of a `count: n`, for instance "agent_0"
 * @index: (out) (optional): its index; untouched on failure
 *
 * Returns: whether there is a runtime of that name
 */
ENISIM_API gboolean enisim_snapshot_find_runtime (const EnisimSnapshot *snapshot, const char *name,
                                                  guint *index);

/* Sessions that have a VM, in the order of their admission, %ENISIM_SNAPSHOT_SESSIONS_MAX at
 * most; the number of all is the level of live VMs now. */
ENISIM_API guint enisim_snapshot_get_n_sessions (const EnisimSnapshot *snapshot);
ENISIM_API const EnisimSessionInfo *enisim_snapshot_get_session (const EnisimSnapshot *snapshot,
                                                                 guint index);

/** enisim_snapshot_get_vms: the live VMs of all runtimes, until their teardown ends. */
ENISIM_API const EnisimLevelInfo *enisim_snapshot_get_vms (const EnisimSnapshot *snapshot);

/** enisim_snapshot_get_n_vms_in: live VMs whose session is in a state now. */
ENISIM_API guint64 enisim_snapshot_get_n_vms_in (const EnisimSnapshot *snapshot,
                                                 EnisimSessionState state);

ENISIM_API const EnisimCallsInfo *enisim_snapshot_get_calls (const EnisimSnapshot *snapshot);

/** enisim_snapshot_get_n_calls_with: attempts that ended in one way, or are open. */
ENISIM_API guint64 enisim_snapshot_get_n_calls_with (const EnisimSnapshot *snapshot,
                                                     EnisimOutcome outcome);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EnisimSnapshot, enisim_snapshot_unref)

G_END_DECLS
