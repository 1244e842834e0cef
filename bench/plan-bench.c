/* plan-bench.c: a template of 500 resources, from its text to the report of a plan
 *
 * Ours alone: nothing else answers the question.  An operation is one resource of a whole plan.
 */
#include "planned-text.h"

enum
{
  N_SUBNETS = 20
};

static void
add_network (GString *text)
{
  g_string_append (text, "Parameters: {Stage: {Type: String, Default: live}}\n"
                         "Conditions: {IsLive: !Equals [!Ref Stage, live]}\n"
                         "Resources:\n"
                         "  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}\n");
  for (guint i = 0; i < N_SUBNETS; i++)
    g_string_append_printf (text,
                            "  Subnet%u:\n"
                            "    Type: AWS::EC2::Subnet\n"
                            "    Properties:\n"
                            "      VpcId: !Ref Vpc\n"
                            "      CidrBlock: !Select [%u, !Cidr [!GetAtt Vpc.CidrBlock, %d, 8]]\n"
                            "      AvailabilityZone: !Select [%u, !GetAZs '']\n",
                            i, i, N_SUBNETS, i % 3);
}

/* Every third is a security group of its own, a runtime with it, or a runtime that shares. */
static void
add_agents (GString *text, guint n)
{
  g_string_append (text, "  Sg: {Type: AWS::EC2::SecurityGroup, Properties: {VpcId: !Ref Vpc}}\n");
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *own = i % 3 == 1 ? g_strdup_printf ("%u", i - 1) : g_strdup ("");

      if (i % 3 == 0)
        g_string_append_printf (text,
                                "  Sg%u: {Type: AWS::EC2::SecurityGroup, Properties: {VpcId: !Ref "
                                "Vpc, GroupDescription: !Sub '${AWS::StackName}-%u'}}\n",
                                i, i);
      else
        g_string_append_printf (text,
                                "  Runtime%u:\n"
                                "    Type: AWS::BedrockAgentCore::Runtime\n"
                                "    Condition: IsLive\n"
                                "    Properties:\n"
                                "      AgentRuntimeName: !Join [_, [runtime, '%u']]\n"
                                "      NetworkConfiguration:\n"
                                "        NetworkMode: VPC\n"
                                "        NetworkModeConfig:\n"
                                "          Subnets: [!Ref Subnet%u, !Ref Subnet%u]\n"
                                "          SecurityGroups: [!GetAtt Sg%s.GroupId]\n",
                                i, i, i % N_SUBNETS, (i + 1) % N_SUBNETS, own);
    }
}

static gpointer
setup (const BenchInput *input)
{
  BenchPlannedText *plans = g_new0 (BenchPlannedText, 1);

  plans->text = g_string_new (NULL);
  plans->n_operations = input->size;
  add_network (plans->text);
  add_agents (plans->text, input->size - N_SUBNETS - 2);
  return plans;
}

static const BenchContestant ours
    = { "ours", NULL, setup, bench_planned_text_run, bench_planned_text_free };

static const BenchContestant *const contestants[] = { &ours, NULL };

static const BenchCase cases[] = {
  { "import/plan-500", 500, 50000, contestants },
};

const BenchSuite plan_suite = { cases, G_N_ELEMENTS (cases) };
