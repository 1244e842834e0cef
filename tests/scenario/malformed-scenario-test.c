/* malformed-scenario-test.c
 *
 * Goal: whatever is wrong with a scenario file is complained of at once, each with its place.
 * Method: a table of malformed documents with the full text of their complaints.
 */
#include "scenario/load-scenario.h"

/* Parts of the malformed documents: one line, four and one. */
#define H "horizon: 1h\n"
#define VPC                                                                                        \
  "vpc:\n"                                                                                         \
  "  cidr: 10.0.0.0/16\n"                                                                          \
  "  subnets: {a: {cidr: 10.0.0.0/24, az: x}, b: {cidr: 10.0.1.0/28, az: y}}\n"                    \
  "  security_groups: [g]\n"
#define R "runtimes: [{name: r}]\n"

static const struct
{
  const char *text;
  const char *complaints;
} malformed[] = {
  /* The whole. */
  { "", "f:1:1: the document is empty" },
  { "[]", "f:1:1: expected a mapping, got a sequence" },
  { "horizon: 1h\n  x: 2", "f:1:10: invalid multiline plain key" },
  { "horizon: 1h\nhorizon: 2h\n", "f:2:1: key 'horizon' again, first at 1:1" },
  { "{}", "f:1:1: the key 'horizon' is missing" },
  { "horizn: 1h\n", "f:1:1: unknown key 'horizn', did you mean 'horizon'?\n"
                    "f:1:1: the key 'horizon' is missing" },
  { "tags: []\nhorizon: 1h\n",
    "f:1:1: unknown key 'tags', expected name, note, region, quotas, "
    "horizon, warm_up, start, samples, vpc, model, "
    "runtimes, browsers, code_interpreters, workloads, churn, timeline or prices" },
  { H "name: \"a\\nb\"\nnote: \"\\e[31m\"\nregion: ap northeast\n",
    "f:2:7: expected a text without control characters, got 'a\\nb'\n"
    "f:3:7: expected a text without control characters, got '\\u001b[31m'\n"
    "f:4:9: expected a name of 1 to 128 letters, digits, '_', '-' and '.', got 'ap northeast'" },
  { H "note: ''\nname: [x]\n", "f:2:7: expected a text of 1 to 16384 bytes, got 0\n"
                               "f:3:7: expected a scalar, got a sequence" },
  { "horizon: 0s\n", "f:1:10: expected a span of at least 1us, got '0s'" },
  { "horizon: 10\n", "f:1:10: expected a span with a unit such as 10s, got 10" },
  { "horizon: 5m\n",
    "f:1:10: expected a span such as 2h30min, got '5m': \"m\" is ambiguous: write min or ms" },
  { "horizon: -1h\n",
    "f:1:10: expected a span such as 2h30min, got '-1h': a span is never negative" },
  { "horizon: 2h30\n", "f:1:10: expected a span with a unit such as 2h30s, got 2h30" },
  { "horizon: 18y\n", "f:1:10: expected a span such as 2h30min, got '18y': unknown unit: write w, "
                      "d, h, min, s, ms or us" },
  { "horizon: 1000w\n",
    "f:1:10: expected a span such as 2h30min, got '1000w': too long: at most 2^49 us, 17 years" },
  { H "prices: {endpoint_hour: 0.01$, memory_gb_hour: -1, cpu: 1}\n",
    "f:2:25: expected US dollars an hour from 0 to 1000, got '0.01$'\n"
    "f:2:48: expected US dollars an hour from 0 to 1000, got '-1'\n"
    "f:2:52: unknown key 'cpu', expected endpoint_hour, nat_gateway_hour, memory_gb_hour or "
    "memory_gb_hour_v2" },
  { H "runtimes: [{name: r, memory_gb: 0.1}]\n",
    "f:2:33: expected gigabytes from 0.125 to 1024, got '0.1'" },
  { H "warm_up: 1h\n", "f:2:10: expected an instant before the horizon, 1h" },
  { "warm_up: 10min\nruntimes: [{name: r}]\nworkloads: [{trace: {file: x.csv, time: t}}]\n",
    "f:1:10: a warm-up needs the key 'horizon': where traces end nobody knows before" },
  { H "samples: 0s\n", "f:2:10: expected a span of at least 1ms, got '0s'" },
  { H "samples: 1ms\n", "f:2:10: 3600001 samples to the horizon are too many, at most 100000" },
  { "horizon: ~\nworkloads: [{trace: {file: t, time: c}}, {closed: {clients: 1}}]\n" R,
    "f:1:1: the key 'horizon' needs a value" },
  /* Quotas. */
  { H "quotas: {profile: April, max_vms: -1, enis_per_az: many}\n",
    "f:2:19: expected a date, e.g. 2026-04, got 'April'\n"
    "f:2:35: expected a whole number from 0 to 1000000000 or unlimited, got '-1'\n"
    "f:2:52: expected a whole number from 0 to 1000000000 or unlimited, got 'many'" },
  { H "quotas: {profile: 2025-06}\n",
    "f:2:19: the service has no quotas before 2025-07, its preview, got '2025-06'" },
  { H "quotas: {profile: [2026-04], limits: maybe}\n", "f:2:19: expected a scalar, got a sequence\n"
                                                       "f:2:38: expected yes or no, got 'maybe'" },
  { H "quotas: {max_vms: 1000000001, limit: off}\n",
    "f:2:19: expected a whole number from 0 to 1000000000 or unlimited, got '1000000001'\n"
    "f:2:31: unknown key 'limit', did you mean 'limits'?" },
  { H "quotas: {limits: off, max_vms: 500, enis_per_az: unlimited}\n",
    "f:2:23: max_vms means nothing beside limits: off\n"
    "f:2:37: enis_per_az means nothing beside limits: off" },
  { H "quotas: {invoke_rate: 25, new_session_rate: 0.5/s}\n",
    "f:2:23: expected 1 to 1000000 a unit, such as 25/s or 100/min, or unlimited, got '25'\n"
    "f:2:45: expected 1 to 1000000 a unit, such as 25/s or 100/min, or unlimited, got '0.5/s'" },
  { H "quotas: {invoke_rate: 0/s, new_session_rate: {container: 1000001/s, code: 5/}}\n",
    "f:2:23: expected 1 to 1000000 a unit, such as 25/s or 100/min, or unlimited, got '0/s'\n"
    "f:2:58: expected 1 to 1000000 a unit, such as 25/s or 100/min, or unlimited, got '1000001/s'\n"
    "f:2:75: expected 1 to 1000000 a unit, such as 25/s or 100/min, or unlimited, got '5/'" },
  { H "quotas: {invoke_rate: {scope: region}, new_session_rate: {code: 1/s, rate: 1/s}}\n",
    "f:2:23: the key 'rate' is missing\n"
    "f:2:31: expected account, agent or endpoint, got 'region'\n"
    "f:2:70: unknown key 'rate', expected container or code" },
  { H "quotas: {invoke_rate: [1/s], sgs_per_eni: 17, agents: ten}\n",
    "f:2:23: expected a scalar, got a sequence\n"
    "f:2:43: expected a whole number from 0 to 16, got '17'\n"
    "f:2:55: expected a whole number from 0 to 1000000000 or unlimited, got 'ten'" },
  { H "quotas: {limits: off, new_session_rate: {code: 1/s}, sgs_per_eni: 5}\n",
    "f:2:23: new_session_rate means nothing beside limits: off\n"
    "f:2:54: sgs_per_eni means nothing beside limits: off" },
  { H "model: {retry: {quota: 3, ok: {attempts: 2}, conflict: {base: 1s}}}\n",
    "f:2:24: expected a mapping, got a scalar\n"
    "f:2:27: unknown key 'ok', expected not_ready, conflict, quota, throttled_invoke, "
    "throttled_new, tool_quota or unreachable\n"
    "f:2:56: the key 'attempts' is missing" },
  { H "model: {retry: {quota: {attempts: 0, base: -1s, cap: 9000d}}, limiter_depth: 8d,\n"
      "        quota_before_rate: often}\n",
    "f:2:35: expected a whole number from 1 to 100, got '0'\n"
    "f:2:44: expected a span such as 2h30min, got '-1s': a span is never negative\n"
    "f:2:54: expected a span such as 2h30min, got '9000d': too long: at most 2^49 us, 17 years\n"
    "f:2:78: expected a span of at most 1w, got '8d'\n"
    "f:3:28: expected yes or no, got 'often'" },
  /* Networks. */
  { H "vpc: {subnets: {a: {}}}\n",
    "f:2:6: the key 'cidr' is missing\n"
    "f:2:20: the key 'cidr' is missing\n"
    "f:2:20: the key 'az' is missing: endpoints and the ENI quota go by AZ" },
  { H "vpc: {cidr: []}\n", "f:2:13: expected 1 to 1024 networks, got 0" },
  { H "vpc: {cidr: [10.0.0.0/24, 10.1.0.0/16, 10.1.2.0/24, 10.0.0.0/16]}\n",
    "f:2:40: '10.1.2.0/24' overlaps '10.1.0.0/16', which is in the list\n"
    "f:2:53: '10.0.0.0/16' overlaps '10.0.0.0/24', which is in the list" },
  { H "vpc: {cidr: [10.0.0.0/24, 10.1.0.0/16], subnets: {a: {cidr: 10.2.0.0/24, az: x}}}\n",
    "f:2:61: subnet 'a', 10.2.0.0/24, lies outside the VPC, 10.0.0.0/24, 10.1.0.0/16" },
  { H "vpc: {cidr: [10.0.0.0/24, 10.1.0.0/8], subnets: {a: {cidr: 10.2.0.0/24, az: x}}}\n",
    "f:2:27: expected a network such as 10.0.2.0/24, got '10.1.0.0/8': host bits are set: the "
    "network is 10.0.0.0/8" },
  { H "vpc: {cidr: 10.0.0.0/8}\n", "f:2:13: expected a prefix from 16 to 28, got '10.0.0.0/8'" },
  { H "vpc: {cidr: 10.0.0.1/16, subnets: {a: {cidr: 10.1.0.0/29, az: x}}}\n",
    "f:2:13: expected a network such as 10.0.2.0/24, got '10.0.0.1/16': host bits are set: the "
    "network is 10.0.0.0/16\n"
    "f:2:46: expected a prefix from 16 to 28, got '10.1.0.0/29'" },
  { H "vpc: {cidr: 'fd00::/64', subnets: {a: {cidr: 10.0.0.0, az: x}}}\n",
    "f:2:13: expected a network such as 10.0.2.0/24, got 'fd00::/64': only IPv4 is modelled\n"
    "f:2:46: expected a network such as 10.0.2.0/24, got '10.0.0.0': a prefix is needed after the "
    "address, as in 10.0.2.0/24" },
  { H "vpc: {cidr: 10.0.0.0/16, subnets: {a: {cidr: 10.1.0.0/24, az: x}}}\n",
    "f:2:46: subnet 'a', 10.1.0.0/24, lies outside the VPC, 10.0.0.0/16" },
  { H "vpc: {cidr: 10.0.0.0/16, subnets: {a: {cidr: 10.0.0.0/24, az: x}, b: {cidr: 10.0.0.128/25, "
      "az: x}}}\n",
    "f:2:77: subnet 'b', 10.0.0.128/25, overlaps subnet 'a', 10.0.0.0/24" },
  { H "vpc: {cidr: 10.0.0.0/16, subnets: {a: {cidr: 10.0.0.0/24, az: x, az_id: y}, 'b c': {cidr: "
      "10.0.1.0/24}}}\n",
    "f:2:66: 'az_id' beside 'az': only one of az or az_id\n"
    "f:2:77: expected a name of 1 to 128 letters, digits, '_', '-' and '.', got 'b c'\n"
    "f:2:84: the key 'az' is missing: endpoints and the ENI quota go by AZ" },
  { H "vpc: {cidr: 10.0.0.0/16, az_ids: {x: i, y: i, z: [i], w: ~}}\n",
    "f:2:44: 'i' is the id of 'x' already\n"
    "f:2:50: expected a scalar, got a sequence\n"
    "f:2:58: expected a scalar, got nothing" },
  { H "quotas: {security_groups: 2}\n"
      "vpc: {cidr: 10.0.0.0/16, security_groups: [g, h, i]}\n",
    "f:3:43: 3 security groups are too many, at most 2 by quotas.security_groups" },
  { H "vpc: {cidr: 10.0.0.0/16, security_groups: [g, h, g, '', {}]}\n",
    "f:2:50: security group 'g' is named twice\n"
    "f:2:53: expected a name of 1 to 128 letters, digits, '_', '-' and '.', got ''\n"
    "f:2:57: expected a scalar, got a mapping" },
  { H
    "vpc: {cidr: 10.0.0.0/16, security_groups: g, subnets: [a], endpoints: {}, nat_gateways: x}\n",
    "f:2:43: expected a sequence or a mapping, got a scalar\n"
    "f:2:55: expected a mapping, got a sequence\n"
    "f:2:71: expected a sequence, got a mapping\n"
    "f:2:89: expected a sequence, got a scalar" },
  { H "vpc: {cidr: 10.0.0.0/16, subnets: {a: {cidr: 10.0.0.0/28, az: x, background: 12}}}\n",
    "f:2:36: subnet 'a', 10.0.0.0/28, has 11 addresses: too few for 12 in the background, 0 of "
    "endpoints, 0 of NAT gateways and 0 of other holders" },
  { H "vpc: {cidr: 10.0.0.0/16, subnets: {a: {cidr: 10.0.0.0/28, az: x, background: 65537}}}\n",
    "f:2:78: expected a whole number from 0 to 65536, got '65537'" },
  { H VPC "  endpoints: [{service: s3, type: gateway, subnets: [a]}, {service: logs}, {type: "
          "interfac}]\n",
    "f:6:44: a gateway endpoint is a route and has no subnets\n"
    "f:6:59: the key 'subnets' is missing, and no runtime has any to stand in\n"
    "f:6:76: the key 'service' is missing\n"
    "f:6:83: expected interface or gateway, got 'interfac'" },
  { H VPC "  endpoints: [{service: logs, subnets: [a, a, b, c]}, {service: sts, subnets: []}]\n",
    "f:6:44: subnet 'a' is named twice\n"
    "f:6:50: unknown subnet 'c'\n"
    "f:6:79: expected at least one subnet" },
  { H VPC "  nat_gateways: [{}, {subnet: A}, {subnet: bb}, a]\n",
    "f:6:18: the key 'subnet' is missing\n"
    "f:6:31: unknown subnet 'A', did you mean 'a'?\n"
    "f:6:44: unknown subnet 'bb', did you mean 'b'?\n"
    "f:6:49: expected a mapping, got a scalar" },
  { H VPC "  nat_gateways: [{subnet: a}, {subnet: a}, {subnet: a}]\nquotas: {enis_per_az: 2}\n",
    "f:4:13: endpoints, NAT gateways and other holders in the AZ 'x' are 3 ENIs, and enis_per_az "
    "is 2" },
  { H VPC "  nat_gateways: [{subnet: a}]\nquotas: {profile: soon}\n",
    "f:7:19: expected a date, e.g. 2026-04, got 'soon'" },
  /* The model. */
  { H "model: {eni_retension: 8h, eni_reuse: si, ip_order: highest, min_cycle: 0s}\n",
    "f:2:9: unknown key 'eni_retension', did you mean 'eni_retention'?\n"
    "f:2:39: expected yes or no, got 'si'\n"
    "f:2:53: expected random or lowest, got 'highest'\n"
    "f:2:73: expected a span of at least 1us, got '0s'" },
  { H "model: {provisioning_conflict: refuse, control_conflict: conflict, teardown: 15}\n",
    "f:2:32: expected conflict or wait, got 'refuse'\n"
    "f:2:58: expected wait or refuse, got 'conflict'\n"
    "f:2:78: expected a span with a unit such as 15s, got 15" },
  { H
    "model: {eni_retention: 31d, ready_delay: {uniform: [8h, 15min]}, teardown: {uniform: [1s]}}\n",
    "f:2:24: expected a retention of at most 30d on average\n"
    "f:2:52: expected the smaller span first, got 8h, 15min\n"
    "f:2:86: expected two spans, got 1" },
  { H "model: {cold_start: {lognormal: {mean: 5.5s}}, refusal_time: {quota: {gamma: {mean: 1s, cv: "
      "1000}}}}\n",
    "f:2:33: the key 'cv' is missing\n"
    "f:2:93: expected a coefficient of variation, 0 or 0.001 to 100, got '1000'" },
  { H "model: {cold_start: {lognorml: 1s}, refusal_time: {qota: 1s}, ready_delay: {}, teardown: "
      "3001d}\n",
    "f:2:22: unknown key 'lognorml', did you mean 'lognormal'?\n"
    "f:2:52: unknown key 'qota', did you mean 'quota'?\n"
    "f:2:76: expected one of constant, uniform, exponential, lognormal, gamma, weibull or "
    "empirical\n"
    "f:2:90: expected a span of at most 3000d, got '3001d'" },
  { H "model: {cold_start: {V1: 5, v2: 1s}, ready_delay: {VPC: 1s, exponential: 2s, V1: 1s}}\n",
    "f:2:26: expected a span with a unit such as 5s, got 5\n"
    "f:2:29: unknown key 'v2', did you mean 'V2'?\n"
    "f:2:61: unknown key 'exponential', expected PUBLIC, VPC or V2\n"
    "f:2:78: unknown key 'V1', did you mean 'V2'?" },
  { H "model: {teardown: {constant: 1s, uniform: [1s, 2s]}, cold_start: {weibull: 5s}}\n",
    "f:2:34: 'uniform' beside 'constant': only one of constant, uniform, exponential, lognormal, "
    "gamma, weibull or empirical\n"
    "f:2:76: expected a mapping, got a scalar" },
  { H "model: {teardown: {empirical: []}, cold_start: {empirical: [1s, [2s], [3s, -1], 4]}}\n",
    "f:2:31: expected at least one span of a weight above 0\n"
    "f:2:65: expected a span and its weight, got 1 values\n"
    "f:2:76: expected a weight from 0 to 1e12, got '-1'\n"
    "f:2:81: expected a span with a unit such as 4s, got 4" },
  { H "model: {teardown: {empirical: [[1s, 0]]}, cold_start: {exponential: {mean: 1s}}, "
      "ready_delay: [1s]}\n",
    "f:2:31: expected at least one span of a weight above 0\n"
    "f:2:69: expected a scalar, got a mapping\n"
    "f:2:95: expected a scalar, got a sequence" },
  { H "model: {refusal_time: {quota: 1s, constant: 1s}, eni_create_delay: !Ref x}\n",
    "f:2:24: unknown key 'quota', expected constant, uniform, exponential, lognormal, gamma, "
    "weibull "
    "or empirical\n"
    "f:2:73: the tag !Ref means nothing here" },
  /* Runtimes. */
  { H "runtimes: {name: r}\n", "f:2:11: expected a sequence, got a mapping" },
  { H "runtimes: [~, {}, {name: 'a b'}, {name: r, count: 0}, {name: s, count: 1.5}]\n",
    "f:2:12: expected a mapping, got nothing\n"
    "f:2:15: the key 'name' is missing\n"
    "f:2:26: expected a name of 1 to 128 letters, digits, '_', '-' and '.', got 'a b'\n"
    "f:2:51: expected a whole number from 1 to 1000000, got '0'\n"
    "f:2:72: expected a whole number from 1 to 1000000, got '1.5'" },
  { H "runtimes: [{name: r, platform: v2, network: vpc}]\n",
    "f:2:32: expected V1 or V2, got 'v2'\n"
    "f:2:45: expected PUBLIC or VPC, got 'vpc'" },
  { H VPC "runtimes: [{name: r, network: PUBLIC, subnets: [a], security_groups: [g]}]\n",
    "f:6:39: a PUBLIC runtime has no subnets\n"
    "f:6:53: a PUBLIC runtime has no security_groups" },
  { H VPC "runtimes: [{name: r, network: VPC}, {name: s, subnets: [a]}, {name: t, security_groups: "
          "[g]}]\n",
    "f:6:12: the key 'subnets' is missing\n"
    "f:6:12: the key 'security_groups' is missing\n"
    "f:6:37: the key 'security_groups' is missing\n"
    "f:6:62: the key 'subnets' is missing" },
  { H VPC "runtimes: [{name: r, subnets: [], security_groups: [gg, g, ~]}]\n",
    "f:6:31: expected at least one subnet\n"
    "f:6:53: unknown security group 'gg', did you mean 'g'?\n"
    "f:6:60: expected a scalar, got nothing" },
  { H VPC "runtimes: [{name: r, subnets: [prv], security_groups: [G]}, {name: s, subnets: a, "
          "security_groups: [g]}]\n",
    "f:6:32: unknown subnet 'prv'\n"
    "f:6:56: unknown security group 'G', did you mean 'g'?\n"
    "f:6:80: expected a sequence, got a scalar" },
  { H "runtimes: [{name: r, subnets: [a], security_groups: [g]}]\n",
    "f:2:32: unknown subnet 'a'\n"
    "f:2:54: unknown security group 'g'" },
  { H "runtimes: [{name: r, idle_timeout: 59s, max_lifetime: 9h}]\n",
    "f:2:36: expected a span from 1min to 8h, got '59s'\n"
    "f:2:55: expected a span from 1min to 8h, got '9h'" },
  { H "runtimes: [{name: r, idle_timeout: 30min, max_lifetime: 20min}]\n",
    "f:2:36: idle_timeout 30min is longer than max_lifetime 20min" },
  { H "runtimes: [{name: r, unhealthy_stop: 0s, create_at: 1h}, {name: s, unhealthy_stop: 93, "
      "create_at: nevr}]\n",
    "f:2:38: expected a span of at least 1us, got '0s'\n"
    "f:2:53: expected an instant before the horizon, 1h\n"
    "f:2:84: expected a span with a unit such as 93s or never, got 93\n"
    "f:2:99: expected a span such as 2h30min or never, got 'nevr': a number is needed before the "
    "unit, as in 5.5s" },
  { H "runtimes: [{name: r}, {name: s}, {name: r}]\n",
    "f:2:41: 'r' is the name of runtimes.0 already" },
  { H "runtimes: [{name: r_2}, {name: r, count: 3}, {name: r_3}, {name: r_02}]\n",
    "f:2:19: 'r_2' is the name of a member of runtimes.1 already" },
  { H "runtimes: [{name: r, count: 600000}, {name: s, count: 600000}]\n",
    "f:2:38: too many runtimes: at most 1000000 in all" },
  /* A name that may be one of those complained of is not complained of again. */
  { H
    "runtimes: [{name: r}, {name: 'a 1'}, {nam: s}]\ntimeline: [{at: 5s, delete: ['a 1', s, q]}]\n",
    "f:2:30: expected a name of 1 to 128 letters, digits, '_', '-' and '.', got 'a 1'\n"
    "f:2:38: the key 'name' is missing\n"
    "f:2:39: unknown key 'nam', did you mean 'name'?" },
  { H "runtimes: [{name: r, count: many}]\nworkloads: [{closed: {clients: 1, target: r_0}}]\n",
    "f:2:29: expected a whole number from 1 to 1000000, got 'many'" },
  { H "runtimes: {name: r}\nworkloads: [{closed: {clients: 1, target: r}}]\n",
    "f:2:11: expected a sequence, got a mapping" },
  { H "vpc: {cidr: 10.0.0.0/16, subnets: [a], security_groups: [g, 'h 1']}\nruntimes: [{name: r, "
      "subnets: [a], security_groups: [g, 'h 1', i]}]\n",
    "f:2:35: expected a mapping, got a sequence\n"
    "f:2:61: expected a name of 1 to 128 letters, digits, '_', '-' and '.', got 'h 1'" },
  { H "vpc: [a]\nruntimes: [{name: r, subnets: [a], security_groups: [g]}]\n",
    "f:2:6: expected a mapping, got a sequence" },
  { H "vpc: {cidr: 10.0.0.0/16, subnets: {}, security_groups: []}\nruntimes: [{name: r, "
      "subnets: [a], security_groups: [g]}]\n",
    "f:3:32: unknown subnet 'a'\n"
    "f:3:54: unknown security group 'g'" },
  /* Workloads. */
  { H R "workloads: [{}, {closd: {}}, {closed: {clients: 1}, trace: {}}, closed]\n",
    "f:3:13: expected one of closed, poisson, renewal, windows, varying, bursts or trace\n"
    "f:3:18: unknown key 'closd', did you mean 'closed'?\n"
    "f:3:53: 'trace' beside 'closed': only one of closed, poisson, renewal, windows, varying, "
    "bursts or trace\n"
    "f:3:65: expected a mapping, got a scalar" },
  { H R "workloads: [{closed: ~}, {closed: {clients: 0}}, {closed: {clients: 1000001}}, {closed: "
        "{}}]\n",
    "f:3:22: expected a mapping, got nothing\n"
    "f:3:45: expected a whole number from 1 to 1000000, got '0'\n"
    "f:3:69: expected a whole number from 1 to 1000000, got '1000001'\n"
    "f:3:89: the key 'clients' is missing" },
  { H R
    "workloads: [{closed: {clients: 1, from: 2s, until: 2s}}, {closed: {clients: 1, until: 0s}}]\n",
    "f:3:52: until 2s leaves no time after from 2s\n"
    "f:3:87: until 0s leaves no time after from 0s" },
  { H R
    "workloads: [{closed: {clients: 1, from: 1h, until: 2h}}, {poisson: {rate: 1/s, from: 2h}}]\n",
    "f:3:41: expected an instant before the horizon, 1h\n"
    "f:3:86: expected an instant before the horizon, 1h" },
  { H R "workloads: [{closed: {name: x, clients: 1}}, {poisson: {name: x, rate: 1/s}}]\n",
    "f:3:63: another workload is called 'x' already" },
  { H R "workloads: [{closed: {clients: 1}}, {poisson: {name: closed-0, rate: 1/s}}]\n",
    "f:3:54: another workload is called 'closed-0' already" },
  { H R "workloads: [{closed: {clients: 1, target: q, session: old, rate: 5/s}}]\n",
    "f:3:43: unknown runtime 'q'\n"
    "f:3:55: expected new or {new: RATIO, reuse: ...}, got 'old'\n"
    "f:3:60: unknown key 'rate', expected name, target, endpoint, choose, weights, clients, from, "
    "until, "
    "think, session, duration, request_limit, busy_after or starts" },
  { H R "workloads: [{poisson: {rate: 5}}, {poisson: {rate: fast}}, {poisson: {rate: 0/s}}, "
        "{poisson: {rate: 2/us}}]\n",
    "f:3:30: expected a rate with a unit such as 5/s, got 5\n"
    "f:3:52: expected a rate such as 5/s or 100/min, got 'fast': a number is needed\n"
    "f:3:77: expected a rate such as 5/s or 100/min, got '0/s': a rate is more than 0\n"
    "f:3:101: expected a rate of at most 1000000/s, got '2/us'" },
  { H R "workloads: [{poisson: {rate: 1/s, session: {new: 2, reuse: random}}}, {poisson: {rate: "
        "1/s, session: {reuse: recent}}}]\n",
    "f:3:50: expected a ratio from 0 to 1, got '2'\n"
    "f:3:60: expected recent or uniform, got 'random'\n"
    "f:3:102: the key 'new' is missing" },
  { H R "workloads: [{closed: {clients: 1, session: {invokes: 0, think: 5, stop: maybe}}}]\n",
    "f:3:54: expected a whole number from 1 to 1000000, got '0'\n"
    "f:3:64: expected a span with a unit such as 5s, got 5\n"
    "f:3:73: expected yes or no, got 'maybe'" },
  { H R "workloads:\n"
        "  - closed: {clients: 1, request_limit: long}\n"
        "  - closed: {clients: 1, request_limit: 0s, busy_after: 5}\n"
        "  - closed: {clients: 1, request_limit: [sync]}\n",
    "f:4:41: expected sync, streaming, async, never or a span such as 15min, got 'long'\n"
    "f:5:41: expected a span of at least 1us, got '0s'\n"
    "f:5:57: expected a span with a unit such as 5s, got 5\n"
    "f:6:41: expected a scalar, got a sequence" },
  { H "model: {request_limit: 5min, no_route: maybe}\nruntimes: [{name: r, egress: some}]\n",
    "f:2:24: expected a mapping, got a scalar\n"
    "f:2:40: expected ignore or fail, got 'maybe'\n"
    "f:3:30: expected yes or no, got 'some'" },
  { H "model: {request_limit: {sync: 0s, async: 8h}, unreachable_after: 65}\n",
    "f:2:31: expected a span of at least 1us, got '0s'\n"
    "f:2:35: unknown key 'async', did you mean 'sync'?\n"
    "f:2:66: expected a span with a unit such as 65s, got 65" },
  { H R "workloads:\n"
        "  - closed: {clients: 1, session: {invokes: {geometric: 0.5}}}\n"
        "  - closed: {clients: 1, session: {invokes: {uniform: [1, 2, 3]}}}\n"
        "  - closed: {clients: 1, session: {invokes: {uniform: [3, 2]}}}\n"
        "  - closed: {clients: 1, session: {invokes: {mean: 3}}}\n"
        "  - closed: {clients: 1, session: {reuse: recent, stop: yes}}\n",
    "f:4:57: expected a mean from 1 to 1000000, got '0.5'\n"
    "f:5:55: expected the least and the most, got 3 values\n"
    "f:6:59: 2 is less than 3\n"
    "f:7:46: unknown key 'mean', expected uniform or geometric\n"
    "f:8:35: the key 'new' is missing" },
  { H "runtimes: [{name: r}, {name: s}]\nworkloads:\n"
      "  - closed: {clients: 1, target: [r, s], choose: any}\n"
      "  - closed: {clients: 1, target: [r, s], choose: random, weights: [1, 2]}\n"
      "  - closed: {clients: 1, target: [r, s], weights: [1, 2, 3]}\n"
      "  - closed: {clients: 1, target: [r, s], weights: [1, 0.5]}\n"
      "  - closed: {clients: 1, target: r, weights: [1]}\n",
    "f:4:50: expected in_turn or random, got 'any'\n"
    "f:5:58: choose says which target already\n"
    "f:6:51: 3 weights for 2 targets\n"
    "f:7:55: expected a whole number from 1 to 1000000, got '0.5'\n"
    "f:8:37: weights need a list of targets" },
  { "horizon: 2h\n" R
    "workloads: [{poisson: {rate: 1000000/s}}, {poisson: {rate: 1000000/s, until: 1h}}]\n",
    "f:3:30: 7.2e+09 calls to the end are too many, at most 4e+09" },
  { H "runtimes: [{name: agent, count: 2}, {name: s}]\nworkloads: [{closed: {clients: 1}}, "
      "{closed: {clients: 1, target: [agent_1, agent_2, []]}}]\n",
    "f:3:22: the key 'target' is missing\n"
    "f:3:77: unknown runtime 'agent_2', did you mean 'agent'?\n"
    "f:3:86: expected a scalar, got a sequence" },
  { H "workloads: [{closed: {clients: 1, target: []}}]\n",
    "f:2:43: expected at least one runtime" },
  { R "workloads: [{trace: {}}]\n", "f:2:21: the key 'file' is missing\n"
                                    "f:2:21: the key 'time' is missing" },
  { R "workloads: [{trace: {file: '', time: []}}, {trace: {file: t, time: {unit: m}, session: "
      "{colum: id}}}]\n",
    "f:2:28: expected a text of 1 to 16384 bytes, got 0\n"
    "f:2:38: expected a scalar or a mapping, got a sequence\n"
    "f:2:68: the key 'column' is missing\n"
    "f:2:75: expected a unit of time, got 'm': \"m\" is ambiguous: write min or ms\n"
    "f:2:88: the key 'column' is missing\n"
    "f:2:89: unknown key 'colum', did you mean 'column'?" },
  { R "workloads: [{trace: {file: t, time: c, duration: {column: d}, session: old}}]\n",
    "f:2:50: the key 'unit' is missing\n"
    "f:2:72: expected new or {column: NAME}, got 'old'" },
  { R "workloads: [{trace: {file: t, time: c, duration: {per: d, unit: s}}}, {trace: {file: t, "
      "time: c, duration: {per: d, each: 0s}}}]\n",
    "f:2:50: the key 'each' is missing\n"
    "f:2:59: unknown key 'unit', expected per or each\n"
    "f:2:123: expected a span of at least 1us, got '0s'" },
  { R "workloads: [{trace: {file: t, time: c, until: 1h, duration: {colum: d}}}]\n",
    "f:2:40: unknown key 'until', expected name, target, endpoint, choose, weights, file, format, "
    "time, "
    "session, duration, request_limit, busy_after, starts or sort\n"
    "f:2:62: unknown key 'colum', did you mean 'column'?" },
  { R "workloads: [{trace: {file: t, time: c, duration: {seconds: d}}}, {trace: {file: t, time: c, "
      "duration: {}}}]\n",
    "f:2:51: unknown key 'seconds', expected column, per, constant, uniform, exponential, "
    "lognormal, gamma, weibull or empirical\n"
    "f:2:103: expected one of column, per, constant, uniform, exponential, lognormal, gamma, "
    "weibull or empirical" },
  /* What others hold. */
  { H "vpc: {cidr: 10.0.0.0/16, subnets: {a: {cidr: 10.0.0.0/28, az: x, background: {}}}}\n",
    "f:2:78: expected at least one instant" },
  { H "vpc:\n"
      "  cidr: 10.0.0.0/16\n"
      "  subnets:\n"
      "    a: {cidr: 10.0.0.0/28, az: x, background: {5min: 1, 1min: 2, 2h: 3, soon: 4, 6min: x}}\n"
      "    b: {cidr: 10.0.1.0/28, az: x, background: [1]}\n",
    "f:5:57: expected an instant later than the one before it\n"
    "f:5:66: expected an instant before the horizon, 1h\n"
    "f:5:73: expected a span such as 2h30min, got 'soon': a number is needed before the "
    "unit, as in 5.5s\n"
    "f:5:88: expected a whole number from 0 to 65536, got 'x'\n"
    "f:6:47: expected a scalar or a mapping, got a sequence" },
  { H VPC
    "  holders: [{subnet: a}, {name: x, subnet: zz, count: 0}, {name: y, subnet: b, count: 300}]\n",
    "f:4:44: subnet 'b', 10.0.1.0/28, has 11 addresses: too few for 0 in the background, 0 "
    "of endpoints, 0 of NAT gateways and 300 of other holders\n"
    "f:6:13: the key 'name' is missing\n"
    "f:6:44: unknown subnet 'zz'\n"
    "f:6:55: expected a whole number from 1 to 65536, got '0'" },
  { H VPC "  holders: [{name: x, subnet: b, security_groups: [g, gg]}, {name: y, subnet: c, "
          "security_groups: []}]\n",
    "f:6:55: unknown security group 'gg', did you mean 'g'?\n"
    "f:6:79: unknown subnet 'c'\n"
    "f:6:99: expected at least one security group" },
  { H "vpc:\n  cidr: 10.0.0.0/16\n"
      "  security_groups: {g: {references: [h, k]}, h: {reference: []}, 'x y': }\n",
    "f:4:50: unknown key 'reference', did you mean 'references'?\n"
    "f:4:66: expected a name of 1 to 128 letters, digits, '_', '-' and '.', got 'x y'" },
  { H VPC
    "  endpoints: [{service: s3, type: gateway, security_groups: [g]}, {service: logs, subnets: "
    "[a], security_groups: [q]}]\n",
    "f:6:44: a gateway endpoint is a route and has no security groups\n"
    "f:6:115: unknown security group 'q'" },
  { H VPC "timeline:\n"
          "- {at: 1s, background: {a: 1, zz: 2, b: -1}}\n"
          "- {at: 1s, background: 5}\n"
          "- {at: 1s, quotas: {max_vm: 5}}\n"
          "- {at: 1s, delete_security_group: [g, q]}\n"
          "- {at: 1s, delete_subnet: []}\n"
          "- {at: 2h, delete_subnet: a}\n",
    "f:7:31: unknown subnet 'zz'\n"
    "f:7:41: expected a whole number from 0 to 65536, got '-1'\n"
    "f:8:24: expected a mapping, got a scalar\n"
    "f:9:21: unknown key 'max_vm', did you mean 'max_vms'?\n"
    "f:10:39: unknown security group 'q'\n"
    "f:11:27: expected at least one subnet\n"
    "f:12:8: expected an instant before the horizon, 1h" },
  { H "quotas: {limits: off}\ntimeline: [{at: 1s, quotas: {max_vms: 5}}]\n",
    "f:3:21: quotas mean nothing beside limits: off" },
  /* The timeline. */
  { H R
    "timeline: [{}, {at: 10, delete: r}, {at: 1h, delete: r}, {at: 5s, create: r, delete: r}]\n",
    "f:3:12: the key 'at' is missing\n"
    "f:3:12: expected one of create, delete, update, point, delete_endpoint, background, quotas, "
    "delete_security_group, delete_subnet, workload_off, workload_on or scale\n"
    "f:3:21: expected a span with a unit such as 10s, got 10\n"
    "f:3:42: expected an instant before the horizon, 1h\n"
    "f:3:78: 'delete' beside 'create': only one of create, delete, update, point, "
    "delete_endpoint, "
    "background, quotas, delete_security_group, delete_subnet, workload_off, workload_on or "
    "scale" },
  { H R "timeline: [{at: 5s, remove: r}, {at: 5s, delete: [r, q]}, {at: 5s, delete: {}}]\n",
    "f:3:21: unknown key 'remove', expected at, create, delete, update, point, "
    "delete_endpoint, background, quotas, delete_security_group, delete_subnet, workload_off, "
    "workload_on, network, "
    "subnets, security_groups, endpoint, version, scale or count\n"
    "f:3:54: unknown runtime 'q'\n"
    "f:3:76: expected a scalar or a sequence, got a mapping" },
  { H R "workloads: [{closed: {name: people, clients: 1, starts: later}}]\n"
        "timeline: [{at: 5s, workload_off: peple}, {at: 6s, workload_on: []}]\n",
    "f:3:57: expected on or off, got 'later'\n"
    "f:4:35: unknown workload 'peple', did you mean 'people'?\n"
    "f:4:65: expected at least one workload" },
  { H R "timeline: {at: 5s}\n", "f:3:11: expected a sequence, got a mapping" },
  { H "runtimes: [{name: agent, count: 3}]\ntimeline: [{at: 5s, delete: agnt}, {at: 5s, delete: "
      "agent_3}, {at: 5s, create: agent_01}]\n",
    "f:3:29: unknown runtime 'agnt', did you mean 'agent'?\n"
    "f:3:53: unknown runtime 'agent_3', did you mean 'agent'?\n"
    "f:3:80: unknown runtime 'agent_01'" },
  { H VPC "runtimes: [{name: r, endpoints: [prod]}]\n"
          "timeline:\n"
          "- {at: 1s, update: r, network: PUBLIC, subnets: [a]}\n"
          "- {at: 1s, update: r, network: VPC, subnets: [a]}\n"
          "- {at: 1s, update: r, subnets: [], security_groups: [h]}\n"
          "- {at: 1s, delete: r, version: 1}\n"
          "- {at: 1s, point: r, endpoint: 'a b', version: 0}\n"
          "- {at: 1s, point: r}\n"
          "- {at: 1s, delete_endpoint: r, endpoint: prd}\n"
          "- {at: 1s, delete_endpoint: r, endpoint: DEFAULT}\n",
    "f:8:40: a PUBLIC runtime has no subnets\n"
    "f:9:3: the key 'security_groups' is missing\n"
    "f:10:32: expected at least one subnet\n"
    "f:10:54: unknown security group 'h'\n"
    "f:11:23: version means nothing beside delete\n"
    "f:12:32: expected a name of 1 to 128 letters, digits, '_', '-' and '.', got 'a b'\n"
    "f:12:48: expected a whole number from 1 to 65535, got '0'\n"
    "f:13:3: the key 'endpoint' is missing\n"
    "f:13:3: the key 'version' is missing\n"
    "f:14:42: unknown endpoint 'prd', did you mean 'prod'?\n"
    "f:15:42: the endpoint DEFAULT stays" },
  { H "runtimes: [{name: r, count: 3}, {name: s}]\n"
      "timeline: [{at: 1s, scale: r}, {at: 1s, scale: r, count: 4}, {at: 1s, scale: s, count: 1},"
      " {at: 1s, scale: r_1, count: 1}, {at: 1s, scale: q, count: 1}]\n",
    "f:3:12: the key 'count' is missing\n"
    "f:3:58: expected a whole number from 0 to 3, got '4'\n"
    "f:3:78: s has no count to scale\n"
    "f:3:108: r_1 has no count to scale\n"
    "f:3:140: unknown runtime 'q'" },
  /* The tools. */
  { H "runtimes: [{name: r}, {name: t, count: 3}]\n"
      "browsers: [{name: b, endpoints: [prod]}, {name: r}, {name: t_2}]\n"
      "code_interpreters: [{name: b}, {name: c, unhealthy_stop: 93s}]\n"
      "timeline: [{at: 1s, update: [r, c]}]\n",
    "f:3:22: unknown key 'endpoints', expected name, count, platform, network, subnets, "
    "security_groups, idle_timeout, max_lifetime, create_at or egress\n"
    "f:3:49: 'r' is the name of runtimes.0 already\n"
    "f:3:60: 't_2' is the name of a member of runtimes.1 already\n"
    "f:4:28: 'b' is the name of browsers.0 already\n"
    "f:4:42: unknown key 'unhealthy_stop', expected name, count, platform, network, subnets, "
    "security_groups, idle_timeout, max_lifetime, create_at or egress\n"
    "f:5:29: c is a tool and has no versions" },
  /* Endpoints of runtimes. */
  { H "runtimes: [{name: r, endpoints: [x, DEFAULT, x, 'y z']}, {name: s, endpoints: x}]\n"
      "workloads: [{closed: {clients: 1, target: r, endpoint: xx}}]\n",
    "f:2:37: each runtime has the endpoint DEFAULT\n"
    "f:2:46: 'x' is in the list already\n"
    "f:2:49: expected a name of 1 to 128 letters, digits, '_', '-' and '.', got 'y z'\n"
    "f:2:79: expected a sequence, got a scalar" },
  { H "runtimes: [{name: r, endpoints: [prod]}]\n"
      "workloads: [{closed: {clients: 1, endpoint: canary}}]\n",
    "f:3:45: unknown endpoint 'canary'" },
  /* All sections at once, in the order of the file. */
  { "timeline: [{at: 3h, delete: s}]\nworkloads:\n  - poisson: {rate: 5}\nruntimes:\n  - {name: r, "
    "subnets: [c], security_groups: [g]}\nmodel: {teardown: soon}\nvpc:\n  cidr: 10.0.0.0/16\n  "
    "subnets: {a: {cidr: 10.0.0.0/30, az: x}}\nquotas: {max_vms: no}\nhorizon: 2h\n",
    "f:1:17: expected an instant before the horizon, 2h\n"
    "f:1:29: unknown runtime 's'\n"
    "f:3:21: expected a rate with a unit such as 5/s, got 5\n"
    "f:5:25: unknown subnet 'c'\n"
    "f:5:47: unknown security group 'g'\n"
    "f:6:19: expected a span such as 2h30min, got 'soon': a number is needed before the unit, as "
    "in 5.5s\n"
    "f:9:23: expected a prefix from 16 to 28, got '10.0.0.0/30'\n"
    "f:10:19: expected a whole number from 0 to 1000000000 or unlimited, got 'no'" },
};

