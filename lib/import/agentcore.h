/* agentcore.h: what the service's own command-line tools are told of agents
 *
 * Both tools keep a file: `agentcore/agentcore.json` of the one that deploys by CloudFormation,
 * `.bedrock_agentcore.yaml` of the starter toolkit, which calls the service itself.  Agents are
 * read from them; what else stands there holds no address.
 */
#pragma once

#include "import/import-kinds.h"

G_BEGIN_DECLS

/* The row of the kind `agentcore`. */
gboolean enisim_agentcore_detects (const EnisimNode *root);
void enisim_agentcore_read (EnisimImporter *importer, const EnisimSource *source);

G_END_DECLS
