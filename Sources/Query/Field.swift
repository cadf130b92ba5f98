internal import Text

/// What a condition of a filter looks at.
public enum Field: Hashable, Sendable {
    case alias(Alias)
    /// Members of the record from its top, at least one. Arrays on the way are walked.
    case path([String])
}

extension Field {
    /// The members at the top of a CloudTrail record.
    /// Source: the CloudTrail user guide, "CloudTrail record contents".
    public static let recordKeys = [
        "additionalEventData", "addendum", "annotation", "apiVersion", "awsRegion", "edgeDeviceDetails", "errorCode",
        "errorMessage", "eventCategory", "eventContext", "eventID", "eventName", "eventSource", "eventTime", "eventType",
        "eventVersion", "insightDetails", "managementEvent", "readOnly", "recipientAccountId", "requestID",
        "requestParameters", "resources", "responseElements", "serviceEventDetails", "sessionCredentialFromConsole",
        "sharedEventID", "sourceIPAddress", "tlsDetails", "userAgent", "userIdentity", "vpcEndpointAccountId",
        "vpcEndpointId",
    ]

    /// The words before a colon that stand for a comparison of the time.
    static let timeWords = ["after", "before"]

    /// The field that a path stands for; `nil` where its first part is neither an alias nor a member of a record.
    init?(_ parts: [String]) {
        if parts.count == 1, let alias = Alias(rawValue: parts[0]) {
            self = .alias(alias)
        } else if let first = parts.first, Self.recordKeys.contains(first), !parts.contains("") {
            self = .path(parts)
        } else {
            return nil
        }
    }

    /// What the writer of an unknown field most likely meant; `nil` when the text is no slip but something else, such
    /// as the `s3` of `s3:GetObject`.
    ///
    /// The measure is strict, because whatever is no field is searched as a word: up to three letters must only differ
    /// in case, up to seven may have one slip, longer names two.
    static func meant(by parts: [String]) -> String? {
        guard let first = parts.first else { return nil }
        let slips = first.count < 4 ? 0 : first.count < 8 ? 1 : 2
        let names = parts.count == 1 ? Alias.allCases.map(\.rawValue) + timeWords + recordKeys : recordKeys
        guard let name = nearest(to: first, among: names, within: slips) else { return nil }
        return ([name] + parts.dropFirst()).joined(separator: ".")
    }

    /// As written in a filter.
    var text: String {
        switch self {
        case .alias(let alias): alias.rawValue
        case .path(let parts): parts.map(Quoting.pathPart).joined(separator: ".")
        }
    }
}
