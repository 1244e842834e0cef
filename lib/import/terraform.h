/* terraform.h: what `terraform show -json` says of a plan or a state, read into an inventory
 *
 * A resource of Terraform is read as the resource of CloudFormation that it makes; what differs is
 * what its fields are called, which terraform-names.h knows.  What is known only after apply is
 * told by what the configuration refers to: two that name the same thing have the same thing.
 *
 * Facts of the format: developer.hashicorp.com/terraform/internals/json-format.
 */
#pragma once

#include "import/import-kinds.h"
#include "import/resource-reader.h"

G_BEGIN_DECLS

typedef struct _EnisimTerraformModule EnisimTerraformModule;

/* A module as often as it is called: with one count or key. */
struct _EnisimTerraformModule
{
  EnisimTerraformModule *parent; /* NULL: the root */
  const char *address;           /* "module.net[0].module.sub", "" of the root */
  const char *key;               /* "0" of [0], "a" of ["a"], NULL: neither */
  const EnisimNode *call;        /* (nullable): in the configuration of its parent */
  const EnisimNode *config;      /* (nullable): its own */
  GHashTable *expressions;       /* of EnisimNode by "aws_subnet.private": resources of @config */
  GHashTable *made;    /* of GPtrArray of EnisimTerraformResource by CloudFormation's type */
  GPtrArray *children; /* of EnisimTerraformModule */
};

typedef struct _EnisimTerraform EnisimTerraform;

/* One resource of a plan: an instance, with its count or key. */
typedef struct
{
  EnisimTerraform *plan;
  EnisimTerraformModule *module;
  const EnisimNode *node;    /* of the plan */
  const EnisimNode *values;  /* (nullable): what is known */
  const EnisimNode *unknown; /* (nullable): what is known only after apply */
  const EnisimNode *config;  /* (nullable): in the configuration */
  const char *type, *same;   /* of Terraform; and of CloudFormation, NULL if there is none */
  const char *key;           /* as of a module */
  const char *address;
  EnisimId id;
  gboolean is_data;
  gboolean has_change;    /* so that what is not unknown is known */
  GHashTable *attributes; /* of EnisimValue by name, those that were asked for; NULL: none */
} EnisimTerraformResource;

struct _EnisimTerraform
{
  EnisimImporter *importer;
  EnisimTemplate *template; /* that stands for the whole, and names it */
  const EnisimNode *root;
  const EnisimNode *variables; /* (nullable) */
  gboolean is_state;           /* and no plan: all of it is there */
  EnisimTerraformModule *top;
  GPtrArray *modules;     /* of EnisimTerraformModule, owned */
  GPtrArray *resources;   /* of EnisimTerraformResource, owned, in order */
  GHashTable *by_address; /* of EnisimTerraformResource */
  GHashTable *by_id;      /* of EnisimTerraformResource */
  GHashTable *groups;     /* of GPtrArray of EnisimTerraformResource by "module.net.aws_vpc.x" */
  GHashTable *modules_by_address;
  GHashTable *changes;     /* of EnisimNode by address */
  GHashTable *evaluations; /* of EnisimValue by expression and module */
  guint depth;             /* of references that are followed */
};

void enisim_terraform_free (gpointer plan);

/* Rows of import-kinds.h. */
gboolean enisim_is_terraform (const EnisimNode *root);
void enisim_importer_read_terraform (EnisimImporter *importer, const EnisimSource *source);

/* Whether nobody reads what stands under @key of @mapping, which may be as far read as that.
 * Whatever else a document is, the answer is FALSE for it. */
gboolean enisim_terraform_skips (const EnisimNode *mapping, const char *key);

/* Whether a resource is of a type that nobody reads, as far as that is told yet. */
gboolean enisim_terraform_is_idle (const EnisimNode *resource);

/* Returns: (nullable): what to do about bytes that Terraform made or takes and that are no plan in
 * JSON; NULL: they are something else */
const char *enisim_terraform_refuse (const char *name, const guint8 *bytes, gsize n_bytes);

/* Returns: (nullable): what a plan says of one attribute: known, or what is referred to, or a
 * symbol; NULL where it says nothing */
const EnisimValue *enisim_terraform_get_attribute (EnisimTerraform *plan,
                                                   EnisimTerraformResource *resource,
                                                   const char *name);

/* What an expression of a resource refers to, as one value.
 * @expression: (nullable): with references or a constant
 * @name: of the attribute, which tells what is wanted
 * Returns: (nullable): NULL where that cannot be told */
const EnisimValue *enisim_terraform_follow (EnisimTerraform *plan, EnisimTerraformModule *module,
                                            EnisimTerraformResource *resource,
                                            const EnisimNode *expression, const char *name);

/* A constant: a text, a list or a mapping of the document; a null is none. */
const EnisimValue *enisim_terraform_make_value (EnisimTerraform *plan, const EnisimNode *node);

/* The child of @module by that call and key; one that has no resources is made.
 * Returns: (nullable): NULL if there is no such call */
EnisimTerraformModule *enisim_terraform_find_module (EnisimTerraform *plan,
                                                     EnisimTerraformModule *module,
                                                     const char *name, const char *key);

/* Returns: (nullable): the resources of that type and name in a module, whatever their keys
 * @base: "aws_subnet.private", "data.aws_vpc.x" */
GPtrArray *enisim_terraform_find_group (const EnisimTerraform *plan,
                                        const EnisimTerraformModule *module, const char *base);

/* The fields of a resource, for resource-reader.h. */
EnisimResourceReader enisim_terraform_begin (EnisimTerraform *plan,
                                             EnisimTerraformResource *resource);

/* Of a resource of Terraform. */
extern const EnisimProperties enisim_terraform_properties;

/* @path: in Terraform's words, from @from or, if that is NULL, from the resource
 * Returns: (nullable): NULL when absent */
const EnisimValue *enisim_terraform_field (const EnisimResourceReader *reader,
                                           const EnisimValue *from, const char *path);

/* What CloudFormation has no resource or no property for. */
typedef void (*EnisimTerraformExtra) (EnisimResourceReader *reader);

/* Returns: (nullable): how a type of Terraform is read beside, or in place of, that of
 * CloudFormation */
EnisimTerraformExtra enisim_terraform_find_extra (const char *type);

G_END_DECLS
