/* intrinsics-list.c: Select, Split, Length, Cidr and GetAZs */
#include <string.h>

#include "base/number-text.h"
#include "import/intrinsics.h"
#include "net/cidr.h"

enum
{
  CIDRS_MAX = 256 /* as CloudFormation has it */
};

/* @is_known: (out): whether it is a number, and not an expression
 * Returns: whether it is either; else there was a complaint. */
static gboolean
read_number (EnisimTemplate *template, const EnisimCall *call, const EnisimValue *value,
             guint64 min, guint64 max, guint64 *number, gboolean *is_known)
{
  const char *reason;

  if (!enisim_call_expect_scalar (template, call, value))
    return FALSE;
  *is_known = value->is_known;
  if (!*is_known || enisim_whole_parse (value->text, min, max, number, &reason))
    return TRUE;
  enisim_call_complain (template, call,
                        "%s expects a number of %" G_GUINT64_FORMAT " to %" G_GUINT64_FORMAT
                        ", got \"%s\"",
                        call->name, min, max, value->text);
  return FALSE;
}

const EnisimValue *
enisim_intrinsic_select (EnisimTemplate *template, const EnisimCall *call)
{
  EnisimValues *values = template->importer->values;
  const EnisimValue *const none = enisim_value_new_none (values, call->argument->at);
  const EnisimNode *nodes[2];
  const EnisimValue *parts[2];
  guint64 index = 0;
  gboolean is_known;

  if (enisim_call_get_items (template, call, 2, 2, nodes) == 0)
    return none;
  parts[0] = enisim_evaluate (template, nodes[0]);
  parts[1] = enisim_evaluate (template, nodes[1]);
  if (parts[1]->kind == ENISIM_VALUE_NONE
      || !read_number (template, call, parts[0], 0, G_MAXUINT32, &index, &is_known))
    return none;
  if (parts[1]->kind == ENISIM_VALUE_SYMBOL || (!is_known && parts[1]->kind == ENISIM_VALUE_LIST)
      || enisim_value_has_perhaps (parts[1]))
    return enisim_call_make_symbol (template, call, parts, 2);
  if (parts[1]->kind != ENISIM_VALUE_LIST)
    return enisim_call_complain (template, call, "%s expects a list to select from, got %s",
                                 call->name, enisim_value_get_kind_name (parts[1]));
  if (index < parts[1]->n_items)
    return parts[1]->items[index];
  return enisim_call_complain (
      template, call, "%s wants item %" G_GUINT64_FORMAT " of a list of %u, counted from 0",
      call->name, index, parts[1]->n_items);
}

const EnisimValue *
enisim_intrinsic_split (EnisimTemplate *template, const EnisimCall *call)
{
  EnisimValues *values = template->importer->values;
  const EnisimValue *const none = enisim_value_new_none (values, call->argument->at);
  const EnisimNode *nodes[2];
  const EnisimValue *parts[2], *list;

  if (enisim_call_get_items (template, call, 2, 2, nodes) == 0)
    return none;
  for (guint i = 0; i < 2; i++)
    {
      parts[i] = enisim_evaluate (template, nodes[i]);
      if (!enisim_call_expect_scalar (template, call, parts[i]))
        return none;
    }
  if (parts[0]->kind != ENISIM_VALUE_TEXT || parts[0]->text[0] == '\0')
    return enisim_call_complain (template, call, "%s expects a delimiter first", call->name);
  list = enisim_value_split (values, call->argument->at, parts[1], parts[0]->text);
  return list ? list : enisim_call_make_symbol (template, call, parts, 2);
}

