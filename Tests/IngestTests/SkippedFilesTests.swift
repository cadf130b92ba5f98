import CloudTrail
import Foundation
import Testing

@testable import Events
@testable import Ingest

/// What need not be read, by the keys under which CloudTrail delivers.
@Suite struct SkippedFilesTests {
    private static let day = "bucket/AWSLogs/111122223333/CloudTrail/us-east-1/2024/05/06"
    private static let name = "111122223333_CloudTrail_us-east-1_20240506T0905Z_AbC1234567890xyz.json.gz"

    private func selection(
        from: String? = nil, to: String? = nil, account: String? = nil, region: String? = nil
    ) -> LoadSelection {
        LoadSelection(
            from: from.flatMap { EventTime($0) }, to: to.flatMap { EventTime($0) },
            accounts: Set([account].compactMap(\.self)), regions: Set([region].compactMap(\.self)))
    }

    @Test(
        arguments: [
            (day, name),
            ("AWSLogs/111122223333/CloudTrail/us-east-1/2024/05/06", name),
            ("AWSLogs/o-abc123/111122223333/CloudTrail/us-east-1/2024/05/06", name),
            ("/a//AWSLogs/111122223333/CloudTrail/us-east-1/2024/05/06/", name),
            (day, "111122223333_CloudTrail-Second_us-east-1_20240506T0905Z_A.json.gz"),
            // Delivered as the day ended.
            (day, "111122223333_CloudTrail_us-east-1_20240507T0000Z_A.json.gz"),
        ])
    func theLayoutIsRecognised(folder: String, name: String) throws {
        let delivered = try #require(DeliveredFolder(SourcePath(folder)))
        #expect(delivered.account == "111122223333")
        #expect(delivered.region == "us-east-1")
        #expect(delivered.delivery(of: ArraySlice(name.utf8)) != nil)
    }

    @Test func theMomentOfDeliveryIsInTheName() throws {
        let delivered = try #require(DeliveredFolder(SourcePath(Self.day)))
        #expect(delivered.delivery(of: ArraySlice(Self.name.utf8))?.iso8601 == "2024-05-06T09:05:00Z")
    }

    @Test(
        arguments: [
            "111122223333/CloudTrail/us-east-1/2024/05/06", "AWSLogs/1111/CloudTrail/us-east-1/2024/05/06",
            "AWSLogs/111122223333/CloudTrail-Digest/us-east-1/2024/05/06",
            "AWSLogs/111122223333/CloudTrail/us-east-1/2024/05", "AWSLogs/111122223333/CloudTrail/us-east-1/2024/13/06",
            "AWSLogs/111122223333/CloudTrail/us-east-1/2024/05/06/copies",
            "AWSLogs/x/111122223333/CloudTrail/us-east-1/2024/05/06", "AWSLogs/111122223333/CloudTrail/US/2024/05/06",
        ])
    func otherFoldersSayNothing(folder: String) {
        #expect(DeliveredFolder(SourcePath(folder)) == nil)
    }

    @Test(
        arguments: [
            "notes.json.gz", "111122223333_CloudTrail_us-east-1_20240506T0905Z_A.json",
            "222233334444_CloudTrail_us-east-1_20240506T0905Z_A.json.gz",
            "111122223333_CloudTrail_us-east-2_20240506T0905Z_A.json.gz",
            "111122223333_CloudTrail_us-east-1_20240508T0905Z_A.json.gz",
            "111122223333_CloudTrail_us-east-1_20240506T2505Z_A.json.gz",
            "111122223333_CloudTrail_us-east-1_20240506T0905Z_.json.gz",
            "111122223333_CloudTrail_us-east-1_20240506T0905Z_A copy.json.gz",
            "111122223333_CloudTrail-_us-east-1_20240506T0905Z_A.json.gz", "",
        ])
    func namesThatContradictTheFolderSayNothing(name: String) throws {
        let delivered = try #require(DeliveredFolder(SourcePath(Self.day)))
        #expect(delivered.delivery(of: ArraySlice(name.utf8)) == nil)
    }

