/// The account that a path names, as CloudTrail's delivery does: by its folder, and by its file where the folders are lost.
///
/// Source: "Finding your CloudTrail log files" and "CloudTrail log file name format" in the CloudTrail user guide.
enum PathAccount {
    /// `AWSLogs/[o-organisation/]111122223333/CloudTrail/...`, else `111122223333_CloudTrail_us-east-1_...`.
    static func account(in path: String) -> String? {
        let parts = path.split(separator: "/")
        if let root = parts.firstIndex(of: "AWSLogs"),
            let account = parts[parts.index(after: root)...].prefix(2).first(where: isAccount)
        {
            return String(account)
        }
        return parts.last.flatMap(accountOfLog)
    }

    /// Whether a path ends with a name that CloudTrail gives to logs of events, and not to digests or insights.
    static func isLog(_ path: String) -> Bool {
        path.split(separator: "/").last.flatMap(accountOfLog) != nil
    }

    private static func accountOfLog(_ file: Substring) -> String? {
        guard let end = file.firstRange(of: "_CloudTrail_")?.lowerBound, isAccount(file[..<end]) else { return nil }
        return String(file[..<end])
    }

    private static func isAccount(_ text: Substring) -> Bool {
        text.utf8.count == 12 && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
}
