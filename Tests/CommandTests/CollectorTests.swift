import CloudTrail
import Foundation
import JSON
import SignedTrails
import TestPrograms
import Testing

/// The script that `verify --collector` prints, with an `aws` in front of a folder that plays the bucket.
@Suite struct CollectorTests {
    private let bucket: EvidenceFolder
    private let work: EvidenceFolder
    private let trails: [SignedTrail]

    /// Answers the calls of the script from `$STORE`, and notes each of them.
    private static let aws = #"""
        #!/bin/sh
        printf '%s\n' "$*" >>"$STORE/../calls"
        case "$1 $2" in
        's3api list-objects-v2')
            while [ $# -gt 0 ]; do case $1 in --prefix) prefix=$2 ;; esac; shift; done
            [ -d "$STORE/$prefix" ] || { printf 'None\n'; exit 0; }
            found=
            for name in "$STORE/$prefix"*/; do
                name=${name%/}; found="$found${found:+	}$prefix${name##*/}/"
            done
            printf '%s\n' "$found" ;;
        's3 sync')
            key=${3#s3://*/}
            case $key in *"${BROKEN:-nothing}"*) echo 'An error occurred (AccessDenied)' >&2; exit 1 ;; esac
            if [ -d "$STORE/$key" ]; then cp -R "$STORE/$key." "$4"; fi ;;
        'cloudtrail list-public-keys') cat "$STORE/../keys-$4.json" ;;
        's3api head-object')
            while [ $# -gt 0 ]; do case $1 in --key) key=$2 ;; esac; shift; done
            cat "$STORE/../metadata/${key##*/}" ;;
        *) printf 'not a reading call: %s\n' "$*" >&2; exit 2 ;;
        esac
        """#

    init() throws {
        var trails = [
            SignedTrail(top: "my prefix/AWSLogs/"),
            SignedTrail(region: "eu-west-1", top: "my prefix/AWSLogs/", key: .second),
            SignedTrail(account: "444455556666", top: "my prefix/AWSLogs/o-1a2b/", key: .first),
        ]
        for index in trails.indices { for _ in 0..<3 { trails[index].addHour(logs: 1) } }
        // Validation is stopped and started, and a log was listed late.
        trails[0].restart(afterHours: 4)
        trails[0].addHour(logs: 1, changing: SignedTrail.begin)
        trails[0].addHour(logs: 1, isBackfill: true)
        self.trails = trails
        bucket = try EvidenceFolder()
        for trail in trails {
            for (name, bytes) in trail.files { try bucket.write(bytes, to: "store/" + name) }
            for digest in trail.digests {
                let name = digest.object.split(separator: "/").last ?? ""
                try bucket.write(Array(digest.signature.utf8), to: "metadata/\(name)")
            }
        }
        try bucket.write(SigningKey.list([.first]), to: "keys-us-east-1.json")
        try bucket.write(SigningKey.list([.second]), to: "keys-eu-west-1.json")
        work = try EvidenceFolder()
        try work.write(Array(try Program.run(["verify", "--collector"]).output.utf8), to: "collect.sh")
        try FileManager.default.createDirectory(atPath: work.file("bin"), withIntermediateDirectories: true)
        try WrittenProgram.write(Self.aws, to: work.file("bin/aws"))
    }

    private func collect(
        _ arguments: [String], _ environment: [String: String] = [:]
    ) throws -> (output: String, errors: String, status: Int32) {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["collect.sh"] + arguments
        process.currentDirectoryURL = work.url
        process.environment = ProcessInfo.processInfo.environment
            .merging(["STORE": bucket.file("store"), "PATH": work.file("bin") + ":/usr/bin:/bin"]) { $1 }
            .merging(environment) { $1 }
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        let written = try output.fileHandleForReading.readToEnd() ?? Data()
        let complained = try errors.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (
            String(decoding: written, as: UTF8.self), String(decoding: complained, as: UTF8.self),
            process.terminationStatus
        )
    }

    private let range = ["-b", "example-trail", "-p", "my prefix", "-f", "2026-03-01", "-t", "2026-03-01"]

    private func calls(_ start: String) throws -> [String] {
        try String(contentsOfFile: bucket.file("calls"), encoding: .utf8).split(separator: "\n").map(String.init)
            .filter { $0.hasPrefix(start) }
    }

    @Test func `What it fetches reaches L3`() throws {
        let result = try collect(range + ["-o", "it's here"])
        #expect(result.status == 0, "\(result.errors)")
        let command = try #require(result.output.split(separator: "\n").last)
        #expect(command.hasPrefix(#"huckleberry verify './it'\''s here/example-trail' --public-keys "#))
        let out = work.file("it's here")
        let checked = try Program.run([
            "verify", out + "/example-trail", "--public-keys", out + "/public-keys-us-east-1.json", "--public-keys",
            out + "/public-keys-eu-west-1.json", "--signature", out + "/signatures-example-trail.json", "--format",
            "json",
        ])
        #expect(checked.status == 0, "\(checked.errors)")
        let report = try JSONValue.parse(checked.output)
        #expect(report["lowestLevel"] == "L3")
        #expect(report["logs"]?.arrayValue?.count == 11)
        #expect(report["digests"]?.arrayValue?.count == 11)
        // The newest of each chain, the last before validation was stopped, and the late one.
        #expect(report["signatures"] == 5)
        #expect(try calls("s3api head-object").count == 5)
    }

    @Test func `It goes on where it was interrupted`() throws {
        let broken = try collect(range, ["BROKEN": "CloudTrail/eu-west-1"])
        #expect(broken.status == 1)
        #expect(
            broken.errors.contains(
                "failed: fetching s3://example-trail/my prefix/AWSLogs/111122223333/CloudTrail/eu-west-1/"))
        #expect(broken.errors.hasSuffix("something could not be fetched: run it again\n"))
        #expect(try collect(range).status == 0)
        // What is known already is not asked for again.
        #expect(try calls("s3api head-object").count == 5)
    }

    @Test func `Accounts and regions can be chosen`() throws {
        #expect(try collect(range + ["-a", "444455556666", "-r", "us-east-1"]).status == 0)
        let synced = try calls("s3 sync")
        #expect(synced.count == 5)
        #expect(synced.allSatisfy { $0.contains("/o-1a2b/444455556666/") })
        #expect(try calls("cloudtrail").count == 1)
        // Logs of a day before and after, digests of a day after.
        #expect(
            synced.map { String($0.split(separator: "/us-east-1/")[1].prefix(10)) } == [
                "2026/03/01", "2026/03/02", "2026/02/28", "2026/03/01", "2026/03/02",
            ])
    }

    @Test func `Every signature can be fetched`() throws {
        #expect(try collect(range + ["-s"]).status == 0)
        #expect(try calls("s3api head-object").count == 11)
    }

    @Test(
        arguments: [
            [], ["-b", "x"], ["-b", "Bad Bucket", "-f", "2026-03-01", "-t", "2026-03-01"],
            ["-b", "x", "-f", "yesterday", "-t", "2026-03-01"],
            ["-b", "x", "-f", "2026-03-01", "-t", "2026-03-01", "more"], ["-z"],
        ])
    func `Wrong usage says how`(arguments: [String]) throws {
        let result = try collect(arguments)
        #expect(result.status == 64)
        #expect(result.errors.contains("usage: sh collect.sh"))
    }

    @Test func `It reads and changes nothing`() throws {
        let script = try String(contentsOfFile: work.file("collect.sh"), encoding: .utf8)
        let calls = Set(
            script.matches(of: /aws (s3api|s3|cloudtrail) ([a-z0-9-]+)/).map { "\($0.output.1) \($0.output.2)" })
        #expect(calls == ["s3api list-objects-v2", "s3 sync", "cloudtrail list-public-keys", "s3api head-object"])
        #expect(script.contains(#"s3 sync "s3://"#))
    }
}
