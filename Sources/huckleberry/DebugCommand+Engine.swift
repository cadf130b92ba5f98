import ArgumentParser
import Athena
import CloudTrail
import Detections
import Events
import Foundation
import JSON
import Query
import Records
import Sigma

extension DebugCommand {
    /// `huckleberry debug engine`: what filters and rules find here, and what an engine would be asked instead. `.ci/engine`
    /// runs the questions and compares.
    struct EngineCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "engine",
            abstract: "Print filters and rules as conditions in SQL, each with the events that fit, as NDJSON.")

        @Argument(help: ArgumentHelp("Files, folders, or - for standard input.", valueName: "path"))
        var paths: [String]

        @Option(help: ArgumentHelp("Filters, one in a line.", valueName: "file"))
        var filters: String?

        @OptionGroup var rules: RuleOptions

        @OptionGroup var trail: TrailOptions

        func run() async throws {
            try await CommandRun.run { output in
                let loaded = try trail.load(paths)
                for line in try filterLines() {
                    try output.write(JSONWriter().string(try answer(to: line, in: loaded)) + "\n")
                }
                let set = try rules.load()
                let detector = SigmaDetector(set, baseRules: .included, threads: trail.threadCount)
                let alerts = Dictionary(grouping: detector.report(in: loaded).alerts, by: \.rule.id)
                for part in RuleSelection(set.rules).parts {
                    let rows = (alerts[part.header.id] ?? []).flatMap(\.rows)
                    try output.write(
                        JSONWriter().string(
                            answer("rule", part.header.id, part.bounds, rows, in: loaded)) + "\n")
                }
                try output.flush()
                return .done
            }
        }

        private func filterLines() throws -> [String] {
            guard let filters else { return [] }
            try InputFiles.require([filters])
            return try String(contentsOfFile: filters, encoding: .utf8).split(separator: "\n").map(String.init)
        }

        private func answer(to line: String, in loaded: Trail) throws -> JSONValue {
            let last = loaded.index.span?.upperBound ?? EventTime(milliseconds: 0)
            do {
                let filter = try Filter(line)
                let plan = try Plan(filter, over: loaded.index)
                let rows = try plan.rows(reading: loaded.records, threads: trail.threadCount)?.rows.map(Int.init) ?? []
                let bounds = FilterTranslator(last: last).bounds(filter.predicate)
                return answer("filter", line, bounds, rows, in: loaded)
            } catch {
                return ["kind": "filter", "text": .string(line), "error": .string("\(error)")]
            }
        }

        private func answer(
            _ kind: String, _ text: String, _ bounds: Bounds, _ rows: [Int], in loaded: Trail
        ) -> JSONValue {
            [
                "kind": .string(kind), "text": .string(text), "where": .string(bounds.whereClause),
                "certainly": .string(bounds.certainClause), "isExact": .bool(bounds.isExact),
                "remainders": .array(bounds.remainders.map { .string($0.description) }),
                "eventIDs": .array(rows.compactMap { loaded.index.eventIDs[$0].map(JSONValue.string) }),
            ]
        }
    }
}
