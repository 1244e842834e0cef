/* terraform-resources.c: the resources of a plan, from its tree of modules into the inventory */
#include <string.h>

#include "import/cloudformation.h"
#include "import/terraform-names.h"
#include "import/terraform-parts.h"
#include "text/node-read.h"

/* "aws_subnet.private" of "aws_subnet.private[0]" in @module. */
static char *
make_base (const EnisimTerraformResource *resource, const EnisimNode *name)
{
  return g_strconcat (resource->is_data ? "data." : "", resource->type, ".", name->text, NULL);
}

static char *
make_group_key (const EnisimTerraformModule *module, const char *base)
{
  return g_strconcat (module->address, *module->address ? "." : "", base, NULL);
}

GPtrArray *
enisim_terraform_find_group (const EnisimTerraform *plan, const EnisimTerraformModule *module,
                             const char *base)
{
  g_autofree char *key = make_group_key (module, base);

  return g_hash_table_lookup (plan->groups, key);
}

static void
add_to_group (EnisimTerraform *plan, EnisimTerraformResource *resource, const char *base)
{
  g_autofree char *key = make_group_key (resource->module, base);
  GPtrArray *group = g_hash_table_lookup (plan->groups, key);

  if (!group)
    {
      group = g_ptr_array_new ();
      g_hash_table_insert (plan->groups, g_steal_pointer (&key), group);
    }
  g_ptr_array_add (group, resource);
}

/* By what it is, for those who can only mean the one of its module. */
static void
add_to_made (EnisimTerraformResource *resource)
{
  GHashTable *made = resource->module->made;
  GPtrArray *others
      = resource->same && !resource->is_data ? g_hash_table_lookup (made, resource->same) : NULL;

  if (!resource->same || resource->is_data)
    return;
  if (!others)
    {
      others = g_ptr_array_new ();
      g_hash_table_insert (made, (gpointer) resource->same, others);
    }
  g_ptr_array_add (others, resource);
}

/* The physical id where it is known, else the address within the plan. */
static EnisimId
make_id (const EnisimTerraform *plan, const EnisimTerraformResource *resource)
{
  const char *name = resource->same ? enisim_terraform_get_physical_name (resource->same) : "id";
  const EnisimNode *id = resource->values ? enisim_node_get (resource->values, name) : NULL;
  g_autofree char *text = NULL;

  if (!id && resource->values)
    id = enisim_node_get (resource->values, "id");
  if (id && id->kind == ENISIM_NODE_SCALAR && id->n_bytes > 0)
    return enisim_inventory_intern (plan->importer->inventory, id->text);
  text = g_strconcat (plan->template->name, "/", resource->address, NULL);
  return enisim_inventory_intern (plan->importer->inventory, text);
}

static void
learn_change (EnisimTerraform *plan, EnisimTerraformResource *resource)
{
  EnisimComplaints *complaints = plan->importer->complaints;
  const EnisimNode *node = g_hash_table_lookup (plan->changes, resource->address);
  const EnisimNode *change = enisim_terraform_get (node, "change", ENISIM_NODE_MAPPING, complaints);

  resource->unknown
      = enisim_terraform_get (change, "after_unknown", ENISIM_NODE_MAPPING, complaints);
  resource->has_change = change && enisim_node_get (change, "after_unknown");
}

/* A data source has few of the fields of what it looks up, but the same names. */
static void
place_resource (EnisimTerraform *plan, EnisimTerraformResource *resource)
{
  EnisimPlace *place;

  if (!resource->same || g_hash_table_contains (plan->importer->resources, resource->id))
    return;
  place = g_new0 (EnisimPlace, 1);
  *place = (EnisimPlace){ .template = plan->template,
                          .node = resource->node,
                          .type = resource->same,
                          .properties = &enisim_terraform_properties,
                          .fields = resource };
  g_hash_table_insert (plan->importer->resources, (gpointer) resource->id, place);
}

static const char *
read_key (EnisimTerraform *plan, const EnisimNode *node)
{
  const EnisimNode *index
      = enisim_terraform_get (node, "index", ENISIM_NODE_SCALAR, plan->importer->complaints);

  return index ? index->text : NULL;
}

