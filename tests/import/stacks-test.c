/* stacks-test.c
 *
 * Goal: several stacks are one world: exports meet imports, nested stacks get parameters and give
 * outputs, and nothing outside the folder is read.
 * Method: folders made for each test; the inventory as text.
 */
#include "import/inventory-text.h"

#include "temp-file.h"

static char *folder;

static void
setup (void)
{
  g_autoptr (GError) error = NULL;

  folder = g_dir_make_tmp ("enisim-XXXXXX", &error);
  ck_assert_no_error (error);
}

static void
remove_tree (const char *path)
{
  GDir *dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_tree (child);
      else
        g_unlink (child);
    }
  g_clear_pointer (&dir, g_dir_close);
  g_rmdir (path);
}

static void
teardown (void)
{
  remove_tree (folder);
  g_clear_pointer (&folder, g_free);
}

static void
write_file (const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);

  g_mkdir_with_parents (parent, 0700);
  temp_file_write (path, text, strlen (text));
}

/* @name: NULL for the folder itself
 * Returns: (nullable): what is read, or NULL with @message set, paths cut down to names */
static EnisimInventory *
try_load (const char *name, const char *other, char **message)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *other_path = other ? g_build_filename (folder, other, NULL) : NULL;
  g_autofree char *prefix = g_strconcat (folder, "/", NULL);
  const char *const paths[] = { path, other_path, NULL };
  g_autoptr (GError) error = NULL;
  EnisimInventory *inventory = enisim_inventory_load_files (paths, NULL, &error);
  g_auto (GStrv) parts = error ? g_strsplit (error->message, prefix, -1) : NULL;

  ck_assert (inventory != NULL || g_error_matches (error, ENISIM_ERROR, ENISIM_ERROR_INVALID));
  if (inventory)
    enisim_inventory_verify (inventory);
  *message = parts ? g_strjoinv ("", parts) : NULL;
  return inventory;
}

static void
check_text (const char *name, const char *other, const char *expected)
{
  g_autofree char *message = NULL;
  g_autoptr (EnisimInventory) inventory = try_load (name, other, &message);
  g_autofree char *text = NULL;

  ck_assert_msg (inventory != NULL, "%s", message);
  text = inventory_to_text (inventory, FALSE);
  ck_assert_str_eq (text, expected);
}

static void
check_complaint (const char *name, const char *expected)
{
  g_autofree char *message = NULL;
  g_autoptr (EnisimInventory) inventory = try_load (name, NULL, &message);

  ck_assert_ptr_null (inventory);
  ck_assert_str_eq (message, expected);
}

#define NAT "Type: 'AWS::EC2::NatGateway', Properties: "

static const char exporting[] = "Resources:\n"
                                "  Sub: {Type: 'AWS::EC2::Subnet'}\n"
                                "Outputs:\n"
                                "  Out: {Value: !Ref Sub, Export: {Name: net-Sub}}\n";
static const char importing[] = "Resources:\n  Nat: {" NAT "{SubnetId: !ImportValue net-Sub}}\n";

START_TEST (export_of_one_file_is_the_import_of_another)
{
  write_file ("net.yaml", exporting);
  write_file ("app.yaml", importing);
  check_text ("net.yaml", "app.yaml",
              "subnet net/Sub - vpc=(null) az=(null) public=0 name=Sub\n"
              "nat app/Nat subnet=net/Sub public=1\n");
}
END_TEST

START_TEST (order_of_files_does_not_matter_to_imports)
{
  write_file ("net.yaml", exporting);
  write_file ("app.yaml", importing);
  check_text ("app.yaml", "net.yaml",
              "subnet net/Sub - vpc=(null) az=(null) public=0 name=Sub\n"
              "nat app/Nat subnet=net/Sub public=1\n");
}
END_TEST

