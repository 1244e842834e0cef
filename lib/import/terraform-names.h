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

/* What an attribute is the id of, by its name. */
typedef struct
{
  const char *name; /* "subnet_ids" */
  const char *type; /* of CloudFormation; NULL: of more than one */
  gboolean is_list;
} EnisimTerraformWanted;

/* Returns: (nullable): NULL: it is no id */
const EnisimTerraformWanted *enisim_terraform_find_wanted (const char *name);

/* Whether an attribute of a resource is that resource's own id.
 * @type: of Terraform; @same: of CloudFormation, or NULL */
gboolean enisim_terraform_is_own_id (const char *type, const char *same, const char *attribute);

G_END_DECLS
