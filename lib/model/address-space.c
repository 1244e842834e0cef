/* address-space.c: the subnets of a run, who holds their addresses, and the ENI quota per AZ */
#include "model/address-space.h"

#include "model/quotas.h"

void
enisim_address_space_init (EnisimAddressSpace *space, guint n_subnets, guint n_azs,
                           guint32 enis_per_az, EnisimIpOrder ip_order)
{
  *space = (EnisimAddressSpace){ .subnets = g_new0 (EnisimSpaceSubnet, n_subnets),
                                 .n_enis = g_new0 (guint32, n_azs),
                                 .n_subnets = n_subnets,
                                 .n_azs = n_azs,
                                 .enis_per_az = enis_per_az,
                                 .ip_order = ip_order };
}

void
enisim_address_space_clear (EnisimAddressSpace *space)
{
  for (guint i = 0; i < space->n_subnets; i++)
    enisim_subnet_clear (&space->subnets[i].subnet);
  g_clear_pointer (&space->subnets, g_free);
  g_clear_pointer (&space->n_enis, g_free);
  space->n_subnets = 0;
}

static EnisimSpaceSubnet *
get_place (EnisimAddressSpace *space, guint subnet_index)
{
  g_assert (subnet_index < space->n_subnets);
  return &space->subnets[subnet_index];
}

void
enisim_address_space_set_enis_per_az (EnisimAddressSpace *space, guint32 enis_per_az)
{
  space->enis_per_az = enis_per_az;
}

void
enisim_address_space_set_subnet (EnisimAddressSpace *space, guint subnet_index, EnisimCidr cidr,
                                 guint az_index, EnisimStream stream)
{
  EnisimSpaceSubnet *place = get_place (space, subnet_index);

  g_assert (az_index < space->n_azs);
  enisim_subnet_init (&place->subnet, cidr, az_index);
  place->stream = stream;
}

void
enisim_address_space_set_unbounded (EnisimAddressSpace *space, guint subnet_index, EnisimCidr cidr,
                                    guint az_index)
{
  g_assert (az_index < space->n_azs);
  enisim_subnet_init_unbounded (&get_place (space, subnet_index)->subnet, cidr, az_index);
}

EnisimLease
enisim_address_space_lease (EnisimAddressSpace *space, guint subnet_index, EnisimHolder holder,
                            guint32 *address)
{
  EnisimSpaceSubnet *place = get_place (space, subnet_index);
  const guint32 n_free = enisim_subnet_get_n_free (&place->subnet);
  const gboolean is_eni = holder != ENISIM_HOLDER_BACKGROUND;
  EnisimLease lacking = ENISIM_LEASE_OK;
  guint32 k = 0;

  if (n_free == 0)
    lacking |= ENISIM_LEASE_NO_ADDRESS;
  if (is_eni && space->n_enis[place->subnet.az_index] >= space->enis_per_az)
    lacking |= ENISIM_LEASE_ENI_QUOTA;
  if (lacking != ENISIM_LEASE_OK)
    return lacking;

  if (space->ip_order == ENISIM_IP_ORDER_RANDOM && n_free != ENISIM_SUBNET_N_FREE_UNBOUNDED)
    k = (guint32) enisim_stream_next_below (&place->stream, n_free);
  *address = enisim_subnet_lease (&place->subnet, k, holder);
  if (is_eni)
    space->n_enis[place->subnet.az_index]++;
  return ENISIM_LEASE_OK;
}

void
enisim_address_space_release (EnisimAddressSpace *space, guint subnet_index, guint32 address,
                              EnisimHolder holder)
{
  EnisimSpaceSubnet *place = get_place (space, subnet_index);

  enisim_subnet_release (&place->subnet, address, holder);
  if (holder != ENISIM_HOLDER_BACKGROUND)
    space->n_enis[place->subnet.az_index]--;
}

void
enisim_address_space_move (EnisimAddressSpace *space, guint subnet_index, EnisimHolder from,
                           EnisimHolder to)
{
  g_assert (from != ENISIM_HOLDER_BACKGROUND && to != ENISIM_HOLDER_BACKGROUND);
  enisim_subnet_move (&get_place (space, subnet_index)->subnet, from, to);
}

void
enisim_address_space_verify (const EnisimAddressSpace *space)
{
  g_autofree guint32 *n_enis = g_new0 (guint32, space->n_azs);

  for (guint i = 0; i < space->n_subnets; i++)
    {
      const EnisimSpaceSubnet *place = &space->subnets[i];

      enisim_subnet_verify (&place->subnet);
      n_enis[place->subnet.az_index]
          += enisim_subnet_get_n_held_total (&place->subnet)
             - enisim_subnet_get_n_held (&place->subnet, ENISIM_HOLDER_BACKGROUND);
    }
  for (guint az = 0; az < space->n_azs; az++)
    g_assert_cmpuint (n_enis[az], ==, space->n_enis[az]);
}
