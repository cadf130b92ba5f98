/// Calls that fill ordinary days and matter to no investigation.
enum SystemsManager {
    static func heartbeat(_ instance: Place.Instance) -> Call {
        Call(
            .ssm, "UpdateInstanceInformation", readOnly: false,
            request: [
                "instanceId": .text(instance.id), "agentVersion": "2.3.978.0", "agentStatus": "Active",
                "platformType": "Linux", "platformName": "Amazon Linux", "platformVersion": "2",
                "iPAddress": .text(instance.privateAddress), "agentName": "amazon-ssm-agent",
            ])
    }

    static func getParameter(_ name: String, in place: Place) -> Call {
        Call(
            .ssm, "GetParameter", request: ["name": .text(name), "withDecryption": true],
            resources: [
                Call.Resource(arn: place.arn("ssm", "parameter" + name), account: place.account, type: nil)
            ])
    }
}

enum Secrets {
    static func listSecrets() -> Call { Call(.secretsmanager, "ListSecrets", request: ["maxResults": 100]) }

    static func getSecretValue(_ name: String) -> Call {
        Call(.secretsmanager, "GetSecretValue", request: ["secretId": .text(name)])
    }

    /// The service rotates a secret by itself: an event without a caller.
    static func rotation(of name: String, in place: Place, step: String) -> Call {
        var call = Call(.secretsmanager, step, readOnly: false)
        call.eventType = .serviceEvent
        call.additional = ["SecretId": .text(place.arn("secretsmanager", "secret:" + name + "-EXAMPLE"))]
        return call
    }
}

enum Logs {
    static func createLogStream(_ group: String, _ stream: String) -> Call {
        Call(
            .logs, "CreateLogStream", readOnly: false,
            request: ["logGroupName": .text(group), "logStreamName": .text(stream)])
    }

    static func createLogGroup(_ group: String) -> Call {
        Call(.logs, "CreateLogGroup", readOnly: false, request: ["logGroupName": .text(group)])
            .failing("ResourceAlreadyExistsException", "The specified log group already exists")
    }

    static func describeLogGroups() -> Call { Call(.logs, "DescribeLogGroups", request: ["limit": 50]) }
}

enum Lambda {
    static func listFunctions() -> Call { Call(.lambda, "ListFunctions20150331", request: ["maxItems": 50]) }

    static func getFunction(_ name: String) -> Call {
        Call(.lambda, "GetFunction20150331v2", request: ["functionName": .text(name)])
    }

    static func getPolicy(_ name: String) -> Call {
        Call(.lambda, "GetPolicy20150331v2", request: ["functionName": .text(name)])
            .failing("ResourceNotFoundException", "The resource you requested does not exist.")
    }

    static func updateCode(_ name: String, in place: Place, bucket: String, build: Int, random: inout SplitMix64)
        -> Call
    {
        Call(
            .lambda, "UpdateFunctionCode20150331v2", readOnly: false,
            request: [
                "functionName": .text(name), "s3Bucket": .text(bucket),
                "s3Key": .text("builds/\(name)-\(build).zip"), "publish": true, "dryRun": false,
            ],
            response: [
                "functionName": .text(name), "functionArn": .text(place.arn("lambda", "function:" + name)),
                "runtime": "python3.7", "role": .text("arn:aws:iam::\(place.account):role/lambda-worker"),
                "handler": "app.handler", "codeSize": .number(random.within(20_000...9_000_000)), "timeout": 30,
                "memorySize": 512, "version": .number(build % 97 + 1), "state": "Active",
            ])
    }
}

enum Containers {
    static func getAuthorizationToken() -> Call { Call(.ecr, "GetAuthorizationToken") }

    static func describeServices(_ cluster: String, _ service: String) -> Call {
        Call(
            .ecs, "DescribeServices", request: ["cluster": .text(cluster), "services": [.text(service)]])
    }

    static func updateService(_ cluster: String, _ service: String, revision: Int) -> Call {
        Call(
            .ecs, "UpdateService", readOnly: false,
            request: [
                "cluster": .text(cluster), "service": .text(service), "taskDefinition": "\(service):\(revision)",
                "forceNewDeployment": false,
            ],
            response: [
                "service": [
                    "serviceName": .text(service), "status": "ACTIVE", "desiredCount": 3, "runningCount": 3,
                    "taskDefinition": "\(service):\(revision)",
                ]
            ])
    }
}

enum Databases {
    static func describeTable(_ name: String, in place: Place) -> Call {
        Call(
            .dynamodb, "DescribeTable", request: ["tableName": .text(name)],
            resources: [
                Call.Resource(
                    arn: place.arn("dynamodb", "table/" + name), account: place.account, type: "AWS::DynamoDB::Table")
            ])
    }
}

enum Queues {
    static func getQueueAttributes(_ name: String, in place: Place) -> Call {
        Call(
            .sqs, "GetQueueAttributes",
            request: [
                "queueUrl": .text("https://sqs.\(place.region).amazonaws.com/\(place.account)/\(name)"),
                "attributeNames": ["All"],
            ])
    }
}

enum Balancers {
    static func describeTargetHealth() -> Call { Call(.elb, "DescribeTargetHealth") }
    static func describeLoadBalancers() -> Call { Call(.elb, "DescribeLoadBalancers", request: ["pageSize": 100]) }
}

enum Watching {
    static func describeAlarms() -> Call { Call(.monitoring, "DescribeAlarms", request: ["maxRecords": 100]) }
    static func describeStacks() -> Call { Call(.cloudformation, "DescribeStacks") }
    static func describeTrails() -> Call {
        Call(.cloudtrail, "DescribeTrails", request: ["trailNameList": [], "includeShadowTrails": false])
    }
    static func lookupEvents() -> Call { Call(.cloudtrail, "LookupEvents", request: ["maxResults": 50]) }
    static func lookupEvents(ofKey key: String) -> Call {
        Call(
            .cloudtrail, "LookupEvents",
            request: [
                "maxResults": 50, "lookupAttributes": [["attributeKey": "AccessKeyId", "attributeValue": .text(key)]],
            ])
    }

    /// Throttling meets whoever asks too fast, and is no denial.
    static func throttled(_ call: Call) -> Call {
        call.service.name == "ec2"
            ? call.failing("Client.RequestLimitExceeded", "Request limit exceeded.")
            : call.failing("ThrottlingException", "Rate exceeded")
    }
}

enum Buckets {
    /// One of the settings that consoles and audits read; many buckets lack some of them, which is an error but no
    /// denial.
    static func audit(_ bucket: String, in account: String, _ random: inout SplitMix64) -> Call {
        let setting = random.pick(settings)
        let call = S3.get(setting.call, setting.parameter, of: bucket, in: account)
        guard let absent = setting.absent, random.oneIn(3) else { return call }
        return call.failing(absent, "The configuration of this bucket does not exist")
    }

    private static let settings: [(call: String, parameter: String, absent: String?)] = [
        ("GetBucketPolicy", "policy", "NoSuchBucketPolicy"), ("GetBucketAcl", "acl", nil),
        ("GetBucketEncryption", "encryption", "ServerSideEncryptionConfigurationNotFoundError"),
        ("GetBucketLogging", "logging", nil), ("GetBucketVersioning", "versioning", nil),
        ("GetBucketTagging", "tagging", "NoSuchTagSet"), ("GetBucketLocation", "location", nil),
        ("GetBucketLifecycle", "lifecycle", "NoSuchLifecycleConfiguration"),
        ("GetBucketPublicAccessBlock", "publicAccessBlock", "NoSuchPublicAccessBlockConfiguration"),
    ]
}