START_TEST (exported_list_is_split_into_what_was_joined)
{
  write_file ("net.yaml",
              "Resources:\n  A: {Type: 'AWS::EC2::Subnet'}\n  B: {Type: 'AWS::EC2::Subnet'}\n"
              "Outputs:\n"
              "  Out: {Value: !Join [',', [!Ref A, !Ref B]], Export: {Name: ids}}\n");
  write_file ("app.yaml", "Resources:\n  Nat: {" NAT
                          "{SubnetId: !Select [1, !Split [',', !ImportValue ids]]}}\n");
  check_text ("net.yaml", "app.yaml",
              "subnet net/A - vpc=(null) az=(null) public=0 name=A\n"
              "subnet net/B - vpc=(null) az=(null) public=0 name=B\n"
              "nat app/Nat subnet=net/B public=1\n");
}
END_TEST

START_TEST (parameters_of_two_stacks_are_two_symbols)
{
  const char *text = "Parameters: {S: {Type: String}}\n"
                     "Resources: {Nat: {" NAT "{SubnetId: !Ref S}}}\n";

  write_file ("a/stack.yaml", text);
  write_file ("b/stack.yaml", text);
  check_text ("a/stack.yaml", "b/stack.yaml",
              "nat stack/Nat subnet=${stack:S} public=1\n"
              "nat stack-2/Nat subnet=${stack-2:S} public=1\n"
              "missing parameter stack:S\n"
              "missing parameter stack-2:S\n");
}
END_TEST

START_TEST (same_export_twice_is_refused)
{
  g_autofree char *message = NULL;

  write_file ("net.yaml", exporting);
  write_file ("net2.yaml", exporting);
  ck_assert_ptr_null (try_load ("net.yaml", "net2.yaml", &message));
  ck_assert_str_eq (message, "net2.yaml:4:41: the export net-Sub is there already, at net.yaml:4");
}
END_TEST

START_TEST (exports_in_a_circle_are_refused)
{
  g_autofree char *message = NULL;

  write_file ("a.yaml", "Resources: {}\n"
                        "Outputs: {O: {Value: !ImportValue b, Export: {Name: a}}}\n");
  write_file ("b.yaml", "Resources: {}\n"
                        "Outputs: {O: {Value: !ImportValue a, Export: {Name: b}}}\n");
  ck_assert_ptr_null (try_load ("a.yaml", "b.yaml", &message));
  ck_assert_str_eq (message, "a.yaml:2:35: refers to itself, in a circle");
}
END_TEST

static const char nesting[]
    = "Resources:\n"
      "  Net: {Type: 'AWS::CloudFormation::Stack', Properties: {TemplateURL: ./net.yaml}}\n"
      "  App:\n"
      "    Type: AWS::CloudFormation::Stack\n"
      "    Properties:\n"
      "      TemplateURL: app.yaml\n"
      "      Parameters:\n"
      "        Subnets: !Join [',', [!GetAtt Net.Outputs.Out, subnet-9]]\n";

START_TEST (nested_stack_gets_parameters_and_gives_outputs)
{
  write_file ("top.yaml", nesting);
  write_file ("net.yaml", exporting);
  write_file ("app.yaml", "Parameters: {Subnets: {Type: 'List<String>'}}\n"
                          "Resources: {Nat: {" NAT "{SubnetId: !Select [0, !Ref Subnets]}}}\n");
  check_text ("top.yaml", NULL,
              "subnet top/Net/Sub - vpc=(null) az=(null) public=0 name=Sub\n"
              "nat top/App/Nat subnet=top/Net/Sub public=1\n");
}
END_TEST

START_TEST (list_that_is_joined_for_a_nested_stack_is_the_list_it_was)
{
  write_file ("top.yaml",
              "Parameters: {Ids: {Type: 'List<AWS::EC2::Subnet::Id>'}}\n"
              "Resources:\n"
              "  Mine: {" NAT "{SubnetId: !Select [0, !Ref Ids]}}\n"
              "  App:\n"
              "    Type: AWS::CloudFormation::Stack\n"
              "    Properties: {TemplateURL: app.yaml, Parameters: {S: !Join [',', !Ref Ids]}}\n");
  write_file ("app.yaml", "Parameters: {S: {Type: CommaDelimitedList}}\n"
                          "Resources: {Nat: {" NAT "{SubnetId: !Select [0, !Ref S]}}}\n");
  check_text ("top.yaml", NULL,
              "nat top/Mine subnet=${Select 0 ${top:Ids}} public=1\n"
              "nat top/App/Nat subnet=${Select 0 ${top:Ids}} public=1\n"
              "missing parameter top:Ids\n");
}
END_TEST

