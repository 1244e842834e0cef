/* terraform-parts.h: what the readers of a plan of Terraform have in common */
#pragma once

#include "import/terraform-names.h"
#include "import/terraform.h"

G_BEGIN_DECLS

/* Modules of a plan, each as often as it is called. */
#define ENISIM_TERRAFORM_MODULES_MAX 20000

/* One step of a reference: a name, or a key in brackets. */
typedef struct
{
  const char *text;
  gboolean is_key;
} EnisimTerraformStep;

/* Returns: (transfer full) (nullable): (of EnisimTerraformStep) at least one; NULL: @text is no
 * reference */
GArray *enisim_terraform_split (EnisimTerraform *plan, const char *text);

/* @mapping: (nullable)
 * @kinds: one kind
 * Returns: (nullable): the value of @key; NULL when absent, nothing or of another kind, the last
 *   with a complaint */
const EnisimNode *enisim_terraform_get (const EnisimNode *mapping, const char *key,
                                        EnisimNodeKind kinds, EnisimComplaints *complaints);

EnisimTerraformModule *enisim_terraform_add_top (EnisimTerraform *plan);
void enisim_terraform_module_free (gpointer module);

/* The resources of a plan or a state, and of what was read before it. */
void enisim_terraform_add_resources (EnisimTerraform *plan, const EnisimNode *values,
                                     EnisimTerraformModule *module, gboolean only_data);

/* Reads all resources into the inventory, and says of which nobody knows the type. */
void enisim_terraform_read_resources (EnisimTerraform *plan);

/* Returns: (nullable): what one field is, or the expression for it */
EnisimId enisim_terraform_get_id (const EnisimResourceReader *reader, const EnisimValue *from,
                                  const char *name);

/* That two belong together, if both are known. */
void enisim_terraform_add_link (const EnisimResourceReader *reader, GArray *links, EnisimId one,
                                EnisimId other);

/* The items of a list of blocks; of one that is not known it is said that it is not. */
guint enisim_terraform_get_blocks (const EnisimResourceReader *reader, const char *name,
                                   const EnisimValue *const **items);

/* Rules: of a group, one alone, of an ACL. */
void enisim_terraform_read_inline_rules (EnisimResourceReader *reader);
void enisim_terraform_read_rule (EnisimResourceReader *reader);
void enisim_terraform_read_acl (EnisimResourceReader *reader);

/* Of rules from the @n_before on: those of a group that nobody can tell. */
void enisim_terraform_spread_rules (EnisimTerraform *plan, guint n_before);

/* Where the resources that were read are, as far as the plan says. */
void enisim_terraform_read_regions (EnisimTerraform *plan);

/* Notes of what a change leaves behind. */
void enisim_terraform_note_changes (EnisimTerraform *plan);

/* Whose expression it is: a resource's, or that of a call of a module. */
typedef struct
{
  EnisimTerraform *plan;
  EnisimTerraformModule *module; /* in which names mean what they mean */
  const char *key;               /* of count.index or each.key; NULL: none */
  const EnisimNode *each;        /* (nullable): what each.value is one of */
  EnisimPosition at;
  const EnisimTerraformWanted *wanted; /* (nullable): what the attribute is the id of */
  gboolean is_whole;                   /* nothing is taken of the value but what is wanted */
} EnisimTerraformScope;

/* What an expression refers to. */
typedef struct
{
  GPtrArray *values;  /* of EnisimValue: no lists */
  GPtrArray *each;    /* of EnisimValue: each.value, where nobody knows what that is */
  gboolean has_index; /* it picks by count.index or each.key */
  guint n_whole;      /* references to all of more than one */
} EnisimTerraformFound;

/* What nobody else in the scope's module names by @text. */
const EnisimValue *enisim_terraform_make_symbol (const EnisimTerraformScope *scope,
                                                 const char *text);

const EnisimValue *enisim_terraform_make_reference (const EnisimTerraformScope *scope,
                                                    const EnisimTerraformResource *resource);

/* The thing of that key, or in that place of a list; a lone thing is a list of one.
 * Returns: (nullable) */
const EnisimValue *enisim_terraform_pick (const EnisimTerraformScope *scope,
                                          const EnisimValue *value, const char *key);

/* @steps: of EnisimTerraformStep, those from @from on
 * Returns: (nullable): what further steps find in a value; NULL: that cannot be told */
const EnisimValue *enisim_terraform_descend (const EnisimTerraformScope *scope,
                                             const EnisimValue *value, const GArray *steps,
                                             guint from);

/* The attribute of @resource that the step @from names, or the resource if there is none. */
const EnisimValue *enisim_terraform_get_step (const EnisimTerraformScope *scope,
                                              EnisimTerraformResource *resource,
                                              const GArray *steps, guint from);

/* Adds what one reference leads to. */
void enisim_terraform_follow_reference (const EnisimTerraformScope *scope,
                                        const EnisimNode *reference, EnisimTerraformFound *found);

/* Whether a value can be what is wanted: what else an expression refers to is what it decides by,
 * or what another part of a nested attribute has. */
gboolean enisim_terraform_can_be (const EnisimTerraformScope *scope, const EnisimValue *value,
                                  const EnisimTerraformWanted *wanted);

/* All that an expression refers to, or its constant, as one value.
 * Returns: (nullable): NULL where it refers to nothing, or to what cannot be told */
const EnisimValue *enisim_terraform_evaluate (const EnisimTerraformScope *scope,
                                              const EnisimNode *expression);

/* Returns: (nullable): the resource that a value is the id of */
const EnisimTerraformResource *enisim_terraform_find_made (const EnisimTerraformScope *scope,
                                                           const EnisimValue *value);

/* @value: (nullable): lists are taken apart, and each thing is there once */
void enisim_terraform_add_value (GPtrArray *values, const EnisimValue *value);

/* Returns: (nullable): the one value, or a list; NULL: there is none */
const EnisimValue *enisim_terraform_make_list (const EnisimTerraformScope *scope,
                                               const GPtrArray *values);

/* Returns: (transfer full): what an answer is kept by; @name: of what it is for */
char *enisim_terraform_make_key (const EnisimTerraformScope *scope, const EnisimNode *references,
                                 const char *name);

/* More than that an expression does not refer to. */
#define ENISIM_TERRAFORM_LIST_MAX 1000

G_END_DECLS
