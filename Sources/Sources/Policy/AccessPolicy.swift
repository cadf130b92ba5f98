internal import JSON

/// An IAM policy that allows what a fetch needs and nothing more.
///
/// What is not known stands in it as a word in capitals, to be replaced.
/// Source: "Actions, resources, and condition keys for AWS services" in the service authorization reference.
public struct AccessPolicy: Hashable, Sendable {
    private var statements: [JSONValue] = []
    /// `aws`, `aws-cn` or `aws-us-gov`.
    private let partition: String

    private init(partition: String) { self.partition = partition }

    /// The policy as JSON, with a line break behind it.
    public var text: String {
        let policy: JSONValue = ["Version": "2012-10-17", "Statement": .array(statements)]
        return JSONWriter(.pretty).string(policy) + "\n"
    }

    /// For `fetch s3`.
    ///
    /// - Parameters:
    ///   - location: nil for a placeholder.
    ///   - kmsKey: the ARN of the key that the trail is encrypted with, or its ID for a placeholder around it; nil for none.
    public static func s3(_ location: S3Location?, kmsKey: String?, partition: String) -> AccessPolicy {
        var policy = AccessPolicy(partition: partition)
        policy.allowReading(location)
        if let kmsKey { policy.allowDecrypting(kmsKey) }
        return policy
    }

    /// For `fetch lookup`. Who asks may always ask who it is.
    public static func lookup(partition: String) -> AccessPolicy {
        var policy = AccessPolicy(partition: partition)
        policy.allow("LookUpEvents", ["cloudtrail:LookupEvents"], on: ["*"])
        policy.allowListingRegions()
        return policy
    }

    /// For `fetch guardduty`.
    public static func guardDuty(partition: String) -> AccessPolicy {
        var policy = AccessPolicy(partition: partition)
        policy.allow("ListDetectors", ["guardduty:ListDetectors"], on: ["*"])
        policy.allow(
            "ReadFindings", ["guardduty:GetFindings", "guardduty:ListFindings"],
            on: ["arn:\(partition):guardduty:*:*:detector/*"])
        policy.allowListingRegions()
        return policy
    }

    /// For `fetch athena`: queries, the table, the trail that it reads, and the place where answers are written.
    ///
    /// - Parameter results: where Athena writes; nil for a placeholder.
    public static func athena(
        _ location: S3Location?, results: S3Location?, kmsKey: String?, partition: String
    ) -> AccessPolicy {
        var policy = AccessPolicy(partition: partition)
        policy.allow(
            "RunQueries",
            [
                "athena:GetQueryExecution", "athena:GetQueryResults", "athena:GetWorkGroup",
                "athena:StartQueryExecution",
                "athena:StopQueryExecution",
            ], on: ["arn:\(partition):athena:*:*:workgroup/WORKGROUP"])
        policy.allow(
            "ReadTable", ["glue:GetDatabase", "glue:GetPartitions", "glue:GetTable"],
            on: ["catalog", "database/DATABASE", "table/DATABASE/TABLE"].map { "arn:\(partition):glue:*:*:\($0)" })
        policy.allowReading(location)
        let (bucket, prefix) = policy.names(results, bucket: "RESULTS-BUCKET", prefix: "RESULTS-PREFIX/")
        policy.allow("FindResults", ["s3:GetBucketLocation", "s3:ListBucket"], on: [bucket])
        policy.allow(
            "WriteResults",
            ["s3:AbortMultipartUpload", "s3:GetObject", "s3:ListMultipartUploadParts", "s3:PutObject"],
            on: ["\(bucket)/\(prefix)*"])
        if let kmsKey { policy.allowDecrypting(kmsKey) }
        return policy
    }

    private mutating func allow(
        _ name: String, _ actions: [String], on resources: [String], where condition: JSONValue? = nil
    ) {
        func list(_ texts: [String]) -> JSONValue {
            texts.count == 1 ? .string(texts[0]) : .array(texts.map { .string($0) })
        }
        var statement: JSONObject = [
            "Sid": .string(name), "Effect": "Allow", "Action": list(actions), "Resource": list(resources),
        ]
        if let condition { statement.append("Condition", condition) }
        statements.append(.object(statement))
    }

    private mutating func allowReading(_ location: S3Location?) {
        let (bucket, prefix) = names(location, bucket: "BUCKET", prefix: "PREFIX/")
        let condition: JSONValue = ["StringLike": ["s3:prefix": .string(prefix + "*")]]
        allow("ListTrail", ["s3:ListBucket"], on: [bucket], where: prefix.isEmpty ? nil : condition)
        allow("ReadTrail", ["s3:GetObject"], on: ["\(bucket)/\(prefix)*"])
    }

    private mutating func allowDecrypting(_ key: String) {
        let resource = key.hasPrefix("arn:") ? key : "arn:\(partition):kms:REGION:ACCOUNT:key/\(key)"
        allow("DecryptTrail", ["kms:Decrypt"], on: [Self.literal(resource)])
    }

    private mutating func allowListingRegions() {
        allow("ListRegions", ["ec2:DescribeRegions"], on: ["*"])
    }

    private func names(_ location: S3Location?, bucket: String, prefix: String) -> (bucket: String, prefix: String) {
        ("arn:\(partition):s3:::" + (location?.bucket ?? bucket), location.map { Self.literal($0.prefix) } ?? prefix)
    }

    /// A text in which no character means others.
    /// Source: "Special characters" in "IAM policy elements: Variables and tags".
    private static func literal(_ text: String) -> String {
        text.map { "*?$".contains($0) ? "${\($0)}" : String($0) }.joined()
    }
}
