/* refer.c: what a name stands for: a pseudo parameter, a parameter, a resource or an attribute
 *
 * Ref of a resource and the attribute that is its id are one thing, so that a security group is
 * itself whichever way it is named.
 */
#include <string.h>

#include "base/nearest.h"
#include "import/intrinsics.h"

#define AGENTS "AWS::BedrockAgentCore::"

typedef struct
{
  const char *type, *attribute;
} Identity;

static const Identity identities[] = {
  { "AWS::EC2::VPC", "VpcId" },
  { "AWS::EC2::Subnet", "SubnetId" },
  { "AWS::EC2::SecurityGroup", "GroupId" },
  { "AWS::EC2::SecurityGroup", "Id" },
  { "AWS::EC2::RouteTable", "RouteTableId" },
  { "AWS::EC2::InternetGateway", "InternetGatewayId" },
  { "AWS::EC2::NatGateway", "NatGatewayId" },
  { "AWS::EC2::NetworkAcl", "Id" },
  { "AWS::EC2::VPCEndpoint", "Id" },
  { "AWS::EC2::NetworkInterface", "Id" },
  { "AWS::EC2::Instance", "InstanceId" },
  { AGENTS "Runtime", "AgentRuntimeId" },
  { AGENTS "BrowserCustom", "BrowserId" },
  { AGENTS "CodeInterpreterCustom", "CodeInterpreterId" },
};

/* "AWS::" and what is neither known from the Region nor the same in all stacks. */
static const char *const pseudo_parameters[]
    = { "AWS::AccountId", "AWS::NoValue",   "AWS::NotificationARNs",
        "AWS::Partition", "AWS::Region",    "AWS::StackId",
        "AWS::StackName", "AWS::URLSuffix", NULL };

static gboolean
is_identity (const char *type, const char *attribute)
{
  for (guint i = 0; type && i < G_N_ELEMENTS (identities); i++)
    if (strcmp (identities[i].type, type) == 0 && strcmp (identities[i].attribute, attribute) == 0)
      return TRUE;
  return FALSE;
}

static const EnisimValue *make_symbol (EnisimTemplate *template, EnisimPosition at,
                                       const char *format, ...) G_GNUC_PRINTF (3, 4);

static const EnisimValue *
make_symbol (EnisimTemplate *template, EnisimPosition at, const char *format, ...)
{
  EnisimValues *values = template->importer->values;
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  return enisim_value_new_symbol (values, at, enisim_values_add_text (values, text, strlen (text)));
}

static const char *
get_partition (const char *region)
{
  if (region && g_str_has_prefix (region, "cn-"))
    return "aws-cn";
  return region && g_str_has_prefix (region, "us-gov-") ? "aws-us-gov" : "aws";
}

static const EnisimValue *
make_text (EnisimTemplate *template, EnisimPosition at, const char *text)
{
  return enisim_value_new_text (template->importer->values, at, text);
}

/* Returns: (nullable): NULL when there is no such pseudo parameter. */
static const EnisimValue *
refer_to_pseudo (EnisimTemplate *template, const char *name, EnisimPosition at)
{
  const EnisimGiven *given;

  if (!g_strv_contains (pseudo_parameters, name))
    return NULL;
  if (strcmp (name, "AWS::NoValue") == 0)
    return enisim_value_new_none (template->importer->values, at);
  given = enisim_template_find_given (template, name);
  if (given)
    return make_text (template, at, given->text);
  if (strcmp (name, "AWS::Region") == 0 && template->region)
    return make_text (template, at, template->region);
  if (strcmp (name, "AWS::Partition") == 0)
    return make_text (template, at, get_partition (template->region));
  if (strcmp (name, "AWS::URLSuffix") == 0)
    return make_text (template, at,
                      strcmp (get_partition (template->region), "aws-cn") == 0 ? "amazonaws.com.cn"
                                                                               : "amazonaws.com");
  if (strcmp (name, "AWS::StackName") == 0 && template->stack_name)
    return make_text (template, at, template->stack_name);
  if (strcmp (name, "AWS::Region") == 0 || strcmp (name, "AWS::AccountId") == 0)
    return make_symbol (template, at, "${%s}", name);
  return make_symbol (template, at, "${%s:%s}", template->name, name);
}

/* Looked through for one complaint: no more, for there may be a hundred. */
enum
{
  NAMES_MAX = 2000
};

static guint
count_names (const EnisimTemplate *template)
{
  return (template->parameters ? template->parameters->n_children : 0)
         + (template->resources ? template->resources->n_children : 0);
}

