/* snapshot.c: what a simulation has come to, kept while it runs on
 *
 * The run's summary is the copy; over it lie tables in the public form, whose texts and arrays
 * are the summary's and the immutable scenario's own.  What the summary leaves out, sessions and
 * what a runtime is doing, is copied from the simulation.
 *
 * References are counted with the inline atomics and not with gatomicrefcount, which does the same
 * inside GLib, where the thread sanitizer cannot see it.
 */
#include "sim/snapshot.h"

#include "sim/run-summary.h"
#include "sim/simulation-private.h"

struct EnisimSnapshot
{
  gint n_refs; /* atomic */
  EnisimRunSummary *summary;
  EnisimSubnetInfo *subnets; /* as in the scenario; owns cidr */
  EnisimGroupInfo *groups;   /* as in the summary */
  EnisimEniInfo *enis;       /* n_enis, group by group */
  guint *eni_groups;
  guint n_enis;
  EnisimRuntimeInfo *runtimes; /* as in the summary */
  EnisimVersionInfo *versions; /* n_versions, runtime by runtime */
  gsize n_versions;
  EnisimEndpointInfo *endpoints; /* n_endpoints, the same */
  gsize n_endpoints;
  EnisimSessionInfo *sessions; /* n_sessions */
  guint n_sessions;
  const char ***sg_names; /* n_sg_sets: the names of each SG set, which the summary owns */
  guint n_sg_sets;
  EnisimLevelInfo vms;
  EnisimCallsInfo calls;
};

static EnisimLevelInfo
copy_level (const EnisimLevelSummary *level)
{
  return (EnisimLevelInfo){ .now = level->now,
                            .peak = level->peak,
                            .peak_at = level->peak_at,
                            .mean = level->mean,
                            .p50 = level->p50,
                            .p95 = level->p95,
                            .p99 = level->p99 };
}

static EnisimLatencyInfo
copy_latency (const EnisimLatencySummary *latency)
{
  return (EnisimLatencyInfo){ .n = latency->n,
                              .mean_us = latency->mean_us,
                              .min_us = latency->min_us,
                              .p50_us = latency->p50_us,
                              .p95_us = latency->p95_us,
                              .p99_us = latency->p99_us,
                              .max_us = latency->max_us };
}

static EnisimSubnetInfo
describe_subnet (const EnisimScenario *scenario, const EnisimSubnetSpec *spec,
                 const EnisimSubnetSummary *subnet)
{
  const guint64 *held_by = subnet->held_by;

  return (EnisimSubnetInfo){
    .name = spec->name,
    .cidr = enisim_cidr_format (spec->cidr),
    .az = scenario->azs[spec->az_index],
    .n_capacity = subnet->capacity,
    .n_free = subnet->capacity - (guint) subnet->held.now,
    .held = copy_level (&subnet->held),
    .n_background = (guint) held_by[ENISIM_HOLDER_BACKGROUND],
    .n_endpoint = (guint) held_by[ENISIM_HOLDER_ENDPOINT],
    .n_nat_gateway = (guint) held_by[ENISIM_HOLDER_NAT_GATEWAY],
    .n_other = (guint) held_by[ENISIM_HOLDER_OTHER],
    .n_eni_creating = (guint) held_by[ENISIM_HOLDER_ENI_CREATING],
    .n_eni_in_use = (guint) held_by[ENISIM_HOLDER_ENI_IN_USE],
    .n_eni_retained = (guint) held_by[ENISIM_HOLDER_ENI_RETAINED],
    .n_eni_failed = (guint) held_by[ENISIM_HOLDER_ENI_FAILED],
    .exhausted_at = subnet->exhausted_at,
    .exhausted_us = subnet->exhausted_us,
    .n_denied = subnet->n_denied,
    .smallest_prefix = subnet->smallest_prefix,
  };
}

static void
add_subnets (EnisimSnapshot *snapshot)
{
  const EnisimScenario *scenario = snapshot->summary->scenario;

  snapshot->subnets = g_new (EnisimSubnetInfo, scenario->n_subnets);
  for (guint i = 0; i < scenario->n_subnets; i++)
    snapshot->subnets[i]
        = describe_subnet (scenario, &scenario->subnets[i], &snapshot->summary->subnets[i]);
}

