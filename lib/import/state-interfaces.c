/* state-interfaces.c: network interfaces that are there, and what they are of
 *
 * Types and descriptions of interfaces are an open set: what is not known keeps the name that the
 * service gives it (facts.md section 7).
 */
#include <string.h>

#include "import/state.h"

enum
{
  PREFIX_ADDRESSES = 16 /* of a /28 that is delegated to an interface */
};

/* By type, or where that tells nothing by how the description begins. */
typedef struct
{
  const char *type;        /* NULL: any */
  const char *description; /* its beginning; NULL: any */
  EnisimInterfaceKind kind;
  const char *label;
} Sort;

static const Sort sorts[] = {
  { "agentic_ai", NULL, ENISIM_INTERFACE_AGENT, "ENI of AgentCore" },
  { "vpc_endpoint", NULL, ENISIM_INTERFACE_ENDPOINT, "endpoint" },
  { "gateway_load_balancer_endpoint", NULL, ENISIM_INTERFACE_ENDPOINT, "endpoint" },
  { "nat_gateway", NULL, ENISIM_INTERFACE_NAT_GATEWAY, "NAT gateway" },
  { "natGateway", NULL, ENISIM_INTERFACE_NAT_GATEWAY, "NAT gateway" },
  { "lambda", NULL, ENISIM_INTERFACE_OTHER, "Lambda function" },
  { "load_balancer", NULL, ENISIM_INTERFACE_OTHER, "load balancer" },
  { "network_load_balancer", NULL, ENISIM_INTERFACE_OTHER, "network load balancer" },
  { "gateway_load_balancer", NULL, ENISIM_INTERFACE_OTHER, "gateway load balancer" },
  { "transit_gateway", NULL, ENISIM_INTERFACE_OTHER, "transit gateway" },
  { NULL, "VPC Endpoint Interface ", ENISIM_INTERFACE_ENDPOINT, "endpoint" },
  { NULL, "Interface for NAT Gateway ", ENISIM_INTERFACE_NAT_GATEWAY, "NAT gateway" },
  { NULL, "AWS Lambda VPC ENI", ENISIM_INTERFACE_OTHER, "Lambda function" },
  { NULL, "EFS mount target for ", ENISIM_INTERFACE_OTHER, "EFS mount target" },
  { NULL, "RDSNetworkInterface", ENISIM_INTERFACE_OTHER, "database" },
  { NULL, "ELB ", ENISIM_INTERFACE_OTHER, "load balancer" },
  { NULL, "arn:aws:ecs:", ENISIM_INTERFACE_OTHER, "ECS task" },
  { NULL, "Amazon EKS ", ENISIM_INTERFACE_OTHER, "EKS cluster" },
  { NULL, "ElastiCache ", ENISIM_INTERFACE_OTHER, "cache node" },
};

static const Sort instance = { NULL, NULL, ENISIM_INTERFACE_OTHER, "EC2 instance" };
static const Sort other = { NULL, NULL, ENISIM_INTERFACE_OTHER, "network interface" };

static const Sort *
find_sort (const char *type, const char *description)
{
  for (guint i = 0; i < G_N_ELEMENTS (sorts); i++)
    if ((!sorts[i].type || g_strcmp0 (sorts[i].type, type) == 0)
        && (!sorts[i].description
            || (description && g_str_has_prefix (description, sorts[i].description))))
      return &sorts[i];
  return NULL;
}

/* The tag is the other mark of an ENI of AgentCore; a type that nobody here knows is its own name.
 */
static void
tell_kind (const EnisimAnswer *answer, EnisimInterface *made)
{
  const char *type = enisim_answer_get_text (answer, "InterfaceType");
  const char *description = enisim_answer_get_text (answer, "Description");
  const char *mark = enisim_answer_get_tag (answer, "TagSet", "AmazonBedrockAgentCoreManaged");
  const EnisimAnswer attachment = enisim_answer_enter (answer, "Attachment");
  const Sort *sort = g_strcmp0 (mark, "true") == 0 ? &sorts[0] : find_sort (type, description);

  if (!sort)
    sort = enisim_answer_get_text (&attachment, "InstanceId") ? &instance : &other;
  made->kind = sort->kind;
  made->label = sort->label;
  if (sort == &other && type && strcmp (type, "interface") != 0)
    made->label = type;
}

