/* enisim-describe.h: what exists at one instant, in the shapes in which AWS answers
 *
 * So that queries which people have for the real thing work on a simulated one.  What the
 * simulation does not know is a placeholder: the account is %ENISIM_DESCRIBE_ACCOUNT_ID, and
 * ids are made from names.  Equal names of subnets and security groups give equal ids in every
 * run; an ENI's id depends on scenario name, seed, replication and its number.
 */
#pragma once

#if !defined(ENISIM_INSIDE) && !defined(ENISIM_COMPILATION)
#error "Only <enisim/enisim.h> can be included directly."
#endif

#include <enisim/enisim-snapshot.h>

G_BEGIN_DECLS

/** ENISIM_DESCRIBE_ACCOUNT_ID: stands for the account, which a scenario does not name. */
#define ENISIM_DESCRIBE_ACCOUNT_ID "123456789012"

/** ENISIM_DESCRIBE_REGION_DEFAULT: stands for the region where a scenario names none. */
#define ENISIM_DESCRIBE_REGION_DEFAULT "us-east-1"

/** ENISIM_DESCRIBE_START: the date and time, a Monday, that stands for the start of a run. */
#define ENISIM_DESCRIBE_START "2026-01-05T00:00:00+00:00"

/** ENISIM_DESCRIBE_WIDTH_MIN: columns of the narrowest page for people. */
#define ENISIM_DESCRIBE_WIDTH_MIN 60

/**
 * EnisimDescribeFilter:
 * @name: what is looked at, in EC2's words
 * @values: (array zero-terminated=1): at least one, any of which has to match; `*` stands for any
 *   text and `?` for any character
 *
 * Lets through what matches; of several filters, what matches all.  For network interfaces @name
 * is `group-id`, `group-name`, `interface-type`, `network-interface-id`, `private-ip-address`,
 * `state`, `status`, `subnet-id` or `vpc-id`; `state` is the simulator's own, the name of an
 * #EnisimEniState.  For runtimes it is `group-id`, `name`, `network-mode`, `status` or
 * `subnet-id`.  Where an id of a subnet or security group is asked for, its name will do.
 */
typedef struct
{
  const char *name;
  const char *const *values;
} EnisimDescribeFilter;

/**
 * EnisimDescribed:
 * @ENISIM_DESCRIBED_NETWORK_INTERFACES: the ENIs of runtimes
 * @ENISIM_DESCRIBED_AGENT_RUNTIMES: the runtimes that are not absent
 */
typedef enum
{
  ENISIM_DESCRIBED_NETWORK_INTERFACES,
  ENISIM_DESCRIBED_AGENT_RUNTIMES,
} EnisimDescribed;

/**
 * enisim_describe_network_interfaces:
 * @snapshot: a snapshot
 * @filters: (array length=n_filters) (nullable): which ENIs; without any, all
 * @n_filters: how many
 * @error: return location for a #GError, or %NULL
 *
 * DescribeNetworkInterfaces (EC2 API Reference): `{"NetworkInterfaces": [...]}` with the
 * AgentCore ENIs by number within their group.  Retained ENIs are `in-use`, as real ones were
 * observed to stay attached; so, by assumption, are those that a failed create left.  ENIs in
 * creation are `pending`.  The tags `enisim:state`, `enisim:subnet` and `Name` (as in reports,
 * "eni-1") say what the shape has no field for.  AvailabilityZone is what the scenario goes by, a
 * name or an id; RequesterId, unknown for this type, is the account.
 *
 * The interfaces of endpoints and NAT gateways are left out: the simulation counts their
 * addresses and does not keep which they are.
 *
 * Returns: (transfer full) (nullable): JSON, ended by a newline, or %NULL with
 *   %ENISIM_ERROR_INVALID set for a filter of unknown name, a filter without a value or a state
 *   that there is not
 */
ENISIM_API char *enisim_describe_network_interfaces (const EnisimSnapshot *snapshot,
                                                     const EnisimDescribeFilter *filters,
                                                     guint n_filters,
                                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * enisim_describe_agent_runtimes:
 * @snapshot: a snapshot
 * @filters: (array length=n_filters) (nullable): which runtimes; without any, all
 * @n_filters: how many
 * @error: return location for a #GError, or %NULL
 *
 * ListAgentRuntimes, and of GetAgentRuntime the network configuration (AgentCore Control API
 * Reference): `{"agentRuntimes": [...]}` in the scenario's order.  Absent runtimes are left out.
 * `lastUpdatedAt` is the instant of the last status, counted from %ENISIM_DESCRIBE_START.
 *
 * Returns: (transfer full) (nullable): as for enisim_describe_network_interfaces()
 */
ENISIM_API char *enisim_describe_agent_runtimes (const EnisimSnapshot *snapshot,
                                                 const EnisimDescribeFilter *filters,
                                                 guint n_filters,
                                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * enisim_describe_to_table:
 * @snapshot: a snapshot
 * @what: of what
 * @filters: (array length=n_filters) (nullable): which; without any, all
 * @n_filters: how many
 * @width: columns to fit into, from %ENISIM_DESCRIBE_WIDTH_MIN; 0 for no bound
 * @use_colour: whether terminal colours may mark what needs attention
 * @error: return location for a #GError, or %NULL
 *
 * The same for people, a line each, with names in place of ids where there are names.
 *
 * Returns: (transfer full) (nullable): the text, ended by a newline, or %NULL with @error set as
 *   for enisim_describe_network_interfaces()
 */
ENISIM_API char *enisim_describe_to_table (const EnisimSnapshot *snapshot, EnisimDescribed what,
                                           const EnisimDescribeFilter *filters, guint n_filters,
                                           guint width, gboolean use_colour,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
