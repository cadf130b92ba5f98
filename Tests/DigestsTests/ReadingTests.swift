@testable import Digests
import CloudTrail
import JSON
import SignedTrails
import Testing

@Suite struct ReadingTests {
    private func digest(_ change: (inout JSONObject) -> Void = { _ in }) throws -> Digest {
        var trail = SignedTrail()
        trail.addHour(logs: 1)
        trail.addHour(logs: 1, changing: change)
        let text = trail.digests[1].text
        return try Digest(text.span)
    }

    @Test func `A digest's members are read`() throws {
        let digest = try digest()
        #expect(digest.account == "111122223333")
        #expect(digest.start.iso8601 == "2026-03-01T15:01:31Z")
        #expect(digest.end.iso8601 == "2026-03-01T16:01:31Z")
        #expect(digest.object.bucket == "example-trail")
        #expect(
            digest.object.key
                == "AWSLogs/111122223333/CloudTrail-Digest/us-east-1/2026/03/01/111122223333_CloudTrail-Digest_us-east-1_main_us-east-1_20260301T160131Z.json.gz"
        )
        #expect(digest.fingerprint == "31e8b5433410dfb61a9dc45cc65b22ff")
        #expect(digest.logs.count == 1)
        #expect(digest.previous?.object.key.hasSuffix("_20260301T150131Z.json.gz") == true)
    }

    @Test func `The signed text has four lines`() throws {
        let digest = try digest()
        #expect(
            digest.signedText(sha256: "ab")
                == "2026-03-01T16:01:31Z\nexample-trail/\(digest.object.key)\nab\n\(digest.previous?.signature ?? "")")
    }

    @Test func `A starting digest is signed with the word null`() throws {
        let digest = try digest(SignedTrail.begin)
        #expect(digest.previous == nil)
        #expect(digest.signedText(sha256: "ab").hasSuffix("\nab\nnull"))
    }

    @Test func `What is no digest says why`() throws {
        func problem(_ change: @escaping (inout JSONObject) -> Void) -> DigestProblem? {
            do { _ = try digest(change) } catch { return error as? DigestProblem }
            return nil
        }
        #expect(problem { $0["digestEndTime"] = "yesterday" } == .member("digestEndTime"))
        #expect(problem { $0["logFiles"] = nil } == .member("logFiles"))
        #expect(problem { $0["logFiles"] = .null } == nil)
        #expect(problem { $0["previousDigestHashValue"] = "12" } == .member("previousDigestHashValue"))
        #expect(problem { $0["previousDigestSignature"] = .null } == .member("previousDigestSignature"))
        #expect(
            problem { $0["digestSignatureAlgorithm"] = "MD5withRSA" }
                == .algorithm(member: "digestSignatureAlgorithm", value: "MD5withRSA"))
        let list = Array("[1]".utf8)
        #expect(throws: DigestProblem.notAnObject) { _ = try Digest(list.span) }
    }

    @Test func `A log that speaks of digests is no digest`() throws {
        let log = Array(#"{"Records":[{"userAgent":"\"digestEndTime\" \"digest","a":"b","digestEndTime":1}]}"#.utf8)
        let (mayBe, isDigest) = (Digest.mayBeDigest(log.span), Digest.isDigest(log.span))
        #expect(mayBe)
        #expect(!isDigest)
    }

    @Test(
        arguments: [
            ("/e/b/AWSLogs/111122223333/CloudTrail/us-east-1/2026/03/01/x.json", "/e/b", "us-east-1"),
            ("AWSLogs/o-1a/111122223333/CloudTrail/us-east-1/2026/03/01/x.json.gz", "", "us-east-1"),
            ("logs/111122223333/CloudTrail/eu-west-1/2026/03/01/x.json", "logs", "eu-west-1"),
            ("case.zip!/AWSLogs/111122223333/CloudTrail/us-east-1/2026/03/01/x.json", "case.zip!", "us-east-1"),
        ])
    func `Folders tell where a file was delivered`(path: String, root: String, region: String) {
        let delivery = Delivery(path)
        #expect(delivery.baseName == "x")
        #expect(delivery.root == root)
        #expect(delivery.places.isEmpty == false)
        #expect(delivery.folder?.account == "111122223333")
        #expect(delivery.folder?.region == region)
        #expect(delivery.folder?.day?.iso8601 == "2026-03-01T00:00:00Z")
        #expect(delivery.folder?.kind == .log)
    }

    @Test func `Names tell what a file is wherever it lies`() {
        let log = Delivery("flat/111122223333_CloudTrail_us-gov-west-1_20260301T1405Z_A1b2C3.json.gz")
        #expect(log.name?.kind == .log)
        #expect(log.name?.place == Delivery.Place(account: "111122223333", region: "us-gov-west-1"))
        #expect(log.name?.time.iso8601 == "2026-03-01T14:05:00Z")
        #expect(log.root == "flat")
        let late = Delivery(
            "111122223333_CloudTrail-Digest_eu-west-1_my_trail.v2_us-east-1_20260301T150131Z_backfill.json.gz")
        #expect(late.isDigest)
        #expect(late.name?.isBackfill == true)
        #expect(late.name?.trail == "my_trail.v2_us-east-1")
        #expect(late.name?.place.region == "eu-west-1")
        #expect(late.name?.time.iso8601 == "2026-03-01T15:01:31Z")
        for name in [
            "111122223333_CloudTrail-Insight_us-east-1_20260301T1405Z_A.json.gz", "notes.txt", "",
            "11112222333_CloudTrail_us-east-1_20260301T1405Z_A.json",
            "111122223333_CloudTrail_us-east-1_20261301T1405Z_A",
        ] {
            #expect(Delivery(name).name == nil)
            #expect(!Delivery(name).isDigest)
        }
    }

    @Test func `Keys are taken in both wrappings`() throws {
        var keys = DigestKeys()
        try keys.add(json: SigningKey.list())
        let wrapped: JSONValue = [
            "PublicKeyList": [["Value": .string(SigningKey.second.subjectPublicKeyInfo), "Fingerprint": "b"]]
        ]
        try keys.add(json: JSONWriter().bytes(wrapped))
        #expect(keys.keys.map(\.fingerprint) == ["31e8b5433410dfb61a9dc45cc65b22ff", "b"])
        #expect(keys.keys.map { $0.validity?.upperBound.iso8601 } == ["2027-01-01T00:00:00Z", nil])
        let text = "text"
        let signature = try #require(Hexadecimal.bytes(SigningKey.first.sign(text)))
        #expect(keys.keys[0].verifies(signature, of: text))
        #expect(!keys.keys[0].verifies(signature, of: "test"))
        #expect(!keys.keys[1].verifies(signature, of: text))
        #expect(!keys.keys[0].verifies([], of: text))
    }

    @Test(
        arguments: [
            ("{", "it is no JSON: the JSON ends too early at byte 1"),
            ("{}", "it has no PublicKeyList, as aws cloudtrail list-public-keys --output json prints it"),
            (#"{"s3://b/k":"0aff"}"#, "it holds signatures, and public keys are wanted"),
            (#"{"PublicKeyList":[{}]}"#, "key 1: its Fingerprint is missing or malformed"),
            (#"{"PublicKeyList":[{"Fingerprint":"a","Value":"*"}]}"#, "key 1: its Value is missing or malformed"),
            (
                #"{"PublicKeyList":[{"Fingerprint":"a","Value":"AAAA"}]}"#,
                "key 1: its Value is no RSA key of 2048 bits or more"
            ),
            (
                #"{"PublicKeyList":[{"Fingerprint":"a","Value":""}]}"#,
                "key 1: its Value is no RSA key of 2048 bits or more"
            ),
        ])
    func `A file that holds no keys says why`(json: String, words: String) {
        var keys = DigestKeys()
        #expect { try keys.add(json: Array(json.utf8)) } throws: { "\($0)" == words }
    }

    @Test func `Signatures are found by any spelling of their object`() throws {
        let object = S3Object(bucket: "b", key: "a/k")
        let signature = String(repeating: "0aFF", count: 128)
        for name in ["s3://b/a/k", "b/a/k", "a/k"] {
            var signatures = DigestSignatures()
            try signatures.add(json: Array("{\"\(name)\":\"\(signature)\"}".utf8))
            #expect(signatures.signature(of: object) == signature)
            #expect(signatures.names(leadingToNoneOf: [object]).isEmpty)
            #expect(signatures.names(leadingToNoneOf: []) == [name])
        }
    }

    @Test(
        arguments: [
            ("", "it is no JSON: the JSON ends too early at byte 0"),
            ("8c1f\n", #"it is no JSON object from digests to signatures, such as {"s3://bucket/key": "8c1f..."}"#),
            ("[]", #"it is no JSON object from digests to signatures, such as {"s3://bucket/key": "8c1f..."}"#),
            (
                #"{"PublicKeyList":[]}"#,
                #"it holds public keys, and signatures of digests are wanted, such as {"s3://bucket/key": "8c1f..."}"#
            ),
            (
                #"{"awsAccountId":"1","digestEndTime":"2026-03-01T15:01:31Z"}"#,
                #"it is a digest, and signatures of digests are wanted, such as {"s3://bucket/key": "8c1f..."}: a digest’s own is in the metadata of its object in S3"#
            ),
            (
                #"{"k":"xyz"}"#,
                #"its member “k” is no signature: each member is a digest with its signature in hexadecimal, such as {"s3://bucket/key": "8c1f..."}"#
            ),
            (
                #"{"k":"0aff"}"#,
                "the signature of k has 4 hexadecimal digits; one by a key of 2048 bits has 512"
            ),
            (
                #"{"":"0aff"}"#,
                "it has a signature without a digest: each member is named s3://bucket/key, bucket/key or key"
            ),
        ])
    func `A file that holds no signatures says why`(json: String, words: String) {
        var signatures = DigestSignatures()
        #expect { try signatures.add(json: Array(json.utf8)) } throws: { "\($0)" == words }
    }

    @Test(
        arguments: [
            (#"{"awsAccountId":"1","digestStartTime":"2026-03-01T14:01:31Z","digestEndT"#, true),
            (#"{"digestEndTime":1,"digestS3Bucket":"b"}"#, true), (#"{"digestEndTime":1}"#, false),
            (#"{"Records":[{"eventVersion":"1.08","requestParameters":{"digestEndTime":1"#, false),
            (#"{"imageDigest":"a","digest":"b""#, false),
        ])
    func `A digest that was cut is told from what speaks of digests`(text: String, isDigest: Bool) {
        let text = Array(text.utf8)
        let found = Digest.isDigest(text.span)
        #expect(found == isDigest)
    }

    @Test(
        arguments: [
            ("AWSLogs/111122223333/CloudTrail-Digest/us-east-1/2026/03/01/x.json", true),
            ("CloudTrail-Digest/x.json.gz", true), ("CloudTrail-Digest/x.txt", false), ("x.json", false),
            ("AWSLogs/111122223333/CloudTrail/us-east-1/x.json", false),
        ])
    func `What lies with digests should be one`(path: String, isDigest: Bool) {
        #expect(Delivery(path).isDigest == isDigest)
    }
}