    @Test(
        arguments: [
            // Delivered 09:05: may hold what happened until 10:05 by other clocks.
            ("2024-05-06T10:04:59Z", nil, false), ("2024-05-06T10:05:00Z", nil, true),
            // Events of the 4th may come two days late.
            (nil, "2024-05-04T09:05:01Z", false), (nil, "2024-05-04T09:05:00Z", true), (nil, nil, false),
        ] as [(String?, String?, Bool)])
    func timesAreComparedWithRoomForClocksAndDelays(from: String?, to: String?, isSkipped: Bool) {
        let skipped = SkippedFiles(selection(from: from, to: to))
        #expect(skipped.includes(path: Self.day + "/" + Self.name) == isSkipped)
    }

    @Test func beforeGlobalServicesWereKeptApartTheirRegionIsSoughtEverywhere() {
        func path(_ year: String) -> String {
            "AWSLogs/111122223333/CloudTrail/eu-west-1/\(year)/05/06/"
                + "111122223333_CloudTrail_eu-west-1_\(year)0506T0905Z_A.json.gz"
        }
        let global = SkippedFiles(selection(region: "us-east-1"))
        let other = SkippedFiles(selection(region: "us-west-2"))
        #expect(["2021", "2022"].map { global.includes(path: path($0)) } == [false, true])
        #expect(["2021", "2022"].map { other.includes(path: path($0)) } == [true, true])
    }

    @Test func beforeRecordsNamedTheirRecipientAccountsAreSoughtEverywhere() {
        let skipped = SkippedFiles(selection(account: "999900001111"))
        func path(_ year: String) -> String {
            "AWSLogs/111122223333/CloudTrail/eu-west-1/\(year)/05/06/"
                + "111122223333_CloudTrail_eu-west-1_\(year)0506T0905Z_A.json.gz"
        }
        #expect(["2015", "2016"].map { skipped.includes(path: path($0)) } == [false, true])
    }

    @Test func whatIsSkippedIsCountedAndWhatIsRenamedIsRead() throws {
        let folder = try TemporaryFolder()
        let day = "AWSLogs/111122223333/CloudTrail/us-east-1/2024/05/06/"
        let text = record("ListBuckets", id: "1")
        for name in [Self.name, "111122223333_CloudTrail_us-east-1_20240506T0910Z_B.json.gz", "found.json.gz"] {
            try folder.write(day + name, text)
        }
        let loaded = try #require(Loader([folder.path], selection: selection(account: "999900001111")).load())
        #expect(loaded.report.skipped.files == 2)
        #expect(loaded.report.skipped.count(.account) == 2)
        #expect(loaded.report.fileCount == 1)
        #expect(loaded.report.sources.map(\.path) == [folder.path + "/" + day + "found.json.gz"])
        // Who names a file wants it read.
        let named = Loader([folder.path + "/" + day + Self.name], selection: selection(account: "999900001111"))
        #expect(try #require(named.load()).report.excluded == 1)
    }

    /// The sample case: 3 accounts and 4 regions, from March to May 2020.
    @Test(
        arguments: [
            ("2020-05-01", nil, nil, nil), (nil, "2020-04-01", nil, nil),
            ("2020-05-05T12:00:00Z", "2020-05-06T12:00:00Z", nil, nil), (nil, nil, "333344445555", nil),
            (nil, nil, nil, "eu-west-1"), (nil, nil, nil, "us-east-1"),
            ("2020-04-20", "2020-05-02", "333344445555", "eu-west-1"), ("2030-01-01", nil, nil, nil),
        ] as [(String?, String?, String?, String?)])
    func theEventsAreThoseOfALoadThatReadsEverything(
        from: String?, to: String?, account: String?, region: String?
    ) throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appending(path: "../../SampleData/AWSLogs").standardizedFileURL.path
        let selection = selection(from: from, to: to, account: account, region: region)
        // Files that are named are read, whatever their keys say.
        let files = SourceWalk.files(under: [SourcePath(folder)]).files.map(\.path)
        let all = try #require(Loader(files, selection: selection).load())
        let pruned = try #require(Loader([folder], selection: selection).load())
        #expect(all.report.skipped.files == 0)
        #expect(pruned.report.fileCount + pruned.report.skipped.files == files.count)
        #expect(pruned.report.events == all.report.events)
        #expect(pruned.index.times == all.index.times)
        #expect(pruned.index.eventIDs.values == all.index.eventIDs.values)
        #expect(pruned.index.span == all.index.span)
        if region != "us-east-1" { #expect(pruned.report.skipped.files > files.count / 4) }
    }
}
