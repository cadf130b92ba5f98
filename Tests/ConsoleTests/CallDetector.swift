import Events
import Records

@testable import Console
@testable import Detections

/// A rule that raises one alert over all calls of a name, and explains each.
struct CallDetector: Detector {
    var rule: Rule
    var call: String
    var selection = "selection"
    /// The rules of a correlation: each over one name of a call.
    var members: [(title: String, call: String)] = []

    var rules: [Rule] { [rule] }

    func alerts(in trail: Trail, options: DetectionOptions) -> [Alert] {
        let index = trail.index
        func rows(_ name: String) -> [Int] { index.rows(.name, equal: name).rows.map { Int($0) } }
        let parts = members.map { member in
            CorrelationMatch.Member(ruleID: member.call, title: member.title, rows: rows(member.call))
        }
        let all = members.isEmpty ? rows(call) : parts.flatMap(\.rows).sorted()
        guard !all.isEmpty else { return [] }
        var alert = Alert(rule, rows: all, reasons: [], in: index)
        if !members.isEmpty {
            alert.correlation = CorrelationMatch(
                group: [.init(field: "recipientAccountId", value: "111122223333")], timespan: 600_000,
                figure: "\(all.count) events", members: parts)
        }
        return [alert]
    }

    func explanation(of row: Int, in alert: Alert, of trail: Trail) -> Explanation? {
        guard alert.rule.id == rule.id else { return nil }
        let name = trail.index.text(.name, row)
        return Explanation(selections: [
            SelectionMatch(
                name: selection,
                fields: [
                    FieldMatch(field: "eventName|startswith", value: name, wanted: String(call.prefix(6))),
                    FieldMatch(field: "errorCode", value: nil, wanted: "null"),
                ])
        ])
    }
}

extension SampleCase {
    /// The sample case as other rules judge it.
    static func desk(by rules: @escaping @Sendable () -> DetectorSet) -> TrailDesk {
        TrailDesk(
            trail, name: "SampleData", isSample: true,
            notes: NotesWriter(folder: ".") { Driver.now }, threads: 2, rules: rules)
    }
}
