/* replications.c: many runs of one scenario, and what they have in common */
#include "experiment/replications.h"

#include <math.h>

#include "experiment/run-metrics.h"
#include "stats/interval.h"
#include "stats/tally.h"

typedef struct
{
  char *name;
  const char *unit;
  EnisimTally tally;
} Metric;

struct EnisimReplications
{
  EnisimScenario *scenario;
  guint64 seed;
  guint64 n_runs;
  EnisimRunSummary *first;
  GArray *metrics;   /* of Metric; all are there once the first run is */
  EnisimBands bands; /* of what each subnet holds, and of the live VMs */
  guint next;        /* while a run is added: the metric whose turn it is */
  gint is_cancelled; /* atomic: set from a signal handler or another thread */
};

static void
clear_metric (gpointer metric)
{
  g_free (((Metric *) metric)->name);
}

EnisimReplications *
enisim_replications_new (EnisimScenario *scenario, guint64 seed)
{
  EnisimReplications *replications;

  g_return_val_if_fail (scenario != NULL, NULL);

  replications = g_new0 (EnisimReplications, 1);
  replications->scenario = enisim_scenario_ref (scenario);
  replications->seed = seed;
  replications->metrics = g_array_new (FALSE, FALSE, sizeof (Metric));
  g_array_set_clear_func (replications->metrics, clear_metric);
  enisim_bands_init (&replications->bands, scenario->n_subnets + 1, ENISIM_BANDS_VALUES_MAX);
  return replications;
}

void
enisim_replications_free (EnisimReplications *replications)
{
  if (replications == NULL)
    return;
  g_clear_pointer (&replications->first, enisim_run_summary_free);
  g_array_unref (replications->metrics);
  enisim_bands_clear (&replications->bands);
  enisim_scenario_unref (replications->scenario);
  g_free (replications);
}

static Metric *
get_metric (const EnisimReplications *replications, guint index)
{
  return &g_array_index (replications->metrics, Metric, index);
}

static void
add_value (const char *name, const char *unit, double value, gpointer user_data)
{
  EnisimReplications *replications = user_data;
  const guint index = replications->next++;

  if (replications->n_runs == 0)
    {
      const Metric metric = { .name = g_strdup (name), .unit = unit };

      g_array_append_val (replications->metrics, metric);
    }
  g_assert (g_str_equal (get_metric (replications, index)->name, name));
  if (!isnan (value))
    enisim_tally_add (&get_metric (replications, index)->tally, value);
}

static void
add_levels (EnisimReplications *replications, const EnisimRunSummary *summary)
{
  const guint n_subnets = summary->scenario->n_subnets;
  g_autofree const EnisimLevelSummary **levels = g_new (const EnisimLevelSummary *, n_subnets + 1);

  for (guint i = 0; i < n_subnets; i++)
    levels[i] = &summary->subnets[i].held;
  levels[n_subnets] = &summary->vms;
  enisim_bands_add (&replications->bands, summary->window.start, summary->ended_at, levels);
}

void
enisim_replications_add (EnisimReplications *replications, const EnisimSimulation *sim)
{
  g_return_if_fail (replications != NULL && sim != NULL && enisim_sim_is_at_rest (sim));
  enisim_replications_add_summary (replications, enisim_run_summary_new (sim));
}

void
enisim_replications_cancel (EnisimReplications *replications)
{
  g_return_if_fail (replications != NULL);
  g_atomic_int_set (&replications->is_cancelled, TRUE);
}

void
enisim_replications_add_summary (EnisimReplications *replications, EnisimRunSummary *of_run)
{
  g_autoptr (EnisimRunSummary) summary = of_run;

  g_return_if_fail (summary->scenario == replications->scenario);
  g_return_if_fail (summary->seed == replications->seed && summary->is_complete);
  replications->next = 0;
  enisim_run_metrics_foreach (summary, add_value, replications);
  add_levels (replications, summary);
  if (replications->n_runs++ == 0)
    replications->first = g_steal_pointer (&summary);
}

EnisimScenario *
enisim_replications_get_scenario (const EnisimReplications *replications)
{
  return replications->scenario;
}

guint64
enisim_replications_get_seed (const EnisimReplications *replications)
{
  return replications->seed;
}

gboolean
enisim_replications_is_cancelled (EnisimReplications *replications)
{
  return g_atomic_int_get (&replications->is_cancelled);
}

void
enisim_replications_forget_cancel (EnisimReplications *replications)
{
  g_atomic_int_set (&replications->is_cancelled, FALSE);
}

const EnisimRunSummary *
enisim_replications_get_first (const EnisimReplications *replications)
{
  return replications->first;
}

const EnisimBands *
enisim_replications_get_bands (const EnisimReplications *replications)
{
  return &replications->bands;
}

guint64
enisim_replications_get_n (const EnisimReplications *replications)
{
  g_return_val_if_fail (replications != NULL, 0);
  return replications->n_runs;
}

guint
enisim_replications_get_n_metrics (const EnisimReplications *replications)
{
  g_return_val_if_fail (replications != NULL, 0);
  return replications->metrics->len;
}

void
enisim_replications_get_metric (const EnisimReplications *replications, guint index,
                                EnisimMetric *metric)
{
  const Metric *found;

  g_return_if_fail (replications != NULL && metric != NULL);
  g_return_if_fail (index < replications->metrics->len);

  found = get_metric (replications, index);
  *metric = (EnisimMetric){ .name = found->name,
                            .unit = found->unit,
                            .n = found->tally.n,
                            .min = enisim_tally_get_min (&found->tally),
                            .max = enisim_tally_get_max (&found->tally) };
  enisim_interval_of_tally (&found->tally, ENISIM_REPLICATIONS_CONFIDENCE, &metric->mean,
                            &metric->half_width);
}

gboolean
enisim_replications_find_metric (const EnisimReplications *replications, const char *name,
                                 EnisimMetric *metric)
{
  g_return_val_if_fail (replications != NULL && name != NULL && metric != NULL, FALSE);

  for (guint i = 0; i < replications->metrics->len; i++)
    if (g_str_equal (get_metric (replications, i)->name, name))
      {
        enisim_replications_get_metric (replications, i, metric);
        return TRUE;
      }
  return FALSE;
}