/* Runtimes by the million share a few sets: the names are gathered once for each set. */
static void
add_sg_names (EnisimSnapshot *snapshot)
{
  const EnisimRunSummary *summary = snapshot->summary;

  snapshot->n_sg_sets = enisim_intern_table_get_n_items (&summary->keys.sg_sets);
  snapshot->sg_names = g_new (const char **, snapshot->n_sg_sets);
  for (guint32 set = 0; set < snapshot->n_sg_sets; set++)
    {
      guint n;
      const guint32 *sgs = enisim_attachment_keys_get_sgs (&summary->keys, set, &n);

      snapshot->sg_names[set] = g_new (const char *, n);
      for (guint i = 0; i < n; i++)
        snapshot->sg_names[set][i] = summary->security_groups[sgs[i]];
    }
}

static const guint *
get_subnets (const EnisimSnapshot *snapshot, EnisimAttachmentKey key, guint *n)
{
  return enisim_attachment_keys_get_subnets (&snapshot->summary->keys,
                                             enisim_attachment_key_get_subnet_set (key), n);
}

static const char *const *
get_sg_names (const EnisimSnapshot *snapshot, EnisimAttachmentKey key, guint *n)
{
  const guint32 set = enisim_attachment_key_get_sg_set (key);

  enisim_attachment_keys_get_sgs (&snapshot->summary->keys, set, n);
  return snapshot->sg_names[set];
}

static void
add_group (EnisimSnapshot *snapshot, guint index)
{
  const EnisimGroupSummary *summary = &snapshot->summary->groups[index];
  EnisimGroupInfo *group = &snapshot->groups[index];

  *group = (EnisimGroupInfo){ .state = summary->state,
                              .runtimes = summary->members,
                              .n_runtimes = summary->n_members,
                              .first_eni = snapshot->n_enis,
                              .n_enis = summary->n_enis };
  group->subnets = get_subnets (snapshot, summary->key, &group->n_subnets);
  group->security_groups = get_sg_names (snapshot, summary->key, &group->n_security_groups);
  for (guint i = 0; i < summary->n_enis; i++)
    {
      const EnisimEniSummary *eni = &summary->enis[i];

      snapshot->enis[snapshot->n_enis]
          = (EnisimEniInfo){ eni->number, eni->subnet_index, eni->address };
      snapshot->eni_groups[snapshot->n_enis++] = index;
    }
}

static void
add_groups (EnisimSnapshot *snapshot)
{
  const EnisimRunSummary *summary = snapshot->summary;
  const guint64 n_enis = summary->n_enis_created - summary->n_enis_released;

  snapshot->groups = g_new (EnisimGroupInfo, summary->n_groups);
  snapshot->enis = g_new (EnisimEniInfo, n_enis);
  snapshot->eni_groups = g_new (guint, n_enis);
  for (guint i = 0; i < summary->n_groups; i++)
    add_group (snapshot, i);
}

static EnisimVersionInfo
describe_version (const EnisimSnapshot *snapshot, const EnisimVersion *version)
{
  EnisimVersionInfo info = { .is_vpc = version->is_vpc,
                             .was_ready = version->was_ready,
                             .n_groups = version->refs.n_groups,
                             .n_endpoints = version->n_endpoints,
                             .n_vms = version->n_vms };

  if (!version->is_vpc)
    return info;
  info.subnets = get_subnets (snapshot, version->key, &info.n_subnets);
  info.security_groups = get_sg_names (snapshot, version->key, &info.n_security_groups);
  return info;
}

/* Appends to the arrays, which have room. */
static void
add_versions (EnisimSnapshot *snapshot, const EnisimSimRuntime *place, EnisimRuntimeInfo *info)
{
  const EnisimRuntime *runtime = &place->runtime;
  char **names = snapshot->summary->scenario->endpoint_names;

  info->n_versions = runtime->n_versions;
  info->versions = snapshot->versions + snapshot->n_versions;
  for (guint i = 0; i < runtime->n_versions; i++)
    snapshot->versions[snapshot->n_versions++] = describe_version (snapshot, &runtime->versions[i]);
  info->n_endpoints = runtime->n_endpoints;
  info->endpoints = snapshot->endpoints + snapshot->n_endpoints;
  for (guint i = 0; i < runtime->n_endpoints; i++)
    snapshot->endpoints[snapshot->n_endpoints++]
        = (EnisimEndpointInfo){ names[runtime->endpoints[i].name], runtime->endpoints[i].version };
}

