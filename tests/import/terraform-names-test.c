/* terraform-names-test.c
 *
 * Goal: names of Terraform and of CloudFormation find each other.
 * Method: tables of both; the order of the tables that are searched by it.
 */
#include "enisim-check.h"

#include "import/terraform-names.h"

START_TEST (tables_are_sorted)
{
  enisim_terraform_names_verify ();
  enisim_terraform_types_verify ();
}
END_TEST

static const struct
{
  const char *type, *same;
  gboolean takes_none;
} type_rows[] = {
  { "aws_alb", "AWS::ElasticLoadBalancingV2::LoadBalancer", FALSE },
  { "aws_vpc_security_group_ingress_rule", "AWS::EC2::SecurityGroupIngress", FALSE },
  { "aws_eks_node_group", "AWS::EKS::Nodegroup", FALSE },
  { "aws_vpc_ipv4_cidr_block_association", "AWS::EC2::VPCCidrBlock", FALSE },
  { "awscc_ec2_vpc_endpoint", "AWS::EC2::VPCEndpoint", FALSE },
  { "awscc_bedrockagentcore_browser_custom", "AWS::BedrockAgentCore::BrowserCustom", FALSE },
  { "awscc_rds_db_proxy", "AWS::RDS::DBProxy", FALSE },
  { "awscc_eks_nodegroup", "AWS::EKS::Nodegroup", FALSE },
  { "aws_acm_certificate", NULL, TRUE },
  { "aws_iam_role", NULL, TRUE },
  { "aws_xray_group", NULL, TRUE },
  { "aws_eip", NULL, TRUE },
  { "aws_eip_domain_name", NULL, FALSE },
  { "aws_bedrockagentcore_harness", NULL, FALSE },
  { "awscc_iam_role", NULL, TRUE },
  { "aws_a", NULL, FALSE },
  { "random_id", NULL, TRUE },
};

START_TEST (type_is_told)
{
  ck_assert_pstr_eq (enisim_terraform_find_type (type_rows[_i].type), type_rows[_i].same);
  if (!type_rows[_i].same)
    ck_assert_int_eq (enisim_terraform_takes_none (type_rows[_i].type), type_rows[_i].takes_none);
}
END_TEST

static const struct
{
  const char *type, *path;
  const char *names[3]; /* up to the first NULL */
} path_rows[] = {
  { "aws_subnet", "CidrBlock", { "cidr_block" } },
  { "aws_autoscaling_group", "VPCZoneIdentifier", { "vpc_zone_identifier" } },
  { "aws_db_instance", "MultiAZ", { "multi_az" } },
  { "aws_lambda_function", "VpcConfig.SubnetIds", { "vpc_config.subnet_ids" } },
  { "aws_lb", "SubnetMappings[].SubnetId", { "subnet_mapping[].subnet_id" } },
  { "aws_bedrockagentcore_browser", "VpcConfig", { "vpc_config", "network_mode_config" } },
  { "aws_vpc_security_group_egress_rule", "CidrIpv6", { "cidr_ipv6" } },
};

START_TEST (property_has_its_names)
{
  for (guint i = 0; i < G_N_ELEMENTS (path_rows[_i].names); i++)
    {
      g_autofree char *name
          = enisim_terraform_make_path (path_rows[_i].type, path_rows[_i].path, i);

      ck_assert_pstr_eq (name, path_rows[_i].names[i]);
      if (!name)
        break;
    }
}
END_TEST

static Suite *
make_suite (void)
{
  Suite *suite = suite_create ("terraform-names");
  TCase *tcase = tcase_create ("core");

  tcase_add_test (tcase, tables_are_sorted);
  tcase_add_loop_test (tcase, type_is_told, 0, G_N_ELEMENTS (type_rows));
  tcase_add_loop_test (tcase, property_has_its_names, 0, G_N_ELEMENTS (path_rows));
  suite_add_tcase (suite, tcase);
  return suite;
}

ENISIM_TEST_MAIN (make_suite)
