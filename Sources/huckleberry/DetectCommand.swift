import ATTACK
public import ArgumentParser
import CloudTrail
import Detections
import Events
import JSON
import Records
public import Sigma
import Text

/// `huckleberry detect`: the alerts over a trail.
struct DetectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "detect",
        abstract: "List alerts: built-in rules, and findings of GuardDuty that lie beside the logs.")

    @Argument(help: ArgumentHelp("Files, folders, or - for standard input.", valueName: "path"))
    var paths: [String]

    @Option(help: "text or json.")
    var format = Format.text

    @Option(help: ArgumentHelp("Leave out alerts below this level.", valueName: "level"))
    var minLevel = Level.informational

    @OptionGroup var attack: AttackOptions

    @OptionGroup var trail: TrailOptions

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    func run() async throws {
        try CommandRun.run { output in
            let read = try trail.load(paths)
            let reports = [any Detector].builtIn.alerts(in: read)
                .filter { $0.rule.level >= minLevel }
                .sorted { $0.precedesInReport($1) }
                .map { AlertReport(alert: $0, index: read.index, attack: attack.version) }
            switch format {
            case .json:
                let list = JSONValue.array(reports.map(\.json))
                try output.write(JSONWriter(.pretty).string(list) + "\n")
            case .text:
                for report in reports { try output.write(report.text) }
            }
            try output.flush()
            TrailOptions.reportFailures(of: read)
            return TrailOptions.status(of: read)
        }
    }
}

extension Level: ExpressibleByArgument {}

/// One alert as `detect` prints it.
private struct AlertReport {
    let alert: Alert
    let index: EventIndex
    let attack: AttackVersion

    var json: JSONValue {
        func one(_ values: [String]) -> JSONValue { values.count == 1 ? .string(values[0]) : .null }
        return [
            "id": .string(alert.id), "rule": rule, "state": .string(alert.standing.rawValue),
            "score": .number(alert.score), "count": .number(alert.count),
            "first": .string(alert.first.iso8601), "last": .string(alert.last.iso8601),
            "principal": one(alert.principals), "accessKeyId": one(alert.accessKeys), "address": one(alert.addresses),
            "reasons": .array(
                alert.reasons.map { reason in
                    [
                        "points": .number(reason.points), "text": .string(reason.text),
                        "evidence": .array(ids(reason.evidence)),
                    ]
                }),
            "eventIDs": .array(ids(alert.rows)),
        ]
    }

    private var rule: JSONValue {
        let mapping = AttackMapping(of: alert.rule.tags, in: attack)
        return [
            "id": .string(alert.rule.id), "title": .string(alert.rule.title),
            "level": .string(alert.rule.level.rawValue), "tags": .array(alert.rule.tags.map { .string($0) }),
            "author": alert.rule.author.map { .string($0) } ?? .null, "kind": .string(alert.rule.kind.rawValue),
            "path": alert.rule.path.map { .string($0) } ?? .null,
            "tactics": .array(mapping.tactics.map { ["id": .string($0.id), "name": .string($0.name)] }),
            "techniques": .array(
                mapping.techniques.map { named in
                    ["id": .string(named.id), "name": named.technique.map { .string($0.fullName) } ?? .null]
                }),
        ]
    }

    private func ids(_ rows: [Int]) -> [JSONValue] { rows.compactMap { index.eventIDs[$0] }.map { .string($0) } }

    var text: String {
        let who =
            alert.principals.count > 1
            ? "\(alert.principals.count) principals" : alert.principals.first ?? "no principal"
        let from =
            alert.addresses.count > 1 ? "\(alert.addresses.count) addresses" : alert.addresses.first ?? "no address"
        var lines = [
            "\(alert.rule.level.letter) \(alert.score)  \(Neutral.text(alert.rule.title))  x\(alert.count)",
            "    \(alert.first.iso8601) to \(alert.last.iso8601)  \(Neutral.text(who))  \(Neutral.text(from))",
        ]
        lines += alert.reasons.map { "    \($0.points) \(Neutral.text($0.text))" }
        return lines.joined(separator: "\n") + "\n"
    }
}