START_TEST (nested_stack_that_is_given_too_counts_once)
{
  static const char *const orders[][3]
      = { { "top.yaml", "app.yaml", NULL }, { "app.yaml", "top.yaml", NULL } };

  write_file ("top.yaml", "Resources:\n"
                          "  App:\n"
                          "    Type: AWS::CloudFormation::Stack\n"
                          "    Properties: {TemplateURL: app.yaml, Parameters: {S: subnet-1}}\n");
  write_file ("app.yaml", "Parameters: {S: {Type: String}}\n"
                          "Outputs: {Out: {Value: !Ref S, Export: {Name: out}}}\n"
                          "Resources: {Nat: {" NAT "{SubnetId: !Ref S}}}\n");
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      char *paths[3] = { NULL };
      g_autoptr (EnisimInventory) inventory = NULL;
      g_autoptr (GError) error = NULL;

      for (guint j = 0; orders[i][j]; j++)
        paths[j] = g_build_filename (folder, orders[i][j], NULL);
      inventory = enisim_inventory_load_files ((const char *const *) paths, NULL, &error);
      ck_assert_no_error (error);
      ck_assert_uint_eq (inventory->nat_gateways->len, 1);
      ck_assert_str_eq (g_array_index (inventory->nat_gateways, EnisimNatGateway, 0).resource.id,
                        "top/App/Nat");
      ck_assert_uint_eq (inventory->missing->len, 0);
      ck_assert_uint_eq (inventory->notes->len, 1);
      ck_assert_str_eq (g_array_index (inventory->notes, EnisimNote, 0).text,
                        "is the nested stack top/App too: it counts once, as that");
      g_free (paths[0]);
      g_free (paths[1]);
    }
}
END_TEST

static const char passing[]
    = "Parameters: {S: {Type: String, Default: subnet-of-top}}\n"
      "Conditions: {No: !Equals [a, b]}\n"
      "Resources:\n"
      "  App:\n"
      "    Type: AWS::CloudFormation::Stack\n"
      "    Properties: {TemplateURL: app.yaml, Parameters: {S: !If [No, x, !Ref AWS::NoValue]}}\n";

START_TEST (what_is_not_passed_to_a_nested_stack_is_its_default)
{
  write_file ("top.yaml", passing);
  write_file ("app.yaml", "Parameters: {S: {Type: String, Default: subnet-1}}\n"
                          "Resources: {Nat: {" NAT "{SubnetId: !Ref S}}}\n");
  check_text ("top.yaml", NULL, "nat top/App/Nat subnet=subnet-1 public=1\n");
}
END_TEST

START_TEST (parameter_that_is_given_is_not_a_nested_stacks)
{
  g_autofree char *path = g_build_filename (folder, "top.yaml", NULL);
  const char *const paths[] = { path, NULL };
  const char *const parameters[] = { "S=subnet-2", NULL };
  const EnisimImportOptions options = { .parameters = parameters };
  g_autoptr (EnisimInventory) inventory = NULL;
  g_autofree char *text = NULL;

  write_file ("top.yaml", passing);
  write_file ("app.yaml", "Parameters: {S: {Type: String, Default: subnet-1}}\n"
                          "Resources: {Nat: {" NAT "{SubnetId: !Ref S}}}\n");
  inventory = enisim_inventory_load_files (paths, &options, NULL);
  ck_assert_ptr_nonnull (inventory);
  text = inventory_to_text (inventory, FALSE);
  ck_assert_str_eq (text, "nat top/App/Nat subnet=subnet-1 public=1\n");
}
END_TEST

