/* check-suppress.c: findings that somebody says do not count
 *
 * A comment counts for the resource whose lines it stands in, or that begins right below it;
 * metadata for their resource; an option for all, or for one resource.  The first of these that
 * holds is told, and one that has expired only where none holds.  One that no finding answers to is
 * told too: it may be misplaced, or what it was for may be gone.
 */
#include "advise/check.h"

#include <string.h>

#include "text/node-read.h"

typedef struct
{
  guint rule_index;
  EnisimSuppressionKind kind;
  EnisimPosition at;        /* where it is written; an option has no line */
  const char *rule;         /* as it is written */
  gboolean is_alone;        /* in its line, ... */
  guint below;              /* ... and which line it speaks of then */
  EnisimId owner;           /* of metadata */
  const char *resource;     /* of an option: an id or a name; NULL: any */
  const char *until, *text; /* NULL: not said */
  gboolean is_met;          /* by a finding, or by what is not known */
} Suppression;

typedef struct
{
  EnisimCheck *check;
  EnisimComplaints *complaints;
  GArray *suppressions; /* (of Suppression) */
} Reader;

static gboolean
is_date (const char *text)
{
  guint parts[3];

  if (strlen (text) != strlen ("2027-01-31"))
    return FALSE;
  for (guint i = 0; text[i] != '\0'; i++)
    if (i == 4 || i == 7 ? text[i] != '-' : !g_ascii_isdigit (text[i]))
      return FALSE;
  for (guint i = 0; i < 3; i++)
    parts[i] = (guint) g_ascii_strtoull (text + (i == 0 ? 0 : 2 + 3 * i), NULL, 10);
  return g_date_valid_dmy ((GDateDay) parts[2], (GDateMonth) parts[1], (GDateYear) parts[0]);
}

/* @until, @text: (nullable) */
static void
add (const Reader *reader, Suppression suppression, EnisimPosition at, const char *rule,
     const char *until, const char *text)
{
  suppression.rule_index = enisim_rule_find (rule);
  if (suppression.rule_index == enisim_n_rule_rows)
    enisim_rule_complain (reader->complaints, at, rule, NULL);
  suppression.at = at;
  suppression.rule = g_string_chunk_insert (reader->check->texts, rule);
  if (until != NULL && !is_date (until))
    enisim_complaints_add_at (reader->complaints, at, "\"%s\" is no date such as 2027-01-31",
                              until);
  if (until != NULL)
    suppression.until = g_string_chunk_insert (reader->check->texts, until);
  if (text != NULL && text[0] != '\0')
    suppression.text = g_string_chunk_insert (reader->check->texts, text);
  g_array_append_val (reader->suppressions, suppression);
}

/* Returns: (transfer full): the next word, and what follows it */
static char *
take_word (const char **text)
{
  const gsize n_bytes = strcspn (*text, " \t");
  char *word = g_strndup (*text, n_bytes);

  *text += n_bytes;
  *text += strspn (*text, " \t");
  return word;
}

/* "ignore RULE,RULE until=2027-01-31 whatever the reason is" */
static void
read_comment (const Reader *reader, const EnisimRemark *remark, guint below)
{
  const char *rest = remark->comment;
  g_autofree char *verb = take_word (&rest);
  g_autofree char *rules = take_word (&rest);
  g_auto (GStrv) ids = g_strsplit (rules, ",", -1);
  g_autofree char *until = NULL;
  const Suppression suppression
      = { .kind = ENISIM_SUPPRESSION_COMMENT, .is_alone = remark->is_alone, .below = below };

  if (strcmp (verb, "ignore") != 0 || ids[0] == NULL)
    {
      enisim_complaints_add_at (reader->complaints, remark->at,
                                "expected enisim:ignore RULE until=DATE reason");
      return;
    }
  if (g_str_has_prefix (rest, "until="))
    {
      rest += strlen ("until=");
      until = take_word (&rest);
    }
  for (guint i = 0; ids[i] != NULL; i++)
    add (reader, suppression, remark->at, ids[i], until, rest);
}

