/// The names of what a record has at its top.
public enum RecordKeys {
    /// Of a CloudTrail event.
    /// Source: the CloudTrail user guide, "CloudTrail record contents".
    public static let event = [
        "additionalEventData", "addendum", "annotation", "apiVersion", "awsRegion", "edgeDeviceDetails", "errorCode",
        "errorMessage", "eventCategory", "eventContext", "eventID", "eventName", "eventSource", "eventTime",
        "eventType",
        "eventVersion", "insightDetails", "managementEvent", "readOnly", "recipientAccountId", "requestID",
        "requestParameters", "resources", "responseElements", "serviceEventDetails", "sessionCredentialFromConsole",
        "sharedEventID", "sourceIPAddress", "tlsDetails", "userAgent", "userIdentity", "vpcEndpointAccountId",
        "vpcEndpointId",
    ]

    /// Of a GuardDuty finding, as EventBridge and exports to S3 write it; the API has them in upper camel case.
    /// Source: the GuardDuty user guide, "GuardDuty finding format".
    public static let finding = [
        "accountId", "arn", "associatedAttackSequenceArn", "confidence", "createdAt", "description", "id", "partition",
        "region", "resource", "schemaVersion", "service", "severity", "title", "type", "updatedAt",
    ]
}
