/* load-vpc.c: the subnets, and what stands in them beside the agents' ENIs */
#include "scenario/load-background.h"
#include "scenario/load-values.h"

#include "net/subnet.h"

/* Prefixes of a VPC are those of a subnet (facts.md section 4, "subnet size"). */
static gboolean
load_cidr (EnisimComplaints *complaints, const EnisimNode *node, EnisimCidr *cidr)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *got = NULL;
  EnisimCidr read;

  if (!enisim_node_expect (node, ENISIM_NODE_SCALAR, complaints))
    return FALSE;
  got = enisim_load_quote (node->text);
  if (!enisim_cidr_parse (node->text, &read, &error))
    {
      enisim_complaints_add (complaints, node, "expected a network such as 10.0.2.0/24, got %s: %s",
                             got, error->message);
      return FALSE;
    }
  if (read.prefix < ENISIM_SUBNET_PREFIX_MIN || read.prefix > ENISIM_SUBNET_PREFIX_MAX)
    {
      enisim_complaints_add (complaints, node, "expected a prefix from %d to %d, got %s",
                             ENISIM_SUBNET_PREFIX_MIN, ENISIM_SUBNET_PREFIX_MAX, got);
      return FALSE;
    }
  *cidr = read;
  return TRUE;
}

/* Appends a block that overlaps none before it.  Returns: FALSE with a complaint. */
static gboolean
load_block (EnisimLoader *loader, const EnisimNode *node)
{
  EnisimScenario *scenario = loader->scenario;
  EnisimCidr cidr;

  if (!load_cidr (loader->complaints, node, &cidr))
    return FALSE;
  for (guint i = 0; i < scenario->n_vpc_cidrs; i++)
    if (enisim_cidr_overlaps (scenario->vpc_cidrs[i], cidr))
      {
        g_autofree char *other = enisim_cidr_format (scenario->vpc_cidrs[i]);

        enisim_complaints_add (loader->complaints, node, "'%s' overlaps '%s', which is in the list",
                               node->text, other);
        return FALSE;
      }
  scenario->vpc_cidrs[scenario->n_vpc_cidrs++] = cidr;
  return TRUE;
}

static gboolean
load_blocks (EnisimLoader *loader, const EnisimNode *node)
{
  gboolean is_whole = TRUE;

  if (node->n_children == 0 || node->n_children > ENISIM_VPC_CIDRS_MAX)
    {
      enisim_complaints_add (loader->complaints, node, "expected 1 to %d networks, got %u",
                             ENISIM_VPC_CIDRS_MAX, node->n_children);
      return FALSE;
    }
  loader->scenario->vpc_cidrs = g_new (EnisimCidr, node->n_children);
  for (const EnisimNode *item = node->first; item != NULL; item = item->next)
    is_whole &= load_block (loader, item);
  return is_whole;
}

/* A VPC has one block, or a list of them: those that it was given later may be of another range.
 * Of blocks that are not all known there are none, for no subnet can be said to lie outside. */
static void
load_vpc_cidrs (EnisimLoader *loader, const EnisimNode *node)
{
  EnisimScenario *scenario = loader->scenario;

  if (!enisim_node_expect (node, ENISIM_NODE_SCALAR | ENISIM_NODE_SEQUENCE, loader->complaints))
    return;
  if (node->kind == ENISIM_NODE_SCALAR)
    {
      scenario->vpc_cidrs = g_new (EnisimCidr, 1);
      load_block (loader, node);
    }
  else if (!load_blocks (loader, node))
    scenario->n_vpc_cidrs = 0;
}

/* az: X and az_id of what az_ids calls X are the same AZ. */
typedef struct
{
  const EnisimNode *ids; /* (nullable) mapping: name -> id */
  EnisimLoadNames azs;   /* by id, or by name where there is none */
} Azs;

