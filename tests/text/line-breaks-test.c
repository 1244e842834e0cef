/* line-breaks-test.c
 *
 * Goal: JSON on a long line gets breaks that change nothing, every place of it is found again, and
 * what is not JSON is left alone.
 * Method: random JSON of one or few lines with texts full of commas, quotes and long characters;
 * the broken text is walked beside the original by a naive count of lines and columns.
 */
#include "enisim-check.h"

#include <string.h>

#include "text/line-breaks.h"
#include "text/reader.h"

static char
pick (GRand *random, const char *from)
{
  return from[g_rand_int_range (random, 0, (gint32) strlen (from))];
}

static void
append_text (GRand *random, GString *out)
{
  static const char *const pieces[] = { ",", "\\\"", "\\\\", "a", "{", "]", ":", "é", "語", "\\n" };

  g_string_append_c (out, '"');
  for (guint n = (guint) g_rand_int_range (random, 0, 9); n > 0; n--)
    g_string_append (out, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
  g_string_append_c (out, '"');
}

static void
append_value (GRand *random, GString *out, guint depth)
{
  const gint kind = g_rand_int_range (random, 0, depth == 0 ? 2 : 4);
  const gboolean is_list = kind == 2;

  if (kind == 0)
    g_string_append_printf (out, "%d", g_rand_int_range (random, -9, 99));
  if (kind == 1)
    append_text (random, out);
  if (kind < 2)
    return;
  g_string_append_c (out, is_list ? '[' : '{');
  for (gint i = 0, n = g_rand_int_range (random, 0, 5); i < n; i++)
    {
      g_string_append (out, i > 0 ? "," : "");
      if (!is_list)
        g_string_append_printf (out, "\"k%d\":", i);
      append_value (random, out, depth - 1);
      if (g_rand_int_range (random, 0, 4000) == 0)
        g_string_append_c (out, pick (random, "\n\r "));
    }
  g_string_append_c (out, is_list ? ']' : '}');
}

static char *
make_json (GRand *random)
{
  GString *out = g_string_new (g_rand_boolean (random) ? "[" : "\xef\xbb\xbf [");

  do
    {
      append_value (random, out, 5);
      g_string_append_c (out, ',');
    }
  while (out->len < 12000);
  g_string_append (out, "0]");
  return g_string_free (out, FALSE);
}

static EnisimLineStart
step (EnisimLineStart at, const char *text)
{
  const guint8 byte = (guint8) *text;

  if (byte == '\n' || (byte == '\r' && text[1] != '\n'))
    return (EnisimLineStart){ at.line + 1, 1 };
  at.column += (byte & 0xc0) != 0x80;
  return at;
}

static void
check_walk (const EnisimLineBreaks *breaks, const char *original)
{
  const gsize mark = g_str_has_prefix (original, "\xef\xbb\xbf") ? 3 : 0;
  const char *broken = (const char *) breaks->bytes->data + mark;
  EnisimLineStart at = { 1, 1 }, there = { 1, 1 };
  const char *end = (const char *) breaks->bytes->data + breaks->bytes->len;

  for (original += mark; broken < end; broken++)
    {
      const EnisimLineStart found = enisim_line_breaks_find (breaks, there.line, there.column);

      if (*broken == '\n' && *original != '\n')
        {
          ck_assert_int_eq (broken[-1], ',');
          there = step (there, broken);
          continue;
        }
      ck_assert_int_eq (*broken, *original);
      ck_assert_uint_eq (found.line, at.line);
      ck_assert_uint_eq (found.column, at.column);
      there = step (there, broken);
      at = step (at, original++);
    }
  ck_assert_int_eq (*original, '\0');
}

START_TEST (every_place_of_long_lines_is_found_again)
{
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) _i);
  g_autofree char *text = make_json (random);
  g_auto (EnisimLineBreaks) breaks;

  enisim_line_breaks_init (&breaks, (const guint8 *) text, strlen (text));
  ck_assert_ptr_nonnull (breaks.bytes);
  ck_assert_uint_gt (breaks.starts->len, 20);
  check_walk (&breaks, text);
}
END_TEST