const EnisimValue *
enisim_intrinsic_length (EnisimTemplate *template, const EnisimCall *call)
{
  EnisimValues *values = template->importer->values;
  const EnisimValue *list = enisim_call_evaluate (template, call);
  char number[16];

  if (list->kind == ENISIM_VALUE_NONE)
    return list;
  if (list->kind == ENISIM_VALUE_SYMBOL || enisim_value_has_perhaps (list))
    return enisim_call_make_symbol (template, call, &list, 1);
  if (list->kind != ENISIM_VALUE_LIST)
    return enisim_call_complain (template, call, "%s expects a list, got %s", call->name,
                                 enisim_value_get_kind_name (list));
  g_snprintf (number, sizeof number, "%u", list->n_items);
  return enisim_value_new_text (values, call->argument->at,
                                enisim_values_add_text (values, number, strlen (number)));
}

static const EnisimValue *
cut_cidr (EnisimTemplate *template, const EnisimCall *call, EnisimCidr block, guint64 n,
          guint64 bits)
{
  EnisimValues *values = template->importer->values;
  const EnisimValue *items[CIDRS_MAX];

  if (bits > (guint64) (ENISIM_CIDR_PREFIX_MAX - block.prefix)
      || n << bits > enisim_cidr_get_n_addresses (block))
    return enisim_call_complain (template, call,
                                 "%s: %" G_GUINT64_FORMAT " blocks of %" G_GUINT64_FORMAT
                                 " bits do not fit into a /%u",
                                 call->name, n, bits, block.prefix);
  for (guint64 i = 0; i < n; i++)
    {
      const EnisimCidr cidr = { .network = block.network + (guint32) (i << bits),
                                .prefix = (guint8) (ENISIM_CIDR_PREFIX_MAX - bits) };
      g_autofree char *text = enisim_cidr_format (cidr);

      items[i] = enisim_value_new_text (values, call->argument->at,
                                        enisim_values_add_text (values, text, strlen (text)));
    }
  return enisim_value_new_list (values, call->argument->at, items, (guint) n);
}

const EnisimValue *
enisim_intrinsic_cidr (EnisimTemplate *template, const EnisimCall *call)
{
  const EnisimValue *const none
      = enisim_value_new_none (template->importer->values, call->argument->at);
  g_autoptr (GError) error = NULL;
  const EnisimNode *nodes[3];
  const EnisimValue *parts[3];
  guint64 numbers[3] = { 0 };
  gboolean is_known, are_known = TRUE;
  EnisimCidr block;
  const guint n = enisim_call_get_items (template, call, 2, 3, nodes);

  if (n == 0)
    return none;
  for (guint i = 0; i < n; i++)
    parts[i] = enisim_evaluate (template, nodes[i]);
  if (!enisim_call_expect_scalar (template, call, parts[0]))
    return none;
  for (guint i = 1; i < n; i++)
    {
      if (!read_number (template, call, parts[i], 1, i == 1 ? CIDRS_MAX : 128, &numbers[i],
                        &is_known))
        return none;
      are_known &= is_known;
    }
  if (n < 3 || !are_known || !parts[0]->is_known || strchr (parts[0]->text, ':'))
    return enisim_call_make_symbol (template, call, parts, n);
  if (!enisim_cidr_parse (parts[0]->text, &block, &error))
    return enisim_call_complain (template, call, "%s: %s", call->name, error->message);
  return cut_cidr (template, call, block, numbers[1], numbers[2]);
}

/* Which zones an account has, no template tells.  Those of the stack's own Region are written as
 * if nothing had been given. */
const EnisimValue *
enisim_intrinsic_get_azs (EnisimTemplate *template, const EnisimCall *call)
{
  const EnisimValue *region = enisim_call_evaluate (template, call);
  const char *text;
  gboolean is_own;

  if (region->kind == ENISIM_VALUE_NONE)
    return enisim_call_make_symbol (template, call, NULL, 0);
  if (!enisim_call_expect_scalar (template, call, region))
    return enisim_value_new_none (template->importer->values, call->argument->at);
  text = enisim_value_render (template->importer->values, region);
  is_own = !text || text[0] == '\0' || strcmp (text, "${AWS::Region}") == 0
           || g_strcmp0 (text, template->region) == 0;
  return enisim_call_make_symbol (template, call, &region, is_own ? 0 : 1);
}
