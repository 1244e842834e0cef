/* optimisations-off-test.c
 *
 * Goal: what only makes a run faster can be turned off, one by one and all together, and no byte of
 * the report changes (model.md "Time and order": no optimisation may).
 * Method: shipped scenarios and some that are larger, each run with everything on and then again
 * without each row of a table.  A row tells from the state at the end whether it was on, and each
 * scenario names the rows that it puts to use: so a switch that does nothing is noticed, and so is
 * a scenario that would not care.
 */
#include "sim/sim-check.h"

#include "base/pages.h"
#include "sim/optimisation-switches.h"

static gboolean
has_used_ladder (const EnisimSimulation *sim)
{
  return sim->agenda.queue.ladder.rungs[0].n_allocated > 0;
}

static gboolean
has_used_few (const EnisimSimulation *sim)
{
  return sim->agenda.queue.few.n_freed > 0;
}

/* A ring that was ever used keeps a chunk for the next timer. */
static gboolean
has_used_rings (const EnisimSimulation *sim)
{
  for (guint i = 0; i < sim->agenda.n_rings; i++)
    if (enisim_timer_ring_count_bytes (&sim->agenda.rings[i].timers) > 0)
      return TRUE;
  return FALSE;
}

static gboolean
has_compact_rings (const EnisimSimulation *sim)
{
  for (guint i = 0; i < sim->agenda.n_rings; i++)
    if (sim->agenda.rings[i].timers.n_stale > sim->agenda.rings[i].timers.n_timers / 2)
      return FALSE;
  return TRUE;
}

static gboolean
has_few_stale_queued (const EnisimSimulation *sim)
{
  const guint32 n_pending = enisim_event_queue_get_n_pending (&sim->agenda.queue);

  return sim->agenda.n_queued_stale <= MAX (1024, n_pending / 2);
}

static gboolean
has_drawn_ahead (const EnisimSimulation *sim)
{
  for (guint i = 0; i < sim->scenario->n_workloads; i++)
    if (sim->workloads[i].workload.batch->n > 1)
      return TRUE;
  return FALSE;
}

static gboolean
has_fetched_ahead (const EnisimSimulation *sim)
{
  return sim->fetches_ahead;
}

static gboolean
has_tidied (const EnisimSimulation *sim)
{
  return sim->sessions.invocations.far_from != ENISIM_SLAB_NONE;
}

/* May have: the kernel does what it can. */
static gboolean
has_huge_pages (const EnisimSimulation *sim)
{
  if (prctl (PR_GET_THP_DISABLE, 0, 0, 0, 0) != 0)
    return FALSE;
  for (guint i = 0; i < sim->scenario->n_workloads; i++)
    if (sim->workloads[i].workload.past_capacity * sizeof (guint32) >= ENISIM_PAGES_HUGE)
      return TRUE;
  return FALSE;
}

static gboolean
has_drawn_multiplier (const EnisimSimulation *sim)
{
  return sim->sessions.table.multiplier != 1;
}

static gboolean
has_foreseen (const EnisimSimulation *sim)
{
  return sim->foresight.n_unbooked > 0;
}

/* The sessions that are there are more than the table has. */
static gboolean
has_unfindable_sessions (const EnisimSimulation *sim)
{
  return sim->sessions.sessions.n_taken > enisim_record_table_get_n_records (&sim->sessions.table);
}

/* As bits. */
enum
{
  LADDER = 1 << 0,
  RINGS = 1 << 1,
  COMPACTION = 1 << 2,
  DROPPING = 1 << 3,
  FETCHING = 1 << 4,
  TIDYING = 1 << 5,
  HUGE_PAGES = 1 << 6,
  MULTIPLIER = 1 << 7,
  UNFINDABLE = 1 << 8,
  DRAWING = 1 << 9,
  FEW = 1 << 10,
  FORESIGHT = 1 << 11
};

