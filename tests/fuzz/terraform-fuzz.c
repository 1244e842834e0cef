/* terraform-fuzz.c
 *
 * Goal: no bytes make the reader of Terraform's plans abort, hang or lose memory, and what it reads
 * keeps every promise of an inventory and of a plan of it.
 * Method: the bytes are one plan or state; the walk over all that was read.  JSON on a long line
 * goes another way through the parser, so that every other input is read with spaces before it.
 */
#include "fuzz-target.h"

#include <string.h>

#include "advise/plan.h"
#include "import/inventory.h"

enum
{
  BYTES_MAX = 64 * 1024,
  SPACES = 5000 /* a long line */
};

/* libfyaml 0.7 forgets 2 KiB of some malformed quoted scalars; what is ours must not leak. */
const char *__lsan_default_suppressions (void);

const char *
__lsan_default_suppressions (void)
{
  return "leak:libfyaml";
}

static void
check_plan (const EnisimInventory *inventory)
{
  g_autoptr (EnisimScenario) assumptions = enisim_plan_assume (inventory, NULL, NULL);
  g_autoptr (EnisimPlan) plan = NULL;

  if (assumptions == NULL)
    return; /* a Region that is no text for a scenario */
  plan = enisim_plan_new (inventory, assumptions);
  enisim_plan_verify (plan);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const EnisimImportOptions options = { .kind = ENISIM_IMPORT_TERRAFORM };
  const gsize n_spaces = size % 2 == 0 ? SPACES : 0;
  g_autofree guint8 *bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (EnisimInventory) inventory = NULL;

  if (size > BYTES_MAX)
    return 0;
  bytes = g_malloc (n_spaces + size + 1);
  memset (bytes, ' ', n_spaces);
  if (size > 0)
    memcpy (bytes + n_spaces, data, size);
  inventory = enisim_inventory_load_data ("fuzz.json", bytes, n_spaces + size, &options, &error);
  g_assert ((inventory == NULL) == (error != NULL));
  if (inventory != NULL)
    {
      enisim_inventory_verify (inventory);
      check_plan (inventory);
    }
  return 0;
}