/* While there is no version, the configuration is what the first one will have. */
static EnisimRuntimeInfo
describe_runtime (EnisimSnapshot *snapshot, const EnisimSimulation *sim, guint index)
{
  const EnisimSimRuntime *place = &sim->runtimes[index];
  const EnisimVersion next = { .is_vpc = place->spec->is_vpc != FALSE, .key = place->spec->key };
  EnisimVersionInfo version = describe_version (snapshot, &next);
  EnisimRuntimeInfo runtime = { .name = snapshot->summary->runtime_names[index],
                                .status = place->runtime.status,
                                .updated_at = place->updated_at,
                                .group = snapshot->summary->runtime_groups[index],
                                .version = snapshot->summary->runtime_versions[index],
                                .n_vms = place->runtime.n_vms,
                                .type = place->spec->type };

  add_versions (snapshot, place, &runtime);
  if (runtime.version != ENISIM_VERSION_NONE)
    version = runtime.versions[runtime.version - 1];
  runtime.is_vpc = version.is_vpc;
  runtime.subnets = version.subnets;
  runtime.n_subnets = version.n_subnets;
  runtime.security_groups = version.security_groups;
  runtime.n_security_groups = version.n_security_groups;
  return runtime;
}

static void
add_runtimes (EnisimSnapshot *snapshot, const EnisimSimulation *sim)
{
  gsize n_versions = 0, n_endpoints = 0;

  for (guint i = 0; i < sim->n_runtimes; i++)
    {
      n_versions += sim->runtimes[i].runtime.n_versions;
      n_endpoints += sim->runtimes[i].runtime.n_endpoints;
    }
  snapshot->runtimes = g_new (EnisimRuntimeInfo, sim->n_runtimes);
  snapshot->versions = g_new (EnisimVersionInfo, n_versions);
  snapshot->endpoints = g_new (EnisimEndpointInfo, n_endpoints);
  for (guint i = 0; i < sim->n_runtimes; i++)
    snapshot->runtimes[i] = describe_runtime (snapshot, sim, i);
}

/* The sequence that is reserved at admission grows from one to the next. */
typedef struct
{
  guint64 sequence;
  guint32 session;
} Admission;

static gint
compare_admissions (gconstpointer a, gconstpointer b)
{
  const Admission *x = a, *y = b;

  return (x->sequence > y->sequence) - (x->sequence < y->sequence);
}

static GArray *
list_admissions (const EnisimSessionTable *table)
{
  GArray *admissions = g_array_new (FALSE, FALSE, sizeof (Admission));

  for (guint32 i = 0; i < table->sessions.n_places; i++)
    {
      const EnisimSession *session = enisim_session_table_get (table, i);
      const Admission admission = { enisim_session_table_get_admission (table, i).end_sequence, i };

      if (session->state != ENISIM_SESSION_FREE)
        g_array_append_val (admissions, admission);
    }
  g_array_sort (admissions, compare_admissions);
  return admissions;
}

static EnisimSessionInfo
describe_session (const EnisimSessionTable *table, guint32 index)
{
  const EnisimSession *session = enisim_session_table_get (table, index);
  const EnisimAdmission admission = enisim_session_table_get_admission (table, index);
  EnisimSessionInfo info = { .runtime = session->runtime,
                             .state = (EnisimSessionState) session->state,
                             .started_by = { admission.workload, admission.call } };

  for (guint32 i = session->first_invocation; i != ENISIM_INVOCATION_NONE;
       i = enisim_session_table_get_invocation (table, i)->next)
    info.n_in_flight += !enisim_session_table_get_invocation (table, i)->is_background;
  return info;
}

static void
add_sessions (EnisimSnapshot *snapshot, const EnisimSessionTable *table)
{
  g_autoptr (GArray) admissions = list_admissions (table);

  snapshot->n_sessions = MIN (admissions->len, ENISIM_SNAPSHOT_SESSIONS_MAX);
  snapshot->sessions = g_new (EnisimSessionInfo, snapshot->n_sessions);
  for (guint i = 0; i < snapshot->n_sessions; i++)
    snapshot->sessions[i]
        = describe_session (table, g_array_index (admissions, Admission, i).session);
}