START_TEST (malformed_document_is_complained_of)
{
  assert_refused (malformed[_i].text, malformed[_i].complaints);
}
END_TEST

static const struct
{
  const char *override;
  const char *complaints;
} bad_overrides[] = {
  { "horizon", "--set horizon: expected path=value" },
  { "=1h", "--set : segment 1 of the path is empty" },
  { "horizon=1", "--set horizon: expected a span with a unit such as 1s, got 1" },
  { "horizon=", "--set horizon: an empty value, expected horizon=VALUE, or horizon=null for the "
                "default" },
  { "quotas.max_vms= \t", "--set quotas.max_vms: an empty value, expected quotas.max_vms=VALUE, or "
                          "quotas.max_vms=null for the default" },
  { "horizon= # 2h", "--set horizon: an empty value, expected horizon=VALUE, or horizon=null for "
                     "the default" },
  { "horizon=null", "--set horizon: the key 'horizon' needs a value" },
  { "runtimes.1.name=x", "--set runtimes.1.name: no item '1' in a sequence of 1" },
  { "runtimes.0.nam=x", "--set runtimes.0.nam: unknown key 'nam', did you mean 'name'?" },
  { "quotas={limits: off, max_vms: 1}", "--set quotas: max_vms means nothing beside limits: off" },
  { "timeline=[{at: 1h, delete: s}]", "--set timeline: expected an instant before the horizon, 1h\n"
                                      "--set timeline: unknown runtime 's'" },
  { "horizon={", "--set horizon: " },
};

