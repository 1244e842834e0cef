/* malformed-templates-test.c
 *
 * Goal: whatever is wrong with a template is said with its place, all at once, and nothing is read.
 * Method: a table of templates and what is said of each.
 */
#include "enisim-check.h"

typedef struct
{
  const char *name;
  const char *text;
  const char *complaints;
} Row;

#define NO_KIND                                                                                    \
  "t.yaml:1:1: nothing that can be read; expected one of: the manifest of a CDK folder "           \
  "(artifacts), a template of CloudFormation (Resources), an answer of the AWS CLI "               \
  "(NetworkInterfaces, Subnets, agentRuntimes, ...), agentcore.json (version, runtimes) or "       \
  ".bedrock_agentcore.yaml (agents), what `terraform show -json` prints (format_version)"

#define TWO_VPCS                                                                                   \
  "Resources:\n"                                                                                   \
  "  V: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}\n"                             \
  "  W: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.1.0.0/16}}\n"                             \
  "  A: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref V, CidrBlock: 10.0.0.0/24}}\n"           \
  "  B: {Type: AWS::EC2::Subnet, Properties: {VpcId: !GetAtt W.VpcId, CidrBlock: 10.1.0.0/24}}\n"  \
  "  G: {Type: AWS::EC2::SecurityGroup, Properties: {VpcId: !Ref W}}\n"                            \
  "  T: {Type: AWS::EC2::RouteTable, Properties: {VpcId: !Ref W}}\n"

