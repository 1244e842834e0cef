/* enisim-scenario.h: what to simulate */
#pragma once

#if !defined(ENISIM_INSIDE) && !defined(ENISIM_COMPILATION)
#error "Only <enisim/enisim.h> can be included directly."
#endif

#include <enisim/enisim-error.h>
#include <enisim/enisim-time.h>

G_BEGIN_DECLS

/** ENISIM_SCENARIO_BYTES_MAX: the largest scenario file that is read. */
#define ENISIM_SCENARIO_BYTES_MAX (16 * 1024 * 1024)

/** ENISIM_SCENARIO_NODES_MAX: values in a scenario file, those of lists and mappings counted. */
#define ENISIM_SCENARIO_NODES_MAX 500000

/** ENISIM_RUNTIMES_MAX: runtimes of one scenario, each of a `count: n` counted. */
#define ENISIM_RUNTIMES_MAX 1000000

/** ENISIM_RUNTIME_ENDPOINTS_MAX: that a runtime is made with, DEFAULT not counted. */
#define ENISIM_RUNTIME_ENDPOINTS_MAX 100

/** ENISIM_ALL_RUNTIME_ENDPOINTS_MAX: of all runtimes together, each of a `count: n` counted. */
#define ENISIM_ALL_RUNTIME_ENDPOINTS_MAX 4000000

/** ENISIM_SCENARIO_SUBNETS_MAX: subnets of one scenario (Amazon VPC quotas: 200 to a VPC). */
#define ENISIM_SCENARIO_SUBNETS_MAX 1024

/** ENISIM_VPC_CIDRS_MAX: networks that the VPC has; one to each subnet is enough. */
#define ENISIM_VPC_CIDRS_MAX 1024

/** ENISIM_ENDPOINTS_MAX, ENISIM_NAT_GATEWAYS_MAX, ENISIM_OTHER_HOLDERS_MAX: of one scenario. */
#define ENISIM_ENDPOINTS_MAX 1024
#define ENISIM_NAT_GATEWAYS_MAX 1024
#define ENISIM_OTHER_HOLDERS_MAX 1024

/** ENISIM_NAME_BYTES_MAX: of a runtime's, subnet's, security group's or workload's name. */
#define ENISIM_NAME_BYTES_MAX 128

/** ENISIM_TEXT_FIELD_BYTES_MAX: of a note, a path, a column or the scenario's name. */
#define ENISIM_TEXT_FIELD_BYTES_MAX 16384

/**
 * ENISIM_TIMEOUT_US_MIN, ENISIM_TIMEOUT_US_MAX: of idle timeout and lifetime (AgentCore Control API
 * Reference, LifecycleConfiguration).
 */
#define ENISIM_TIMEOUT_US_MIN (60 * G_TIME_SPAN_SECOND)
#define ENISIM_TIMEOUT_US_MAX (28800 * G_TIME_SPAN_SECOND)

/** ENISIM_IDLE_TIMEOUT_US_DEFAULT: where neither is given; the lifetime is the longest. */
#define ENISIM_IDLE_TIMEOUT_US_DEFAULT (900 * G_TIME_SPAN_SECOND)

/** ENISIM_DRAWN_SPAN_MAX: the longest span in a distribution, 3000 d. */
#define ENISIM_DRAWN_SPAN_MAX (3000 * G_TIME_SPAN_DAY)

/** ENISIM_QUOTA_MAX: the largest quota that is not unlimited. */
#define ENISIM_QUOTA_MAX 1000000000

/** ENISIM_CLIENTS_MAX: of all closed workloads together. */
#define ENISIM_CLIENTS_MAX 1000000

/** ENISIM_TARGETS_MAX: of all workloads together, each runtime that one names counted. */
#define ENISIM_TARGETS_MAX 4000000

/** ENISIM_RATE_PER_SECOND_MAX: of an open workload, one arrival to each tick of the clock. */
#define ENISIM_RATE_PER_SECOND_MAX 1000000

/** ENISIM_EXPECTED_CALLS_MAX: of an open workload from its start to its end or the horizon. */
#define ENISIM_EXPECTED_CALLS_MAX 4000000000

/** ENISIM_TIMELINE_ENTRIES_MAX: of the timeline, each runtime that an entry names counted. */
#define ENISIM_TIMELINE_ENTRIES_MAX 4000000

/** ENISIM_SAMPLE_US_MIN, ENISIM_SAMPLES_MAX: the shortest step and the most in one run. */
#define ENISIM_SAMPLE_US_MIN G_TIME_SPAN_MILLISECOND
#define ENISIM_SAMPLES_MAX 100000

/**
 * EnisimScenario:
 *
 * Immutable description of what to simulate.  Reference counted, atomically: one scenario may feed
 * simulations on many threads at once.
 */
typedef struct EnisimScenario EnisimScenario;

#ifndef ENISIM_CORE_ONLY

/**
 * enisim_scenario_load_file:
 * @path: (type filename): a YAML or JSON file; relative paths in it start at its folder
 * @overrides: (nullable) (array zero-terminated=1): "path=value" each, for instance
 *   "quotas.max_vms=500"; the path's steps are keys and indexes from 0, the value is YAML, not
 *   empty, null for the default, and relative paths in it start at the working folder
 * @error: return location for a #GError, or %NULL
 *
 * Returns: (transfer full) (nullable): the scenario, or %NULL with %ENISIM_ERROR_INVALID set; its
 *   message holds all complaints, one a line, as `file:line:column: what is wrong`, or as
 *   `file: what is wrong` where it is about the file itself
 */
