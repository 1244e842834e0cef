/* describe-runtimes.c: runtimes as ListAgentRuntimes and GetAgentRuntime show them */
#include "report/describe-id.h"
#include "report/describe-parts.h"
#include "report/report-json-parts.h"

enum
{
  RUNTIME_GROUP_ID,
  RUNTIME_NAME,
  RUNTIME_NETWORK_MODE,
  RUNTIME_STATUS,
  RUNTIME_SUBNET_ID,
};

static const char *const network_modes[] = { "PUBLIC", "VPC", NULL };

/* All that the service has (facts.md section 4), the simulator's or not. */
static const char *const statuses[]
    = { "CREATING", "CREATE_FAILED", "UPDATING",      "UPDATE_FAILED",
        "READY",    "DELETING",      "DELETE_FAILED", NULL };

static const EnisimDescribeField fields[] = {
  [RUNTIME_GROUP_ID] = { .name = "group-id" },
  [RUNTIME_NAME] = { .name = "name" },
  [RUNTIME_NETWORK_MODE] = { .name = "network-mode", .words = network_modes },
  [RUNTIME_STATUS] = { .name = "status", .words = statuses },
  [RUNTIME_SUBNET_ID] = { .name = "subnet-id" },
};

static const EnisimTextColumn columns[] = {
  { .heading = "agentRuntimeName" },
  { .heading = "status" },
  { .heading = "networkMode" },
  { .heading = "subnets", .is_flexible = TRUE },
  { .heading = "securityGroups", .is_flexible = TRUE },
  { .heading = "VMs", .is_right = TRUE },
};

static const EnisimRuntimeInfo *
get_runtime (const EnisimDescribeRow *row)
{
  return enisim_snapshot_get_runtime (row->snapshot, row->index);
}

static const char *
get_network_mode (const EnisimRuntimeInfo *runtime)
{
  return network_modes[runtime->is_vpc ? 1 : 0];
}

static const char *
get_subnet_name (const EnisimSnapshot *snapshot, guint index)
{
  return enisim_snapshot_get_subnet (snapshot, index)->name;
}

/* The service lists its tools apart. */
static gboolean
exists (const EnisimDescribeRow *row)
{
  const EnisimRuntimeInfo *runtime = get_runtime (row);

  return runtime->type == ENISIM_AGENT_RUNTIME && runtime->status != ENISIM_RUNTIME_ABSENT;
}

static gboolean
fits_group (const EnisimRuntimeInfo *runtime, const char *pattern)
{
  for (guint i = 0; i < runtime->n_security_groups; i++)
    if (enisim_aws_id_fits ("sg", runtime->security_groups[i], pattern))
      return TRUE;
  return FALSE;
}

static gboolean
fits_subnet (const EnisimDescribeRow *row, const char *pattern)
{
  const EnisimRuntimeInfo *runtime = get_runtime (row);

  for (guint i = 0; i < runtime->n_subnets; i++)
    if (enisim_aws_id_fits ("subnet", get_subnet_name (row->snapshot, runtime->subnets[i]),
                            pattern))
      return TRUE;
  return FALSE;
}

static gboolean
fits (gconstpointer data, guint field, const char *pattern)
{
  const EnisimDescribeRow *row = data;
  const EnisimRuntimeInfo *runtime = get_runtime (row);

  switch (field)
    {
    case RUNTIME_GROUP_ID:
      return fits_group (runtime, pattern);
    case RUNTIME_NAME:
      return g_pattern_match_simple (pattern, runtime->name);
    case RUNTIME_NETWORK_MODE:
      return g_pattern_match_simple (pattern, get_network_mode (runtime));
    case RUNTIME_STATUS:
      return g_pattern_match_simple (pattern, enisim_runtime_status_get_name (runtime->status));
    case RUNTIME_SUBNET_ID:
      return fits_subnet (row, pattern);
    }
  g_assert_not_reached ();
}

