import Cases
import CloudTrail
import Events
import Exports
import Ingest
import JSON
import Records
import Testing

@Suite struct CSVExportTests {
    private func rows(_ text: String?) -> [[String]] {
        (text ?? "").split(separator: "\n").map { Self.fields($0) }
    }

    /// The fields of a line of RFC 4180.
    private static func fields(_ line: Substring) -> [String] {
        var fields = [""]
        var isQuoted = false
        var before: Character = ","
        for character in line {
            if character == "\"" {
                // A doubled quote is one.
                if !isQuoted, before == "\"" { fields[fields.count - 1].append("\"") }
                isQuoted.toggle()
            } else if character == ",", !isQuoted {
                fields.append("")
            } else {
                fields[fields.count - 1].append(character)
            }
            before = character
        }
        return fields
    }

    @Test func `The sample case has a row for each event, key, address, principal, rule, change and source`() {
        let files = TinyCase.texts(CSVExport.self, of: SampleCase.exported)
        #expect(
            files.keys.sorted() == [
                "addresses.csv", "changes.csv", "events.csv", "keys.csv", "loads.csv", "manifest.csv",
                "principals.csv", "rules.csv",
            ])
        #expect(rows(files["events.csv"]).count == 1 + 370)
        #expect(rows(files["keys.csv"]).filter { $0[3] == "confirmed" }.count == 8)
        #expect(
            rows(files["addresses.csv"]).filter { $0[1] == "confirmed" }.map(\.first) == [
                "203.0.113.77", "198.51.100.23",
            ])
        #expect(rows(files["rules.csv"]).count == 1 + 318)
        #expect(rows(files["rules.csv"]).filter { $0[10] == "revoked" }.count == 197)
        #expect(rows(files["rules.csv"]).filter { $0[10] == "open" }.count == 121)
        #expect(rows(files["changes.csv"]).dropFirst().map(\.first) == ["keyPair", "instanceStarted"])
        for text in files.values {
            let lengths = Set(rows(text).map(\.count))
            #expect(lengths.count == 1, "every row has a value for each column")
        }
    }

    @Test func `Every row of the events leads back to its record`() throws {
        let table = rows(TinyCase.texts(CSVExport.self, of: SampleCase.exported)["events.csv"])
        let heading = table[0]
        let columns = ["time", "eventID", "file", "record", "sha256", "recordSha256"]
            .compactMap { heading.firstIndex(of: $0) }
        try #require(columns.count == 6)
        let trail = SampleCase.exported.trail
        #expect(table.dropFirst().map { $0[columns[0]] } == table.dropFirst().map { $0[columns[0]] }.sorted())
        for (row, fields) in zip(SampleCase.exported.rows, table.dropFirst()) {
            let location = trail.index.location(row)
            let source = trail.report.sources[location.source]
            #expect(fields[columns[1]] == trail.index.eventIDs[row])
            #expect(fields[columns[2]] == source.path)
            #expect(fields[columns[3]] == String(location.record))
            #expect(fields[columns[4]] == source.sha256)
        }
        let row = SampleCase.exported.rows[0]
        #expect(try trail.record(row).sha256 == table[1][columns[5]])
    }

    @Test(arguments: [
        (#"=HYPERLINK(\"http://198.51.100.1\",\"x\")"#, #"'=HYPERLINK("http://198.51.100.1","x")"#),
        ("+1", "'+1"), ("-1+2", "'-1+2"), ("@SUM(A1)", "'@SUM(A1)"), (#"\tab"#, #"\tab"#), (#"\rreturn"#, #"\rreturn"#),
        (#"two\nlines"#, #"two\nlines"#), ("comma, and", "comma, and"),
    ])
    func `Names of the attacker's choice stay text in one cell`(written: String, shown: String) throws {
        let tiny = try TinyCase([
            .init(name: "CreateKeyPair", request: #"{"keyName":"\#(written)"}"#)
        ])
        defer { tiny.remove() }
        let files = TinyCase.texts(CSVExport.self, of: tiny.exported)
        #expect(rows(files["changes.csv"])[1][1] == shown)
        let events = rows(files["events.csv"])
        #expect(events.count == 2)
        #expect(events[1][try #require(events[0].firstIndex(of: "target"))] == shown)
    }

    @Test func `The chain of custody names sources and loads`() {
        var exported = SampleCase.exported
        exported.custody = Custody(
            manifest: [
                ManifestEntry(
                    path: "a.json", byteCount: 7, sha256: "ab", logSHA256: "cd", shape: .records, records: 2,
                    rejected: 1, first: SampleCase.generated, last: nil,
                    validation: SourceValidation(level: 2, state: "the chain is unbroken"),
                    absentSince: SampleCase.generated)
            ],
            loads: [
                LoadRecord(
                    time: SampleCase.generated, analyst: "Ada", version: "1.0.0", options: ["--strict"],
                    paths: ["a.json"], files: 1, events: 1, duplicates: 0, rejected: 1,
                    changes: [
                        SourceChange(.changed, "a.json", before: "00", now: "ab"),
                        SourceChange(.moved, "b.json", newPath: "c.json"),
                    ])
            ])
        let files = TinyCase.texts(CSVExport.self, of: exported)
        #expect(
            files["manifest.csv"] == """
                file,byteCount,sha256,logSha256,shape,records,rejected,firstEventTime,lastEventTime,validation,\
                validationState,absentSince
                a.json,7,ab,cd,records,2,1,2020-09-13T12:26:40Z,,L2,the chain is unbroken,2020-09-13T12:26:40Z

                """)
        #expect(
            files["loads.csv"] == """
                time,analyst,version,options,paths,files,events,duplicates,rejected,changes
                2020-09-13T12:26:40Z,Ada,1.0.0,'--strict,a.json,1,1,0,1,"changed: a.json; elsewhere: c.json, before b.json"

                """)
    }

    @Test func `The same case gives the same bytes`() {
        #expect(CSVExport.files(of: SampleCase.exported) == CSVExport.files(of: SampleCase.exported))
    }
}
