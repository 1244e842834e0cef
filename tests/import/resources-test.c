/* resources-test.c
 *
 * Goal: every type of resource that takes, gives or guards addresses is read for what it is, with
 * its place, and every other type is listed.
 * Method: a table of templates and the inventory of each, as text with places.
 */
#include "import/inventory-text.h"

typedef struct
{
  const char *name;
  const char *resources;
  const char *inventory;
} Row;

static const Row rows[] = {
  { "vpc",
    "  Vpc:\n"
    "    Type: AWS::EC2::VPC\n"
    "    Properties: {CidrBlock: 10.0.0.0/16, EnableDnsSupport: false, EnableDnsHostnames: "
    "\"true\"}\n"
    "  Plain: {Type: AWS::EC2::VPC, Properties: {Ipv4IpamPoolId: pool}}\n",
    "vpc t/Vpc @2:3 10.0.0.0/16 dns=0,1\n"
    "vpc t/Plain @5:3 - dns=1,0\n" },
  { "subnet",
    "  A:\n"
    "    Type: AWS::EC2::Subnet\n"
    "    Properties:\n"
    "      VpcId: vpc-1\n"
    "      CidrBlock: 10.0.1.0/24\n"
    "      AvailabilityZone: eu-west-1a\n"
    "      MapPublicIpOnLaunch: true\n"
    "      Tags: [{Key: Owner, Value: me}, {Key: Name, Value: agents-a}]\n"
    "  B:\n"
    "    Type: AWS::EC2::Subnet\n"
    "    Metadata: {aws:cdk:path: Network/Vpc/agentsSubnet2/Resource}\n",
    "subnet t/A @2:3 10.0.1.0/24 vpc=vpc-1 az=eu-west-1a public=1 name=agents-a\n"
    "subnet t/B @10:3 - vpc=(null) az=(null) public=0 name=Network/Vpc/agentsSubnet2\n" },
  { "routes",
    "  T: {Type: AWS::EC2::RouteTable, Properties: {VpcId: vpc-1}}\n"
    "  R1: {Type: AWS::EC2::Route, Properties: {RouteTableId: !Ref T, DestinationCidrBlock: "
    "0.0.0.0/0, NatGatewayId: nat-1}}\n"
    "  R2: {Type: AWS::EC2::Route, Properties: {RouteTableId: !Ref T, DestinationCidrBlock: "
    "0.0.0.0/0, GatewayId: igw-1}}\n"
    "  R3: {Type: AWS::EC2::Route, Properties: {RouteTableId: !Ref T, DestinationCidrBlock: "
    "10.1.0.0/16, GatewayId: vgw-1}}\n"
    "  R4: {Type: AWS::EC2::Route, Properties: {RouteTableId: !Ref T, DestinationCidrBlock: "
    "10.2.0.0/16, TransitGatewayId: tgw-1}}\n"
    "  R5: {Type: AWS::EC2::Route, Properties: {RouteTableId: !Ref T, DestinationCidrBlock: "
    "10.3.0.0/16, GatewayId: !ImportValue gateway}}\n"
    "  R6: {Type: AWS::EC2::Route, Properties: {RouteTableId: !Ref T, DestinationIpv6CidrBlock: "
    "\"::/0\", GatewayId: !Ref G}}\n"
    "  G: {Type: AWS::EC2::InternetGateway}\n"
    "  L: {Type: AWS::EC2::SubnetRouteTableAssociation, Properties: {RouteTableId: !Ref T, "
    "SubnetId: subnet-1}}\n"
    "  I: {Type: AWS::EC2::VPCGatewayAttachment, Properties: {VpcId: vpc-1, InternetGatewayId: "
    "!Ref G}}\n"
    "  V: {Type: AWS::EC2::VPCGatewayAttachment, Properties: {VpcId: vpc-1, VpnGatewayId: "
    "vgw-1}}\n",
    "route-table t/T @2:3 vpc=vpc-1\n"
    "route t/R1 @3:3 0.0.0.0/0 table=t/T target=0,nat-1\n"
    "route t/R2 @4:3 0.0.0.0/0 table=t/T target=1,igw-1\n"
    "route t/R3 @5:3 10.1.0.0/16 table=t/T target=2,vgw-1\n"
    "route t/R4 @6:3 10.2.0.0/16 table=t/T target=2,tgw-1\n"
    "route t/R5 @7:3 10.3.0.0/16 table=t/T target=3,${ImportValue gateway}\n"
    "route t/R6 @8:3 - table=t/T target=1,t/G\n"
    "internet-gateway t/G @9:3\n"
    "table-of t/L @10:3 subnet-1 t/T\n"
    "gateway-of t/I @11:3 vpc-1 t/G\n"
    "missing export gateway @7:125\n" },
  { "nat",
    "  N: {Type: AWS::EC2::NatGateway, Properties: {SubnetId: subnet-1}}\n"
    "  P: {Type: AWS::EC2::NatGateway, Properties: {SubnetId: subnet-2, ConnectivityType: "
    "private}}\n",
    "nat t/N @2:3 subnet=subnet-1 public=1\n"
    "nat t/P @3:3 subnet=subnet-2 public=0\n" },
  { "acl",
    "  Acl: {Type: AWS::EC2::NetworkAcl, Properties: {VpcId: vpc-1}}\n"
    "  Out:\n"
    "    Type: AWS::EC2::NetworkAclEntry\n"
    "    Properties: {NetworkAclId: !Ref Acl, RuleNumber: 100, Egress: true, Protocol: 6, "
    "RuleAction: allow, CidrBlock: 0.0.0.0/0, PortRange: {From: 443, To: 443}}\n"
    "  In:\n"
    "    Type: AWS::EC2::NetworkAclEntry\n"
    "    Properties: {NetworkAclId: !Ref Acl, RuleNumber: 200, Protocol: -1, RuleAction: deny, "
    "Ipv6CidrBlock: \"::/0\"}\n"
    "  Of: {Type: AWS::EC2::SubnetNetworkAclAssociation, Properties: {NetworkAclId: !Ref Acl, "
    "SubnetId: subnet-1}}\n",
    "acl t/Acl @2:3 vpc=vpc-1\n"
    "acl-of t/Of @9:3 subnet-1 t/Acl\n"
    "acl-rule t/Out @3:3 of t/Acl out allow tcp 443-443 number=100 peer=0,(null) 0.0.0.0/0\n"
    "acl-rule t/In @6:3 of t/Acl in deny -1 -1--1 number=200 peer=3,::/0 -\n" },
  { "sg",
    "  Sg:\n"
    "    Type: AWS::EC2::SecurityGroup\n"
    "    Properties:\n"
    "      VpcId: vpc-1\n"
    "      SecurityGroupIngress:\n"
    "        - {IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/16}\n"
    "        - {IpProtocol: 17, FromPort: 53, ToPort: 53, SourceSecurityGroupId: sg-2}\n"
    "      SecurityGroupEgress:\n"
    "        - {IpProtocol: -1, CidrIpv6: \"::/0\"}\n"
    "        - {IpProtocol: tcp, FromPort: 443, ToPort: 443, DestinationPrefixListId: pl-1}\n"
    "        - {IpProtocol: tcp, FromPort: 1, ToPort: 2, CidrIp: !ImportValue cidr}\n"
    "  Open: {Type: AWS::EC2::SecurityGroup, Properties: {GroupName: named}}\n"
    "  Empty: {Type: AWS::EC2::SecurityGroup, Properties: {SecurityGroupEgress: []}}\n"
    "  In: {Type: AWS::EC2::SecurityGroupIngress, Properties: {GroupId: !GetAtt Open.GroupId, "
    "IpProtocol: icmp, FromPort: -1, ToPort: -1, SourceSecurityGroupId: !Ref Sg}}\n"
    "  Out: {Type: AWS::EC2::SecurityGroupEgress, Properties: {GroupId: !Ref Open, IpProtocol: "
    "\"-1\", DestinationSecurityGroupId: !Ref Sg}}\n",
    "sg t/Sg @2:3 vpc=vpc-1 egress=named\n"
    "sg t/Open @13:3 vpc=(null) egress=open\n"
    "sg t/Empty @14:3 vpc=(null) egress=empty\n"
    "sg-rule t/Sg @7:11 of t/Sg in allow tcp 443-443 number=-1 peer=0,(null) 10.0.0.0/16\n"
    "sg-rule t/Sg @8:11 of t/Sg in allow udp 53-53 number=-1 peer=1,sg-2 -\n"
    "sg-rule t/Sg @10:11 of t/Sg out allow -1 -1--1 number=-1 peer=0,::/0 -\n"
    "sg-rule t/Sg @11:11 of t/Sg out allow tcp 443-443 number=-1 peer=2,pl-1 -\n"
    "sg-rule t/Sg @12:11 of t/Sg out allow tcp 1-2 number=-1 peer=3,${ImportValue cidr} -\n"
    "sg-rule t/In @15:3 of t/Open in allow icmp -1--1 number=-1 peer=1,t/Sg -\n"
    "sg-rule t/Out @16:3 of t/Open out allow -1 -1--1 number=-1 peer=1,t/Sg -\n"
    "missing export cidr @12:74\n" },
  { "endpoints",
    "  Api:\n"
    "    Type: AWS::EC2::VPCEndpoint\n"
    "    Properties:\n"
    "      VpcId: vpc-1\n"
    "      VpcEndpointType: Interface\n"
    "      ServiceName: !Sub com.amazonaws.${AWS::Region}.ecr.api\n"
    "      SubnetIds: [subnet-1, subnet-2, subnet-1]\n"
    "      SecurityGroupIds: [sg-1]\n"
    "      PrivateDnsEnabled: true\n"
    "  S3: {Type: AWS::EC2::VPCEndpoint, Properties: {VpcId: vpc-1, ServiceName: "
    "com.amazonaws.eu-west-1.s3, RouteTableIds: [rtb-1]}}\n"
    "  Own: {Type: AWS::EC2::VPCEndpoint, Properties: {VpcEndpointType: Interface, ServiceName: "
    "com.amazonaws.vpce.eu-west-1.vpce-svc-1, SubnetIds: !Split [\",\", !ImportValue subnets]}}\n",
    "endpoint t/Api @2:3 ecr.api interface vpc=vpc-1 dns=1 subnets=subnet-1,subnet-2 sgs=sg-1 "
    "tables=\n"
    "endpoint t/S3 @11:3 s3 gateway vpc=vpc-1 dns=0 subnets= sgs= tables=rtb-1\n"
    "endpoint t/Own @12:3 com.amazonaws.vpce.eu-west-1.vpce-svc-1 interface vpc=(null) dns=0 "
    "subnets=open ${Split , ${ImportValue subnets}} sgs= tables=\n"
    "missing export subnets @12:170\n" },
  { "agents",
    "  Rt:\n"
    "    Type: AWS::BedrockAgentCore::Runtime\n"
    "    Properties:\n"
    "      AgentRuntimeName: planner\n"
    "      AgentRuntimeArtifact: {CodeConfiguration: {}}\n"
    "      LifecycleConfiguration: {IdleRuntimeSessionTimeout: 300, MaxLifetime: \"7200\"}\n"
    "      NetworkConfiguration:\n"
    "        NetworkMode: VPC\n"
    "        NetworkModeConfig: {Subnets: [subnet-1, subnet-2], SecurityGroups: [sg-1]}\n"
    "  Public: {Type: AWS::BedrockAgentCore::Runtime, Properties: {NetworkConfiguration: "
    "{NetworkMode: PUBLIC}}}\n"
    "  Bare: {Type: AWS::BedrockAgentCore::Runtime}\n"
    "  Browser:\n"
    "    Type: AWS::BedrockAgentCore::BrowserCustom\n"
    "    Properties: {Name: b, NetworkConfiguration: {NetworkMode: VPC, VpcConfig: {Subnets: "
    "[subnet-1], SecurityGroups: [sg-1]}}}\n"
    "  Code:\n"
    "    Type: AWS::BedrockAgentCore::CodeInterpreterCustom\n"
    "    Properties: {Name: c, NetworkConfiguration: {NetworkMode: SANDBOX}}\n"
    "  End: {Type: AWS::BedrockAgentCore::RuntimeEndpoint, Properties: {AgentRuntimeId: !GetAtt "
    "Rt.AgentRuntimeId, AgentRuntimeVersion: 3, Name: prod}}\n",
    "agent t/Rt @2:3 kind=0 mode=1 subnets=subnet-1,subnet-2 sgs=sg-1 network@9:9 idle=300 "
    "life=7200 artifact=2 instances=0 name=planner\n"
    "agent t/Public @11:3 kind=0 mode=0 subnets= sgs= network@11:85 idle=-1 life=-1 artifact=0 "
    "instances=0 name=Public\n"
    "agent t/Bare @12:3 kind=0 mode=2 subnets= sgs= network@12:3 idle=-1 life=-1 artifact=0 "
    "instances=0 name=Bare\n"
    "agent t/Browser @13:3 kind=1 mode=1 subnets=subnet-1 sgs=sg-1 network@15:49 idle=-1 life=-1 "
    "artifact=0 instances=0 name=b\n"
    "agent t/Code @16:3 kind=2 mode=0 subnets= sgs= network@18:49 idle=-1 life=-1 artifact=0 "
    "instances=0 name=c\n"
    "agent-endpoint t/End @19:3 of t/Rt version=3\n"
    "note @12:3 Bare has no NetworkConfiguration\n" },
  { "rules by a condition",
    "  Sg:\n"
    "    Type: AWS::EC2::SecurityGroup\n"
    "    Properties:\n"
    "      SecurityGroupIngress: !If [Open, !Ref AWS::NoValue, [{IpProtocol: tcp, CidrIp: "
    "10.0.0.0/8}]]\n"
    "      SecurityGroupEgress:\n"
    "        - !If [Open, {IpProtocol: -1, CidrIp: 0.0.0.0/0}, !Ref AWS::NoValue]\n"
    "        - {IpProtocol: udp, CidrIp: 0.0.0.0/0}\n"
    "        - Fn::Transform: {Name: Rule}\n"
    "Parameters: {P: {Type: String}}\n"
    "Conditions: {Open: !Equals [!Ref P, a]}\n",
    "sg t/Sg @2:3 vpc=(null) egress=named\n"
    "sg-rule t/Sg @5:33 of t/Sg in allow (null) -1--1 number=-1 peer=3,${If t:Open "
    "${AWS::NoValue} [{IpProtocol:tcp,CidrIp:10.0.0.0/8}]} -\n"
    "sg-rule t/Sg @7:15 of t/Sg out allow (null) -1--1 number=-1 peer=3,${If t:Open "
    "{IpProtocol:-1,CidrIp:0.0.0.0/0} ${AWS::NoValue}} -\n"
    "sg-rule t/Sg @8:11 of t/Sg out allow udp -1--1 number=-1 peer=0,(null) 0.0.0.0/0\n"
    "sg-rule t/Sg @9:26 of t/Sg out allow (null) -1--1 number=-1 peer=3,${Transform {Name:Rule}} "
    "-\n"
    "missing parameter P @11:34\n"
    "note @9:26 Fn::Transform is not expanded\n" },
  { "what is kept",
    "  N: {Type: AWS::EC2::NatGateway, DeletionPolicy: Retain, Properties: {SubnetId: subnet-1}}\n"
    "  M: {Type: AWS::EC2::NatGateway, DeletionPolicy: Delete, Properties: {SubnetId: subnet-1}}\n"
    "  E:\n"
    "    Type: AWS::EFS::MountTarget\n"
    "    DeletionPolicy: RetainExceptOnCreate\n"
    "    Properties: {SubnetId: subnet-1}\n"
    "  V: {Type: AWS::EC2::VPC, DeletionPolicy: Retain}\n",
    "vpc t/V @8:3 kept - dns=1,0\n"
    "nat t/N @2:3 kept subnet=subnet-1 public=1\n"
    "nat t/M @3:3 subnet=subnet-1 public=1\n"
    "taker t/E @4:3 kept EFS mount target 1-1 spread=0 subnets=subnet-1 sgs=\n"
    "note @2:3 N stays, with its addresses, when its stack is deleted\n"
    "note @4:3 E stays, with its addresses, when its stack is deleted\n" },
  { "names that a loop makes",
    "  Fn::ForEach::Subnets: [Az, [A, B], {'Subnet${Az}': {Type: 'AWS::EC2::Subnet'}}]\n"
    "  N: {Type: AWS::EC2::NatGateway, Condition: Made, DependsOn: SubnetB, Properties: {SubnetId: "
    "!Ref SubnetA}}\n"
    "Outputs:\n"
    "  Fn::ForEach::Out: [Az, [A, B], {'Out${Az}': {Value: !GetAtt 'SubnetB.CidrBlock'}}]\n"
    "  M: {Value: !FindInMap [a, b, c]}\n",
    "nat t/N @3:3 perhaps subnet=t/SubnetA public=1\n"
    "note @2:3 Fn::ForEach::Subnets is not expanded\n"
    "note @5:3 Fn::ForEach::Out is not expanded\n"
    "note @3:46 no condition Made is written here: taken for one of what is not expanded\n"
    "note @3:3 N is there or not by a condition that is not decided\n"
    "note @3:100 no resource SubnetA is written here: taken for one of what is not expanded\n"
    "note @3:63 no resource SubnetB is written here: taken for one of what is not expanded\n"
    "note @6:25 no mapping a / b / c is written here: taken for one of what is not expanded\n" },
  { "names that a transform makes",
    "  Fn: {Type: AWS::Serverless::Function}\n"
    "Transform: AWS::Serverless-2016-10-31\n"
    "Outputs:\n"
    "  Api: {Value: !Ref ServerlessRestApi}\n"
    "  Role: {Value: !GetAtt FnRole.Arn}\n",
    "note @3:12 the transform AWS::Serverless-2016-10-31 is not expanded: functions count as they "
    "are written; applications, and what it would make beside them, are not here\n"
    "note @5:21 no resource ServerlessRestApi is written here: taken for one of what is not "
    "expanded\n"
    "note @6:25 no resource FnRole is written here: taken for one of what is not expanded\n" },
  { "functions of a transform that have their VPC from elsewhere",
    "  Fn: {Type: AWS::Serverless::Function}\n"
    "  Api: {Type: AWS::Serverless::HttpApi}\n"
    "Transform: AWS::Serverless-2016-10-31\n"
    "Globals: {Function: {VpcConfig: {SubnetIds: [subnet-1]}}}\n",
    "note @4:12 the transform AWS::Serverless-2016-10-31 is not expanded: functions count as they "
    "are written; applications, and what it would make beside them, are not here\n"
    "note @5:22 the VpcConfig of Globals is not applied: functions that have none of their own "
    "hold no address here\n" },
  { "names that are nearly known",
    "  R: {Type: AWS::BedrockAgentCore::Runtim}\n"
    "  T: {Type: AWS::BedrockAgentcore::Runtime}\n"
    "  S: {Type: AWS::EC2::Subnett}\n"
    "  P: {Type: AWS::BedrockAgentCore::BrowserProfile}\n"
    "  A:\n"
    "    Type: AWS::BedrockAgentCore::Runtime\n"
    "    Properties:\n"
    "      NetworkConfiguration: {NetworkMode: PUBLIC, NetworkModeConfg: {}}\n"
    "      LifecycleConfiguration: {IdleTimeout: 60, MaxLifeTime: 900}\n"
    "      RolArn: r\n",
    "agent t/A @6:3 kind=0 mode=0 subnets= sgs= network@9:29 idle=-1 life=-1 artifact=0 "
    "instances=0 name=A\n"
    "unknown AWS::BedrockAgentCore::Runtim 1\n"
    "unknown AWS::BedrockAgentcore::Runtime 1\n"
    "unknown AWS::EC2::Subnett 1\n"
    "unknown AWS::BedrockAgentCore::BrowserProfile 1\n"
    "note @2:3 R is of no type that is known here, AWS::BedrockAgentCore::Runtim: did you mean "
    "AWS::BedrockAgentCore::Runtime?\n"
    "note @3:3 T is of no type that is known here, AWS::BedrockAgentcore::Runtime: did you mean "
    "AWS::BedrockAgentCore::Runtime?\n"
    "note @4:3 S is of no type that is known here, AWS::EC2::Subnett: did you mean "
    "AWS::EC2::Subnet?\n"
    "note @11:7 RolArn of A is not known here, nor read: did you mean RoleArn?\n"
    "note @10:32 IdleTimeout of A is not known here, nor read\n"
    "note @10:49 MaxLifeTime of A is not known here, nor read: did you mean MaxLifetime?\n"
    "note @9:51 NetworkModeConfg of A is not known here, nor read: did you mean "
    "NetworkModeConfig?\n" },
  { "names of a network that are nearly known",
    "  G:\n"
    "    Type: AWS::EC2::SecurityGroup\n"
    "    Properties:\n"
    "      SecurityGroupEgres: []\n"
    "      SecurityGroupIngress: [{CidrIP: 10.0.0.0/8}, !If [c, {FromPrt: 1, IpProtocol: tcp}, "
    "{Zone: x}]]\n"
    "  R: {Type: AWS::EC2::Route, Properties: {NatGateway: n, Destination: 0.0.0.0/0}}\n"
    "  E: {Type: AWS::EC2::VPCEndpoint, Properties: {Subnets: [], Vpc: v, Tags: []}}\n"
    "  A:\n"
    "    Type: AWS::BedrockAgentCore::Runtime\n"
    "    Properties: {NetworkConfiguration: {NetworkModeConfig: {SubnetIds: [], SecurityGroup: "
    "[]}}}\n"
    "Conditions: {c: !Equals [a, a]}\n",
    "route t/R @7:3 - table=(null) target=3,(null)\n"
    "endpoint t/E @8:3 (null) gateway vpc=(null) dns=0 subnets= sgs= tables=\n"
    "sg t/G @2:3 vpc=(null) egress=open\n"
    "sg-rule t/G @6:30 of t/G in allow (null) -1--1 number=-1 peer=3,(null) -\n"
    "sg-rule t/G @6:60 of t/G in allow tcp -1--1 number=-1 peer=3,(null) -\n"
    "agent t/A @9:3 kind=0 mode=2 subnets= sgs= network@11:40 idle=-1 life=-1 artifact=0 "
    "instances=0 name=A\n"
    "note @5:7 SecurityGroupEgres of G is not known here, nor read: did you mean "
    "SecurityGroupEgress?\n"
    "note @6:31 CidrIP of G is not known here, nor read: did you mean CidrIp?\n"
    "note @6:61 FromPrt of G is not known here, nor read: did you mean FromPort?\n"
    "note @6:92 Zone of G is not known here, nor read\n"
    "note @7:43 NatGateway of R is not known here, nor read: did you mean NatGatewayId?\n"
    "note @7:58 Destination of R is not known here, nor read: did you mean "
    "DestinationCidrBlock?\n"
    "note @8:49 Subnets of E is not known here, nor read: did you mean SubnetIds?\n"
    "note @8:62 Vpc of E is not known here, nor read: did you mean VpcId?\n"
    "note @11:61 SubnetIds of A is not known here, nor read: did you mean Subnets?\n"
    "note @11:76 SecurityGroup of A is not known here, nor read: did you mean SecurityGroups?\n" },
  { "others",
    "  Role: {Type: AWS::IAM::Role}\n"
    "  New: {Type: AWS::New::Thing}\n"
    "  New2: {Type: AWS::New::Thing}\n"
    "  Stack: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: "
    "\"https://example.com/x\"}}\n"
    "  Fn::ForEach::Loop: [a, [b], {}]\n",
    "unknown AWS::New::Thing 2\n"
    "note @6:3 Fn::ForEach::Loop is not expanded\n"
    "note @5:3 the nested stack Stack is not read: its template is no local file\n" },
};

