import CloudTrail
import JSON
import Testing

@testable import Sources

@Suite struct S3LayoutTests {
    @Test func `A place is a bucket, a folder in it, or one file`() {
        #expect(S3Location("s3://my-logs")?.prefix == "")
        #expect(S3Location("s3://my-logs/a/b")?.url == "s3://my-logs/a/b/")
        #expect(S3Location("s3://my-logs/a/b.json.gz")?.prefix == "a/b.json.gz")
        for text in [
            "my-logs", "s3:/my-logs", "s3://", "s3://--debug", "s3://a b/c", "s3://logs/file:///etc/passwd",
            "s3://logs//a",
        ] {
            #expect(S3Location(text) == nil)
        }
    }

    @Test func `Days are those of delivery, one more at the end`() {
        func days(_ from: String?, _ to: String?) -> [String?] {
            let days = FetchSelection(from: from.flatMap { EventTime($0) }, to: to.flatMap { EventTime($0) }).days
            return [days.first, days.last]
        }
        #expect(days("2026-02-27T23:59:59Z", "2026-02-28T00:00:01Z") == ["2026/02/27", "2026/03/01"])
        // What ends at midnight has its last moment the day before.
        #expect(days(nil, "2026-02-28") == [nil, "2026/02/28"])
        #expect(days("2026-02-28", nil) == ["2026/02/28", nil])
    }

