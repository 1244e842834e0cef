/* describe-enis.c: ENIs as DescribeNetworkInterfaces shows them (facts.md sections 3 and 7) */
#include "report/describe-id.h"
#include "report/describe-parts.h"
#include "report/report-json-parts.h"

enum
{
  ENI_GROUP_ID,
  ENI_GROUP_NAME,
  ENI_INTERFACE_TYPE,
  ENI_NETWORK_INTERFACE_ID,
  ENI_PRIVATE_IP_ADDRESS,
  ENI_STATE,
  ENI_STATUS,
  ENI_SUBNET_ID,
  ENI_VPC_ID,
};

static const char *const states[] = { "creating", "in_use", "retained", "failed", NULL };

static const EnisimDescribeField fields[] = {
  [ENI_GROUP_ID] = { .name = "group-id" },
  [ENI_GROUP_NAME] = { .name = "group-name" },
  [ENI_INTERFACE_TYPE] = { .name = "interface-type" },
  [ENI_NETWORK_INTERFACE_ID] = { .name = "network-interface-id" },
  [ENI_PRIVATE_IP_ADDRESS] = { .name = "private-ip-address" },
  [ENI_STATE] = { .name = "state", .words = states },
  [ENI_STATUS] = { .name = "status" },
  [ENI_SUBNET_ID] = { .name = "subnet-id" },
  [ENI_VPC_ID] = { .name = "vpc-id" },
};

static const EnisimTextColumn columns[] = {
  { .heading = "NetworkInterfaceId" },
  { .heading = "PrivateIpAddress" },
  { .heading = "SubnetId", .is_flexible = TRUE },
  { .heading = "Status" },
  { .heading = "State" },
  { .heading = "InterfaceType" },
  { .heading = "Groups", .is_flexible = TRUE },
};

static const char INTERFACE_TYPE[] = "agentic_ai";

static const EnisimEniInfo *
get_eni (const EnisimDescribeRow *row)
{
  return enisim_snapshot_get_eni (row->snapshot, row->index);
}

static const EnisimGroupInfo *
get_group (const EnisimDescribeRow *row)
{
  return enisim_snapshot_get_group (row->snapshot,
                                    enisim_snapshot_get_eni_group (row->snapshot, row->index));
}

static const EnisimSubnetInfo *
get_subnet (const EnisimDescribeRow *row)
{
  return enisim_snapshot_get_subnet (row->snapshot, get_eni (row)->subnet);
}

static gboolean
is_in_creation (const EnisimDescribeRow *row)
{
  return get_group (row)->state == ENISIM_ENI_CREATING;
}

static const char *
get_status (const EnisimDescribeRow *row)
{
  return is_in_creation (row) ? "pending" : "in-use";
}

static EnisimAwsId
make_id (const EnisimDescribeRow *row, const char *kind)
{
  const EnisimScenario *scenario = enisim_snapshot_get_scenario (row->snapshot);
  g_autofree char *name = g_strdup_printf (
      "%s, seed %" G_GUINT64_FORMAT ", replication %u, number %" G_GUINT64_FORMAT,
      enisim_scenario_get_name (scenario), enisim_snapshot_get_seed (row->snapshot),
      enisim_snapshot_get_replication (row->snapshot), get_eni (row)->number);

  return enisim_aws_id_make (kind, name);
}

/* A scenario has one VPC, which has no name but its first network, as an account tells it. */
static EnisimAwsId
make_vpc_id (const EnisimDescribeRow *row)
{
  g_autofree char *cidr
      = enisim_cidr_format (enisim_snapshot_get_scenario (row->snapshot)->vpc_cidrs[0]);

  return enisim_aws_id_make ("vpc", cidr);
}

static gboolean
fits_text (const char *pattern, const char *text)
{
  return g_pattern_match_simple (pattern, text);
}

static gboolean
fits_group (const EnisimGroupInfo *group, const char *pattern, gboolean is_id)
{
  for (guint i = 0; i < group->n_security_groups; i++)
    if (is_id ? enisim_aws_id_fits ("sg", group->security_groups[i], pattern)
              : fits_text (pattern, group->security_groups[i]))
      return TRUE;
  return FALSE;
}

static gboolean
fits_address (const EnisimEniInfo *eni, const char *pattern)
{
  g_autofree char *address = enisim_address_format (eni->address);

  return fits_text (pattern, address);
}

static gboolean
fits (gconstpointer data, guint field, const char *pattern)
{
  const EnisimDescribeRow *row = data;

  switch (field)
    {
    case ENI_GROUP_ID:
    case ENI_GROUP_NAME:
      return fits_group (get_group (row), pattern, field == ENI_GROUP_ID);
    case ENI_INTERFACE_TYPE:
      return fits_text (pattern, INTERFACE_TYPE);
    case ENI_NETWORK_INTERFACE_ID:
      return fits_text (pattern, make_id (row, "eni").text);
    case ENI_PRIVATE_IP_ADDRESS:
      return fits_address (get_eni (row), pattern);
    case ENI_STATE:
      return fits_text (pattern, enisim_eni_state_get_name (get_group (row)->state));
    case ENI_STATUS:
      return fits_text (pattern, get_status (row));
    case ENI_SUBNET_ID:
      return enisim_aws_id_fits ("subnet", get_subnet (row)->name, pattern);
    case ENI_VPC_ID:
      return fits_text (pattern, make_vpc_id (row).text);
    }
  g_assert_not_reached ();
}