static EnisimCallsInfo
describe_calls (const EnisimRunSummary *summary)
{
  return (EnisimCallsInfo){ .n_attempts = summary->n_attempts,
                            .n_cold = summary->n_cold,
                            .n_warm = summary->n_warm,
                            .ok = copy_latency (&summary->latency_ok),
                            .cut = copy_latency (&summary->latency_cut),
                            .refused = copy_latency (&summary->latency_refused) };
}

EnisimSnapshot *
enisim_snapshot_new (const EnisimSimulation *sim)
{
  EnisimSnapshot *snapshot;

  g_return_val_if_fail (sim != NULL && !sim->is_running, NULL);

  snapshot = g_new0 (EnisimSnapshot, 1);
  snapshot->n_refs = 1;
  snapshot->summary = enisim_run_summary_new (sim);
  add_subnets (snapshot);
  add_sg_names (snapshot);
  add_groups (snapshot);
  add_runtimes (snapshot, sim);
  add_sessions (snapshot, &sim->sessions);
  snapshot->vms = copy_level (&snapshot->summary->vms);
  snapshot->calls = describe_calls (snapshot->summary);
  return snapshot;
}

EnisimSnapshot *
enisim_snapshot_ref (EnisimSnapshot *snapshot)
{
  g_return_val_if_fail (snapshot != NULL, NULL);
  g_atomic_int_inc (&snapshot->n_refs);
  return snapshot;
}

static void
snapshot_free (EnisimSnapshot *snapshot)
{
  for (guint i = 0; i < snapshot->summary->scenario->n_subnets; i++)
    g_free ((char *) snapshot->subnets[i].cidr);
  for (guint i = 0; i < snapshot->n_sg_sets; i++)
    g_free (snapshot->sg_names[i]);
  g_free (snapshot->subnets);
  g_free (snapshot->sg_names);
  g_free (snapshot->groups);
  g_free (snapshot->enis);
  g_free (snapshot->eni_groups);
  g_free (snapshot->runtimes);
  g_free (snapshot->versions);
  g_free (snapshot->endpoints);
  g_free (snapshot->sessions);
  enisim_run_summary_free (snapshot->summary);
  g_free (snapshot);
}

void
enisim_snapshot_unref (EnisimSnapshot *snapshot)
{
  g_return_if_fail (snapshot != NULL);
  if (g_atomic_int_dec_and_test (&snapshot->n_refs))
    snapshot_free (snapshot);
}

EnisimScenario *
enisim_snapshot_get_scenario (const EnisimSnapshot *snapshot)
{
  g_return_val_if_fail (snapshot != NULL, NULL);
  return snapshot->summary->scenario;
}

guint64
enisim_snapshot_get_seed (const EnisimSnapshot *snapshot)
{
  g_return_val_if_fail (snapshot != NULL, 0);
  return snapshot->summary->seed;
}

guint32
enisim_snapshot_get_replication (const EnisimSnapshot *snapshot)
{
  g_return_val_if_fail (snapshot != NULL, 0);
  return snapshot->summary->replication;
}

EnisimTime
enisim_snapshot_get_at (const EnisimSnapshot *snapshot)
{
  g_return_val_if_fail (snapshot != NULL, ENISIM_TIME_ZERO);
  return snapshot->summary->ended_at;
}

gboolean
enisim_snapshot_is_complete (const EnisimSnapshot *snapshot)
{
  g_return_val_if_fail (snapshot != NULL, FALSE);
  return snapshot->summary->is_complete;
}

guint64
enisim_snapshot_get_n_events (const EnisimSnapshot *snapshot)
{
  g_return_val_if_fail (snapshot != NULL, 0);
  return snapshot->summary->n_events;
}

guint
enisim_snapshot_get_n_subnets (const EnisimSnapshot *snapshot)
{
  g_return_val_if_fail (snapshot != NULL, 0);
  return snapshot->summary->scenario->n_subnets;
}

