/* terraform-names.h: what Terraform calls the types and properties of CloudFormation
 *
 * The provider awscc has CloudFormation's own names in lower case; the provider aws has names of
 * its own, most of them alike.  Only what differs is written down.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Returns: (nullable): the type of CloudFormation that a type of Terraform is read as */
const char *enisim_terraform_find_type (const char *type);

/* Whether a type of Terraform takes no address in any subnet. */
gboolean enisim_terraform_takes_none (const char *type);

/* "VpcConfig.SubnetIds" as "vpc_config.subnet_ids"; where a type differs, its own names, which are
 * tried in turn.
 * @index: from 0
 * Returns: (transfer full) (nullable): NULL: there are no more */
char *enisim_terraform_make_path (const char *type, const char *path, guint index);

/* Whether a word begins at @camel[@i]: "VPCZoneIdentifier" has three. */
gboolean enisim_terraform_begins_word (const char *camel, gsize n_bytes, gsize i);

/* @index: from 0
 * Returns: (nullable): the attribute that says the same as a property, which then is as if it were
 *   not there; NULL: there are no more */
const char *enisim_terraform_find_exception (const char *type, const char *path, guint index);

/* What an attribute is the id of, by its name. */
typedef struct
{
  const char *name; /* "subnet_ids" */
  const char *type; /* of CloudFormation; NULL: of more than one */
  gboolean is_list;
  gboolean is_name; /* that users choose, and so any text */
} EnisimTerraformWanted;

/* Returns: (nullable): NULL: it is no id */
const EnisimTerraformWanted *enisim_terraform_find_wanted (const char *name);

/* Whether an attribute of a resource is that resource's own id.
 * @type: of Terraform; @same: of CloudFormation, or NULL */
gboolean enisim_terraform_is_own_id (const char *type, const char *same, const char *attribute);

/* Returns: the attribute that is what the account calls such a resource: "id" of most */
const char *enisim_terraform_get_physical_name (const char *same);

/* Abort where a table is not what it is searched by: tests only. */
void enisim_terraform_names_verify (void);
void enisim_terraform_types_verify (void);

G_END_DECLS
