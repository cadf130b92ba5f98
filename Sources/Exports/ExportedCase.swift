public import Cases
public import Detections
public import Investigation
public import Records

/// All that exports tell of a case. The same case gives the same bytes in each of them.
public struct ExportedCase: Sendable {
    public var header: CaseHeader
    public var investigation: Investigation
    /// The alerts of the trail that are not muted, the gravest first.
    public var alerts: [Alert]
    /// Those that are, with the reasons.
    public var muted: [MutedAlert]
    /// What the analyst wrote and decided.
    public var analyst: AnalystRecord
    /// Where the evidence came from.
    public var custody: Custody
    /// The events that are told one by one, in the order of time: the attacker's, unless others were selected.
    public var selection: Selection
    /// What stands in the place of what tells whose case it is; nil where everything is told as it is. Every form of
    /// export applies it to the texts of the log and of the analyst before it does anything else to them.
    public var redactor: Redactor?

    /// Which events an export tells one by one.
    public enum Selection: Hashable, Sendable {
        /// The calls of the incident.
        case all
        /// Those that a filter keeps, with its words.
        case filter(String, rows: [Int])
        /// Those that are marked, tagged or written about.
        case annotated(rows: [Int])
    }

    public init(
        _ investigation: Investigation, header: CaseHeader, alerts: [Alert], muted: [MutedAlert] = [],
        analyst: AnalystRecord = AnalystRecord(), custody: Custody = Custody(), selection: Selection = .all,
        redactor: Redactor? = nil
    ) {
        self.investigation = investigation
        self.header = header
        self.alerts = alerts
        self.muted = muted
        self.analyst = analyst
        self.custody = custody
        self.selection = selection
        self.redactor = redactor
    }

    /// A text as the export tells it.
    public func redacted(_ text: String) -> String { redactor?.redacted(text) ?? text }

    public var trail: Trail { investigation.trail }

    /// Rows of the events that are told one by one, in the order of time.
    public var rows: [Int] {
        switch selection {
        case .all: investigation.scope.attackerRows
        case .filter(_, let rows), .annotated(let rows): rows
        }
    }
}
