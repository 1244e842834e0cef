/* stream-test.c
 *
 * Goal: the generators are the published ones, every part of an address counts, and what is
 * drawn from a word is uniform.
 * Method: the authors' test vectors and the recurrence restated as one step of all words at once;
 * sets of addresses without a double; chi-square at fixed seeds, within five deviations.
 */
#include "enisim-check.h"

#include <math.h>

#include "core/stream.h"

/* The draws that come next are @draw, then others. */
static EnisimStream
stream_about_to_draw (guint64 draw)
{
  return (EnisimStream){ { 0, 1, 0, draw >> 23 | draw << 41 } };
}

START_TEST (xoshiro_gives_the_published_numbers)
{
  static const guint64 expected[] = { G_GUINT64_CONSTANT (41943041),
                                      G_GUINT64_CONSTANT (58720359),
                                      G_GUINT64_CONSTANT (3588806011781223),
                                      G_GUINT64_CONSTANT (3591011842654386),
                                      G_GUINT64_CONSTANT (9228616714210784205),
                                      G_GUINT64_CONSTANT (9973669472204895162),
                                      G_GUINT64_CONSTANT (14011001112246962877),
                                      G_GUINT64_CONSTANT (12406186145184390807),
                                      G_GUINT64_CONSTANT (15849039046786891736),
                                      G_GUINT64_CONSTANT (10450023813501588000) };
  EnisimStream stream = { { 1, 2, 3, 4 } };

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    ck_assert_uint_eq (enisim_stream_next_u64 (&stream), expected[i]);
}
END_TEST

START_TEST (word_is_spread_as_splitmix_does)
{
  const EnisimStream stream = enisim_stream_from_word (G_GUINT64_CONSTANT (1477776061723855037));

  ck_assert_uint_eq (stream.state[0], G_GUINT64_CONSTANT (1985237415132408290));
  ck_assert_uint_eq (stream.state[1], G_GUINT64_CONSTANT (2979275885539914483));
  ck_assert_uint_eq (stream.state[2], G_GUINT64_CONSTANT (13511426838097143398));
  ck_assert_uint_eq (stream.state[3], G_GUINT64_CONSTANT (8488337342461049707));
}
END_TEST

static guint64
naive_rotate (guint64 word, guint n_bits)
{
  for (guint i = 0; i < n_bits; i++)
    word = word * 2 + word / (G_GUINT64_CONSTANT (1) << 63);
  return word;
}

static guint64
naive_next (guint64 state[4])
{
  const guint64 a = state[0], b = state[1], c = state[2], d = state[3];

  state[0] = a ^ b ^ d;
  state[1] = a ^ b ^ c;
  state[2] = a ^ c ^ b * (1 << 17);
  state[3] = naive_rotate (b ^ d, 45);
  return naive_rotate (a + d, 23) + a;
}

START_TEST (agrees_with_the_recurrence_restated)
{
  EnisimStream stream = enisim_stream_from_word ((guint64) _i);
  EnisimStream naive = stream;

  for (guint i = 0; i < 1000; i++)
    ck_assert_uint_eq (enisim_stream_next_u64 (&stream), naive_next (naive.state));
}
END_TEST

START_TEST (stream_at_an_address_is_that_of_its_word)
{
  EnisimStream at = enisim_stream_at (7, 3, 2, "runtime");
  EnisimStream from = enisim_stream_from_word (enisim_stream_address (7, 3, 2, "runtime"));

  for (guint i = 0; i < 10; i++)
    ck_assert_uint_eq (enisim_stream_next_u64 (&at), enisim_stream_next_u64 (&from));
}
END_TEST

/* Results that somebody stored rest on these words, which were worked out apart from this code. */
START_TEST (addresses_are_the_same_in_every_version)
{
  ck_assert_uint_eq (enisim_stream_address (1, 2, 3, "runtime"),
                     G_GUINT64_CONSTANT (12761148631868839045));
  ck_assert_uint_eq (enisim_stream_address (1, 2, 3, "eni_test_runtime"),
                     G_GUINT64_CONSTANT (2475861133287217101));
}
END_TEST

typedef GHashTable Words;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Words, g_hash_table_unref)