static void
add_resource (EnisimTerraform *plan, const EnisimNode *node, EnisimTerraformModule *module,
              gboolean only_data)
{
  EnisimComplaints *complaints = plan->importer->complaints;
  const EnisimNode *address, *type, *name, *mode;
  EnisimTerraformResource *resource;
  g_autofree char *base = NULL;

  if (!enisim_node_expect (node, ENISIM_NODE_MAPPING, complaints))
    return;
  address = enisim_terraform_get (node, "address", ENISIM_NODE_SCALAR, complaints);
  type = enisim_terraform_get (node, "type", ENISIM_NODE_SCALAR, complaints);
  name = enisim_terraform_get (node, "name", ENISIM_NODE_SCALAR, complaints);
  mode = enisim_terraform_get (node, "mode", ENISIM_NODE_SCALAR, complaints);
  if (!address || !type || !name)
    {
      enisim_complaints_add (complaints, node, "a resource without %s",
                             !address ? "address"
                             : !type  ? "type"
                                      : "name");
      return;
    }
  if ((only_data && (!mode || strcmp (mode->text, "data") != 0)))
    return;
  if (g_hash_table_contains (plan->by_address, address->text))
    {
      if (!only_data && (!mode || strcmp (mode->text, "data") != 0))
        enisim_complaints_add (complaints, address, "the resource %s again", address->text);
      return;
    }
  resource = g_new0 (EnisimTerraformResource, 1);
  *resource = (EnisimTerraformResource){
    .plan = plan,
    .module = module,
    .node = node,
    .values = enisim_terraform_get (node, "values", ENISIM_NODE_MAPPING, complaints),
    .type = type->text,
    .same = enisim_terraform_find_type (type->text),
    .key = read_key (plan, node),
    .address = address->text,
    .is_data = mode && strcmp (mode->text, "data") == 0,
  };
  base = make_base (resource, name);
  resource->id = make_id (plan, resource);
  resource->config = g_hash_table_lookup (module->expressions, base);
  learn_change (plan, resource);
  g_ptr_array_add (plan->resources, resource);
  g_hash_table_insert (plan->by_address, (gpointer) resource->address, resource);
  if (!g_hash_table_contains (plan->by_id, resource->id))
    g_hash_table_insert (plan->by_id, (gpointer) resource->id, resource);
  add_to_group (plan, resource, base);
  add_to_made (resource);
  place_resource (plan, resource);
}

/* Returns: (nullable): the module of an address, which lies in @parent. */
static EnisimTerraformModule *
find_child (EnisimTerraform *plan, EnisimTerraformModule *parent, const EnisimNode *node)
{
  EnisimComplaints *complaints = plan->importer->complaints;
  const EnisimNode *address
      = enisim_terraform_get (node, "address", ENISIM_NODE_SCALAR, complaints);
  g_autoptr (GArray) steps = address ? enisim_terraform_split (plan, address->text) : NULL;
  const EnisimTerraformStep *last
      = steps ? &g_array_index (steps, EnisimTerraformStep, steps->len - 1) : NULL;
  const gboolean has_key = last && last->is_key;
  EnisimTerraformModule *child;

  if (!steps || steps->len < 2 + (guint) has_key
      || strcmp (last[-1 - (gint) has_key].text, "module") != 0)
    {
      enisim_complaints_add (complaints, address ? address : node, "a module without an address");
      return NULL;
    }
  child = enisim_terraform_find_module (plan, parent, last[-(gint) has_key].text,
                                        has_key ? last->text : NULL);
  if (!child)
    enisim_complaints_add (complaints, address, "too many modules, at most %d",
                           ENISIM_TERRAFORM_MODULES_MAX);
  return child;
}

void
enisim_terraform_add_resources (EnisimTerraform *plan, const EnisimNode *values,
                                EnisimTerraformModule *module, gboolean only_data)
{
  EnisimComplaints *complaints = plan->importer->complaints;
  const EnisimNode *resources
      = enisim_terraform_get (values, "resources", ENISIM_NODE_SEQUENCE, complaints);
  const EnisimNode *children
      = enisim_terraform_get (values, "child_modules", ENISIM_NODE_SEQUENCE, complaints);

  for (const EnisimNode *node = resources ? resources->first : NULL; node; node = node->next)
    add_resource (plan, node, module, only_data);
  for (const EnisimNode *node = children ? children->first : NULL; node; node = node->next)
    {
      EnisimTerraformModule *child = enisim_node_expect (node, ENISIM_NODE_MAPPING, complaints)
                                         ? find_child (plan, module, node)
                                         : NULL;

      if (child)
        enisim_terraform_add_resources (plan, node, child, only_data);
    }
}

