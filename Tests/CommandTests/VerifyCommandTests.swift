import Foundation
import JSON
import SignedTrails
import Testing

@Suite struct VerifyCommandTests {
    private let trail: SignedTrail
    private let folder: EvidenceFolder
    private let keys: String
    private let signatures: String
    private let beside: EvidenceFolder

    init() throws {
        var trail = SignedTrail()
        for _ in 0..<3 { trail.addHour() }
        self.trail = trail
        folder = try EvidenceFolder([trail])
        beside = try EvidenceFolder()
        keys = try beside.write(SigningKey.list(), to: "public-keys.json")
        signatures = try beside.write(trail.signatures(of: [trail.digests[2]]), to: "signatures.json")
    }

    private func verify(_ arguments: String...) throws -> Program.Result {
        try Program.run(["verify"] + arguments, folder: folder.url)
    }

    private func verifyAll(_ arguments: String...) throws -> Program.Result {
        try Program.run(
            ["verify", "AWSLogs", "--public-keys", keys, "--signature", signatures] + arguments, folder: folder.url)
    }

    @Test func `A clean chain is told with what it proves and what not`() throws {
        let result = try verifyAll()
        #expect(
            result.output == """
                result       holds: every log reaches L3
                digests      3 in 1 chain
                logs         6: 6 L3
                given        1 public key, 1 signature

                What the levels prove
                  A digest is a file in which CloudTrail lists, each hour, the log files that it delivered, with their SHA-256. It
                  names the digest before it, with its SHA-256 and signature, and is signed itself with a key of Amazon’s.
                  L3  The file holds byte for byte what CloudTrail delivered: the digest that lists its SHA-256 bears a signature that is valid by a public key that was given.
                      It does not prove that the public keys are Amazon's, which rests on who fetched them, nor that nothing else happened: what CloudTrail did not record, and what lies before the first digest here or after the last, stays unknown.

                Chains (1)
                  DIGESTS    L1    L2    L3  FROM                  TO                    BEGINS     TRAIL
                        3     0     0     3  2026-03-01T14:01:31Z  2026-03-01T17:01:31Z  start      111122223333 us-east-1 main_us-east-1 s3://example-trail/AWSLogs
                  start      its first digest says that none comes before it: validation was turned on then

                """)
        #expect(result.errors == "")
        #expect(result.status == 0)
    }

    @Test func `JSON has the keys that scripts read`() throws {
        let log = trail.digests[0].logs[0]
        try folder.remove(log)
        let result = try verifyAll("--format", "json")
        #expect(result.status == 1)
        let report = try JSONValue.parse(result.output)
        #expect(report["result"] == "failed")
        #expect(report["lowestLevel"] == "L3")
        #expect(report["publicKeys"] == 1)
        #expect(report["signatures"] == 1)
        #expect(report["levels"]?.arrayValue?.map { $0["level"] } == ["L0", "L1", "L2", "L3"])
        #expect(report["levels"]?.arrayValue?.map { $0["logs"] } == [0, 0, 0, 5])
        #expect(
            report["chains"] == [
                [
                    "account": "111122223333", "region": "us-east-1", "trail": "main_us-east-1", "backfill": false,
                    "location": "s3://example-trail/AWSLogs",
                    "from": "2026-03-01T14:01:31Z", "to": "2026-03-01T17:01:31Z", "beginning": "start", "digests": 3,
                    "levels": ["L1": 0, "L2": 0, "L3": 3],
                ]
            ])
        let digest = report["digests"]?.arrayValue?.first
        #expect(digest?["path"] == .string(trail.digests[0].object))
        #expect(digest?["object"] == .string("s3://example-trail/" + trail.digests[0].object))
        #expect(digest?["sha256"] == .string(trail.digests[0].sha256))
        #expect(digest?["signature"] == "valid")
        #expect(digest?["level"] == "L3")
        #expect(digest?["logFiles"] == 2)
        let first = report["logs"]?.arrayValue?.first
        #expect(first?["path"] == .string(trail.digests[0].logs[1]))
        #expect(first?["state"] == "intact")
        #expect(first?["digest"] == .string(trail.digests[0].object))
        #expect(
            report["findings"] == [
                [
                    "kind": "logMissing", "failed": true, "path": .null, "object": .string("s3://example-trail/" + log),
                    "reason": .string(
                        "missing: \(trail.digests[0].object) lists it, and no file here has its name or its hash"),
                ]
            ])
    }

    @Test func `Without keys the level that is reached is said plainly`() throws {
        let result = try verify("AWSLogs")
        #expect(result.output.hasPrefix("result       holds: every log reaches L2 or more\n"))
        #expect(
            result.output.contains(
                "\n             without public keys no signature is verified: L3 needs --public-keys\n"))
        #expect(result.status == 0)
    }

    @Test func `A failed check is said first and by the status`() throws {
        try folder.write(Gzip.compress(Array("{}".utf8)), to: trail.digests[0].logs[0])
        let result = try verifyAll()
        #expect(result.output.hasPrefix("result       failed: 1 check\n"))
        #expect(result.output.contains("\nFailed (1)\n  logTampered  \(trail.digests[0].logs[0]): changed: its "))
        #expect(result.status == 1)
    }

    @Test(
        arguments: [
            ([], 64), (["--format", "xml", "AWSLogs"], 64), (["--collector", "AWSLogs"], 64),
            (["--threads", "0", "AWSLogs"], 64), (["nowhere"], 66), (["nowhere", "AWSLogs"], 66),
            (["AWSLogs", "--public-keys", "nowhere.json"], 66), (["AWSLogs", "--signature", "nowhere.json"], 66),
            (["AWSLogs", "--public-keys", "broken.json"], 65), (["AWSLogs", "--signature", "broken.json"], 65),
            (["AWSLogs/111122223333/CloudTrail"], 65), (["broken.json"], 65), (["AWSLogs"], 0),
        ] as [([String], Int32)])
    func `The status says how it ended`(arguments: [String], status: Int32) throws {
        try folder.write(Array("{".utf8), to: "broken.json")
        #expect(try Program.run(["verify"] + arguments, folder: folder.url).status == status)
    }

    @Test func `What cannot be used is named with the reason`() throws {
        let file = try beside.write(Array("{}".utf8), to: "none.json")
        #expect(
            try verify("AWSLogs", "--public-keys", file).errors
                == "--public-keys \(file): it has no PublicKeyList, as aws cloudtrail list-public-keys --output json prints it\n"
        )
        #expect(
            try verify("AWSLogs/111122223333/CloudTrail").errors
                == "no digest file in AWSLogs/111122223333/CloudTrail: nothing can be verified\n")
    }

    @Test func `A file that an option names wrongly is named with the option`() throws {
        for option in ["--public-keys", "--signature"] {
            #expect(try verify("AWSLogs", option, "nosuch").errors == "\(option) nosuch: there is no such file\n")
            #expect(
                try verify("AWSLogs", option, "AWSLogs").errors
                    == "\(option) AWSLogs: it is a folder, and a file is wanted\n")
        }
        #expect(
            try verify("AWSLogs", "--signature", keys).errors.hasPrefix(
                "--signature \(keys): it holds public keys, and signatures of digests are wanted, "))
        #expect(
            try verify("AWSLogs", "--public-keys", signatures).errors
                == "--public-keys \(signatures): it holds signatures, and public keys are wanted\n")
        let short = try beside.write(Array(#"{"a/k":"0aff"}"#.utf8), to: "short.json")
        #expect(
            try verify("AWSLogs", "--signature", short).errors
                == "--signature \(short): the signature of a/k has 4 hexadecimal digits; one by a key of 2048 bits has 512\n"
        )
    }

    @Test func `A digest that was cut, or is none, is named and counts`() throws {
        let cut = "AWSLogs/111122223333/CloudTrail-Digest/cut.json"
        try folder.write(Array(trail.digests[0].text.prefix(200)), to: cut)
        try folder.write(Array(#"{"a":1}"#.utf8), to: "AWSLogs/111122223333/CloudTrail-Digest/us-east-1/none")
        try folder.write(Array(trail.digests[0].text.prefix(200)), to: "AWSLogs/elsewhere")
        let result = try verifyAll()
        #expect(result.status == 1)
        #expect(result.output.hasPrefix("result       failed: 3 checks\n"))
        #expect(result.output.contains("\ndigests      3 in 1 chain, and 3 that cannot be read\n"))
        #expect(result.output.contains("  digestMalformed  \(cut): a digest that cannot be read: it is no JSON: "))
        #expect(!result.output.contains("other files"))
    }

    @Test func `Of a digest in the chain that was cut it is said why it is missing`() throws {
        let digest = trail.digests[1].object
        try folder.write(Array(trail.digests[1].text.prefix(200)), to: digest)
        let result = try verifyAll()
        #expect(result.status == 1)
        #expect(result.output.contains("\(digest): missing, since the file of its name cannot be read: "))
    }

    @Test func `Standard input and archives are read`() throws {
        let tar = Process()
        tar.executableURL = URL(filePath: "/bin/tar")
        tar.arguments = ["-C", folder.path, "-czf", beside.file("evidence.tgz"), "AWSLogs"]
        try tar.run()
        tar.waitUntilExit()
        let result = try Program.run([
            "verify", beside.file("evidence.tgz"), "--public-keys", keys, "--signature", signatures,
        ])
        #expect(result.output.hasPrefix("result       holds: every log reaches L3\n"))
        let text = String(decoding: trail.digests[0].text, as: UTF8.self)
        let input = try Program.run(["verify", "-", "--format", "json"], input: text)
        #expect(try JSONValue.parse(input.output)["digests"]?.arrayValue?.count == 1)
        #expect(input.status == 1)
    }

    @Test func `Hostile names and texts of digests are harmless`() throws {
        var trail = SignedTrail(bucket: "b\u{1B}[2J")
        trail.addHour(logs: 1) { members in
            guard var entry = members["logFiles"]?.arrayValue?.first?.objectValue else { return }
            entry["s3Object"] = "x\u{1B}]0;owned\u{7}\u{202E}\n/y.json.gz"
            members["logFiles"] = [.object(entry)]
            members["awsAccountId"] = "1\u{9B}2"
        }
        let folder = try EvidenceFolder()
        try folder.write(trail.digests[0].text, to: "d\u{1B}[31m\u{202E}.json")
        try folder.write(
            Array("{\"digestEndTime\":1,\"logFiles\":\u{1B}".utf8), to: "CloudTrail-Digest/us-east-1/e\u{7}.json")
        for format in ["text", "json"] {
            let result = try Program.run(["verify", folder.path, "--format", format])
            #expect(result.status == 1)
            for scalar in ["\u{1B}", "\u{202E}", "\u{7}", "\u{9B}"] as [Unicode.Scalar] {
                #expect(!result.output.unicodeScalars.contains(scalar))
                #expect(!result.errors.unicodeScalars.contains(scalar))
            }
        }
        #expect(
            try Program.run(["verify", folder.path]).output.contains(
                #"s3://b\u{1B}[2J/x\u{1B}]0;owned\u{7}\u{202E}\n/y.json.gz"#))
    }

    @Test func `The same input gives the same bytes with any number of threads`() throws {
        try folder.remove(trail.digests[1].object)
        let outputs = try ["1", "2", "5"].map { try verifyAll("--format", "json", "--threads", $0).output }
        #expect(Set(outputs).count == 1)
    }
}