static Words *
words_new (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

static void
assert_new (Words *words, guint64 word)
{
  ck_assert (g_hash_table_add (words, g_memdup2 (&word, sizeof word)));
}

START_TEST (every_part_of_an_address_counts)
{
  g_autoptr (Words) words = words_new ();

  for (guint64 seed = 0; seed < 12; seed++)
    for (guint32 replication = 0; replication < 12; replication++)
      for (guint32 purpose = 0; purpose < 12; purpose++)
        {
          assert_new (words, enisim_stream_address (seed, replication, purpose, ""));
          assert_new (words, enisim_stream_address (seed, replication, purpose, "a"));
          assert_new (words, enisim_stream_address (seed, replication, purpose, "b"));
        }
}
END_TEST

START_TEST (names_never_meet)
{
  static const char letters[] = "ab\1\xff";
  g_autoptr (Words) words = words_new ();
  g_autoptr (GString) name = g_string_new (NULL);

  /* All names of up to six of four letters, then one letter up to 100 times. */
  for (guint length = 0; length <= 6; length++)
    for (guint number = 0; number < 1u << (2 * length); number++)
      {
        g_string_truncate (name, 0);
        for (guint i = 0; i < length; i++)
          g_string_append_c (name, letters[number >> (2 * i) & 3]);
        assert_new (words, enisim_stream_address (1, 0, 0, name->str));
      }
  for (guint length = 7; length <= 100; length++)
    {
      g_string_truncate (name, 0);
      for (guint i = 0; i < length; i++)
        g_string_append_c (name, 'a');
      assert_new (words, enisim_stream_address (1, 0, 0, name->str));
    }
}
END_TEST

static guint64
address_of_two (const char *a, const char *b)
{
  return enisim_stream_mix (enisim_stream_address (1, 0, 0, a), enisim_stream_address (1, 0, 0, b));
}

START_TEST (two_names_are_not_their_concatenation)
{
  g_autoptr (Words) words = words_new ();

  assert_new (words, address_of_two ("a", "b"));
  assert_new (words, address_of_two ("b", "a"));
  assert_new (words, address_of_two ("ab", ""));
  assert_new (words, address_of_two ("", "ab"));
  assert_new (words, enisim_stream_address (1, 0, 0, "ab"));
}
END_TEST

START_TEST (calls_of_one_address_never_meet)
{
  g_autoptr (Words) words = words_new ();
  const guint64 address = enisim_stream_address ((guint64) _i, 0, 0, "workload");

  for (guint64 call = 0; call < 20000; call++)
    assert_new (words, enisim_stream_mix (address, call));
}
END_TEST

/* Flips bit @bit of the address's parts, which are laid end to end: 64 of the seed, 32 of the
 * replication, 32 of the purpose, the rest of a name without a zero byte. */
static guint64
address_with_flipped (guint64 seed, guint bit)
{
  char name[] = "name of 19 letters.";
  guint32 replication = 5, purpose = 9;

  if (bit < 64)
    seed ^= G_GUINT64_CONSTANT (1) << bit;
  else if (bit < 96)
    replication ^= 1u << (bit - 64);
  else if (bit < 128)
    purpose ^= 1u << (bit - 96);
  else
    name[(bit - 128) / 8] = (char) (name[(bit - 128) / 8] ^ 1 << bit % 8);
  return enisim_stream_address (seed, replication, purpose, name);
}

static guint
count_bits (guint64 word)
{
  guint n = 0;

  for (; word != 0; word &= word - 1)
    n++;
  return n;
}

START_TEST (each_bit_of_an_address_changes_half_the_word)
{
  const guint n_seeds = 400, n_bits = 128 + 19 * 8;

  for (guint bit = 0; bit < n_bits; bit++)
    {
      double n_changed = 0;

      for (guint64 seed = 0; seed < n_seeds; seed++)
        n_changed += count_bits (enisim_stream_address (seed, 5, 9, "name of 19 letters.")
                                 ^ address_with_flipped (seed, bit));
      /* Of n fair bits, n / 2 are set, with a variance of n / 4. */
      ck_assert_double_le (fabs (n_changed - n_seeds * 32), 5 * sqrt (n_seeds * 16));
    }
}
END_TEST

/* @counts of what should be equally many, against five deviations of chi-square. */
static void
assert_uniform (const guint *counts, guint n_counts)
{
  const double df = n_counts - 1;
  double total = 0, chi_square = 0;

  for (guint i = 0; i < n_counts; i++)
    total += counts[i];
  for (guint i = 0; i < n_counts; i++)
    {
      const double expected = total / n_counts;

      chi_square += (counts[i] - expected) * (counts[i] - expected) / expected;
    }
  ck_assert_double_le (fabs (chi_square - df), 5 * sqrt (2 * df) + 5);
}

static void
assert_independent (EnisimStream a, EnisimStream b)
{
  guint counts[256] = { 0 };

  for (guint i = 0; i < 50000; i++)
    counts[enisim_stream_next_u64 (&a) >> 60 << 4 | enisim_stream_next_u64 (&b) >> 60]++;
  assert_uniform (counts, G_N_ELEMENTS (counts));
}

START_TEST (neighbours_are_independent)
{
  const guint64 seed = (guint64) _i;
  const guint64 word = enisim_stream_address (seed, 0, 0, "x");
  const EnisimStream stream = enisim_stream_from_word (word);

  assert_independent (stream, enisim_stream_at (seed, 0, 1, "x"));
  assert_independent (stream, enisim_stream_at (seed, 1, 0, "x"));
  assert_independent (stream, enisim_stream_at (seed + 1, 0, 0, "x"));
  assert_independent (stream, enisim_stream_at (seed, 0, 0, "y"));
  assert_independent (enisim_stream_from_word (enisim_stream_mix (word, 0)),
                      enisim_stream_from_word (enisim_stream_mix (word, 1)));
}
END_TEST

/* What a model sees: the first draw of call after call. */
START_TEST (first_draws_of_calls_are_uniform)
{
  const guint64 word = enisim_stream_address ((guint64) _i, 0, 0, "x");
  guint counts[256] = { 0 };

  for (guint64 call = 0; call < 50000; call++)
    {
      EnisimStream stream = enisim_stream_from_word (enisim_stream_mix (word, call));

      counts[enisim_stream_next_u64 (&stream) >> 56]++;
    }
  assert_uniform (counts, G_N_ELEMENTS (counts));
}
END_TEST

START_TEST (units_reach_their_bounds_as_documented)
{
  EnisimStream stream = stream_about_to_draw (0);

  ck_assert (enisim_stream_next_unit (&stream) == 0.0);
  stream = stream_about_to_draw (0);
  ck_assert (enisim_stream_next_open_unit (&stream) == 0x1p-53);
  stream = stream_about_to_draw (G_MAXUINT64);
  ck_assert (enisim_stream_next_unit (&stream) == 1 - 0x1p-53);
  stream = stream_about_to_draw (G_MAXUINT64);
  ck_assert (enisim_stream_next_open_unit (&stream) == 1.0);
}
END_TEST

START_TEST (below_is_uniform)
{
  static const guint sizes[] = { 2, 3, 7, 64, 1000 };
  const guint n = sizes[_i];
  EnisimStream stream = enisim_stream_from_word ((guint64) _i);
  guint counts[1000] = { 0 };

  for (guint i = 0; i < 100000; i++)
    counts[enisim_stream_next_below (&stream, n)]++;
  assert_uniform (counts, n);
}
END_TEST

/* Without drawing again, every third result would come twice as often as the rest. */
START_TEST (below_is_uniform_where_rejection_matters)
{
  const guint64 n = G_GUINT64_CONSTANT (3) << 62;
  EnisimStream stream = enisim_stream_from_word ((guint64) _i);
  guint counts[3] = { 0 };

  for (guint i = 0; i < 30000; i++)
    {
      const guint64 drawn = enisim_stream_next_below (&stream, n);

      ck_assert (drawn < n);
      counts[drawn % 3]++;
    }
  assert_uniform (counts, G_N_ELEMENTS (counts));
}
END_TEST

START_TEST (below_one_is_zero)
{
  EnisimStream stream = enisim_stream_from_word (1);

  for (guint i = 0; i < 100; i++)
    ck_assert_uint_eq (enisim_stream_next_below (&stream, 1), 0);
}
END_TEST

START_TEST (below_zero_is_a_bug)
{
  EnisimStream stream = enisim_stream_from_word (1);

  enisim_stream_next_below (&stream, 0);
}
END_TEST

static Suite *
stream_suite (void)
{
  Suite *suite = suite_create ("core/stream");
  TCase *generator = tcase_create ("generator");
  TCase *address = tcase_create ("address");
  TCase *draws = tcase_create ("draws");

  tcase_add_test (generator, xoshiro_gives_the_published_numbers);
  tcase_add_test (generator, word_is_spread_as_splitmix_does);
  tcase_add_loop_test (generator, agrees_with_the_recurrence_restated, 0, 8);
  suite_add_tcase (suite, generator);

  tcase_add_test (address, stream_at_an_address_is_that_of_its_word);
  tcase_add_test (address, addresses_are_the_same_in_every_version);
  tcase_add_test (address, every_part_of_an_address_counts);
  tcase_add_test (address, names_never_meet);
  tcase_add_test (address, two_names_are_not_their_concatenation);
  tcase_add_loop_test (address, calls_of_one_address_never_meet, 0, 3);
  tcase_add_test (address, each_bit_of_an_address_changes_half_the_word);
  tcase_add_loop_test (address, neighbours_are_independent, 0, 8);
  tcase_add_loop_test (address, first_draws_of_calls_are_uniform, 0, 8);
  suite_add_tcase (suite, address);

  tcase_add_test (draws, units_reach_their_bounds_as_documented);
  tcase_add_loop_test (draws, below_is_uniform, 0, 5);
  tcase_add_loop_test (draws, below_is_uniform_where_rejection_matters, 0, 8);
  tcase_add_test (draws, below_one_is_zero);
  if (enisim_check_forks ())
    tcase_add_test_raise_signal (draws, below_zero_is_a_bug, SIGABRT);
  suite_add_tcase (suite, draws);
  return suite;
}

ENISIM_TEST_MAIN (stream_suite)
