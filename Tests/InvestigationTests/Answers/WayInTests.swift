import CloudTrail
import Events
import Intelligence
import Investigation
import Records
import Robots
import Testing

/// Ways in that are told from the calls of a small attack at 08:00 on 6 May 2020, with 66 days of history.
@Suite struct WayInTests {
    private let history = [TinyTrail.Call(time: "2020-03-01T00:00:00Z", name: "DescribeInstances", user: "eva")]

    private func hypotheses(
        _ calls: [TinyTrail.Call], before: [TinyTrail.Call] = [], knowing sources: [any AddressSource] = []
    ) throws -> [Hypothesis] {
        let attack = try TinyAttack(calls, before: history + before)
        defer { attack.remove() }
        return Hypothesis.all(
            of: attack.scope, in: attack.trail, coverage: Coverage(of: attack.scope, in: attack.trail),
            intelligence: AddressIntelligence(sources))
    }

    // MARK: What the attacker made

    private func signIn(_ time: String, user: String) -> TinyTrail.Call {
        .init(
            time: time, name: "ConsoleLogin", user: user, key: "", service: "signin",
            response: #"{"ConsoleLogin":"Success"}"#)
    }

    @Test(arguments: ["CreateLoginProfile", "UpdateLoginProfile"])
    func `A password that the attacker set is no way in`(_ call: String) throws {
        let own = TinyTrail.Call(
            time: "2020-05-06T08:00:00Z", name: call, service: "iam", request: #"{"userName":"bob"}"#)
        let found = try hypotheses([own, signIn("2020-05-06T08:01:00Z", user: "bob")])
        #expect(found.map(\.id) == ["exposed-keys"])
        // Another's is: with the key in use before, it is how the attack went on.
        let other = try hypotheses([own, signIn("2020-05-06T08:01:00Z", user: "carl")])
        let signedIn = try #require(other.first { $0.id == "sign-in" })
        #expect(signedIn.confidence == .low)
        #expect(
            signedIn.against.map(\.text) == [
                "Other credentials were in use before: ana (AKIAANA) at 2020-05-06 08:00:00."
            ])
    }

    @Test func `The session of a password that the attacker set is no way in either`() throws {
        let calls: [TinyTrail.Call] = [
            .init(
                time: "2020-05-06T08:00:00Z", name: "CreateLoginProfile", service: "iam",
                request: #"{"userName":"bob"}"#),
            .init(time: "2020-05-06T08:02:00Z", name: "ListBuckets", user: "bob", key: "ASIABOB", service: "s3"),
        ]
        #expect(try hypotheses(calls).map(\.id) == ["exposed-keys"])
    }

    @Test func `A user, and the key of a user, that the attacker made are no way in`() throws {
        let calls: [TinyTrail.Call] = [
            .init(
                time: "2020-05-06T08:00:00Z", name: "CreateUser", service: "iam", request: #"{"userName":"deploy"}"#),
            .init(
                time: "2020-05-06T08:01:00Z", name: "CreateAccessKey", service: "iam",
                request: #"{"userName":"deploy"}"#),
            .init(time: "2020-05-06T08:02:00Z", name: "ListBuckets", user: "deploy", service: "s3"),
        ]
        // One key, that of ana; and no pipeline, though the new user sounds like one.
        let found = try hypotheses(calls)
        #expect(found.map(\.id) == ["exposed-keys"])
        #expect(found[0].supporting[0].text == "A long-lived key of ana was used as it was.")
    }

    @Test func `A role whose trust the attacker changed is no way in`() throws {
        func assume(_ time: String) -> TinyTrail.Call {
            .init(
                time: time, name: "AssumeRole", service: "sts",
                response: #"{"credentials":{"accessKeyId":"ASIAROLE"}}"#,
                request: #"{"roleArn":"arn:aws:iam::111122223333:role/door","roleSessionName":"s"}"#,
                identity: #"{"type":"AWSAccount","accountId":"999988887777"}"#)
        }
        func session(_ time: String) -> TinyTrail.Call {
            .init(time: time, name: "ListBuckets", service: "s3", identity: Self.role("door", "s", "ASIAROLE"))
        }
        let change = TinyTrail.Call(
            time: "2020-05-06T08:00:00Z", name: "UpdateAssumeRolePolicy", service: "iam",
            request: #"{"roleName":"door"}"#)
        let opened = try hypotheses([change, assume("2020-05-06T08:01:00Z"), session("2020-05-06T08:02:00Z")])
        #expect(opened.map(\.id) == ["exposed-keys"])
        // A role that trusted them all along is one.
        let trusted = try hypotheses([assume("2020-05-06T08:01:00Z"), session("2020-05-06T08:02:00Z")])
        #expect(trusted.map(\.id) == ["trust"])
    }

    // MARK: Workloads

    private static func role(_ role: String, _ session: String, _ key: String, delivery: String = "2.0") -> String {
        #"{"type":"AssumedRole","principalId":"AROAEXAMPLE:\#(session)","arn":"arn:aws:sts::111122223333:assumed-role/\#(role)/\#(session)","accountId":"111122223333","accessKeyId":"\#(key)","sessionContext":{"sessionIssuer":{"type":"Role","arn":"arn:aws:iam::111122223333:role/\#(role)","userName":"\#(role)"},"attributes":{"creationDate":"2020-05-06T06:00:00Z"},"ec2RoleDelivery":"\#(delivery)"}}"#
    }

    private let instance = "i-0123456789abcdef0"

    private func instanceCall(_ time: String, ip: String = "192.0.2.10", delivery: String = "2.0") -> TinyTrail.Call {
        .init(
            time: time, name: "ListBuckets", ip: ip, service: "s3",
            identity: Self.role("web", instance, "ASIAWEB", delivery: delivery))
    }

    @Test func `An instance's credentials that are used elsewhere were taken from its metadata service`() throws {
        // At home on two days of April and before the attack.
        let home = ["2020-04-10T07:00:00Z", "2020-04-11T07:00:00Z", "2020-05-06T07:00:00Z"].map {
            instanceCall($0, ip: "203.0.113.9")
        }
        let found = try hypotheses([instanceCall("2020-05-06T08:00:00Z")], before: home)
        #expect(found.map(\.id) == ["instance-metadata"])
        #expect(found[0].confidence == .high)
        #expect(
            found[0].supporting.map(\.text) == [
                "Credentials of the instance i-0123456789abcdef0 were used from 198.51.100.23, first at "
                    + "2020-05-06 08:00:00.",
                "Before, they were used from 203.0.113.9, last at 2020-05-06 07:00:00.",
                "From both places by the same key: ASIAWEB.",
            ])
        #expect(found[0].supporting.map(\.rows) == [[4], [3], [1, 4]])
        #expect(found[0].against == [])
    }

    @Test func `Of a young instance the address that came first is its own`() throws {
        let home = instanceCall("2020-05-06T07:00:00Z", ip: "203.0.113.9")
        let found = try hypotheses([instanceCall("2020-05-06T08:00:00Z")], before: [home])
        #expect(found.map(\.id) == ["instance-metadata"])
        #expect(
            found[0].supporting.map(\.text).prefix(2) == [
                "Credentials of the instance i-0123456789abcdef0 were used from 198.51.100.23, first at "
                    + "2020-05-06 08:00:00.",
                "Before, they were used from 203.0.113.9, last at 2020-05-06 07:00:00.",
            ])
        #expect(
            found[0].against.map(\.text) == [
                "That 203.0.113.9 is their own is told by its having come first alone."
            ])
    }

    @Test func `An instance without earlier calls may be at home, unless its address is known to be no one of AWS`()
        throws
    {
        let call = instanceCall("2020-05-06T08:00:00Z", delivery: "1.0")
        let alone = try hypotheses([call])
        #expect(alone.map(\.id) == ["instance-metadata"])
        #expect(alone[0].confidence == .medium)
        #expect(alone[0].supporting.map(\.text).last?.hasPrefix("Version 1 of the metadata service") == true)
        #expect(
            alone[0].against.map(\.text) == [
                "The trail has no earlier call from an address of their own (coverage A): this may be theirs."
            ])
        let hosted = try hypotheses([call], knowing: [Networks(text: "AS64500 Example Hosting")])
        #expect(hosted[0].confidence == .high)
        #expect(
            hosted[0].supporting.map(\.text).contains(
                "198.51.100.23 is AS64500 Example Hosting (test.mmdb): no network of AWS."))
        let amazon = try hypotheses([call], knowing: [Networks(text: "AS16509 AMAZON-02")])
        #expect(amazon[0].confidence == .medium)
        #expect(amazon[0].against.count == 2)
    }

    @Test func `Instance credentials that come after other credentials are no way in but a way on`() throws {
        let key = TinyTrail.Call(time: "2020-05-06T07:59:00Z", name: "SendCommand", service: "ssm")
        let found = try hypotheses([key, instanceCall("2020-05-06T08:00:00Z")])
        let instance = try #require(found.first { $0.id == "instance-metadata" })
        #expect(instance.confidence == .low)
        #expect(
            instance.against.map(\.text).last
                == "Other credentials were in use before: ana (AKIAANA) at 2020-05-06 07:59:00.")
    }

