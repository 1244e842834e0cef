/* intrinsics.h: the functions of templates, one by one
 *
 * What evaluate.c dispatches to.  Each complains of its own arguments.
 */
#pragma once

#include "import/evaluate.h"

G_BEGIN_DECLS

#define ENISIM_CALL_NAME_BYTES_MAX 48

/* One use of a function. */
typedef struct
{
  char name[ENISIM_CALL_NAME_BYTES_MAX]; /* "Fn::Sub"; cut if it is longer */
  const EnisimNode *argument;
  gboolean is_short; /* the argument bears the tag that names the function */
} EnisimCall;

/* Returns: whether a node is the use of a function; a mapping {Condition: X} is one only where a
 * condition is wanted */
gboolean enisim_call_find (const EnisimNode *node, gboolean is_condition, EnisimCall *call);

/* Every way into the depth comes through here.
 * Returns: whether one may go on, and then has to leave; else there was a complaint */
gboolean enisim_evaluate_enter (EnisimTemplate *template, const EnisimNode *node);
void enisim_evaluate_leave (EnisimTemplate *template);

/* Whether the argument is a plain text, and what it is if it is not. */
gboolean enisim_call_has_text (const EnisimCall *call);
const char *enisim_call_describe (const EnisimCall *call);

/* The argument of a function that takes but one. */
const EnisimValue *enisim_call_evaluate (EnisimTemplate *template, const EnisimCall *call);

/* Complains unless the argument is a list of @min to @max items.
 * Returns: how many there are, 0 when complained of; @items gets them */
guint enisim_call_get_items (EnisimTemplate *template, const EnisimCall *call, guint min, guint max,
                             const EnisimNode **items);

/* A symbol "${name part part}", the name without "Fn::"; none with a complaint if too long. */
const EnisimValue *enisim_call_make_symbol (EnisimTemplate *template, const EnisimCall *call,
                                            const EnisimValue *const *parts, guint n);

/* Complains at the argument; returns no value. */
const EnisimValue *enisim_call_complain (EnisimTemplate *template, const EnisimCall *call,
                                         const char *format, ...) G_GNUC_PRINTF (3, 4);

/* Complains, if @value is there but is neither a text nor an expression.
 * Returns: whether it is one */
gboolean enisim_call_expect_scalar (EnisimTemplate *template, const EnisimCall *call,
                                    const EnisimValue *value);

/* @text: a name that Fn::Sub or Ref has, of a parameter or resource, or a resource and attribute
 * with a dot between */
const EnisimValue *enisim_refer (EnisimTemplate *template, const char *name, EnisimPosition at);
const EnisimValue *enisim_refer_to_attribute (EnisimTemplate *template, const char *logical_id,
                                              const char *attribute, EnisimPosition at);

/* Says that an answer would have to know the Region, if a value has it. */
void enisim_note_region (EnisimTemplate *template, const EnisimValue *value);

const EnisimValue *enisim_intrinsic_ref (EnisimTemplate *template, const EnisimCall *call);
const EnisimValue *enisim_intrinsic_get_att (EnisimTemplate *template, const EnisimCall *call);
const EnisimValue *enisim_intrinsic_find_in_map (EnisimTemplate *template, const EnisimCall *call);
const EnisimValue *enisim_intrinsic_import_value (EnisimTemplate *template, const EnisimCall *call);
const EnisimValue *enisim_intrinsic_sub (EnisimTemplate *template, const EnisimCall *call);
const EnisimValue *enisim_intrinsic_join (EnisimTemplate *template, const EnisimCall *call);
const EnisimValue *enisim_intrinsic_select (EnisimTemplate *template, const EnisimCall *call);
const EnisimValue *enisim_intrinsic_split (EnisimTemplate *template, const EnisimCall *call);
const EnisimValue *enisim_intrinsic_length (EnisimTemplate *template, const EnisimCall *call);
const EnisimValue *enisim_intrinsic_opaque (EnisimTemplate *template, const EnisimCall *call);
const EnisimValue *enisim_intrinsic_cidr (EnisimTemplate *template, const EnisimCall *call);
const EnisimValue *enisim_intrinsic_get_azs (EnisimTemplate *template, const EnisimCall *call);
const EnisimValue *enisim_intrinsic_if (EnisimTemplate *template, const EnisimCall *call);
const EnisimValue *enisim_intrinsic_transform (EnisimTemplate *template, const EnisimCall *call);

G_END_DECLS
