/* cloudformation.c: the resources of CloudFormation into an inventory
 *
 * First what matters is read, and only what is missing for that is said to be missing; then all
 * the rest is evaluated as well, for a mistake is a mistake wherever it stands.
 */
#include "import/cloudformation.h"

#include <string.h>

#include "import/cloudformation-names.h"
#include "import/import-files.h"
#include "text/node-read.h"

typedef struct
{
  const char *type;
  void (*read) (EnisimResourceReader *reader);
} Reader;

static const Reader readers[] = {
  { "AWS::EC2::VPC", enisim_read_vpc },
  { "AWS::EC2::VPCCidrBlock", enisim_read_vpc_range },
  { "AWS::EC2::Subnet", enisim_read_subnet },
  { "AWS::EC2::RouteTable", enisim_read_route_table },
  { "AWS::EC2::Route", enisim_read_route },
  { "AWS::EC2::SubnetRouteTableAssociation", enisim_read_route_table_link },
  { "AWS::EC2::InternetGateway", enisim_read_internet_gateway },
  { "AWS::EC2::VPCGatewayAttachment", enisim_read_internet_gateway_link },
  { "AWS::EC2::NatGateway", enisim_read_nat_gateway },
  { "AWS::EC2::NetworkAcl", enisim_read_network_acl },
  { "AWS::EC2::NetworkAclEntry", enisim_read_network_acl_entry },
  { "AWS::EC2::SubnetNetworkAclAssociation", enisim_read_network_acl_link },
  { "AWS::EC2::SecurityGroup", enisim_read_security_group },
  { "AWS::EC2::SecurityGroupVpcAssociation", enisim_read_security_group_link },
  { "AWS::EC2::SecurityGroupIngress", enisim_read_ingress },
  { "AWS::EC2::SecurityGroupEgress", enisim_read_egress },
  { "AWS::EC2::VPCEndpoint", enisim_read_endpoint },
  { "AWS::ApplicationAutoScaling::ScalableTarget", enisim_read_scaling },
  { "AWS::BedrockAgentCore::Runtime", enisim_read_runtime },
  { "AWS::BedrockAgentCore::BrowserCustom", enisim_read_browser },
  { "AWS::BedrockAgentCore::CodeInterpreterCustom", enisim_read_code_interpreter },
  { "AWS::BedrockAgentCore::RuntimeEndpoint", enisim_read_agent_endpoint },
};

static const Reader *
find_reader (const char *type)
{
  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    if (strcmp (readers[i].type, type) == 0)
      return &readers[i];
  return NULL;
}

gboolean
enisim_cloudformation_read (EnisimResourceReader *resource)
{
  const Reader *reader = find_reader (resource->type);
  const EnisimTakerRule *rules = enisim_taker_rules_find (resource->type);

  if (reader)
    reader->read (resource);
  if (rules)
    enisim_read_taker (resource, rules);
  return reader || rules;
}

const char *
enisim_cloudformation_get_type (guint index)
{
  return index < G_N_ELEMENTS (readers) ? readers[index].type : NULL;
}

static void
read_resource (EnisimTemplate *template, const EnisimNode *node, EnisimDecision stack)
{
  EnisimInventory *inventory = template->importer->inventory;
  const char *type = enisim_resource_get_type (node);
  EnisimDecision presence;
  EnisimResourceReader resource;

  if (!find_reader (type) && !enisim_taker_rules_find (type)
      && (strcmp (type, ENISIM_NESTED_STACK) == 0 || enisim_type_takes_none (type)))
    return;
  presence = enisim_decide_presence (template, node);
  if (presence == ENISIM_DECISION_NO)
    return;
  if (presence == ENISIM_DECISION_UNKNOWN)
    enisim_inventory_add_note (inventory, node->key_at,
                               "%s is there or not by a condition that is not decided", node->key);
  template->current = node;
  resource = enisim_resource_read (template, node, stack == ENISIM_DECISION_YES ? presence : stack);
  enisim_note_unknown_properties (template, node, type);
  if (!enisim_cloudformation_read (&resource))
    {
      enisim_note_unknown_type (template, node, type);
      enisim_inventory_add_unknown_type (inventory, type, enisim_read_unknown_taker (&resource),
                                         node->key_at);
    }
  template->current = NULL;
}

/* Returns: (nullable): the next resource that can be read, @node itself counted. */
static const EnisimNode *
skip_unreadable (const EnisimNode *node)
{
  while (node && (node->kind != ENISIM_NODE_MAPPING || !enisim_resource_get_type (node)))
    node = node->next;
  return node;
}