ENISIM_API EnisimScenario *enisim_scenario_load_file (const char *path,
                                                      const char *const *overrides,
                                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * enisim_scenario_load_data:
 * @name: what complaints call the text
 * @data: (array length=length) (element-type guint8): YAML or JSON; relative paths in it start at
 *   the working folder
 * @length: bytes of @data
 * @overrides: (nullable) (array zero-terminated=1): as for enisim_scenario_load_file()
 * @error: return location for a #GError, or %NULL
 *
 * Returns: (transfer full) (nullable): as for enisim_scenario_load_file()
 */
ENISIM_API EnisimScenario *enisim_scenario_load_data (const char *name, const guint8 *data,
                                                      gsize length, const char *const *overrides,
                                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif

/**
 * enisim_scenario_ref:
 * @scenario: a scenario
 *
 * Returns: (transfer full): @scenario, with one reference more
 */
ENISIM_API EnisimScenario *enisim_scenario_ref (EnisimScenario *scenario);

/**
 * enisim_scenario_unref:
 * @scenario: (transfer full): a scenario, freed with its last reference
 */
ENISIM_API void enisim_scenario_unref (EnisimScenario *scenario);

/**
 * enisim_scenario_get_name:
 * @scenario: a scenario
 *
 * Returns: (transfer none): what the file calls it, or else the file's own name
 */
ENISIM_API const char *enisim_scenario_get_name (const EnisimScenario *scenario);

/**
 * enisim_scenario_get_horizon:
 * @scenario: a scenario
 *
 * Returns: the instant at which a run ends, or %ENISIM_TIME_NEVER where it ends with its traces
 */
ENISIM_API EnisimTime enisim_scenario_get_horizon (const EnisimScenario *scenario);

/** enisim_scenario_get_n_subnets: of the VPC, in the order in which the scenario names them. */
ENISIM_API guint enisim_scenario_get_n_subnets (const EnisimScenario *scenario);

/**
 * enisim_scenario_get_subnet_name:
 * @scenario: a scenario
 * @index: of a subnet, from 0, less than enisim_scenario_get_n_subnets()
 *
 * Returns: (transfer none): its name, as long as @scenario lives
 */
ENISIM_API const char *enisim_scenario_get_subnet_name (const EnisimScenario *scenario,
                                                        guint index);

/**
 * enisim_scenario_find_subnet:
 * @scenario: a scenario
 * @name: of a subnet
 * @index: (out) (optional): set on success only
 *
 * Returns: whether there is a subnet of that name
 */
ENISIM_API gboolean enisim_scenario_find_subnet (const EnisimScenario *scenario, const char *name,
                                                 guint *index);

/** enisim_scenario_get_n_runtimes: each of a `count: n` counted, in the scenario's order. */
ENISIM_API guint enisim_scenario_get_n_runtimes (const EnisimScenario *scenario);

/**
 * enisim_scenario_get_runtime_name:
 * @scenario: a scenario
 * @index: of a runtime, from 0, less than enisim_scenario_get_n_runtimes()
 *
 * Returns: (transfer none): its name, as long as @scenario lives; with a `count` it is numbered,
 *   "agent_0"
 */
ENISIM_API const char *enisim_scenario_get_runtime_name (const EnisimScenario *scenario,
                                                         guint index);

/**
 * enisim_scenario_find_runtime:
 * @scenario: a scenario
 * @name: of one runtime; "agent", where that has a `count`, is the name of none
 * @index: (out) (optional): set on success only
 *
 * In constant time, however many runtimes there are.
 *
 * Returns: whether there is a runtime of that name
 */
ENISIM_API gboolean enisim_scenario_find_runtime (const EnisimScenario *scenario, const char *name,
                                                  guint *index);

/** enisim_scenario_get_n_workloads: in the scenario's order. */
ENISIM_API guint enisim_scenario_get_n_workloads (const EnisimScenario *scenario);

/**
 * enisim_scenario_get_workload_name:
 * @scenario: a scenario
 * @index: of a workload, from 0, less than enisim_scenario_get_n_workloads()
 *
 * Returns: (transfer none): its name, as long as @scenario lives; "closed-0" and so on where the
 *   scenario gives it none
 */
ENISIM_API const char *enisim_scenario_get_workload_name (const EnisimScenario *scenario,
                                                          guint index);

/**
 * enisim_scenario_get_workload_file:
 * @scenario: a scenario
 * @index: of a workload, from 0, less than enisim_scenario_get_n_workloads()
 *
 * A simulation reads it while it runs, so that nothing may be written there.
 *
 * Returns: (transfer none) (nullable) (type filename): the trace that it reads, a relative path
 *   starting at the working folder, as long as @scenario lives; %NULL where it reads none
 */
ENISIM_API const char *enisim_scenario_get_workload_file (const EnisimScenario *scenario,
                                                          guint index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EnisimScenario, enisim_scenario_unref)

G_END_DECLS
