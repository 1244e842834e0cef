/* jsonl-reader-private.h: what the two files of the reader of JSON lines share */
#pragma once

#include "workload/json-scan.h"
#include "workload/jsonl-reader.h"
#include "workload/row-buffer.h"

/* Members of an object whose joints are kept; those behind them are read byte by byte. */
#define ENISIM_JSONL_JOINTS_MAX 16
#define ENISIM_JSONL_JOINT_BYTES_MAX 48

/* To compare a joint with the end of a line reads no further than may be read. */
G_STATIC_ASSERT (ENISIM_JSONL_JOINT_BYTES_MAX <= ENISIM_ROW_BUFFER_SPARE);

typedef struct
{
  gboolean is_there;
  gsize place; /* in the line */
  EnisimTraceCell cell;
} EnisimJsonlValue;

typedef struct
{
  char *text; /* (nullable) */
  gsize length;
} EnisimJsonlKey;

/* What stood before the value of a member when that was last read: a brace or a comma, the key and
 * a colon, with the blanks among them.  The same bytes at the same place are the same again. */
typedef struct
{
  gsize length; /* 0: nothing is known */
  gsize key_at; /* its opening quote */
  guint index;  /* of the key; the number of keys where nobody asks for it */
  char text[ENISIM_JSONL_JOINT_BYTES_MAX];
} EnisimJsonlJoint;

struct EnisimJsonlReader
{
  char *path;
  EnisimRowBuffer buffer;
  gboolean is_spent; /* has failed */
  gsize line_bytes_max;
  guint64 line;        /* number of the current line; 0 before the first */
  EnisimJsonScan scan; /* of the current line */

  guint n_keys;
  EnisimJsonlKey keys[ENISIM_JSONL_KEYS_MAX];
  gboolean has_twins; /* two names ask for one key */
  EnisimJsonlJoint joints[ENISIM_JSONL_JOINTS_MAX];
  EnisimJsonlValue values[ENISIM_JSONL_KEYS_MAX];
  GPtrArray *names; /* (nullable) of char *: where all keys of an object are wanted */
  char *unescaped;  /* line_bytes_max */
  gsize n_unescaped;
};

/* Reads the object that begins at @start of the line.  Returns: %FALSE with a complaint of the scan
 */
gboolean enisim_jsonl_reader_read_object (EnisimJsonlReader *reader, gsize start);
