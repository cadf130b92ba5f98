@testable import Exports
import JSON
import Testing

@Suite struct RedactorTests {
    private func redactor(_ values: [(Redactor.Kind, String)]) -> Redactor {
        var list = PseudonymList()
        for (kind, value) in values { list.add(kind, value) }
        return Redactor(list)
    }

    private var usual: Redactor {
        redactor([
            (.account, "111122223333"), (.user, "ana"), (.user, "svc-backup"), (.role, "deploy"), (.session, "i"),
            (.accessKey, "AKIAANA"), (.address, "198.51.100.23"), (.address, "2001:db8::7"), (.bucket, "acme-data"),
            (.user, "user"),
        ])
    }

    @Test(arguments: [
        ("arn:aws:iam::111122223333:user/ana", "arn:aws:iam::account-1:user/user-1"),
        ("arn:aws:sts::111122223333:assumed-role/deploy/i", "arn:aws:sts::account-1:assumed-role/role-1/session-1"),
        ("its key AKIAANA: used from 198.51.100.23, depth 1", "its key access-key-1: used from 240.0.0.1, depth 1"),
        ("logs/111122223333_CloudTrail_us-east-1.json", "logs/account-1_CloudTrail_us-east-1.json"),
        ("acme-data-111122223333-logs", "bucket-1-account-1-logs"),
        ("svc-backup and ana", "user-2 and user-1"), ("ANA", "user-1"),
        ("banana, anaconda, ana_b", "banana, anaconda, user-1_b"),
    ])
    func `Values are replaced wherever a word begins and ends with them`(text: String, expected: String) {
        #expect(usual.redacted(text) == expected)
    }

    @Test(arguments: [
        ("arn%3Aaws%3Aiam%3A%3A111122223333%3Auser%2Fana", "arn%3Aaws%3Aiam%3A%3Aaccount-1%3Auser%2Fuser-1"),
        (#"{\"Principal\":\"ana\"}"#, #"{\"Principal\":\"user-1\"}"#),
        (#"first\nana\tdeploy"#, #"first\nuser-1\trole-1"#),
        (#"CORP\ana"#, #"CORP\user-1"#), (#"\u002Fana"#, #"\u002Fuser-1"#),
        ("198[.]51[.]100[.]23", "240[.]0[.]0[.]1"), ("2001[:]db8[:][:]7", "100[:][:]1"),
        ("2001:0DB8:0:0::7 is it", "100::1 is it"), ("198.51.100.23:443", "240.0.0.1:443"),
        ("198.51.100.23/32.", "240.0.0.1/32."),
        ("ec2-198-51-100-23.compute.amazonaws.com", "ec2-240-0-0-1.compute.amazonaws.com"),
    ])
    func `Other spellings of a value are that value`(text: String, expected: String) {
        #expect(usual.redacted(text) == expected)
    }

    @Test(arguments: [
        ("open to 0.0.0.0/0 and ::/0", "open to 0.0.0.0/0 and ::/0"), ("127.0.0.1/32", "127.0.0.1/32"),
        ("00000000-0000-4000-8000-111122223333", "00000000-0000-4000-8000-111122223333"),
        (
            "0603302387cc6e877195ed7112b02f30485c248182818b702eaaef00b07553bc",
            "0603302387cc6e877195ed7112b02f30485c248182818b702eaaef00b07553bc"
        ),
        ("2020-05-06T08:57:12Z", "2020-05-06T08:57:12Z"), ("ec2.amazonaws.com", "ec2.amazonaws.com"),
        ("a user of i", "a user of i"), ("", ""), ("Boto3/1.12.39 Python/3.8.2", "Boto3/1.12.39 Python/3.8.2"),
    ])
    func `What is nobody's stays`(text: String, expected: String) { #expect(usual.redacted(text) == expected) }

    @Test func `A name that is a common word is one where names stand`() {
        #expect(usual.redacted("user") == "user-3")
        #expect(usual.redacted("arn:aws:iam::111122223333:user/user") == "arn:aws:iam::account-1:user/user-3")
        #expect(usual.redacted("the user of it") == "the user of it")
    }

    @Test(arguments: [
        ("account 999988887777", "account account-0"), ("203.0.113.9", "240.0.0.0"), ("2001:db8::99", "100::"),
        ("AKIAIOSFODNN7EXAMPLE", "access-key-0"), ("AROAIOSFODNN7EXAMPLE:s", "identifier-0:s"),
        ("mail eve@example.org!", "mail email-0!"), ("i-0b77e4b2fb4b3759b", "instance-0"), ("sg-0be6418b", "group-0"),
    ])
    func `What has the form of a secret and is not in the key is number 0`(text: String, expected: String) {
        #expect(usual.redacted(text) == expected)
    }

    @Test func `Numbers follow the order of appearance, and a value has one pseudonym whatever it is called`() {
        let redactor = redactor([
            (.user, "b"), (.user, "a"), (.role, "a"), (.user, "B"), (.session, "i-0b77e4b2fb4b3759b"),
        ])
        #expect(
            redactor.key.map { "\($0.kind.rawValue) \($0.value) \($0.pseudonym)" } == [
                "user b user-1", "user a user-2", "instance i-0b77e4b2fb4b3759b instance-1",
            ])
    }

    @Test func `The path of a name has the pseudonym of the name`() {
        var list = PseudonymList()
        list.add(allIn: "arn:aws:iam::111122223333:user/finance/paris/bob")
        let redactor = Redactor(list)
        #expect(
            redactor.redacted("arn:aws:iam::111122223333:user/finance/paris/bob, bob")
                == "arn:aws:iam::account-1:user/user-1, user-1")
    }

    @Test func `What AWS manages is no name of anybody's`() {
        var list = PseudonymList()
        list.add(allIn: "arn:aws:iam::aws:policy/AdministratorAccess arn:aws:iam::111122223333:root")
        #expect(Redactor(list).key.map(\.value) == ["111122223333"])
    }

    @Test func `Values of JSON are redacted, names of members are not`() {
        let value: JSONValue = ["ana": "ana", "list": ["deploy", 1, true, nil]]
        #expect(value.redacted(by: usual) == ["ana": "user-1", "list": ["role-1", 1, true, nil]])
        #expect(value.redacted(by: nil) == value)
    }

    @Test func `Names with quotes are found in words of a shell and in JSON within JSON`() {
        let redactor = redactor([(.keyPair, #"it's "mine""#)])
        #expect(redactor.redacted(#"--key-name 'it'\''s "mine"'"#) == "--key-name 'key-pair-1'")
        #expect(redactor.redacted(#"{\"keyName\":\"it's \"mine\"\"}"#) == #"{\"keyName\":\"key-pair-1\"}"#)
        #expect(redactor.redacted("it%27s%20%22mine%22") == "key-pair-1")
    }

    /// Twice the text takes about twice the time; with a pass for each word or place it would be hours.
    @Test func `A long text that is nearly a name everywhere is read in a moment`() {
        let redactor = redactor((0..<2_000).map { (.user, "a-a-a-a-\($0)") })
        let text = String(repeating: "a-", count: 100_000)
        #expect(redactor.redacted(text) == text)
        #expect(redactor.redacted(text + "7").hasSuffix("a-user-8"))
    }
}
