/* report-json-network.c: subnets, ENIs and who shares them, for programs */
#include "report/holder-names.h"
#include "report/report-json-parts.h"

static void
add_held_by (EnisimJsonWriter *writer, const EnisimSubnetSummary *subnet)
{
  enisim_report_json_begin_object (writer, "held_by");
  for (guint i = 0; i < ENISIM_N_HOLDERS; i++)
    enisim_report_json_add_uint (writer, enisim_holder_get_name (i), subnet->held_by[i]);
  enisim_json_writer_end_object (writer);
  enisim_report_json_begin_object (writer, "mean_held_by");
  for (guint i = 0; i < ENISIM_N_HOLDERS; i++)
    enisim_report_json_add_double (writer, enisim_holder_get_name (i), subnet->mean_held_by[i]);
  enisim_json_writer_end_object (writer);
}

/* What others want and cannot have. */
static void
add_unmet (EnisimJsonWriter *writer, const EnisimSubnetSummary *subnet)
{
  enisim_report_json_begin_object (writer, "background_unmet");
  enisim_report_json_add_uint (writer, "now", subnet->unmet.now);
  enisim_report_json_add_uint (writer, "peak", subnet->unmet.peak);
  enisim_report_json_add_int (writer, "peak_at_us", subnet->unmet.peak_at);
  enisim_report_json_add_double (writer, "mean", subnet->unmet.mean);
  enisim_report_json_add_at (writer, "first_at_us", subnet->unmet.first_at);
  enisim_json_writer_end_object (writer);
}

static void
write_subnet (EnisimJsonWriter *writer, const EnisimScenario *scenario,
              const EnisimSubnetSpec *spec, const EnisimSubnetSummary *subnet)
{
  g_autofree char *cidr = enisim_cidr_format (spec->cidr);

  enisim_json_writer_begin_object (writer);
  enisim_report_json_add_string (writer, "name", spec->name);
  enisim_report_json_add_string (writer, "cidr", cidr);
  enisim_report_json_add_string (writer, "az", scenario->azs[spec->az_index]);
  enisim_report_json_add_uint (writer, "capacity", subnet->capacity);
  enisim_report_json_add_uint (writer, "held", subnet->held.now);
  enisim_report_json_add_uint (writer, "free", subnet->capacity - subnet->held.now);
  add_held_by (writer, subnet);
  enisim_report_json_add_at (writer, "exhausted_at_us", subnet->exhausted_at);
  enisim_report_json_add_int (writer, "exhausted_us", subnet->exhausted_us);
  enisim_report_json_add_uint (writer, "failed_allocations", subnet->n_denied);
  enisim_report_json_add_at (writer, "last_released_at_us", subnet->last_released_at);
  add_unmet (writer, subnet);
  enisim_report_json_add_some (writer, "smallest_prefix", subnet->smallest_prefix);
  enisim_json_writer_name (writer, "room_peak");
  if (subnet->is_room_known)
    enisim_json_writer_uint (writer, subnet->room_peak);
  else
    enisim_json_writer_null (writer);
  enisim_report_json_add_level (writer, &subnet->held);
  enisim_json_writer_end_object (writer);
}

void
enisim_report_json_subnets (EnisimJsonWriter *writer, const EnisimRunSummary *summary)
{
  const EnisimScenario *scenario = summary->scenario;

  enisim_json_writer_begin_array (writer);
  for (guint i = 0; i < scenario->n_subnets; i++)
    write_subnet (writer, scenario, &scenario->subnets[i], &summary->subnets[i]);
  enisim_json_writer_end_array (writer);
}

static void
add_window (EnisimJsonWriter *writer, const EnisimRunSummary *summary)
{
  enisim_report_json_begin_object (writer, "in_window");
  enisim_report_json_add_uint (writer, "created", summary->window.n_enis_created);
  enisim_report_json_add_uint (writer, "taken_back", summary->window.n_enis_taken_back);
  enisim_report_json_add_uint (writer, "released", summary->window.n_enis_released);
  enisim_report_json_add_uint (writer, "failed", summary->window.n_enis_failed);
  enisim_json_writer_end_object (writer);
}

