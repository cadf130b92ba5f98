/// The spelling of CloudTrail's names: Athena and Hive fold them to lower case.
///
/// Source: "CloudTrail record contents" and "CloudTrail userIdentity element" in the CloudTrail user guide.
enum FieldSpelling {
    /// Members of a record.
    private static let members = folded([
        "eventVersion", "userIdentity", "eventTime", "eventSource", "eventName", "awsRegion", "sourceIPAddress",
        "userAgent", "errorCode", "errorMessage", "requestParameters", "responseElements", "additionalEventData",
        "requestID", "eventID", "readOnly", "resources", "eventType", "apiVersion", "managementEvent",
        "recipientAccountId", "sharedEventID", "annotation", "vpcEndpointId", "vpcEndpointAccountId",
        "serviceEventDetails", "addendum", "edgeDeviceDetails", "insightDetails", "eventCategory", "tlsDetails",
        "sessionCredentialFromConsole", "eventContext",
    ])

    /// Members of a record's own structures, not of requests and responses, whose names belong to the services.
    private static let inner = folded([
        "type", "principalId", "arn", "accountId", "accessKeyId", "userName", "invokedBy", "sessionContext",
        "attributes", "mfaAuthenticated", "creationDate", "sessionIssuer", "webIdFederationData", "federatedProvider",
        "ec2RoleDelivery", "sourceIdentity", "assumedRoot", "onBehalfOf", "userId", "identityStoreArn", "credentialId",
        "identityProvider", "inScopeOf", "sourceArn", "sourceAccount", "issuerType", "credentialsIssuedTo",
        "tlsVersion", "cipherSuite", "clientProvidedHostHeader", "keyExchange", "reason", "updatedFields",
        "originalRequestID", "originalEventID", "state", "eventSource", "eventName", "insightType", "insightContext",
        "statistics", "baseline", "insight", "average", "insightDuration", "baselineDuration", "attributions",
        "attribute", "value", "errorCode",
    ])

    private static let structures: Set<String> = [
        "userIdentity", "resources", "addendum", "edgeDeviceDetails", "insightDetails", "tlsDetails", "eventContext",
    ]

    /// Members that hold more than a text: structures, and what services put into requests and responses.
    private static let compounds: Set<String> = structures.union([
        "requestParameters", "responseElements", "additionalEventData", "serviceEventDetails", "annotation",
    ])

    /// CloudTrail's spelling of a record's member, or nil for a name that is not CloudTrail's.
    static func member(_ name: String) -> String? { members[name.lowercased()] }

    /// Whether the names inside the member are CloudTrail's own.
    static func isStructure(_ member: String) -> Bool { structures.contains(member) }

    /// Whether the member may be an object or an array; an agent or a message that looks like one is a text.
    static func isCompound(_ member: String) -> Bool { compounds.contains(member) }

    /// CloudTrail's spelling of a name inside a structure; other names stay as they are.
    static func inner(_ name: String, of structure: String) -> String {
        if structure == "resources", name.lowercased() == "arn" { return "ARN" }
        return inner[name.lowercased()] ?? name
    }

    private static func folded(_ names: [String]) -> [String: String] {
        Dictionary(uniqueKeysWithValues: names.map { ($0.lowercased(), $0) })
    }
}
