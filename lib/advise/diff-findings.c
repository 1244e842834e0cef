/* diff-findings.c: which findings come, go, change, or are known no more
 *
 * A finding is told by its rule, its resource and its subject, the latter two by what they are on
 * the new side: a thing that is renamed keeps its findings.
 */
#include "advise/diff.h"

/* In the order of what counts more where one side has several of a key. */
typedef enum
{
  NOT_THERE,
  SUPPRESSED,
  NOT_KNOWN,
  FOUND
} State;

typedef struct
{
  EnisimDiff *diff;
  GHashTable *identities[ENISIM_N_DIFF_SIDES]; /* id -> one text for the same thing */
  GHashTable *places;                          /* key -> index in @pairs, + 1 */
  GArray *pairs;                               /* of EnisimDiffFinding, changed or not */
} Pairing;

const char *
enisim_diff_finding_change_get_name (EnisimDiffFindingChange change)
{
  switch (change)
    {
    case ENISIM_DIFF_FINDING_NEW:
      return "new";
    case ENISIM_DIFF_FINDING_WORSE:
      return "worse";
    case ENISIM_DIFF_FINDING_NO_LONGER_KNOWN:
      return "no_longer_known";
    case ENISIM_DIFF_FINDING_NEWLY_NOT_KNOWN:
      return "newly_not_known";
    case ENISIM_DIFF_FINDING_MILDER:
      return "milder";
    case ENISIM_DIFF_FINDING_SUPPRESSED:
      return "suppressed";
    case ENISIM_DIFF_FINDING_GONE:
      return "gone";
    }
  return NULL;
}

/* What has a twin is called by its place on the new side. */
static void
add_identities (Pairing *pairing, guint kind, guint side)
{
  const GArray *items = pairing->diff->matches[kind].items[side];

  for (guint i = 0; i < items->len; i++)
    {
      const EnisimDiffItem *item = &g_array_index (items, EnisimDiffItem, i);
      const guint place = side == ENISIM_DIFF_NEW ? i : item->twin;
      g_autofree char *text = place == ENISIM_DIFF_NONE ? g_strdup_printf ("%u, old %u", kind, i)
                                                        : g_strdup_printf ("%u, %u", kind, place);

      g_hash_table_insert (pairing->identities[side], (gpointer) item->id,
                           g_string_chunk_insert_const (pairing->diff->texts, text));
    }
}

static void
pairing_init (Pairing *pairing, EnisimDiff *diff)
{
  *pairing = (Pairing){
    .diff = diff,
    .identities
    = { g_hash_table_new (g_str_hash, g_str_equal), g_hash_table_new (g_str_hash, g_str_equal) },
    .places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .pairs = g_array_new (FALSE, FALSE, sizeof (EnisimDiffFinding)),
  };
  for (guint kind = 0; kind < ENISIM_N_DIFF_KINDS; kind++)
    for (guint side = 0; side < ENISIM_N_DIFF_SIDES; side++)
      add_identities (pairing, kind, side);
}

static void
pairing_clear (Pairing *pairing)
{
  for (guint side = 0; side < ENISIM_N_DIFF_SIDES; side++)
    g_hash_table_unref (pairing->identities[side]);
  g_hash_table_unref (pairing->places);
  g_array_unref (pairing->pairs);
}

/* A stack as a whole, "STACK/", is the same where either side has but one, whatever it is called.
 */
static const char *
get_identity (const Pairing *pairing, guint side, const char *text)
{
  const EnisimDiff *diff = pairing->diff;
  const char *identity = g_hash_table_lookup (pairing->identities[side], text);

  if (identity != NULL)
    return identity;
  if (g_str_has_suffix (text, "/") && g_hash_table_size (diff->stacks[ENISIM_DIFF_OLD]) > 1
      && g_hash_table_size (diff->stacks[ENISIM_DIFF_NEW]) > 1)
    return text;
  return enisim_diff_make_local (pairing->diff, side, text);
}