/* The whole way: what the reader says of a place is where the text stands. */
START_TEST (values_of_one_line_have_their_columns)
{
  g_autoptr (EnisimComplaints) complaints = enisim_complaints_new ();
  g_autoptr (EnisimDocument) document = NULL;
  g_autoptr (GString) text = g_string_new ("[");
  const EnisimNode *node;

  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (text, "%s%u", i > 0 ? "," : "", i);
  g_string_append (text, "]");
  document = enisim_document_parse ("f", (const guint8 *) text->str, text->len, NULL, complaints);
  ck_assert_ptr_nonnull (document);
  node = enisim_document_get_root (document)->first;
  for (guint i = 0; i < 3000; i++, node = node->next)
    {
      ck_assert_uint_eq (node->at.line, 1);
      ck_assert (g_str_has_prefix (text->str + node->at.column - 1, node->text));
      ck_assert_uint_eq (strtoul (node->text, NULL, 10), i);
    }
}
END_TEST

typedef struct
{
  const char *begin, *item, *end;
} Other;

/* Each may hold commas where a break would change what is said. */
static const Other others[] = {
  { "[", "'a,b',", "]" }, { "[", "1, # x,\n", "]" }, { "a: [", "1,", "]" },
  { "- ", "a,", "" },     { "[", "&x 1,", "]" },
};

START_TEST (what_is_not_json_is_left_alone)
{
  const Other *other = &others[_i];
  g_autoptr (GString) text = g_string_new (other->begin);
  g_auto (EnisimLineBreaks) breaks;
  EnisimLineStart found;

  while (text->len < 9000)
    g_string_append (text, other->item);
  g_string_append (text, other->end);
  enisim_line_breaks_init (&breaks, (const guint8 *) text->str, text->len);
  ck_assert_ptr_null (breaks.bytes);
  found = enisim_line_breaks_find (&breaks, 3, 7);
  ck_assert_uint_eq (found.line, 3);
  ck_assert_uint_eq (found.column, 7);
}
END_TEST

START_TEST (short_lines_are_left_alone)
{
  g_autoptr (GString) text = g_string_new ("[");
  g_auto (EnisimLineBreaks) breaks;

  while (text->len < 9000)
    g_string_append (text, "\"one,two\",\n");
  g_string_append (text, "3]");
  enisim_line_breaks_init (&breaks, (const guint8 *) text->str, text->len);
  ck_assert_ptr_null (breaks.bytes);
}
END_TEST

START_TEST (text_without_an_end_is_survived)
{
  g_autoptr (GString) text = g_string_new ("[\"");
  g_auto (EnisimLineBreaks) breaks;

  while (text->len < 9000)
    g_string_append (text, "1,2,");
  if (_i == 1)
    g_string_append (text, "\\");
  enisim_line_breaks_init (&breaks, (const guint8 *) text->str, text->len);
  ck_assert_ptr_nonnull (breaks.bytes);
  ck_assert_uint_eq (breaks.bytes->len, text->len);
}
END_TEST

static Suite *
make_suite (void)
{
  Suite *suite = suite_create ("line-breaks");
  TCase *tcase = tcase_create ("core");

  tcase_add_loop_test (tcase, every_place_of_long_lines_is_found_again, 0, 50);
  tcase_add_test (tcase, values_of_one_line_have_their_columns);
  tcase_add_loop_test (tcase, what_is_not_json_is_left_alone, 0, G_N_ELEMENTS (others));
  tcase_add_test (tcase, short_lines_are_left_alone);
  tcase_add_loop_test (tcase, text_without_an_end_is_survived, 0, 2);
  suite_add_tcase (suite, tcase);
  return suite;
}

ENISIM_TEST_MAIN (make_suite)
