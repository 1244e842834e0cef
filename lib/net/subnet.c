/* subnet.c: the addresses of one subnet and what holds them
 *
 * Who holds which address is the holders' own knowledge; here are only counts, so that a change
 * of state costs two additions.
 */
#include "net/subnet.h"

enum
{
  N_RESERVED = ENISIM_SUBNET_RESERVED_FIRST + ENISIM_SUBNET_RESERVED_LAST
};

static gboolean
is_reserved (const EnisimSubnet *subnet, guint32 place)
{
  return place < ENISIM_SUBNET_RESERVED_FIRST
         || place >= subnet->addresses.n_addresses - ENISIM_SUBNET_RESERVED_LAST;
}

guint32
enisim_subnet_capacity_of_prefix (guint8 prefix)
{
  g_assert (prefix >= ENISIM_SUBNET_PREFIX_MIN && prefix <= ENISIM_SUBNET_PREFIX_MAX);
  return (1u << (ENISIM_CIDR_PREFIX_MAX - prefix)) - N_RESERVED;
}

void
enisim_subnet_init (EnisimSubnet *subnet, EnisimCidr cidr, guint32 az_index)
{
  const guint32 n_addresses = enisim_subnet_capacity_of_prefix (cidr.prefix) + N_RESERVED;

  *subnet = (EnisimSubnet){ .cidr = cidr, .az_index = az_index };
  enisim_ip_allocator_init (&subnet->addresses, n_addresses);
  for (guint32 place = 0; place < n_addresses; place++)
    if (is_reserved (subnet, place))
      enisim_ip_allocator_lease_at (&subnet->addresses, place);
}

void
enisim_subnet_init_unbounded (EnisimSubnet *subnet, EnisimCidr cidr, guint32 az_index)
{
  *subnet = (EnisimSubnet){ .cidr = cidr, .az_index = az_index, .is_unbounded = TRUE };
}

void
enisim_subnet_clear (EnisimSubnet *subnet)
{
  enisim_ip_allocator_clear (&subnet->addresses);
}

guint32
enisim_subnet_lease (EnisimSubnet *subnet, guint32 k, EnisimHolder holder)
{
  g_assert (holder < ENISIM_N_HOLDERS);
  subnet->n_held[holder]++;
  if (subnet->is_unbounded)
    return subnet->cidr.network;
  return subnet->cidr.network + enisim_ip_allocator_lease_kth (&subnet->addresses, k);
}

void
enisim_subnet_release (EnisimSubnet *subnet, guint32 address, EnisimHolder holder)
{
  const guint32 place = address - subnet->cidr.network;

  g_assert (holder < ENISIM_N_HOLDERS && subnet->n_held[holder] > 0);
  subnet->n_held[holder]--;
  if (subnet->is_unbounded)
    return;
  g_assert (enisim_cidr_has_address (subnet->cidr, address) && !is_reserved (subnet, place));
  enisim_ip_allocator_release (&subnet->addresses, place);
}

void
enisim_subnet_move (EnisimSubnet *subnet, EnisimHolder from, EnisimHolder to)
{
  g_assert (from < ENISIM_N_HOLDERS && to < ENISIM_N_HOLDERS && subnet->n_held[from] > 0);
  subnet->n_held[from]--;
  subnet->n_held[to]++;
}

guint32
enisim_subnet_sum_held (const EnisimSubnet *subnet)
{
  guint32 n_held = 0;

  for (guint i = 0; i < ENISIM_N_HOLDERS; i++)
    n_held += subnet->n_held[i];
  return n_held;
}

void
enisim_subnet_verify (const EnisimSubnet *subnet)
{
  if (subnet->is_unbounded)
    return;
  enisim_ip_allocator_verify (&subnet->addresses);
  g_assert_cmpuint (subnet->addresses.n_addresses, ==, enisim_cidr_get_n_addresses (subnet->cidr));
  g_assert_cmpuint (enisim_subnet_sum_held (subnet), ==, enisim_subnet_get_n_held_total (subnet));
  for (guint32 place = 0; place < subnet->addresses.n_addresses; place++)
    g_assert_true (!is_reserved (subnet, place)
                   || enisim_ip_allocator_is_leased (&subnet->addresses, place));
}
