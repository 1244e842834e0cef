/* scenario-sgs.h: the security groups of a scenario
 *
 * A scenario has those that its agents and holders name, and those whose rules name one of these:
 * whatever stands between a group and its deletion.
 */
#pragma once

#include "import/inventory.h"
#include "import/scenario-names.h"

typedef struct
{
  const EnisimInventory *inventory;
  GHashTable *titles; /* id -> what people call it */
  EnisimScenarioNames names;
  GPtrArray *ids; /* (of EnisimId) in the order in which they got their names */
} EnisimScenarioSgs;

/* @inventory: outlives them */
void enisim_scenario_sgs_init (EnisimScenarioSgs *sgs, const EnisimInventory *inventory);
void enisim_scenario_sgs_clear (EnisimScenarioSgs *sgs);

/* Appends "security_groups: [a, b]", whose groups the scenario has from then on.  A list of which
 * only the expression is known is one group, as equal expressions are equal. */
void enisim_scenario_sgs_add_list (GString *out, EnisimScenarioSgs *sgs, const EnisimIdList *list);

/* Appends the VPC's section, once all lists are there.
 * @left_out: (of char *) gets what rules only perhaps name */
void enisim_scenario_sgs_write (GString *out, EnisimScenarioSgs *sgs, GPtrArray *left_out);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EnisimScenarioSgs, enisim_scenario_sgs_clear)
