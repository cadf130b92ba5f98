internal import CloudTrail
public import Records
internal import Text

/// What a condition of a filter looks at.
public enum Field: Hashable, Sendable {
    case alias(Alias)
    /// Members of the record from its top. Arrays on the way are walked.
    case path(JSONPath)
}

extension Field {
    /// The words before a colon that stand for a comparison of the time.
    static let timeWords = ["after", "before"]

    /// The paths that an alias stands for.
    private static let aliases: [String: Alias] = [
        "eventID": .id, "eventTime": .time, "eventName": .name, "eventSource": .service, "sourceIPAddress": .ip,
        "awsRegion": .region, "userAgent": .agent, "errorCode": .error, "userIdentity.type": .type,
        "eventCategory": .category, "recipientAccountId": .account, "vpcEndpointId": .vpce,
        "userIdentity.accessKeyId": .key,
    ]

    /// The field of this name, an alias or a path of members parted by dots; nil where the first part is neither an
    /// alias nor a member of a record.
    public init?(_ name: String) {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        if let alias = Alias(rawValue: name) ?? Self.aliases[name] {
            self = .alias(alias)
        } else if RecordKeys.event.contains(String(parts[0])), !parts.contains("") {
            self = .path(JSONPath(name))
        } else {
            return nil
        }
    }

    /// What the writer of an unknown field most likely meant; `nil` when the text is no slip but something else, such
    /// as the `s3` of `s3:GetObject`.
    ///
    /// The measure is strict, because whatever is no field is searched as a word: up to three letters must only differ
    /// in case, up to seven may have one slip, longer names two.
    static func meant(by name: String) -> String? {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        let first = parts[0]
        let slips = first.count < 4 ? 0 : first.count < 8 ? 1 : 2
        let names = parts.count == 1 ? Alias.allCases.map(\.rawValue) + timeWords + RecordKeys.event : RecordKeys.event
        guard let name = nearest(to: first, among: names, within: slips) else { return nil }
        return ([name] + parts.dropFirst()).joined(separator: ".")
    }

    /// As written in a filter.
    var text: String {
        switch self {
        case .alias(let alias): alias.rawValue
        case .path(let path): Quoting.path(path.text)
        }
    }
}