/* What is looked up and not made: subnets and VPCs, as far as a plan knows them. */
static gboolean
is_read_data (const EnisimTerraformResource *resource)
{
  return resource->values && resource->same
         && (strcmp (resource->same, "AWS::EC2::Subnet") == 0
             || strcmp (resource->same, "AWS::EC2::VPC") == 0);
}

/* A VPC that is there without this plan has routes, endpoints and more that no plan tells of. */
static void
note_found_vpc (const EnisimResourceReader *reader)
{
  GArray *vpcs = reader->template->importer->inventory->vpcs;
  EnisimVpc *vpc = &g_array_index (vpcs, EnisimVpc, vpcs->len - 1);

  g_assert (vpc->resource.id == reader->resource.id);
  vpc->whole = 0;
  if (!enisim_resource_get (reader, NULL, "EnableDnsSupport"))
    vpc->dns_support = -1;
  if (!enisim_resource_get (reader, NULL, "EnableDnsHostnames"))
    vpc->dns_host_names = -1;
}

/* Looked up, or the one that each account has from the start. */
static gboolean
is_found_vpc (const EnisimTerraformResource *resource)
{
  return g_strcmp0 (resource->same, "AWS::EC2::VPC") == 0
         && (resource->is_data || strcmp (resource->type, "aws_default_vpc") == 0);
}

/* Of a type that no rule is for: it takes nobody knows how many addresses of the subnets that it
 * names. */
static void
read_unknown (EnisimTerraform *plan, EnisimTerraformResource *resource)
{
  static const char *const paths[] = { "subnet_ids",
                                       "subnets",
                                       "subnet_id",
                                       "vpc_config.subnet_ids",
                                       "vpc_options.subnet_ids",
                                       "network_configuration.subnets",
                                       "network_configuration.subnet_ids" };
  EnisimInventory *inventory = plan->importer->inventory;
  const EnisimResourceReader reader = enisim_terraform_begin (plan, resource);
  EnisimTaker taker = { .resource = reader.resource, .is_open = TRUE };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      const EnisimValue *value = enisim_terraform_field (&reader, NULL, paths[i]);

      taker.subnets = value ? enisim_value_to_ids (&reader, value) : (EnisimIdList){ .ids = NULL };
      if (taker.subnets.n == 0 && !taker.subnets.open)
        continue;
      if (!taker.rule)
        taker.rule = enisim_inventory_make_rule (inventory, resource->type);
      g_array_append_val (inventory->takers, taker);
    }
  enisim_inventory_add_unknown_type (inventory, resource->type, taker.rule != NULL,
                                     resource->node->at);
}

/* A type that only links others is read behind them. */
static void
read_resource (EnisimTerraform *plan, EnisimTerraformResource *resource, gboolean only_links)
{
  const EnisimTerraformExtra extra = enisim_terraform_find_extra (resource->type);
  EnisimResourceReader reader;

  if (resource->is_data
      && (!is_read_data (resource) || g_hash_table_lookup (plan->by_id, resource->id) != resource))
    return;
  if (!resource->same && !extra)
    {
      if (!only_links && !enisim_terraform_takes_none (resource->type))
        read_unknown (plan, resource);
      return;
    }
  if (only_links != !resource->same)
    return;
  reader = enisim_terraform_begin (plan, resource);
  if (resource->same)
    enisim_cloudformation_read (&reader);
  if (is_found_vpc (resource))
    note_found_vpc (&reader);
  if (extra)
    extra (&reader);
}

void
enisim_terraform_read_resources (EnisimTerraform *plan)
{
  const guint n_rules = plan->importer->inventory->security_group_rules->len;

  for (guint i = 0; i < plan->resources->len; i++)
    read_resource (plan, g_ptr_array_index (plan->resources, i), FALSE);
  for (guint i = 0; i < plan->resources->len; i++)
    read_resource (plan, g_ptr_array_index (plan->resources, i), TRUE);
  enisim_terraform_spread_rules (plan, n_rules);
}
