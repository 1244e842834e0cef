/* text-page.h: text for people, in lines of a bounded width
 *
 * A pure function of what is added: neither the locale nor the terminal is asked.  Widths are
 * columns of a terminal, two for a wide character and none for a combining one.  What is added
 * may be anything: bytes that are not UTF-8 and control characters, escapes among them, become
 * U+FFFD.
 */
#pragma once

#include <glib.h>

/* Bold red, and back. */
#define ENISIM_TEXT_ALERT "\033[1;31m"
#define ENISIM_TEXT_ALERT_END "\033[0m"

typedef struct
{
  GString *out;        /* the caller's */
  guint width;         /* that no line exceeds; 0 for no bound */
  gboolean use_colour; /* for an alert */
} EnisimTextPage;

/* Returns: (transfer full): @text, fit to be measured and printed */
char *enisim_text_clean (const char *text);

/* @text: clean, as for all below */
guint enisim_text_measure (const char *text, gsize n_bytes);

/* The width of its longest word. */
guint enisim_text_measure_words (const char *text);

/* As many words of @text as @width has room for (0: all of them), one part of a word at least.
 *
 * @next: (out): what comes after them and the spaces between; NULL if that is nothing
 *
 * Returns: their bytes */
gsize enisim_text_break (const char *text, guint width, const char **next);

/* Printed as an alert or not; the line goes on. */
void enisim_text_page_add (EnisimTextPage *page, const char *text, gsize n_bytes,
                           gboolean is_alert);
void enisim_text_page_add_spaces (EnisimTextPage *page, guint n);
void enisim_text_page_end_line (EnisimTextPage *page);

/* @text, clean or not, as lines that begin @indent columns in, all but the first 2 more. */
void enisim_text_page_add_paragraph (EnisimTextPage *page, guint indent, const char *text,
                                     gboolean is_alert);

/* An empty line between two sections. */
void enisim_text_page_begin_section (EnisimTextPage *page);
