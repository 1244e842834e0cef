/* twin-workloads.c: when calls come */
#include "world/twin-parts.h"

enum
{
  CALLS = 2 /* purpose of the calls' words */
};

static void
add_targets (Twin *twin, TwinWorkload *workload, WorldTarget target, guint weight)
{
  guint place = 0;

  for (guint item = 0; item < target.item; item++)
    place += MAX (1, twin->world->items[item].count);
  for (guint i = 0; i < MAX (1, twin->world->items[target.item].count); i++)
    if (target.member < 0 || i == (guint) target.member)
      {
        g_ptr_array_add (workload->targets, twin->runtimes->pdata[place + i]);
        g_array_append_val (workload->weights, weight);
      }
}

/* All of them, numbered as they come. */
static void
book_arrivals (Twin *twin, TwinWorkload *workload)
{
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (gint64));

  twin_list_arrivals (twin, workload, list);
  for (guint i = 0; i < list->len; i++)
    twin_book_as (twin, g_array_index (list, gint64, i), TWIN_ARRIVAL, workload,
                  twin_get_sequence (workload->index, i + 1));
}

void
twin_book_client (Twin *twin, TwinClient *client, gint64 at)
{
  const WorldWorkload *spec = client->workload->spec;

  if ((spec->until != WORLD_NEVER && at >= spec->until) || at > twin->world->horizon)
    return;
  client->number = ++client->workload->n_calls;
  twin_book_as (twin, at, TWIN_CLIENT_CALL, client,
                twin_get_sequence (client->workload->index, client->number));
}

/* Rows of one instant stay as they are in the file. */
static GArray *
list_rows (const WorldWorkload *spec)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (WorldRow));
  gint64 first;

  for (guint i = 0; i < spec->n_rows; i++)
    {
      guint place = rows->len;

      while (place > 0 && g_array_index (rows, WorldRow, place - 1).at > spec->rows[i].at)
        place--;
      g_array_insert_val (rows, place, spec->rows[i]);
    }
  if (rows->len == 0)
    return rows;
  first = g_array_index (rows, WorldRow, 0).at;
  for (guint i = 0; i < rows->len; i++)
    g_array_index (rows, WorldRow, i).at -= first;
  return rows;
}

static void
open_workload (Twin *twin, guint index)
{
  const WorldWorkload *spec = &twin->world->workloads[index];
  TwinWorkload *workload = g_new0 (TwinWorkload, 1);

  workload->spec = spec;
  workload->index = index;
  g_snprintf (workload->name, sizeof workload->name, "w%u", index);
  workload->address = enisim_stream_address (twin->world->seed, 0, CALLS, workload->name);
  workload->targets = g_ptr_array_new ();
  workload->weights = g_array_new (FALSE, FALSE, sizeof (guint));
  workload->past = g_array_new (FALSE, FALSE, sizeof (TwinPast));
  workload->rows = list_rows (spec);
  workload->is_off = spec->starts_off;
  workload->waiting = g_ptr_array_new ();
  for (guint i = 0; i < spec->n_targets; i++)
    add_targets (twin, workload, spec->targets[i], spec->weights[i]);
  g_ptr_array_add (twin->workloads, workload);
  book_arrivals (twin, workload);
  for (guint i = 0; i < spec->n_clients; i++)
    {
      TwinClient *client = g_new0 (TwinClient, 1);

      client->workload = workload;
      g_ptr_array_add (twin->clients, client);
      twin_book_client (twin, client, spec->from);
    }
}

static void
workload_free (gpointer data)
{
  TwinWorkload *workload = data;

  g_ptr_array_unref (workload->targets);
  g_array_unref (workload->weights);
  g_array_unref (workload->past);
  g_ptr_array_unref (workload->waiting);
  g_array_unref (workload->rows);
  g_free (workload);
}

void
twin_open_workloads (Twin *twin)
{
  twin->workloads = g_ptr_array_new_with_free_func (workload_free);
  twin->clients = g_ptr_array_new_with_free_func (g_free);
  twin->retries = g_ptr_array_new_with_free_func (g_free);
  twin->chains = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < twin->world->n_workloads; i++)
    open_workload (twin, i);
}

void
twin_close_workloads (Twin *twin)
{
  g_ptr_array_unref (twin->workloads);
  g_ptr_array_unref (twin->clients);
  g_ptr_array_unref (twin->chains);
  g_ptr_array_unref (twin->retries);
}

/* Clients that have waited call at once, those whose time is over no more. */
void
twin_switch (Twin *twin, TwinWorkload *workload, gboolean is_off)
{
  const gint64 until = workload->spec->until;

  workload->is_off = is_off;
  if (is_off)
    return;
  for (guint i = 0; i < workload->waiting->len; i++)
    {
      TwinClient *client = workload->waiting->pdata[i];

      if (until == WORLD_NEVER || twin->now < until)
        twin_book_as (twin, twin->now, TWIN_CLIENT_CALL, client,
                      twin_get_sequence (workload->index, client->number));
    }
  g_ptr_array_set_size (workload->waiting, 0);
}

void
twin_arrive (Twin *twin, TwinWorkload *workload)
{
  if (workload->spec->kind >= WORLD_RENEWAL)
    twin_see (twin, (Feature) (FEATURE_RENEWAL + (workload->spec->kind - WORLD_RENEWAL)));
  workload->n_calls++;
  if (workload->is_off)
    {
      twin_see (twin, FEATURE_ARRIVAL_WHILE_OFF);
      return;
    }
  twin_call (twin, workload, workload->n_calls, NULL);
}