static const struct
{
  const char *name;
  guint flag;
  void (*turn_off) (EnisimSimulation *sim);
  gboolean (*was_on) (const EnisimSimulation *sim);
} OPTIMISATIONS[] = {
  { "the ladder", LADDER, queue_in_heap_only, has_used_ladder },
  { "few events in slots", FEW, queue_few_as_others, has_used_few },
  { "rings of constant delays", RINGS, queue_all_timers, has_used_rings },
  { "compaction of rings", COMPACTION, keep_stale_timers, has_compact_rings },
  { "dropping stale events of the queue", DROPPING, keep_stale_queued, has_few_stale_queued },
  { "calls drawn ahead", DRAWING, draw_one_by_one, has_drawn_ahead },
  { "memory fetched ahead", FETCHING, fetch_never, has_fetched_ahead },
  { "memory given back", TIDYING, tidy_never, has_tidied },
  { "huge pages", HUGE_PAGES, use_small_pages, has_huge_pages },
  { "a multiplier of each table", MULTIPLIER, fix_multipliers, has_drawn_multiplier },
  { "lives that are foreseen", FORESIGHT, foresee_nothing, has_foreseen },
  { "sessions that no table has", UNFINDABLE, make_all_findable, has_unfindable_sessions },
};

/* Calls that come in one crowd and then in a trickle, of sessions with a long memory. */
#define CROWD                                                                                      \
  "horizon: 100s\n"                                                                                \
  "quotas: {limits: off}\n"                                                                        \
  "model: {cold_start: 2s, teardown: 5s, provisioning_conflict: wait}\n"                           \
  "runtimes: [{name: a, idle_timeout: 60s}]\n"                                                     \
  "workloads:\n"                                                                                   \
  "  - windows:\n"                                                                                 \
  "      windows: [{at: 0s, until: 5s, rate: 2000/s}, {at: 5s, rate: 50/s}]\n"                     \
  "      session: {new: 0.5, reuse: uniform, reuse_window: 1100000}\n"                             \
  "      duration: {exponential: 20s}\n"

/* Sessions of one call each. */
#define LOSS                                                                                       \
  "horizon: 3h\n"                                                                                  \
  "warm_up: 20min\n"                                                                               \
  "quotas: {max_vms: 100}\n"                                                                       \
  "runtimes: [{name: a, idle_timeout: 60s}]\n"                                                     \
  "workloads: [{poisson: {rate: 1/s, duration: {exponential: 20s}}}]\n"

/* Callers who try again, of a trace whose sessions are called over and over. */
#define TRACE                                                                                      \
  "quotas: {max_vms: 30}\n"                                                                        \
  "model: {cold_start: 5s, retry: {quota: {attempts: 4}, conflict: {attempts: 3}}}\n"              \
  "runtimes: [{name: a, idle_timeout: 15min}]\n"                                                   \
  "workloads:\n"                                                                                   \
  "  - trace:\n"                                                                                   \
  "      file: TRACE\n"                                                                            \
  "      time: {column: at, unit: s}\n"                                                            \
  "      session: {column: user}\n"                                                                \
  "      duration: {column: took, unit: s}\n"

/* Two rows a second of forty users, who take up to ten seconds each. */
static char *
write_trace (void)
{
  char *path = temp_file_new ();
  g_autoptr (GString) csv = g_string_new ("at,user,took\n");
  g_autoptr (GRand) generator = g_rand_new_with_seed (1);

  for (gint i = 0; i < 4000; i++)
    g_string_append_printf (csv, "%d.%d,u%d,%d\n", i / 2, i % 2 * 5,
                            g_rand_int_range (generator, 0, 40),
                            g_rand_int_range (generator, 0, 10));
  temp_file_write (path, csv->str, csv->len);
  return path;
}

static const struct
{
  const char *shipped;      /* file name; or NULL: */
  const char *text;         /* in which "TRACE" is a file */
  const char *overrides[2]; /* of a shipped one */
  guint uses;
} SCENARIOS[] = {
  { .shipped = "reference.yaml", .uses = LADDER | FEW | RINGS | DRAWING | FETCHING | UNFINDABLE },
  { .shipped = "published-load-fit-unhealthy.yaml", .uses = LADDER | FEW | RINGS },
  { .shipped = "published-deletion-recreated.yaml", .uses = FEW | RINGS },
  { .shipped = "preview-churn.yaml", .overrides = { "horizon=1d" }, .uses = FEW | RINGS },
  { .text = TRACE, .uses = FEW | RINGS | COMPACTION | DROPPING | DRAWING | FETCHING | MULTIPLIER },
  { .text = LOSS, .uses = LADDER | RINGS | DRAWING | FETCHING | UNFINDABLE | FORESIGHT },
  /* By a fixed multiplier so many sessions crowd, and their table draws another. */
  { .text = CROWD, .uses = LADDER | RINGS | DRAWING | FETCHING | TIDYING | HUGE_PAGES },
};