static void
add_attachment (EnisimJsonWriter *writer, const EnisimDescribeRow *row)
{
  enisim_report_json_begin_object (writer, "Attachment");
  enisim_report_json_add_string (writer, "AttachmentId", make_id (row, "ela-attach").text);
  enisim_report_json_add_bool (writer, "DeleteOnTermination", FALSE);
  enisim_report_json_add_int (writer, "DeviceIndex", 1);
  enisim_report_json_add_string (writer, "InstanceOwnerId", "amazon-aws");
  enisim_report_json_add_string (writer, "Status", is_in_creation (row) ? "attaching" : "attached");
  enisim_json_writer_end_object (writer);
}

static void
add_groups (EnisimJsonWriter *writer, const EnisimGroupInfo *group)
{
  enisim_report_json_begin_array (writer, "Groups");
  for (guint i = 0; i < group->n_security_groups; i++)
    {
      const char *name = group->security_groups[i];

      enisim_json_writer_begin_object (writer);
      enisim_report_json_add_string (writer, "GroupName", name);
      enisim_report_json_add_string (writer, "GroupId", enisim_aws_id_make ("sg", name).text);
      enisim_json_writer_end_object (writer);
    }
  enisim_json_writer_end_array (writer);
}

static void
add_addresses (EnisimJsonWriter *writer, const EnisimEniInfo *eni)
{
  g_autofree char *address = enisim_address_format (eni->address);

  enisim_report_json_add_string (writer, "PrivateIpAddress", address);
  enisim_report_json_begin_array (writer, "PrivateIpAddresses");
  enisim_json_writer_begin_object (writer);
  enisim_report_json_add_bool (writer, "Primary", TRUE);
  enisim_report_json_add_string (writer, "PrivateIpAddress", address);
  enisim_json_writer_end_object (writer);
  enisim_json_writer_end_array (writer);
}

static void
add_tag (EnisimJsonWriter *writer, const char *key, const char *value)
{
  enisim_json_writer_begin_object (writer);
  enisim_report_json_add_string (writer, "Key", key);
  enisim_report_json_add_string (writer, "Value", value);
  enisim_json_writer_end_object (writer);
}

static void
add_tags (EnisimJsonWriter *writer, const EnisimDescribeRow *row)
{
  g_autofree char *name = g_strdup_printf ("eni-%" G_GUINT64_FORMAT, get_eni (row)->number);

  enisim_report_json_begin_array (writer, "TagSet");
  add_tag (writer, "AmazonBedrockAgentCoreManaged", "true");
  add_tag (writer, "Name", name);
  add_tag (writer, "enisim:state", enisim_eni_state_get_name (get_group (row)->state));
  add_tag (writer, "enisim:subnet", get_subnet (row)->name);
  enisim_json_writer_end_array (writer);
}

static void
write_eni (EnisimJsonWriter *writer, const EnisimDescribeRow *row)
{
  const EnisimSubnetInfo *subnet = get_subnet (row);

  enisim_json_writer_begin_object (writer);
  add_attachment (writer, row);
  enisim_report_json_add_string (writer, "AvailabilityZone", subnet->az);
  enisim_report_json_add_string (writer, "Description", "");
  add_groups (writer, get_group (row));
  enisim_report_json_add_string (writer, "InterfaceType", INTERFACE_TYPE);
  enisim_report_json_begin_array (writer, "Ipv6Addresses");
  enisim_json_writer_end_array (writer);
  enisim_report_json_add_string (writer, "NetworkInterfaceId", make_id (row, "eni").text);
  enisim_report_json_add_string (writer, "OwnerId", ENISIM_DESCRIBE_ACCOUNT_ID);
  add_addresses (writer, get_eni (row));
  enisim_report_json_add_string (writer, "RequesterId", ENISIM_DESCRIBE_ACCOUNT_ID);
  enisim_report_json_add_bool (writer, "RequesterManaged", FALSE);
  enisim_report_json_add_bool (writer, "SourceDestCheck", TRUE);
  enisim_report_json_add_string (writer, "Status", get_status (row));
  enisim_report_json_add_string (writer, "SubnetId",
                                 enisim_aws_id_make ("subnet", subnet->name).text);
  add_tags (writer, row);
  enisim_report_json_add_string (writer, "VpcId", make_vpc_id (row).text);
  enisim_json_writer_end_object (writer);
}

static void
add_cells (EnisimTextGrid *grid, const EnisimDescribeRow *row)
{
  const EnisimGroupInfo *group = get_group (row);
  g_autofree char *address = enisim_address_format (get_eni (row)->address);

  enisim_text_grid_add (grid, make_id (row, "eni").text, FALSE);
  enisim_text_grid_add (grid, address, FALSE);
  enisim_text_grid_add (grid, get_subnet (row)->name, FALSE);
  enisim_text_grid_add (grid, get_status (row), FALSE);
  enisim_text_grid_add (grid, enisim_eni_state_get_name (group->state),
                        group->state == ENISIM_ENI_FAILED);
  enisim_text_grid_add (grid, INTERFACE_TYPE, FALSE);
  enisim_describe_add_names (grid, group->security_groups, group->n_security_groups);
}

static gboolean
exists (const EnisimDescribeRow *row G_GNUC_UNUSED)
{
  return TRUE;
}

const EnisimDescribeKind *
enisim_describe_get_eni_kind (void)
{
  static const EnisimDescribeKind kind = {
    .member = "NetworkInterfaces",
    .one = "network interface",
    .many = "network interfaces",
    .fields = fields,
    .n_fields = G_N_ELEMENTS (fields),
    .columns = columns,
    .n_columns = G_N_ELEMENTS (columns),
    .get_n_rows = enisim_snapshot_get_n_enis,
    .exists = exists,
    .fits = fits,
    .write = write_eni,
    .add_cells = add_cells,
  };

  return &kind;
}
