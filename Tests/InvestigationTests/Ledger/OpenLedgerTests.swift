import CloudTrail
import Events
import Foundation
import Ingest
import Records
import Testing

@testable import Investigation

/// Attacks that public projects carried out and recorded. The logs are no part of this project: where they are absent,
/// the tests pass over.
@Suite struct OpenLedgerTests {
    /// Named by the environment, else beside the project.
    private static let folder =
        ProcessInfo.processInfo.environment["HUCKLEBERRY_OPEN_DATA"]
        ?? URL(fileURLWithPath: #filePath).appendingPathComponent("../../../../../shared/data").standardizedFileURL.path

    private static let isThere = FileManager.default.fileExists(atPath: folder)

    private struct Stock {
        var trail: Trail
        var changes: [ResourceChange]
        var rules: SecurityGroupLedger

        /// Takes all that was recorded for the attacker's.
        init(_ name: String) throws {
            trail = Trail(try #require(Loader([OpenLedgerTests.folder + "/" + name]).load()))
            let scope = Scope(onset: nil, keys: [], addresses: [], attackerRows: Array(0..<trail.index.count))
            rules = SecurityGroupLedger(scope, in: trail)
            changes = ChangeLedger(scope, in: trail, securityGroups: rules).changes
        }

        /// Successful calls that change something and that neither ledger knows, ascending.
        var unknown: [String] {
            let index = trail.index
            let ok = index.rows(.outcome, equal: "ok").intersection(index.rows(.rw, equal: "write"))
            let known = ChangeTable.all.calls.union(SecurityGroupCall.names)
            return index.values(.name, in: ok).filter { !known.contains(CallName.base(of: $0)) }
        }

        func kinds() -> Set<ResourceChange.Kind> { Set(changes.map(\.kind)) }
    }

    @Test(.enabled(if: isThere, "the open data is not on this machine"))
    func `Every lasting change of the detonations is in the ledger`() throws {
        let stock = try Stock("stratus")
        // Credentials and sessions, which leave nothing behind that a call could take away.
        #expect(stock.unknown == ["ConsoleLogin", "GetFederationToken", "TerminateSession"])
        #expect(stock.changes.allSatisfy { !$0.id.isEmpty || $0.kind == .unclassified })
        #expect(stock.rules.rules.map { $0.rule.summary } == ["tcp 22 from 0.0.0.0/0"])
        #expect(
            stock.kinds().isSuperset(of: [
                .accessKey, .user, .userPolicy, .role, .rolePolicy, .trustPolicy, .loginProfile, .trustAnchor, .trail,
                .logging, .snapshotShared, .imageShared, .databaseShared, .userData, .functionCode,
                .functionPermission, .modelAccess,
            ]))
    }

    @Test(.enabled(if: isThere, "the open data is not on this machine"))
    func `What a simulated attack made and took away again is told apart from what it left`() throws {
        let stock = try Stock("invictus")
        #expect(stock.changes.allSatisfy { !$0.id.isEmpty || $0.kind == .unclassified })
        func remaining(_ kind: ResourceChange.Kind) -> Int {
            stock.changes.count { $0.kind == kind && $0.removedBy == nil }
        }
        #expect(stock.changes.count { $0.kind == .role } == 9)
        #expect(remaining(.role) == 0)
        #expect(remaining(.snapshotShared) == 0)
        #expect(remaining(.imageShared) == 0)
        #expect(remaining(.bucket) == 0)
        #expect(stock.rules.opened == 4)
        #expect(stock.rules.stillOpen.isEmpty)
    }

    @Test(.enabled(if: isThere, "the open data is not on this machine"))
    func `Single records of many services are changes`() throws {
        let stock = try Stock("traildiscover")
        #expect(stock.kinds().isSuperset(of: [.identityProvider, .directoryUser, .accountAssignment, .launchTemplate]))
    }
}
