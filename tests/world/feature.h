/* feature.h: what a world can bring about, to tell that nothing is never tried */
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
  X (TOO_MANY_GROUPS, "a create failed by too many security groups")                               \
  X (UNSUPPORTED_AZ, "a create failed by its zone")                                                \
  X (FAILED_BY_ADDRESS, "a create failed by addresses")                                            \
  X (FAILED_BY_QUOTA, "a create failed by the ENI quota")                                          \
  X (FAILED_BY_BOTH, "a create failed by addresses and the ENI quota")                             \
  X (FAILED_WITHOUT_ENIS, "a create failed that left no ENI")                                      \
  X (FAILED_WITH_ENIS, "a create failed that left ENIs")                                           \
  X (SHARED_PER_SUBNET, "eni_sharing: per_subnet")                                                 \
  X (FAILED_BESIDE_OTHERS, "a create failed beside groups that were there")                        \
  X (EXHAUSTED, "a subnet without a free address")                                                 \
  X (THERE_ALREADY, "a runtime that is there already")                                             \
  X (READY_AT_ONCE, "READY at the instant of the create")                                          \
  X (READY_LATER, "READY after a while")                                                           \
  X (CONTROL_REFUSED_STATE, "a request refused in that state")                                     \
  X (CONTROL_REFUSED_MOTION, "a request refused in motion")                                        \
  X (CONTROL_WAITED, "a request that waited")                                                      \
  X (CONTROL_WAITED_BEHIND, "a request behind others that waited")                                 \
  X (DELETED_FAILED, "a runtime deleted after its create failed")                                  \
  X (DELETED_WITH_VMS, "a runtime deleted with live VMs")                                          \
  X (DELETED_STOPPING_VM, "a runtime deleted with a VM that was stopping")                         \
  X (UPDATE, "an update to other ENIs")                                                            \
  X (UPDATE_SAME, "an update that keeps the configuration")                                        \
  X (UPDATE_TO_PUBLIC, "an update out of the VPC")                                                 \
  X (UPDATE_TO_VPC, "an update into the VPC")                                                      \
  X (UPDATE_INCOMPLETE, "an update without half of a configuration")                               \
  X (UPDATE_FAILED, "an update that failed")                                                       \
  X (VERSION_DRAINED, "an old version drained")                                                    \
  X (VERSION_KEPT, "an old version kept until the delete")                                         \
  X (POINT_AT_ONCE, "an endpoint pointed at once")                                                 \
  X (POINT_BACK, "an endpoint pointed to a version without ENIs")                                  \
  X (POINT_NEVER_READY, "an endpoint pointed to what was never ready")                             \
  X (ENDPOINT_DELETED, "an endpoint deleted")                                                      \
  X (NO_SUCH_ENDPOINT, "a call to an endpoint that is not there")                                  \
  X (OLD_VERSION_SERVES, "a session served by an older version")                                   \
  X (STACK_DELETED, "a stack deleted")                                                             \
  X (STACK_FAILED, "a stack whose first create failed")                                            \
  X (STACK_FAILED_BY_GROUPS, "a stack without a security group of its own")                        \
  X (BLUE_GREEN, "a stack replaced by the next")                                                   \
  X (REDEPLOYED, "a redeployment")                                                                 \
  X (REDEPLOY_FAILED, "a redeployment that failed")                                                \
  X (OWN_GROUP_GONE, "an own security group swept")                                                \
  X (OWN_GROUP_ORPHANED, "an own security group given up")                                         \
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
  X (THROTTLED_INVOKE, "a call throttled")                                                         \
  X (THROTTLED_NEW, "a new session throttled")                                                     \
  X (STOP_THROTTLED, "a stop throttled")                                                           \
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
  X (TRACE, "calls of a trace")                                                                    \
  X (TRACES_ALONE, "a run that ends with its traces")                                              \
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
  X (TOO_MANY_AGENTS, "a create beyond the agents")                                                \
  X (TOO_MANY_VERSIONS, "an update beyond the versions")                                           \
  X (TOO_MANY_ENDPOINTS, "an endpoint beyond the quota")                                           \
  X (TOOL_QUOTA, "a call refused: tool quota")                                                     \
  X (TYPES_APART, "ENIs apart by type")                                                            \
  X (TIMED_OUT, "a call timed out")                                                                \
  X (TIMED_OUT_PROVISIONING, "a call timed out before it was served")                              \
  X (READY_FOR_NOBODY, "a cold start that nobody waited for any more")                             \
  X (BACKGROUND_WORK, "background work")                                                           \
  X (BACKGROUND_CUT, "background work cut")                                                        \
  X (UNREACHABLE, "a call that found no route")                                                    \
  X (RETRY, "a refused call tried again")                                                          \
  X (RETRY_UNREACHABLE, "a call that found no route tried again")                                  \
  X (BACKGROUND_RISES, "a background that rises")                                                  \
  X (BACKGROUND_FALLS, "a background that falls")                                                  \
  X (BACKGROUND_UNMET, "a background that is unmet")                                               \
  X (SUBNET_DELETED, "a subnet deleted")                                                           \
  X (SUBNET_KEPT, "a subnet's deletion refused")                                                   \
  X (GROUP_DELETED, "a security group deleted")                                                    \
  X (GROUP_KEPT, "a security group's deletion refused")                                            \
  X (DELETION_WOULD_PASS, "a refused deletion that would pass later")                              \
  X (DELETION_OF_NOTHING, "a deletion of what is gone")                                            \
  X (GROUP_IS_GONE, "a create failed by a deleted security group")                                 \
  X (SUBNET_IS_GONE, "a create failed by a deleted subnet")                                        \
  X (QUOTAS_CHANGED, "quotas changed")                                                             \
  X (RATE_CHANGED, "a rate changed")                                                               \
  X (SCALED_IN, "a group scaled in")                                                               \
  X (SCALED_OUT, "a group scaled out")                                                             \
  X (ARRIVAL_WHILE_OFF, "an arrival while its workload is off")                                    \
  X (CLIENT_WHILE_OFF, "a client that waits for its workload to be on")                            \
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
