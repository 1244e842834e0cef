/* node-test.c
 *
 * Goal: children keep their order, every key is found and no other, texts survive.
 * Method: mappings grown at random beside a GHashTable; large texts beside small ones.
 */
#include "enisim-check.h"

#include <string.h>

#include "text/node.h"

static EnisimDocument *document;
static const EnisimPosition nowhere = { .name = "test" };

static void
setup (void)
{
  document = enisim_document_new ("f.yaml");
}

static void
teardown (void)
{
  enisim_document_verify (document);
  g_clear_pointer (&document, enisim_document_free);
}

static EnisimNode *
add_scalar (EnisimNode *parent, const char *key, const char *text)
{
  EnisimNode *scalar = enisim_document_add_node (document, ENISIM_NODE_SCALAR, nowhere);

  enisim_document_set_text (document, scalar, text, strlen (text));
  scalar->key = key ? enisim_document_add_text (document, key, strlen (key)) : NULL;
  enisim_node_append (parent, scalar);
  return scalar;
}

static EnisimNode *
add_root (EnisimNodeKind kind)
{
  EnisimNode *root = enisim_document_add_node (document, kind, nowhere);

  enisim_document_set_root (document, root);
  return root;
}

START_TEST (keys_agree_with_oracle)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) _i);
  g_autoptr (GHashTable) oracle = g_hash_table_new (g_str_hash, g_str_equal);
  EnisimNode *root = add_root (ENISIM_NODE_MAPPING);

  enisim_document_index (document, root);
  for (guint i = 0; i < 200; i++)
    {
      char key[8];
      EnisimNode *expected;

      g_snprintf (key, sizeof key, "%x", g_rand_int_range (rand, 0, 256));
      expected = g_hash_table_lookup (oracle, key);
      ck_assert_ptr_eq (enisim_node_get (root, key), expected);
      if (expected)
        continue;
      expected = add_scalar (root, key, "v");
      enisim_document_index (document, root);
      g_hash_table_insert (oracle, (gpointer) expected->key, expected);
      enisim_document_verify (document);
    }
  ck_assert_uint_eq (root->n_children, g_hash_table_size (oracle));
}
END_TEST

START_TEST (items_keep_their_order)
{
  EnisimNode *root = add_root (ENISIM_NODE_SEQUENCE);

  ck_assert_ptr_null (enisim_node_get_item (root, 0));
  add_scalar (root, NULL, "a");
  add_scalar (root, NULL, "b");
  ck_assert_str_eq (enisim_node_get_item (root, 0)->text, "a");
  ck_assert_str_eq (enisim_node_get_item (root, 1)->text, "b");
  ck_assert_ptr_null (enisim_node_get_item (root, 2));
}
END_TEST

START_TEST (texts_of_any_size_survive)
{
  g_autofree char *large = g_strnfill (1000000, 'x');
  EnisimNode *root = add_root (ENISIM_NODE_SEQUENCE);
  gsize n_bytes = 0;

  for (guint i = 0; i < 60; i++)
    add_scalar (root, NULL, large + 1000000 - i * i * i);
  for (const EnisimNode *item = root->first; item; item = item->next)
    {
      ck_assert_uint_eq (strspn (item->text, "x"), item->n_bytes);
      n_bytes += item->n_bytes;
    }
  ck_assert_uint_eq (n_bytes, 3132900); /* (59 * 60 / 2) squared: the sum of cubes */
  ck_assert_str_eq (enisim_document_get_name (document), "f.yaml");
}
END_TEST

START_TEST (assigned_node_keeps_its_place)
{
  EnisimNode *root = add_root (ENISIM_NODE_MAPPING);
  EnisimNode *first = add_scalar (root, "a", "1");
  EnisimNode *value = enisim_document_add_node (document, ENISIM_NODE_SEQUENCE, nowhere);

  add_scalar (root, "b", "2");
  enisim_document_index (document, root);
  add_scalar (value, NULL, "x");
  enisim_node_assign (first, value);
  ck_assert_ptr_eq (enisim_node_get (root, "a"), first);
  ck_assert_str_eq (first->first->text, "x");
  ck_assert_str_eq (first->next->text, "2");
}
END_TEST

static Suite *
node_suite (void)
{
  Suite *suite = suite_create ("text/node");
  TCase *tree = tcase_create ("tree");

  tcase_add_checked_fixture (tree, setup, teardown);
  tcase_add_loop_test (tree, keys_agree_with_oracle, 0, 16);
  tcase_add_test (tree, items_keep_their_order);
  tcase_add_test (tree, texts_of_any_size_survive);
  tcase_add_test (tree, assigned_node_keeps_its_place);
  suite_add_tcase (suite, tree);
  return suite;
}

ENISIM_TEST_MAIN (node_suite)
