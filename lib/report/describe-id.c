/* describe-id.c: ids as AWS writes them, made from names */
#include "report/describe-id.h"

#include <stdio.h>
#include <string.h>

#include "base/fingerprint.h"

enum
{
  RUNTIME_DIGITS = 10,
  RADIX = 36
};

/* AWS's ids of 17 digits begin with a 0: 64 bits are all there is to one. */
EnisimAwsId
enisim_aws_id_make (const char *kind, const char *name)
{
  g_autofree char *whole = g_strdup_printf ("%s %s", kind, name);
  EnisimAwsId id;
  const int n_bytes = snprintf (id.text, sizeof id.text, "%s-0%016" G_GINT64_MODIFIER "x", kind,
                                enisim_fingerprint (whole, strlen (whole)));

  g_assert (n_bytes > 0 && (gsize) n_bytes < sizeof id.text);
  return id;
}

/* The service's ids begin with the runtime's name, in which it allows letters, digits and "_". */
char *
enisim_aws_runtime_id_make (const char *name)
{
  static const char digits[RADIX + 1] = "0123456789abcdefghijklmnopqrstuvwxyz";
  GString *id = g_string_new (name);
  guint64 number = enisim_fingerprint (name, strlen (name));

  g_strcanon (id->str, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "_", '_');
  g_string_append_c (id, '-');
  for (guint i = 0; i < RUNTIME_DIGITS; i++, number /= RADIX)
    g_string_append_c (id, digits[number % RADIX]);
  return g_string_free (id, FALSE);
}

gboolean
enisim_aws_id_fits (const char *kind, const char *name, const char *pattern)
{
  const EnisimAwsId id = enisim_aws_id_make (kind, name);

  return g_pattern_match_simple (pattern, name) || g_pattern_match_simple (pattern, id.text);
}
