/* intrinsics-lookup.c: Ref, GetAtt, FindInMap and ImportValue
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
  if (strcmp (name, "AWS::StackName") == 0 && template->has_stack_name)
    return make_text (template, at, template->name);
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

static const EnisimValue *
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
  return enisim_value_new_none (template->importer->values, at);
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
  if (!resource)
    return complain_of_name (template, name, "parameter or resource", at);
  check_presence (template, resource, at);
  enisim_template_add_dependency (template, resource, at);
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

  if (!resource)
    return complain_of_name (template, logical_id, "resource", at);
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

const EnisimValue *
enisim_intrinsic_ref (EnisimTemplate *template, const EnisimCall *call)
{
  if (call->argument->kind != ENISIM_NODE_SCALAR)
    return enisim_call_complain (template, call, "Ref expects a name, got %s",
                                 enisim_node_kind_get_name (call->argument->kind));
  return enisim_refer (template, call->argument->text, call->argument->at);
}

const EnisimValue *
enisim_intrinsic_get_att (EnisimTemplate *template, const EnisimCall *call)
{
  EnisimImporter *importer = template->importer;
  const EnisimNode *argument = call->argument;
  const EnisimNode *nodes[2];
  const EnisimValue *attribute;
  const char *dot;

  if (argument->kind == ENISIM_NODE_SCALAR && (dot = strchr (argument->text, '.')))
    {
      g_autofree char *logical_id = g_strndup (argument->text, (gsize) (dot - argument->text));

      return enisim_refer_to_attribute (template, logical_id, dot + 1, argument->at);
    }
  if (argument->kind == ENISIM_NODE_SCALAR)
    return enisim_call_complain (template, call, "Fn::GetAtt expects a resource and an attribute");
  if (enisim_call_get_items (template, call, 2, 2, nodes) == 0)
    return enisim_value_new_none (importer->values, argument->at);
  attribute = enisim_evaluate (template, nodes[1]);
  if (nodes[0]->kind != ENISIM_NODE_SCALAR || !enisim_value_is_scalar (attribute))
    return enisim_call_complain (template, call, "Fn::GetAtt expects a resource and an attribute");
  if (attribute->kind == ENISIM_VALUE_TEXT)
    return enisim_refer_to_attribute (template, nodes[0]->text, attribute->text, nodes[0]->at);
  return make_symbol (template, argument->at, "${%s/%s.%s}", template->name, nodes[0]->text,
                      enisim_value_render_part (importer->values, attribute));
}

void
enisim_note_region (EnisimTemplate *template, const EnisimValue *value)
{
  EnisimImporter *importer = template->importer;

  if (value->kind == ENISIM_VALUE_SYMBOL && strcmp (value->text, "${AWS::Region}") == 0
      && !importer->is_quiet)
    enisim_inventory_add_missing (importer->inventory, ENISIM_MISSING_REGION, "AWS::Region",
                                  value->at);
}

/* Returns: (nullable): the default of the fourth argument. */
static const EnisimNode *
get_default (const EnisimNode *options)
{
  return options && options->kind == ENISIM_NODE_MAPPING ? enisim_node_get (options, "DefaultValue")
                                                         : NULL;
}

static const EnisimValue *
find_in_map (EnisimTemplate *template, const EnisimCall *call, const EnisimValue *const *parts,
             const EnisimNode *otherwise)
{
  const EnisimNode *node = template->mappings;

  for (guint i = 0; i < 3 && node; i++)
    node = node->kind == ENISIM_NODE_MAPPING ? enisim_node_get (node, parts[i]->text) : NULL;
  if (!node)
    node = otherwise;
  if (node)
    return enisim_evaluate (template, node);
  return enisim_call_complain (template, call, "the mappings have no %s / %s / %s", parts[0]->text,
                               parts[1]->text, parts[2]->text);
}

const EnisimValue *
enisim_intrinsic_find_in_map (EnisimTemplate *template, const EnisimCall *call)
{
  const EnisimNode *nodes[4] = { NULL };
  const EnisimValue *parts[3];
  gboolean is_known = TRUE;

  if (enisim_call_get_items (template, call, 3, 4, nodes) == 0)
    return enisim_value_new_none (template->importer->values, call->argument->at);
  for (guint i = 0; i < 3; i++)
    {
      parts[i] = enisim_evaluate (template, nodes[i]);
      if (!enisim_call_expect_scalar (template, call, parts[i]))
        return enisim_value_new_none (template->importer->values, call->argument->at);
      is_known &= parts[i]->kind == ENISIM_VALUE_TEXT;
    }
  if (is_known)
    return find_in_map (template, call, parts, get_default (nodes[3]));
  for (guint i = 0; i < 3; i++)
    enisim_note_region (template, parts[i]);
  return enisim_call_make_symbol (template, call, parts, 3);
}

const EnisimValue *
enisim_intrinsic_import_value (EnisimTemplate *template, const EnisimCall *call)
{
  EnisimImporter *importer = template->importer;
  const EnisimValue *name = enisim_call_evaluate (template, call);
  const EnisimPlace *export;
  EnisimGiven *given;
  const char *text;

  if (!enisim_call_expect_scalar (template, call, name))
    return enisim_value_new_none (importer->values, call->argument->at);
  text = enisim_value_render (importer->values, name);
  given = text ? g_hash_table_lookup (importer->given_exports, text) : NULL;
  if (given)
    {
      given->is_used = TRUE;
      return enisim_value_new_text (importer->values, given->at, given->text);
    }
  export = text ? g_hash_table_lookup (importer->exports, text) : NULL;
  if (export)
    return enisim_evaluate_output (export->template, export->node);
  if (text && name->is_known && !importer->is_quiet)
    enisim_inventory_add_missing (importer->inventory, ENISIM_MISSING_EXPORT, text,
                                  call->argument->at);
  return enisim_call_make_symbol (template, call, &name, 1);
}
