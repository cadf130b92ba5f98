import CloudTrail
import Foundation
import JSON
import Testing

@testable import Sources

@Suite struct S3FetchTests {
    @Test func `Everything comes once, with the time of its object, and is checked by its MD5`() async throws {
        let keys = FakeBucket.keys(accounts: ["111122223333", "444455556666"], days: 1...3)
        let bucket = try FakeBucket(keys)
        let summary = try await bucket.fetch().run()
        #expect(summary.listed == 12)
        #expect((summary.here, summary.fetched) == (0, 12))
        #expect(summary.checks == [.md5: 12])
        #expect(summary.bytes == 10 * 5 + 2 * 6)
        #expect(bucket.files == keys.sorted())
        #expect(bucket.copied.sorted() == keys.sorted())
        #expect(
            LocalFile.facts(bucket.aws.file("out/trail/" + keys[0]))?.modified == EventTime("2026-03-01T10:00:00Z"))
        // Nothing is left on its way.
        #expect(!FileManager.default.fileExists(atPath: bucket.aws.file("out.fetch/incoming")))
        let manifest = try String(contentsOfFile: bucket.aws.file("out.fetch/manifest.ndjson"), encoding: .utf8)
        #expect(
            try JSONValue.parse(String(manifest.prefix { $0 != "\n" })) == [
                "name":
                    "s3://trail/AWSLogs/111122223333/CloudTrail/us-east-1/2026/03/01/111122223333_CloudTrail_us-east-1_20260301T0000Z_x.json.gz",
                "path":
                    "trail/AWSLogs/111122223333/CloudTrail/us-east-1/2026/03/01/111122223333_CloudTrail_us-east-1_20260301T0000Z_x.json.gz",
                "size": 5, "etag": "e313d645d5d6f903090d6db26ca72915", "modified": "2026-03-01T10:00:00Z",
                "sha256": "f24e3c07541a1385301129bde0a481e00c71972691b5e5788e97a16cf187d79b", "check": "md5",
            ])
    }

    @Test func `A second run fetches what has been added, and asks for nothing else`() async throws {
        let bucket = try FakeBucket(FakeBucket.keys(days: 1...2))
        _ = try await bucket.fetch().run()
        let manifest = bucket.aws.file("out.fetch/manifest.ndjson")
        let before = try Data(contentsOf: URL(filePath: manifest))
        let second = try await bucket.fetch().run()
        #expect((second.here, second.fetched) == (4, 0))
        #expect(bucket.copied.count == 4)
        #expect(try Data(contentsOf: URL(filePath: manifest)) == before)
        let added = FakeBucket.keys(days: 3...3)[0]
        try bucket.aws.write("new", to: "store/" + added)
        let third = try await bucket.fetch().run()
        #expect((third.here, third.fetched) == (4, 1))
        #expect(bucket.copied.last == added)
    }

    @Test func `Files that were cut, changed or removed here are fetched again, and named`() async throws {
        let keys = FakeBucket.keys(days: 1...1, hours: 6)
        let bucket = try FakeBucket(keys)
        _ = try await bucket.fetch().run()
        let names = keys.map { "out/trail/" + $0 }
        try bucket.aws.write("log", to: names[0])
        try bucket.aws.write("LOG 1", to: names[1])
        try FileManager.default.removeItem(atPath: bucket.aws.file(names[2]))
        // The same bytes with another time are the same file.
        try bucket.aws.write("log 3", to: names[3])
        // Other bytes with the same size and time are found where all are read.
        try bucket.aws.write("LOG 4", to: names[4])
        LocalFile.setTime(bucket.aws.file(names[4]), try #require(EventTime("2026-03-01T10:00:00Z")))
        let summary = try await bucket.fetch().run()
        #expect((summary.here, summary.fetched) == (3, 3))
        #expect(summary.changedHere == keys[0...1].map { "trail/" + $0 })
        let thorough = try await bucket.fetch(rehashes: true).run()
        #expect(thorough.changedHere == ["trail/" + keys[4]])
        for (number, name) in names.enumerated() {
            #expect(try String(contentsOfFile: bucket.aws.file(name), encoding: .utf8) == "log \(number)")
        }
    }

    @Test func `An object that was written anew is fetched anew`() async throws {
        let keys = FakeBucket.keys(days: 1...1)
        let bucket = try FakeBucket(keys)
        _ = try await bucket.fetch().run()
        try bucket.aws.write("other", to: "store/" + keys[0])
        let summary = try await bucket.fetch().run()
        #expect(summary.replaced == ["trail/" + keys[0]])
        #expect(try String(contentsOfFile: bucket.aws.file("out/trail/" + keys[0]), encoding: .utf8) == "other")
    }

    @Test func `Where S3 becomes slow in the middle, what came stays, and the rest is asked for again`() async throws {
        let keys = FakeBucket.keys(days: 1...5)
        let bucket = try FakeBucket(keys)
        try bucket.aws.write("4", to: "after")
        let first = try await bucket.fetch().run()
        #expect(first.fetched == 4)
        #expect(first.losses.count == 6)
        #expect(first.losses[0].reason.contains("throttled"))
        try FileManager.default.removeItem(atPath: bucket.aws.file("after"))
        let second = try await bucket.fetch().run()
        #expect((second.here, second.fetched) == (4, 6))
        #expect(Set(bucket.copied) == Set(keys))
        #expect(bucket.files == keys.sorted())
    }

    @Test func `A file on its way that is whole is taken in, and a line that was cut off is no line`() async throws {
        let keys = FakeBucket.keys(days: 1...1)
        let bucket = try FakeBucket(keys)
        try bucket.aws.write("log 0", to: "out.fetch/incoming/trail/" + keys[0])
        try bucket.aws.write("lo", to: "out.fetch/incoming/trail/" + keys[1])
        try bucket.aws.write(#"{"name":"s3://tra"#, to: "out.fetch/manifest.ndjson")
        let summary = try await bucket.fetch().run()
        #expect(summary.fetched == 2)
        #expect(bucket.copied == [keys[1]])
        let manifest = try String(contentsOfFile: bucket.aws.file("out.fetch/manifest.ndjson"), encoding: .utf8)
        #expect(manifest.split(separator: "\n").count == 2)
    }

    @Test func `A file with a wrong byte is no file`() async throws {
        let keys = FakeBucket.keys(days: 1...1)
        let bucket = try FakeBucket(keys)
        try bucket.aws.write("T0100Z", to: "broken")
        try bucket.aws.write("{}", to: "head")
        let summary = try await bucket.fetch().run()
        #expect(bucket.files == [keys[0]])
        #expect(
            summary.losses == [
                FetchLoss(name: "s3://trail/" + keys[1], reason: "its MD5 is not that of the object")
            ])
    }

    @Test func `Where the ETag is no MD5, a SHA-256 is compared, else the size`() async throws {
        let key = FakeBucket.keys(days: 1...1, hours: 1)
        let encrypted = try FakeBucket(key)
        try encrypted.aws.write("00112233445566778899aabbccddeeff", to: "etag")
        try encrypted.aws.write(#"{"ServerSideEncryption": "aws:kms"}"#, to: "head")
        #expect(try await encrypted.fetch().run().checks == [.size: 1])
        let parted = try FakeBucket(key)
        try parted.aws.write("00112233445566778899aabbccddeeff-2", to: "etag")
        #expect(try await parted.fetch().run().checks == [.size: 1])
        let summed = try FakeBucket(key)
        try summed.aws.write("00112233445566778899aabbccddeeff", to: "etag")
        // printf 'log 0' | openssl dgst -sha256 -binary | base64
        try summed.aws.write(#"{"ChecksumSHA256": "8k48B1QaE4UwESm94KSB4AxxlyaRteV4jpehbPGH15s="}"#, to: "head")
        #expect(try await summed.fetch().run().checks == [.sha256: 1])
    }

    @Test func `Days are listed from the first to the day after the last, and others are not fetched`() async throws {
        let keys = FakeBucket.keys(regions: ["eu-west-1", "us-east-1"], days: 1...9, top: "logs/AWSLogs/o-a1b2/")
        let bucket = try FakeBucket(keys)
        let selection = FetchSelection(
            from: EventTime("2026-03-03T12:00:00Z"), to: EventTime("2026-03-05"), regions: ["us-east-1"])
        let summary = try await bucket.fetch("s3://trail/logs", selection).run()
        #expect(summary.fetched == 6)
        #expect(bucket.files.allSatisfy { $0.contains("/us-east-1/2026/03/0") })
        #expect(Set(bucket.files.map { String($0.split(separator: "/")[8]) }) == ["03", "04", "05"])
        #expect(
            bucket.aws.calls.filter { $0.contains("list-objects-v2") } == [
                "s3api list-objects-v2 --bucket=trail --prefix=logs/AWSLogs/ --delimiter=/ --page-size=1000 --output=json",
                "s3api list-objects-v2 --bucket=trail --prefix=logs/AWSLogs/o-a1b2/ --delimiter=/ --page-size=1000 "
                    + "--output=json",
                "s3api list-objects-v2 --bucket=trail --prefix=logs/AWSLogs/o-a1b2/111122223333/CloudTrail/us-east-1/2026/03/ "
                    + "--page-size=1000 --max-items=1000 "
                    + "--start-after=logs/AWSLogs/o-a1b2/111122223333/CloudTrail/us-east-1/2026/03/03 --output=json",
            ])
    }

    @Test(arguments: [
        "s3://trail", "s3://trail/AWSLogs", "s3://trail/AWSLogs/111122223333/",
        "s3://trail/AWSLogs/111122223333/CloudTrail",
        "s3://trail/AWSLogs/111122223333/CloudTrail/us-east-1/",
        "s3://trail/AWSLogs/111122223333/CloudTrail/us-east-1/2026",
        "s3://trail/AWSLogs/111122223333/CloudTrail/us-east-1/2026/03/",
        "s3://trail/AWSLogs/111122223333/CloudTrail/us-east-1/2026/03/02/",
    ])
    func `A place may lie at any depth of the layout`(place: String) async throws {
        let keys = FakeBucket.keys(days: 1...3)
        let bucket = try FakeBucket(keys)
        let selection = FetchSelection(from: EventTime("2026-03-02"), to: EventTime("2026-03-02T01:00:00Z"))
        #expect(try await bucket.fetch(place, selection).run().losses == [])
        let days = place.hasSuffix("02/") ? 2...2 : 2...3
        #expect(bucket.files == FakeBucket.keys(days: days).sorted())
    }

    @Test func `Digests come where they are asked for, and a copy without the layout is told by its names`()
        async throws
    {
        let digests = FakeBucket.keys(days: 1...1, kind: "CloudTrail-Digest")
        let bucket = try FakeBucket(FakeBucket.keys(days: 1...1) + digests)
        #expect(try await bucket.fetch().run().fetched == 2)
        #expect(try await bucket.fetch(digests: true).run().fetched == 2)
        #expect(Set(bucket.files).isSuperset(of: digests))
        let flat = try FakeBucket([
            "copy/111122223333_CloudTrail_us-east-1_20260301T0005Z_x.json.gz",
            "copy/111122223333_CloudTrail_us-east-1_20260309T0005Z_x.json.gz", "copy/notes.txt",
        ])
        let selection = FetchSelection(from: EventTime("2026-03-05"))
        #expect(try await flat.fetch("s3://trail/copy", selection).run().fetched == 2)
        #expect(
            flat.files == ["copy/111122223333_CloudTrail_us-east-1_20260309T0005Z_x.json.gz", "copy/notes.txt"])
    }

    @Test func `Many pages are one listing`() async throws {
        let bucket = try FakeBucket(FakeBucket.keys(days: 1...4))
        var fetch = try bucket.fetch()
        fetch.aws.environment = ["PAGE": "3"]
        #expect(try await fetch.run().fetched == 8)
    }

    @Test func `Where reading is denied, it ends at once and says which permission is missing`() async throws {
        let bucket = try FakeBucket(FakeBucket.keys(days: 1...3))
        try bucket.aws.write("json.gz", to: "denied")
        let summary = try await bucket.fetch().run()
        #expect(summary.failure?.kind == .accessDenied(action: "s3:GetObject", resource: nil))
        #expect(summary.fetched == 0)
        try bucket.aws.write("AccessDenied", to: "error")
        let fetch = try bucket.fetch()
        do throws(FetchFailure) {
            _ = try await fetch.run()
            Issue.record("it was listed")
        } catch {
            #expect(
                error.description
                    == "aws s3api list-objects-v2: access denied: s3:ListBucket is missing; 'huckleberry fetch "
                    + "policy' prints what is needed")
        }
    }

    @Test func `What is archived is named and left`() async throws {
        let keys = FakeBucket.keys(days: 1...1)
        let archived = String(keys[1].dropLast(9)) + "archived.json.gz"
        let bucket = try FakeBucket([keys[0], archived])
        let summary = try await bucket.fetch().run()
        #expect(bucket.files == [keys[0]])
        #expect(
            summary.losses == [
                FetchLoss(name: "s3://trail/" + archived, reason: "it is archived (GLACIER): restore it first")
            ])
    }

    @Test func `A hostile key comes alone, under a name that stays in the folder`() async throws {
        let bucket = try FakeBucket(["AWSLogs/111122223333/CloudTrail/odd"])
        try bucket.aws.write("../../../../outside\\u001b[2J", to: "named/AWSLogs/111122223333/CloudTrail/odd")
        try bucket.aws.write("log 0", to: "store/odd")
        let summary = try await bucket.fetch("s3://trail/AWSLogs/111122223333/CloudTrail/").run()
        #expect(summary.fetched == 1)
        #expect(bucket.files == ["%2E%2E/%2E%2E/%2E%2E/%2E%2E/outside%1B%5B2J"])
        #expect(
            try String(contentsOfFile: bucket.aws.file("got"), encoding: .utf8) == "../../../../outside\u{1B}[2J\n")
    }

    @Test func `Two runs do not work on one folder`() async throws {
        let bucket = try FakeBucket([])
        let folder = FetchFolder(bucket.aws.file("out"))
        try folder.prepare()
        let lock = try FetchLock(folder)
        await #expect(throws: FetchFailure.local(FetchProblem(path: folder.path, reason: .inUse))) {
            try await bucket.fetch().run()
        }
        withExtendedLifetime(lock) {}
    }

    @Test func `A fetch that is cancelled keeps what came, and goes on from there`() async throws {
        let keys = FakeBucket.keys(days: 1...1, hours: 2) + FakeBucket.keys(regions: ["us-west-2"], days: 1...1)
        let bucket = try FakeBucket(keys)
        // The second copy waits for ever.
        try bucket.aws.write("x", to: "wait")
        let fetch = try bucket.fetch()
        let task = Task { try await fetch.run() }
        while bucket.files.count < 2 { await Task.yield() }
        task.cancel()
        let summary = try await task.value
        #expect(summary.isCancelled)
        #expect(summary.fetched == 2)
        #expect(summary.missing == 2)
        #expect(summary.losses == [])
        try FileManager.default.removeItem(atPath: bucket.aws.file("wait"))
        #expect(try await bucket.fetch().run().fetched == 2)
        #expect(bucket.copied.sorted() == keys.sorted())
    }
}