START_TEST (parameters_of_a_nested_stack_have_to_fit)
{
  write_file (
      "top.yaml",
      "Resources:\n"
      "  App:\n"
      "    Type: AWS::CloudFormation::Stack\n"
      "    Properties: {TemplateURL: app.yaml, Parameters: {A: x, Nope: 1}}\n"
      "  Bare: {Type: 'AWS::CloudFormation::Stack', Properties: {TemplateURL: app.yaml}}\n");
  write_file ("app.yaml", "Parameters:\n"
                          "  A: {Type: String, AllowedValues: [y], Default: y}\n"
                          "  B: {Type: String}\n"
                          "Resources: {}\n");
  check_complaint (
      "top.yaml",
      "top.yaml:2:3: the nested stack App needs the parameter B, which has no default\n"
      "top.yaml:4:57: \"x\" is none of the allowed values of A\n"
      "top.yaml:4:60: the nested stack App has no parameter \"Nope\"\n"
      "top.yaml:5:3: the nested stack Bare needs the parameter B, which has no default");
}
END_TEST

START_TEST (nested_stack_is_there_only_if_its_condition_holds)
{
  write_file ("top.yaml", "Conditions: {No: !Equals [a, b]}\n"
                          "Resources:\n"
                          "  Net:\n"
                          "    Type: AWS::CloudFormation::Stack\n"
                          "    Condition: No\n"
                          "    Properties: {TemplateURL: net.yaml}\n");
  write_file ("net.yaml", exporting);
  check_text ("top.yaml", NULL, "");
}
END_TEST

START_TEST (outputs_of_one_name_may_exclude_each_other)
{
  write_file ("top.yaml",
              "Parameters: {P: {Type: String}}\n"
              "Conditions: {Yes: !Equals [a, a], No: !Equals [a, b], Maybe: !Equals [a, !Ref P], "
              "Not: !Not [!Condition Maybe]}\n"
              "Resources:\n"
              "  A: {Type: 'AWS::CloudFormation::Stack', Condition: Yes, Properties: {TemplateURL: "
              "net.yaml}}\n"
              "  B: {Type: 'AWS::CloudFormation::Stack', Condition: No, Properties: {TemplateURL: "
              "net.yaml}}\n"
              "Outputs:\n"
              "  C: {Condition: Maybe, Value: a, Export: {Name: either}}\n"
              "  D: {Condition: Not, Value: b, Export: {Name: either}}\n"
              "  E: {Condition: Maybe, Value: a, Export: {Name: net-Sub}}\n");
  write_file ("net.yaml", exporting);
  write_file ("app.yaml", "Resources:\n"
                          "  M: {" NAT "{SubnetId: !ImportValue net-Sub}}\n"
                          "  N: {" NAT "{SubnetId: !ImportValue either}}\n");
  check_text ("top.yaml", "app.yaml",
              "subnet top/A/Sub - vpc=(null) az=(null) public=0 name=Sub\n"
              "nat app/M subnet=top/A/Sub public=1\n"
              "nat app/N subnet=${ImportValue either} public=1\n"
              "missing parameter top:P\n");
}
END_TEST

START_TEST (nested_stack_without_that_output_is_refused)
{
  write_file ("top.yaml", nesting);
  write_file ("net.yaml", "Resources: {}\n");
  write_file ("app.yaml", "Parameters: {Subnets: {Type: 'List<String>'}}\nResources: {}\n");
  check_complaint ("top.yaml", "top.yaml:8:39: the nested stack Net has no output \"Out\"");
}
END_TEST

START_TEST (stack_that_nests_itself_is_refused)
{
  write_file ("top.yaml", "Resources: {A: {Type: 'AWS::CloudFormation::Stack', "
                          "Properties: {TemplateURL: top.yaml}}}\n");
  check_complaint ("top.yaml", "top.yaml:1:79: stacks are nested too deeply, at most 8");
}
END_TEST

START_TEST (nested_stack_outside_the_folder_is_refused)
{
  write_file ("top/top.yaml",
              "Resources:\n"
              "  A: {Type: 'AWS::CloudFormation::Stack', Properties: {TemplateURL: ../x.yaml}}\n"
              "  B: {Type: 'AWS::CloudFormation::Stack', Properties: {TemplateURL: /etc/fstab}}\n"
              "  C: {Type: 'AWS::CloudFormation::Stack', Properties: {TemplateURL: gone.yaml}}\n");
  write_file ("x.yaml", exporting);
  check_complaint ("top/top.yaml", "top/top.yaml:2:69: ../x.yaml: not a path within the folder\n"
                                   "top/top.yaml:3:69: /etc/fstab: not a path within the folder\n"
                                   "top/top.yaml:4:69: gone.yaml: No such file or directory");
}
END_TEST

