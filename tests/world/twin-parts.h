/* twin-parts.h: what the files of the naive twin share with each other */
#pragma once

#include "world/twin.h"

/* twin-agenda.c */
guint twin_get_class (TwinKind kind);
void twin_book (Twin *twin, gint64 at, TwinKind kind, gpointer what);
void twin_book_as (Twin *twin, gint64 at, TwinKind kind, gpointer what, guint64 sequence);
void twin_cancel (Twin *twin, TwinKind kind, gconstpointer what);
gboolean twin_take (Twin *twin, gint64 deadline, TwinEvent *event);
guint twin_begin_stay (Twin *twin, guint level);
void twin_end_stay (Twin *twin, guint stay);
void twin_see (Twin *twin, Feature feature);
gboolean twin_counts (const Twin *twin, gint64 called_at);

/* twin-peaks.c: after each event; @is_new_window: the warm-up is over */
void twin_note_peaks (Twin *twin, gboolean is_new_window);

/* twin-network.c */
void twin_open_network (Twin *twin);
void twin_close_network (Twin *twin);
guint twin_count_free (const TwinSubnet *subnet);
gboolean twin_has_eni_quota (const Twin *twin, guint az);

/* Returns: the place of the address; there is one. */
guint twin_take_address (Twin *twin, guint index, TwinHolder holder, guint *stay);

/* twin-background.c */
void twin_fill_background (Twin *twin, guint index); /* an address has been freed */
void twin_background_step (Twin *twin, const WorldStep *step);

/* twin-deletions.c */
void twin_request_deletion (Twin *twin, gboolean is_subnet, guint subject);
void twin_note_deletions (Twin *twin); /* after each event */

/* twin-keys.c */
gboolean twin_key_equal (const TwinKey *a, const TwinKey *b);

/* @varies or, where the world does not say, @otherwise */
gint64 twin_draw_for_key (Twin *twin, const WorldVaries *varies, gint64 otherwise, guint purpose,
                          const TwinKey *key);

/* twin-groups.c */

/* Returns: FALSE, without a reference, where the create failed */
gboolean twin_acquire (Twin *twin, const TwinKey *key, gboolean is_there, GPtrArray *references);
void twin_release (Twin *twin, GPtrArray *references);
void twin_group_in_use (Twin *twin, TwinGroup *group);
void twin_group_gone (Twin *twin, TwinGroup *group);

/* twin-runtimes.c */
void twin_open_runtimes (Twin *twin);
void twin_close_runtimes (Twin *twin);
TwinAnswer twin_create (Twin *twin, TwinRuntime *runtime);
TwinAnswer twin_request (Twin *twin, TwinRuntime *runtime, const WorldEntry *entry);
void twin_runtime_ready (Twin *twin, TwinRuntime *runtime);
void twin_waited (Twin *twin, TwinRuntime *runtime);
void twin_vm_has_gone (Twin *twin, TwinRuntime *runtime, TwinVersion *version);
TwinAnswer twin_refuse_control (Twin *twin, gboolean is_in_motion);
TwinAnswer twin_begin_motion (Twin *twin, TwinRuntime *runtime, TwinVersion *version,
                              guint endpoint);

TwinRuntime *twin_add_stack_runtime (Twin *twin, TwinStack *stack, guint index, guint subnets,
                                     guint groups);

/* twin-churn.c */
void twin_open_churn (Twin *twin);
void twin_close_churn (Twin *twin);
void twin_churn_arrives (Twin *twin, TwinChurn *churn);
void twin_stack_is_deleted (Twin *twin, TwinStack *stack);
void twin_gives_up (Twin *twin, TwinOwnGroup *own);
void twin_runtime_of_stack_gone (Twin *twin, TwinRuntime *runtime);
void twin_try_own_groups (Twin *twin); /* an ENI has gone */
const TwinOwnGroup *twin_find_own_group (const Twin *twin, guint code);

/* twin-scales.c */
void twin_open_scales (Twin *twin);
void twin_scale (Twin *twin, guint item, guint n_wanted);
gboolean twin_is_wanted (const Twin *twin, const TwinRuntime *runtime);

/* twin-versions.c */
TwinVersion *twin_add_version (TwinRuntime *runtime, guint subnets, guint groups);
TwinAnswer twin_change (Twin *twin, TwinRuntime *runtime, const WorldEntry *entry);
void twin_release_unheld (Twin *twin, TwinVersion *version, const TwinRuntime *runtime);
gboolean twin_is_serving (const TwinRuntime *runtime);

/* twin-quotas.c */
void twin_open_quotas (Twin *twin);
void twin_close_quotas (Twin *twin);
void twin_change_quotas (Twin *twin, const WorldQuotas *change);
gboolean twin_take_invoke_token (Twin *twin, const TwinCall *call);
gboolean twin_take_stop_token (Twin *twin, const TwinCall *call);
TwinOutcome twin_check_new_session (Twin *twin, const TwinCall *call);

/* twin-sessions.c */
TwinOutcome twin_invoke (Twin *twin, const TwinCall *call);
void twin_cold_start_ends (Twin *twin, TwinVm *vm);
void twin_limit_ends (Twin *twin, TwinInvocation *invocation);
void twin_background_ends (Twin *twin, TwinWork *work);
void twin_invocation_ends (Twin *twin, TwinInvocation *invocation);
void twin_stop (Twin *twin, TwinVm *vm, TwinEnd end);
TwinStopped twin_stop_session (Twin *twin, const TwinCall *call);
void twin_vm_gone (Twin *twin, TwinVm *vm);
void twin_close_sessions (Twin *twin);

/* twin-workloads.c */
void twin_open_workloads (Twin *twin);
void twin_close_workloads (Twin *twin);
void twin_arrive (Twin *twin, TwinWorkload *workload);
void twin_switch (Twin *twin, TwinWorkload *workload, gboolean is_off);
void twin_book_client (Twin *twin, TwinClient *client, gint64 at);

/* twin-arrivals.c */
EnisimDistribution twin_get_gap (const WorldWindow *window);
void twin_list_arrivals (const Twin *twin, const TwinWorkload *workload, GArray *list);

/* twin-calls.c */
guint64 twin_get_sequence (guint workload, guint number);
guint64 twin_get_word (const TwinWorkload *workload, guint number);
void twin_call (Twin *twin, TwinWorkload *workload, guint number, TwinClient *client);
void twin_client_calls (Twin *twin, TwinClient *client);
void twin_call_has_ended (Twin *twin, const TwinCall *call, TwinOutcome outcome);
void twin_retries (Twin *twin, TwinCall *call);
void twin_refusal_ends (Twin *twin, TwinClient *client);
void twin_follow_up (Twin *twin, TwinChain *chain);
void twin_chain_stops (Twin *twin, TwinChain *chain);
