/* template-fuzz.c
 *
 * Goal: no bytes make the reader of templates abort, hang or lose memory, and what it reads keeps
 * every promise of an inventory.
 * Method: the bytes are one template without a folder, so that they choose no file; the walk over
 * all that was read.
 */
#include "fuzz-target.h"

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
    enisim_inventory_verify (inventory);
  return 0;
}
