import Cases
import CloudTrail
import Foundation
import Testing

@Suite struct CaseKeeperTests {
    private let step = JournalStep(
        .taken, "mark", change: DecisionChange(added: [.mark(Entity(.key, "AKIAIOSFODNN7EXAMPLE"))]))

    @Test func aCaseWithoutAFileGetsOneWithTheFirstStep() throws {
        let place = try TemporaryCase()
        let folder = CaseFolder(path: place.folder + "/state/huckleberry")
        let keeper = CaseKeeper(.folder(folder, name: "AWS Logs/../x"), analyst: "ana")
        let load = LoadRecord(
            time: .after(0), analyst: "ana", version: "1", options: [], paths: ["/logs"], files: 1, events: 1,
            duplicates: 0, rejected: 0)
        try keeper.keep(CaseSources(paths: ["/logs"], options: ["--baseline", "14"]))
        try keeper.keep(load, [])
        #expect(folder.items().isEmpty)
        let kept = keeper.keep([step], at: .after(0))
        #expect(kept.path == folder.path + "/2020-09-13-AWS-Logs-x.huck")
        let item = try #require(folder.items().first)
        #expect(item.steps == 1)
        #expect(item.sources == ["/logs"])
        #expect(item.isOpen)
        #expect(try keeper.file?.sources()?.options == ["--baseline", "14"])
        #expect(try keeper.file?.custody().loads == [load])
        let permissions = try FileManager.default.attributesOfItem(atPath: item.path)[.posixPermissions] as? Int
        #expect(permissions == 0o600)
    }

    @Test func theNextCaseOfTheDayGetsANumber() throws {
        let place = try TemporaryCase()
        let folder = CaseFolder(path: place.folder)
        for _ in 1...2 { _ = CaseKeeper(.folder(folder, name: "x"), analyst: "").keep([step], at: .after(0)) }
        #expect(
            Set(folder.items().map(\.path)) == [
                place.folder + "/2020-09-13-x.huck", place.folder + "/2020-09-13-x-2.huck",
            ])
    }

    @Test func whatCouldNotBeWrittenIsWrittenWithTheNextStep() throws {
        let place = try TemporaryCase()
        // A file stands where the folder is to be.
        let path = place.folder + "/state"
        try "".write(toFile: path, atomically: true, encoding: .utf8)
        let keeper = CaseKeeper(.folder(CaseFolder(path: path), name: "x"), analyst: "ana")
        let first = keeper.keep([step], at: .after(0))
        #expect(first.waiting == 1)
        #expect(first.problem != nil)
        #expect(first.entries.map(\.number) == [1])
        try FileManager.default.removeItem(atPath: path)
        let second = keeper.keep([step], at: .after(9))
        #expect(second.waiting == 0)
        let file = try #require(keeper.file)
        #expect(try file.journal().map(\.number) == [1, 2])
        #expect(try file.journal().map(\.time) == [.after(0), .after(9)])
    }

    @Test func whatIsKeptNowhereHasItsNumbersAllTheSame() {
        let keeper = CaseKeeper(.nowhere, analyst: "ana")
        #expect(keeper.keep([step, step], at: .after(0)).entries.map(\.number) == [1, 2])
        #expect(keeper.keep([step], at: .after(0)).entries.map(\.number) == [3])
        #expect(keeper.keep([step], at: .after(0)).waiting == 0)
    }
}
