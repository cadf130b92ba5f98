/// Calls of S3, KMS, Secrets Manager, Parameter Store and the databases.
enum S3 {
    static func listBuckets() -> Call {
        Call(.s3, "ListBuckets", request: ["host": ["s3.amazonaws.com"]])
    }

    /// Looks at one setting of a bucket: `GetBucketPolicy` with `policy`, and so on.
    static func get(_ name: String, _ parameter: String, of bucket: String, in account: String) -> Call {
        let host: Shape = ["s3.amazonaws.com"]
        return Call(
            .s3, name,
            request: .members([("host", host), ("bucketName", .text(bucket)), (parameter, .list([""]))]),
            resources: [Call.Resource(arn: "arn:aws:s3:::" + bucket, account: account, type: "AWS::S3::Bucket")])
    }
}

enum KMS {
    static func decrypt(_ key: String, in place: Place, context: (String, String)) -> Call {
        use(
            "Decrypt", key, place, [("encryptionContext", pair(context)), ("encryptionAlgorithm", "SYMMETRIC_DEFAULT")])
    }

    static func generateDataKey(_ key: String, in place: Place, context: (String, String)) -> Call {
        use(
            "GenerateDataKey", key, place,
            [
                ("keyId", .text(place.arn("kms", "key/" + key))), ("encryptionContext", pair(context)),
                ("keySpec", "AES_256"),
            ])
    }

    static func describeKey(_ key: String, in place: Place) -> Call {
        use("DescribeKey", key, place, [("keyId", .text(key))])
    }

    static func listAliases() -> Call { Call(.kms, "ListAliases") }

    private static func pair(_ context: (String, String)) -> Shape {
        .members([(context.0, .text(context.1))])
    }

    private static func use(_ name: String, _ key: String, _ place: Place, _ request: [(String, Shape)]) -> Call {
        let arn = place.arn("kms", "key/" + key)
        return Call(
            .kms, name, request: .members(request),
            resources: [Call.Resource(arn: arn, account: place.account, type: "AWS::KMS::Key")])
    }
}

enum RDS {
    static func describeDBInstances(_ name: String? = nil) -> Call {
        Call(.rds, "DescribeDBInstances", request: name.map { ["dBInstanceIdentifier": .text($0)] } ?? nil)
    }

    static func createDBInstance(_ name: String, group: Place.SecurityGroup, in place: Place) -> Call {
        let common: [(String, Shape)] = [
            ("dBInstanceIdentifier", .text(name)), ("engine", "postgres"), ("dBInstanceClass", "db.m5.large"),
            ("allocatedStorage", 200), ("publiclyAccessible", false), ("storageEncrypted", true),
            ("masterUsername", "dbadmin"),
        ]
        return Call(
            .rds, "CreateDBInstance", readOnly: false,
            request: .members(
                common + [
                    ("port", 5432), ("masterUserPassword", "****"), ("vpcSecurityGroupIds", [.text(group.id)]),
                ]),
            response: .members(
                common + [
                    ("dBInstanceArn", .text(place.arn("rds", "db:" + name))), ("dBInstanceStatus", "creating"),
                    ("vpcSecurityGroups", [["vpcSecurityGroupId": .text(group.id), "status": "active"]]),
                    ("dbInstancePort", 0), ("multiAZ", true), ("engineVersion", "11.6"),
                    ("pendingModifiedValues", ["masterUserPassword": "****"]),
                ]))
    }
}
