/* cloudformation.h: the resources of CloudFormation into an inventory
 *
 * Each reader takes one type, or a few that are one thing.
 */
#pragma once

#include "import/resource-reader.h"

G_BEGIN_DECLS

#define ENISIM_NESTED_STACK "AWS::CloudFormation::Stack"

/* Of import-kinds.h: once all stacks are there, so that they find each other's exports, reads them
 * into the inventory, then checks whatever was not read. */
void enisim_importer_finish_templates (EnisimImporter *importer);

/* Reads a resource of one of the types that are known, takers among them.
 * Returns: FALSE: there is no such type */
gboolean enisim_cloudformation_read (EnisimResourceReader *reader);

/* Returns: (nullable): the types of which that is not by a rule for takers; NULL behind the last */
const char *enisim_cloudformation_get_type (guint index);

/* What a route goes to whose gateway has that id: an internet gateway or another. */
EnisimRouteTarget enisim_tell_gateway (const EnisimResourceReader *reader, EnisimId id);

/* Network. */
void enisim_read_vpc (EnisimResourceReader *reader);
void enisim_read_vpc_range (EnisimResourceReader *reader);
void enisim_read_subnet (EnisimResourceReader *reader);
void enisim_read_route_table (EnisimResourceReader *reader);
void enisim_read_route (EnisimResourceReader *reader);
void enisim_read_route_table_link (EnisimResourceReader *reader);
void enisim_read_security_group_link (EnisimResourceReader *reader);
void enisim_read_internet_gateway (EnisimResourceReader *reader);
void enisim_read_internet_gateway_link (EnisimResourceReader *reader);
void enisim_read_nat_gateway (EnisimResourceReader *reader);
void enisim_read_network_acl_link (EnisimResourceReader *reader);
void enisim_read_endpoint (EnisimResourceReader *reader);

/* Who may talk to whom. */
void enisim_read_security_group (EnisimResourceReader *reader);
void enisim_read_ingress (EnisimResourceReader *reader);
void enisim_read_egress (EnisimResourceReader *reader);
void enisim_read_network_acl (EnisimResourceReader *reader);
void enisim_read_network_acl_entry (EnisimResourceReader *reader);

/* Agents. */
void enisim_read_runtime (EnisimResourceReader *reader);
void enisim_read_browser (EnisimResourceReader *reader);
void enisim_read_code_interpreter (EnisimResourceReader *reader);
void enisim_read_agent_endpoint (EnisimResourceReader *reader);

/* Of a stack whose agents are read: what these use beside the network, and what metadata say to
 * this program. */
void enisim_template_read_uses (EnisimTemplate *template);

/* Whatever a rule of taker-rules.h is for. */
void enisim_read_taker (EnisimResourceReader *reader, const EnisimTakerRule *rules);

/* What no rule is for: it takes nobody knows how many addresses of the subnets that it names.
 * Returns: whether it names any */
gboolean enisim_read_unknown_taker (EnisimResourceReader *reader);

/* That a service is scaled between two numbers of tasks. */
typedef struct
{
  EnisimResource resource;
  EnisimId target;   /* "service/cluster/name", or the expression for it */
  gint n_min, n_max; /* -1: not known */
} EnisimScaling;

void enisim_read_scaling (EnisimResourceReader *reader);

/* Once all takers are read: what is scaled holds between the least and the most. */
void enisim_importer_apply_scalings (EnisimImporter *importer);

G_END_DECLS
