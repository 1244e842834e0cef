/* event-log.c: every transition of a run as text, one JSON object a line
 *
 * A run has millions of changes, so a line is put together from literals, in room that is made
 * once for all of it.  The JSON writer, which checks the order of calls and escapes every text,
 * takes several times as long; nothing here needs an escape: names are made of letters, digits,
 * "_", "-" and ".", and causes and states are words of our own.
 */
#include <enisim/enisim-events.h>
#include <enisim/enisim-version.h>

#include <string.h>

#include "report/report-json-parts.h"

enum
{
  DIGITS_MAX = 20,      /* of a guint64 */
  LINE_BYTES_MAX = 1024 /* without its cause: three names at most, and a few numbers and words */
};

struct EnisimEventLog
{
  EnisimScenario *scenario;
  GString *out;
  guint64 n_lines; /* after the first */
};

G_STATIC_ASSERT (LINE_BYTES_MAX > 4 * (ENISIM_NAME_BYTES_MAX + DIGITS_MAX) + 256);

static inline void
add_bytes (GString *out, const char *bytes, gsize n)
{
  memcpy (out->str + out->len, bytes, n);
  out->len += n;
}

/* Inlined, so that the length of a literal is a constant. */
static inline void
add (GString *out, const char *text)
{
  add_bytes (out, text, strlen (text));
}

static void
add_uint (GString *out, guint64 value)
{
  char digits[DIGITS_MAX];
  guint at = DIGITS_MAX;

  do
    digits[--at] = (char) ('0' + value % 10);
  while ((value /= 10) > 0);
  add_bytes (out, digits + at, DIGITS_MAX - at);
}

/* @member: with the comma before it and all up to the word */
static void
add_word (GString *out, const char *member, const char *word)
{
  add (out, member);
  add (out, word);
  add (out, "\"");
}

static void
add_address (GString *out, guint32 address)
{
  for (guint i = 0; i < 4; i++)
    {
      if (i > 0)
        add (out, ".");
      add_uint (out, address >> (24 - 8 * i) & 255);
    }
}

static void
add_subnet (const EnisimEventLog *log, guint subnet)
{
  add_word (log->out, ",\"subnet\":\"", log->scenario->subnets[subnet].name);
}

static void
add_runtime (const EnisimEventLog *log, const char *name)
{
  add_word (log->out, ",\"runtime\":\"", name);
}

static void
add_call_id (const EnisimEventLog *log, EnisimCallId id)
{
  const EnisimScenario *scenario = log->scenario;
  const char *workload
      = id.workload < scenario->n_workloads ? scenario->workloads[id.workload].name : "(steps)";

  add (log->out, "\"");
  add (log->out, workload);
  add (log->out, "/");
  add_uint (log->out, id.number);
  add (log->out, "\"");
}

static void
make_room (GString *out, gsize n)
{
  const gsize n_used = out->len;

  if (out->allocated_len - n_used > n)
    return;
  g_string_set_size (out, n_used + n);
  g_string_truncate (out, n_used);
}

static void
begin_line (EnisimEventLog *log, EnisimTime at, const char *kind, const char *cause)
{
  make_room (log->out, LINE_BYTES_MAX + strlen (cause));
  add (log->out, "{\"at_us\":");
  add_uint (log->out, (guint64) at);
  add_word (log->out, ",\"kind\":\"", kind);
  add_word (log->out, ",\"cause\":\"", cause);
}

static void
end_line (EnisimEventLog *log)
{
  add (log->out, "}\n");
  log->out->str[log->out->len] = '\0';
  log->n_lines++;
}

static void
add_motion (const EnisimEventLog *log, const char *from, const char *to)
{
  add_word (log->out, ",\"from\":\"", from);
  add_word (log->out, ",\"to\":\"", to);
}

static void
add_enis (EnisimEventLog *log, const EnisimChange *change)
{
  for (guint i = 0; i < change->n_enis; i++)
    {
      const EnisimEniInfo *eni = &change->enis[i];

      begin_line (log, change->at, "eni", change->cause);
      add (log->out, ",\"eni\":\"eni-");
      add_uint (log->out, eni->number);
      add (log->out, "\"");
      add_subnet (log, eni->subnet);
      add (log->out, ",\"address\":\"");
      add_address (log->out, eni->address);
      add (log->out, "\"");
      add_motion (log, enisim_eni_state_get_name (change->eni_from),
                  enisim_eni_state_get_name (change->eni_to));
      end_line (log);
    }
}

/* It names a subnet or a security group, or neither. */
static void
add_about_network (EnisimEventLog *log, const EnisimChange *change, const char *kind)
{
  begin_line (log, change->at, kind, change->cause);
  if (change->subnet != ENISIM_INDEX_NONE)
    add_subnet (log, change->subnet);
  if (change->security_group != NULL)
    add_word (log->out, ",\"security_group\":\"", change->security_group);
  end_line (log);
}

/* Most runtimes have one version and no endpoint but DEFAULT. */
static void
add_version (const EnisimEventLog *log, const EnisimChange *change)
{
  if (change->endpoint != NULL)
    add_word (log->out, ",\"endpoint\":\"", change->endpoint);
  if (change->endpoint == NULL && change->version <= 1)
    return;
  add (log->out, ",\"version\":");
  add_uint (log->out, change->version);
}

static void
add_background (EnisimEventLog *log, const EnisimChange *change)
{
  begin_line (log, change->at, "background", change->cause);
  add_subnet (log, change->subnet);
  add (log->out, ",\"wanted\":");
  add_uint (log->out, change->n_wanted);
  add (log->out, ",\"held\":");
  add_uint (log->out, change->n_held);
  end_line (log);
}

