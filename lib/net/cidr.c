/* cidr.c: IPv4 addresses and the networks they lie in
 *
 * inet_pton() gives no reason and would not say which network was meant, so it is done by hand.
 */
#include "net/cidr.h"

#include <enisim/enisim-error.h>

#include <string.h>

#define DIGITS "0123456789"
#define SHAPE_OF_ADDRESS "an address is four numbers with points between, as in 10.0.2.0"

/* Reads a number of at most @max from *@at on and moves past it.  Returns: (nullable): the
 * complaint. */
static const char *
read_number (const char **at, guint32 max, const char *too_large, guint32 *number)
{
  const char *digit = *at;
  guint32 sum = 0;

  if (digit[0] == '0' && g_ascii_isdigit (digit[1]))
    return "no leading zeros: some read them as octal";
  for (; g_ascii_isdigit (*digit); digit++)
    {
      sum = sum * 10 + (guint32) (*digit - '0');
      if (sum > max)
        return too_large;
    }
  *at = digit;
  *number = sum;
  return NULL;
}

static const char *
read_address (const char **at, guint32 *address)
{
  guint32 sum = 0;
  guint32 octet = 0;

  for (guint i = 0; i < 4; i++)
    {
      const char *complaint;

      if (i > 0 && *(*at)++ != '.')
        return SHAPE_OF_ADDRESS;
      if (!g_ascii_isdigit (**at))
        return SHAPE_OF_ADDRESS;
      complaint = read_number (at, 255, "each number of an address is at most 255", &octet);
      if (complaint != NULL)
        return complaint;
      sum = sum << 8 | octet;
    }
  *address = sum;
  return NULL;
}

/* Returns: (nullable): the complaint. */
static const char *
read_prefix (const char **at, guint32 *prefix)
{
  if (**at != '/')
    return "a prefix is needed after the address, as in 10.0.2.0/24";
  ++*at;
  if (!g_ascii_isdigit (**at))
    return "a number is needed after the slash, as in 10.0.2.0/24";
  return read_number (at, ENISIM_CIDR_PREFIX_MAX, "a prefix is at most 32", prefix);
}

static gboolean
refuse (const char *text, const char *complaint, GError **error)
{
  if (strchr (text, ':') != NULL)
    g_set_error_literal (error, ENISIM_ERROR, ENISIM_ERROR_UNSUPPORTED, "only IPv4 is modelled");
  else
    g_set_error_literal (error, ENISIM_ERROR, ENISIM_ERROR_INVALID, complaint);
  return FALSE;
}

gboolean
enisim_cidr_parse (const char *text, EnisimCidr *cidr, GError **error)
{
  const char *at = text;
  guint32 address = 0;
  guint32 prefix = 0;
  const char *complaint = read_address (&at, &address);
  EnisimCidr meant;

  if (complaint == NULL)
    complaint = read_prefix (&at, &prefix);
  if (complaint == NULL && *at != '\0')
    complaint = "nothing may follow the prefix";
  if (complaint != NULL)
    return refuse (text, complaint, error);

  meant.prefix = (guint8) prefix;
  meant.network = address & ~enisim_cidr_get_host_mask (meant);
  if (meant.network != address)
    {
      g_autofree char *network = enisim_cidr_format (meant);
      g_set_error (error, ENISIM_ERROR, ENISIM_ERROR_INVALID,
                   "host bits are set: the network is %s", network);
      return FALSE;
    }
  *cidr = meant;
  return TRUE;
}

gboolean
enisim_address_parse (const char *text, guint32 *address, GError **error)
{
  const char *at = text;
  guint32 read = 0;
  const char *complaint = read_address (&at, &read);

  if (complaint == NULL && *at != '\0')
    complaint = "nothing may follow the address";
  if (complaint != NULL)
    return refuse (text, complaint, error);
  *address = read;
  return TRUE;
}

char *
enisim_address_format (guint32 address)
{
  return g_strdup_printf ("%u.%u.%u.%u", address >> 24, address >> 16 & 255, address >> 8 & 255,
                          address & 255);
}

char *
enisim_cidr_format (EnisimCidr cidr)
{
  g_autofree char *network = enisim_address_format (cidr.network);

  return g_strdup_printf ("%s/%u", network, cidr.prefix);
}
