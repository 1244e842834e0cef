/* feature.h: what a world can bring about, to tell that nothing is never tried
 */
#pragma once

#define FEATURES(X)                                                                                \
  X (LIMITS_OFF, "limits: off")                                                                    \
  X (LARGE_SUBNET, "a subnet of /16 to /21")                                                       \
  X (MIDDLE_SUBNET, "a subnet of /22 to /27")                                                      \
  X (DEFAULT_RETENTION, "retention as by default")                                                 \
  X (IP_LOWEST, "ip_order: lowest")                                                                \
  X (IP_RANDOM, "ip_order: random")                                                                \
  X (PUBLIC_RUNTIME, "a PUBLIC runtime")                                                           \
  X (TWO_AT_ONCE, "two events of one instant")                                                     \
  X (GROUP_CREATED, "ENIs created")                                                                \
  X (GROUP_DELAYED, "ENIs that take their time")                                                   \
  X (GROUP_SHARED, "ENIs in use shared")                                                           \
  X (GROUP_JOINED, "ENIs joined while they are created")                                           \
  X (GROUP_TAKEN_BACK, "retained ENIs taken back")                                                 \
  X (GROUP_BESIDE, "new ENIs beside retained ones")                                                \
  X (GROUP_GONE, "retention ended")                                                                \
  X (FAILED_GONE, "failed ENIs gone")                                                              \
  X (FAILED_BY_ADDRESS, "a create failed by addresses")                                            \
  X (FAILED_BY_QUOTA, "a create failed by the ENI quota")                                          \
  X (FAILED_BY_BOTH, "a create failed by addresses and the ENI quota")                             \
  X (FAILED_WITHOUT_ENIS, "a create failed that left no ENI")                                      \
  X (FAILED_WITH_ENIS, "a create failed that left ENIs")                                           \
  X (READY_AT_ONCE, "READY at the instant of the create")                                          \
  X (READY_LATER, "READY after a while")                                                           \
  X (CONTROL_REFUSED_STATE, "a request refused in that state")                                     \
  X (CONTROL_REFUSED_MOTION, "a request refused in motion")                                        \
  X (CONTROL_WAITED, "a request that waited")                                                      \
  X (CONTROL_WAITED_BEHIND, "a request behind others that waited")                                 \
  X (DELETED_FAILED, "a runtime deleted after its create failed")                                  \
  X (DELETED_WITH_VMS, "a runtime deleted with live VMs")                                          \
  X (DELETED_STOPPING_VM, "a runtime deleted with a VM that was stopping")                         \
  X (COLD, "a cold call")                                                                          \
  X (WARM_IDLE, "a warm call on an idle VM")                                                       \
  X (WARM_ACTIVE, "a warm call beside another")                                                    \
  X (WARM_PROVISIONING, "a call that joined a provisioning VM")                                    \
  X (OK, "a call that ended ok")                                                                   \
  X (CUT, "a call that was cut")                                                                   \
  X (CUT_PROVISIONING, "a call that was cut before it was served")                                 \
  X (NOT_READY, "a call refused: not ready")                                                       \
  X (CONFLICT_PROVISIONING, "a call refused: provisioning")                                        \
  X (CONFLICT_STOPPING, "a call refused: stopping")                                                \
  X (QUOTA, "a call refused: quota")                                                               \
  X (QUOTA_SPARES_STOPPING, "a call admitted since VMs in teardown do not count")                  \
  X (END_IDLE, "a VM that idled out")                                                              \
  X (END_LIFETIME, "a VM at the end of its life")                                                  \
  X (END_UNHEALTHY, "a VM stopped as unhealthy")                                                   \
  X (REFUSAL_WAITED, "a client that learned of a refusal later")                                   \
  X (STRETCHED, "a cycle that took no time")                                                       \
  X (REUSE_RECENT, "the newest session again")                                                     \
  X (REUSE_UNIFORM, "one of the last sessions again")                                              \
  X (RENEWAL, "calls of a renewal process")                                                        \
  X (WINDOWS, "calls in windows")                                                                  \
  X (PIECES, "calls at a rate in pieces")                                                          \
  X (PROFILE, "calls by a profile")                                                                \
  X (BURSTS, "calls in bursts")                                                                    \
  X (TARGET_RANDOM, "targets at random")                                                           \
  X (TARGET_WEIGHTED, "targets by weight")                                                         \
  X (FOLLOW_UP, "a follow-up")                                                                     \
  X (FOLLOW_UP_REFUSED, "a follow-up refused")                                                     \
  X (STOP_DONE, "a session stopped")                                                               \
  X (STOP_CUTS, "a session stopped with another call in flight")                                   \
  X (STOP_CONFLICT, "a stop refused: conflict")                                                    \
  X (STOP_NONE, "a stop of what was gone")                                                         \
  X (WARM_UP, "a warm-up")                                                                         \
  X (OPEN_AT_HORIZON, "a call in flight at the horizon")                                           \
  X (SAMPLED, "samples")

typedef enum
{
#define FEATURE_ENUM(name, text) FEATURE_##name,
  FEATURES (FEATURE_ENUM)
#undef FEATURE_ENUM
      FEATURE_N,
} Feature;

static inline const char *
feature_get_text (Feature feature)
{
  static const char *const texts[] = {
#define FEATURE_TEXT(name, text) text,
    FEATURES (FEATURE_TEXT)
#undef FEATURE_TEXT
  };

  return texts[feature];
}
