/* line-breaks.h: JSON that is all one line, broken into lines for a parser that needs them
 *
 * Until a line ends, YAML has to hold everything on it for the key that it may yet turn out to be:
 * on megabytes without a line's end the parser's time is quadratic.  Behind a comma outside of a
 * text a line may end without a change of meaning.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where a line of the broken text begins in the original, both from 1. */
typedef struct
{
  guint line, column;
} EnisimLineStart;

typedef struct
{
  GByteArray *bytes; /* NULL: the text needs no breaks */
  GArray *starts;    /* of EnisimLineStart, one for each line of @bytes */
} EnisimLineBreaks;

/* Breaks JSON that has a long line, and only JSON: in YAML with comments or single quotes, what is
 * outside of a text is not so easily told.
 * @bytes: valid UTF-8, without a NUL */
void enisim_line_breaks_init (EnisimLineBreaks *breaks, const guint8 *bytes, gsize n_bytes);
void enisim_line_breaks_clear (EnisimLineBreaks *breaks);

/* Where a place of the broken text was in the original; lines and columns from 1.  Without breaks,
 * the same. */
EnisimLineStart enisim_line_breaks_find (const EnisimLineBreaks *breaks, guint line, guint column);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EnisimLineBreaks, enisim_line_breaks_clear)

G_END_DECLS
