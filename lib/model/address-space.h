/* address-space.h: the subnets of a run, who holds their addresses, and the ENI quota per AZ
 *
 * Which address is leased is drawn from the subnet's own stream, so that a draw in one subnet
 * shifts none in another (`ip_order`, model.md "Subnets and addresses").
 */
#pragma once

#include "core/stream.h"
#include "model/model-options.h"
#include "net/subnet.h"

/* Bits: a lease may lack both. */
typedef enum
{
  ENISIM_LEASE_OK = 0,
  ENISIM_LEASE_NO_ADDRESS = 1 << 0, /* InsufficientFreeAddressesInSubnet */
  ENISIM_LEASE_ENI_QUOTA = 1 << 1,  /* NetworkInterfaceLimitExceeded */
} EnisimLease;

typedef struct
{
  EnisimSubnet subnet;
  EnisimStream stream;
} EnisimSpaceSubnet;

typedef struct
{
  EnisimSpaceSubnet *subnets; /* n_subnets */
  guint32 *n_enis;            /* of each AZ: ENIs in every state, endpoints and NAT gateways */
  guint n_subnets, n_azs;
  guint32 enis_per_az; /* ENISIM_QUOTA_UNLIMITED for none */
  EnisimIpOrder ip_order;
} EnisimAddressSpace;

void enisim_address_space_init (EnisimAddressSpace *space, guint n_subnets, guint n_azs,
                                guint32 enis_per_az, EnisimIpOrder ip_order);
void enisim_address_space_clear (EnisimAddressSpace *space);

/* A quota below what is there takes nothing away: it only admits no more. */
void enisim_address_space_set_enis_per_az (EnisimAddressSpace *space, guint32 enis_per_az);

/* To be called once for each subnet before anything is leased. */
void enisim_address_space_set_subnet (EnisimAddressSpace *space, guint subnet_index,
                                      EnisimCidr cidr, guint az_index, EnisimStream stream);

/* Leases one address of a subnet to @holder.  All holders but the background are ENIs and count
 * against the quota of the subnet's AZ.  Sets @address only on ENISIM_LEASE_OK; a refusal draws
 * nothing and names all that is lacking. */
EnisimLease enisim_address_space_lease (EnisimAddressSpace *space, guint subnet_index,
                                        EnisimHolder holder, guint32 *address);
void enisim_address_space_release (EnisimAddressSpace *space, guint subnet_index, guint32 address,
                                   EnisimHolder holder);

/* An ENI changes its state and keeps its address. */
void enisim_address_space_move (EnisimAddressSpace *space, guint subnet_index, EnisimHolder from,
                                EnisimHolder to);

/* The same, for a subnet that never lacks an address: nothing is drawn for it. */
void enisim_address_space_set_unbounded (EnisimAddressSpace *space, guint subnet_index,
                                         EnisimCidr cidr, guint az_index);

static inline const EnisimSubnet *
enisim_address_space_get (const EnisimAddressSpace *space, guint subnet_index)
{
  g_assert (subnet_index < space->n_subnets);
  return &space->subnets[subnet_index].subnet;
}

/* Walks everything; aborts on a broken invariant.  O(n): tests and debugging only. */
void enisim_address_space_verify (const EnisimAddressSpace *space);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EnisimAddressSpace, enisim_address_space_clear)