START_TEST (resources_are_read_with_their_places)
{
  const Row *row = &rows[_i];
  g_autofree char *text = g_strconcat ("Resources:\n", row->resources, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (EnisimInventory) inventory
      = enisim_inventory_load_data ("t.yaml", (const guint8 *) text, strlen (text), NULL, &error);
  g_autofree char *read = NULL;

  ck_assert_no_error (error);
  enisim_inventory_verify (inventory);
  read = inventory_to_text (inventory, TRUE);
  ck_assert_msg (strcmp (read, row->inventory) == 0, "%s:\n%s\nnot\n%s", row->name, read,
                 row->inventory);
}
END_TEST

/* What that means a plan, a check and a scenario say, each once. */
START_TEST (instances_are_told_apart)
{
  static const char text[] = "Resources:\n"
                             "  R:\n"
                             "    Type: AWS::BedrockAgentCore::Runtime\n"
                             "    Properties:\n"
                             "      ComputeConfiguration: {ComputeType: INSTANCES}\n"
                             "      NetworkConfiguration: {NetworkMode: PUBLIC}\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (EnisimInventory) inventory
      = enisim_inventory_load_data ("t.yaml", (const guint8 *) text, strlen (text), NULL, &error);

  ck_assert_no_error (error);
  ck_assert (g_array_index (inventory->agents, EnisimAgent, 0).is_instances);
  ck_assert_uint_eq (inventory->notes->len, 0);
}
END_TEST

static Suite *
make_suite (void)
{
  Suite *suite = suite_create ("resources");
  TCase *tcase = tcase_create ("core");

  tcase_add_loop_test (tcase, resources_are_read_with_their_places, 0, G_N_ELEMENTS (rows));
  tcase_add_test (tcase, instances_are_told_apart);
  suite_add_tcase (suite, tcase);
  return suite;
}

ENISIM_TEST_MAIN (make_suite)