static const char *
find_nearest_name (EnisimTemplate *template, const char *name)
{
  const EnisimNode *const mappings[] = { template->parameters, template->resources };
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (mappings); i++)
    for (const EnisimNode *child = mappings[i] ? mappings[i]->first : NULL; child;
         child = child->next)
      g_ptr_array_add (names, (gpointer) child->key);
  for (guint i = 0; pseudo_parameters[i]; i++)
    g_ptr_array_add (names, (gpointer) pseudo_parameters[i]);
  g_ptr_array_add (names, NULL);
  return enisim_nearest (name, (const char *const *) names->pdata);
}

static void
complain_of_name (EnisimTemplate *template, const char *name, const char *kinds, EnisimPosition at)
{
  EnisimComplaints *complaints = template->importer->complaints;
  const char *nearest = NULL;

  if (count_names (template) <= NAMES_MAX && !enisim_complaints_would_drop (complaints, at))
    nearest = find_nearest_name (template, name);
  if (nearest)
    enisim_complaints_add_at (complaints, at, "\"%s\" is no %s; did you mean \"%s\"?", name, kinds,
                              nearest);
  else
    enisim_complaints_add_at (complaints, at, "\"%s\" is no %s", name, kinds);
}

/* Complains of a resource that its condition leaves out. */
static void
check_presence (EnisimTemplate *template, const EnisimNode *resource, EnisimPosition at)
{
  if (enisim_decide_presence (template, resource) == ENISIM_DECISION_NO)
    enisim_complaints_add_at (template->importer->complaints, at,
                              "\"%s\" is not there: its condition does not hold", resource->key);
}

const EnisimValue *
enisim_refer (EnisimTemplate *template, const char *name, EnisimPosition at)
{
  const EnisimValue *value = refer_to_pseudo (template, name, at);
  const EnisimNode *resource;

  if (!value)
    value = enisim_template_get_parameter (template, name, at);
  if (value)
    return value;
  resource = enisim_template_find_resource (template, name);
  if (resource)
    {
      check_presence (template, resource, at);
      enisim_template_add_dependency (template, resource, at);
    }
  else if (!enisim_template_may_make (template, "resource", name, at))
    {
      complain_of_name (template, name, "parameter or resource", at);
      return enisim_value_new_none (template->importer->values, at);
    }
  return enisim_value_new_reference (template->importer->values, at,
                                     enisim_template_get_id (template, name));
}

/* Returns: (nullable): NULL when @attribute is no output or it is not known. */
static const EnisimValue *
refer_to_output (EnisimTemplate *template, const char *logical_id, const char *attribute,
                 EnisimPosition at)
{
  EnisimTemplate *child = g_hash_table_lookup (template->children, logical_id);
  const EnisimNode *output;
  const char *name = attribute + strlen ("Outputs.");

  if (!child || !g_str_has_prefix (attribute, "Outputs."))
    return NULL;
  output = child->outputs ? enisim_node_get (child->outputs, name) : NULL;
  if (output && enisim_decide_presence (child, output) != ENISIM_DECISION_NO)
    return enisim_evaluate_output (child, output);
  enisim_complaints_add_at (template->importer->complaints, at,
                            "the nested stack %s has no output \"%s\"", logical_id, name);
  return enisim_value_new_none (template->importer->values, at);
}

/* Whatever it needs, its own resource needs. */
static const EnisimValue *
evaluate_property (EnisimTemplate *template, const EnisimNode *resource, const EnisimNode *property)
{
  const EnisimNode *current = template->current;
  const EnisimValue *value;

  template->current = resource;
  value = enisim_evaluate_once (template, property);
  template->current = current;
  return value;
}

const EnisimValue *
enisim_refer_to_attribute (EnisimTemplate *template, const char *logical_id, const char *attribute,
                           EnisimPosition at)
{
  const EnisimNode *resource = enisim_template_find_resource (template, logical_id);
  const EnisimNode *properties, *property = NULL;
  const EnisimValue *output;

  if (!resource && enisim_template_may_make (template, "resource", logical_id, at))
    return make_symbol (template, at, "${%s/%s.%s}", template->name, logical_id, attribute);
  if (!resource)
    {
      complain_of_name (template, logical_id, "resource", at);
      return enisim_value_new_none (template->importer->values, at);
    }
  check_presence (template, resource, at);
  enisim_template_add_dependency (template, resource, at);
  if (is_identity (enisim_resource_get_type (resource), attribute))
    return enisim_value_new_reference (template->importer->values, at,
                                       enisim_template_get_id (template, logical_id));
  output = refer_to_output (template, logical_id, attribute, at);
  if (output)
    return output;
  properties = enisim_node_get (resource, "Properties");
  if (properties && properties->kind == ENISIM_NODE_MAPPING)
    property = enisim_node_get (properties, attribute);
  if (property)
    return evaluate_property (template, resource, property);
  return make_symbol (template, at, "${%s/%s.%s}", template->name, logical_id, attribute);
}