static void
add_alive_over_time (EnisimJsonWriter *writer, const EnisimRunSummary *summary)
{
  enisim_report_json_begin_object (writer, "alive_over_time");
  for (guint i = ENISIM_ENI_CREATING; i < ENISIM_N_ENI_STATES; i++)
    {
      enisim_report_json_begin_object (writer, enisim_eni_state_get_name (i));
      enisim_report_json_add_level (writer, &summary->enis_in[i]);
      enisim_json_writer_end_object (writer);
    }
  enisim_json_writer_end_object (writer);
}

void
enisim_report_json_eni (EnisimJsonWriter *writer, const EnisimRunSummary *summary)
{
  enisim_json_writer_begin_object (writer);
  enisim_report_json_add_uint (writer, "created", summary->n_enis_created);
  enisim_report_json_add_uint (writer, "taken_back", summary->n_enis_taken_back);
  enisim_report_json_add_uint (writer, "released", summary->n_enis_released);
  enisim_report_json_add_at (writer, "last_released_at_us", summary->enis_last_released_at);
  enisim_report_json_add_uint (writer, "failed", summary->n_enis_failed);
  add_window (writer, summary);
  enisim_report_json_begin_object (writer, "alive");
  for (guint i = ENISIM_ENI_CREATING; i < ENISIM_N_ENI_STATES; i++)
    enisim_report_json_add_uint (writer, enisim_eni_state_get_name (i), summary->enis_in[i].now);
  enisim_json_writer_end_object (writer);
  add_alive_over_time (writer, summary);
  enisim_json_writer_end_object (writer);
}

static void
add_subnet_and_address (EnisimJsonWriter *writer, const EnisimScenario *scenario,
                        const EnisimEniSummary *eni)
{
  g_autofree char *address = enisim_address_format (eni->address);

  enisim_report_json_add_string (writer, "subnet", scenario->subnets[eni->subnet_index].name);
  enisim_report_json_add_string (writer, "address", address);
}

static void
add_sets (EnisimJsonWriter *writer, const EnisimRunSummary *summary, EnisimAttachmentKey key)
{
  guint n_subnets, n_sgs;
  const guint32 *subnets = enisim_attachment_keys_get_subnets (
      &summary->keys, enisim_attachment_key_get_subnet_set (key), &n_subnets);
  const guint32 *sgs = enisim_attachment_keys_get_sgs (
      &summary->keys, enisim_attachment_key_get_sg_set (key), &n_sgs);

  enisim_report_json_begin_array (writer, "subnets");
  for (guint i = 0; i < n_subnets; i++)
    enisim_json_writer_string (writer, summary->scenario->subnets[subnets[i]].name);
  enisim_json_writer_end_array (writer);
  enisim_report_json_begin_array (writer, "security_groups");
  for (guint i = 0; i < n_sgs; i++)
    enisim_json_writer_string (writer, summary->security_groups[sgs[i]]);
  enisim_json_writer_end_array (writer);
}

static void
add_enis (EnisimJsonWriter *writer, const EnisimScenario *scenario, const EnisimGroupSummary *group)
{
  enisim_report_json_begin_array (writer, "enis");
  for (guint i = 0; i < group->n_enis; i++)
    {
      g_autofree char *id = g_strdup_printf ("eni-%" G_GUINT64_FORMAT, group->enis[i].number);

      enisim_json_writer_begin_object (writer);
      enisim_report_json_add_string (writer, "id", id);
      add_subnet_and_address (writer, scenario, &group->enis[i]);
      enisim_json_writer_end_object (writer);
    }
  enisim_json_writer_end_array (writer);
}

