/* template-fuzz.c
 *
 * Goal: no bytes make the reader of templates abort, hang or lose memory, what it reads keeps every
 * promise of an inventory, every rule of a check can be asked of it, and it becomes a scenario that
 * loads.
 * Method: the bytes are one template without a folder, so that they choose no file; the walk over
 * all that was read and found.
 */
#include "fuzz-import.h"
#include "fuzz-target.h"

#include "advise/check.h"
#include "import/inventory.h"

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

/* Suppressions in the bytes may be wrong: that is told, and all there is to it. */
static void
check_all (const EnisimInventory *inventory)
{
  static const EnisimCheckOptions options = { .today = "2026-11-30" };
  g_autoptr (GError) error = NULL;
  g_autoptr (EnisimScenario) assumptions = enisim_plan_assume (inventory, NULL, NULL);
  g_autoptr (EnisimCheck) check = NULL;

  if (assumptions == NULL)
    return;
  check = enisim_check_new (inventory, assumptions, &options, &error);
  g_assert ((check == NULL) == (error != NULL));
  if (check != NULL)
    enisim_check_verify (check);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const char *const parameters[] = { "Given=10.0.0.0/16", "Ids=subnet-1,subnet-2", NULL };
  const EnisimImportOptions options
      = { .parameters = size % 2 == 0 ? parameters : NULL, .region = "eu-west-1" };
  g_autoptr (GError) error = NULL;
  g_autoptr (EnisimInventory) inventory = NULL;

  if (size > BYTES_MAX)
    return 0;
  inventory = enisim_inventory_load_data ("fuzz.yaml", data, size, &options, &error);
  g_assert ((inventory == NULL) == (error != NULL));
  if (inventory != NULL)
    {
      enisim_inventory_verify (inventory);
      check_all (inventory);
      fuzz_import (inventory);
    }
  return 0;
}
