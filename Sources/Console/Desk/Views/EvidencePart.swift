internal import Cases
internal import CloudTrail
internal import Ingest
internal import Records

/// A part of the evidence under a headline: what is there, or what is missing.
struct EvidencePart {
    enum Kind: String, CaseIterable {
        case coverage, contradicted, digests, changes, notRead, rejected, unreadable, gaps, passedOver, archives, files

        var title: String {
            switch self {
            case .coverage: "Coverage"
            case .contradicted: "Digests: checks that failed"
            case .digests: "Digests"
            case .changes: "Changed since the case was last open"
            case .notRead: "Not read"
            case .rejected: "Rejected records"
            case .unreadable: "Cannot be read again"
            case .gaps: "Gaps"
            case .passedOver: "Passed over"
            case .archives: "Archives"
            case .files: "Files"
            }
        }

        var role: Role {
            switch self {
            case .contradicted, .changes, .notRead, .rejected, .unreadable: .toastWarn
            case .gaps: .timeGap
            case .coverage, .digests, .passedOver, .archives, .files: .uiText
            }
        }
    }

    /// One line of it.
    struct Item {
        var path: String
        var note: String
        /// Where Enter leads.
        var link: Link?
        var time: EventTime?

        init(path: String, note: String, link: Link? = nil, time: EventTime? = nil) {
            self.path = path
            self.note = note
            self.link = link
            self.time = time
        }

        init(rejected: Rejection) {
            let place = [rejected.record.map { "record \($0)" }, rejected.offset.map { "byte \($0)" }].compactMap { $0 }
            let note = (place.isEmpty ? "" : place.joined(separator: ", ") + ": ") + rejected.reason
            self.init(
                path: rejected.path, note: note, link: .pivot(.record, Entity(rejected: rejected), alert: nil))
        }

        init(gap: Gap) {
            let place = Entity(
                .account, gap.account, label: "\(gap.account) around the gap",
                selection: "account:\(Entity.quoted(gap.account))"
                    + (gap.region.map { " region:\(Entity.quoted($0))" } ?? ""))
            self.init(
                path: "\(gap.account) \(gap.region ?? "all regions")",
                note: "\(gap.from.iso8601) to \(gap.to.iso8601): \(gap.reason)",
                link: .pivot(.timeline, place, alert: nil), time: gap.from)
        }
    }

    let kind: Kind
    let items: [Item]

    /// Parts with more lines than this are closed until somebody opens them.
    static let most = 12

    init(_ kind: Kind, _ items: [Item]) {
        self.kind = kind
        self.items = items
    }
}
