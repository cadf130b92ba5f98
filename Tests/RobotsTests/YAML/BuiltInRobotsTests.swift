import CloudTrail
import Detections
import Events
import Foundation
import Ingest
import Records
import Robots
import Testing
import YAML

/// The robots that come with the program as YAML, and the one in the README.
@Suite struct BuiltInRobotsTests {
    private static let top = "/" + #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    private static let set = RobotLoader().load([top + "/Sources/Robots/Resources/Robots"])

    /// The key pair of the sample case, loaded once: `svc-backup` from 198.51.100.23 on 6 May at 08:49:17.
    private static let subject: RobotSubject? = {
        guard let loaded = Loader([top + "/SampleData"]).load() else { return nil }
        let trail = Trail(loaded)
        let alert = [any Detector].builtIn.alerts(in: trail).first {
            $0.rule.id == "huckleberry-ec2-key-pair-suspicious"
        }
        return alert.flatMap { RobotSubject($0, in: trail) }
    }()

    @Test func `They have no mistakes, and are named as their files`() {
        #expect(Self.set.said == [])
        #expect(Self.set.missingPaths == [])
        #expect(Self.set.robots.count == 11)
        for robot in Self.set.robots {
            #expect(robot.position.path.hasSuffix("/\(robot.id).yml"))
            #expect(robot.question.hasSuffix("?"))
            #expect(robot.motive.hasSuffix("."))
        }
    }

    /// Counted in the README of SampleData: the attacker opens 318 rules with this key, makes the key pair, starts an
    /// instance, and does nothing else of what is asked.
    @Test func `In the sample case they find what happened, and nothing else`() throws {
        let subject = try #require(Self.subject)
        let answers = Self.set.robots.compactMap { $0.answer(subject) }
        #expect(
            answers.map { "\($0.robot), \($0.verdict.rawValue): \($0.answer)" } == [
                "audit-settings, clear: no call to CloudTrail, GuardDuty, Config or their like that changes anything",
                "console-sign-ins, clear: no events within 24h around the alert",
                "failed-sign-ins, clear: no: no events in the 7d before the alert; 3 are asked for",
                "firewall-openings, finding: AuthorizeSecurityGroupIngress 318; 318 events within 24h around the alert",
                "identity-changes, clear: no events within 24h around the alert",
                "instance-access, clear: no events within 24h around the alert",
                "new-resources, clear: CreateKeyPair 1, StartInstances 1; 2 events from the alert to 24h behind it",
                "object-reads, unknown: none recorded, which says nothing where the trail has no data events of S3",
                "other-regions, clear: no events within 24h around the alert",
                "secret-reads, clear: no events within 24h around the alert",
                "snapshot-sharing, clear: no events within 24h around the alert",
            ])
        #expect(answers.flatMap(\.reasons) == [])
    }

    @Test func `Evidence of many events is cut to those at both ends and of the values named`() throws {
        let subject = try #require(Self.subject)
        let answer = try #require(Self.set.robots.first { $0.id == "firewall-openings" }?.answer(subject))
        #expect(answer.evidence.count == 200 && answer.events == 318)
        #expect(answer.evidence == Set(answer.evidence).sorted())
        #expect(answer.evidence.first.map { subject.trail.index.time($0).iso8601 } == "2020-05-06T08:14:02Z")
        #expect(answer.evidence.last.map { subject.trail.index.time($0).iso8601 } == "2020-05-06T08:32:50Z")
    }

    @Test func `The README's robot works as it stands there`() throws {
        let readme = try String(contentsOfFile: Self.top + "/README.md", encoding: .utf8)
        let block = try #require(readme.firstMatch(of: /(?s)```yaml\n(.*?)```/)).output.1
        let set = RobotLoader().load(String(block), path: "README.md")
        #expect(set.said == [])
        let subject = try #require(Self.subject)
        let answer = try #require(set.robots.first?.answer(subject))
        #expect(answer.robot == "rules-opened")
        #expect(answer.answer == "318 by svc-backup, from 2020-05-06T08:14:02Z to 2020-05-06T08:32:50Z")
        #expect(answer.verdict == .finding)
        #expect(answer.reasons.map(\.points) == [10])
    }
}
