/* complaint.c: what is wrong with a caller's input, all at once and each with its place */
#include "text/complaint.h"

#include <enisim/enisim-error.h>

#include <string.h>

typedef struct
{
  guint name_index; /* of the first complaint with the same name */
  guint index;      /* order of adding */
  guint line;
  guint column;
  char *name;
  char *text; /* as rendered */
} Complaint;

struct _EnisimComplaints
{
  GPtrArray *kept;   /* of Complaint, in the order of adding; at most ENISIM_COMPLAINTS_MAX */
  GHashTable *texts; /* those of @kept */
  guint n_dropped;
};

static void
complaint_free (gpointer data)
{
  Complaint *complaint = data;

  g_free (complaint->name);
  g_free (complaint->text);
  g_free (complaint);
}

EnisimComplaints *
enisim_complaints_new (void)
{
  EnisimComplaints *complaints = g_new0 (EnisimComplaints, 1);

  complaints->kept = g_ptr_array_new_with_free_func (complaint_free);
  complaints->texts = g_hash_table_new (g_str_hash, g_str_equal);
  return complaints;
}

void
enisim_complaints_free (EnisimComplaints *complaints)
{
  if (!complaints)
    return;
  g_hash_table_unref (complaints->texts);
  g_ptr_array_unref (complaints->kept);
  g_free (complaints);
}

/* Names and messages quote a stranger's file; what is shown must be one line of plain text. */
static void
append_line (GString *line, const char *text, gsize bytes_max)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  for (const char *at = valid; *at; at = g_utf8_next_char (at))
    {
      const gunichar c = g_utf8_get_char (at);

      if ((gsize) (at - valid) >= bytes_max)
        {
          g_string_append (line, "...");
          return;
        }
      if (c == '\n')
        g_string_append (line, "\\n");
      else if (c == '\t')
        g_string_append (line, "\\t");
      else if (!g_unichar_isprint (c))
        g_string_append_printf (line, "\\u%04x", c);
      else
        g_string_append_unichar (line, c);
    }
}

static char *
render (EnisimPosition at, const char *message)
{
  GString *line = g_string_new (NULL);

  append_line (line, at.name, G_MAXSIZE);
  if (at.line > 0)
    g_string_append_printf (line, ":%u:%u", at.line, at.column);
  g_string_append (line, ": ");
  append_line (line, message, ENISIM_COMPLAINT_BYTES_MAX);
  return g_string_free (line, FALSE);
}

static guint
find_name (const EnisimComplaints *complaints, const char *name)
{
  for (guint i = 0; i < complaints->kept->len; i++)
    {
      const Complaint *complaint = g_ptr_array_index (complaints->kept, i);

      if (strcmp (complaint->name, name) == 0)
        return complaint->name_index;
    }
  return complaints->kept->len;
}

/* One at the same place may be the same, which is not counted again. */
gboolean
enisim_complaints_would_drop (const EnisimComplaints *complaints, EnisimPosition at)
{
  if (complaints->kept->len < ENISIM_COMPLAINTS_MAX)
    return FALSE;
  for (guint i = 0; i < complaints->kept->len; i++)
    {
      const Complaint *complaint = g_ptr_array_index (complaints->kept, i);

      if (complaint->line == at.line && complaint->column == at.column)
        return FALSE;
    }
  return TRUE;
}

static void G_GNUC_PRINTF (3, 0)
    add_va (EnisimComplaints *complaints, EnisimPosition at, const char *format, va_list args)
{
  g_autofree char *message = NULL;
  g_autofree char *text = NULL;
  Complaint *complaint;

  /* A hostile file has a million. */
  if (enisim_complaints_would_drop (complaints, at))
    {
      complaints->n_dropped++;
      return;
    }
  message = g_strdup_vprintf (format, args);
  text = render (at, message);
  if (g_hash_table_contains (complaints->texts, text))
    return;
  if (complaints->kept->len >= ENISIM_COMPLAINTS_MAX)
    {
      complaints->n_dropped++;
      return;
    }
  complaint = g_new (Complaint, 1);
  *complaint = (Complaint){ .name_index = find_name (complaints, at.name),
                            .index = complaints->kept->len,
                            .line = at.line,
                            .column = at.column,
                            .name = g_strdup (at.name),
                            .text = g_steal_pointer (&text) };
  g_ptr_array_add (complaints->kept, complaint);
  g_hash_table_add (complaints->texts, complaint->text);
}