    @Test(arguments: [
        ("R/", "", "2026/03/05", "2026/03/07", "R/2026/03/", "R/2026/03/05", "R/2026/03/07"),
        ("R/", "", "2025/12/31", "2026/01/01", "R/", "R/2025/12/31", "R/2026/01/01"),
        ("R/", "", "2026/03/05", "2026/03/05", "R/2026/03/05/", "R/2026/03/05", "R/2026/03/05"),
        ("R/", "", "", "2026/03/05", "R/", "", "R/2026/03/05"),
        ("R/2026/", "2026/", "2025/12/31", "2026/02/01", "R/2026/", "", "R/2026/02/01"),
        ("R/2026/03/", "2026/03/", "2026/03/05", "", "R/2026/03/", "R/2026/03/05", ""),
        ("R/2026/03/05/", "2026/03/05/", "2026/03/05", "2026/03/05", "R/2026/03/05/", "R/2026/03/05/", "R/2026/03/05/"),
    ])
    func `A stretch of days is listed from its first key to its last`(
        folder: String, within: String, first: String, last: String, prefix: String, after: String, end: String
    ) throws {
        let stretch = try #require(
            S3Stretch(
                folder: folder, within: within, first: first.isEmpty ? nil : first, last: last.isEmpty ? nil : last))
        #expect(stretch.prefix == prefix)
        #expect(stretch.after ?? "" == after)
        #expect(stretch.last ?? "" == end)
    }

    @Test func `A folder outside of the days is not listed, and keys behind the last day end the listing`() {
        #expect(S3Stretch(folder: "R/2025/", within: "2025/", first: "2026/01/01", last: nil) == nil)
        #expect(S3Stretch(folder: "R/2026/04/", within: "2026/04/", first: nil, last: "2026/03/31") == nil)
        let stretch = S3Stretch(folder: "R/", within: "", first: nil, last: "2026/03/05")
        #expect(stretch?.isBehind("R/2026/03/05/z.json.gz") == false)
        #expect(stretch?.isBehind("R/2026/03/04/z.json.gz") == false)
        #expect(stretch?.isBehind("R/2026/03/06/a.json.gz") == true)
    }

    @Test func `A harmless key is its own path`() {
        let keys = ["AWSLogs/o-a1b2/111122223333/CloudTrail/us-east-1/2026/03/01/f_20260301T0005Z_x.json.gz", "b"]
        #expect(LocalName.paths(for: keys) == keys)
    }

    @Test(arguments: [
        ("../../etc/passwd", "%2E%2E/%2E%2E/etc/passwd"), ("/etc/passwd", "%/etc/passwd"), ("a//b", "a/%/b"),
        ("a/./b", "a/%2E/b"), ("a/", "a/%"), ("a\u{1B}[2J", "a%1B%5B2J"), ("a%2E", "a%252E"),
        ("a*b?[c]", "a%2Ab%3F%5Bc%5D"),
        ("é", "%C3%A9"), (#"a\b"#, "a%5Cb"), ("a b\n", "a%20b%0A"),
    ])
    func `What is harmful in a key is escaped`(key: String, path: String) {
        #expect(LocalName.paths(for: [key]) == [path])
    }

    @Test func `Keys that would share a path do not`() {
        let keys = ["A", "a", "b", "b/c", String(repeating: "x", count: 300), String(repeating: "x", count: 301)]
        let paths = LocalName.paths(for: keys)
        #expect(Set(paths.map { $0.lowercased() }).count == keys.count)
        #expect(paths[0] == "A" && paths[3] == "b/c")
        #expect(paths[1].hasPrefix("a%-") && paths[2].hasPrefix("b%-"))
        #expect(paths.allSatisfy { $0.utf8.count <= 200 })
    }

    private func placed(_ keys: [String]) -> [S3Placed] {
        let objects = keys.sorted().compactMap { key in
            S3Object(["Key": .string(key), "Size": 5, "ETag": "x", "LastModified": "2026-03-01T10:00:00+00:00"])
        }
        return S3Placed.place(objects, bucket: "trail")
    }

    @Test func `Quiet days of a month are copied together, and single files by their names`() {
        let all = placed(FakeBucket.keys(regions: ["eu-west-1", "us-east-1"], days: 1...3, hours: 4))
        let whole = S3Batch.batches(of: all, among: all)
        #expect(whole.map(\.patterns) == [["01/*", "02/*", "03/*"], ["01/*", "02/*", "03/*"]])
        #expect(
            whole.map(\.folder) == ["eu-west-1", "us-east-1"].map { "AWSLogs/111122223333/CloudTrail/\($0)/2026/03/" })
        #expect(whole.map(\.objects.count) == [12, 12])
        // One of four files of a day.
        let single = S3Batch.batches(of: [all[1]], among: all)
        #expect(single.map(\.patterns) == [["111122223333_CloudTrail_eu-west-1_20260301T0100Z_x.json.gz"]])
        #expect(single.map(\.folder) == ["AWSLogs/111122223333/CloudTrail/eu-west-1/2026/03/01/"])
    }

    @Test func `A folder with a hostile key is not copied whole`() {
        let all = placed(FakeBucket.keys(days: 1...1) + ["AWSLogs/111122223333/CloudTrail/us-east-1/2026/03/01/../x"])
        let batches = S3Batch.batches(of: all, among: all)
        #expect(batches.map(\.isAlone) == [true, false])
        #expect(batches[1].patterns?.count == 2)
    }

    @Test func `A day that is busy is a copy of its own`() {
        let all = placed((1...2).flatMap { day in (0..<300).map { "AWSLogs/1/2026/03/0\(day)/\($0).json.gz" } })
        #expect(S3Batch.batches(of: all, among: all).map(\.patterns) == [nil, nil])
    }

    @Test func `A key that the command line would take for a file is no value of an option`() {
        let calls = S3Calls(bucket: "trail")
        #expect(calls.get(key: "a b", to: "p") == ["s3api", "get-object", "--bucket=trail", "--key=a b", "p"])
        #expect(
            calls.get(key: "file:///etc/passwd", to: "p") == [
                "s3", "cp", "s3://trail/file:///etc/passwd", "p", "--only-show-errors",
            ])
        #expect(
            calls.head(key: "é") == [
                "s3api", "head-object", "--cli-input-json",
                #"{"Bucket":"trail","Key":"\u00e9","ChecksumMode":"ENABLED"}"#,
            ])
    }
}
