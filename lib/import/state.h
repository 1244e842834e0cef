/* state.h: what an account says there is
 *
 * Answers of the AWS CLI, told by their top-level keys, are one state together: a resource that
 * comes again, in another page or another answer, is one.  Once all are read it is worked out what
 * holds which ENI, and how many addresses nothing accounts for.
 */
#pragma once

#include "import/answer.h"
#include "import/import-kinds.h"

G_BEGIN_DECLS

/* What an importer remembers of the answers that it has read. */
struct _EnisimState
{
  EnisimImporter *importer;
  GHashTable *seen;       /* "KEY ID" -> EnisimNode, where it was read first */
  GHashTable *agents;     /* id -> its index in the inventory's agents, + 1 */
  GHashTable *owners;     /* id of an ENI -> id of the endpoint or NAT gateway that it is of */
  GPtrArray *main_tables; /* (of EnisimLink) VPC and its main route table */
};

/* A resource that is read. */
typedef struct
{
  EnisimState *state;
  EnisimAnswer answer;
  EnisimResource resource;
} EnisimStateReader;

/* What the load's account is known by so far; made where there was nothing yet. */
EnisimState *enisim_state_get (EnisimImporter *importer);
void enisim_state_free (EnisimState *state);

/* The row of the kind `state`. */
gboolean enisim_state_detects (const EnisimNode *root);
void enisim_state_read (EnisimImporter *importer, const EnisimSource *source);
void enisim_state_finish (EnisimImporter *importer);

/* Whether @text, under @key for all of its kind, comes for the first time. */
gboolean enisim_state_is_new (EnisimState *state, const char *key, const char *text,
                              const EnisimNode *node);

/* Learns the Region from an ARN, or from the name of an AZ.
 * @arn, @az: (nullable) */
void enisim_state_learn_region (EnisimState *state, const char *arn, const char *az);

/* Network. */
void enisim_state_read_interface (EnisimStateReader *reader);
void enisim_state_read_vpc (EnisimStateReader *reader);
void enisim_state_read_subnet (EnisimStateReader *reader);
void enisim_state_read_endpoint (EnisimStateReader *reader);
void enisim_state_read_nat_gateway (EnisimStateReader *reader);
void enisim_state_read_internet_gateway (EnisimStateReader *reader);
void enisim_state_read_route_table (EnisimStateReader *reader);

/* Who may talk to whom. */
void enisim_state_read_security_group (EnisimStateReader *reader);
void enisim_state_read_security_group_rule (EnisimStateReader *reader);
void enisim_state_read_network_acl (EnisimStateReader *reader);

/* Agents, listed or told in full. */
void enisim_state_read_listed_runtime (EnisimStateReader *reader);
void enisim_state_read_runtime (EnisimStateReader *reader);
void enisim_state_read_browser (EnisimStateReader *reader);
void enisim_state_read_code_interpreter (EnisimStateReader *reader);
void enisim_state_read_agent_endpoint (EnisimStateReader *reader);

/* Once all is read.  In this order: what another description tells too; subnets that only ENIs
 * name; of which VPCs all is known; whose
 * each ENI is; those that no
 * answer lists; which configuration each ENI of AgentCore is of; what is left. */
void enisim_state_merge (EnisimState *state);
void enisim_state_take_terraform (EnisimState *state);
void enisim_state_add_implied (EnisimState *state);
void enisim_state_find_whole (EnisimState *state);
void enisim_state_find_owners (EnisimState *state);
void enisim_state_make_groups (EnisimState *state);
void enisim_state_reconcile (EnisimState *state);

/* Appends what would have to be asked for all agents to be known; nothing: they are. */
void enisim_state_list_unasked (const EnisimInventory *inventory, GString *text);

/* @unasked: from above */
void enisim_state_note_groups (EnisimState *state, const char *unasked);

G_END_DECLS
