/// The parts of an Amazon Resource Name: `arn:partition:service:region:account:resource`.
public struct ARN: Hashable, Sendable {
    /// `aws`, `aws-us-gov` or `aws-cn`.
    public var partition: String
    public var service: String
    public var region: String
    public var account: String
    /// All that stands behind the fifth colon.
    public var resource: String

    /// Nil where the text has no six parts or does not begin with `arn:`.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0] == "arn" else { return nil }
        partition = String(parts[1])
        service = String(parts[2])
        region = String(parts[3])
        account = String(parts[4])
        resource = String(parts[5])
    }

    /// The resource behind its type, path included: `a/b/name` of `role/a/b/name`.
    public var pathAndName: String {
        guard let slash = resource.firstIndex(of: "/") else { return resource }
        return String(resource[resource.index(after: slash)...])
    }

    /// The last part of the resource: `name` of `role/a/b/name`.
    public var name: String {
        resource.split(separator: "/").last.map(String.init) ?? resource
    }
}
