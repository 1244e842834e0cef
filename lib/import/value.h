/* value.h: what an expression of a template stands for
 *
 * A value is known as far as it can be: a text, a list or a mapping; and where nothing tells what
 * a thing is, a symbol, which is the expression in one canonical form.  Equal symbols are the same
 * thing, whatever it is.  Values never change once made and may be shared.
 */
#pragma once

#include "text/node.h"

G_BEGIN_DECLS

/* The longest text that an expression may make, and all that one load may make together. */
#define ENISIM_VALUE_TEXT_BYTES_MAX (1024 * 1024)
#define ENISIM_VALUE_BYTES_MAX (64 * 1024 * 1024)

typedef enum
{
  ENISIM_VALUE_NONE, /* AWS::NoValue, or what there was a complaint about */
  ENISIM_VALUE_TEXT,
  ENISIM_VALUE_SYMBOL,
  ENISIM_VALUE_JOINED, /* texts and symbols, one behind the other; at least two */
  ENISIM_VALUE_LIST,
  ENISIM_VALUE_MAPPING,
} EnisimValueKind;

typedef struct _EnisimValue EnisimValue;

struct _EnisimValue
{
  EnisimValueKind kind;
  gboolean is_reference;           /* of a symbol: the id of a resource, which holds no comma */
  gboolean is_choice;              /* of a symbol: one of @items, by an undecided condition */
  gboolean is_known;               /* nothing in it is a symbol, nor known to a deployment only */
  EnisimPosition at;               /* where it was written */
  const char *text;                /* of a text or a symbol */
  const char *condition;           /* of a choice: "Network:IsLarge" */
  const char *delimiter;           /* of a symbol: @items is one list, joined by it; else NULL */
  const EnisimValue *const *items; /* n_items of them */
  const char *const *keys;         /* of a mapping: those of @items */
  guint n_items;
};

/* Where values and their texts lie.  Texts that are handed in must live as long, or be copied with
 * _add_text first. */
typedef struct _EnisimValues EnisimValues;

EnisimValues *enisim_values_new (void);
void enisim_values_free (EnisimValues *values);

/* Whether ENISIM_VALUE_BYTES_MAX was passed; what is made after that is whole all the same. */
gboolean enisim_values_is_full (const EnisimValues *values);

const char *enisim_values_add_text (EnisimValues *values, const char *text, gsize n_bytes);

const EnisimValue *enisim_value_new_none (EnisimValues *values, EnisimPosition at);
const EnisimValue *enisim_value_new_text (EnisimValues *values, EnisimPosition at,
                                          const char *text);

/* @text: "${AWS::Region}" */
const EnisimValue *enisim_value_new_symbol (EnisimValues *values, EnisimPosition at,
                                            const char *text);

/* @id: "Network/Sg" */
const EnisimValue *enisim_value_new_reference (EnisimValues *values, EnisimPosition at,
                                               const char *id);

/* @condition: "Network:IsLarge", which chooses @first or @second; these are the value if they are
 *   the same
 * Returns: (nullable): NULL when the text would be too long */
const EnisimValue *enisim_value_new_choice (EnisimValues *values, EnisimPosition at,
                                            const char *condition, const EnisimValue *first,
                                            const EnisimValue *second);

/* @text: "${Join , ${Network:Ids}}"; @list: a symbol */
const EnisimValue *enisim_value_new_joined_list (EnisimValues *values, EnisimPosition at,
                                                 const char *text, const char *delimiter,
                                                 const EnisimValue *list);

/* @items are copied; those that are none are left out, with their keys. */
const EnisimValue *enisim_value_new_list (EnisimValues *values, EnisimPosition at,
                                          const EnisimValue *const *items, guint n);
const EnisimValue *enisim_value_new_mapping (EnisimValues *values, EnisimPosition at,
                                             const EnisimValue *const *items,
                                             const char *const *keys, guint n);

/* @pieces: texts, symbols and joined values.  Neighbouring texts grow together, and one piece that
 * is left alone is the value.
 * Returns: (nullable): NULL when the text would be too long */
const EnisimValue *enisim_value_new_joined (EnisimValues *values, EnisimPosition at,
                                            const EnisimValue *const *pieces, guint n);

/* A list that one template joins and another splits is the list it was, as long as nothing in it
 * could hold the delimiter: the id of a resource cannot, an unknown parameter can; and no item of
 * a list parameter holds a comma.
 * @source: a text, a symbol or a joined value
 * Returns: (nullable): NULL when it cannot be told where to split */
const EnisimValue *enisim_value_split (EnisimValues *values, EnisimPosition at,
                                       const EnisimValue *source, const char *delimiter);

/* Returns: (nullable): the value of a key, NULL when there is none */
const EnisimValue *enisim_value_get (const EnisimValue *mapping, const char *key);

/* Whether it is a text, a symbol or a joined value: what one thing is. */
gboolean enisim_value_is_scalar (const EnisimValue *value);

/* Whether an undecided condition leaves out some item of a list, so that nobody knows which item
 * is the second. */
gboolean enisim_value_has_perhaps (const EnisimValue *list);

/* Whether it has a dynamic reference, "{{resolve:ssm:...}}", which only a deployment resolves. */
gboolean enisim_value_is_dynamic (const EnisimValue *value);

/* The canonical form: two values are the same if theirs are.  A lone reference is its id, and
 * "${id}" within anything else.
 * Returns: (nullable): NULL when it would be too long */
const char *enisim_value_render (EnisimValues *values, const EnisimValue *value);

/* The same for a part of an expression. */
const char *enisim_value_render_part (EnisimValues *values, const EnisimValue *value);

/* "a text", "a list", ... for complaints. */
const char *enisim_value_get_kind_name (const EnisimValue *value);

/* Aborts on a broken invariant: tests and debugging only. */
void enisim_value_verify (const EnisimValue *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EnisimValues, enisim_values_free)

G_END_DECLS
