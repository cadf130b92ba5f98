import Events
import Records

@testable import Investigation

/// A trail of a few calls in which everything that `eve` does is the attack, and `ines` responds.
enum LedgerCase {
    typealias Call = TinyTrail.Call

    /// A call of the attacker's, at a minute past nine.
    static func attack(
        _ minute: Int, _ name: String, _ request: String = "null", _ response: String = "null", service: String = "ec2",
        error: String? = nil
    ) -> Call {
        call("eve", minute, name, request, response, service: service, error: error)
    }

    /// A call of the responder's, at a minute past nine.
    static func response(
        _ minute: Int, _ name: String, _ request: String = "null", _ response: String = "null", service: String = "ec2",
        error: String? = nil
    ) -> Call {
        call("ines", minute, name, request, response, service: service, error: error)
    }

    private static func call(
        _ user: String, _ minute: Int, _ name: String, _ request: String, _ response: String, service: String,
        error: String?
    ) -> Call {
        Call(
            time: "2020-05-06T09:\(minute < 10 ? "0" : "")\(minute):00Z", name: name, user: user, service: service,
            error: error, response: response, request: request)
    }

    static func rules(_ calls: [Call]) throws -> SecurityGroupLedger {
        try withTrail(calls) { SecurityGroupLedger($1, in: $0) }
    }

    static func changes(_ calls: [Call]) throws -> [ResourceChange] {
        try withTrail(calls) {
            ChangeLedger($1, in: $0, securityGroups: SecurityGroupLedger($1, in: $0)).changes
        }
    }

    private static func withTrail<Value>(_ calls: [Call], _ body: (Trail, Scope) -> Value) throws -> Value {
        let tiny = try TinyTrail(calls)
        defer { tiny.remove() }
        let rows = tiny.trail.index.rows(.user, equal: "eve").rows.map { Int($0) }
        return body(tiny.trail, Scope(onset: nil, keys: [], addresses: [], attackerRows: rows))
    }
}
