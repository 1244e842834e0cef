/* takers-test.c
 *
 * Goal: whatever takes addresses beside agents is read as many as it takes, in the subnets that it
 * can be in, and what is not known widens the count and never makes it look exact.
 * Method: a table of resources and what takers they are; subnets subnet-1, A and B stand for all.
 */
#include "import/inventory-text.h"

typedef struct
{
  const char *name;
  const char *resources;
  const char *takers; /* and remarks */
} Row;

#define SUBNETS                                                                                    \
  "  A: {Type: AWS::EC2::Subnet, Properties: {AvailabilityZone: us-east-1a}}\n"                    \
  "  B: {Type: AWS::EC2::Subnet, Properties: {AvailabilityZone: us-east-1b}}\n"                    \
  "  Group: {Type: AWS::RDS::DBSubnetGroup, Properties: {DBSubnetGroupName: both, SubnetIds: "     \
  "[!Ref A, !Ref B]}}\n"
#define TYPE(name, type, properties)                                                               \
  "  " name ": {Type: AWS::" type ", Properties: {" properties "}}\n"
#define TASKS(properties)                                                                          \
  properties "NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [subnet-1, subnet-2]}}"

static const Row rows[] = {
  { "each kind",
    "  Efs: {Type: AWS::EFS::MountTarget, Properties: {SubnetId: subnet-1, SecurityGroups: "
    "[sg-1]}}\n"
    "  Fn: {Type: AWS::Lambda::Function, Properties: {VpcConfig: {SubnetIds: [subnet-1, subnet-2], "
    "SecurityGroupIds: [sg-1]}}}\n"
    "  NoVpc: {Type: AWS::Lambda::Function, Properties: {Runtime: python3.12}}\n"
    "  Alb: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: {Subnets: [subnet-1, "
    "subnet-2], SecurityGroups: [sg-1]}}\n"
    "  Nlb: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: {Type: network, "
    "SubnetMappings: [{SubnetId: subnet-1}, {SubnetId: subnet-2}]}}\n"
    "  Clb: {Type: AWS::ElasticLoadBalancing::LoadBalancer, Properties: {Subnets: [subnet-1]}}\n"
    "  Group: {Type: AWS::RDS::DBSubnetGroup, Properties: {SubnetIds: [subnet-1, subnet-2]}}\n"
    "  Db: {Type: AWS::RDS::DBInstance, Properties: {DBSubnetGroupName: !Ref Group, "
    "VPCSecurityGroups: [sg-1]}}\n"
    "  Db2: {Type: AWS::RDS::DBInstance, Properties: {DBSubnetGroupName: mine, MultiAZ: true}}\n"
    "  Cluster: {Type: AWS::RDS::DBCluster, Properties: {DBSubnetGroupName: !Ref Group}}\n"
    "  Ecs: {Type: AWS::ECS::Service, Properties: {DesiredCount: 5, NetworkConfiguration: "
    "{AwsvpcConfiguration: {Subnets: [subnet-1, subnet-2], SecurityGroups: [sg-1]}}}}\n"
    "  Ecs2: {Type: AWS::ECS::Service, Properties: {DesiredCount: !ImportValue n, "
    "NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [subnet-1]}}}}\n"
    "  Ec2: {Type: AWS::EC2::Instance, Properties: {SubnetId: subnet-1, SecurityGroupIds: "
    "[sg-1]}}\n"
    "  Ec2b: {Type: AWS::EC2::Instance, Properties: {NetworkInterfaces: [{SubnetId: subnet-1, "
    "GroupSet: [sg-1]}, {NetworkInterfaceId: eni-1}]}}\n"
    "  Eni: {Type: AWS::EC2::NetworkInterface, Properties: {SubnetId: !ImportValue s, GroupSet: "
    "[sg-1]}}\n"
    "  Asg: {Type: AWS::AutoScaling::AutoScalingGroup, Properties: {VPCZoneIdentifier: [subnet-1], "
    "MinSize: 2, MaxSize: 6}}\n"
    "  Fw: {Type: AWS::NetworkFirewall::Firewall, Properties: {SubnetMappings: [{SubnetId: "
    "subnet-1}]}}\n",
    "taker t/Efs EFS mount target 1-1 spread=0 subnets=subnet-1 sgs=sg-1\n"
    "taker t/Fn Lambda function 1-1 spread=1 subnets=subnet-1,subnet-2 sgs=sg-1\n"
    "taker t/Alb application load balancer 1-100 spread=0 expected=8 subnets=subnet-1,subnet-2 "
    "sgs=sg-1\n"
    "taker t/Nlb network load balancer 1-1 spread=0 subnets=subnet-1,subnet-2 sgs=\n"
    "taker t/Clb classic load balancer 1-8 spread=0 expected=8 open subnets=subnet-1 sgs=\n"
    "taker t/Db database 1-1 spread=3 subnets=subnet-1,subnet-2 sgs=sg-1\n"
    "taker t/Db2 database 2-2 spread=2 subnets=open mine sgs=\n"
    "taker t/Cluster database cluster 0-3 spread=3 subnets=subnet-1,subnet-2 sgs=\n"
    "taker t/Ecs ECS service 5-5 spread=2 update=10 subnets=subnet-1,subnet-2 sgs=sg-1\n"
    "taker t/Ecs2 ECS service 0-0 spread=2 open subnets=subnet-1 sgs=\n"
    "taker t/Ec2 EC2 instance 1-1 spread=0 subnets=subnet-1 sgs=sg-1\n"
    "taker t/Ec2b EC2 instance 1-1 spread=0 subnets=subnet-1 sgs=sg-1\n"
    "taker t/Eni network interface 1-1 spread=0 subnets=${ImportValue s} sgs=sg-1\n"
    "taker t/Asg Auto Scaling group 2-6 spread=2 subnets=subnet-1 sgs=\n"
    "taker t/Fw network firewall 1-1 spread=0 subnets=subnet-1 sgs=\n"
    "missing export n\n"
    "missing export s\n"
    "note how many addresses ECS service Ecs2 takes is not known: counted as at least 0\n" },
  { "Aurora counts by its instances, in its cluster's group",
    SUBNETS TYPE ("C", "RDS::DBCluster", "Engine: aurora-mysql, DBSubnetGroupName: both")
        TYPE ("D", "RDS::DBInstance", "DBClusterIdentifier: !Ref C") TYPE (
            "E", "RDS::DBInstance", "DBClusterIdentifier: !Ref C, DBSubnetGroupName: !Ref Group"),
    "taker t/D database 1-1 spread=3 subnets=t/A,t/B sgs=\n"
    "taker t/E database 1-1 spread=3 subnets=t/A,t/B sgs=\n" },
  { "serverless Aurora is open, another engine's cluster has three",
    SUBNETS TYPE ("S", "RDS::DBCluster",
                  "Engine: aurora, EngineMode: serverless, DBSubnetGroupName: both")
        TYPE ("P", "RDS::DBCluster", "Engine: postgres, DBSubnetGroupName: both"),
    "taker t/S database cluster 0-0 spread=3 open subnets=t/A,t/B sgs=\n"
    "taker t/P database cluster 3-3 spread=2 subnets=t/A,t/B sgs=\n" },
  { "database is where its AZ, its second AZ or its source say",
    SUBNETS TYPE ("M", "RDS::DBInstance", "MultiAZ: true, DBSubnetGroupName: !Ref Group")
        TYPE ("Z", "RDS::DBInstance", "AvailabilityZone: us-east-1b, DBSubnetGroupName: !Ref Group")
            TYPE ("R", "RDS::DBInstance", "SourceDBInstanceIdentifier: !Ref M")
                TYPE ("Far", "RDS::DBInstance", "SourceDBInstanceIdentifier: elsewhere")
                    TYPE ("Bare", "RDS::DBInstance", "Engine: mysql"),
    "taker t/M database 2-2 spread=2 subnets=t/A,t/B sgs=\n"
    "taker t/Z database 1-1 spread=3 subnets=t/B sgs=\n"
    "taker t/R database 1-1 spread=3 subnets=t/A,t/B sgs=\n"
    "taker t/Far database 1-1 spread=3 subnets=open elsewhere sgs=\n"
    "note database Bare names no group of subnets, and so is in those of the default VPC: not "
    "counted\n" },
  { "tasks are doubled by an update, and scaled by a target",
    TYPE ("S", "ECS::Service", TASKS ("DesiredCount: 6, "))
        TYPE ("Tight", "ECS::Service",
              TASKS ("DesiredCount: 6, DeploymentConfiguration: {MaximumPercent: 100}, "))
            TYPE ("Scaled", "ECS::Service", TASKS (""))
                TYPE ("Target", "ApplicationAutoScaling::ScalableTarget",
                      "ServiceNamespace: ecs, MinCapacity: 1, MaxCapacity: 20, ResourceId: !Join "
                      "[/, [service, c, !GetAtt Scaled.Name]]")
                    TYPE ("Lost", "ApplicationAutoScaling::ScalableTarget",
                          "ServiceNamespace: ecs, MinCapacity: 1, MaxCapacity: 2, ResourceId: "
                          "service/c/other"),
    "taker t/S ECS service 6-6 spread=2 update=12 subnets=subnet-1,subnet-2 sgs=\n"
    "taker t/Tight ECS service 6-6 spread=2 subnets=subnet-1,subnet-2 sgs=\n"
    "taker t/Scaled ECS service 1-20 spread=2 update=40 subnets=subnet-1,subnet-2 sgs=\n"
    "note Lost scales service/c/other, which is no service here: not counted\n" },
  { "group of instances has its desired number between its bounds",
    TYPE ("Asg", "AutoScaling::AutoScalingGroup",
          "VPCZoneIdentifier: [subnet-1, subnet-2], MinSize: 0, MaxSize: 4, DesiredCapacity: 2"),
    "taker t/Asg Auto Scaling group 0-4 spread=2 expected=2 subnets=subnet-1,subnet-2 sgs=\n" },
  { "further addresses of interfaces count",
    TYPE ("Eni", "EC2::NetworkInterface", "SubnetId: subnet-1, SecondaryPrivateIpAddressCount: 3")
        TYPE ("Named", "EC2::NetworkInterface",
              "SubnetId: subnet-1, PrivateIpAddresses: [{Primary: true}, {Primary: false}]")
            TYPE ("Prefix", "EC2::NetworkInterface", "SubnetId: subnet-1, Ipv4PrefixCount: 1")
                TYPE ("Inline", "EC2::Instance",
                      "NetworkInterfaces: [{SubnetId: subnet-1, SecondaryPrivateIpAddressCount: "
                      "2}, {SubnetId: subnet-1}]")
                    TYPE ("Nat", "EC2::NatGateway",
                          "SubnetId: subnet-1, ConnectivityType: private, "
                          "SecondaryPrivateIpAddressCount: 3")
                        TYPE ("Public", "EC2::NatGateway",
                              "SubnetId: subnet-1, SecondaryAllocationIds: [eip-1]")
                            TYPE ("Plain", "EC2::NatGateway", "SubnetId: subnet-1"),
    "taker t/Eni network interface 4-4 spread=0 subnets=subnet-1 sgs=\n"
    "taker t/Named network interface 2-2 spread=0 subnets=subnet-1 sgs=\n"
    "taker t/Prefix network interface 17-17 spread=0 subnets=subnet-1 sgs=\n"
    "taker t/Inline EC2 instance 3-3 spread=0 subnets=subnet-1 sgs=\n"
    "taker t/Inline EC2 instance 1-1 spread=0 subnets=subnet-1 sgs=\n"
    "taker t/Nat NAT gateway's further address 3-3 spread=0 subnets=subnet-1 sgs=\n"
    "taker t/Public NAT gateway's further address 1-1 spread=0 subnets=subnet-1 sgs=\n" },
  { "two addresses of a Resolver endpoint in one subnet are two",
    TYPE ("R", "Route53Resolver::ResolverEndpoint",
          "IpAddresses: [{SubnetId: subnet-1}, {SubnetId: subnet-1}]"),
    "taker t/R Resolver endpoint 1-1 spread=0 subnets=subnet-1 sgs=\n"
    "taker t/R Resolver endpoint 1-1 spread=0 subnets=subnet-1 sgs=\n" },
  { "caches and searches multiply",
    "  G: {Type: AWS::ElastiCache::SubnetGroup, Properties: {SubnetIds: [subnet-1, "
    "subnet-2]}}\n" TYPE ("Cache", "ElastiCache::ReplicationGroup",
                          "CacheSubnetGroupName: !Ref G, NumNodeGroups: 2, ReplicasPerNodeGroup: 1")
        TYPE ("Shards", "ElastiCache::ReplicationGroup",
              "CacheSubnetGroupName: !Ref G, NodeGroupConfiguration: [{ReplicaCount: 1}]")
            TYPE ("Search", "OpenSearchService::Domain",
                  "VPCOptions: {SubnetIds: [subnet-1]}, ClusterConfig: {InstanceCount: 5, "
                  "DedicatedMasterCount: 3}"),
    "taker t/Cache ElastiCache node 4-4 spread=3 subnets=subnet-1,subnet-2 sgs=\n"
    "taker t/Shards ElastiCache node 1-1 spread=3 open subnets=subnet-1,subnet-2 sgs=\n"
    "taker t/Search OpenSearch domain 18-18 spread=3 subnets=subnet-1 sgs=\n" },
  { "what documentation leaves open is at least",
    TYPE ("Proxy", "RDS::DBProxy", "VpcSubnetIds: [subnet-1, subnet-2]")
        TYPE ("Red", "RedshiftServerless::Workgroup", "SubnetIds: [subnet-1], BaseCapacity: 64")
            TYPE ("Build", "CodeBuild::Project", "VpcConfig: {Subnets: [subnet-1]}")
                TYPE ("Open", "CodeBuild::Project", "Name: without"),
    "taker t/Proxy RDS Proxy 0-215 spread=0 expected=10 subnets=subnet-1,subnet-2 sgs=\n"
    "taker t/Red Redshift Serverless workgroup 0-21 spread=0 expected=21 open subnets=subnet-1 "
    "sgs=\n"
    "taker t/Build CodeBuild project 0-0 spread=3 open subnets=subnet-1 sgs=\n" },
  { "types without a rule are at least where they name subnets",
    TYPE ("Fsx", "FSx::FileSystem", "SubnetIds: [subnet-1]")
        TYPE ("Batch", "Batch::ComputeEnvironment", "ComputeResources: {Subnets: !ImportValue l}")
            TYPE ("Mq", "AmazonMQ::Broker", "BrokerName: x")
                TYPE ("Odd", "New::Thing", "SubnetSelection: private, SubnetCidr: 10.0.0.0/28"),
    "taker t/Fsx FSx FileSystem 0-0 spread=0 open subnets=subnet-1 sgs=\n"
    "taker t/Batch Batch ComputeEnvironment 0-0 spread=0 open subnets=open ${ImportValue l} "
    "sgs=\n"
    "unknown AWS::FSx::FileSystem 1, 1 in subnets\n"
    "unknown AWS::Batch::ComputeEnvironment 1, 1 in subnets\n"
    "unknown AWS::AmazonMQ::Broker 1\n"
    "unknown AWS::New::Thing 1\n"
    "missing export l\n" },
};

