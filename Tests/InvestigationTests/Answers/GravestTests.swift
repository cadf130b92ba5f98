import Investigation
import Records
import Testing

/// What weighs most is said by name: what was read, with whom it was shared, who was let in, what was made.
@Suite struct GravestTests {
    private func answer(_ id: String, _ calls: [TinyTrail.Call], after: [TinyTrail.Call] = []) throws -> CaseAnswer {
        let attack = try TinyAttack(calls, after: after)
        defer { attack.remove() }
        let ledger = ChangeLedger(
            attack.scope, in: attack.trail, securityGroups: SecurityGroupLedger(attack.scope, in: attack.trail))
        let facts = CaseFacts(attack.scope, in: attack.trail, changes: ledger.changes)
        return try #require(CaseAnswer.all(facts, in: attack.index).first { $0.id == id })
    }

    private func secret(_ minute: Int, _ name: String, error: String? = nil) -> TinyTrail.Call {
        .init(
            time: "2020-05-06T09:\(10 + minute):00Z", name: "GetSecretValue", service: "secretsmanager", error: error,
            request: #"{"secretId":"\#(name)"}"#)
    }

    private func share(_ minute: Int, _ snapshot: String, _ action: String, ip: String = TinyAttack.address)
        -> TinyTrail.Call
    {
        .init(
            time: "2020-05-06T09:\(30 + minute):00Z", name: "ModifySnapshotAttribute",
            user: ip == TinyAttack.address ? "ana" : "ines", ip: ip,
            request: """
                {"snapshotId":"\(snapshot)","attributeType":"CREATE_VOLUME_PERMISSION","createVolumePermission":\
                {"\(action)":{"items":[{"userId":"999988887777"}]}}}
                """)
    }

    @Test func secretsThatWereReadAreNamed() throws {
        let answer = try answer(
            "actions",
            [
                secret(0, "db/main"), secret(1, "db/main"), secret(2, "api/token"),
                secret(3, "root", error: "AccessDenied"),
            ])
        #expect(answer.answer.contains("2 secrets were read: db/main and api/token."))
        #expect(!answer.answer.contains("were read: root"))
        // The first read of each.
        #expect(Set([0, 2]).isSubset(of: answer.evidence))
    }

    @Test func namesAreBounded() throws {
        let answer = try answer("actions", (0..<11).map { secret($0, "s\($0)") })
        #expect(answer.answer.contains("11 secrets were read: s0, s1, s2, s3, s4, s5, s6, s7 and 3 more."))
    }

    @Test func accountsThatWereGivenSomethingAreNamed() throws {
        let shares = [share(0, "snap-1", "add"), share(1, "snap-2", "add")]
        let open = try answer("actions", shares)
        #expect(open.answer.contains("Shared with account 999988887777: snap-1 and snap-2."))
        let half = try answer("actions", shares, after: [share(2, "snap-1", "remove", ip: "192.0.2.7")])
        #expect(
            half.answer.contains("Shared with account 999988887777: snap-1 and snap-2, 1 of them taken back since."))
        #expect(half.evidence.contains(2))
        let gone = try answer("actions", [shares[0]], after: [share(2, "snap-1", "remove", ip: "192.0.2.7")])
        #expect(gone.answer.contains("Shared with account 999988887777: snap-1, taken back since."))
    }

    @Test func whoWasLetIntoARoleIsNamed() throws {
        let policy =
            #"{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"999988887777\"},\"Action\":\"sts:AssumeRole\"}]}"#
        let answer = try answer(
            "actions",
            [
                .init(
                    time: "2020-05-06T09:00:00Z", name: "UpdateAssumeRolePolicy", service: "iam",
                    request: #"{"roleName":"batch","policyDocument":"\#(policy)"}"#)
            ])
        #expect(answer.answer.contains("Who may assume a role was changed: batch (lets in account 999988887777)."))
        #expect(answer.evidence.contains(0))
    }

    /// The key of a user that the attacker made, and that a responder turned off.
    @Test func aKeyThatWasTurnedOffIsSaidToBe() throws {
        let made: [TinyTrail.Call] = [
            .init(
                time: "2020-05-06T09:00:00Z", name: "CreateUser", service: "iam", request: #"{"userName":"leo"}"#),
            .init(
                time: "2020-05-06T09:01:00Z", name: "CreateAccessKey", service: "iam",
                response: #"{"accessKey":{"accessKeyId":"AKIALEO","userName":"leo"}}"#,
                request: #"{"userName":"leo"}"#),
        ]
        let off = TinyTrail.Call(
            time: "2020-05-06T11:20:00Z", name: "UpdateAccessKey", user: "ines", ip: "192.0.2.7", service: "iam",
            request: #"{"userName":"leo","accessKeyId":"AKIALEO","status":"Inactive"}"#)
        #expect(
            try answer("actions", made, after: [off]).answer
                .contains("Users made: leo. Keys made: AKIALEO (turned off since)."))
        let duration = try answer("duration", made, after: [off])
        #expect(duration.answer.contains("Turned off: leo (AKIALEO) at 2020-05-06 11:20:00."))
        #expect(duration.evidence.contains(2))
        #expect(!(try answer("duration", made).answer.contains("Turned off")))
    }
}
