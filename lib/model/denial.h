/* denial.h: why a create gets no ENIs
 *
 * The first two are found out subnet by subnet; the rest is static: known before anything is
 * taken (model.md "ENI pool").
 */
#pragma once

typedef enum
{
  ENISIM_DENIAL_NO_ADDRESS, /* InsufficientFreeAddressesInSubnet */
  ENISIM_DENIAL_ENI_QUOTA,  /* NetworkInterfaceLimitExceeded */
  ENISIM_DENIAL_SECURITY_GROUPS,
  ENISIM_DENIAL_ZONE,
  ENISIM_DENIAL_SECURITY_GROUP_GONE,
  ENISIM_DENIAL_SUBNET_GONE,
} EnisimDenial;

#define ENISIM_N_DENIALS (ENISIM_DENIAL_SUBNET_GONE + 1)
#define ENISIM_DENIAL_FIRST_STATIC ENISIM_DENIAL_SECURITY_GROUPS

/* As a report for programs has it, for instance "no_address". */
const char *enisim_denial_get_name (EnisimDenial denial);

/* As an event has it, for instance "no free address". */
const char *enisim_denial_get_text (EnisimDenial denial);
