/* state-fuzz.c
 *
 * Goal: no answer of the AWS CLI and no file of the service's tools makes a reader abort, hang or
 * lose memory; whatever is read keeps every promise of an inventory, can be planned, and becomes a
 * scenario that loads.
 * Method: the bytes are one document, told by its content or said to be of the one or the other
 * kind; the walks over all that was made.
 */
#include "fuzz-import.h"
#include "fuzz-target.h"

#include "advise/plan.h"

enum
{
  BYTES_MAX = 64 * 1024
};

/* libfyaml 0.7 forgets 2 KiB of some malformed quoted scalars; what is ours must not leak. */
const char *__lsan_default_suppressions (void);

const char *
__lsan_default_suppressions (void)
{
  return "leak:libfyaml";
}

static void
plan_inventory (const EnisimInventory *inventory)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EnisimScenario) assumptions = enisim_plan_assume (inventory, NULL, &error);
  g_autoptr (EnisimPlan) plan = NULL;

  if (assumptions == NULL)
    return; /* a Region that is none */
  plan = enisim_plan_new (inventory, assumptions);
  enisim_plan_verify (plan);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const EnisimImportKind kinds[]
      = { ENISIM_IMPORT_AUTO, ENISIM_IMPORT_STATE, ENISIM_IMPORT_AGENTCORE };
  const EnisimImportOptions options = { .kind = kinds[size % G_N_ELEMENTS (kinds)] };
  g_autoptr (GError) error = NULL;
  g_autoptr (EnisimInventory) inventory = NULL;

  if (size > BYTES_MAX)
    return 0;
  inventory = enisim_inventory_load_data ("fuzz.json", data, size, &options, &error);
  g_assert ((inventory == NULL) == (error != NULL));
  if (inventory == NULL)
    return 0;
  enisim_inventory_verify (inventory);
  plan_inventory (inventory);
  fuzz_import (inventory);
  return 0;
}
