/* option-registry.c: what the facts leave open, as a list of options with what they rest on */
#include "model/option-registry.h"

#include <string.h>

G_STATIC_ASSERT (sizeof (EnisimIpOrder) == sizeof (gint));
G_STATIC_ASSERT (sizeof (EnisimProvisioning) == sizeof (gint));
G_STATIC_ASSERT (sizeof (EnisimControl) == sizeof (gint));

#define OFFSET(member) G_STRUCT_OFFSET (EnisimModelOptions, member)

static const EnisimOption options[] = {
  { .section = "quotas",
    .name = "max_vms",
    .kind = ENISIM_OPTION_OTHER,
    .default_value = "the profile's",
    .mark = 'D',
    .rests_on = "quota of live VMs of the account in its Region" },
  { .section = "quotas",
    .name = "enis_per_az",
    .kind = ENISIM_OPTION_OTHER,
    .default_value = "the profile's",
    .mark = 'D',
    .rests_on = "quota of ENIs of a Region, enforced per AZ" },
  { .section = "model",
    .name = "eni_create_delay",
    .offset = OFFSET (eni_create_delay),
    .default_value = "0s",
    .alternatives = { "13s", "35s" },
    .mark = 'A',
    .rests_on = "the address is taken at once; ENIs were seen 13 to 35 s after the request" },
  { .section = "model",
    .name = "eni_retention",
    .offset = OFFSET (eni_retention),
    .default_value = "8h",
    .alternatives = { "15min", "1h", "{uniform: [15min, 8h]}" },
    .mark = 'D',
    .rests_on
    = "up to 8 h after the last runtime is gone; the longest is the planning worst case" },
  { .section = "model",
    .name = "failed_create_retention",
    .offset = OFFSET (failed_create_retention),
    .default_value = "18min",
    .alternatives = { "7min" },
    .mark = 'O',
    .rests_on = "gone 7 to 18 min after a failed create; the longest is the planning worst case" },
  { .section = "model",
    .name = "ready_delay",
    .offset = OFFSET (ready_delay),
    .default_value = "0s",
    .alternatives = { "6s", "185s", "258.6s" },
    .mark = 'A',
    .rests_on = "READY as soon as the ENIs are; seconds to minutes were measured" },
  { .section = "model",
    .name = "cold_start",
    .of = "V1",
    .offset = OFFSET (cold_start[ENISIM_PLATFORM_V1]),
    .default_value = "5.4s",
    .alternatives = { "30s" },
    .mark = 'O',
    .rests_on = "measured with an image of 200 MB; 30 s with one of 2 GB" },
  { .section = "model",
    .name = "cold_start",
    .of = "V2",
    .offset = OFFSET (cold_start[ENISIM_PLATFORM_V2]),
    .default_value = "1.9s",
    .alternatives = { "30s" },
    .mark = 'O',
    .rests_on = "P75 of measurements" },
  { .section = "model",
    .name = "teardown",
    .offset = OFFSET (teardown),
    .default_value = "15s",
    .alternatives = { "0s" },
    .mark = 'D',
    .rests_on = "up to 15 s after the idle timeout or lifetime; the longest is the safe side" },
  { .section = "model",
    .name = "teardown_after_stop",
    .offset = OFFSET (teardown_after_stop),
    .default_value = "15s",
    .alternatives = { "60s" },
    .mark = 'A',
    .rests_on = "as long as any other teardown; about 60 s were measured once" },
  { .section = "model",
    .name = "refusal_time",
    .of = "not_ready",
    .offset = OFFSET (refusal_time[ENISIM_OUTCOME_NOT_READY]),
    .default_value = "0s",
    .alternatives = { "1.5s" },
    .mark = 'A',
    .rests_on = "how long a refusal takes is not documented" },
  { .section = "model",
    .name = "refusal_time",
    .of = "conflict",
    .offset = OFFSET (refusal_time[ENISIM_OUTCOME_CONFLICT]),
    .default_value = "0s",
    .alternatives = { "1.5s" },
    .mark = 'A',
    .rests_on = "how long a refusal takes is not documented" },
  { .section = "model",
    .name = "refusal_time",
    .of = "quota",
    .offset = OFFSET (refusal_time[ENISIM_OUTCOME_QUOTA]),
    .default_value = "0s",
    .alternatives = { "1.5s" },
    .mark = 'A',
    .rests_on = "how long a refusal takes is not documented" },
  { .section = "model",
    .name = "refusal_time",
    .of = "throttled_invoke",
    .offset = OFFSET (refusal_time[ENISIM_OUTCOME_THROTTLED_INVOKE]),
    .default_value = "0s",
    .alternatives = { "1.5s" },
    .mark = 'A',
    .rests_on = "how long a refusal takes is not documented" },
  { .section = "model",
    .name = "refusal_time",
    .of = "throttled_new",
    .offset = OFFSET (refusal_time[ENISIM_OUTCOME_THROTTLED_NEW]),
    .default_value = "0s",
    .alternatives = { "1.5s" },
    .mark = 'A',
    .rests_on = "how long a refusal takes is not documented" },
  { .section = "model",
    .name = "refusal_time",
    .of = "tool_quota",
    .offset = OFFSET (refusal_time[ENISIM_OUTCOME_TOOL_QUOTA]),
    .default_value = "0s",
    .alternatives = { "1.5s" },
    .mark = 'A',
    .rests_on = "how long a refusal takes is not documented" },
  { .section = "model",
    .name = "eni_reuse",
    .kind = ENISIM_OPTION_CHOICE,
    .offset = OFFSET (eni_reuse),
    .words = { "no", "yes" },
    .default_value = "yes",
    .alternatives = { "no" },
    .mark = 'O',
    .rests_on = "a new runtime of the same configuration took lingering ENIs back" },
  { .section = "model",
    .name = "ip_order",
    .kind = ENISIM_OPTION_CHOICE,
    .offset = OFFSET (ip_order),
    .words = { "random", "lowest" },
    .default_value = "random",
    .alternatives = { "lowest" },
    .mark = 'O',
    .rests_on = "redeploys drew scattered addresses; the rule is not documented" },
  { .section = "model",
    .name = "control_conflict",
    .kind = ENISIM_OPTION_CHOICE,
    .offset = OFFSET (control_conflict),
    .words = { "wait", "refuse" },
    .default_value = "wait",
    .alternatives = { "refuse" },
    .mark = 'A',
    .rests_on = "a request that meets a runtime in motion runs when that has settled" },
  { .section = "model",
    .name = "provisioning_conflict",
    .kind = ENISIM_OPTION_CHOICE,
    .offset = OFFSET (provisioning_conflict),
    .words = { "conflict", "wait" },
    .default_value = "conflict",
    .alternatives = { "wait" },
    .mark = 'D',
    .rests_on = "an invoke during provisioning is refused with 409" },
  { .section = "model",
    .name = "vms_count_while_stopping",
    .kind = ENISIM_OPTION_CHOICE,
    .offset = OFFSET (vms_count_while_stopping),
    .words = { "no", "yes" },
    .default_value = "yes",
    .alternatives = { "no" },
    .mark = 'A',
    .rests_on = "a VM counts until its teardown ends, which is the safe side" },
  { .section = "runtimes",
    .name = "idle_timeout",
    .kind = ENISIM_OPTION_OTHER,
    .default_value = "15min",
    .mark = 'D',
    .rests_on = "an idle VM lives on and counts for so long" },
  { .section = "model",
    .name = "min_cycle",
    .kind = ENISIM_OPTION_SPAN,
    .offset = OFFSET (min_cycle_us),
    .default_value = "1ms",
    .alternatives = { "10ms" },
    .mark = 'A',
    .rests_on = "a closed client whose call took no time waits so long before its next one" },
  { .section = "model",
    .name = "stack_delete_gives_up",
    .kind = ENISIM_OPTION_SPAN,
    .offset = OFFSET (stack_delete_gives_up_us),
    .default_value = "17min",
    .alternatives = { "1h" },
    .mark = 'O',
    .rests_on = "the deletion of a stack was seen to give up on a security group that ENIs hold" },
};

/* The outcomes that refuse have a row each. */
G_STATIC_ASSERT (ENISIM_N_OUTCOMES == 5 + 6);

const EnisimOption *
enisim_option_registry_get (guint *n_options)
{
  *n_options = G_N_ELEMENTS (options);
  return options;
}

const EnisimOption *
enisim_option_registry_find (const char *section, const char *name, guint *index)
{
  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    if (strcmp (options[i].section, section) == 0 && strcmp (options[i].name, name) == 0)
      {
        if (index != NULL)
          *index = i;
        return &options[i];
      }
  return NULL;
}

const char *
enisim_option_mark_get_word (char mark)
{
  switch (mark)
    {
    case 'D':
      return "documented";
    case 'O':
      return "observed";
    case 'A':
      return "assumed";
    default:
      g_assert_not_reached ();
    }
}
