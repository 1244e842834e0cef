/* enisim-import.h: what foreign descriptions say there is */
#pragma once

#if !defined(ENISIM_INSIDE) && !defined(ENISIM_COMPILATION)
#error "Only <enisim/enisim.h> can be included directly."
#endif

#include <enisim/enisim-error.h>

G_BEGIN_DECLS

/** ENISIM_IMPORT_BYTES_MAX: the largest file that is read. */
#define ENISIM_IMPORT_BYTES_MAX (64 * 1024 * 1024)

/** ENISIM_IMPORT_NODES_MAX: values in a file, those of lists and mappings counted; what nobody
 * reads, as the states before a plan of Terraform, does not count. */
#define ENISIM_IMPORT_NODES_MAX 2000000

/**
 * EnisimImportKind:
 * @ENISIM_IMPORT_AUTO: told by what is in the file
 * @ENISIM_IMPORT_CLOUDFORMATION: a template in YAML, with or without short tags, or JSON
 * @ENISIM_IMPORT_CDK: the folder that `cdk synth` writes, or its manifest
 * @ENISIM_IMPORT_STATE: what the AWS CLI prints of what is there, in JSON or YAML; all of these
 *   files are one state
 * @ENISIM_IMPORT_AGENTCORE: agentcore.json or .bedrock_agentcore.yaml, the files of the service's
 *   own command-line tools
 * @ENISIM_IMPORT_TERRAFORM: what `terraform show -json` prints of a plan or a state
 *
 * New kinds may be appended.
 */
typedef enum
{
  ENISIM_IMPORT_AUTO,
  ENISIM_IMPORT_CLOUDFORMATION,
  ENISIM_IMPORT_CDK,
  ENISIM_IMPORT_STATE,
  ENISIM_IMPORT_AGENTCORE,
  ENISIM_IMPORT_TERRAFORM,
} EnisimImportKind;

/**
 * enisim_import_kind_get_name:
 * @kind: a kind
 *
 * Kinds have numbers from 0 on without a gap, so that they can be listed.
 *
 * Returns: (nullable): "auto", "cloudformation", ...; %NULL if there is no such kind
 */
ENISIM_API const char *enisim_import_kind_get_name (EnisimImportKind kind);

/**
 * EnisimImportOptions:
 * @kind: what the files are
 * @region: (nullable): the Region that is deployed to, where the files do not say
 * @parameters: (nullable) (array zero-terminated=1): "Name=value" or "Stack:Name=value" each; the
 *   items of a list have commas between them
 * @exports: (nullable) (array zero-terminated=1): "Name=value" each, for imports of stacks that
 *   are not among the files
 *
 * What the files leave open; all zero is a valid value.
 */
typedef struct
{
  EnisimImportKind kind;
  const char *region;
  const char *const *parameters;
  const char *const *exports;
} EnisimImportOptions;

/**
 * EnisimInventory:
 *
 * The resources that descriptions speak of, each with the place where it was written.  Immutable.
 */
typedef struct EnisimInventory EnisimInventory;

/**
 * enisim_inventory_load_files:
 * @paths: (array zero-terminated=1): at least one: a template each, a folder of the CDK, an answer
 *   of the AWS CLI or a file of another kind; what one exports the others may import
 * @options: (nullable): %NULL leaves everything open
 * @error: return location for a #GError, or %NULL
 *
 * What answers of the AWS CLI tell is there already, what all other files describe is to come; both
 * are the same thing where their ids are.
 *
 * What is merely not known, such as a parameter without a value, is no error: it stays a symbol,
 * and equal symbols are the same thing.
 *
 * Returns: (transfer full) (nullable): what there is, or %NULL with %ENISIM_ERROR_INVALID set; its
 *   message holds all complaints, one a line, as `file:line:column: what is wrong`, or as
 *   `file: what is wrong` where it is about the file or the option itself
 */
ENISIM_API EnisimInventory *enisim_inventory_load_files (const char *const *paths,
                                                         const EnisimImportOptions *options,
                                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * enisim_inventory_load_data:
 * @name: what complaints call the text; without its suffixes, the stack
 * @data: (array length=length) (element-type guint8): one of these files
 * @length: bytes of @data
 * @options: (nullable): as for enisim_inventory_load_files(); nested stacks are not looked for
 * @error: return location for a #GError, or %NULL
 *
 * Returns: (transfer full) (nullable): as for enisim_inventory_load_files()
 */
ENISIM_API EnisimInventory *enisim_inventory_load_data (const char *name, const guint8 *data,
                                                        gsize length,
                                                        const EnisimImportOptions *options,
                                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** enisim_inventory_get_n_files: that were read, those that a file names and a folder has too. */
ENISIM_API guint enisim_inventory_get_n_files (const EnisimInventory *inventory);

/**
 * enisim_inventory_get_file:
 * @inventory: what there is
 * @index: of a file, from 0, less than enisim_inventory_get_n_files()
 *
 * Returns: (transfer none) (type filename): its path, a relative one starting at the working
 *   folder, as long as @inventory lives
 */
ENISIM_API const char *enisim_inventory_get_file (const EnisimInventory *inventory, guint index);

/**
 * enisim_inventory_to_scenario:
 * @inventory: what there is
 * @left_out: (out) (transfer full) (array zero-terminated=1): what the scenario could not carry, a
 *   line each; the text has them as comments too
 *
 * One VPC with all that stands in it, and its agents, for 24 hours.  ENIs that are there without a
 * known agent get a stand-in, which is deleted at once where they are retained: since when nobody
 * tells, so that all of their retention is to come.  What nobody told, as the
 * network of a subnet that is only referred to, is made up and marked so.
 *
 * Returns: (transfer full): a commented scenario in YAML, which enisim_scenario_load_data() takes
 */
ENISIM_API char *enisim_inventory_to_scenario (const EnisimInventory *inventory,
                                               char ***left_out) G_GNUC_WARN_UNUSED_RESULT;

/**
 * enisim_inventory_free:
 * @inventory: (transfer full) (nullable): an inventory
 */
ENISIM_API void enisim_inventory_free (EnisimInventory *inventory);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EnisimInventory, enisim_inventory_free)

G_END_DECLS
