import Sigma
import Testing

@Suite struct LintTests {
    @Test func `Fields that CloudTrail does not have are told`() {
        let set = Snippet.load(Snippet.selection("evenName: A\nuserIdentity.arn: B\nfoo.bar: C"))
        #expect(
            set.said == [
                "10:9 warning: CloudTrail has no field evenName (did you mean eventName?)",
                "12:9 warning: CloudTrail has no field foo",
            ])
        #expect(set.rules.count == 1)
    }

    @Test func `So are fields that others are compared with`() {
        #expect(
            Snippet.load(Snippet.selection("userAgent|fieldref: nothing")).said == [
                "10:9 warning: CloudTrail has no field nothing"
            ])
    }

    @Test func `Findings have fields of their own`() {
        let set = Snippet.load(
            Snippet.selection("Severity|gte: 7\neventName: A").replacing("cloudtrail", with: "guardduty"))
        #expect(set.said == ["11:9 warning: GuardDuty has no field eventName"])
    }

    @Test func `Tags of either version of ATT&CK are known, with either sign between words`() {
        let tags = [
            "attack.t1098", "attack.T1562.008", "attack.t1685.002", "attack.defense-evasion",
            "attack.defense_impairment",
            "attack.stealth", "attack.ta0001", "attack.g0016", "attack.s0039", "cve.2021.44228", "car.2013-05-004",
            "detection.threat-hunting", "mine",
        ]
        #expect(Snippet.load(Snippet.rule("s: a\ncondition: s", tags: "[\(tags.joined(separator: ", "))]")).said == [])
    }

    @Test func `Unknown tags are told, and cost nothing`() {
        let set = Snippet.load(Snippet.rule("s: a\ncondition: s", tags: "[attack.t9999, attack.persistance]"))
        #expect(
            set.said == [
                "4:8 warning: T9999 is no technique of a cloud account that ATT&CK v18 or v19 has",
                "4:22 warning: ATT&CK has no tactic persistance (did you mean persistence?)",
            ])
        #expect(set.rules.count == 1)
    }
}
