import ATTACK
import CloudTrail
import Detections
import Events
import JSON
import Records
import Sigma
import Text

/// Alerts as `detect` prints them.
struct AlertList {
    private let alerts: [Alert]
    private let detectors: [any Detector]
    private let trail: Trail
    private let attack: AttackVersion

    /// - Parameter attack: in which tactics and techniques are named.
    init(_ alerts: [Alert], _ detectors: [any Detector], _ trail: Trail, attack: AttackVersion) {
        self.alerts = alerts
        self.detectors = detectors
        self.trail = trail
        self.attack = attack
    }

    // MARK: Text

    func writeText(to output: StandardOutput) throws {
        for alert in alerts { try output.write(text(alert)) }
    }

    private func text(_ alert: Alert) -> String {
        let who =
            alert.principals.count > 1
            ? "\(alert.principals.count) principals" : alert.principals.first ?? "no principal"
        let from =
            alert.addresses.count > 1 ? "\(alert.addresses.count) addresses" : alert.addresses.first ?? "no address"
        var lines = [
            "\(alert.rule.level.letter) \(alert.score)  \(Neutral.text(alert.rule.title))  x\(alert.count)",
            "    \(alert.first.iso8601) to \(alert.last.iso8601)  \(Neutral.text(who))  \(Neutral.text(from))",
        ]
        if let correlation = alert.correlation {
            let group = correlation.group.map { Neutral.text("\($0.field) \($0.value)") }
            lines.append("    " + ([Neutral.text(correlation.figure)] + group).joined(separator: "  "))
        }
        lines += alert.reasons.map { "    \($0.points) \(Neutral.text($0.text))" }
        return lines.joined(separator: "\n") + "\n"
    }

    // MARK: JSON

    /// Writes one alert after the other: all of them together may be large.
    ///
    /// - Parameter most: of so many events of each alert, the first, it is said why they match.
    func writeJSON(to output: StandardOutput, explaining most: Int) throws {
        guard !alerts.isEmpty else { return try output.write("[]\n") }
        let explanations = detectors.explanations(
            of: alerts.map { ($0, Array($0.rows.prefix(most))) }, of: trail)
        let writer = JSONWriter(.pretty)
        for (number, alert) in alerts.enumerated() {
            var bytes = Array((number == 0 ? "[\n  " : ",\n  ").utf8)
            writer.append(json(alert, explanations[number]), to: &bytes, level: 1)
            try output.write(bytes: bytes)
        }
        try output.write("\n]\n")
    }

    private func json(_ alert: Alert, _ explanations: [Int: Explanation]) -> JSONValue {
        func one(_ values: [String]) -> JSONValue { values.count == 1 ? .string(values[0]) : .null }
        return [
            "id": .string(alert.id), "rule": json(alert.rule), "state": .string(alert.standing.rawValue),
            "score": .number(alert.score), "count": .number(alert.count), "first": .string(alert.first.iso8601),
            "last": .string(alert.last.iso8601),
            "principal": one(alert.principals), "accessKeyId": one(alert.accessKeys), "address": one(alert.addresses),
            "reasons": .array(
                alert.reasons.map { reason in
                    [
                        "points": .number(reason.points), "text": .string(reason.text),
                        "evidence": .array(ids(reason.evidence)),
                    ]
                }),
            "correlation": alert.correlation.map(json) ?? .null,
            "matches": .array(
                explanations.sorted { $0.key < $1.key }.map { row, explanation in
                    ["eventID": id(row), "selections": json(explanation)]
                }),
            "eventIDs": .array(ids(alert.rows)),
        ]
    }

    private func json(_ rule: Rule) -> JSONValue {
        func texts(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }
        let mapping = AttackMapping(of: rule.tags, in: attack)
        return [
            "id": .string(rule.id), "title": .string(rule.title), "level": .string(rule.level.rawValue),
            "tags": texts(rule.tags), "author": rule.author.map { .string($0) } ?? .null,
            "kind": .string(rule.kind.rawValue), "path": rule.path.map { .string($0) } ?? .null,
            "description": .string(rule.explanation), "references": texts(rule.references),
            "falsepositives": texts(rule.falsePositives),
            "tactics": .array(mapping.tactics.map { ["id": .string($0.id), "name": .string($0.name)] }),
            "techniques": .array(
                mapping.techniques.map { named in
                    ["id": .string(named.id), "name": named.technique.map { .string($0.fullName) } ?? .null]
                }),
        ]
    }

    private func json(_ correlation: CorrelationMatch) -> JSONValue {
        [
            "group": .array(
                correlation.group.map { ["field": .string($0.field), "value": .string($0.value)] }),
            "timespanSeconds": .number(correlation.timespan / EventTime.second),
            "figure": .string(correlation.figure),
            "members": .array(
                correlation.members.map { member in
                    [
                        "rule": .string(member.ruleID), "title": .string(member.title),
                        "eventIDs": .array(ids(member.rows)),
                    ]
                }),
        ]
    }

    private func json(_ explanation: Explanation) -> JSONValue {
        .array(
            explanation.selections.map { selection in
                [
                    "name": .string(selection.name),
                    "fields": .array(
                        selection.fields.map { match in
                            [
                                "field": .string(match.field), "value": match.value.map { .string($0) } ?? .null,
                                "wanted": .string(match.wanted),
                            ]
                        }),
                ]
            })
    }

    private func id(_ row: Int) -> JSONValue { trail.index.eventIDs[row].map { .string($0) } ?? .null }

    private func ids(_ rows: [Int]) -> [JSONValue] { rows.map(id).filter { !$0.isNull } }
}
