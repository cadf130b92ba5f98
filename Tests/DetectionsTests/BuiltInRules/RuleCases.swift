import Foundation
import JSON
import Records
import Testing

/// The trails of one file of `Events`: by rule those on which it must raise an alert, and those on which it must not.
struct RuleCases {
    struct Case {
        var rule: String
        var isPositive: Bool
        /// Its place in the list of the file, from 1.
        var number: Int
        var events: [JSONValue]
    }

    let cases: [Case]

    /// - Parameter name: of the file, which is that of the rule's file.
    init(_ name: String) throws {
        let path = BuiltInRules.top + "/Tests/DetectionsTests/BuiltInRules/Events/\(name).json"
        let file = try JSONValue.parse([UInt8](Data(contentsOf: URL(filePath: path))))
        var cases: [Case] = []
        for rule in try #require(file.objectValue).members {
            for kind in ["positive", "negative"] {
                for (place, trail) in try #require(rule.value[kind]?.arrayValue).enumerated() {
                    // An event stands for the trail that holds nothing else.
                    let events = trail.arrayValue ?? [trail]
                    cases.append(
                        Case(rule: rule.key, isPositive: kind == "positive", number: place + 1, events: events))
                }
            }
        }
        self.cases = cases
    }

    func rules(positive: Bool) -> Set<String> {
        Set(cases.filter { $0.isPositive == positive }.map(\.rule))
    }
}

extension RuleCases.Case {
    /// Gives the case as a trail.
    func withTrail<Result>(_ body: (Trail) throws -> Result) throws -> Result {
        let test = try TestTrail(records: events.map { JSONWriter().string($0) })
        defer { test.remove() }
        return try body(test.trail)
    }
}
