/* cidr-test.c
 *
 * Goal: networks are read strictly, and what lies in them is what binary arithmetic says.
 * Method: tables of texts; random networks against a comparison of their first and last
 * addresses.
 */
#include "enisim-check.h"

#include "net/cidr.h"

static EnisimCidr
cidr (const char *text)
{
  g_autoptr (GError) error = NULL;
  EnisimCidr read = { 0 };

  enisim_cidr_parse (text, &read, &error);
  ck_assert_no_error (error);
  return read;
}

static const struct
{
  const char *text;
  guint32 network;
  guint8 prefix;
  guint64 n_addresses;
} VALID[] = {
  { "10.0.2.0/24", 0x0a000200, 24, 256 },
  { "10.0.0.0/16", 0x0a000000, 16, 65536 },
  { "10.0.2.16/28", 0x0a000210, 28, 16 },
  { "0.0.0.0/0", 0, 0, G_GUINT64_CONSTANT (1) << 32 },
  { "128.0.0.0/1", 0x80000000, 1, G_GUINT64_CONSTANT (1) << 31 },
  { "255.255.255.255/32", 0xffffffff, 32, 1 },
};

START_TEST (network_is_read_and_written_back)
{
  const EnisimCidr read = cidr (VALID[_i].text);
  g_autofree char *text = enisim_cidr_format (read);

  ck_assert_uint_eq (read.network, VALID[_i].network);
  ck_assert_uint_eq (read.prefix, VALID[_i].prefix);
  ck_assert_uint_eq (enisim_cidr_get_n_addresses (read), VALID[_i].n_addresses);
  ck_assert_str_eq (text, VALID[_i].text);
}
END_TEST

static const struct
{
  const char *text;
  const char *message; /* part of it */
} MALFORMED[] = {
  { "", "four numbers" },
  { "10.0.2.0", "a prefix is needed" },
  { "10.0.2.0 /24", "a prefix is needed" },
  { "10.0.2.0/", "after the slash" },
  { "10.0.2.0/ 24", "after the slash" },
  { "10.0.2.0/-1", "after the slash" },
  { "10.0.2.0/+24", "after the slash" },
  { "10.0.2.0/33", "at most 32" },
  { "10.0.2.0/4294967320", "at most 32" },
  { "10.0.2.0/024", "leading zeros" },
  { "10.0.2.0/24 ", "nothing may follow the prefix" },
  { "10.0.2.0/24/8", "nothing may follow the prefix" },
  { "10.0.2.0/255.255.255.0", "at most 32" },
  { "10.0.2.5/24", "the network is 10.0.2.0/24" },
  { "10.0.2.0/16", "the network is 10.0.0.0/16" },
  { "10.0.0.1/0", "the network is 0.0.0.0/0" },
  { "10.0.02.0/24", "leading zeros" },
  { "010.0.2.0/24", "leading zeros" },
  { "10.0.256.0/24", "at most 255" },
  { "10.0.4294967298.0/24", "at most 255" },
  { "10.0.2/24", "four numbers" },
  { "10.0.2.0.0/24", "a prefix is needed" },
  { "10..2.0/24", "four numbers" },
  { "10.0.2.", "four numbers" },
  { " 10.0.2.0/24", "four numbers" },
  { "-10.0.2.0/24", "four numbers" },
  { "0x0a.0.2.0/24", "four numbers" },
  { "private-a", "four numbers" },
};

START_TEST (malformed_network_is_refused_with_its_reason)
{
  g_autoptr (GError) error = NULL;
  EnisimCidr read = { .network = 7, .prefix = 7 };

  ck_assert_msg (!enisim_cidr_parse (MALFORMED[_i].text, &read, &error), "%s", MALFORMED[_i].text);
  ck_assert_error (error, ENISIM_ERROR, ENISIM_ERROR_INVALID);
  ck_assert_msg (strstr (error->message, MALFORMED[_i].message) != NULL, "%s: %s",
                 MALFORMED[_i].text, error->message);
  ck_assert (read.network == 7 && read.prefix == 7);
}
END_TEST

START_TEST (ipv6_is_told_apart)
{
  g_autoptr (GError) error = NULL;
  EnisimCidr read;

  ck_assert (!enisim_cidr_parse ("2001:db8::/32", &read, &error));
  ck_assert_error (error, ENISIM_ERROR, ENISIM_ERROR_UNSUPPORTED);
}
END_TEST

