import type { TypeTable } from "../conversion/type-table.ts";
import { asDimensions, asDocument, asList } from "../conversion/conversions.ts";

const rule = {
  protocol: "IpProtocol",
  from_port: "FromPort",
  to_port: "ToPort",
  cidr_blocks: "CidrIp",
  security_groups: "SourceSecurityGroupId",
} as const;

const scaling = { min_capacity: "MinCapacity", max_capacity: "MaxCapacity" } as const;

/** Logs, alarms, budgets, scaling, networks and relational databases. */
export const operationsTypes: TypeTable = {
  aws_cloudwatch_log_group: {
    type: "AWS::Logs::LogGroup",
    arguments: { name: "LogGroupName", retention_in_days: "RetentionInDays", kms_key_id: "KmsKeyId", log_group_class: "LogGroupClass" },
  },
  aws_cloudwatch_log_subscription_filter: {
    type: "AWS::Logs::SubscriptionFilter",
    arguments: {
      name: "FilterName",
      log_group_name: "LogGroupName",
      filter_pattern: "FilterPattern",
      destination_arn: "DestinationArn",
      role_arn: "RoleArn",
    },
  },
  aws_cloudwatch_log_metric_filter: {
    type: "AWS::Logs::MetricFilter",
    arguments: { name: "FilterName", log_group_name: "LogGroupName", pattern: "FilterPattern" },
  },
  aws_cloudwatch_metric_alarm: {
    type: "AWS::CloudWatch::Alarm",
    arguments: {
      alarm_name: "AlarmName",
      alarm_description: "AlarmDescription",
      namespace: "Namespace",
      metric_name: "MetricName",
      dimensions: { to: "Dimensions", as: asDimensions },
      statistic: "Statistic",
      extended_statistic: "ExtendedStatistic",
      period: "Period",
      evaluation_periods: "EvaluationPeriods",
      datapoints_to_alarm: "DatapointsToAlarm",
      comparison_operator: "ComparisonOperator",
      threshold: "Threshold",
      treat_missing_data: "TreatMissingData",
      actions_enabled: "ActionsEnabled",
      alarm_actions: "AlarmActions",
      ok_actions: "OKActions",
      insufficient_data_actions: "InsufficientDataActions",
      metric_query: {
        to: "Metrics",
        blocks: {
          id: "Id",
          expression: "Expression",
          label: "Label",
          return_data: "ReturnData",
          metric: {
            to: "MetricStat",
            block: {
              namespace: "Metric.Namespace",
              metric_name: "Metric.MetricName",
              dimensions: { to: "Metric.Dimensions", as: asDimensions },
              period: "Period",
              stat: "Stat",
            },
          },
        },
      },
    },
  },
  aws_cloudwatch_composite_alarm: {
    type: "AWS::CloudWatch::CompositeAlarm",
    arguments: {
      alarm_name: "AlarmName",
      alarm_rule: "AlarmRule",
      alarm_actions: "AlarmActions",
      ok_actions: "OKActions",
      insufficient_data_actions: "InsufficientDataActions",
      actions_enabled: "ActionsEnabled",
    },
  },
  aws_budgets_budget: {
    type: "AWS::Budgets::Budget",
    arguments: {
      name: "Budget.BudgetName",
      budget_type: "Budget.BudgetType",
      time_unit: "Budget.TimeUnit",
      limit_amount: "Budget.BudgetLimit.Amount",
      limit_unit: "Budget.BudgetLimit.Unit",
      notification: "NotificationsWithSubscribers",
    },
  },
  aws_appautoscaling_target: {
    type: "AWS::ApplicationAutoScaling::ScalableTarget",
    arguments: { ...scaling, resource_id: "ResourceId", scalable_dimension: "ScalableDimension", service_namespace: "ServiceNamespace" },
  },
  aws_appautoscaling_policy: {
    type: "AWS::ApplicationAutoScaling::ScalingPolicy",
    arguments: { name: "PolicyName", policy_type: "PolicyType", resource_id: "ResourceId", scalable_dimension: "ScalableDimension" },
  },
  aws_vpc: { type: "AWS::EC2::VPC", arguments: { cidr_block: "CidrBlock" } },
  aws_subnet: {
    type: "AWS::EC2::Subnet",
    arguments: { vpc_id: "VpcId", cidr_block: "CidrBlock", availability_zone: "AvailabilityZone", map_public_ip_on_launch: "MapPublicIpOnLaunch" },
  },
  aws_internet_gateway: { type: "AWS::EC2::InternetGateway", arguments: { vpc_id: "VpcId" } },
  aws_egress_only_internet_gateway: { type: "AWS::EC2::EgressOnlyInternetGateway", arguments: { vpc_id: "VpcId" } },
  aws_nat_gateway: {
    type: "AWS::EC2::NatGateway",
    arguments: { subnet_id: "SubnetId", allocation_id: "AllocationId", connectivity_type: "ConnectivityType" },
  },
  aws_route_table: {
    type: "AWS::EC2::RouteTable",
    arguments: {
      vpc_id: "VpcId",
      route: {
        to: "Routes",
        blocks: {
          cidr_block: "DestinationCidrBlock",
          ipv6_cidr_block: "DestinationIpv6CidrBlock",
          gateway_id: "GatewayId",
          nat_gateway_id: "NatGatewayId",
          egress_only_gateway_id: "EgressOnlyInternetGatewayId",
          transit_gateway_id: "TransitGatewayId",
          vpc_endpoint_id: "VpcEndpointId",
        },
      },
    },
  },
  aws_route: {
    type: "AWS::EC2::Route",
    arguments: {
      route_table_id: "RouteTableId",
      destination_cidr_block: "DestinationCidrBlock",
      destination_ipv6_cidr_block: "DestinationIpv6CidrBlock",
      gateway_id: "GatewayId",
      nat_gateway_id: "NatGatewayId",
      egress_only_gateway_id: "EgressOnlyInternetGatewayId",
      transit_gateway_id: "TransitGatewayId",
      vpc_endpoint_id: "VpcEndpointId",
    },
  },
  aws_route_table_association: {
    type: "AWS::EC2::SubnetRouteTableAssociation",
    arguments: { route_table_id: "RouteTableId", subnet_id: "SubnetId", gateway_id: "GatewayId" },
  },
  aws_vpc_endpoint: {
    type: "AWS::EC2::VPCEndpoint",
    arguments: {
      vpc_id: "VpcId",
      service_name: "ServiceName",
      vpc_endpoint_type: "VpcEndpointType",
      subnet_ids: "SubnetIds",
      route_table_ids: "RouteTableIds",
      security_group_ids: "SecurityGroupIds",
      private_dns_enabled: "PrivateDnsEnabled",
      policy: { to: "PolicyDocument", as: asDocument },
    },
  },
  aws_security_group: {
    type: "AWS::EC2::SecurityGroup",
    arguments: {
      name: "GroupName",
      description: "GroupDescription",
      vpc_id: "VpcId",
      ingress: { to: "SecurityGroupIngress", blocks: rule },
      egress: { to: "SecurityGroupEgress", blocks: rule },
    },
  },
  aws_rds_cluster: {
    type: "AWS::RDS::DBCluster",
    arguments: {
      cluster_identifier: "DBClusterIdentifier",
      engine: "Engine",
      engine_mode: "EngineMode",
      engine_version: "EngineVersion",
      database_name: "DatabaseName",
      enable_http_endpoint: "EnableHttpEndpoint",
      storage_encrypted: "StorageEncrypted",
      backup_retention_period: "BackupRetentionPeriod",
      deletion_protection: "DeletionProtection",
      db_subnet_group_name: "DBSubnetGroupName",
      vpc_security_group_ids: "VpcSecurityGroupIds",
      kms_key_id: "KmsKeyId",
      manage_master_user_password: "ManageMasterUserPassword",
      serverlessv2_scaling_configuration: { to: "ServerlessV2ScalingConfiguration", block: scaling },
      scaling_configuration: { to: "ScalingConfiguration", block: { ...scaling, auto_pause: "AutoPause" } },
    },
  },
  aws_rds_cluster_instance: {
    type: "AWS::RDS::DBInstance",
    arguments: {
      identifier: "DBInstanceIdentifier",
      cluster_identifier: "DBClusterIdentifier",
      instance_class: "DBInstanceClass",
      engine: "Engine",
      publicly_accessible: "PubliclyAccessible",
    },
  },
  aws_db_instance: {
    type: "AWS::RDS::DBInstance",
    arguments: {
      identifier: "DBInstanceIdentifier",
      instance_class: "DBInstanceClass",
      engine: "Engine",
      engine_version: "EngineVersion",
      storage_encrypted: "StorageEncrypted",
      publicly_accessible: "PubliclyAccessible",
      deletion_protection: "DeletionProtection",
      backup_retention_period: "BackupRetentionPeriod",
      multi_az: "MultiAZ",
      vpc_security_group_ids: "VPCSecurityGroups",
    },
  },
  aws_db_proxy: {
    type: "AWS::RDS::DBProxy",
    arguments: { name: "DBProxyName", engine_family: "EngineFamily", role_arn: "RoleArn", vpc_subnet_ids: "VpcSubnetIds" },
  },
  aws_db_proxy_target: {
    type: "AWS::RDS::DBProxyTargetGroup",
    arguments: {
      db_proxy_name: "DBProxyName",
      target_group_name: "TargetGroupName",
      db_cluster_identifier: { to: "DBClusterIdentifiers", as: asList },
      db_instance_identifier: { to: "DBInstanceIdentifiers", as: asList },
    },
  },
  aws_elasticache_replication_group: {
    type: "AWS::ElastiCache::ReplicationGroup",
    arguments: { engine: "Engine", replication_group_id: "ReplicationGroupId" },
  },
  aws_elasticache_cluster: { type: "AWS::ElastiCache::CacheCluster", arguments: { engine: "Engine", cluster_id: "ClusterName" } },
  aws_elasticache_serverless_cache: { type: "AWS::ElastiCache::ServerlessCache", arguments: { engine: "Engine", name: "ServerlessCacheName" } },
  aws_efs_file_system: { type: "AWS::EFS::FileSystem", arguments: {} },
};
