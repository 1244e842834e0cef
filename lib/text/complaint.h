/* complaint.h: what is wrong with a caller's input, all at once and each with its place
 *
 * Complaints are few and for people: what comes after the first ENISIM_COMPLAINTS_MAX is only
 * counted, and a message is cut at ENISIM_COMPLAINT_BYTES_MAX.
 */
#pragma once

#include "text/node.h"

G_BEGIN_DECLS

#define ENISIM_COMPLAINTS_MAX 100
#define ENISIM_COMPLAINT_BYTES_MAX 400

typedef struct _EnisimComplaints EnisimComplaints;

EnisimComplaints *enisim_complaints_new (void);
void enisim_complaints_free (EnisimComplaints *complaints);

/* About a node's value, its key, or any position.  A message may quote the input: characters
 * that would end the line or steer a terminal are escaped, bytes that are not UTF-8 replaced.
 * The same complaint again is dropped. */
void enisim_complaints_add (EnisimComplaints *complaints, const EnisimNode *node,
                            const char *format, ...) G_GNUC_PRINTF (3, 4);
void enisim_complaints_add_key (EnisimComplaints *complaints, const EnisimNode *node,
                                const char *format, ...) G_GNUC_PRINTF (3, 4);
void enisim_complaints_add_at (EnisimComplaints *complaints, EnisimPosition at, const char *format,
                               ...) G_GNUC_PRINTF (3, 4);

/* Whether a complaint at @at would only be counted, so that nothing need be found out for it. */
gboolean enisim_complaints_would_drop (const EnisimComplaints *complaints, EnisimPosition at);

/* Adds @remark to those at a line that are not among @others, what is wrong without something that
 * the remark names.  To none if some of @others were only counted. */
void enisim_complaints_remark (EnisimComplaints *complaints, const EnisimComplaints *others,
                               const char *remark);

/* Those kept and those only counted. */
guint enisim_complaints_get_n (const EnisimComplaints *complaints);

/* One "name:line:column: message" per line, without a newline at the end; "name: message"
 * where the line is 0.  Names come in the order of their first complaint, then lines, columns
 * and the order of adding.  The last line is "and N more" when some were only counted.
 * Returns: (transfer full): empty when there are none. */
char *enisim_complaints_to_text (EnisimComplaints *complaints);

/* Returns: whether there were complaints; sets %ENISIM_ERROR_INVALID with their text then. */
gboolean enisim_complaints_to_error (EnisimComplaints *complaints, GError **error);

/* Aborts on a broken invariant: tests and debugging only. */
void enisim_complaints_verify (const EnisimComplaints *complaints);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EnisimComplaints, enisim_complaints_free)

G_END_DECLS
