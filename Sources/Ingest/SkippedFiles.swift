internal import CloudTrail

/// Files that were not read, because the keys under which CloudTrail delivered them say that they hold nothing of what
/// was to be loaded.
///
/// Only files that a walk finds and whose folders and names follow CloudTrail's layout to the letter are skipped: what
/// was renamed, moved, unpacked or named by itself is read. A key tells three things:
///
/// - The account. CloudTrail delivers the events that an account received (`recipientAccountId`) under that account, also
///   those of an organisation's trail. Records older than eventVersion 1.02 do not name it, so that the caller's account
///   counts: files from before 2016 are read.
/// - The region. Events of a file are of its region (`awsRegion`). Until November 2021 the trail of one region could also
///   receive those of global services, which are recorded for the region where these live: where that is selected, older
///   files are read.
/// - When it was delivered. A file holds what happened before: it is skipped where that was an hour or more before the
///   first event that is wanted, since names go by full five minutes and clocks differ. CloudTrail delivers within
///   minutes as a rule, and later where it was disturbed: files of the 48 hours behind the last event are read.
public struct SkippedFiles: Sendable, Equatable {
    /// What of the key speaks against a file; the first of these where it is several.
    public enum Reason: String, CaseIterable, Sendable {
        case account, region, deliveredBefore, deliveredAfter
    }

    private let selection: LoadSelection
    private var counts: [Reason: Int]

    init(_ selection: LoadSelection = LoadSelection(), counts: [Reason: Int] = [:]) {
        self.selection = selection
        self.counts = counts.filter { $0.value > 0 }
    }

    /// How many files.
    public var files: Int { counts.values.reduce(0, +) }

    /// How many for a reason.
    public func count(_ reason: Reason) -> Int { counts[reason, default: 0] }

    /// Whether a file at a path is skipped where a walk finds it.
    public func includes(path: String) -> Bool {
        let bytes = Array(path.utf8)
        guard let end = bytes.lastIndex(of: UInt8(ascii: "/")) else { return false }
        return DeliveredFolder(SourcePath(bytes: Array(bytes[..<end]))).map {
            reason(for: bytes[(end + 1)...], in: $0) != nil
        } ?? false
    }

    /// Whether anything may be skipped at all.
    var isPossible: Bool { selection != LoadSelection() }

    /// Counts a file that can be skipped; false for one that has to be read.
    mutating func skip(_ name: ArraySlice<UInt8>, in folder: DeliveredFolder) -> Bool {
        guard let reason = reason(for: name, in: folder) else { return false }
        counts[reason, default: 0] += 1
        return true
    }

    private func reason(for name: ArraySlice<UInt8>, in folder: DeliveredFolder) -> Reason? {
        guard let delivery = folder.delivery(of: name) else { return nil }
        if !selection.accounts.isEmpty, !selection.accounts.contains(folder.account), delivery >= Self.recipientsNamed {
            return .account
        }
        if !selection.regions.isEmpty, !selection.regions.contains(folder.region),
            delivery >= Self.globalEventsApart || selection.regions.isDisjoint(with: Self.globalRegions)
        {
            return .region
        }
        if let from = selection.from, delivery.advanced(byMilliseconds: Self.clockMargin) <= from {
            return .deliveredBefore
        }
        if let to = selection.to, delivery >= to.advanced(byMilliseconds: Self.lateness) { return .deliveredAfter }
        return nil
    }

    private static let clockMargin = EventTime.hour
    private static let lateness = 2 * EventTime.day
    /// 2016-01-01: long after eventVersion 1.02 came.
    private static let recipientsNamed = EventTime(milliseconds: 1_451_606_400_000)
    /// 2021-12-01. Source: "Global service events" in the CloudTrail user guide, which names 22 November 2021.
    private static let globalEventsApart = EventTime(milliseconds: 1_638_316_800_000)
    /// Where events of global services are recorded, by partition.
    private static let globalRegions: Set = [
        "us-east-1", "us-gov-west-1", "cn-north-1", "us-iso-east-1", "us-isob-east-1",
    ]
}
