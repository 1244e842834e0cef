/* enisim-scenario-builder.h: scenarios made in code
 *
 * A builder holds what a scenario file would say, value by value.  Its paths are those of a file:
 * keys and numbers of items, from 0, parted by dots, at most 128 of them, as in
 * "runtimes.0.idle_timeout"; in a key "\." is a dot and "\\" a backslash.  It is refused what a
 * file is refused, with the path in the place of a line, and has the same defaults.
 *
 * |[
 * g_autoptr (EnisimScenarioBuilder) builder = enisim_scenario_builder_new ("two agents");
 *
 * enisim_scenario_builder_set (builder, "horizon", "12h");
 * enisim_scenario_builder_add_runtimes (builder, "agent", 2, NULL, NULL);
 * enisim_scenario_builder_add_poisson (builder, "agent", 0.5);
 * enisim_scenario_builder_set (builder, "workloads.0.poisson.duration.exponential", "2s");
 * scenario = enisim_scenario_builder_build (builder, &error);
 * ]|
 */
#pragma once

#if !defined(ENISIM_INSIDE) && !defined(ENISIM_COMPILATION)
#error "Only <enisim/enisim.h> can be included directly."
#endif

#include <enisim/enisim-scenario.h>
#include <enisim/enisim-time.h>

G_BEGIN_DECLS

/**
 * EnisimScenarioBuilder:
 *
 * Owned by whoever created it and confined to one thread at a time.
 *
 * No call but enisim_scenario_builder_build() fails.  A value is looked at by that call, so that
 * what is wrong now may be set right before it.  What has no place to go (a path that leads into a
 * scalar or past the end of a list, say) changes nothing, is remembered, and is complained of by
 * every later enisim_scenario_builder_build().  A call that returns an index returns 0 then.
 */
typedef struct EnisimScenarioBuilder EnisimScenarioBuilder;

/**
 * enisim_scenario_builder_new:
 * @name: what the scenario is called until the path "name" is set, and what complaints about the
 *   whole are called; not empty
 *
 * Returns: (transfer full): a builder that says nothing but @name
 */
ENISIM_API EnisimScenarioBuilder *
enisim_scenario_builder_new (const char *name) G_GNUC_WARN_UNUSED_RESULT;

/**
 * enisim_scenario_builder_free:
 * @builder: (transfer full) (nullable): a builder; %NULL is ignored
 */
ENISIM_API void enisim_scenario_builder_free (EnisimScenarioBuilder *builder);

/**
 * enisim_scenario_builder_set:
 * @builder: a builder
 * @path: of one value, for instance "quotas.max_vms" or "model.cold_start.lognormal.mean"; mappings
 *   are made along the way, items of lists are not
 * @value: as a file has it, without quotes: "12h", "500"; "" leaves the value unsaid, so that its
 *   default applies; the key stays, and an unknown one is complained of all the same
 *
 * Replaces what was there, a mapping or a list as well.  A path does not lead into a scalar, so
 * before "model.cold_start.uniform" follows a "model.cold_start" of "5s", set that to "".  Relative
 * paths of files start at the working folder.
 */
ENISIM_API void enisim_scenario_builder_set (EnisimScenarioBuilder *builder, const char *path,
                                             const char *value);

/**
 * enisim_scenario_builder_set_span:
 * @builder: a builder
 * @path: as for enisim_scenario_builder_set()
 * @span_us: microseconds, 0 to %ENISIM_TIME_MAX
 */
ENISIM_API void enisim_scenario_builder_set_span (EnisimScenarioBuilder *builder, const char *path,
                                                  GTimeSpan span_us);

/**
 * enisim_scenario_builder_set_count:
 * @builder: a builder
 * @path: as for enisim_scenario_builder_set()
 * @count: a whole number
 */
ENISIM_API void enisim_scenario_builder_set_count (EnisimScenarioBuilder *builder, const char *path,
                                                   guint64 count);

/**
 * enisim_scenario_builder_append:
 * @builder: a builder
 * @path: of a list, for instance "vpc.endpoints"; made if missing
 *
 * Appends an item that says nothing yet.
 *
 * Returns: its index: the path goes on with it, "vpc.endpoints.0.service"
 */
ENISIM_API guint enisim_scenario_builder_append (EnisimScenarioBuilder *builder, const char *path);

/**
 * enisim_scenario_builder_append_value:
 * @builder: a builder
 * @path: of a list of values, for instance "runtimes.0.subnets"; made if missing
 * @value: as for enisim_scenario_builder_set()
 */
ENISIM_API void enisim_scenario_builder_append_value (EnisimScenarioBuilder *builder,
                                                      const char *path, const char *value);

/**
 * enisim_scenario_builder_add_subnet:
 * @builder: a builder
 * @name: of a subnet that is not there yet
 * @cidr: for instance "10.0.2.0/24"
 * @az: (nullable): the AZ's name, or %NULL where the subnet's `az_id` is set by its path
 */
