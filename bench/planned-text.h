/* planned-text.h: a description as text, from there to the report of its plan
 *
 * For cases whose state it is: they make the text, this plans it again and again.
 */
#pragma once

#include "bench.h"

#include <enisim/enisim.h>

typedef struct
{
  GString *text;
  guint32 n_operations; /* of one plan of it */
} BenchPlannedText;

static inline guint64
bench_planned_text_plan (const BenchPlannedText *planned)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EnisimInventory) inventory = enisim_inventory_load_data (
      "bench", (const guint8 *) planned->text->str, planned->text->len, NULL, &error);
  g_autoptr (EnisimScenario) assumptions = NULL;
  g_autoptr (EnisimPlan) plan = NULL;
  g_autofree char *report = NULL;
  guint64 checksum = 0;

  if (inventory == NULL)
    g_error ("%s", error->message);
  assumptions = enisim_plan_assume (inventory, NULL, &error);
  if (assumptions == NULL)
    g_error ("%s", error->message);
  plan = enisim_plan_new (inventory, assumptions);
  report = enisim_report_plan_to_json (plan);
  for (const char *p = report; *p != '\0'; p++)
    checksum = checksum * 31 + (guint8) *p;
  return checksum;
}

static inline guint64
bench_planned_text_run (gpointer state, guint64 n)
{
  const BenchPlannedText *planned = state;
  guint64 checksum = 0;

  for (guint64 done = 0; done < n; done += planned->n_operations)
    checksum = checksum * 31 + bench_planned_text_plan (planned);
  return checksum;
}

static inline void
bench_planned_text_free (gpointer state)
{
  BenchPlannedText *planned = state;

  g_string_free (planned->text, TRUE);
  g_free (planned);
}