/* Returns: (transfer full) */
static char *
make_key (const Pairing *pairing, guint side, const EnisimFinding *finding)
{
  return g_strjoin ("\n", finding->rule->id, get_identity (pairing, side, finding->resource_id),
                    get_identity (pairing, side, finding->subject), NULL);
}

static State
get_state (const EnisimFinding *finding)
{
  if (finding == NULL)
    return NOT_THERE;
  if (finding->suppression != ENISIM_SUPPRESSION_NONE)
    return SUPPRESSED;
  return finding->is_known ? FOUND : NOT_KNOWN;
}

/* Whether @finding counts more than @other. */
static gboolean
outranks (const EnisimFinding *finding, const EnisimFinding *other)
{
  const State state = get_state (finding), other_state = get_state (other);

  return state != other_state ? state > other_state : finding->severity > other->severity;
}

static void
add_side (Pairing *pairing, guint side)
{
  const EnisimCheck *check = pairing->diff->checks[side];

  for (guint i = 0; i < enisim_check_get_n_findings (check); i++)
    {
      const EnisimFinding *finding = enisim_check_get_finding (check, i);
      char *key = make_key (pairing, side, finding);
      guint place = GPOINTER_TO_UINT (g_hash_table_lookup (pairing->places, key));
      const EnisimDiffFinding empty = { 0 };
      EnisimDiffFinding *pair;
      const EnisimFinding **own;

      if (place == 0)
        {
          g_array_append_val (pairing->pairs, empty);
          place = pairing->pairs->len;
        }
      g_hash_table_insert (pairing->places, key, GUINT_TO_POINTER (place));
      pair = &g_array_index (pairing->pairs, EnisimDiffFinding, place - 1);
      own = side == ENISIM_DIFF_OLD ? &pair->before : &pair->after;
      if (outranks (finding, *own))
        *own = finding;
    }
}

/* Returns: FALSE: it is the same on both sides, or counts on neither */
static gboolean
tell_change (EnisimDiffFinding *pair)
{
  const State before = get_state (pair->before), after = get_state (pair->after);

  switch (after)
    {
    case FOUND:
      pair->change = before != FOUND                                  ? ENISIM_DIFF_FINDING_NEW
                     : pair->after->severity > pair->before->severity ? ENISIM_DIFF_FINDING_WORSE
                                                                      : ENISIM_DIFF_FINDING_MILDER;
      return before != FOUND || pair->after->severity != pair->before->severity;
    case NOT_KNOWN:
      pair->change = before == FOUND ? ENISIM_DIFF_FINDING_NO_LONGER_KNOWN
                                     : ENISIM_DIFF_FINDING_NEWLY_NOT_KNOWN;
      return before != NOT_KNOWN;
    case SUPPRESSED:
      pair->change = ENISIM_DIFF_FINDING_SUPPRESSED;
      return before != SUPPRESSED;
    case NOT_THERE:
      pair->change = ENISIM_DIFF_FINDING_GONE;
      return before != SUPPRESSED;
    }
  g_assert_not_reached ();
}

static EnisimSeverity
get_severity (const EnisimDiffFinding *finding)
{
  return (finding->after != NULL ? finding->after : finding->before)->severity;
}

/* By change, the worst ones first. */
static gint
compare_pairs (gconstpointer a, gconstpointer b)
{
  const EnisimDiffFinding *x = a, *y = b;

  if (x->change != y->change)
    return x->change < y->change ? -1 : 1;
  return (get_severity (x) < get_severity (y)) - (get_severity (x) > get_severity (y));
}

void
enisim_diff_compare_findings (EnisimDiff *diff)
{
  Pairing pairing;

  pairing_init (&pairing, diff);
  for (guint side = 0; side < ENISIM_N_DIFF_SIDES; side++)
    add_side (&pairing, side);
  for (guint i = 0; i < pairing.pairs->len; i++)
    {
      EnisimDiffFinding *pair = &g_array_index (pairing.pairs, EnisimDiffFinding, i);

      if (tell_change (pair))
        g_array_append_vals (diff->findings, pair, 1);
    }
  g_array_sort (diff->findings, compare_pairs);
  pairing_clear (&pairing);
}