static void
check_az_ids (EnisimLoader *loader, const EnisimNode *node)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (const EnisimNode *entry = node->first; entry != NULL; entry = entry->next)
    {
      const char *name = enisim_load_key_name (loader->complaints, entry);
      const char *id = enisim_load_name (loader->complaints, entry);
      const char *other = id != NULL ? g_hash_table_lookup (names, id) : NULL;

      if (other != NULL)
        enisim_complaints_add (loader->complaints, entry, "'%s' is the id of '%s' already", id,
                               other);
      else if (name != NULL && id != NULL)
        g_hash_table_insert (names, (gpointer) id, (gpointer) name);
    }
}

/* Returns: (nullable) */
static const char *
get_id (const Azs *azs, const char *name)
{
  const EnisimNode *id = azs->ids != NULL ? enisim_node_get (azs->ids, name) : NULL;

  return id != NULL && id->kind == ENISIM_NODE_SCALAR ? id->text : name;
}

static guint
load_az (EnisimLoader *loader, const EnisimNodeReader *reader, Azs *azs)
{
  static const char *const choices[] = { "az", "az_id", NULL };
  const EnisimNode *az = enisim_load_field (reader, "az");
  const EnisimNode *az_id = enisim_load_field (reader, "az_id");
  const char *name;

  if (reader->mapping == NULL)
    return ENISIM_LOAD_AZ_UNKNOWN;
  if (az != NULL && az_id != NULL)
    enisim_load_only_entry (reader, choices);
  if (az == NULL && az_id == NULL)
    enisim_complaints_add (loader->complaints, reader->mapping,
                           "the key 'az' is missing: endpoints and the ENI quota go by AZ");
  name = enisim_load_name (loader->complaints, az != NULL ? az : az_id);
  if (name == NULL)
    return ENISIM_LOAD_AZ_UNKNOWN;
  if (az != NULL)
    name = get_id (azs, name);
  enisim_load_names_add (&azs->azs, name, azs->azs.names->len);
  return enisim_load_names_lookup (&azs->azs, name);
}

static void
load_subnet (EnisimLoader *loader, const EnisimNode *node, Azs *azs, guint32 index)
{
  EnisimSubnetSpec *spec = &loader->scenario->subnets[index];
  static const char *const keys[] = { "cidr", "az", "az_id", "background", NULL };
  const EnisimNodeReader reader = enisim_node_read (node, keys, loader->complaints);

  load_cidr (loader->complaints, enisim_load_required (&reader, "cidr"), &spec->cidr);
  spec->az_index = load_az (loader, &reader, azs);
  enisim_load_background (loader, enisim_load_field (&reader, "background"), index);
}

/* Returns: whether all of @node was read. */
static gboolean
load_subnets (EnisimLoader *loader, const EnisimNode *node, Azs *azs)
{
  EnisimScenario *scenario = loader->scenario;

  if (!enisim_node_expect (node, ENISIM_NODE_MAPPING, loader->complaints))
    return FALSE;
  if (node->n_children > ENISIM_SCENARIO_SUBNETS_MAX)
    {
      enisim_complaints_add (loader->complaints, node, "%u subnets are too many, at most %d",
                             node->n_children, ENISIM_SCENARIO_SUBNETS_MAX);
      return FALSE;
    }
  scenario->subnets = g_new0 (EnisimSubnetSpec, node->n_children);
  loader->is_agent_subnet = g_new0 (gboolean, node->n_children);
  for (const EnisimNode *entry = node->first; entry != NULL; entry = entry->next)
    {
      EnisimSubnetSpec *spec = &scenario->subnets[scenario->n_subnets];

      enisim_load_key_name (loader->complaints, entry);
      spec->name = g_strdup (entry->key);
      enisim_load_names_add (&loader->subnets, entry->key, scenario->n_subnets++);
      g_array_append_val (loader->subnet_nodes, entry);
      load_subnet (loader, entry, azs, scenario->n_subnets - 1);
    }
  return TRUE;
}

