internal import JSON

/// JSON that responders often find beside the logs, and that holds no events.
enum ForeignJSON: Envelope {
    /// Members that give a kind away: all of them must be there.
    private struct Kind {
        let shape: Shape
        let members: [String]
        let name: String

        init(_ shape: Shape, _ members: [String], _ name: String) {
            self.shape = shape
            self.members = members
            self.name = name
        }
    }

    private static let kinds = [
        Kind(
            .digest, ["digestStartTime", "digestEndTime"], "a CloudTrail digest file: give it to `huckleberry verify`"),
        Kind(.digest, ["digestS3Bucket", "logFiles"], "a CloudTrail digest file: give it to `huckleberry verify`"),
        Kind(.notCloudTrail, ["configurationItems", "fileVersion"], "a configuration file of AWS Config"),
        Kind(.notCloudTrail, ["configSnapshotId"], "a configuration file of AWS Config"),
        Kind(.notCloudTrail, ["configurationItem", "messageType"], "a notice of AWS Config"),
        Kind(.notCloudTrail, ["s3", "eventSource"], "an S3 event notification"),
        Kind(.notCloudTrail, ["s3Bucket", "s3ObjectKey"], "CloudTrail's notice of a delivered log file"),
        Kind(.notCloudTrail, ["kinesis", "eventSource"], "a Kinesis record, with its data in base64"),
        Kind(.notCloudTrail, ["operationName", "resourceId"], "an Azure activity log"),
        Kind(.notCloudTrail, ["operationName", "activityDateTime"], "a Microsoft Entra audit log"),
        Kind(.notCloudTrail, ["Operation", "Workload", "RecordType"], "a Microsoft 365 audit log"),
        Kind(.notCloudTrail, ["protoPayload"], "a Google Cloud audit log"),
        Kind(.notCloudTrail, ["ProductArn", "SchemaVersion"], "a Security Hub finding"),
        Kind(.notCloudTrail, ["webaclId"], "a log of AWS WAF"),
        Kind(.notCloudTrail, ["query_timestamp", "query_name"], "a DNS query log of Route 53"),
        Kind(.notCloudTrail, ["interfaceId", "srcAddr", "dstAddr"], "a VPC flow log"),
        Kind(.notCloudTrail, ["Version", "Statement"], "an IAM policy"),
        Kind(.notCloudTrail, ["huckleberryTruth", "scenario"], "the truth of a training case, for :debrief"),
    ]

    static func open(_ element: JSONObject, depth: Int) -> Unwrapped? {
        if element["Service"] == "Amazon S3", element["Event"] == "s3:TestEvent" {
            return .notEvent(.notCloudTrail, "a test notification of S3")
        }
        if element["apiVersion"]?.stringValue?.hasPrefix("audit.k8s.io/") == true {
            return .notEvent(.notCloudTrail, "a Kubernetes audit log")
        }
        if element["type"] == "bundle", element["objects"] != nil {
            return .notEvent(.notCloudTrail, "a STIX bundle")
        }
        let kind = kinds.first { kind in kind.members.allSatisfy { element[$0] != nil } }
        guard let kind, !RecordMembers.areThose(of: element) else { return nil }
        return .notEvent(kind.shape, kind.name)
    }
}