    @Test func `That the attacker launched the instance speaks against it`() throws {
        let launch = TinyTrail.Call(
            time: "2020-05-06T07:59:00Z", name: "RunInstances",
            response: #"{"instancesSet":{"items":[{"instanceId":"i-0123456789abcdef0"}]}}"#)
        let found = try hypotheses([launch, instanceCall("2020-05-06T08:00:00Z")])
        let instance = try #require(found.first { $0.id == "instance-metadata" })
        #expect(instance.confidence == .low)
        #expect(instance.against.map(\.text).contains("The attacker had made them, by RunInstances."))
    }

    @Test func `A function's credentials are told by who issued them, or by its runtime's user agent`() throws {
        let issue = TinyTrail.Call(
            time: "2020-05-06T07:50:00Z", name: "AssumeRole", ip: "lambda.amazonaws.com", service: "sts",
            response: #"{"credentials":{"accessKeyId":"ASIAFN"}}"#,
            identity: #"{"type":"AWSService","invokedBy":"lambda.amazonaws.com"}"#)
        let use = TinyTrail.Call(
            time: "2020-05-06T08:00:00Z", name: "ListBuckets", service: "s3",
            identity: Self.role("fn", "resize", "ASIAFN"))
        #expect(try hypotheses([use], before: [issue]).map(\.id) == ["function-environment"])
        let home = TinyTrail.Call(
            time: "2020-05-06T07:00:00Z", name: "ListBuckets", ip: "203.0.113.9",
            agent: "Boto3/1.9 exec-env/AWS_Lambda_python3.8", service: "s3",
            identity: Self.role("fn", "resize", "ASIAOLD"))
        let found = try hypotheses([use], before: [home])
        #expect(found.map(\.id) == ["function-environment"])
        #expect(found[0].confidence == .high)
        // Neither: somebody's session, of which the trail has no beginning.
        let unknown = try hypotheses([use])
        #expect(unknown.map(\.id) == ["taken-session"])
        #expect(unknown[0].confidence == .low)
    }

    // MARK: People

    @Test func `A session that was issued to its owner, and used elsewhere, was taken`() throws {
        let issue = TinyTrail.Call(
            time: "2020-05-06T07:00:00Z", name: "GetSessionToken", ip: "203.0.113.9", service: "sts",
            response: #"{"credentials":{"accessKeyId":"ASIAANA"}}"#)
        // Her own address, on two days of April already.
        let own = ["2020-04-10T07:00:00Z", "2020-04-11T07:00:00Z", "2020-05-06T07:10:00Z"].map {
            TinyTrail.Call(time: $0, name: "ListBuckets", key: "ASIAANA", ip: "203.0.113.9", service: "s3")
        }
        let use = TinyTrail.Call(time: "2020-05-06T08:00:00Z", name: "ListBuckets", key: "ASIAANA", service: "s3")
        let found = try hypotheses([use], before: [issue] + own)
        #expect(found.map(\.id) == ["taken-session"])
        #expect(found[0].confidence == .medium)
        #expect(
            found[0].supporting.map(\.text) == [
                "1 temporary credential of ana came into use as it was, first at 2020-05-06 08:00:00.",
                "It was issued by GetSessionToken to ana at 203.0.113.9, not at an address of the attacker.",
                "Before, it was used from 203.0.113.9.",
            ])
    }

    @Test func `A password of Identity Center is guessed when checks fail before a sign-in without a second factor`()
        throws
    {
        let identity =
            #"{"type":"IdentityCenterUser","accountId":"111122223333","onBehalfOf":{"userId":"u-1"},"credentialId":"c"}"#
        func step(_ time: String, _ name: String, _ result: String, types: String = "PASSWORD") -> TinyTrail.Call {
            .init(
                time: time, name: name, service: "signin", identity: identity,
                more:
                    #""additionalEventData":{"CredentialType":"\#(types)"},"serviceEventDetails":{"\#(name)":"\#(result)"},"#
            )
        }
        func attack(_ types: String) -> [TinyTrail.Call] {
            (0..<5).map { step("2020-05-06T07:50:0\($0)Z", "CredentialVerification", "Failure") }
                + [step("2020-05-06T07:55:00Z", "UserAuthentication", "Success", types: types)]
        }
        let guessed = try hypotheses(attack("PASSWORD"))
        #expect(guessed.map(\.id) == ["sign-in"])
        #expect(guessed[0].confidence == .high)
        #expect(
            guessed[0].supporting.map(\.text) == [
                "Sign-in by u-1 through an identity provider, whose logs tell how.", "Without MFA.",
                "5 sign-ins failed in the day before.",
            ])
        let protected = try hypotheses(attack("PASSWORD,TOTP"))
        #expect(protected[0].confidence == .medium)
        #expect(protected[0].against.map(\.text) == ["With MFA: a password alone was not enough."])
    }

    @Test func `A second factor of Identity Center may be verified by a call of its own`() throws {
        let identity =
            #"{"type":"IdentityCenterUser","accountId":"111122223333","onBehalfOf":{"userId":"u-1"},"credentialId":"c"}"#
        func step(_ time: String, _ name: String, _ type: String) -> TinyTrail.Call {
            .init(
                time: time, name: name, service: "signin", identity: identity,
                more:
                    #""additionalEventData":{"AuthWorkflowID":"w-1","CredentialType":"\#(type)"},"serviceEventDetails":{"\#(name)":"Success"},"#
            )
        }
        let found = try hypotheses([
            step("2020-05-06T07:54:00Z", "CredentialVerification", "PASSWORD"),
            step("2020-05-06T07:54:30Z", "CredentialVerification", "TOTP"),
            step("2020-05-06T07:55:00Z", "UserAuthentication", "PASSWORD"),
        ])
        #expect(found.first?.against.map(\.text) == ["With MFA: a password alone was not enough."])
    }

    @Test func `A key that a pipeline used before may have leaked from it`() throws {
        let builds = ["2020-04-10T08:00:00Z", "2020-04-11T08:00:00Z"].map {
            TinyTrail.Call(
                time: $0, name: "DescribeInstances", ip: "203.0.113.9",
                agent: "aws-sdk-nodejs/2 configure-aws-credentials-for-github-actions")
        }
        let found = try hypotheses([.init(time: "2020-05-06T08:00:00Z", name: "ListBuckets")], before: builds)
        #expect(found.map(\.id) == ["pipeline", "exposed-keys"])
        #expect(found[0].supporting.map(\.rows) == [[2]])
    }
}

/// Says of each address that it is of one network.
private struct Networks: AddressSource {
    let name = "test.mmdb"
    var text: String

    func labels(of address: IPAddress) -> [AddressLabel] { [AddressLabel(.network, text, source: name)] }

    func coordinates(of address: IPAddress) -> Coordinates? { nil }
}
