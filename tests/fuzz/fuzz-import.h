/* fuzz-import.h: whatever is read becomes a scenario that loads */
#pragma once

#include <string.h>

#include <enisim/enisim-import.h>
#include <enisim/enisim-scenario.h>

static inline void
fuzz_import (const EnisimInventory *inventory)
{
  g_auto (GStrv) left_out = NULL;
  g_autofree char *text = enisim_inventory_to_scenario (inventory, &left_out);
  g_autoptr (GError) error = NULL;
  g_autoptr (EnisimScenario) scenario = enisim_scenario_load_data (
      "import.yaml", (const guint8 *) text, strlen (text), NULL, &error);

  if (scenario == NULL)
    g_error ("%s\n%s", error->message, text);
}
