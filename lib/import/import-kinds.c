/* import-kinds.c: which kinds of descriptions can be read, as a table */
#include "import/import-kinds.h"

#include <string.h>

#include "import/agentcore.h"
#include "import/cloudformation.h"
#include "import/import-files.h"
#include "import/state.h"
#include "import/terraform.h"
#include "text/node-read.h"

static const EnisimKindReader readers[] = {
  { .kind = ENISIM_IMPORT_CDK,
    .name = "cdk",
    .looks = "the manifest of a CDK folder (artifacts)",
    .detects = enisim_is_manifest,
    .read = enisim_importer_read_manifest },
  { .kind = ENISIM_IMPORT_CLOUDFORMATION,
    .name = "cloudformation",
    .looks = "a template of CloudFormation (Resources)",
    .detects = enisim_is_template,
    .read = enisim_importer_read_template,
    .finish = enisim_importer_finish_templates },
  { .kind = ENISIM_IMPORT_STATE,
    .name = "state",
    .looks = "an answer of the AWS CLI (NetworkInterfaces, Subnets, agentRuntimes, ...)",
    .detects = enisim_state_detects,
    .read = enisim_state_read,
    .finish = enisim_state_finish },
  { .kind = ENISIM_IMPORT_AGENTCORE,
    .name = "agentcore",
    .looks = "agentcore.json (version, runtimes) or .bedrock_agentcore.yaml (agents)",
    .detects = enisim_agentcore_detects,
    .read = enisim_agentcore_read },
  { .kind = ENISIM_IMPORT_TERRAFORM,
    .name = "terraform",
    .looks = "what `terraform show -json` prints (format_version)",
    .detects = enisim_is_terraform,
    .read = enisim_importer_read_terraform,
    .refuse = enisim_terraform_refuse,
    .skips = enisim_terraform_skips },
};

const EnisimKindReader *
enisim_kind_readers_get (guint *n)
{
  *n = G_N_ELEMENTS (readers);
  return readers;
}

const EnisimKindReader *
enisim_kind_reader_get (EnisimImportKind kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    if (readers[i].kind == kind)
      return &readers[i];
  return NULL;
}

const char *
enisim_kind_readers_refuse (const char *name, const guint8 *bytes, gsize n_bytes)
{
  const char *reason = NULL;

  for (guint i = 0; !reason && i < G_N_ELEMENTS (readers); i++)
    if (readers[i].refuse)
      reason = readers[i].refuse (name, bytes, n_bytes);
  return reason;
}

gboolean
enisim_kind_readers_skip (const EnisimNode *mapping, const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    if (readers[i].skips && readers[i].skips (mapping, key))
      return TRUE;
  return FALSE;
}

static void
complain (const EnisimNode *root, EnisimComplaints *complaints)
{
  g_autoptr (GString) looks = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    g_string_append_printf (looks, "%s %s", i == 0 ? "" : ",", readers[i].looks);
  enisim_complaints_add (complaints, root, "nothing that can be read; expected one of:%s",
                         looks->str);
}

const EnisimKindReader *
enisim_kind_reader_find (const EnisimNode *root, EnisimComplaints *complaints)
{
  if (!enisim_node_expect (root, ENISIM_NODE_MAPPING | ENISIM_NODE_SEQUENCE, complaints))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    if (readers[i].detects (root))
      return &readers[i];
  complain (root, complaints);
  return NULL;
}
