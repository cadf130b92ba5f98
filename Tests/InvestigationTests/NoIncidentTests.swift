import Detections
import Investigation
import Testing

/// Alerts that lead to no incident, and what the analyst makes of them.
@Suite struct NoIncidentTests {
    private let key = "AKIAANA"

    private func investigate(
        error: String?, startAtAlert: Bool = true, _ change: (inout ScopeOptions) -> Void = { _ in }
    ) throws -> Investigation {
        let tiny = try TinyTrail(
            TinyTrail.everyDay(.init(time: "", name: "DescribeInstances")) + [
                .init(time: "2020-05-06T09:00:00Z", name: "CreateKeyPair", ip: "198.51.100.23", error: error)
            ])
        defer { tiny.remove() }
        let alerts = [any Detector].builtIn.alerts(in: tiny.trail)
        var start = InvestigationStart()
        if startAtAlert { start.alerts = alerts.filter { $0.id.contains("key-pair") } }
        var settings = Investigation.Settings()
        change(&settings.thresholds.scope)
        return try #require(Investigation(start, alerts: alerts, in: tiny.trail, settings: settings))
    }

    private let refusal = "Client.UnauthorizedOperation"

    @Test func `The key of a refused alert is proposed`() throws {
        let scope = try investigate(error: refusal).scope
        #expect(scope.keys.map { "\($0.accessKeyID) \($0.status) \($0.calls)" } == ["AKIAANA proposed 0"])
        #expect(scope.addresses.isEmpty && scope.attackerRows.isEmpty && scope.onset == nil && !scope.hasMembers)
    }

    @Test func `Where no alert is named nothing is proposed`() throws {
        #expect(try investigate(error: refusal, startAtAlert: false).scope.keys.isEmpty)
    }

    @Test func `What the analyst takes in makes an incident of it`() throws {
        let scope = try investigate(error: refusal) { $0.accepted = [key] }.scope
        #expect(scope.confirmedKeys.map(\.accessKeyID) == [key])
    }

    @Test func `What the analyst keeps out is named, though nothing is left`() throws {
        let investigation = try investigate(error: nil, startAtAlert: false) { $0.excluded = [key] }
        #expect(investigation.scope.confirmedKeys.isEmpty)
        #expect(
            investigation.bystanders.map { "\($0.value): \($0.reason)" } == ["AKIAANA: excluded by the analyst"])
    }

    // MARK: Decisions

    @Test func `A decision says what it changed`() throws {
        let taken = try investigate(error: refusal) { $0.accepted = [key] }
        #expect(
            taken.decisions.map { "\($0.kind) \($0.value): \($0.gained) \($0.lost) \($0.calls)" } == [
                #"accepted AKIAANA: ["198.51.100.23", "AKIAANA"] [] 1"#
            ])
        let left = try investigate(error: nil) { $0.excluded = [key] }
        #expect(
            left.decisions.map { "\($0.kind) \($0.value): \($0.gained) \($0.lost) \($0.calls)" } == [
                #"excluded AKIAANA: [] ["198.51.100.23", "AKIAANA"] -1"#
            ])
    }
}