void
enisim_report_json_groups (EnisimJsonWriter *writer, const EnisimRunSummary *summary)
{
  const EnisimScenario *scenario = summary->scenario;

  enisim_json_writer_begin_array (writer);
  for (guint i = 0; i < summary->n_groups; i++)
    {
      const EnisimGroupSummary *group = &summary->groups[i];

      enisim_json_writer_begin_object (writer);
      add_sets (writer, summary, group->key);
      enisim_report_json_add_string (writer, "state", enisim_eni_state_get_name (group->state));
      enisim_report_json_begin_array (writer, "members");
      for (guint j = 0; j < group->n_members; j++)
        enisim_json_writer_string (writer, summary->runtime_names[group->members[j]]);
      enisim_json_writer_end_array (writer);
      add_enis (writer, scenario, group);
      enisim_json_writer_end_object (writer);
    }
  enisim_json_writer_end_array (writer);
}

static void
write_runtime (EnisimJsonWriter *writer, const EnisimRunSummary *summary, guint index)
{
  const guint group = summary->runtime_groups[index];

  enisim_json_writer_begin_object (writer);
  enisim_report_json_add_string (writer, "name", summary->runtime_names[index]);
  enisim_report_json_add_string (writer, "type",
                                 enisim_agent_type_get_name (summary->runtime_types[index]));
  enisim_report_json_add_string (writer, "status",
                                 enisim_runtime_status_get_name (summary->runtime_statuses[index]));
  enisim_report_json_add_uint (writer, "version", summary->runtime_versions[index]);
  enisim_json_writer_name (writer, "group");
  if (group == ENISIM_INDEX_NONE)
    enisim_json_writer_null (writer);
  else
    enisim_json_writer_uint (writer, group);
  enisim_json_writer_end_object (writer);
}

void
enisim_report_json_runtimes (EnisimJsonWriter *writer, const EnisimRunSummary *summary)
{
  enisim_json_writer_begin_object (writer);
  enisim_report_json_begin_object (writer, "by_status");
  for (guint i = 0; i < ENISIM_N_RUNTIME_STATUSES; i++)
    enisim_report_json_add_uint (writer, enisim_runtime_status_get_name (i),
                                 summary->n_runtimes_in[i]);
  enisim_json_writer_end_object (writer);
  enisim_report_json_begin_array (writer, "list");
  for (guint i = 0; i < summary->n_runtimes; i++)
    if (summary->runtime_names[i][0] != '\0')
      write_runtime (writer, summary, i);
  enisim_json_writer_end_array (writer);
  enisim_json_writer_end_object (writer);
}

static void
add_eni_lists (EnisimJsonWriter *writer, const EnisimRunSummary *summary)
{
  enisim_report_json_begin_array (writer, "eni_lists");
  for (guint i = 0; i < summary->n_eni_lists; i++)
    {
      const EnisimEniList *list = &summary->eni_lists[i];

      enisim_json_writer_begin_array (writer);
      for (guint j = 0; j < list->n_enis; j++)
        {
          enisim_json_writer_begin_object (writer);
          add_subnet_and_address (writer, summary->scenario, &list->enis[j]);
          enisim_json_writer_end_object (writer);
        }
      enisim_json_writer_end_array (writer);
    }
  enisim_json_writer_end_array (writer);
}

void
enisim_report_json_samples (EnisimJsonWriter *writer, const EnisimRunSummary *summary)
{
  enisim_json_writer_begin_object (writer);
  enisim_report_json_add_int (writer, "every_us", summary->scenario->sample_us);
  add_eni_lists (writer, summary);
  enisim_report_json_begin_array (writer, "samples");
  for (guint i = 0; i < summary->n_samples; i++)
    {
      const EnisimSampleSummary *sample = &summary->samples[i];

      enisim_json_writer_begin_object (writer);
      enisim_report_json_add_int (writer, "at_us", sample->at);
      enisim_report_json_add_uint (writer, "enis", sample->n_enis);
      enisim_report_json_add_uint (writer, "vms", sample->n_vms);
      enisim_report_json_add_uint (writer, "eni_list", sample->list);
      enisim_json_writer_end_object (writer);
    }
  enisim_json_writer_end_array (writer);
  enisim_json_writer_end_object (writer);
}