static void
check_named_dependency (EnisimTemplate *template, const EnisimNode *name)
{
  EnisimComplaints *complaints = template->importer->complaints;
  const EnisimNode *resource;

  if (name->kind != ENISIM_NODE_SCALAR || name->tag)
    enisim_complaints_add (complaints, name, "DependsOn expects the name of a resource");
  else if ((resource = enisim_template_find_resource (template, name->text)))
    enisim_template_add_dependency (template, resource, name->at);
  else if (!enisim_template_may_make (template, "resource", name->text, name->at))
    enisim_complaints_add (complaints, name, "\"%s\" is no resource", name->text);
}

static void
check_dependencies (EnisimTemplate *template, const EnisimNode *resource)
{
  const EnisimNode *names = enisim_node_get (resource, "DependsOn");

  if (names && names->kind == ENISIM_NODE_SEQUENCE)
    for (const EnisimNode *name = names->first; name; name = name->next)
      check_named_dependency (template, name);
  else if (names)
    check_named_dependency (template, names);
}

/* Property by property, so that what was read already is not evaluated, and complained of, again.
 */
static void
check_properties (EnisimTemplate *template, const EnisimNode *properties)
{
  if (!enisim_node_expect (properties, ENISIM_NODE_MAPPING, template->importer->complaints))
    return;
  for (const EnisimNode *child = properties->first; child; child = child->next)
    {
      if (g_str_has_prefix (child->key, "Fn::"))
        {
          enisim_evaluate (template, properties);
          return;
        }
      enisim_evaluate_once (template, child);
    }
}

static void
check_resource (EnisimTemplate *template, const EnisimNode *resource)
{
  if (enisim_decide_presence (template, resource) == ENISIM_DECISION_NO)
    return;
  template->current = resource;
  enisim_resource_check_policies (template, resource);
  check_dependencies (template, resource);
  check_properties (template, enisim_node_get (resource, "Properties"));
  template->current = NULL;
}

static void
check_output (EnisimTemplate *template, const EnisimNode *output)
{
  EnisimComplaints *complaints = template->importer->complaints;

  if (g_str_has_prefix (output->key, "Fn::"))
    return;
  if (output->kind != ENISIM_NODE_MAPPING)
    enisim_complaints_add (complaints, output, "expected a mapping, got %s",
                           enisim_node_kind_get_name (output->kind));
  else if (!enisim_node_get (output, "Value"))
    enisim_complaints_add_key (complaints, output, "Value is missing");
  else if (enisim_decide_presence (template, output) != ENISIM_DECISION_NO)
    enisim_evaluate_output (template, output);
}

static void
check_template (EnisimTemplate *template)
{
  const EnisimNode *node = template->parameters ? template->parameters->first : NULL;

  if (enisim_decide_stack (template) == ENISIM_DECISION_NO)
    return;
  if (template->parent)
    enisim_template_check_passed (template);
  enisim_template_read_uses (template);
  for (; node; node = node->next)
    enisim_template_get_parameter (template, node->key, node->at);
  for (node = template->conditions ? template->conditions->first : NULL; node; node = node->next)
    if (!g_str_has_prefix (node->key, "Fn::"))
      enisim_decide (template, node->key, node->at);
  for (node = template->resources ? template->resources->first : NULL;
       (node = skip_unreadable (node)); node = node->next)
    check_resource (template, node);
  for (node = template->outputs ? template->outputs->first : NULL; node; node = node->next)
    check_output (template, node);
  enisim_template_check_circles (template);
}

void
enisim_importer_finish_templates (EnisimImporter *importer)
{
  enisim_importer_set_aside_nested (importer);
  enisim_importer_index_exports (importer);
  for (guint i = 0; i < importer->templates->len; i++)
    {
      EnisimTemplate *template = g_ptr_array_index (importer->templates, i);
      const EnisimNode *node = template->resources ? template->resources->first : NULL;
      const EnisimDecision stack = enisim_decide_stack (template);

      for (; stack != ENISIM_DECISION_NO && (node = skip_unreadable (node)); node = node->next)
        read_resource (template, node, stack);
    }
  enisim_importer_apply_scalings (importer);
  importer->is_quiet = TRUE;
  for (guint i = 0; i < importer->templates->len; i++)
    check_template (g_ptr_array_index (importer->templates, i));
  importer->is_quiet = FALSE;
}
