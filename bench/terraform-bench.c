/* terraform-bench.c: a plan of Terraform as large as they come, from its text to the report
 *
 * Ours alone.  An operation is one resource of a plan that is one line of JSON, as Terraform prints
 * it: modules of subnets, security groups, roles and runtimes, each told three times over.
 */
#include "planned-text.h"

enum
{
  RESOURCES_PER_MODULE = 21,
  COPIES_PER_NAME = 4
};

/* What is said of a resource: known, and known only after apply. */
typedef struct
{
  const char *type, *name;
  guint n;
  const char *values; /* with ' for " and # for the index */
  const char *unknown;
  const char *expressions;
} Sort;

#define TAGS                                                                                       \
  "{'CostCentre':'CC-1234','Environment':'production','Name':'thing-#','Team':'platform'}"
#define TAGGED "'tags':" TAGS ",'tags_all':" TAGS
#define RULE                                                                                       \
  "[{'cidr_blocks':['10.0.0.0/8'],'description':'','from_port':443,'ipv6_cidr_blocks':[],"         \
  "'prefix_list_ids':[],'protocol':'tcp','security_groups':[],'self':false,'to_port':443}]"

static const Sort sorts[] = {
  { "aws_subnet", "private", 3,
    "{'assign_ipv6_address_on_creation':false,'availability_zone':'eu-west-1a','cidr_block':"
    "'10.0.@/28','enable_dns64':false,'map_public_ip_on_launch':false," TAGGED "}",
    "{'arn':true,'availability_zone_id':true,'id':true,'owner_id':true,'tags':{},'vpc_id':true}",
    "{'vpc_id':{'references':['var.vpc_id']}}" },
  { "aws_security_group", "agents", COPIES_PER_NAME,
    "{'description':'of agents','egress':" RULE ",'ingress':" RULE
    ",'name':'agents-#','revoke_rules_on_delete':false," TAGGED ",'timeouts':null}",
    "{'arn':true,'egress':[{'cidr_blocks':[false]}],'id':true,'ingress':[{'cidr_blocks':[false]}],"
    "'name_prefix':true,'owner_id':true,'tags':{},'vpc_id':true}",
    "{'vpc_id':{'references':['var.vpc_id']}}" },
  { "aws_iam_role", "agents", 10,
    "{'assume_role_policy':'{\\'Version\\':\\'2012-10-17\\',\\'Statement\\':[{\\'Action\\':"
    "\\'sts:AssumeRole\\',\\'Effect\\':\\'Allow\\'}]}','max_session_duration':3600,'name':'role-#',"
    "'path':'/'," TAGGED "}",
    "{'arn':true,'create_date':true,'id':true,'managed_policy_arns':true,'unique_id':true}", "{}" },
  { "aws_bedrockagentcore_agent_runtime", "agents", COPIES_PER_NAME,
    "{'agent_runtime_artifact':[{'code_configuration':[],'container_configuration':[{"
    "'container_uri':'123456789012.dkr.ecr.eu-west-1.amazonaws.com/agent:1'}]}],"
    "'agent_runtime_name':'agent_#','lifecycle_configuration':[{'idle_runtime_session_timeout':900,"
    "'max_lifetime':28800}],'network_configuration':[{'network_mode':'VPC','network_mode_config':"
    "[{}]}]," TAGGED "}",
    "{'agent_runtime_arn':true,'agent_runtime_id':true,'network_configuration':[{"
    "'network_mode_config':[{'security_groups':true,'subnets':true}]}],'role_arn':true}",
    "{'network_configuration':[{'network_mode_config':[{'subnets':{'references':["
    "'aws_subnet.private']},'security_groups':{'references':['aws_security_group.agents[0].id',"
    "'aws_security_group.agents[0]','aws_security_group.agents']}}]}]}" },
};

/* @text: with ' for ", \' for what is quoted in a text, # for @index, and @ for the end
 * of the address of the network of 16 addresses that has that index in one of 65,536 */
static void
add (GString *out, const char *text, guint index)
{
  for (; *text != '\0'; text++)
    {
      if (*text == '\\')
        g_string_append (out, "\\\""), text++;
      else if (*text == '\'')
        g_string_append_c (out, '"');
      else if (*text == '#')
        g_string_append_printf (out, "%u", index % 250);
      else if (*text == '@')
        g_string_append_printf (out, "%u.%u", index / 16, index % 16 * 16);
      else
        g_string_append_c (out, *text);
    }
}