const EnisimSubnetInfo *
enisim_snapshot_get_subnet (const EnisimSnapshot *snapshot, guint index)
{
  g_return_val_if_fail (index < enisim_snapshot_get_n_subnets (snapshot), NULL);
  return &snapshot->subnets[index];
}

gboolean
enisim_snapshot_find_subnet (const EnisimSnapshot *snapshot, const char *name, guint *index)
{
  g_return_val_if_fail (snapshot != NULL && name != NULL, FALSE);

  for (guint i = 0; i < snapshot->summary->scenario->n_subnets; i++)
    if (g_str_equal (snapshot->subnets[i].name, name))
      {
        if (index != NULL)
          *index = i;
        return TRUE;
      }
  return FALSE;
}

guint
enisim_snapshot_get_subnet_n_free (const EnisimSnapshot *snapshot, guint index)
{
  g_return_val_if_fail (index < enisim_snapshot_get_n_subnets (snapshot), 0);
  return snapshot->subnets[index].n_free;
}

guint
enisim_snapshot_get_subnet_n_held (const EnisimSnapshot *snapshot, guint index)
{
  g_return_val_if_fail (index < enisim_snapshot_get_n_subnets (snapshot), 0);
  return (guint) snapshot->subnets[index].held.now;
}

guint
enisim_snapshot_get_subnet_peak (const EnisimSnapshot *snapshot, guint index)
{
  g_return_val_if_fail (index < enisim_snapshot_get_n_subnets (snapshot), 0);
  return (guint) snapshot->subnets[index].held.peak;
}

guint
enisim_snapshot_get_n_groups (const EnisimSnapshot *snapshot)
{
  g_return_val_if_fail (snapshot != NULL, 0);
  return snapshot->summary->n_groups;
}

const EnisimGroupInfo *
enisim_snapshot_get_group (const EnisimSnapshot *snapshot, guint index)
{
  g_return_val_if_fail (index < enisim_snapshot_get_n_groups (snapshot), NULL);
  return &snapshot->groups[index];
}

guint
enisim_snapshot_get_n_enis (const EnisimSnapshot *snapshot)
{
  g_return_val_if_fail (snapshot != NULL, 0);
  return snapshot->n_enis;
}

const EnisimEniInfo *
enisim_snapshot_get_eni (const EnisimSnapshot *snapshot, guint index)
{
  g_return_val_if_fail (index < enisim_snapshot_get_n_enis (snapshot), NULL);
  return &snapshot->enis[index];
}

guint
enisim_snapshot_get_eni_group (const EnisimSnapshot *snapshot, guint index)
{
  g_return_val_if_fail (index < enisim_snapshot_get_n_enis (snapshot), ENISIM_INDEX_NONE);
  return snapshot->eni_groups[index];
}

EnisimEniState
enisim_snapshot_get_eni_state (const EnisimSnapshot *snapshot, guint index)
{
  g_return_val_if_fail (index < enisim_snapshot_get_n_enis (snapshot), ENISIM_ENI_FREE);
  return snapshot->groups[snapshot->eni_groups[index]].state;
}

guint
enisim_snapshot_get_n_runtimes (const EnisimSnapshot *snapshot)
{
  g_return_val_if_fail (snapshot != NULL, 0);
  return snapshot->summary->n_runtimes;
}

const EnisimRuntimeInfo *
enisim_snapshot_get_runtime (const EnisimSnapshot *snapshot, guint index)
{
  g_return_val_if_fail (index < enisim_snapshot_get_n_runtimes (snapshot), NULL);
  return &snapshot->runtimes[index];
}

gboolean
enisim_snapshot_find_runtime (const EnisimSnapshot *snapshot, const char *name, guint *index)
{
  g_return_val_if_fail (snapshot != NULL && name != NULL, FALSE);

  for (guint i = 0; i < snapshot->summary->n_runtimes; i++)
    if (g_str_equal (snapshot->runtimes[i].name, name))
      {
        if (index != NULL)
          *index = i;
        return TRUE;
      }
  return FALSE;
}

guint
enisim_snapshot_get_n_sessions (const EnisimSnapshot *snapshot)
{
  g_return_val_if_fail (snapshot != NULL, 0);
  return snapshot->n_sessions;
}