static void
add_runtime_change (EnisimEventLog *log, const EnisimChange *change)
{
  begin_line (log, change->at, "runtime", change->cause);
  add_runtime (log, change->runtime_name);
  add_motion (log, enisim_runtime_status_get_name (change->runtime_from),
              enisim_runtime_status_get_name (change->runtime_to));
  add_version (log, change);
  end_line (log);
}

static void
add_session_change (EnisimEventLog *log, const EnisimChange *change)
{
  begin_line (log, change->at, "session", change->cause);
  add (log->out, ",\"session\":");
  add_call_id (log, change->session);
  add_runtime (log, change->runtime_name);
  add_motion (log, enisim_session_state_get_name (change->session_from),
              enisim_session_state_get_name (change->session_to));
  add_version (log, change);
  end_line (log);
}

static void
add_call (EnisimEventLog *log, const EnisimChange *change)
{
  begin_line (log, change->at, "call", change->cause);
  add (log->out, ",\"call\":");
  add_call_id (log, change->call);
  if (change->follow_up > 0)
    {
      add (log->out, ",\"follow_up\":");
      add_uint (log->out, change->follow_up);
    }
  add_runtime (log, change->runtime_name);
  add (log->out, ",\"session\":");
  if (!enisim_outcome_is_refused (change->outcome))
    add_call_id (log, change->session);
  else
    add (log->out, "null");
  add_word (log->out, ",\"outcome\":\"", enisim_outcome_get_name (change->outcome));
  add (log->out, ",\"latency_us\":");
  if (change->outcome == ENISIM_OUTCOME_OPEN || change->is_retried)
    add (log->out, "null");
  else
    add_uint (log->out, (guint64) change->latency_us);
  add (log->out, change->is_cold ? ",\"cold\":true" : ",\"cold\":false");
  end_line (log);
}

static void
add_stop (EnisimEventLog *log, const EnisimChange *change)
{
  begin_line (log, change->at, "stop", change->cause);
  add (log->out, ",\"session\":");
  add_call_id (log, change->session);
  add_runtime (log, change->runtime_name);
  end_line (log);
}

static void
add_stack (EnisimEventLog *log, const EnisimChange *change)
{
  begin_line (log, change->at, "stack", change->cause);
  add (log->out, ",\"stack\":\"");
  add (log->out, log->scenario->churns[change->churn].arrivals.name);
  add (log->out, "-");
  add_uint (log->out, change->stack);
  add (log->out, "\"");
  end_line (log);
}

static void
add_security_group (EnisimEventLog *log, const EnisimChange *change)
{
  begin_line (log, change->at, "security_group", change->cause);
  add_word (log->out, ",\"security_group\":\"", change->security_group);
  end_line (log);
}

static void
add_head (const EnisimEventLog *log, guint64 seed, guint32 replication)
{
  EnisimJsonWriter writer;

  enisim_json_writer_init (&writer, log->out, ENISIM_JSON_COMPACT);
  enisim_json_writer_begin_object (&writer);
  enisim_report_json_add_uint (&writer, "schema_version", ENISIM_EVENTS_SCHEMA_VERSION);
  enisim_report_json_add_string (&writer, "kind", "run");
  enisim_report_json_add_string (&writer, "enisim_version", enisim_get_version ());
  enisim_report_json_add_string (&writer, "scenario", log->scenario->name);
  enisim_report_json_add_string (&writer, "quota_profile", log->scenario->quota_profile);
  enisim_report_json_add_uint (&writer, "seed", seed);
  enisim_report_json_add_uint (&writer, "replication", replication);
  enisim_json_writer_end_object (&writer);
  g_string_append_c (log->out, '\n');
}

EnisimEventLog *
enisim_event_log_new (EnisimScenario *scenario, guint64 seed, guint32 replication, GString *out)
{
  EnisimEventLog *log;

  g_return_val_if_fail (scenario != NULL && out != NULL, NULL);

  log = g_new0 (EnisimEventLog, 1);
  log->scenario = enisim_scenario_ref (scenario);
  log->out = out;
  add_head (log, seed, replication);
  return log;
}

void
enisim_event_log_free (EnisimEventLog *log)
{
  if (log == NULL)
    return;
  enisim_scenario_unref (log->scenario);
  g_free (log);
}

void
enisim_event_log_add (EnisimEventLog *log, const EnisimChange *change)
{
  g_return_if_fail (log != NULL && change != NULL);

  switch (change->kind)
    {
    case ENISIM_CHANGE_ENIS:
      add_enis (log, change);
      return;
    case ENISIM_CHANGE_DENIAL:
      add_about_network (log, change, "denial");
      return;
    case ENISIM_CHANGE_RUNTIME:
      add_runtime_change (log, change);
      return;
    case ENISIM_CHANGE_SESSION:
      add_session_change (log, change);
      return;
    case ENISIM_CHANGE_CALL:
      add_call (log, change);
      return;
    case ENISIM_CHANGE_STOP:
      add_stop (log, change);
      return;
    case ENISIM_CHANGE_STACK:
      add_stack (log, change);
      return;
    case ENISIM_CHANGE_SECURITY_GROUP:
      add_security_group (log, change);
      return;
    case ENISIM_CHANGE_DELETION:
      add_about_network (log, change, "deletion");
      return;
    case ENISIM_CHANGE_BACKGROUND:
      add_background (log, change);
      return;
    }
  g_assert_not_reached ();
}

void
enisim_event_log_end (EnisimEventLog *log, EnisimTime at, gboolean is_complete)
{
  g_return_if_fail (log != NULL && at >= ENISIM_TIME_ZERO);

  begin_line (log, at, "end", is_complete ? "complete" : "interrupted");
  add (log->out, ",\"lines\":");
  add_uint (log->out, log->n_lines);
  end_line (log);
}