static const char manifest[]
    = "{\"version\": \"50.0.0\", \"artifacts\": {\n"
      "\"Tree\": {\"type\": \"cdk:tree\"},\n"
      "\"App\": {\"type\": \"aws:cloudformation:stack\", \"dependencies\": [\"Net\", "
      "\"App.assets\"],\n"
      " \"environment\": \"aws://1/eu-west-1\", \"properties\": {\"templateFile\": "
      "\"app.yaml\"}},\n"
      "\"Net\": {\"type\": \"aws:cloudformation:stack\", \"environment\": \"aws://1/eu-west-1\",\n"
      " \"properties\": {\"templateFile\": \"net.yaml\", \"stackName\": \"Prod-Net\"}}}}\n";

START_TEST (folder_of_the_cdk_is_read_in_the_order_of_need)
{
  g_autofree char *message = NULL;
  g_autoptr (EnisimInventory) inventory = NULL;
  g_autofree char *text = NULL;

  write_file ("manifest.json", manifest);
  write_file ("net.yaml",
              "Resources:\n"
              "  Sub: {Type: 'AWS::EC2::Subnet', Properties: {AvailabilityZone: "
              "!Sub '${AWS::Region}a'}}\n"
              "Outputs:\n"
              "  Out: {Value: !Ref Sub, Export: {Name: !Sub '${AWS::StackName}-Sub'}}\n");
  write_file ("app.yaml", "Resources: {Nat: {" NAT "{SubnetId: !ImportValue Prod-Net-Sub}}}\n");
  inventory = try_load (NULL, NULL, &message);
  ck_assert_msg (inventory != NULL, "%s", message);
  text = inventory_to_text (inventory, FALSE);
  ck_assert_str_eq (text, "subnet Prod-Net/Sub - vpc=(null) az=eu-west-1a public=0 name=Sub\n"
                          "nat App/Nat subnet=Prod-Net/Sub public=1\n");
  ck_assert_str_eq (inventory->region, "eu-west-1");
}
END_TEST

START_TEST (exports_are_seen_within_their_account_and_region)
{
  write_file ("manifest.json",
              "artifacts:\n"
              "  NetA: {type: 'aws:cloudformation:stack', environment: 'aws://1/us-east-1',\n"
              "         properties: {templateFile: net.yaml, stackName: Net}}\n"
              "  NetB: {type: 'aws:cloudformation:stack', environment: 'aws://1/eu-west-1',\n"
              "         properties: {templateFile: net.yaml, stackName: Net}}\n"
              "  App: {type: 'aws:cloudformation:stack', environment: 'aws://1/eu-west-1',\n"
              "        properties: {templateFile: app.yaml}}\n"
              "  Far: {type: 'aws:cloudformation:stack', environment: 'aws://2/eu-west-1',\n"
              "        properties: {templateFile: app.yaml}}\n");
  write_file ("net.yaml", "Resources: {Sub: {Type: 'AWS::EC2::Subnet'}}\n"
                          "Outputs: {Out: {Value: !Ref Sub, Export: {Name: !Sub "
                          "'${AWS::StackName}-Sub'}}}\n");
  write_file ("app.yaml", "Resources: {Nat: {" NAT "{SubnetId: !ImportValue Net-Sub}}}\n");
  check_text (NULL, NULL,
              "subnet Net/Sub - vpc=(null) az=(null) public=0 name=Sub\n"
              "subnet Net-2/Sub - vpc=(null) az=(null) public=0 name=Sub\n"
              "nat App/Nat subnet=Net-2/Sub public=1\n"
              "nat Far/Nat subnet=${ImportValue Net-Sub} public=1\n"
              "missing export Net-Sub\n");
}
END_TEST

START_TEST (stages_of_the_cdk_are_folders_within)
{
  write_file ("manifest.json", "artifacts:\n"
                               "  assembly-Prod:\n"
                               "    type: cdk:cloud-assembly\n"
                               "    properties: {directoryName: assembly-Prod}\n");
  write_file ("assembly-Prod/manifest.json",
              "artifacts:\n"
              "  Net: {type: 'aws:cloudformation:stack', properties: {templateFile: net.yaml}}\n");
  write_file ("assembly-Prod/net.yaml", exporting);
  check_text ("manifest.json", NULL, "subnet Net/Sub - vpc=(null) az=(null) public=0 name=Sub\n");
}
END_TEST