const EnisimSessionInfo *
enisim_snapshot_get_session (const EnisimSnapshot *snapshot, guint index)
{
  g_return_val_if_fail (index < enisim_snapshot_get_n_sessions (snapshot), NULL);
  return &snapshot->sessions[index];
}

const EnisimLevelInfo *
enisim_snapshot_get_vms (const EnisimSnapshot *snapshot)
{
  g_return_val_if_fail (snapshot != NULL, NULL);
  return &snapshot->vms;
}

guint64
enisim_snapshot_get_n_vms_in (const EnisimSnapshot *snapshot, EnisimSessionState state)
{
  g_return_val_if_fail (snapshot != NULL, 0);
  g_return_val_if_fail ((guint) state < ENISIM_N_SESSION_STATES, 0);
  return snapshot->summary->vms_in[state];
}

const EnisimCallsInfo *
enisim_snapshot_get_calls (const EnisimSnapshot *snapshot)
{
  g_return_val_if_fail (snapshot != NULL, NULL);
  return &snapshot->calls;
}

guint64
enisim_snapshot_get_n_calls_with (const EnisimSnapshot *snapshot, EnisimOutcome outcome)
{
  g_return_val_if_fail (snapshot != NULL, 0);
  g_return_val_if_fail ((guint) outcome < ENISIM_N_OUTCOMES, 0);
  return snapshot->summary->n_outcomes[outcome];
}

/* A runtime's group is one that its version shares, be it one subnet's. */
static void
verify_group_of (const EnisimSnapshot *snapshot, guint index)
{
  const EnisimRuntimeInfo *runtime = &snapshot->runtimes[index];
  const EnisimGroupInfo *group = &snapshot->groups[runtime->group];
  gboolean is_member = FALSE;

  g_assert_cmpuint (runtime->group, <, snapshot->summary->n_groups);
  g_assert (runtime->version != ENISIM_VERSION_NONE);
  g_assert (runtime->security_groups == group->security_groups);
  for (guint i = 0; i < group->n_runtimes; i++)
    is_member |= group->runtimes[i] == index;
  g_assert (is_member);
}

static void
verify_runtimes (const EnisimSnapshot *snapshot)
{
  guint64 n_vms = 0;

  for (guint i = 0; i < snapshot->summary->n_runtimes; i++)
    {
      const EnisimRuntimeInfo *runtime = &snapshot->runtimes[i];
      guint n_version_vms = 0;

      n_vms += runtime->n_vms;
      g_assert (runtime->is_vpc == (runtime->n_subnets > 0));
      g_assert_cmpuint (runtime->version, <=, runtime->n_versions);
      for (guint j = 0; j < runtime->n_versions; j++)
        n_version_vms += runtime->versions[j].n_vms;
      g_assert_cmpuint (n_version_vms, ==, runtime->n_vms);
      if (runtime->group != ENISIM_INDEX_NONE)
        verify_group_of (snapshot, i);
    }
  g_assert_cmpuint (n_vms, ==, snapshot->vms.now);
}

void
enisim_snapshot_verify (const EnisimSnapshot *snapshot)
{
  guint64 n_in_flight = 0;

  enisim_run_summary_verify (snapshot->summary);
  for (guint i = 0; i < snapshot->summary->scenario->n_subnets; i++)
    g_assert_cmpuint (snapshot->subnets[i].n_free + snapshot->subnets[i].held.now, ==,
                      snapshot->subnets[i].n_capacity);
  for (guint i = 0; i < snapshot->n_enis; i++)
    {
      const EnisimGroupInfo *group = &snapshot->groups[snapshot->eni_groups[i]];

      g_assert (i >= group->first_eni && i - group->first_eni < group->n_enis);
      g_assert_cmpuint (snapshot->enis[i].subnet, <, snapshot->summary->scenario->n_subnets);
    }
  verify_runtimes (snapshot);
  g_assert_cmpuint (snapshot->n_sessions, ==,
                    MIN (snapshot->vms.now, ENISIM_SNAPSHOT_SESSIONS_MAX));
  for (guint i = 0; i < snapshot->n_sessions; i++)
    n_in_flight += snapshot->sessions[i].n_in_flight;
  g_assert_cmpuint (n_in_flight, <=, snapshot->summary->n_outcomes[ENISIM_OUTCOME_OPEN]);
}