static const Row rows[] = {
  { "empty", "", "t.yaml:1:1: the document is empty" },
  { "null", "~", "t.yaml:1:1: the document is empty" },
  { "a scalar", "hello", "t.yaml:1:1: expected a sequence or a mapping, got a scalar" },
  { "a list", "[1, 2]", NO_KIND },
  { "neither", "a: 1", NO_KIND },
  { "truncated JSON", "{\"Resources\": {\"A\": {\"Type\": \"AWS::EC2::VPC\"",
    "t.yaml:2:1: expected a comma or }" },
  { "truncated YAML quote",
    "Resources:\n"
    "  A:\n"
    "    Type: \"AWS::EC2",
    "t.yaml:3:12: double-quoted scalar without closing quote" },
  { "tabs",
    "Resources:\n"
    "\tA:\n"
    "\t\tType: AWS::EC2::VPC\n",
    "t.yaml:2:1: tab character may not be used as indentation" },
  { "invalid utf8",
    "Resources:\n"
    "  A\xff: 1\n",
    "t.yaml:2:4: not valid UTF-8" },
  { "duplicate keys",
    "Resources:\n"
    "  A:\n"
    "    Type: AWS::EC2::VPC\n"
    "  A:\n"
    "    Type: AWS::EC2::VPC\n",
    "t.yaml:4:3: key 'A' again, first at 2:3" },
  { "duplicate JSON",
    "{\"Resources\": {\"A\": {\"Type\": \"x\"},\n"
    " \"A\": {\"Type\": \"y\"}}}",
    "t.yaml:2:2: key 'A' again, first at 1:16" },
  { "alias bomb",
    "a: &a [x,x,x,x,x,x,x,x,x,x]\n"
    "b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\n"
    "c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\n"
    "d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\n"
    "Resources: [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]\n",
    "t.yaml:5:25: aliases stand for too many values, at most 65536" },
  { "alias of nothing", "Resources: *nope\n", "t.yaml:1:12: alias 'nope' has no anchor before it" },
  { "alias of itself",
    "Resources: &r\n"
    "  A: *r\n",
    "t.yaml:2:6: alias 'r' stands inside its own value" },
  { "UTF-16", "\xff\xfeR", "t.yaml:1:1: not valid UTF-8" },
  { "lines of Windows",
    "Resources:\r\n"
    "  A:\r\n"
    "    Type: AWS::EC2::Subnet\r\n"
    "    Properties:\r\n"
    "      VpcId: !Ref X\r\n",
    "t.yaml:5:19: \"X\" is no parameter or resource" },
  { "two documents",
    "Resources: {}\n"
    "---\n"
    "Resources: {}\n",
    "t.yaml:2:1: a second document: one per file" },
  { "more after the end", "{\"Resources\": {}} more", "t.yaml:1:19: expected nothing more" },
  { "resources of nothing", "Resources:\n", "t.yaml:1:1: expected a mapping, got nothing" },
  { "properties of nothing", "Resources: {A: {Type: 'AWS::EC2::VPC', Properties: }}\n",
    "t.yaml:1:40: expected a mapping, got nothing" },
  { "merge key",
    "Resources:\n"
    "  A: &a\n"
    "    Type: AWS::EC2::VPC\n"
    "  B:\n"
    "    <<: *a\n",
    "t.yaml:5:5: the merge key << is not supported: write the keys out" },
  { "no resources", "AWSTemplateFormatVersion: '2010-09-09'\n",
    "t.yaml:1:1: Resources is missing" },
  { "resources a list", "Resources: [A]\n", "t.yaml:1:12: expected a mapping, got a sequence" },
  { "resource scalar",
    "Resources:\n"
    "  A: hello\n",
    "t.yaml:2:6: expected a mapping, got a scalar" },
  { "no type",
    "Resources:\n"
    "  A:\n"
    "    Properties: {}\n",
    "t.yaml:3:5: the key 'Type' is missing" },
  { "type mapping",
    "Resources:\n"
    "  A:\n"
    "    Type: {a: b}\n",
    "t.yaml:3:11: expected a scalar, got a mapping" },
  { "typo in resource",
    "Resources:\n"
    "  A:\n"
    "    Type: AWS::EC2::VPC\n"
    "    Propertis: {}\n",
    "t.yaml:4:5: unknown key 'Propertis', did you mean 'Properties'?" },
  { "typo at top",
    "Resources: {}\n"
    "Paramters: {}\n",
    "t.yaml:2:1: unknown key 'Paramters', did you mean 'Parameters'?" },
  { "properties scalar",
    "Resources:\n"
    "  A:\n"
    "    Type: AWS::EC2::VPC\n"
    "    Properties: 1\n",
    "t.yaml:4:17: expected a mapping, got a scalar" },
  { "unknown tag",
    "Resources:\n"
    "  A:\n"
    "    Type: AWS::EC2::VPC\n"
    "    Properties:\n"
    "      CidrBlock: !Reff X\n",
    "t.yaml:5:24: there is no function !Reff; did you mean !Ref?" },
  { "unknown function",
    "Resources:\n"
    "  A:\n"
    "    Type: AWS::EC2::VPC\n"
    "    Properties:\n"
    "      CidrBlock: {'Fn::Selekt': [0, [a]]}\n",
    "t.yaml:5:33: there is no function Fn::Selekt; did you mean Fn::Select?" },
  { "unknown function far",
    "Resources:\n"
    "  A:\n"
    "    Type: AWS::EC2::VPC\n"
    "    Properties:\n"
    "      CidrBlock: !Frobnicate x\n",
    "t.yaml:5:30: there is no function !Frobnicate" },
  { "ref to nothing",
    "Resources:\n"
    "  A:\n"
    "    Type: AWS::EC2::Subnet\n"
    "    Properties:\n"
    "      VpcId: !Ref Vpc\n",
    "t.yaml:5:19: \"Vpc\" is no parameter or resource" },
  { "ref near",
    "Resources:\n"
    "  A:\n"
    "    Type: AWS::EC2::Subnet\n"
    "    Properties:\n"
    "      VpcId: !Ref MyVcp\n"
    "  MyVpc:\n"
    "    Type: AWS::EC2::VPC\n",
    "t.yaml:5:19: \"MyVcp\" is no parameter or resource; did you mean \"MyVpc\"?" },
  { "ref a list",
    "Resources:\n"
    "  A:\n"
    "    Type: AWS::EC2::Subnet\n"
    "    Properties:\n"
    "      VpcId: {Ref: [a]}\n",
    "t.yaml:5:20: Ref expects a name, got a sequence" },
  { "getatt no dot",
    "Resources:\n"
    "  A:\n"
    "    Type: AWS::EC2::Subnet\n"
    "    Properties:\n"
    "      VpcId: !GetAtt Vpc\n",
    "t.yaml:5:22: Fn::GetAtt expects a resource and an attribute" },
  { "getatt nothing",
    "Resources:\n"
    "  A:\n"
    "    Type: AWS::EC2::Subnet\n"
    "    Properties:\n"
    "      VpcId: !GetAtt Vpc.VpcId\n",
    "t.yaml:5:22: \"Vpc\" is no resource" },
  { "getatt three",
    "Resources:\n"
    "  A:\n"
    "    Type: AWS::EC2::Subnet\n"
    "    Properties:\n"
    "      VpcId: !GetAtt [a, b, c]\n",
    "t.yaml:5:22: Fn::GetAtt expects 2 items, got 3" },
  { "sub nothing",
    "Resources:\n"
    "  A:\n"
    "    Type: AWS::EC2::Subnet\n"
    "    Properties:\n"
    "      VpcId: !Sub 'x-${Vpc}'\n",
    "t.yaml:5:19: \"Vpc\" is no parameter or resource" },
  { "sub list",
    "Resources:\n"
    "  A:\n"
    "    Type: AWS::EC2::Subnet\n"
    "    Properties:\n"
    "      VpcId: !Sub [[a], {}]\n",
    "t.yaml:5:19: Fn::Sub expects a text, or a text and a mapping" },
  { "join one",
    "Resources:\n"
    "  A:\n"
    "    Type: AWS::EC2::Subnet\n"
    "    Properties:\n"
    "      VpcId: !Join [a]\n",
    "t.yaml:5:20: Fn::Join expects 2 items, got 1" },
  { "join no list",
    "Resources:\n"
    "  A:\n"
    "    Type: AWS::EC2::Subnet\n"
    "    Properties:\n"
    "      VpcId: !Join [',', a]\n",
    "t.yaml:5:20: Fn::Join expects a list to join, got a text" },
  { "join scalar",
    "Resources:\n"
    "  A:\n"
    "    Type: AWS::EC2::Subnet\n"
    "    Properties:\n"
    "      VpcId: !Join a\n",
    "t.yaml:5:20: Fn::Join expects a list, got a scalar" },
  { "join nested list",
    "Resources:\n"
    "  A:\n"
    "    Type: AWS::EC2::Subnet\n"
    "    Properties:\n"
    "      VpcId: !Join ['', [[a]]]\n",
    "t.yaml:5:20: Fn::Join expects a text, got a list" },
  { "select out",
    "Resources:\n"
    "  A:\n"
    "    Type: AWS::EC2::Subnet\n"
    "    Properties:\n"
    "      VpcId: !Select [2, [a, b]]\n",
    "t.yaml:5:22: Fn::Select wants item 2 of a list of 2, counted from 0" },
  { "select negative",
    "Resources:\n"
    "  A:\n"
    "    Type: AWS::EC2::Subnet\n"
    "    Properties:\n"
    "      VpcId: !Select [-1, [a, b]]\n",
    "t.yaml:5:22: Fn::Select expects a number of 0 to 4294967295, got \"-1\"" },
  { "select huge",
    "Resources:\n"
    "  A:\n"
    "    Type: AWS::EC2::Subnet\n"
    "    Properties:\n"
    "      VpcId: !Select [99999999999999999999, [a]]\n",
    "t.yaml:5:22: Fn::Select expects a number of 0 to 4294967295, got \"99999999999999999999\"" },
  { "select text",
    "Resources:\n"
    "  A:\n"
    "    Type: AWS::EC2::Subnet\n"
    "    Properties:\n"
    "      VpcId: !Select [0, ab]\n",
    "t.yaml:5:22: Fn::Select expects a list to select from, got a text" },
  { "split empty",
    "Resources:\n"
    "  A:\n"
    "    Type: AWS::EC2::Subnet\n"
    "    Properties:\n"
    "      VpcId: !Select [0, !Split ['', abc]]\n",
    "t.yaml:5:33: Fn::Split expects a delimiter first" },
  { "split list",
    "Resources:\n"
    "  A:\n"
    "    Type: AWS::EC2::Subnet\n"
    "    Properties:\n"
    "      VpcId: !Select [0, !Split [',', [a]]]\n",
    "t.yaml:5:33: Fn::Split expects a text, got a list" },
  { "select of nothing",
    "Resources:\n"
    "  A:\n"
    "    Type: AWS::EC2::Subnet\n"
    "    Properties:\n"
    "      VpcId: !Select [0, []]\n",
    "t.yaml:5:22: Fn::Select wants item 0 of a list of 0, counted from 0" },
  { "names within names",
    "Resources:\n"
    "  A:\n"
    "    Type: AWS::EC2::Subnet\n"
    "    Properties:\n"
    "      VpcId: !Sub '${${B}}'\n"
    "      CidrBlock: !Sub '${}'\n"
    "      AvailabilityZone: !Ref AWS::Regoin\n",
    "t.yaml:5:19: \"${B\" is no parameter or resource\n"
    "t.yaml:6:23: \"\" is no parameter or resource\n"
    "t.yaml:7:30: \"AWS::Regoin\" is no parameter or resource; did you mean \"AWS::Region\"?" },
  { "length of text",
    "Resources:\n"
    "  A:\n"
    "    Type: AWS::EC2::Subnet\n"
    "    Properties:\n"
    "      VpcId: !Length abc\n",
    "t.yaml:5:22: Fn::Length expects a list, got a text" },
  { "cidr bad block",
    "Resources:\n"
    "  A:\n"
    "    Type: AWS::EC2::Subnet\n"
    "    Properties:\n"
    "      CidrBlock: !Select [0, !Cidr [10.0.0.0/33, 2, 8]]\n",
    "t.yaml:5:36: Fn::Cidr: a prefix is at most 32" },
  { "cidr too many",
    "Resources:\n"
    "  A:\n"
    "    Type: AWS::EC2::Subnet\n"
    "    Properties:\n"
    "      CidrBlock: !Select [0, !Cidr [10.0.0.0/24, 2, 8]]\n",
    "t.yaml:5:36: Fn::Cidr: 2 blocks of 8 bits do not fit into a /24" },
  { "cidr count",
    "Resources:\n"
    "  A:\n"
    "    Type: AWS::EC2::Subnet\n"
    "    Properties:\n"
    "      CidrBlock: !Select [0, !Cidr [10.0.0.0/24, 2000, 4]]\n",
    "t.yaml:5:36: Fn::Cidr expects a number of 1 to 256, got \"2000\"" },
  { "if two",
    "Resources:\n"
    "  A:\n"
    "    Type: AWS::EC2::Subnet\n"
    "    Properties:\n"
    "      VpcId: !If [a, b]\n",
    "t.yaml:5:18: Fn::If expects 3 items, got 2" },
  { "if nothing",
    "Resources:\n"
    "  A:\n"
    "    Type: AWS::EC2::Subnet\n"
    "    Properties:\n"
    "      VpcId: !If [IsX, b, c]\n",
    "t.yaml:5:19: there is no condition IsX" },
  { "if list",
    "Resources:\n"
    "  A:\n"
    "    Type: AWS::EC2::Subnet\n"
    "    Properties:\n"
    "      VpcId: !If [[x], b, c]\n",
    "t.yaml:5:18: Fn::If expects the name of a condition first" },
  { "equals in property",
    "Resources:\n"
    "  A:\n"
    "    Type: AWS::EC2::Subnet\n"
    "    Properties:\n"
    "      VpcId: !Equals [b, c]\n",
    "t.yaml:5:22: Fn::Equals belongs in conditions" },
  { "fn with siblings",
    "Resources:\n"
    "  A:\n"
    "    Type: AWS::EC2::Subnet\n"
    "    Properties:\n"
    "      VpcId: {'Fn::Sub': a, b: c}\n",
    "t.yaml:5:15: Fn::Sub has to be the only key of its mapping" },
  { "map missing",
    "Resources:\n"
    "  A:\n"
    "    Type: AWS::EC2::Subnet\n"
    "    Properties:\n"
    "      VpcId: !FindInMap [M, a, b]\n"
    "Mappings: {M: {a: {c: d}}}\n",
    "t.yaml:5:25: the mappings have no M / a / b" },
  { "map two",
    "Resources:\n"
    "  A:\n"
    "    Type: AWS::EC2::Subnet\n"
    "    Properties:\n"
    "      VpcId: !FindInMap [M, a]\n",
    "t.yaml:5:25: Fn::FindInMap expects 3 to 4 items, got 2" },
  { "import of a list",
    "Resources:\n"
    "  A:\n"
    "    Type: AWS::EC2::Subnet\n"
    "    Properties:\n"
    "      VpcId: !ImportValue [a]\n",
    "t.yaml:5:27: Fn::ImportValue expects a text, got a list" },
  { "condition loops",
    "Conditions:\n"
    "  A: !Not [!Condition B]\n"
    "  B: !Not [!Condition A]\n"
    "Resources: {}\n",
    "t.yaml:2:3: the condition A depends on itself" },
  { "condition itself",
    "Conditions:\n"
    "  A: {'Fn::And': [{Condition: A}, {Condition: A}]}\n"
    "Resources: {}\n",
    "t.yaml:2:3: the condition A depends on itself" },
  { "condition that chooses itself",
    "Conditions:\n"
    "  A: !Equals [!If [A, x, y], x]\n"
    "Resources: {}\n",
    "t.yaml:2:3: the condition A depends on itself" },
  { "condition scalar",
    "Conditions:\n"
    "  A: yes\n"
    "Resources: {}\n",
    "t.yaml:2:6: expected a condition such as Fn::Equals, got a scalar" },
  { "condition Ref",
    "Conditions:\n"
    "  A: !Ref X\n"
    "Resources: {}\n",
    "t.yaml:2:11: Ref does not make a condition" },
  { "condition unknown",
    "Conditions:\n"
    "  A: !Not [!Condition B]\n"
    "Resources: {}\n",
    "t.yaml:2:23: there is no condition B" },
  { "condition equals one",
    "Conditions:\n"
    "  A: !Equals [a]\n"
    "Resources: {}\n",
    "t.yaml:2:14: Fn::Equals expects 2 items, got 1" },
  { "condition or one",
    "Conditions:\n"
    "  A: !Or [!Equals [a, a]]\n"
    "Resources: {}\n",
    "t.yaml:2:10: Fn::Or expects 2 to 10 items, got 1" },
  { "resource condition unknown",
    "Resources:\n"
    "  A:\n"
    "    Type: AWS::EC2::VPC\n"
    "    Condition: Nope\n",
    "t.yaml:4:16: there is no condition Nope" },
  { "resource condition list",
    "Resources:\n"
    "  A:\n"
    "    Type: AWS::EC2::VPC\n"
    "    Condition: [a]\n",
    "t.yaml:4:16: expected the name of a condition, got a sequence" },
  { "ref to absent",
    "Conditions:\n"
    "  No: !Equals [a, b]\n"
    "Resources:\n"
    "  A:\n"
    "    Type: AWS::EC2::VPC\n"
    "    Condition: No\n"
    "  B:\n"
    "    Type: AWS::EC2::Subnet\n"
    "    Properties:\n"
    "      VpcId: !Ref A\n",
    "t.yaml:10:19: \"A\" is not there: its condition does not hold" },
  { "circular refs",
    "Resources:\n"
    "  A:\n"
    "    Type: AWS::EC2::Subnet\n"
    "    Properties:\n"
    "      VpcId: !Ref B\n"
    "  B:\n"
    "    Type: AWS::EC2::VPC\n"
    "    Properties:\n"
    "      CidrBlock: !GetAtt A.CidrBlock\n",
    "t.yaml:9:26: resources need each other in a circle: A -> B -> A" },
  { "circular getatt",
    "Resources:\n"
    "  A:\n"
    "    Type: AWS::EC2::VPC\n"
    "    Properties:\n"
    "      CidrBlock: !GetAtt B.CidrBlock\n"
    "  B:\n"
    "    Type: AWS::EC2::VPC\n"
    "    Properties:\n"
    "      CidrBlock: !GetAtt A.CidrBlock\n",
    "t.yaml:5:26: refers to itself, in a circle\n"
    "t.yaml:9:26: resources need each other in a circle: A -> B -> A" },
  { "depends on itself",
    "Resources:\n"
    "  A:\n"
    "    Type: AWS::EC2::VPC\n"
    "    DependsOn: A\n",
    "t.yaml:4:16: resources need each other in a circle: A -> A" },
  { "depends on nothing",
    "Resources:\n"
    "  A:\n"
    "    Type: AWS::EC2::VPC\n"
    "    DependsOn: [B, [C]]\n",
    "t.yaml:4:17: \"B\" is no resource\n"
    "t.yaml:4:20: DependsOn expects the name of a resource" },
  { "parameter no type",
    "Parameters:\n"
    "  P: {}\n"
    "Resources: {}\n",
    "t.yaml:2:6: the key 'Type' is missing" },
  { "parameter scalar",
    "Parameters:\n"
    "  P: x\n"
    "Resources: {}\n",
    "t.yaml:2:6: expected a mapping, got a scalar" },
  { "parameter typo",
    "Parameters:\n"
    "  P: {Type: String, Defualt: x}\n"
    "Resources: {}\n",
    "t.yaml:2:21: unknown key 'Defualt', did you mean 'Default'?" },
  { "parameter not allowed",
    "Parameters:\n"
    "  P: {Type: String, Default: x, AllowedValues: [a, b]}\n"
    "Resources: {}\n",
    "t.yaml:2:30: \"x\" is none of the allowed values of P" },
  { "parameter no number",
    "Parameters:\n"
    "  P: {Type: Number, Default: x}\n"
    "Resources: {}\n",
    "t.yaml:2:30: \"x\" is no number" },
  { "parameter and resource",
    "Parameters:\n"
    "  A: {Type: String, Default: x}\n"
    "Resources:\n"
    "  A: {Type: AWS::EC2::VPC}\n",
    "t.yaml:4:3: \"A\" is a parameter as well" },
  { "bad cidr",
    "Resources:\n"
    "  A:\n"
    "    Type: AWS::EC2::VPC\n"
    "    Properties:\n"
    "      CidrBlock: 10.0.0.1/16\n",
    "t.yaml:5:18: CidrBlock: host bits are set: the network is 10.0.0.0/16" },
  { "cidr huge",
    "Resources:\n"
    "  A:\n"
    "    Type: AWS::EC2::VPC\n"
    "    Properties:\n"
    "      CidrBlock: 10.0.0.0/99999999999999999999\n",
    "t.yaml:5:18: CidrBlock: a prefix is at most 32" },
  { "prefixes that EC2 takes of no subnet and no VPC",
    "Resources:\n"
    "  V: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/8}}\n"
    "  M: {Type: AWS::EC2::VPCCidrBlock, Properties: {VpcId: !Ref V, CidrBlock: 10.1.0.0/29}}\n"
    "  A: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref V, CidrBlock: 10.0.0.0/29}}\n"
    "  B: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref V, CidrBlock: 10.0.0.0/15}}\n"
    "  C: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref V, CidrBlock: 10.0.0.0/28}}\n"
    "  D: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref V, CidrBlock: 10.2.0.0/16}}\n",
    "t.yaml:2:52: CidrBlock: /8 is no VPC's prefix: AWS takes /16 to /28\n"
    "t.yaml:3:76: CidrBlock: /29 is no VPC's prefix: AWS takes /16 to /28\n"
    "t.yaml:4:70: CidrBlock: /29 is no subnet's prefix: AWS takes /16 to /28\n"
    "t.yaml:5:70: CidrBlock: /15 is no subnet's prefix: AWS takes /16 to /28" },
  { "an agent with a security group of another VPC",
    TWO_VPCS "  R: {Type: AWS::BedrockAgentCore::Runtime, Properties: {NetworkConfiguration:\n"
             "    {NetworkMode: VPC, NetworkModeConfig: {Subnets: [!Ref A], SecurityGroups: "
             "[!GetAtt G.GroupId]}}}}\n",
    "t.yaml:9:5: R: its subnet A is in the VPC V, and its security group G in W" },
  { "an agent with subnets of two VPCs",
    TWO_VPCS "  R: {Type: AWS::BedrockAgentCore::BrowserCustom, Properties: "
             "{NetworkConfiguration:\n"
             "    {NetworkMode: VPC, VpcConfig: {Subnets: [!Ref A, !Ref B], SecurityGroups: "
             "[!Ref G]}}}}\n",
    "t.yaml:9:5: R: its subnet A is in the VPC V, and its subnet B in W" },
  { "endpoints that name two VPCs",
    TWO_VPCS "  E: {Type: AWS::EC2::VPCEndpoint, Properties: {ServiceName: s, VpcEndpointType: "
             "Interface,\n"
             "    VpcId: !Ref W, SubnetIds: [!Ref B, !Ref A], SecurityGroupIds: [!Ref G]}}\n"
             "  F: {Type: AWS::EC2::VPCEndpoint, Properties: {ServiceName: s, VpcEndpointType: "
             "Interface,\n"
             "    VpcId: !Ref V, SubnetIds: [!Ref A], SecurityGroupIds: [!Ref G]}}\n"
             "  H: {Type: AWS::EC2::VPCEndpoint, Properties: {ServiceName: s,\n"
             "    VpcId: !Ref V, RouteTableIds: [!Ref T]}}\n",
    "t.yaml:9:17: E is in the VPC W, and its subnet A in V\n"
    "t.yaml:11:17: F is in the VPC V, and its security group G in W\n"
    "t.yaml:13:17: H is in the VPC V, and its route table T in W" },
  { "a subnet with a route table of another VPC",
    TWO_VPCS "  L: {Type: AWS::EC2::SubnetRouteTableAssociation, Properties: {SubnetId: !Ref A,\n"
             "    RouteTableId: !Ref T}}\n"
             "  M: {Type: AWS::EC2::SubnetRouteTableAssociation, Properties: {SubnetId: !Ref B,\n"
             "    RouteTableId: !Ref T}}\n",
    "t.yaml:9:24: L: its subnet A is in the VPC V, and its route table T in W" },
  { "VPCs told by their ids",
    "Parameters: {P: {Type: String, Default: vpc-2}}\n"
    "Resources:\n"
    "  A: {Type: AWS::EC2::Subnet, Properties: {VpcId: vpc-1, CidrBlock: 10.0.0.0/24}}\n"
    "  T: {Type: AWS::EC2::RouteTable, Properties: {VpcId: !Ref P}}\n"
    "  L: {Type: AWS::EC2::SubnetRouteTableAssociation, Properties: {SubnetId: !Ref A,\n"
    "    RouteTableId: !Ref T}}\n",
    "t.yaml:6:24: L: its subnet A is in the VPC vpc-1, and its route table T in vpc-2" },
  { "cidr list",
    "Resources:\n"
    "  A:\n"
    "    Type: AWS::EC2::VPC\n"
    "    Properties:\n"
    "      CidrBlock: [10.0.0.0/16]\n",
    "t.yaml:5:18: CidrBlock: expected a network, got a list" },
  { "bad flag",
    "Resources:\n"
    "  A:\n"
    "    Type: AWS::EC2::VPC\n"
    "    Properties:\n"
    "      EnableDnsSupport: maybe\n",
    "t.yaml:5:25: EnableDnsSupport: \"maybe\" is neither true nor false" },
  { "id mapping",
    "Resources:\n"
    "  A:\n"
    "    Type: AWS::EC2::Subnet\n"
    "    Properties:\n"
    "      VpcId: {a: b}\n",
    "t.yaml:5:14: VpcId: expected a text, got a mapping" },
  { "mode",
    "Resources:\n"
    "  A:\n"
    "    Type: AWS::BedrockAgentCore::Runtime\n"
    "    Properties:\n"
    "      NetworkConfiguration: {NetworkMode: VCP}\n",
    "t.yaml:5:43: NetworkMode: expected VPC, PUBLIC or SANDBOX, got VCP" },
  { "network scalar",
    "Resources:\n"
    "  A:\n"
    "    Type: AWS::BedrockAgentCore::Runtime\n"
    "    Properties:\n"
    "      NetworkConfiguration: VPC\n",
    "t.yaml:5:29: expected a mapping that has NetworkMode, got a text\n"
    "t.yaml:5:29: expected a mapping that has NetworkModeConfig, got a text" },
  { "subnets mapping",
    "Resources:\n"
    "  A:\n"
    "    Type: AWS::BedrockAgentCore::Runtime\n"
    "    Properties:\n"
    "      NetworkConfiguration: {NetworkMode: VPC, NetworkModeConfig: {Subnets: {a: b}, "
    "SecurityGroups: [[a]]}}\n",
    "t.yaml:5:77: expected a list of ids, got a mapping\n"
    "t.yaml:5:102: expected an id, got a list" },
  { "lifetime huge",
    "Resources:\n"
    "  A:\n"
    "    Type: AWS::BedrockAgentCore::Runtime\n"
    "    Properties:\n"
    "      NetworkConfiguration: {NetworkMode: PUBLIC}\n"
    "      LifecycleConfiguration: {MaxLifetime: 99999999999999999999999, "
    "IdleRuntimeSessionTimeout: 1e9}\n",
    "t.yaml:6:45: LifecycleConfiguration.MaxLifetime: \"99999999999999999999999\" is not a number "
    "of 60 to 28800\n"
    "t.yaml:6:97: LifecycleConfiguration.IdleRuntimeSessionTimeout: \"1e9\" is not a number of 60 "
    "to 28800" },
  { "port",
    "Resources:\n"
    "  A:\n"
    "    Type: AWS::EC2::SecurityGroup\n"
    "    Properties:\n"
    "      SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 70000, CidrIp: 0.0.0.0/0}]\n",
    "t.yaml:5:58: FromPort: \"70000\" is not a number of -1 to 65535" },
  { "rule scalar",
    "Resources:\n"
    "  A:\n"
    "    Type: AWS::EC2::SecurityGroup\n"
    "    Properties:\n"
    "      SecurityGroupEgress: [all]\n",
    "t.yaml:5:29: SecurityGroupEgress: expected a rule, got a text" },
  { "rules mapping",
    "Resources:\n"
    "  A:\n"
    "    Type: AWS::EC2::SecurityGroup\n"
    "    Properties:\n"
    "      SecurityGroupEgress: {IpProtocol: tcp}\n",
    "t.yaml:5:28: SecurityGroupEgress: expected a list, got a mapping" },
  { "desired",
    "Resources:\n"
    "  A:\n"
    "    Type: AWS::ECS::Service\n"
    "    Properties:\n"
    "      DesiredCount: -5\n"
    "      NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [a]}}\n",
    "t.yaml:5:21: DesiredCount: \"-5\" is not a number of 0 to 1000000" },
  { "mappings",
    "Resources:\n"
    "  A:\n"
    "    Type: AWS::ElasticLoadBalancingV2::LoadBalancer\n"
    "    Properties:\n"
    "      SubnetMappings: {SubnetId: a}\n",
    "t.yaml:5:23: expected a list, got a mapping" },
  { "output no value",
    "Resources: {}\n"
    "Outputs:\n"
    "  O: {}\n"
    "  P: x\n",
    "t.yaml:3:3: Value is missing\n"
    "t.yaml:4:6: expected a mapping, got a scalar" },
  { "export without a name",
    "Resources: {}\n"
    "Outputs:\n"
    "  O: {Value: a, Export: {}}\n"
    "  P: {Value: a, Export: b}\n"
    "  Q: {Value: a, Export: {Name: [c]}}\n"
    "  R: {Value: a, Export: {Name: !Ref Nothing}}\n",
    "t.yaml:3:17: Name is missing\n"
    "t.yaml:4:25: expected a mapping, got a scalar\n"
    "t.yaml:5:32: expected the name of an export, got a list\n"
    "t.yaml:6:37: \"Nothing\" is no parameter or resource" },
  { "export twice",
    "Resources: {}\n"
    "Outputs:\n"
    "  O: {Value: a, Export: {Name: x}}\n"
    "  P: {Value: a, Export: {Name: x}}\n",
    "t.yaml:4:32: the export x is there already, at t.yaml:3" },
  { "parameter of no type",
    "Parameters:\n"
    "  P: {Type: Strin}\n"
    "  Q: {Type: 'Set<AWS::EC2::VPC::Id>'}\n"
    "Resources: {}\n",
    "t.yaml:2:13: there is no type Strin of parameters; did you mean String?\n"
    "t.yaml:3:13: there is no type Set<AWS::EC2::VPC::Id> of parameters" },
  { "parameter out of bounds",
    "Parameters:\n"
    "  P: {Type: String, Default: ab, MinLength: 3, MaxLength: 5}\n"
    "  Q: {Type: Number, Default: 9, MinValue: 1, MaxValue: 8.5}\n"
    "  R: {Type: List<Number>, Default: '1,x', MinValue: 2}\n"
    "  S: {Type: String, AllowedValues: a}\n"
    "  T: {Type: String, MinLength: x, MaxLength: [1]}\n"
    "Resources: {}\n",
    "t.yaml:2:30: P is below its MinLength of 3\n"
    "t.yaml:3:30: Q is above its MaxValue of 8.5\n"
    "t.yaml:4:36: R is below its MinValue of 2\n"
    "t.yaml:4:36: \"x\" is no number\n"
    "t.yaml:5:36: expected a sequence, got a scalar\n"
    "t.yaml:6:32: \"x\" is no number\n"
    "t.yaml:6:46: expected a scalar, got a sequence" },
  { "import of nothing",
    "Resources: {A: {Type: 'AWS::EC2::Subnet', Properties: {VpcId: !ImportValue ''}}}\n",
    "t.yaml:1:76: Fn::ImportValue expects the name of an export, got an empty text" },
  { "policies",
    "Resources:\n"
    "  A: {Type: 'AWS::EC2::VPC', DeletionPolicy: Retian}\n"
    "  B: {Type: 'AWS::EC2::VPC', UpdateReplacePolicy: [Retain]}\n"
    "  C: {Type: 'AWS::EC2::VPC', DeletionPolicy: Burn}\n",
    "t.yaml:2:46: there is no DeletionPolicy Retian; did you mean Retain?\n"
    "t.yaml:3:51: UpdateReplacePolicy: expected a policy, got a list\n"
    "t.yaml:4:46: there is no DeletionPolicy Burn" },
  { "functions of names",
    "Resources:\n"
    "  A: {Type: !Ref X}\n"
    "  B:\n"
    "    Type: AWS::EC2::Subnet\n"
    "    Condition: !Ref X\n"
    "    Properties:\n"
    "      VpcId: {Ref: !Sub X}\n"
    "      CidrBlock: {'Fn::Sub': !Ref X}\n"
    "      Tags: {'Fn::Sub': [a, !Ref X]}\n"
    "      AvailabilityZone: {'Fn::GetAtt': [!Ref X, Y]}\n",
    "t.yaml:2:18: the tag !Ref means nothing here\n"
    "t.yaml:5:21: expected the name of a condition, got !Ref\n"
    "t.yaml:7:25: Ref expects a name, got !Sub\n"
    "t.yaml:8:35: Fn::Sub expects a list, got !Ref\n"
    "t.yaml:9:25: Fn::Sub expects a text, or a text and a mapping\n"
    "t.yaml:10:40: Fn::GetAtt expects a resource and an attribute" },
  { "map default",
    "Resources:\n"
    "  A:\n"
    "    Type: AWS::EC2::Subnet\n"
    "    Properties:\n"
    "      VpcId: !FindInMap [M, a, b, {Default: x}]\n"
    "Mappings: {M: {a: {b: d}}}\n",
    "t.yaml:5:35: Fn::FindInMap expects DefaultValue in a mapping fourth" },
  { "manifest", "artifacts: [a]\n", "t.yaml:1:12: expected a mapping, got a sequence" },
  { "manifest no folder",
    "artifacts: {A: {type: 'aws:cloudformation:stack', properties: {templateFile: x}}}\n",
    "t.yaml:1:13: there is no folder to find templateFile in" },
};