static void
add_ids (EnisimJsonWriter *writer, const EnisimDescribeRow *row)
{
  const char *region = enisim_snapshot_get_scenario (row->snapshot)->region;
  const char *name = get_runtime (row)->name;
  const char *in_region = region != NULL ? region : ENISIM_DESCRIBE_REGION_DEFAULT;
  const char *partition = g_str_has_prefix (in_region, "us-gov-") ? "aws-us-gov" : "aws";
  g_autofree char *id = enisim_aws_runtime_id_make (name);
  g_autofree char *version = g_strdup_printf ("%u", get_runtime (row)->version);
  g_autofree char *arn
      = g_strdup_printf ("arn:%s:bedrock-agentcore:%s:" ENISIM_DESCRIBE_ACCOUNT_ID ":runtime/%s",
                         partition, in_region, id);

  enisim_report_json_add_string (writer, "agentRuntimeArn", arn);
  enisim_report_json_add_string (writer, "agentRuntimeId", id);
  enisim_report_json_add_string (writer, "agentRuntimeName", name);
  enisim_report_json_add_string (writer, "agentRuntimeVersion", version);
}

static void
add_date (EnisimJsonWriter *writer, const char *name, EnisimTime at)
{
  g_autoptr (GDateTime) start = g_date_time_new_from_iso8601 (ENISIM_DESCRIBE_START, NULL);
  g_autoptr (GDateTime) date = g_date_time_add (start, at);
  g_autofree char *text = g_date_time_format (date, "%Y-%m-%dT%H:%M:%S.%f+00:00");

  enisim_report_json_add_string (writer, name, text);
}

static void
add_network_mode_config (EnisimJsonWriter *writer, const EnisimDescribeRow *row)
{
  const EnisimRuntimeInfo *runtime = get_runtime (row);

  enisim_report_json_begin_object (writer, "networkModeConfig");
  enisim_report_json_begin_array (writer, "subnets");
  for (guint i = 0; i < runtime->n_subnets; i++)
    {
      const char *name = get_subnet_name (row->snapshot, runtime->subnets[i]);

      enisim_json_writer_string (writer, enisim_aws_id_make ("subnet", name).text);
    }
  enisim_json_writer_end_array (writer);
  enisim_report_json_begin_array (writer, "securityGroups");
  for (guint i = 0; i < runtime->n_security_groups; i++)
    enisim_json_writer_string (writer, enisim_aws_id_make ("sg", runtime->security_groups[i]).text);
  enisim_json_writer_end_array (writer);
  enisim_json_writer_end_object (writer);
}

static void
write_runtime (EnisimJsonWriter *writer, const EnisimDescribeRow *row)
{
  const EnisimRuntimeInfo *runtime = get_runtime (row);

  enisim_json_writer_begin_object (writer);
  add_ids (writer, row);
  enisim_report_json_add_string (writer, "status",
                                 enisim_runtime_status_get_name (runtime->status));
  add_date (writer, "lastUpdatedAt", runtime->updated_at);
  enisim_report_json_begin_object (writer, "networkConfiguration");
  enisim_report_json_add_string (writer, "networkMode", get_network_mode (runtime));
  if (runtime->is_vpc)
    add_network_mode_config (writer, row);
  enisim_json_writer_end_object (writer);
  enisim_json_writer_end_object (writer);
}

static void
add_cells (EnisimTextGrid *grid, const EnisimDescribeRow *row)
{
  const EnisimRuntimeInfo *runtime = get_runtime (row);

  enisim_text_grid_add (grid, runtime->name, FALSE);
  enisim_text_grid_add (grid, enisim_runtime_status_get_name (runtime->status),
                        runtime->status == ENISIM_RUNTIME_CREATE_FAILED
                            || runtime->status == ENISIM_RUNTIME_UPDATE_FAILED);
  enisim_text_grid_add (grid, get_network_mode (runtime), FALSE);
  enisim_describe_add_subnets (grid, row->snapshot, runtime->subnets, runtime->n_subnets);
  enisim_describe_add_names (grid, runtime->security_groups, runtime->n_security_groups);
  enisim_text_grid_add_number (grid, runtime->n_vms, FALSE);
}

const EnisimDescribeKind *
enisim_describe_get_runtime_kind (void)
{
  static const EnisimDescribeKind kind = {
    .member = "agentRuntimes",
    .one = "runtime",
    .many = "runtimes",
    .fields = fields,
    .n_fields = G_N_ELEMENTS (fields),
    .columns = columns,
    .n_columns = G_N_ELEMENTS (columns),
    .get_n_rows = enisim_snapshot_get_n_runtimes,
    .exists = exists,
    .fits = fits,
    .write = write_runtime,
    .add_cells = add_cells,
  };

  return &kind;
}
