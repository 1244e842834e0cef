/* summary-runtimes.c: the part of a run's summary that is about runtimes and their ENI groups */
#include "sim/summary-runtimes.h"

#include "sim/simulation-private.h"

enum
{
  TEXTS_BLOCK_SIZE = 4096
};

static EnisimGroupSummary
summarise_group (const EnisimSimulation *sim, guint32 place)
{
  const EnisimEniGroup *group = enisim_eni_pool_get (&sim->pool, place);
  EnisimGroupSummary summary = { .key = group->key,
                                 .place = place,
                                 .state = group->state,
                                 .enis = g_new (EnisimEniSummary, group->n_enis),
                                 .n_enis = group->n_enis,
                                 .members = g_new (guint32, group->n_references) };

  for (guint i = 0; i < group->n_enis; i++)
    summary.enis[i] = (EnisimEniSummary){ group->enis[i].number, group->enis[i].subnet_index,
                                          group->enis[i].address };
  return summary;
}

static gint
compare_groups (gconstpointer a, gconstpointer b)
{
  const EnisimGroupSummary *x = a, *y = b;

  return (x->enis[0].number > y->enis[0].number) - (x->enis[0].number < y->enis[0].number);
}

/* Returns: (transfer full): of each place in the pool that has a group, its index */
static guint *
add_groups (EnisimRunSummary *summary, const EnisimSimulation *sim)
{
  const guint32 n_places = enisim_eni_pool_get_n_places (&sim->pool);
  GArray *groups = g_array_new (FALSE, FALSE, sizeof (EnisimGroupSummary));
  guint *group_at = g_new (guint, n_places);

  for (guint32 place = 0; place < n_places; place++)
    if (enisim_eni_pool_get (&sim->pool, place)->state != ENISIM_ENI_FREE)
      {
        const EnisimGroupSummary group = summarise_group (sim, place);

        g_array_append_val (groups, group);
      }
  g_array_sort (groups, compare_groups);
  summary->n_groups = groups->len;
  summary->groups = (EnisimGroupSummary *) (gpointer) g_array_free (groups, FALSE);
  for (guint i = 0; i < summary->n_groups; i++)
    group_at[summary->groups[i].place] = i;
  return group_at;
}

/* A runtime whose versions share a group is one member of it. */
static void
add_member (EnisimGroupSummary *group, guint32 runtime)
{
  if (group->n_members == 0 || group->members[group->n_members - 1] != runtime)
    group->members[group->n_members++] = runtime;
}

static void
add_memberships (EnisimRunSummary *summary, const EnisimRuntime *runtime, guint32 index,
                 const guint *group_at)
{
  gboolean has_enis = FALSE;

  for (guint i = 0; i < runtime->n_versions; i++)
    {
      const EnisimGroupRefs *refs = &runtime->versions[i].refs;

      has_enis |= refs->n_groups > 0;
      for (guint j = 0; j < refs->n_groups; j++)
        add_member (&summary->groups[group_at[enisim_group_refs_get (refs, j)]], index);
      if (i + 1 == summary->runtime_versions[index] && refs->n_groups > 0)
        summary->runtime_groups[index] = group_at[enisim_group_refs_get (refs, 0)];
    }
  summary->n_runtimes_with_enis += has_enis ? 1 : 0;
}

static guint
find_version (const EnisimRuntime *runtime)
{
  if (runtime->default_version == ENISIM_VERSION_NONE && runtime->n_versions > 0)
    return 1;
  return runtime->default_version;
}

static const char *
take_name (EnisimRunSummary *summary, guint32 index, const char *name)
{
  return index < summary->scenario->n_runtimes ? name
                                               : g_string_chunk_insert (summary->texts, name);
}

/* One walk over the runtimes for all groups: there may be a million of the one and thousands of
 * the other. */
void
enisim_run_summary_add_runtimes (EnisimRunSummary *summary, const EnisimSimulation *sim)
{
  g_autofree guint *group_at = add_groups (summary, sim);

  summary->n_runtimes = sim->n_runtimes;
  summary->runtime_statuses = g_new (EnisimRuntimeStatus, sim->n_runtimes);
  summary->runtime_groups = g_new (guint, sim->n_runtimes);
  summary->runtime_types = g_new (EnisimAgentType, sim->n_runtimes);
  summary->runtime_versions = g_new (guint16, sim->n_runtimes);
  summary->runtime_names = g_new (const char *, sim->n_runtimes);
  summary->texts = g_string_chunk_new (TEXTS_BLOCK_SIZE);
  for (guint32 i = 0; i < sim->n_runtimes; i++)
    {
      const EnisimRuntime *runtime = &sim->runtimes[i].runtime;

      summary->runtime_names[i] = take_name (summary, i, sim->runtimes[i].spec->name);
      summary->runtime_statuses[i] = runtime->status;
      summary->runtime_types[i] = sim->runtimes[i].spec->type;
      summary->runtime_versions[i] = (guint16) find_version (runtime);
      summary->runtime_groups[i] = ENISIM_INDEX_NONE;
      if (summary->runtime_names[i][0] != '\0')
        summary->n_runtimes_in[runtime->status]++;
      add_memberships (summary, runtime, i, group_at);
    }
}

void
enisim_run_summary_clear_runtimes (EnisimRunSummary *summary)
{
  for (guint i = 0; i < summary->n_groups; i++)
    {
      g_free (summary->groups[i].members);
      g_free (summary->groups[i].enis);
    }
  g_free (summary->groups);
  g_free (summary->runtime_statuses);
  g_free (summary->runtime_groups);
  g_free (summary->runtime_types);
  g_free (summary->runtime_versions);
  g_free (summary->runtime_names);
  g_string_chunk_free (summary->texts);
}