void
enisim_complaints_add (EnisimComplaints *complaints, const EnisimNode *node, const char *format,
                       ...)
{
  va_list args;

  va_start (args, format);
  add_va (complaints, node->at, format, args);
  va_end (args);
}

void
enisim_complaints_add_key (EnisimComplaints *complaints, const EnisimNode *node, const char *format,
                           ...)
{
  va_list args;

  g_assert (node->key != NULL);
  va_start (args, format);
  add_va (complaints, node->key_at, format, args);
  va_end (args);
}

void
enisim_complaints_add_at (EnisimComplaints *complaints, EnisimPosition at, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  add_va (complaints, at, format, args);
  va_end (args);
}

void
enisim_complaints_remark (EnisimComplaints *complaints, const EnisimComplaints *others,
                          const char *remark)
{
  for (guint i = 0; i < complaints->kept->len && others->n_dropped == 0; i++)
    {
      Complaint *complaint = g_ptr_array_index (complaints->kept, i);
      g_autoptr (GString) text = g_string_new (complaint->text);

      if (complaint->line == 0 || g_hash_table_contains (others->texts, complaint->text))
        continue;
      append_line (text, remark, G_MAXSIZE);
      g_hash_table_remove (complaints->texts, complaint->text);
      g_free (complaint->text);
      complaint->text = g_string_free (g_steal_pointer (&text), FALSE);
      g_hash_table_add (complaints->texts, complaint->text);
    }
}

guint
enisim_complaints_get_n (const EnisimComplaints *complaints)
{
  return complaints->kept->len + complaints->n_dropped;
}

static int
compare (guint a, guint b)
{
  return (a > b) - (a < b);
}

static gint
compare_places (gconstpointer a, gconstpointer b)
{
  const Complaint *first = *(const Complaint *const *) a;
  const Complaint *second = *(const Complaint *const *) b;
  int order = compare (first->name_index, second->name_index);

  if (order == 0)
    order = compare (first->line, second->line);
  if (order == 0)
    order = compare (first->column, second->column);
  return order != 0 ? order : compare (first->index, second->index);
}

char *
enisim_complaints_to_text (EnisimComplaints *complaints)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_copy (complaints->kept, NULL, NULL);
  GString *text = g_string_new (NULL);

  g_ptr_array_set_free_func (sorted, NULL);
  g_ptr_array_sort (sorted, compare_places);
  for (guint i = 0; i < sorted->len; i++)
    {
      const Complaint *complaint = g_ptr_array_index (sorted, i);

      if (i > 0)
        g_string_append_c (text, '\n');
      g_string_append (text, complaint->text);
    }
  if (complaints->n_dropped > 0)
    g_string_append_printf (text, "\nand %u more", complaints->n_dropped);
  return g_string_free (text, FALSE);
}

gboolean
enisim_complaints_to_error (EnisimComplaints *complaints, GError **error)
{
  g_autofree char *text = NULL;

  if (enisim_complaints_get_n (complaints) == 0)
    return FALSE;
  text = enisim_complaints_to_text (complaints);
  g_set_error_literal (error, ENISIM_ERROR, ENISIM_ERROR_INVALID, text);
  return TRUE;
}

void
enisim_complaints_verify (const EnisimComplaints *complaints)
{
  g_assert_cmpuint (complaints->kept->len, <=, ENISIM_COMPLAINTS_MAX);
  g_assert_cmpuint (g_hash_table_size (complaints->texts), ==, complaints->kept->len);
  g_assert_true (complaints->n_dropped == 0 || complaints->kept->len == ENISIM_COMPLAINTS_MAX);
  for (guint i = 0; i < complaints->kept->len; i++)
    {
      const Complaint *complaint = g_ptr_array_index (complaints->kept, i);

      g_assert_cmpuint (complaint->index, ==, i);
      g_assert_cmpuint (complaint->name_index, ==, find_name (complaints, complaint->name));
      g_assert_true (g_hash_table_contains (complaints->texts, complaint->text));
      g_assert_null (strchr (complaint->text, '\n'));
    }
}