/* A rule's id, or {rule: ID, until: DATE, reason: TEXT}. */
static void
read_entry (const Reader *reader, const EnisimRemark *remark, const EnisimNode *node)
{
  static const char *const keys[] = { "rule", "until", "reason", NULL };
  const Suppression suppression = { .kind = ENISIM_SUPPRESSION_METADATA, .owner = remark->owner };
  EnisimNodeReader entry;
  const EnisimNode *rule, *until, *reason;

  if (node->kind == ENISIM_NODE_SCALAR)
    {
      add (reader, suppression, node->at, node->text, NULL, NULL);
      return;
    }
  entry = enisim_node_read (node, keys, reader->complaints);
  rule = enisim_node_reader_require (&entry, "rule", ENISIM_NODE_SCALAR);
  until = enisim_node_reader_get (&entry, "until", ENISIM_NODE_SCALAR);
  reason = enisim_node_reader_get (&entry, "reason", ENISIM_NODE_SCALAR);
  if (rule != NULL)
    add (reader, suppression, rule->at, rule->text, until != NULL ? until->text : NULL,
         reason != NULL ? reason->text : NULL);
}

static void
read_metadata (const Reader *reader, const EnisimRemark *remark)
{
  static const char *const keys[] = { "ignore", NULL };
  const EnisimNodeReader metadata = enisim_node_read (remark->node, keys, reader->complaints);
  const EnisimNode *list = enisim_node_reader_get (&metadata, "ignore", ENISIM_NODE_SEQUENCE);

  for (const EnisimNode *item = list != NULL ? list->first : NULL; item != NULL; item = item->next)
    read_entry (reader, remark, item);
}

/* Comments in a row speak of what begins below the last of them. */
static guint
find_below (const GArray *remarks, guint index)
{
  const EnisimRemark *first = &g_array_index (remarks, EnisimRemark, index);
  guint line = first->at.line + 1;

  for (guint i = index + 1; i < remarks->len; i++)
    {
      const EnisimRemark *next = &g_array_index (remarks, EnisimRemark, i);

      if (next->comment == NULL || !next->is_alone || next->at.line != line
          || strcmp (next->at.name, first->at.name) != 0)
        break;
      line++;
    }
  return line;
}

/* Whether that is meant to be a day, right or wrong: no part of a resource's id is digits and
 * dashes behind a colon, and nothing there is a variable that is not set. */
static gboolean
looks_like_date (const char *text)
{
  return text[strspn (text, "0123456789-")] == '\0'
         && (text[0] == '\0' || strchr (text, '-') != NULL);
}

/* "RULE", "RULE:2027-01-31", "RULE@RESOURCE" or "RULE@RESOURCE:2027-01-31"; a resource's id may
 * have colons of its own. */
static void
read_option (const Reader *reader, const char *text)
{
  const gsize n_rule_bytes = strcspn (text, ":@");
  g_autofree char *rule = g_strndup (text, n_rule_bytes);
  g_autofree char *resource = text[n_rule_bytes] == '@' ? g_strdup (text + n_rule_bytes + 1) : NULL;
  const char *until = text[n_rule_bytes] == ':' ? text + n_rule_bytes + 1 : NULL;
  char *colon = resource != NULL ? strrchr (resource, ':') : NULL;
  Suppression suppression = { .kind = ENISIM_SUPPRESSION_OPTION };

  if (colon != NULL && looks_like_date (colon + 1))
    {
      *colon = '\0';
      until = colon + 1;
    }
  if (resource != NULL)
    suppression.resource = g_string_chunk_insert (reader->check->texts, resource);
  add (reader, suppression, (EnisimPosition){ .name = "--ignore" }, rule, until, NULL);
}

static void
read_all (const Reader *reader, const EnisimCheckOptions *options)
{
  const GArray *remarks = reader->check->inventory->remarks;

  for (guint i = 0; i < remarks->len; i++)
    {
      const EnisimRemark *remark = &g_array_index (remarks, EnisimRemark, i);

      if (remark->comment != NULL)
        read_comment (reader, remark, find_below (remarks, i));
      else
        read_metadata (reader, remark);
    }
  for (guint i = 0; options->ignores != NULL && options->ignores[i] != NULL; i++)
    read_option (reader, options->ignores[i]);
  if (options->today != NULL && !is_date (options->today))
    enisim_complaints_add_at (reader->complaints, (EnisimPosition){ .name = "--today" },
                              "\"%s\" is no date such as 2027-01-31", options->today);
}