/* Takers and remarks, without what the subnets and groups around them say. */
static char *
get_takers (const EnisimInventory *inventory)
{
  g_autofree char *text = inventory_to_text (inventory, FALSE);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GString *takers = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], "taker ") || g_str_has_prefix (lines[i], "unknown ")
        || g_str_has_prefix (lines[i], "missing ") || g_str_has_prefix (lines[i], "note "))
      g_string_append_printf (takers, "%s\n", lines[i]);
  return g_string_free (takers, FALSE);
}

START_TEST (takers_are_read_for_what_they_take)
{
  const Row *row = &rows[_i];
  g_autofree char *text = g_strconcat ("Resources:\n", row->resources, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (EnisimInventory) inventory
      = enisim_inventory_load_data ("t.yaml", (const guint8 *) text, strlen (text), NULL, &error);
  g_autofree char *read = NULL;

  ck_assert_no_error (error);
  enisim_inventory_verify (inventory);
  read = get_takers (inventory);
  ck_assert_msg (strcmp (read, row->takers) == 0, "%s:\n%s\nnot\n%s", row->name, read, row->takers);
}
END_TEST

static Suite *
make_suite (void)
{
  Suite *suite = suite_create ("import/takers");
  TCase *tcase = tcase_create ("rows");

  tcase_add_loop_test (tcase, takers_are_read_for_what_they_take, 0, G_N_ELEMENTS (rows));
  suite_add_tcase (suite, tcase);
  return suite;
}

ENISIM_TEST_MAIN (make_suite)
