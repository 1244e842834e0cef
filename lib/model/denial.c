/* denial.c: why a create gets no ENIs */
#include "model/denial.h"

static const struct
{
  const char *name, *text;
} denials[ENISIM_N_DENIALS] = {
  [ENISIM_DENIAL_NO_ADDRESS] = { "no_address", "no free address" },
  [ENISIM_DENIAL_ENI_QUOTA] = { "eni_quota", "ENI quota" },
  [ENISIM_DENIAL_SECURITY_GROUPS] = { "security_groups", "too many security groups" },
  [ENISIM_DENIAL_ZONE] = { "zone", "unsupported zone" },
  [ENISIM_DENIAL_SECURITY_GROUP_GONE] = { "security_group_gone", "deleted security group" },
  [ENISIM_DENIAL_SUBNET_GONE] = { "subnet_gone", "deleted subnet" },
};

const char *
enisim_denial_get_name (EnisimDenial denial)
{
  return denials[denial].name;
}

const char *
enisim_denial_get_text (EnisimDenial denial)
{
  return denials[denial].text;
}
