internal import CloudTrail
internal import JSON

/// The files in which cloud providers publish their ranges: AWS `ip-ranges.json`, Google Cloud `cloud.json` and
/// `goog.json`, Azure `ServiceTags_Public.json`.
extension AddressList {
    private static let kind = AddressLabel.Kind.cloud.rawValue
    /// What AWS calls a range whichever service uses it.
    private static let anyService = "AMAZON"

    /// - Returns: whether it was one of them.
    mutating func read(cloudRanges json: JSONValue) -> Bool {
        if let values = json["values"]?.arrayValue {
            readAzure(values)
            return true
        }
        let v4 = json["prefixes"]?.arrayValue
        let v6 = json["ipv6_prefixes"]?.arrayValue
        guard v4 != nil || v6 != nil else { return false }
        for range in (v4 ?? []) + (v6 ?? []) { readRange(range) }
        return true
    }

    private mutating func readRange(_ range: JSONValue) {
        func text(_ names: [String]) -> String? { names.lazy.compactMap { range[$0]?.stringValue }.first }
        if let prefix = text(["ip_prefix", "ipv6_prefix"]) {
            let service = text(["service"]).flatMap { $0 == Self.anyService ? nil : $0 }
            addCloud(prefix, ["AWS", service, text(["region"])])
        } else if let prefix = text(["ipv4Prefix", "ipv6Prefix"]) {
            addCloud(prefix, [text(["service"]) ?? "Google", text(["scope"])])
        } else {
            report(.unknownJSON)
        }
    }

    private mutating func readAzure(_ tags: [JSONValue]) {
        for tag in tags {
            guard let prefixes = tag[path: ["properties", "addressPrefixes"]]?.arrayValue else {
                report(.unknownJSON)
                continue
            }
            for prefix in prefixes { addCloud(prefix.stringValue ?? "", ["Azure", tag["name"]?.stringValue]) }
        }
    }

    private mutating func addCloud(_ prefix: String, _ words: [String?]) {
        guard let block = AddressBlock(prefix) else {
            return report(.notAnAddress(prefix.isEmpty ? "nothing" : prefix))
        }
        let label = words.compactMap(\.self).filter { !$0.isEmpty }.joined(separator: " ")
        add(block, label: label, kind: Self.kind)
    }
}
