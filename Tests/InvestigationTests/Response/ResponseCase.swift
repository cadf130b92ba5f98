import CloudTrail
import Records
import Testing

@testable import Investigation

/// The response to the theft of ana's key, from a trail of a few calls on 6 May 2020: scope, lineage and ledgers are
/// worked out as they are for any other.
enum ResponseCase {
    typealias Call = TinyTrail.Call

    /// A call by the thief, at a minute past eight; with another key where it is a session's.
    static func attack(
        _ minute: Int, _ name: String, _ request: String = "null", _ response: String = "null", service: String = "iam",
        error: String? = nil
    ) -> Call {
        Call(
            time: time(8, minute), name: name, ip: "198.51.100.23", service: service, error: error, response: response,
            request: request)
    }

    /// A call by ines, at a minute past twelve.
    static func response(
        _ minute: Int, _ name: String, _ request: String = "null", _ response: String = "null", service: String = "iam"
    ) -> Call {
        Call(
            time: time(12, minute), name: name, user: "ines", service: service, response: response, request: request)
    }

    private static func time(_ hour: Int, _ minute: Int) -> String {
        "2020-05-06T\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute):00Z"
    }

    private static let seeds = ScopeSeeds(
        keys: ["AKIAANA"], addresses: ["198.51.100.23"], time: EventTime("2020-05-06T08:00:00Z"), label: "the alert")

    static func steps(_ calls: [Call]) throws -> [ResponseStep] { try plan(calls).steps }

    /// The steps, and the script of the one account.
    static func plan(_ calls: [Call]) throws -> (steps: [ResponseStep], script: String) {
        let tiny = try TinyTrail(calls)
        defer { tiny.remove() }
        let scope = Scope(seeds, in: tiny.trail)
        let ledger = SecurityGroupLedger(scope, in: tiny.trail)
        let steps = ResponsePlan.steps(
            scope: scope, lineage: Lineage(of: scope, in: tiny.trail), ledger: ledger,
            changes: ChangeLedger(scope, in: tiny.trail, securityGroups: ledger).changes, in: tiny.trail)
        return (steps, ResponseScript.all(steps, in: tiny.trail).first?.text ?? "")
    }

    /// The one step of an operation.
    static func step(_ operation: String, in steps: [ResponseStep]) throws -> ResponseStep {
        let found = steps.filter { $0.id.hasPrefix(operation + "/") }
        #expect(found.count == 1, "\(operation)")
        return try #require(found.first)
    }
}