static const EnisimNode *
get_cidr_node (const EnisimLoader *loader, guint subnet)
{
  return enisim_node_get (g_array_index (loader->subnet_nodes, const EnisimNode *, subnet), "cidr");
}

static char *
format_vpc (const EnisimScenario *scenario)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < scenario->n_vpc_cidrs; i++)
    {
      g_autofree char *cidr = enisim_cidr_format (scenario->vpc_cidrs[i]);

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", cidr);
    }
  return g_string_free (text, FALSE);
}

/* A prefix of 0 was complained of. */
static void
check_subnet (EnisimLoader *loader, guint index)
{
  const EnisimScenario *scenario = loader->scenario;
  const EnisimSubnetSpec *spec = &scenario->subnets[index];

  if (spec->cidr.prefix == 0)
    return;
  if (scenario->n_vpc_cidrs > 0 && !enisim_scenario_vpc_contains (scenario, spec->cidr))
    {
      g_autofree char *vpc = format_vpc (scenario);
      g_autofree char *cidr = enisim_cidr_format (spec->cidr);

      enisim_complaints_add (loader->complaints, get_cidr_node (loader, index),
                             "subnet '%s', %s, lies outside the VPC, %s", spec->name, cidr, vpc);
    }
  for (guint i = 0; i < index; i++)
    if (scenario->subnets[i].cidr.prefix != 0
        && enisim_cidr_overlaps (scenario->subnets[i].cidr, spec->cidr))
      {
        g_autofree char *other = enisim_cidr_format (scenario->subnets[i].cidr);
        g_autofree char *cidr = enisim_cidr_format (spec->cidr);

        enisim_complaints_add (loader->complaints, get_cidr_node (loader, index),
                               "subnet '%s', %s, overlaps subnet '%s', %s", spec->name, cidr,
                               scenario->subnets[i].name, other);
        return;
      }
}

static void
store_azs (EnisimScenario *scenario, const EnisimLoadNames *azs)
{
  scenario->n_azs = azs->names->len;
  scenario->azs = g_new0 (char *, azs->names->len + 1);
  scenario->az_support = g_new (EnisimZoneSupport, azs->names->len);
  for (guint i = 0; i < azs->names->len; i++)
    {
      scenario->azs[i] = g_strdup (g_ptr_array_index (azs->names, i));
      scenario->az_support[i] = enisim_zone_get_support (scenario->azs[i]);
    }
}

void
enisim_load_vpc (EnisimLoader *loader, const EnisimNode *node)
{
  static const char *const keys[] = { "cidr",      "az_ids",       "subnets", "security_groups",
                                      "endpoints", "nat_gateways", "holders", NULL };
  const EnisimNodeReader reader = enisim_node_read (node, keys, loader->complaints);
  const gboolean is_refused = node != NULL && reader.mapping == NULL;
  const EnisimNode *subnets = enisim_load_field (&reader, "subnets");
  EnisimScenario *scenario = loader->scenario;
  Azs azs = { .ids = enisim_node_reader_get (&reader, "az_ids", ENISIM_NODE_MAPPING) };

  enisim_load_names_init (&azs.azs);
  loader->security_groups.lacks_some = is_refused;
  load_vpc_cidrs (loader, enisim_load_required (&reader, "cidr"));
  if (azs.ids != NULL)
    check_az_ids (loader, azs.ids);
  loader->subnets.lacks_some
      = (!load_subnets (loader, subnets, &azs) && subnets != NULL) || is_refused;
  store_azs (scenario, &azs.azs);
  enisim_load_names_clear (&azs.azs);

  for (guint i = 0; i < scenario->n_subnets; i++)
    check_subnet (loader, i);
  enisim_load_security_groups (loader, enisim_load_field (&reader, "security_groups"));
  enisim_load_vpc_endpoints (loader, enisim_load_field (&reader, "endpoints"));
  enisim_load_nat_gateways (loader, enisim_load_field (&reader, "nat_gateways"));
  enisim_load_other_holders (loader, enisim_load_field (&reader, "holders"));
}