static gboolean
is_beside (const Suppression *suppression, const EnisimResource *resource)
{
  const guint line = suppression->at.line, first = resource->at.line;

  if (strcmp (suppression->at.name, resource->at.name) != 0)
    return FALSE;
  return (line >= first && line <= MAX (first, resource->last_line))
         || (suppression->is_alone && suppression->below == first);
}

static gboolean
is_called (const Suppression *suppression, const EnisimFinding *finding,
           const EnisimResource *resource)
{
  const char *const names[] = { resource->id,         enisim_resource_get_local_id (resource),
                                resource->name,       finding->resource,
                                finding->resource_id, NULL };

  return suppression->resource == NULL || g_strv_contains (names, suppression->resource);
}

static gboolean
is_for_resource (const Suppression *suppression, const EnisimFinding *finding,
                 const EnisimResource *resource)
{
  switch (suppression->kind)
    {
    case ENISIM_SUPPRESSION_COMMENT:
      return is_beside (suppression, resource);
    case ENISIM_SUPPRESSION_METADATA:
      return strcmp (suppression->owner, resource->id) == 0;
    case ENISIM_SUPPRESSION_NONE:
    case ENISIM_SUPPRESSION_OPTION:
      break;
    }
  return is_called (suppression, finding, resource);
}

static gboolean
is_for (const Suppression *suppression, const EnisimFinding *finding, const EnisimSpan *span)
{
  if (suppression->rule_index != finding->rule_index)
    return FALSE;
  for (guint i = 0; i < span->resources->len; i++)
    if (is_for_resource (suppression, finding, g_ptr_array_index (span->resources, i)))
      return TRUE;
  return FALSE;
}

static gboolean
has_expired (const Suppression *suppression, const char *today)
{
  return suppression->until != NULL && today != NULL && strcmp (today, suppression->until) > 0;
}

/* The first that holds is marked, or else the last that has expired. */
static void
mark (const Reader *reader, guint index, const char *today)
{
  EnisimFinding *finding = &g_array_index (reader->check->findings, EnisimFinding, index);
  const EnisimSpan *span = &g_array_index (reader->check->spans, EnisimSpan, index);

  for (guint i = 0; i < reader->suppressions->len; i++)
    {
      Suppression *suppression = &g_array_index (reader->suppressions, Suppression, i);

      if (!is_for (suppression, finding, span))
        continue;
      suppression->is_met = TRUE;
      if (finding->suppression != ENISIM_SUPPRESSION_NONE)
        continue;
      finding->until = suppression->until;
      finding->justification = suppression->text;
      if (!has_expired (suppression, today))
        finding->suppression = suppression->kind;
    }
}

static void
note_unmet (const Reader *reader)
{
  for (guint i = 0; i < reader->suppressions->len; i++)
    {
      const Suppression *suppression = &g_array_index (reader->suppressions, Suppression, i);
      const char *of = suppression->resource;

      if (suppression->is_met || suppression->rule_index == enisim_n_rule_rows)
        continue;
      if (suppression->kind == ENISIM_SUPPRESSION_OPTION)
        enisim_check_add_note (reader->check, NULL, "--ignore %s%s%s matches no finding",
                               suppression->rule, of != NULL ? "@" : "", of != NULL ? of : "");
      else
        enisim_check_add_note (reader->check, &suppression->at,
                               "the suppression of %s matches no finding of %s", suppression->rule,
                               suppression->kind == ENISIM_SUPPRESSION_METADATA
                                   ? "its resource"
                                   : "the resource that it stands in or above");
    }
}

void
enisim_check_suppress (EnisimCheck *check, const EnisimCheckOptions *options,
                       EnisimComplaints *complaints)
{
  g_autoptr (GArray) suppressions = g_array_new (FALSE, FALSE, sizeof (Suppression));
  const Reader reader = { check, complaints, suppressions };

  read_all (&reader, options);
  for (guint i = 0; i < check->findings->len; i++)
    mark (&reader, i, options->today);
  note_unmet (&reader);
}
