/* supported-zones-test.c
 *
 * Goal: a zone id is known to be supported or not; a name is neither.
 * Method: a table.
 */
#include "enisim-check.h"

#include "model/supported-zones.h"

static const struct
{
  const char *zone;
  EnisimZoneSupport support;
} ROWS[] = {
  { "use1-az1", ENISIM_ZONE_SUPPORTED },
  { "use1-az4", ENISIM_ZONE_SUPPORTED },
  { "apne1-az4", ENISIM_ZONE_SUPPORTED },
  { "usgw1-az3", ENISIM_ZONE_SUPPORTED },
  { "use1-az3", ENISIM_ZONE_UNSUPPORTED },
  { "apne1-az3", ENISIM_ZONE_UNSUPPORTED },
  { "use1-az12", ENISIM_ZONE_UNSUPPORTED },
  { "mec1-az1", ENISIM_ZONE_UNSUPPORTED },
  { "use11-az1", ENISIM_ZONE_UNSUPPORTED },
  { "us-east-1a", ENISIM_ZONE_UNKNOWN },
  { "us-east-1-az1", ENISIM_ZONE_UNKNOWN },
  { "use1-az", ENISIM_ZONE_UNKNOWN },
  { "use1-azb", ENISIM_ZONE_UNKNOWN },
  { "use1-az1b", ENISIM_ZONE_UNKNOWN },
  { "-az1", ENISIM_ZONE_UNKNOWN },
  { "az-1", ENISIM_ZONE_UNKNOWN },
  { "", ENISIM_ZONE_UNKNOWN },
};

START_TEST (zone_id_is_in_the_table_or_not)
{
  ck_assert_int_eq (enisim_zone_get_support (ROWS[_i].zone), ROWS[_i].support);
}
END_TEST

static Suite *
supported_zones_suite (void)
{
  Suite *suite = suite_create ("model/supported-zones");
  TCase *table = tcase_create ("table");

  tcase_add_loop_test (table, zone_id_is_in_the_table_or_not, 0, G_N_ELEMENTS (ROWS));
  suite_add_tcase (suite, table);
  return suite;
}

ENISIM_TEST_MAIN (supported_zones_suite)