START_TEST (malformed_template_is_refused_with_the_place)
{
  const Row *row = &rows[_i];
  g_autoptr (GError) error = NULL;
  EnisimInventory *inventory = enisim_inventory_load_data ("t.yaml", (const guint8 *) row->text,
                                                           strlen (row->text), NULL, &error);

  ck_assert_msg (inventory == NULL, "%s", row->name);
  ck_assert_error (error, ENISIM_ERROR, ENISIM_ERROR_INVALID);
  ck_assert_msg (strcmp (error->message, row->complaints) == 0, "%s:\n%s\nnot\n%s", row->name,
                 error->message, row->complaints);
}
END_TEST

START_TEST (nul_byte_is_refused)
{
  static const char text[] = "Resources:\n  A\0: 1\n";
  g_autoptr (GError) error = NULL;

  ck_assert_ptr_null (
      enisim_inventory_load_data ("t.yaml", (const guint8 *) text, sizeof text - 1, NULL, &error));
  ck_assert_str_eq (error->message, "t.yaml:2:4: a NUL byte");
}
END_TEST

START_TEST (every_beginning_of_a_template_is_read_or_refused)
{
  static const char text[]
      = "{\"Parameters\": {\"P\": {\"Type\": \"String\", \"Default\": \"10.0.0.0/16\"}},\n"
        " \"Conditions\": {\"C\": {\"Fn::Equals\": [{\"Ref\": \"P\"}, \"a\"]}},\n"
        " \"Resources\": {\"V\": {\"Type\": \"AWS::EC2::VPC\",\n"
        "  \"Properties\": {\"CidrBlock\": {\"Fn::Sub\": \"${P}\"}}}}}";

  for (gsize n = 0; n < sizeof text; n++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (EnisimInventory) inventory
          = enisim_inventory_load_data ("t.yaml", (const guint8 *) text, n, NULL, &error);

      ck_assert ((inventory == NULL) == (error != NULL));
      ck_assert ((inventory != NULL) == (n == sizeof text - 1));
    }
}
END_TEST

static Suite *
make_suite (void)
{
  Suite *suite = suite_create ("malformed-templates");
  TCase *tcase = tcase_create ("core");

  tcase_add_loop_test (tcase, malformed_template_is_refused_with_the_place, 0, G_N_ELEMENTS (rows));
  tcase_add_test (tcase, nul_byte_is_refused);
  tcase_add_test (tcase, every_beginning_of_a_template_is_read_or_refused);
  suite_add_tcase (suite, tcase);
  return suite;
}

ENISIM_TEST_MAIN (make_suite)