static EnisimScenario *
load (gint i, char *trace)
{
  g_autofree char *path = NULL;
  g_autoptr (GString) text = NULL;
  g_autoptr (GError) error = NULL;
  EnisimScenario *scenario;

  if (SCENARIOS[i].shipped == NULL)
    {
      text = g_string_new (SCENARIOS[i].text);
      g_string_replace (text, "TRACE", trace, 0);
      return load_text (text->str);
    }
  path = g_build_filename (ENISIM_SOURCE_DIR, "bench", "scenarios", SCENARIOS[i].shipped, NULL);
  scenario = enisim_scenario_load_file (path, SCENARIOS[i].overrides, &error);
  ck_assert_no_error (error);
  return scenario;
}

/* Returns: the report of a run without those of @off.  @were_on: (out) */
static char *
run_without (EnisimScenario *scenario, guint off, guint *were_on)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EnisimSimulation) sim = NULL;

  allow_huge_pages (TRUE);
  sim = enisim_simulation_new (scenario, 1, 0, &error);
  ck_assert_no_error (error);
  fetch_from_the_start (sim);
  for (guint i = 0; i < G_N_ELEMENTS (OPTIMISATIONS); i++)
    if (off & OPTIMISATIONS[i].flag)
      OPTIMISATIONS[i].turn_off (sim);
  ck_assert (enisim_simulation_run (sim, &error));
  enisim_simulation_verify (sim);
  *were_on = 0;
  for (guint i = 0; i < G_N_ELEMENTS (OPTIMISATIONS); i++)
    *were_on |= OPTIMISATIONS[i].was_on (sim) ? OPTIMISATIONS[i].flag : 0;
  return enisim_report_to_json (sim);
}

static void
assert_same (EnisimScenario *scenario, const char *plain, guint off, guint uses, const char *name)
{
  guint were_on;
  g_autofree char *report = run_without (scenario, off, &were_on);

  ck_assert_msg (g_str_equal (report, plain), "the report changes without %s", name);
  ck_assert_msg ((were_on & off & uses) == 0, "%s: still on: 0x%x", name, were_on & off & uses);
}

START_TEST (no_optimisation_shows_in_the_report)
{
  char *trace = write_trace ();
  g_autoptr (EnisimScenario) scenario = load (_i, trace);
  const guint uses = SCENARIOS[_i].uses;
  guint were_on, all = 0;
  g_autofree char *plain = run_without (scenario, 0, &were_on);

  ck_assert_msg ((were_on & uses) == uses, "not on: 0x%x", uses & ~were_on);
  for (guint i = 0; i < G_N_ELEMENTS (OPTIMISATIONS); i++)
    {
      assert_same (scenario, plain, OPTIMISATIONS[i].flag, uses, OPTIMISATIONS[i].name);
      all |= OPTIMISATIONS[i].flag;
    }
  /* What no ring has needs no compaction. */
  assert_same (scenario, plain, all, uses & ~(guint) COMPACTION, "all of them");
  temp_file_remove (&trace);
}
END_TEST

START_TEST (every_optimisation_is_used_by_a_scenario)
{
  guint used = 0;

  for (guint i = 0; i < G_N_ELEMENTS (SCENARIOS); i++)
    used |= SCENARIOS[i].uses;
  for (guint i = 0; i < G_N_ELEMENTS (OPTIMISATIONS); i++)
    ck_assert_msg (used & OPTIMISATIONS[i].flag, "nothing uses %s", OPTIMISATIONS[i].name);
}
END_TEST

static Suite *
optimisations_off_suite (void)
{
  Suite *suite = suite_create ("sim/optimisations-off");
  TCase *bytes = tcase_create ("bytes");

  tcase_add_loop_test (bytes, no_optimisation_shows_in_the_report, 0, G_N_ELEMENTS (SCENARIOS));
  tcase_add_test (bytes, every_optimisation_is_used_by_a_scenario);
  suite_add_tcase (suite, bytes);
  return suite;
}

ENISIM_TEST_MAIN (optimisations_off_suite)
