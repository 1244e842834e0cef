/* state-bench.c: an answer with thousands of network interfaces, from its text to a plan's report
 *
 * Ours alone: nothing else answers the question.  An operation is one interface of a whole plan.
 */
#include "planned-text.h"

enum
{
  N_SUBNETS = 20,
  N_SECURITY_GROUPS = 100
};

/* As the AWS CLI prints it, with all that nobody here reads. */
static void
add_interface (GString *text, guint i)
{
  const guint subnet = i % N_SUBNETS;
  const guint sg = i / N_SUBNETS % N_SECURITY_GROUPS;
  g_autofree char *ip
      = g_strdup_printf ("10.0.%u.%u", subnet * 8 + i / N_SUBNETS / 250, 4 + i / N_SUBNETS % 250);

  g_string_append_printf (text,
                          "%s        {\n"
                          "            \"Attachment\": {\n"
                          "                \"AttachmentId\": \"ela-attach-%017x\",\n"
                          "                \"DeleteOnTermination\": false,\n"
                          "                \"DeviceIndex\": 1,\n"
                          "                \"InstanceOwnerId\": \"amazon-aws\",\n"
                          "                \"Status\": \"attached\"\n"
                          "            },\n"
                          "            \"AvailabilityZone\": \"us-east-1%c\",\n"
                          "            \"Description\": \"\",\n"
                          "            \"Groups\": [\n"
                          "                {\n"
                          "                    \"GroupId\": \"sg-%017x\",\n"
                          "                    \"GroupName\": \"agents-%u\"\n"
                          "                }\n"
                          "            ],\n"
                          "            \"InterfaceType\": \"%s\",\n",
                          i > 0 ? ",\n" : "", i, 'a' + (char) (subnet % 3), sg, sg,
                          i % 10 == 0 ? "lambda" : "agentic_ai");
  g_string_append_printf (text,
                          "            \"Ipv6Addresses\": [],\n"
                          "            \"MacAddress\": \"02:00:00:00:00:00\",\n"
                          "            \"NetworkInterfaceId\": \"eni-%017x\",\n"
                          "            \"OwnerId\": \"111122223333\",\n"
                          "            \"PrivateDnsName\": \"ip.ec2.internal\",\n"
                          "            \"PrivateIpAddress\": \"%s\",\n"
                          "            \"PrivateIpAddresses\": [\n"
                          "                {\n"
                          "                    \"Primary\": true,\n"
                          "                    \"PrivateDnsName\": \"ip.ec2.internal\",\n"
                          "                    \"PrivateIpAddress\": \"%s\"\n"
                          "                }\n"
                          "            ],\n"
                          "            \"RequesterId\": \"111122223333\",\n"
                          "            \"RequesterManaged\": false,\n"
                          "            \"SourceDestCheck\": true,\n"
                          "            \"Status\": \"in-use\",\n"
                          "            \"SubnetId\": \"subnet-%017x\",\n"
                          "            \"TagSet\": [],\n"
                          "            \"VpcId\": \"vpc-00000000000000001\"\n"
                          "        }",
                          i, ip, ip, subnet);
}

static gpointer
setup (const BenchInput *input)
{
  BenchPlannedText *states = g_new0 (BenchPlannedText, 1);

  states->text = g_string_new ("{\n    \"NetworkInterfaces\": [\n");
  states->n_operations = input->size;
  for (guint i = 0; i < input->size; i++)
    add_interface (states->text, i);
  g_string_append (states->text, "\n    ]\n}\n");
  return states;
}

static const BenchContestant ours
    = { "ours", NULL, setup, bench_planned_text_run, bench_planned_text_free };

static const BenchContestant *const contestants[] = { &ours, NULL };

static const BenchCase cases[] = {
  { "import/state-5000", 5000, 25000, contestants },
};

const BenchSuite state_suite = { cases, G_N_ELEMENTS (cases) };
