/* enisim-sensitivity.h: what a run's answers would be under other assumptions */
#pragma once

#if !defined(ENISIM_INSIDE) && !defined(ENISIM_COMPILATION)
#error "Only <enisim/enisim.h> can be included directly."
#endif

#include <enisim/enisim-simulation.h>

G_BEGIN_DECLS

/**
 * EnisimSensitivity:
 *
 * A run, and what other runs of the same seed say: each with one option of the model set to an
 * alternative.  Only options that the run depends on are tried.  Owned by whoever created it and
 * confined to one thread at a time.
 */
typedef struct EnisimSensitivity EnisimSensitivity;

/**
 * EnisimAnswer:
 * @name: for instance "subnets.private-a.held.peak" or "calls.quota"
 * @value: what the run says; NAN where it says nothing
 * @base_value: what the run without the alternative says
 */
typedef struct
{
  const char *name;
  double value, base_value;
} EnisimAnswer;

/**
 * enisim_sensitivity_new:
 * @sim: a simulation that has run to its end
 *
 * Returns: (transfer full): the cases that are worth a run
 */
ENISIM_API EnisimSensitivity *
enisim_sensitivity_new (const EnisimSimulation *sim) G_GNUC_WARN_UNUSED_RESULT;

/**
 * enisim_sensitivity_free:
 * @sensitivity: (transfer full) (nullable): what was found; %NULL is ignored
 */
ENISIM_API void enisim_sensitivity_free (EnisimSensitivity *sensitivity);

/** enisim_sensitivity_get_n_cases: alternatives to try. */
ENISIM_API guint enisim_sensitivity_get_n_cases (const EnisimSensitivity *sensitivity);

/**
 * enisim_sensitivity_get_override:
 * @sensitivity: what was found
 * @index: of a case, below enisim_sensitivity_get_n_cases()
 *
 * Returns: (transfer none): what makes the case of the scenario, as in "model.eni_reuse=no": one
 *   more of the overrides that enisim_scenario_load_file() takes, behind all others
 */
ENISIM_API const char *enisim_sensitivity_get_override (const EnisimSensitivity *sensitivity,
                                                        guint index);

/**
 * enisim_sensitivity_add:
 * @sensitivity: what was found
 * @index: of the case
 * @sim: a simulation of it that has run to its end, of the same seed and replication
 */
ENISIM_API void enisim_sensitivity_add (EnisimSensitivity *sensitivity, guint index,
                                        const EnisimSimulation *sim);

/** enisim_sensitivity_has_run: whether a case was added. */
ENISIM_API gboolean enisim_sensitivity_has_run (const EnisimSensitivity *sensitivity, guint index);

/** enisim_sensitivity_get_n_answers: the same for all cases. */
ENISIM_API guint enisim_sensitivity_get_n_answers (const EnisimSensitivity *sensitivity);

/**
 * enisim_sensitivity_get_answer:
 * @sensitivity: what was found
 * @index: of a case that has run
 * @answer_index: below enisim_sensitivity_get_n_answers()
 * @answer: (out caller-allocates): its text lives as long as @sensitivity
 */
ENISIM_API void enisim_sensitivity_get_answer (const EnisimSensitivity *sensitivity, guint index,
                                               guint answer_index, EnisimAnswer *answer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EnisimSensitivity, enisim_sensitivity_free)

G_END_DECLS