/* What an interface of an endpoint or a NAT gateway says of its owner is the last word there. */
static void
learn_owner (EnisimStateReader *reader, const EnisimInterface *made)
{
  const char *description = enisim_answer_get_text (&reader->answer, "Description");
  const char *last = description ? strrchr (description, ' ') : NULL;

  if (!last
      || (made->kind != ENISIM_INTERFACE_ENDPOINT && made->kind != ENISIM_INTERFACE_NAT_GATEWAY)
      || (!g_str_has_prefix (last, " vpce-") && !g_str_has_prefix (last, " nat-")))
    return;
  if (!g_hash_table_contains (reader->state->owners, made->resource.id))
    g_hash_table_insert (reader->state->owners, (gpointer) made->resource.id,
                         (gpointer) enisim_inventory_intern (reader->answer.inventory, last + 1));
}

/* Items of a list, each with an address or a network under @field.  Returns: how many. */
static guint
add_blocks (const EnisimAnswer *answer, const char *key, const char *field, GArray *blocks)
{
  const EnisimNode *list = enisim_answer_get (answer, key, ENISIM_NODE_SEQUENCE);
  const gboolean is_address = strcmp (field, "PrivateIpAddress") == 0;

  for (const EnisimNode *item = list ? list->first : NULL; item; item = item->next)
    {
      const EnisimAnswer one = enisim_answer_of_item (answer, item);
      EnisimCidr block;

      if (is_address ? enisim_answer_get_address (&one, field, &block)
                     : enisim_answer_get_cidr (&one, field, &block))
        g_array_append_val (blocks, block);
    }
  return list ? list->n_children : 0;
}

/* The first address stands by itself too, and alone where only that was asked for. */
static void
read_blocks (EnisimStateReader *reader, EnisimInterface *made)
{
  const EnisimAnswer *answer = &reader->answer;
  GArray *blocks = g_array_new (FALSE, FALSE, sizeof (EnisimCidr));
  guint n_listed, n_delegated;
  EnisimCidr first;

  if (enisim_answer_get_address (answer, "PrivateIpAddress", &first))
    g_array_append_val (blocks, first);
  n_listed = add_blocks (answer, "PrivateIpAddresses", "PrivateIpAddress", blocks);
  n_delegated = add_blocks (answer, "Ipv4Prefixes", "Ipv4Prefix", blocks);
  made->n_addresses = MAX (n_listed, 1) + PREFIX_ADDRESSES * n_delegated;
  made->n_blocks = blocks->len;
  made->blocks = (EnisimCidr *) g_array_free (blocks, FALSE);
  g_ptr_array_add (answer->inventory->lists, (gpointer) made->blocks);
}

void
enisim_state_read_interface (EnisimStateReader *reader)
{
  const EnisimAnswer *answer = &reader->answer;
  EnisimInterface made = { .resource = reader->resource, .is_listed = TRUE };

  made.subnet = enisim_answer_require_text (answer, "SubnetId");
  if (!made.subnet)
    return;
  made.vpc = enisim_answer_get_text (answer, "VpcId");
  made.az = enisim_answer_get_text (answer, "AvailabilityZone");
  made.status = enisim_answer_get_text (answer, "Status");
  made.security_groups = enisim_answer_get_ids (answer, "Groups", "GroupId");
  read_blocks (reader, &made);
  tell_kind (answer, &made);
  learn_owner (reader, &made);
  enisim_state_learn_region (reader->state, NULL, made.az);
  g_array_append_val (answer->inventory->interfaces, made);
}