static void
add_head (GString *out, const Sort *sort, guint module, guint index, gboolean is_first)
{
  g_string_append_printf (
      out,
      "%s{\"address\":\"module.stack_%05u.%s.%s[%u]\",\"mode\":\"managed\",\"type\":\"%s\","
      "\"name\":\"%s\",\"index\":%u,\"provider_name\":\"registry.terraform.io/hashicorp/aws\",",
      is_first ? "" : ",", module, sort->type, sort->name, index, sort->type, sort->name, index);
}

static void
add_planned (GString *out, guint module)
{
  g_string_append_printf (out, "%s{\"address\":\"module.stack_%05u\",\"resources\":[",
                          module > 0 ? "," : "", module);
  for (guint i = 0; i < G_N_ELEMENTS (sorts); i++)
    for (guint j = 0; j < sorts[i].n; j++)
      {
        add_head (out, &sorts[i], module, j, i + j == 0);
        g_string_append (out, "\"schema_version\":1,\"values\":");
        add (out, sorts[i].values, module * 4 + j);
        g_string_append (out, ",\"sensitive_values\":{}}");
      }
  g_string_append (out, "]}");
}

static void
add_changes (GString *out, guint module)
{
  for (guint i = 0; i < G_N_ELEMENTS (sorts); i++)
    for (guint j = 0; j < sorts[i].n; j++)
      {
        add_head (out, &sorts[i], module, j, module + i + j == 0);
        g_string_append (out, "\"change\":{\"actions\":[\"create\"],\"before\":null,\"after\":");
        add (out, sorts[i].values, module * 4 + j);
        g_string_append (out, ",\"after_unknown\":");
        add (out, sorts[i].unknown, j);
        g_string_append (out, ",\"before_sensitive\":false,\"after_sensitive\":{}}}");
      }
}

static void
add_configured (GString *out, guint module)
{
  g_string_append_printf (out, "%s\"stack_%05u\":{\"source\":\"./stack\",\"expressions\":{",
                          module > 0 ? "," : "", module);
  add (out, "'vpc_id':{'references':['aws_vpc.main.id','aws_vpc.main']}},'module':{'resources':[",
       0);
  for (guint i = 0; i < G_N_ELEMENTS (sorts); i++)
    {
      g_string_append_printf (
          out, "%s{\"address\":\"%s.%s\",\"mode\":\"managed\",\"type\":\"%s\",\"name\":\"%s\",",
          i > 0 ? "," : "", sorts[i].type, sorts[i].name, sorts[i].type, sorts[i].name);
      add (out, "'provider_config_key':'aws','expressions':", 0);
      add (out, sorts[i].expressions, 0);
      g_string_append_c (out, '}');
    }
  add (out, "],'variables':{'vpc_id':{}}}}", 0);
}

/* As many modules as make so many bytes. */
static gpointer
setup (const BenchInput *input)
{
  BenchPlannedText *all = g_new0 (BenchPlannedText, 1);
  GString *planned = g_string_new (NULL), *changes = g_string_new (NULL);
  GString *configured = g_string_new (NULL);
  GString *out = g_string_new (NULL);
  guint n_modules = 0;

  for (; planned->len + changes->len + configured->len < input->size; n_modules++)
    {
      add_planned (planned, n_modules);
      add_changes (changes, n_modules);
      add_configured (configured, n_modules);
    }
  add (out,
       "{'format_version':'1.2','terraform_version':'1.11.4','planned_values':{'root_module':{", 0);
  add (out,
       "'resources':[{'address':'aws_vpc.main','mode':'managed','type':'aws_vpc','name':'main',"
       "'values':{'cidr_block':'10.0.0.0/16'}}],'child_modules':[",
       0);
  g_string_append_printf (out, "%s]}},\"resource_changes\":[%s],", planned->str, changes->str);
  add (out,
       "'configuration':{'provider_config':{'aws':{'name':'aws','expressions':{'region':{"
       "'constant_value':'eu-west-1'}}}},'root_module':{'resources':[],'module_calls':{",
       0);
  g_string_append_printf (out, "%s}}}}", configured->str);
  g_string_free (planned, TRUE);
  g_string_free (changes, TRUE);
  g_string_free (configured, TRUE);
  *all = (BenchPlannedText){ .text = out, .n_operations = n_modules * RESOURCES_PER_MODULE };
  return all;
}

static const BenchContestant ours
    = { "ours", NULL, setup, bench_planned_text_run, bench_planned_text_free };

static const BenchContestant *const contestants[] = { &ours, NULL };

static const BenchCase cases[] = {
  { "import/terraform-20mb", 20 * 1000 * 1000, 10000, contestants },
};

const BenchSuite terraform_suite = { cases, G_N_ELEMENTS (cases) };