/* The text of a syntax error is the parser's own, so only its start is looked at. */
START_TEST (override_that_does_not_fit_is_complained_of_by_its_path)
{
  const char *const overrides[] = { bad_overrides[_i].override, NULL };
  const char *expected = bad_overrides[_i].complaints;
  g_autofree char *said = refuse_with (H R, overrides);

  if (g_str_has_suffix (expected, ": "))
    ck_assert (g_str_has_prefix (said, expected) && strlen (said) > strlen (expected));
  else
    ck_assert_str_eq (said, expected);
}
END_TEST

START_TEST (bad_override_and_bad_file_are_complained_of_together)
{
  const char *const overrides[] = { "nothing", "model.teardown=1", NULL };
  g_autofree char *said = refuse_with ("horizon: 1\n", overrides);

  ck_assert_str_eq (said, "--set nothing: expected path=value\n"
                          "f:1:10: expected a span with a unit such as 1s, got 1\n"
                          "--set model.teardown: expected a span with a unit such as 1s, got 1");
}
END_TEST

static char *
refuse_subnet_with (const char *const *overrides)
{
  return refuse_with (H "vpc: {cidr: 10.0.0.0/16, subnets: {a: {cidr: 10.0.1.0/28, az: x}}}\n"
                        "quotas: {max_vms: no}\n",
                      overrides);
}