ENISIM_API void enisim_scenario_builder_add_subnet (EnisimScenarioBuilder *builder,
                                                    const char *name, const char *cidr,
                                                    const char *az);

/**
 * enisim_scenario_builder_add_security_group:
 * @builder: a builder
 * @name: of a security group that is not there yet
 */
ENISIM_API void enisim_scenario_builder_add_security_group (EnisimScenarioBuilder *builder,
                                                            const char *name);

/**
 * enisim_scenario_builder_add_runtime:
 * @builder: a builder
 * @name: of the runtime
 * @subnets: (nullable) (array zero-terminated=1): names of its subnets; with neither subnets nor
 *   security groups it is PUBLIC and has no ENIs
 * @security_groups: (nullable) (array zero-terminated=1): names of its security groups
 *
 * Returns: its index: the path goes on as in "runtimes.0.idle_timeout"
 */
ENISIM_API guint enisim_scenario_builder_add_runtime (EnisimScenarioBuilder *builder,
                                                      const char *name, const char *const *subnets,
                                                      const char *const *security_groups);

/**
 * enisim_scenario_builder_add_runtimes:
 * @builder: a builder
 * @name: of all of them together; each is numbered from 0, "agent_0", also where @count is 1
 * @count: how many, 1 to %ENISIM_RUNTIMES_MAX
 * @subnets: (nullable) (array zero-terminated=1): as for enisim_scenario_builder_add_runtime()
 * @security_groups: (nullable) (array zero-terminated=1): the same
 *
 * Returns: the index of the whole item, one for all @count
 */
ENISIM_API guint enisim_scenario_builder_add_runtimes (EnisimScenarioBuilder *builder,
                                                       const char *name, guint count,
                                                       const char *const *subnets,
                                                       const char *const *security_groups);

/**
 * enisim_scenario_builder_add_closed:
 * @builder: a builder
 * @target: (nullable): the runtimes that are called; may be %NULL where "runtimes" has one item
 * @n_clients: each of which waits for its call before the next, 1 to %ENISIM_CLIENTS_MAX
 * @until: no call at or after this instant; %ENISIM_TIME_NEVER to leave it unsaid
 *
 * Returns: the workload's index: the path goes on as in "workloads.0.closed.think"
 */
ENISIM_API guint enisim_scenario_builder_add_closed (EnisimScenarioBuilder *builder,
                                                     const char *target, guint n_clients,
                                                     EnisimTime until);

/**
 * enisim_scenario_builder_add_poisson:
 * @builder: a builder
 * @target: (nullable): as for enisim_scenario_builder_add_closed()
 * @rate_per_second: calls, more than 0, at most %ENISIM_RATE_PER_SECOND_MAX
 *
 * Returns: the workload's index: the path goes on as in "workloads.0.poisson.duration"
 */
ENISIM_API guint enisim_scenario_builder_add_poisson (EnisimScenarioBuilder *builder,
                                                      const char *target, double rate_per_second);

/**
 * enisim_scenario_builder_add_trace:
 * @builder: a builder
 * @target: (nullable): as for enisim_scenario_builder_add_closed()
 * @file: the trace, CSV or, by its name, JSON lines; a relative path starts at the working folder
 * @time_column: of the instants of the calls
 *
 * Returns: the workload's index: the path goes on as in "workloads.0.trace.duration.per"
 */
ENISIM_API guint enisim_scenario_builder_add_trace (EnisimScenarioBuilder *builder,
                                                    const char *target, const char *file,
                                                    const char *time_column);

/**
 * enisim_scenario_builder_add_create:
 * @builder: a builder
 * @at: an instant before the horizon
 * @target: the runtimes to create then, one or all of an item with a count; they are there from
 *   the start on unless their `create_at` is "never"
 *
 * Returns: the index of the entry, as in "timeline.0.at"
 */
ENISIM_API guint enisim_scenario_builder_add_create (EnisimScenarioBuilder *builder, EnisimTime at,
                                                     const char *target);

/**
 * enisim_scenario_builder_add_delete:
 * @builder: a builder
 * @at: an instant before the horizon
 * @target: the runtimes to delete then, one or all of an item with a count
 *
 * Returns: the index of the entry, as in "timeline.0.at"
 */
ENISIM_API guint enisim_scenario_builder_add_delete (EnisimScenarioBuilder *builder, EnisimTime at,
                                                     const char *target);

/**
 * enisim_scenario_builder_build:
 * @builder: a builder, which may be changed and built again
 * @error: return location for a #GError, or %NULL
 *
 * Returns: (transfer full) (nullable): a scenario of what @builder says now, or %NULL with
 *   %ENISIM_ERROR_INVALID set; its message holds all complaints, one a line, as
 *   `path: what is wrong`, or with the builder's name for a path where it is about the whole
 */
ENISIM_API EnisimScenario *enisim_scenario_builder_build (EnisimScenarioBuilder *builder,
                                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EnisimScenarioBuilder, enisim_scenario_builder_free)

G_END_DECLS
