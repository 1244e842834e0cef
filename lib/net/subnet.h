/* subnet.h: the addresses of one subnet and what holds them
 *
 * EC2 keeps the first four addresses and the last one of each subnet for itself and allows
 * prefixes 16 to 28 (facts.md, section 4, "subnet size").
 */
#pragma once

#include "net/cidr.h"
#include "net/ip-allocator.h"

#define ENISIM_SUBNET_PREFIX_MIN 16
#define ENISIM_SUBNET_PREFIX_MAX 28
#define ENISIM_SUBNET_RESERVED_FIRST 4
#define ENISIM_SUBNET_RESERVED_LAST 1

/* What an address is held for. */
typedef enum
{
  ENISIM_HOLDER_BACKGROUND,
  ENISIM_HOLDER_ENDPOINT,
  ENISIM_HOLDER_NAT_GATEWAY,
  ENISIM_HOLDER_OTHER,
  ENISIM_HOLDER_ENI_CREATING,
  ENISIM_HOLDER_ENI_IN_USE,
  ENISIM_HOLDER_ENI_RETAINED,
  ENISIM_HOLDER_ENI_FAILED,
} EnisimHolder;

#define ENISIM_N_HOLDERS (ENISIM_HOLDER_ENI_FAILED + 1)

typedef struct
{
  EnisimIpAllocator addresses; /* by place in the subnet; the reserved ones are always leased */
  EnisimCidr cidr;
  guint32 az_index;
  guint32 n_held[ENISIM_N_HOLDERS]; /* their sum is what is leased beside the reserved ones */
  gboolean is_unbounded;            /* counts alone: it has no addresses, and room for everybody */
} EnisimSubnet;

/* Free addresses of an unbounded subnet, however many are held. */
#define ENISIM_SUBNET_N_FREE_UNBOUNDED G_MAXUINT32

/* Addresses that can be held in a subnet.
 *
 * @prefix: ENISIM_SUBNET_PREFIX_MIN .. ENISIM_SUBNET_PREFIX_MAX */
guint32 enisim_subnet_capacity_of_prefix (guint8 prefix);

/* @cidr: of a prefix as above
 * @az_index: the caller's number of the availability zone, kept for it */
void enisim_subnet_init (EnisimSubnet *subnet, EnisimCidr cidr, guint32 az_index);

/* One that never lacks an address; all that it leases is the network's own. */
void enisim_subnet_init_unbounded (EnisimSubnet *subnet, EnisimCidr cidr, guint32 az_index);
void enisim_subnet_clear (EnisimSubnet *subnet);

/* Leases the free address that has @k free ones below it.  Which @k is the caller's choice.
 *
 * @k: less than the number of free addresses
 *
 * Returns: the address */
guint32 enisim_subnet_lease (EnisimSubnet *subnet, guint32 k, EnisimHolder holder);

/* Makes @address, which @holder holds, free again. */
void enisim_subnet_release (EnisimSubnet *subnet, guint32 address, EnisimHolder holder);

/* Passes one address that @from holds on to @to; the address stays. */
void enisim_subnet_move (EnisimSubnet *subnet, EnisimHolder from, EnisimHolder to);

/* Aborts on a broken invariant.  O(n): tests and debugging only. */
void enisim_subnet_verify (const EnisimSubnet *subnet);

static inline guint32
enisim_subnet_get_capacity (const EnisimSubnet *subnet)
{
  return enisim_subnet_capacity_of_prefix (subnet->cidr.prefix);
}

static inline guint32
enisim_subnet_get_n_free (const EnisimSubnet *subnet)
{
  return subnet->is_unbounded ? ENISIM_SUBNET_N_FREE_UNBOUNDED
                              : enisim_ip_allocator_get_n_free (&subnet->addresses);
}

/* For _get_n_held_total() only. */
guint32 enisim_subnet_sum_held (const EnisimSubnet *subnet);

/* Addresses held by all holders together. */
static inline guint32
enisim_subnet_get_n_held_total (const EnisimSubnet *subnet)
{
  return subnet->is_unbounded
             ? enisim_subnet_sum_held (subnet)
             : enisim_subnet_get_capacity (subnet) - enisim_subnet_get_n_free (subnet);
}

static inline guint32
enisim_subnet_get_n_held (const EnisimSubnet *subnet, EnisimHolder holder)
{
  return subnet->n_held[holder];
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EnisimSubnet, enisim_subnet_clear)
