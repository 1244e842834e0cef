/* fingerprint-test.c
 *
 * Goal: equal bytes give equal numbers, in every run, and all else looks like chance.
 * Method: a few numbers written down; ids as people number them, and all that a bit or a byte of
 * length can change.
 */
#include "enisim-check.h"

#include <string.h>

#include "base/fingerprint.h"

enum
{
  N_IDS = 200000,
  LENGTH_MAX = 100
};

static guint64
fingerprint_of (const char *text)
{
  return enisim_fingerprint (text, strlen (text));
}

static int
compare_words (gconstpointer a, gconstpointer b)
{
  const guint64 x = *(const guint64 *) a, y = *(const guint64 *) b;

  return (x > y) - (x < y);
}

static guint
count_duplicates (guint64 *words, guint n_words)
{
  guint n_duplicates = 0;

  qsort (words, n_words, sizeof *words, compare_words);
  for (guint i = 1; i < n_words; i++)
    n_duplicates += words[i] == words[i - 1];
  return n_duplicates;
}

START_TEST (bytes_keep_their_number)
{
  static const struct
  {
    const char *text;
    guint64 expected;
  } rows[] = {
    { "", G_GUINT64_CONSTANT (0xde8b12bc52d518f3) },
    { "G", G_GUINT64_CONSTANT (0xee422467e337ff15) },
    { "G0001", G_GUINT64_CONSTANT (0xd9c01a6e15461d22) },
    { "session-0001", G_GUINT64_CONSTANT (0x86a4e6c75af95b26) },
    { "0123456789abcdef", G_GUINT64_CONSTANT (0x7b01bb12725433a5) },
    { "550e8400-e29b-41d4-a716-446655440000", G_GUINT64_CONSTANT (0x955e277b8f39b21d) },
  };

  ck_assert_uint_eq (fingerprint_of (rows[_i].text), rows[_i].expected);
  ck_assert_uint_eq (enisim_fingerprint (NULL, 0), fingerprint_of (""));
}
END_TEST

START_TEST (place_in_memory_does_not_matter)
{
  char bytes[LENGTH_MAX + 8];

  for (gsize length = 0; length <= LENGTH_MAX; length++)
    for (gsize shift = 0; shift < 8; shift++)
      {
        memset (bytes, 0xa5, sizeof bytes);
        for (gsize i = 0; i < length; i++)
          bytes[shift + i] = (char) (i * 7);
        memset (bytes + shift + length, (int) shift, sizeof bytes - shift - length);
        if (shift > 0)
          ck_assert_uint_eq (enisim_fingerprint (bytes + shift, length),
                             enisim_fingerprint (memmove (bytes, bytes + shift, length), length));
      }
}
END_TEST

/* A random function would flip 32 of 64 bits, give or take 4. */
START_TEST (each_bit_flips_half_of_the_number)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) _i);
  guint8 bytes[LENGTH_MAX];
  const gsize length = (gsize) _i + 1;
  guint64 plain;
  guint n_flipped = 0;

  for (gsize i = 0; i < length; i++)
    bytes[i] = (guint8) g_rand_int (rand);
  plain = enisim_fingerprint (bytes, length);
  for (gsize bit = 0; bit < length * 8; bit++)
    {
      guint n;

      bytes[bit / 8] ^= (guint8) (1 << bit % 8);
      n = (guint) __builtin_popcountll (plain ^ enisim_fingerprint (bytes, length));
      bytes[bit / 8] ^= (guint8) (1 << bit % 8);
      ck_assert_msg (n >= 8 && n <= 56, "bit %u flips %u", (guint) bit, n);
      n_flipped += n;
    }
  ck_assert_uint_ge (n_flipped, 26 * length * 8);
  ck_assert_uint_le (n_flipped, 38 * length * 8);
}
END_TEST

START_TEST (numbered_ids_stay_apart_and_spread)
{
  static const struct
  {
    const char *before;
    int width;
    const char *after;
  } rows[]
      = { { "", 1, "" }, { "G", 4, "" }, { "session-", 8, "" }, { "user/", 1, "/of/this/group" } };
  g_autofree guint64 *words = g_new (guint64, N_IDS);
  guint low[256] = { 0 }, high[256] = { 0 };

  for (guint i = 0; i < N_IDS; i++)
    {
      char text[64];
      const int length = g_snprintf (text, sizeof text, "%s%0*u%s", rows[_i].before, rows[_i].width,
                                     i, rows[_i].after);

      words[i] = enisim_fingerprint (text, (gsize) length);
      low[words[i] & 255]++;
      high[words[i] >> 56]++;
    }
  /* Six standard deviations of a count whose mean is N_IDS / 256 = 781. */
  for (guint i = 0; i < 256; i++)
    {
      ck_assert_int_le (ABS ((int) low[i] - N_IDS / 256), 168);
      ck_assert_int_le (ABS ((int) high[i] - N_IDS / 256), 168);
    }
  ck_assert_uint_eq (count_duplicates (words, N_IDS), 0);
}
END_TEST

START_TEST (lengths_of_one_byte_stay_apart)
{
  guint8 bytes[LENGTH_MAX];
  guint64 words[LENGTH_MAX + 1];

  memset (bytes, _i, sizeof bytes);
  for (gsize length = 0; length <= LENGTH_MAX; length++)
    {
      words[length] = enisim_fingerprint (bytes, length);
      ck_assert_uint_ne (words[length], 0);
    }
  ck_assert_uint_eq (count_duplicates (words, LENGTH_MAX + 1), 0);
}
END_TEST

static Suite *
fingerprint_suite (void)
{
  Suite *suite = suite_create ("base/fingerprint");
  TCase *same = tcase_create ("same");
  TCase *apart = tcase_create ("apart");

  tcase_add_loop_test (same, bytes_keep_their_number, 0, 6);
  tcase_add_test (same, place_in_memory_does_not_matter);
  suite_add_tcase (suite, same);
  tcase_add_loop_test (apart, each_bit_flips_half_of_the_number, 0, 40);
  tcase_add_loop_test (apart, numbered_ids_stay_apart_and_spread, 0, 4);
  tcase_add_loop_test (apart, lengths_of_one_byte_stay_apart, 0, 4);
  suite_add_tcase (suite, apart);
  return suite;
}

ENISIM_TEST_MAIN (fingerprint_suite)
