import CloudTrail
import Events
import Foundation
import Ingest
import Investigation
import Records
import Robots
import Testing

/// A simulated attack on a real account, by one user's key from one address. It is no part of the project: where it is
/// absent, the test passes over.
@Suite struct OpenDataTests {
    /// Named by the environment, else beside the project.
    private static let folder =
        (ProcessInfo.processInfo.environment["HUCKLEBERRY_OPEN_DATA"]
            ?? URL(fileURLWithPath: #filePath).appendingPathComponent("../../../../shared/data").standardizedFileURL
            .path)
        + "/invictus"

    private static let isThere = FileManager.default.fileExists(atPath: folder)

    private let user = "AKIATFQR7NSC8Q4X20BJ"
    private let taken = "ASIATFQR7NSC36DZQP7P"
    /// The key that the same instance used itself.
    private let own = "ASIATFQR7NSCSHSEVYP5"
    private let role = "arn:aws:iam::123837392027:role/stratus-red-team-ec2-steal-credentials-role"

    private func attack() throws -> (trail: Trail, scope: Scope) {
        let trail = Trail(try #require(Loader([Self.folder]).load()))
        return (trail, Scope(ScopeSeeds(addresses: ["192.168.10.20"], label: "the address"), in: trail))
    }

    @Test(.enabled(if: isThere, "the open data is not on this machine"))
    func `The user's key asked for ten sessions of five roles, of which five were used`() throws {
        let (trail, scope) = try attack()
        let keys = scope.confirmedKeys
        #expect(keys.filter { AccessKeyKind(accessKeyID: $0.accessKeyID) == .longTerm }.map(\.accessKeyID) == [user])
        let issued = keys.filter { $0.parent == user }
        #expect(issued.count == 10)
        #expect(Set(issued.map(\.principal)).count == 5)
        #expect(issued.count { $0.calls > 0 } == 5)
        let links = scope.links.filter { $0.from == user && $0.via == "AssumeRole" && !$0.isWeak }
        #expect(Set(links.map(\.to)) == Set(issued.map(\.accessKeyID)))
        #expect(links.allSatisfy { trail.index.text(.key, $0.row) == user })
        // The records say when each ends: fifteen minutes after it was issued, or before that with its role, which the
        // attacker deleted.
        let held = HeldCredential.all(of: scope, in: trail)
        for link in links {
            let session = try #require(held.first { $0.id == link.to })
            let expiry = trail.index.time(link.row).advanced(byMilliseconds: 15 * EventTime.minute)
            if let row = session.endedBy {
                #expect(trail.index.text(.name, row) == "DeleteRole")
                #expect(session.end == trail.index.time(row) && trail.index.time(row) < expiry)
            } else {
                #expect(session.end == expiry)
            }
        }
    }

    @Test(.enabled(if: isThere, "the open data is not on this machine"))
    func `An instance's session was used away from it, and its other key is of a role that the attacker made`() throws {
        let (trail, scope) = try attack()
        #expect(scope.confirmedKeys.first { $0.accessKeyID == taken }?.parent == nil)
        let lineage = Lineage(of: scope, in: trail)
        #expect(
            lineage.edges.contains {
                $0.from == "ec2.amazonaws.com" && $0.to == taken && $0.via == "AssumeRole" && !$0.isWeak
            })
        // The attacker made the instance's role: its other session is no guess.
        let roleMade = "of \(role), which the attacker made, depth 3"
        #expect(scope.confirmedKeys.first { $0.accessKeyID == own }?.reason == roleMade)
        #expect(
            lineage.edges.contains {
                $0.from == "i-0dbc91f429e48eeed" && $0.to == taken && $0.via == "instance profile" && $0.isWeak
            })
        let coverage = Coverage(of: scope, in: trail)
        let hypotheses = Hypothesis.all(of: scope, in: trail, coverage: coverage)
        let instance = try #require(hypotheses.first { $0.id == "instance-metadata" })
        #expect(
            instance.supporting.first?.text
                == "Credentials of the instance i-0dbc91f429e48eeed were used from 192.168.10.20, first at "
                + "2023-07-10 11:57:22.")
        // The attacker launched it, and was in before.
        #expect(instance.confidence == .low)
        #expect(instance.against.count == 2)
        // A trail of 25 minutes has no history.
        #expect(scope.confirmedKeys.first { $0.accessKeyID == user }?.idleBefore == .unknown)
    }
}
