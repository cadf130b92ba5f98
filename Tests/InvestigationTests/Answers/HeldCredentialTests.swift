import CloudTrail
import Events
import Investigation
import Records
import Robots
import Testing

/// What the attacker holds since 08:00 on 6 May 2020, and what eva takes away later.
@Suite struct HeldCredentialTests {
    private let history = [TinyTrail.Call(time: "2020-03-01T00:00:00Z", name: "DescribeInstances", user: "eva")]
    private let use = TinyTrail.Call(time: "2020-05-06T08:00:00Z", name: "ListBuckets", service: "s3")

    private func eva(_ time: String, _ name: String, _ request: String = "{}") -> TinyTrail.Call {
        .init(time: time, name: name, user: "eva", ip: "203.0.113.1", service: "iam", request: request)
    }

    private func deletion(_ time: String, of key: String) -> TinyTrail.Call {
        eva(time, "DeleteAccessKey", #"{"accessKeyId":"\#(key)"}"#)
    }

    private func told(
        _ calls: [TinyTrail.Call], after: [TinyTrail.Call]
    ) throws -> (dwell: Dwell, duration: String) {
        let attack = try TinyAttack(calls, before: history, after: after)
        defer { attack.remove() }
        let facts = CaseFacts(
            attack.scope, in: attack.trail,
            changes: ChangeLedger(
                attack.scope, in: attack.trail, securityGroups: SecurityGroupLedger(attack.scope, in: attack.trail)
            ).changes)
        let answer = try #require(CaseAnswer.all(facts, in: attack.index).first { $0.id == "duration" })
        return (try #require(facts.dwell), answer.answer)
    }

    @Test func `Access ends with the last key, where there is nothing else`() throws {
        let (dwell, duration) = try told([use], after: [deletion("2020-05-06T09:00:00Z", of: "AKIAANA")])
        #expect(dwell.standing == [])
        #expect(dwell.closed?.clock == "09:00:00")
        #expect(
            duration.contains(
                "All that is known to have been in the attacker's hands had ended by 2020-05-06 09:00:00 (coverage A): 1 key "
                    + "was taken away."))
    }

    @Test func `A key that the attacker made outlives the one that made it, used or not`() throws {
        let made = TinyTrail.Call(
            time: "2020-05-06T08:01:00Z", name: "CreateAccessKey", service: "iam",
            response: #"{"accessKey":{"accessKeyId":"AKIACHILD","userName":"carl"}}"#, request: #"{"userName":"carl"}"#)
        let parent = deletion("2020-05-06T09:00:00Z", of: "AKIAANA")
        let (dwell, duration) = try told([use, made], after: [parent])
        #expect(dwell.activeKeys == ["AKIACHILD"])
        #expect(dwell.closed == nil)
        #expect(
            duration.contains(
                "1 of 2 long-lived keys was still active at the end of the trail, 2020-05-06 09:00:00: carl (AKIACHILD), made "
                    + "by the attacker."))
        let both = try told([use, made], after: [parent, deletion("2020-05-06T10:00:00Z", of: "AKIACHILD")])
        #expect(both.dwell.closed?.clock == "10:00:00")
    }

    @Test func `A key that the attacker made work again is held as well`() throws {
        let again = TinyTrail.Call(
            time: "2020-05-06T08:01:00Z", name: "UpdateAccessKey", service: "iam",
            request: #"{"userName":"bob","accessKeyId":"AKIABOB","status":"Active"}"#)
        let (dwell, _) = try told([use, again], after: [deletion("2020-05-06T09:00:00Z", of: "AKIAANA")])
        #expect(dwell.standing.map(\.id) == ["AKIABOB"])
        #expect(dwell.standing.map(\.isMade) == [false])
    }

    private func session(expiration: String?) -> TinyTrail.Call {
        let told = expiration.map { #","expiration":"\#($0)""# } ?? ""
        return .init(
            time: "2020-05-06T08:01:00Z", name: "GetSessionToken", service: "sts",
            response: #"{"credentials":{"accessKeyId":"ASIAANA"\#(told)}}"#)
    }

    @Test func `A session outlives the key that asked for it, until it expires`() throws {
        let session = session(expiration: "May 6, 2020, 8:01:00 PM")
        let parent = deletion("2020-05-06T09:00:00Z", of: "AKIAANA")
        let (dwell, duration) = try told([use, session], after: [parent])
        #expect(dwell.standing.map(\.id) == ["ASIAANA"])
        #expect(dwell.closed == nil)
        #expect(
            duration.contains(
                "1 temporary credential works on at the end of the trail, whatever becomes of the key that issued it: ana "
                    + "(ASIAANA) until 2020-05-06 20:01:00 at the latest."))
        let later = try told([use, session], after: [parent, eva("2020-05-08T00:00:00Z", "ListUsers")])
        #expect(later.dwell.standing == [])
        #expect(later.dwell.closed?.clock == "20:01:00")
        #expect(later.duration.contains("1 key was taken away, 1 temporary credential ran out."))
    }

    @Test func `Without a moment of its own a session lasts as long as one can, or as was asked for`() throws {
        let parent = deletion("2020-05-06T09:00:00Z", of: "AKIAANA")
        let longest = try told([use, session(expiration: nil)], after: [parent])
        #expect(longest.dwell.standing.map(\.end?.iso8601) == ["2020-05-07T20:01:00Z"])
        var asked = session(expiration: nil)
        asked.request = #"{"durationSeconds":3600}"#
        let hour = try told([use, asked], after: [parent])
        #expect(hour.dwell.standing.map(\.end?.iso8601) == ["2020-05-06T09:01:00Z"])
        // What a hostile log claims beyond the longest is not believed.
        let claimed = try told([use, session(expiration: "May 6, 2999, 8:01:00 PM")], after: [parent])
        #expect(claimed.dwell.standing.map(\.end?.iso8601) == ["2020-05-07T20:01:00Z"])
    }

    @Test func `A policy that denies everything to the user ends keys and sessions`() throws {
        let deny = eva(
            "2020-05-06T09:00:00Z", "AttachUserPolicy",
            #"{"userName":"ana","policyArn":"arn:aws:iam::aws:policy/AWSDenyAll"}"#)
        let (dwell, _) = try told([use, session(expiration: "May 6, 2020, 8:01:00 PM")], after: [deny])
        #expect(dwell.standing == [])
        #expect(dwell.held.map(\.end?.clock) == ["09:00:00", "09:00:00"])
        #expect(dwell.ended.map(\.accessKeyID) == ["AKIAANA"])
    }

    @Test func `A password that the attacker set stands until another sets one or deletes it`() throws {
        let set = TinyTrail.Call(
            time: "2020-05-06T08:01:00Z", name: "CreateLoginProfile", service: "iam", request: #"{"userName":"bob"}"#)
        let parent = deletion("2020-05-06T09:00:00Z", of: "AKIAANA")
        let (dwell, duration) = try told([use, set], after: [parent])
        #expect(dwell.standing.map(\.id) == ["arn:aws:iam::111122223333:user/bob"])
        #expect(duration.contains("Nobody has changed or deleted the password of bob, which the attacker set."))
        for name in ["DeleteLoginProfile", "UpdateLoginProfile"] {
            let ended = try told(
                [use, set], after: [parent, eva("2020-05-06T10:00:00Z", name, #"{"userName":"bob"}"#)])
            #expect(ended.dwell.closed?.clock == "10:00:00")
        }
        let other = try told(
            [use, set], after: [parent, eva("2020-05-06T10:00:00Z", "DeleteLoginProfile", #"{"userName":"carl"}"#)])
        #expect(other.dwell.closed == nil)
    }

    @Test func `Of somebody whom an identity provider lets in the end is not in the trail`() throws {
        let signIn = TinyTrail.Call(
            time: "2020-05-06T08:01:00Z", name: "UserAuthentication", service: "signin",
            identity:
                #"{"type":"IdentityCenterUser","accountId":"111122223333","onBehalfOf":{"userId":"u-1"},"credentialId":"c"}"#
        )
        let (dwell, duration) = try told([signIn], after: [eva("2020-06-01T00:00:00Z", "ListUsers")])
        #expect(dwell.standing.map(\.kind) == [.identity])
        #expect(duration.contains("Whether an identity provider still lets u-1 in is not in the trail."))
    }

    @Test func `Users and roles that the attacker made are named though every key has ended`() throws {
        let user = TinyTrail.Call(
            time: "2020-05-06T08:01:00Z", name: "CreateUser", service: "iam", request: #"{"userName":"sys"}"#)
        let (_, duration) = try told([use, user], after: [deletion("2020-05-06T09:00:00Z", of: "AKIAANA")])
        #expect(duration.contains("Ways in that the attacker made or changed are still there: sys (user)."))
    }

    @Test func `Where the trail was stopped, nobody knows what still works`() throws {
        let stop = TinyTrail.Call(time: "2020-05-06T08:01:00Z", name: "StopLogging", service: "cloudtrail")
        let (_, duration) = try told([use, stop], after: [eva("2020-05-08T00:00:00Z", "ListUsers")])
        #expect(duration.contains("1 long-lived key was perhaps still active at the end of the trail"))
        #expect(
            duration.contains(
                "Whether all of it still works is unknown, since the trail may lack what took it away (coverage D, StopLogging "
                    + "by ana at 2020-05-06 08:01:00)."))
    }

    @Test func `A key that is used after its deletion was not taken away for good`() throws {
        let late = TinyTrail.Call(time: "2020-05-06T11:00:00Z", name: "ListBuckets", service: "s3")
        let (dwell, _) = try told([use, late], after: [deletion("2020-05-06T09:00:00Z", of: "AKIAANA")])
        #expect(dwell.activeKeys == ["AKIAANA"])
    }
}
