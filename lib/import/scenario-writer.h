/* scenario-writer.h: what writes a scenario's agents
 *
 * A scenario's runtimes, Browsers and Code Interpreters are created at 0 s: first those that are
 * there already, then those that are to come; only who finds ENIs retained comes once they are.
 */
#pragma once

#include "import/scenario-places.h"
#include "import/scenario-sgs.h"

typedef struct
{
  const EnisimInventory *inventory;
  EnisimScenarioPlaces *places;
  GHashTable *live; /* "KIND NAME" -> EnisimAgent, of those that are there */
  EnisimScenarioNames agents;
  EnisimScenarioSgs *sgs; /* the caller's */
  GPtrArray *deleted;     /* (of const char *) names of stand-ins that are gone at once */
  GString *updates;       /* entries of a timeline */
} EnisimScenarioWriter;

/* Returns: (nullable): why a scenario cannot have it */
const char *enisim_scenario_get_obstacle (const EnisimScenarioWriter *writer,
                                          const EnisimAgent *agent);

void enisim_scenario_leave_out (EnisimScenarioWriter *writer, const EnisimAgent *agent,
                                const char *why);

/* @between: keys */
void enisim_scenario_add_network (GString *out, EnisimScenarioWriter *writer,
                                  const EnisimAgent *agent, const char *between);

/* @title: for people */
void enisim_scenario_write_agent (GString *out, EnisimScenarioWriter *writer,
                                  const EnisimAgent *agent, const char *title);

/* Learns which agents are there. */
void enisim_scenario_index_live (EnisimScenarioWriter *writer);

/* Returns: (nullable): the agent that is there under the name of one that is to be made */
const EnisimAgent *enisim_scenario_find_live (const EnisimScenarioWriter *writer,
                                              const EnisimAgent *agent);

/* An agent that is there under that name is updated; and not where it stays as it is. */
void enisim_scenario_add_update (EnisimScenarioWriter *writer, const EnisimAgent *agent,
                                 const EnisimAgent *there);

/* Whether ENIs of its configuration are there that no agent holds. */
gboolean enisim_scenario_is_retained (const EnisimScenarioWriter *writer, const EnisimAgent *agent);

/* Whoever has, or had, ENIs of which no agent is known. */
void enisim_scenario_add_stand_ins (GString *out, EnisimScenarioWriter *writer);

/* The end of stand-ins for those that are gone, and updates, as a section of its own. */
void enisim_scenario_add_timeline (GString *out, const EnisimScenarioWriter *writer);
