// stacks.js FOLDER: stacks as people write them, each app synthesized to FOLDER/NAME by the real CDK.
'use strict';
const path = require('path');
const { Construct } = require('constructs');
const { App, CfnCondition, CfnParameter, Fn, Stack } = require('aws-cdk-lib');
const ec2 = require('aws-cdk-lib/aws-ec2');
const agentcore = require('aws-cdk-lib/aws-bedrockagentcore');

const folder = process.argv[2];
const roleArn = 'arn:aws:iam::111122223333:role/agent';
const imageUri = '111122223333.dkr.ecr.us-east-1.amazonaws.com/agent:v1';

function synthesize(name, define) {
  const app = new App({ outdir: path.join(folder, name), analyticsReporting: false });
  define(app);
  app.synth();
}

// Two zones, a public and an isolated subnet in each, without NAT gateways.
function makeVpc(scope, options = {}) {
  return new ec2.Vpc(scope, 'Vpc', {
    ipAddresses: ec2.IpAddresses.cidr('10.0.0.0/16'),
    maxAzs: 2,
    natGateways: 0,
    subnetConfiguration: [
      { name: 'public', subnetType: ec2.SubnetType.PUBLIC, cidrMask: 28 },
      { name: 'agents', subnetType: ec2.SubnetType.PRIVATE_ISOLATED, cidrMask: 26 },
    ],
    ...options,
  });
}

function makeRuntime(scope, name, subnets, securityGroups) {
  return new agentcore.CfnRuntime(scope, name, {
    agentRuntimeName: name,
    roleArn,
    agentRuntimeArtifact: { containerConfiguration: { containerUri: imageUri } },
    networkConfiguration: {
      networkMode: 'VPC',
      networkModeConfig: { subnets, securityGroups },
    },
  });
}

function idsOf(vpc) {
  return vpc.isolatedSubnets.map((subnet) => subnet.subnetId);
}

synthesize('shared-sg', (app) => {
  const stack = new Stack(app, 'Shared');
  const vpc = makeVpc(stack);
  const sg = new ec2.SecurityGroup(stack, 'Sg', { vpc });
  for (const name of ['one', 'two', 'three'])
    makeRuntime(stack, name, idsOf(vpc), [sg.securityGroupId]);
});

synthesize('auto-sg', (app) => {
  const stack = new Stack(app, 'Auto');
  const vpc = makeVpc(stack);
  for (const name of ['one', 'two'])
    new agentcore.Runtime(stack, name, {
      runtimeName: name,
      agentRuntimeArtifact: agentcore.AgentRuntimeArtifact.fromImageUri(imageUri),
      networkConfiguration: agentcore.RuntimeNetworkConfiguration.usingVpc(new Construct(stack, `${name}Network`), {
        vpc,
        vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
      }),
    });
});

synthesize('two-stacks', (app) => {
  const network = new Stack(app, 'Network');
  const vpc = makeVpc(network, {
    natGateways: 1,
    subnetConfiguration: [
      { name: 'public', subnetType: ec2.SubnetType.PUBLIC, cidrMask: 28 },
      { name: 'agents', subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS, cidrMask: 26 },
    ],
  });
  vpc.addInterfaceEndpoint('Logs', { service: ec2.InterfaceVpcEndpointAwsService.CLOUDWATCH_LOGS });
  vpc.addGatewayEndpoint('S3', { service: ec2.GatewayVpcEndpointAwsService.S3 });
  const sg = new ec2.SecurityGroup(network, 'Sg', { vpc });
  const agents = new Stack(app, 'Agents');
  const ids = vpc.privateSubnets.map((subnet) => subnet.subnetId);
  for (const name of ['one', 'two']) makeRuntime(agents, name, ids, [sg.securityGroupId]);
});

synthesize('imported-vpc', (app) => {
  const stack = new Stack(app, 'Imported');
  const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
    vpcId: 'vpc-0a',
    availabilityZones: ['us-east-1a', 'us-east-1b'],
    isolatedSubnetIds: ['subnet-0a', 'subnet-0b'],
  });
  const sg = ec2.SecurityGroup.fromSecurityGroupId(stack, 'Sg', 'sg-0a');
  for (const name of ['one', 'two']) makeRuntime(stack, name, idsOf(vpc), [sg.securityGroupId]);
});

synthesize('condition', (app) => {
  const stack = new Stack(app, 'Condition');
  const vpc = makeVpc(stack);
  const sg = new ec2.SecurityGroup(stack, 'Sg', { vpc });
  const other = new ec2.SecurityGroup(stack, 'OtherSg', { vpc });
  const mode = new CfnParameter(stack, 'Mode', { default: 'small', allowedValues: ['small', 'large'] });
  const isLarge = new CfnCondition(stack, 'IsLarge', {
    expression: Fn.conditionEquals(mode.valueAsString, 'large'),
  });
  makeRuntime(stack, 'one', idsOf(vpc), [sg.securityGroupId]);
  makeRuntime(stack, 'two', idsOf(vpc), [other.securityGroupId]).cfnOptions.condition = isLarge;
});

synthesize('list-parameters', (app) => {
  const stack = new Stack(app, 'Lists');
  const subnets = new CfnParameter(stack, 'SubnetIds', { type: 'List<AWS::EC2::Subnet::Id>' });
  const groups = new CfnParameter(stack, 'SgIds', { type: 'List<AWS::EC2::SecurityGroup::Id>' });
  for (const name of ['one', 'two'])
    makeRuntime(stack, name, subnets.valueAsList, groups.valueAsList);
});

synthesize('tools', (app) => {
  const stack = new Stack(app, 'Tools');
  const vpc = makeVpc(stack);
  const sg = new ec2.SecurityGroup(stack, 'Sg', { vpc });
  const config = { subnets: idsOf(vpc), securityGroups: [sg.securityGroupId] };
  makeRuntime(stack, 'one', config.subnets, config.securityGroups);
  new agentcore.CfnBrowserCustom(stack, 'Browser', {
    name: 'browser',
    networkConfiguration: { networkMode: 'VPC', vpcConfig: config },
  });
  new agentcore.CfnCodeInterpreterCustom(stack, 'Interpreter', {
    name: 'interpreter',
    networkConfiguration: { networkMode: 'VPC', vpcConfig: config },
  });
});