/* What the file itself has wrong stays without the remark. */
START_TEST (complaint_at_a_line_that_only_an_override_makes_wrong_names_it)
{
  const char *const one[] = { "vpc.cidr=10.5.0.0/16", NULL };
  const char *const four[] = { "vpc.cidr=10.5.0.0/16", "a", "horizon=2h", "name=x", NULL };
  g_autofree char *said = refuse_subnet_with (one);
  g_autofree char *said_of_four = refuse_subnet_with (four);

  ck_assert_str_eq (said, "f:2:46: subnet 'a', 10.0.1.0/28, lies outside the VPC, 10.5.0.0/16, "
                          "with --set vpc.cidr\n"
                          "f:3:19: expected a whole number from 0 to 1000000000 or unlimited, got "
                          "'no'");
  ck_assert (strstr (said_of_four, "10.5.0.0/16, with --set vpc.cidr, --set a, --set horizon and 1 "
                                   "more\n"));
}
END_TEST

static Suite *
make_suite (void)
{
  Suite *suite = suite_create ("scenario/malformed-scenario");
  TCase *complaints = tcase_create ("complaints");

  tcase_add_loop_test (complaints, malformed_document_is_complained_of, 0,
                       G_N_ELEMENTS (malformed));
  tcase_add_loop_test (complaints, override_that_does_not_fit_is_complained_of_by_its_path, 0,
                       G_N_ELEMENTS (bad_overrides));
  tcase_add_test (complaints, bad_override_and_bad_file_are_complained_of_together);
  tcase_add_test (complaints, complaint_at_a_line_that_only_an_override_makes_wrong_names_it);
  suite_add_tcase (suite, complaints);
  return suite;
}

ENISIM_TEST_MAIN (make_suite)