START_TEST (template_that_the_manifest_names_has_to_be_in_the_folder)
{
  write_file ("manifest.json",
              "artifacts:\n"
              "  A: {type: 'aws:cloudformation:stack', properties: {templateFile: ../../x}}\n"
              "  B: {type: 'aws:cloudformation:stack', properties: {templateFile: gone}}\n"
              "  C: {type: 'aws:cloudformation:stack'}\n");
  check_complaint (NULL, "manifest.json:2:68: ../../x: No such file or directory\n"
                         "manifest.json:3:68: gone: No such file or directory\n"
                         "manifest.json:4:3: templateFile is missing");
}
END_TEST

START_TEST (region_that_the_manifest_names_has_to_be_one)
{
  write_file ("manifest.json",
              "artifacts:\n"
              "  A: {type: 'aws:cloudformation:stack', environment: 'aws://1/eu west',\n"
              "      properties: {templateFile: net.yaml}}\n");
  write_file ("net.yaml", exporting);
  check_complaint (NULL, "manifest.json:2:54: expected the name of a Region after the last /, got "
                         "\"eu west\"");
}
END_TEST

START_TEST (folder_without_manifest_is_refused)
{
  write_file ("sub/a.yaml", exporting);
  check_complaint ("sub", "sub: a folder without manifest.json");
}
END_TEST

START_TEST (file_that_is_not_there_is_named)
{
  check_complaint ("gone.yaml", "gone.yaml: No such file or directory");
}
END_TEST

static Suite *
make_suite (void)
{
  Suite *suite = suite_create ("stacks");
  TCase *tcase = tcase_create ("core");

  tcase_add_checked_fixture (tcase, setup, teardown);
  tcase_add_test (tcase, export_of_one_file_is_the_import_of_another);
  tcase_add_test (tcase, order_of_files_does_not_matter_to_imports);
  tcase_add_test (tcase, exported_list_is_split_into_what_was_joined);
  tcase_add_test (tcase, parameters_of_two_stacks_are_two_symbols);
  tcase_add_test (tcase, same_export_twice_is_refused);
  tcase_add_test (tcase, exports_in_a_circle_are_refused);
  tcase_add_test (tcase, nested_stack_gets_parameters_and_gives_outputs);
  tcase_add_test (tcase, nested_stack_that_is_given_too_counts_once);
  tcase_add_test (tcase, list_that_is_joined_for_a_nested_stack_is_the_list_it_was);
  tcase_add_test (tcase, what_is_not_passed_to_a_nested_stack_is_its_default);
  tcase_add_test (tcase, parameter_that_is_given_is_not_a_nested_stacks);
  tcase_add_test (tcase, parameters_of_a_nested_stack_have_to_fit);
  tcase_add_test (tcase, nested_stack_is_there_only_if_its_condition_holds);
  tcase_add_test (tcase, outputs_of_one_name_may_exclude_each_other);
  tcase_add_test (tcase, nested_stack_without_that_output_is_refused);
  tcase_add_test (tcase, stack_that_nests_itself_is_refused);
  tcase_add_test (tcase, nested_stack_outside_the_folder_is_refused);
  tcase_add_test (tcase, folder_of_the_cdk_is_read_in_the_order_of_need);
  tcase_add_test (tcase, exports_are_seen_within_their_account_and_region);
  tcase_add_test (tcase, stages_of_the_cdk_are_folders_within);
  tcase_add_test (tcase, template_that_the_manifest_names_has_to_be_in_the_folder);
  tcase_add_test (tcase, region_that_the_manifest_names_has_to_be_one);
  tcase_add_test (tcase, folder_without_manifest_is_refused);
  tcase_add_test (tcase, file_that_is_not_there_is_named);
  suite_add_tcase (suite, tcase);
  return suite;
}

ENISIM_TEST_MAIN (make_suite)
