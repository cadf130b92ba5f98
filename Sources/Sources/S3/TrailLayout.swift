/// Where a trail lays its files:
/// `PREFIX/AWSLogs/[o-ORGANISATION/]ACCOUNT/CloudTrail/REGION/YYYY/MM/DD/FILE.json.gz`, digests under `CloudTrail-Digest`.
///
/// Source: "Finding your CloudTrail log files" in the CloudTrail user guide.
enum TrailLayout {
    static let root = "AWSLogs/"

    /// What a folder of a trail holds.
    enum Level: Hashable {
        /// Organisations and accounts.
        case root
        /// Kinds of files, other services' too.
        case account
        /// Regions.
        case kind
        /// Years, and below them months and days: the part of the day's path that the folder names already.
        case days(within: String)
    }

    /// What a prefix that ends with a slash leads to; nil where it names no `AWSLogs`.
    static func level(of prefix: String) -> Level? {
        let parts = prefix.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        guard let root = parts.lastIndex(of: "AWSLogs") else { return nil }
        var rest = parts[(root + 1)...]
        if let first = rest.first, isOrganisation(first) { rest.removeFirst() }
        guard !rest.isEmpty else { return .root }
        rest.removeFirst()
        guard !rest.isEmpty else { return .account }
        rest.removeFirst()
        guard !rest.isEmpty else { return .kind }
        rest.removeFirst()
        return .days(within: rest.map { $0 + "/" }.joined())
    }

    static func isOrganisation(_ name: some StringProtocol) -> Bool { name.hasPrefix("o-") }

    static func isAccount(_ name: some StringProtocol) -> Bool {
        name.utf8.count == 12 && name.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    /// Regions are named `us-gov-west-1`.
    static func isRegion(_ name: some StringProtocol) -> Bool {
        name.utf8.count <= 30 && name.contains("-")
            && name.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
    }

    /// What a file's own name says, where the folders are lost: `111122223333_CloudTrail_us-east-1_20260301T0005Z_x.json.gz`.
    ///
    /// Source: "CloudTrail log file name format" in the CloudTrail user guide.
    static func fileFacts(of key: String) -> (account: Substring, region: Substring, day: String)? {
        let name = key[(key.lastIndex(of: "/").map { key.index(after: $0) } ?? key.startIndex)...]
        let parts = name.split(separator: "_")
        guard parts.count >= 4, isAccount(parts[0]), parts[1].hasPrefix("CloudTrail"), isRegion(parts[2]),
            let time = parts.last(where: { $0.utf8.count >= 13 && $0.dropFirst(8).first == "T" }),
            time.prefix(8).utf8.allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        let digits = Array(time.prefix(8))
        let day = String(digits[0..<4]) + "/" + String(digits[4..<6]) + "/" + String(digits[6..<8])
        return (parts[0], parts[2], day)
    }
}