static const struct
{
  const char *text;
  const char *message; /* part of it; NULL: valid */
} ADDRESSES[] = {
  { "10.0.2.5", NULL },
  { "0.0.0.0", NULL },
  { "255.255.255.255", NULL },
  { "10.0.2.5/24", "nothing may follow the address" },
  { "10.0.2.5 ", "nothing may follow the address" },
  { "10.0.2.05", "leading zeros" },
  { "10.0.2.500", "at most 255" },
  { "10.0.2", "four numbers" },
};

START_TEST (address_is_read_and_written_back_or_refused)
{
  g_autoptr (GError) error = NULL;
  guint32 address = 7;

  if (ADDRESSES[_i].message == NULL)
    {
      g_autofree char *text = NULL;

      ck_assert (enisim_address_parse (ADDRESSES[_i].text, &address, &error));
      text = enisim_address_format (address);
      ck_assert_str_eq (text, ADDRESSES[_i].text);
    }
  else
    {
      ck_assert (!enisim_address_parse (ADDRESSES[_i].text, &address, &error));
      ck_assert_ptr_nonnull (strstr (error->message, ADDRESSES[_i].message));
      ck_assert_uint_eq (address, 7);
    }
}
END_TEST

START_TEST (network_has_its_first_and_last_address)
{
  const EnisimCidr subnet = cidr ("10.0.2.0/24");

  ck_assert (enisim_cidr_has_address (subnet, 0x0a000200));
  ck_assert (enisim_cidr_has_address (subnet, 0x0a0002ff));
  ck_assert (!enisim_cidr_has_address (subnet, 0x0a0001ff));
  ck_assert (!enisim_cidr_has_address (subnet, 0x0a000300));
  ck_assert (enisim_cidr_has_address (cidr ("0.0.0.0/0"), 0xffffffff));
}
END_TEST

static EnisimCidr
any_cidr (GRand *rand)
{
  EnisimCidr any = { .prefix = (guint8) g_rand_int_range (rand, 0, 33) };

  /* Few bits, or nearly all networks would lie apart. */
  any.network = g_rand_int (rand) & 0xc0c00003 & ~enisim_cidr_get_host_mask (any);
  return any;
}

static guint64
last_of (EnisimCidr any)
{
  return any.network + enisim_cidr_get_n_addresses (any) - 1;
}

START_TEST (nesting_agrees_with_first_and_last_addresses)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) _i);

  for (guint step = 0; step < 1000; step++)
    {
      const EnisimCidr a = any_cidr (rand);
      const EnisimCidr b = any_cidr (rand);

      ck_assert_int_eq (enisim_cidr_contains (a, b),
                        a.network <= b.network && last_of (b) <= last_of (a));
      ck_assert_int_eq (enisim_cidr_overlaps (a, b),
                        a.network <= last_of (b) && b.network <= last_of (a));
      ck_assert_int_eq (enisim_cidr_equal (a, b),
                        a.network == b.network && last_of (a) == last_of (b));
      ck_assert (enisim_cidr_equal (a, a));
    }
}
END_TEST

static Suite *
cidr_suite (void)
{
  Suite *suite = suite_create ("net/cidr");
  TCase *text = tcase_create ("text");
  TCase *nesting = tcase_create ("nesting");

  tcase_add_loop_test (text, network_is_read_and_written_back, 0, G_N_ELEMENTS (VALID));
  tcase_add_loop_test (text, malformed_network_is_refused_with_its_reason, 0,
                       G_N_ELEMENTS (MALFORMED));
  tcase_add_test (text, ipv6_is_told_apart);
  tcase_add_loop_test (text, address_is_read_and_written_back_or_refused, 0,
                       G_N_ELEMENTS (ADDRESSES));
  suite_add_tcase (suite, text);

  tcase_add_test (nesting, network_has_its_first_and_last_address);
  tcase_add_loop_test (nesting, nesting_agrees_with_first_and_last_addresses, 0, 8);
  suite_add_tcase (suite, nesting);
  return suite;
}

ENISIM_TEST_MAIN (cidr_suite)
