/* event-file.c: the file of --events, written while a run goes on */
#include "event-file.h"

enum
{
  CHUNK_BYTES = 256 * 1024 /* so many at a time: a write for each line would take longer than it */
};

static gboolean
write_text (EnisimEventFile *file)
{
  const gboolean is_done = enisim_output_append (&file->output, file->text->str, file->text->len);

  g_string_truncate (file->text, 0);
  return is_done;
}

static void
note_change (EnisimSimulation *sim, const EnisimChange *change, gpointer user_data)
{
  EnisimEventFile *file = user_data;

  enisim_event_log_add (file->log, change);
  if (file->text->len >= CHUNK_BYTES && !write_text (file))
    enisim_simulation_cancel (sim);
}

gboolean
enisim_event_file_open (EnisimEventFile *file, const char *path, EnisimSimulation *sim,
                        EnisimScenario *scenario, guint64 seed, guint32 replication)
{
  *file = (EnisimEventFile){ 0 };
  if (!enisim_output_open (&file->output, path))
    return FALSE;
  file->text = g_string_sized_new (CHUNK_BYTES);
  file->log = enisim_event_log_new (scenario, seed, replication, file->text);
  enisim_simulation_observe (sim, note_change, file, NULL);
  return TRUE;
}

gboolean
enisim_event_file_close (EnisimEventFile *file, EnisimSimulation *sim, gboolean is_complete)
{
  if (file->log == NULL)
    return TRUE;
  enisim_simulation_observe (sim, NULL, NULL, NULL);
  enisim_event_log_end (file->log, enisim_simulation_get_now (sim), is_complete);
  write_text (file);
  return enisim_output_close (&file->output);
}

void
enisim_event_file_clear (EnisimEventFile *file)
{
  enisim_output_clear (&file->output);
  g_clear_pointer (&file->log, enisim_event_log_free);
  if (file->text != NULL)
    g_string_free (file->text, TRUE);
  file->text = NULL;
}
