/* cidr.h: IPv4 addresses and the networks they lie in
 *
 * An address is a guint32 in the machine's own byte order, 10.0.0.1 being 0x0a000001, so that
 * addresses compare and add like numbers.
 */
#pragma once

#include <glib.h>

#define ENISIM_CIDR_PREFIX_MAX 32

/* A value.  No bit of @network lies below the prefix. */
typedef struct
{
  guint32 network; /* its first address */
  guint8 prefix;   /* 0 .. ENISIM_CIDR_PREFIX_MAX */
} EnisimCidr;

/* Reads all of @text, such as "10.0.2.0/24".  ENISIM_ERROR_INVALID if it is no network, with
 * the one that was meant if only host bits are in the way; ENISIM_ERROR_UNSUPPORTED for IPv6.
 *
 * Returns: %FALSE, with @cidr untouched and @error set, on failure */
gboolean enisim_cidr_parse (const char *text, EnisimCidr *cidr, GError **error);

/* Returns: (transfer full): "10.0.2.0/24" */
char *enisim_cidr_format (EnisimCidr cidr);

/* Reads all of @text, such as "10.0.2.5"; errors as above. */
gboolean enisim_address_parse (const char *text, guint32 *address, GError **error);

/* Returns: (transfer full): "10.0.2.5" */
char *enisim_address_format (guint32 address);

static inline guint64
enisim_cidr_get_n_addresses (EnisimCidr cidr)
{
  return G_GUINT64_CONSTANT (1) << (ENISIM_CIDR_PREFIX_MAX - cidr.prefix);
}

/* The bits of an address that name its host. */
static inline guint32
enisim_cidr_get_host_mask (EnisimCidr cidr)
{
  return (guint32) (enisim_cidr_get_n_addresses (cidr) - 1);
}

static inline gboolean
enisim_cidr_has_address (EnisimCidr cidr, guint32 address)
{
  return (address & ~enisim_cidr_get_host_mask (cidr)) == cidr.network;
}

/* Whether every address of @inner lies in @outer. */
static inline gboolean
enisim_cidr_contains (EnisimCidr outer, EnisimCidr inner)
{
  return outer.prefix <= inner.prefix && enisim_cidr_has_address (outer, inner.network);
}

/* Networks are nested or apart, never askew. */
static inline gboolean
enisim_cidr_overlaps (EnisimCidr a, EnisimCidr b)
{
  return enisim_cidr_contains (a, b) || enisim_cidr_contains (b, a);
}

static inline gboolean
enisim_cidr_equal (EnisimCidr a, EnisimCidr b)
{
  return a.network == b.network && a.prefix == b.prefix;
}
