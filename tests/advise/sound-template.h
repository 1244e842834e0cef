/* sound-template.h: a template that no rule but one finds anything in, for tests to spoil
 *
 * Two private subnets with a NAT path and all endpoints, a runtime and a Browser in them, and a
 * file system that they have reason to be there for.  That its deletion takes long is in the
 * nature of the thing.
 */
#pragma once

#define SOUND_ENDPOINT(name, service)                                                              \
  "  " name ": {Type: AWS::EC2::VPCEndpoint, Properties: {VpcId: !Ref V, VpcEndpointType: "        \
  "Interface, ServiceName: com.amazonaws.us-east-1." service ", PrivateDnsEnabled: true, "         \
  "SubnetIds: [!Ref A, !Ref B], SecurityGroupIds: [!Ref EG]}}\n"

static const char sound_template[]
    = "Parameters:\n"
      "  P: {Type: String}\n"
      "  Q: {Type: String}\n"
      "  Ids: {Type: CommaDelimitedList}\n"
      "Conditions: {Perhaps: !Equals [!Ref P, x]}\n"
      "Resources:\n"
      "  V: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16, EnableDnsHostnames: true}}\n"
      "  I: {Type: AWS::EC2::InternetGateway}\n"
      "  IA: {Type: AWS::EC2::VPCGatewayAttachment, Properties: {VpcId: !Ref V, "
      "InternetGatewayId: !Ref I}}\n"
      "  Pub: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref V, CidrBlock: 10.0.0.0/24}}\n"
      "  A: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref V, CidrBlock: 10.0.1.0/24, "
      "AvailabilityZoneId: use1-az1}}\n"
      "  B: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref V, CidrBlock: 10.0.2.0/24, "
      "AvailabilityZoneId: use1-az2}}\n"
      "  PT: {Type: AWS::EC2::RouteTable, Properties: {VpcId: !Ref V}}\n"
      "  PR: {Type: AWS::EC2::Route, Properties: {RouteTableId: !Ref PT, "
      "DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref I}}\n"
      "  PL: {Type: AWS::EC2::SubnetRouteTableAssociation, Properties: {SubnetId: !Ref Pub, "
      "RouteTableId: !Ref PT}}\n"
      "  T: {Type: AWS::EC2::RouteTable, Properties: {VpcId: !Ref V}}\n"
      "  R: {Type: AWS::EC2::Route, Properties: {RouteTableId: !Ref T, "
      "DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: !Ref N}}\n"
      "  AL: {Type: AWS::EC2::SubnetRouteTableAssociation, Properties: {SubnetId: !Ref A, "
      "RouteTableId: !Ref T}}\n"
      "  BL: {Type: AWS::EC2::SubnetRouteTableAssociation, Properties: {SubnetId: !Ref B, "
      "RouteTableId: !Ref T}}\n"
      "  N: {Type: AWS::EC2::NatGateway, Properties: {SubnetId: !Ref Pub}}\n"
      "  G: {Type: AWS::EC2::SecurityGroup, Properties: {VpcId: !Ref V}}\n"
      "  EG: {Type: AWS::EC2::SecurityGroup, Properties: {VpcId: !Ref V, SecurityGroupIngress: "
      "[{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/16}]}}\n" SOUND_ENDPOINT (
          "Api", "ecr.api") SOUND_ENDPOINT ("Dkr", "ecr.dkr") SOUND_ENDPOINT ("Logs", "logs")
          SOUND_ENDPOINT (
              "Models",
              "bedrock-runtime") "  S3: {Type: AWS::EC2::VPCEndpoint, Properties: {VpcId: !Ref V, "
                                 "VpcEndpointType: Gateway, "
                                 "ServiceName: com.amazonaws.us-east-1.s3, RouteTableIds: [!Ref "
                                 "T]}}\n"
                                 "  M: {Type: AWS::EFS::MountTarget, Properties: {SubnetId: !Ref "
                                 "A, SecurityGroups: [sg-m]}}\n"
                                 "  Rt:\n"
                                 "    Type: AWS::BedrockAgentCore::Runtime\n"
                                 "    Properties:\n"
                                 "      AgentRuntimeArtifact: {ContainerConfiguration: {}}\n"
                                 "      NetworkConfiguration: {NetworkMode: VPC, "
                                 "NetworkModeConfig: {Subnets: [!Ref A, "
                                 "!Ref B], SecurityGroups: [!Ref G]}}\n"
                                 "  W:\n"
                                 "    Type: AWS::BedrockAgentCore::BrowserCustom\n"
                                 "    Properties:\n"
                                 "      NetworkConfiguration: {NetworkMode: VPC, VpcConfig: "
                                 "{Subnets: [!Ref A, !Ref B], "
                                 "SecurityGroups: [!Ref G]}}\n";

/* Lines of it, for rows that leave them out. */
#define SOUND_NAT_ROUTE                                                                            \
  "  R: {Type: AWS::EC2::Route, Properties: {RouteTableId: !Ref T, DestinationCidrBlock: "         \
  "0.0.0.0/0, NatGatewayId: !Ref N}}\n"
#define SOUND_PUBLIC_ROUTE                                                                         \
  "  PR: {Type: AWS::EC2::Route, Properties: {RouteTableId: !Ref PT, DestinationCidrBlock: "       \
  "0.0.0.0/0, GatewayId: !Ref I}}\n"
#define SOUND_ATTACHMENT                                                                           \
  "  IA: {Type: AWS::EC2::VPCGatewayAttachment, Properties: {VpcId: !Ref V, InternetGatewayId: "   \
  "!Ref I}}\n"
#define SOUND_MOUNT_TARGET                                                                         \
  "  M: {Type: AWS::EFS::MountTarget, Properties: {SubnetId: !Ref A, SecurityGroups: [sg-m]}}\n"
#define SOUND_GROUP "  G: {Type: AWS::EC2::SecurityGroup, Properties: {VpcId: !Ref V}}\n"
#define SOUND_ARTIFACT "      AgentRuntimeArtifact: {ContainerConfiguration: {}}\n"
#define SOUND_RUNTIME_CONFIG                                                                       \
  "NetworkModeConfig: {Subnets: [!Ref A, !Ref B], SecurityGroups: [!Ref G]}"
#define SOUND_BROWSER_CONFIG "VpcConfig: {Subnets: [!Ref A, !Ref B], SecurityGroups: [!Ref G]}"
#define SOUND_LOGS SOUND_ENDPOINT ("Logs", "logs")
