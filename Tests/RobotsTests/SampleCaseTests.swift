import Detections
import Events
import Records
import Robots
import Testing

/// What the robots answer about the key pair that svc-backup made; SampleData/README.md has the truth.
@Suite struct SampleCaseTests {
    @Test func `The robots that are asked answer in their order`() throws {
        let report = try #require(SampleCase.lead)
        #expect(report.alert.id == "huckleberry-ec2-key-pair-suspicious")
        #expect(
            report.answers.map(\.robot) == [
                "role-assumption", "usual-services", "interesting-calls", "address", "history", "by-hand",
                "permission-probe", "mfa", "idle-key", "tooling", "root-use", "impossible-travel",
            ])
    }

    @Test func `No role was assumed`() throws {
        let answer = try SampleCase.answer("role-assumption")
        #expect(answer.verdict == .clear)
        #expect(answer.answer.hasPrefix("svc-backup took on no role or session: no attempt in 335 calls from "))
    }

    @Test func `Of ci-legacy-deploy none of two attempts succeeded`() throws {
        let index = SampleCase.trail.index
        let row = try #require(
            index.rows(.key, equal: "AKIAWVJD5ORKPEXAMPLE").intersection(index.rows(.name, equal: "AssumeRole")).first)
        var alert = try #require(SampleCase.alerts.first)
        alert.leadRow = row
        let answer = try #require(
            SampleCase.crew.report(on: alert)?.answers.first { $0.robot == "role-assumption" })
        #expect(answer.verdict == .clear)
        #expect(answer.answer.contains("0 of 2 attempts succeeded (2 denied)"))
    }

    @Test func `The client is new, the call is by hand where Terraform is usual, MFA is not recorded`() throws {
        #expect(try SampleCase.answer("history").answer.contains("client cli"))
        #expect(try SampleCase.answer("history").reasons.map(\.text).contains("client cli new to the principal"))
        #expect(try SampleCase.answer("by-hand").verdict == .finding)
        #expect(try SampleCase.answer("mfa").verdict == .unknown)
        #expect(try SampleCase.answer("mfa").answer.hasPrefix("MFA is not recorded"))
    }

    @Test func `The key was not idle, the address is new, root was not used`() throws {
        #expect(try SampleCase.answer("idle-key").answer.contains("2020-05-02T02:03:51Z"))
        #expect(try SampleCase.answer("idle-key").verdict == .clear)
        #expect(try SampleCase.answer("address").answer.contains("it used 4 access keys"))
        #expect(try SampleCase.answer("address").verdict == .finding)
        #expect(try SampleCase.answer("root-use").verdict == .clear)
    }

    @Test func `The script that opened the groups is recognised`() throws {
        let answer = try SampleCase.answer("tooling")
        #expect(answer.answer.contains("one identical rule (tcp 0-65535 from 0.0.0.0/0) opened on 57 security groups"))
    }

    @Test func `The calls that others were denied and this key was allowed are a probe`() throws {
        #expect(try SampleCase.answer("permission-probe").verdict == .finding)
    }

    @Test func `The interesting calls have their failures apart`() throws {
        let answer = try SampleCase.answer("interesting-calls")
        #expect(answer.answer.contains("AuthorizeSecurityGroupIngress (318 ok, 6 repeated)"))
        #expect(answer.answer.contains("CreateKeyPair (1 ok)"))
    }

    @Test func `A fact counts once in the score`() throws {
        let report = try #require(SampleCase.lead)
        #expect(Set(report.reasons.map(\.text)).count == report.reasons.count)
        #expect(report.reasons.prefix(report.alert.reasons.count) == report.alert.reasons[...])
        #expect(report.score == 100)
    }
}
