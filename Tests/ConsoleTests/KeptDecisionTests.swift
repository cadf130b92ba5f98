import Cases
import CloudTrail
import Foundation
import Investigation
import Testing

@testable import Console

/// What is decided goes to the disk with the key that decides it, and comes back from there.
@Suite struct KeptDecisionTests {
    private let path = NSTemporaryDirectory() + "kept-\(UUID().uuidString).huck"

    private func file() throws -> CaseFile { try CaseFile(path, analyst: "ana", at: Driver.now) }

    /// A console on the file, as it would be opened now.
    private func driver(_ file: CaseFile) throws -> Driver {
        let journal = try file.journal()
        var driver = try Driver(
            resuming: ResumedCase(journal: journal, keeping: Keeping(path: path), analyst: "ana"),
            keeper: CaseKeeper(.file(file), analyst: "ana", journal: journal))
        driver.press("2")
        return driver
    }

    private func remove() { try? FileManager.default.removeItem(atPath: path) }

    @Test func everyKeyThatDecidesIsOnDiskBeforeTheNext() throws {
        defer { remove() }
        var driver = try driver(try file())
        var counts: [Int] = []
        for keys in ["Space", "u", "ctrl-r", "m a", "A"] {
            driver.press(keys)
            counts.append(try CaseFile(reading: path).journal().count)
        }
        driver.type("we called the owner")
        counts.append(try CaseFile(reading: path).journal().count)
        driver.press("Enter")
        counts.append(try CaseFile(reading: path).journal().count)
        #expect(counts == [1, 2, 3, 4, 4, 4, 5])
    }

    @Test func aCaseGoesOnWhereItWasLeft() throws {
        defer { remove() }
        let decisions: Decisions
        do {
            var driver = try driver(try file())
            driver.press("Space j Space u t")
            driver.type("exfil")
            driver.press("Enter m q a")
            driver.type("inferred: first access")
            driver.press("Enter")
            decisions = driver.state.decisions.current
        }
        var next = try driver(try file())
        #expect(next.state.decisions.current == decisions)
        #expect(next.state.decisions.current.annotations.notes.map(\.mark) == [.inferred])
        #expect(next.state.decisions.current.annotations.notes.map(\.text) == ["first access"])
        #expect(next.state.journal.count == 6)
        // What was decided before can be taken back now, and again.
        next.press("u u u")
        #expect(next.state.decisions.current.annotations.notes.isEmpty)
        #expect(next.state.decisions.current.annotations.tags.isEmpty)
        #expect(next.state.decisions.current.annotations.marks.isEmpty)
        // A place that was kept is no decision.
        #expect(next.state.decisions.current.annotations.places.keys.map(String.init) == ["q"])
        next.press("ctrl-r ctrl-r ctrl-r")
        #expect(next.state.decisions.current == decisions)
        next.press("' q")
        #expect(next.state.place.request.view == .timeline)
    }

    @Test func theSecondConsoleReadsOnlyAndSaysSo() throws {
        defer { remove() }
        let first = try file()
        let second = try file()
        #expect(second.isReadOnly)
        var driver = try Driver(
            resuming: ResumedCase(
                keeping: Keeping(path: path, readOnly: "ana has had it open since noon"), analyst: "b"),
            keeper: CaseKeeper(.file(second), analyst: "b"))
        #expect(driver.lines[0].contains("READ-ONLY"))
        driver.press("2 Space")
        #expect(driver.lines.last?.contains("not on disk: another console has") == true)
        #expect(driver.state.decisions.current.annotations.marks.count == 1)
        #expect(try first.journal().isEmpty)
    }

    @Test func leavingAsksWhereSomethingIsNotOnDisk() throws {
        defer { remove() }
        let folder = path + ".d"
        try "".write(toFile: folder, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var driver = try Driver(keeper: CaseKeeper(.folder(CaseFolder(path: folder), name: "x"), analyst: "ana"))
        driver.press("2 Space Space Q")
        #expect(!driver.effects.contains("quit"))
        #expect(driver.lines[0].contains("2 STEPS NOT ON DISK"))
        #expect(driver.lines.last?.contains("2 steps not on disk") == true)
        // Any other key takes the question back.
        driver.press("j Q")
        #expect(!driver.effects.contains("quit"))
        driver.press("Q")
        #expect(driver.effects.contains("quit"))
        #expect(driver.keeper.waiting.count == 2)
    }

    @Test func leavingTriesOnceMore() throws {
        defer { remove() }
        let folder = path + ".d"
        try "".write(toFile: folder, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var driver = try Driver(keeper: CaseKeeper(.folder(CaseFolder(path: folder), name: "x"), analyst: "ana"))
        driver.press("2 Space")
        try FileManager.default.removeItem(atPath: folder)
        driver.press("Q")
        #expect(driver.lines.last?.contains("Everything is on disk again.") == true)
        #expect(driver.keeper.waiting.isEmpty)
        driver.press("Q")
        #expect(driver.effects.contains("quit"))
    }

    @Test func whatCannotBeWrittenIsSaidUntilItIs() throws {
        defer { remove() }
        let folder = path + ".d"
        try "".write(toFile: folder, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var driver = try Driver(keeper: CaseKeeper(.folder(CaseFolder(path: folder), name: "x"), analyst: "ana"))
        driver.press("2 Space")
        #expect(driver.lines.last?.contains("This is not on disk") == true)
        driver.press("j")
        #expect(driver.lines[0].contains("1 STEP NOT ON DISK"))
        try FileManager.default.removeItem(atPath: folder)
        driver.press("Space")
        #expect(driver.lines.last?.contains("Everything is on disk again.") == true)
        #expect(!driver.lines[0].contains("NOT ON DISK"))
    }
}
