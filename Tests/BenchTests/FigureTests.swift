import Foundation
import Testing

@testable import huckleberry_bench

@Suite struct FigureTests {
    @Test func aFigureReachesItsAimItsMustOrNeither() {
        #expect(Figure(.loadOverFloor, [1.0, 1.15, 9]).verdict == .aim)
        #expect(Figure(.loadOverFloor, [1.4]).verdict == .must)
        #expect(Figure(.loadOverFloor, [1.41]).verdict == .missed)
        #expect(Figure(.loadOverFloor, []).verdict == nil)
        #expect(Figure(.load, [1]).verdict == nil)
    }

    @Test func ofSpeedsMoreIsBetter() {
        #expect(Figure(.linesOverDuckDB, [2]).verdict == .aim)
        #expect(Figure(.linesOverDuckDB, [1.5]).verdict == .must)
        #expect(Figure(.linesOverDuckDB, [1.3]).verdict == .missed)
        #expect(Figure(.linesOverDuckDB, [1, 3, 2]).best == 3)
        #expect(Figure(.load, [2, 1, 3]).best == 1)
    }

    @Test func anAimWithoutAMustIsReachedOrMissed() {
        #expect(Figure(.storedSubstring, [0.2]).verdict == .aim)
        #expect(Figure(.storedSubstring, [0.3]).verdict == .missed)
    }

    @Test func figuresAreWrittenWithThreeDigitsAndTheirUnit() {
        #expect(Unit.seconds.text(1.2345) == "1.23 s")
        #expect(Unit.seconds.text(0.05) == "50.0 ms")
        #expect(Unit.microseconds.text(17.04) == "17.0 µs")
        #expect(Unit.microseconds.text(1_500) == "1.50 ms")
        #expect(Unit.perSecond.text(837_123.4) == "837,123 /s")
        #expect(Unit.ratio.text(1.149) == "1.15 x")
        #expect(Unit.bytes.text(1_566_369_626) == "1,566,369,626 B")
        #expect(Unit.gigabytesPerSecond.text(0.999) == "1.00 GB/s")
    }

    @Test func everyMeasureOfAReportIsThereByItsKey() throws {
        let json = try #require(try JSONSerialization.jsonObject(with: report.json()) as? [String: Any])
        #expect(Set(json.keys) == ["trail", "settings", "figures"])
        let trail = try #require(json["trail"] as? [String: Any])
        #expect(Set(trail.keys) == ["path", "events", "files", "storedBytes", "rawBytes"])
        let figures = try #require(json["figures"] as? [String: [String: Any]])
        #expect(Set(figures.keys) == ["loadSeconds", "loadOverFloorRatio", "substringWithStoreSeconds"])
        let ratio = try #require(figures["loadOverFloorRatio"])
        #expect(ratio["median"] as? Double == 1.25)
        #expect(ratio["best"] as? Double == 1.25)
        #expect(ratio["samples"] as? Int == 2)
        #expect(ratio["must"] as? Double == 1.4)
        #expect(ratio["aim"] as? Double == 1.15)
        #expect(ratio["verdict"] as? String == "must")
        #expect(figures["substringWithStoreSeconds"]?["median"] == nil)
        #expect(figures["substringWithStoreSeconds"]?["note"] as? String == "no store")
    }

    @Test func theTableLinesUpFiguresAndSaysWhatWasReached() {
        #expect(
            report.text == """
                logs: 48,000 events, 402 files, 53 MB raw
                2 threads on 2 cores, runs in turn: 2
                Targets are meant for 1,000,000 events.

                LOAD                   MEDIAN    BEST    MUST     AIM
                load                   1.50 s  1.00 s
                load / floor           1.25 x  1.25 x  1.40 x  1.15 x  must reached

                SEARCH                 MEDIAN    BEST    MUST     AIM
                substring, with store       -       -       -  200 ms                no store

                """)
    }

    @Test func longNotesAreCutInTheTable() {
        let figure = Figure(.keyPivot, [1], note: String(repeating: "n", count: 99))
        let table = FigureTable(sections: [("QUERIES", [figure])])
        #expect(table.text.hasSuffix("  " + String(repeating: "n", count: 71) + "…\n"))
    }

    @Test func textOfLogsInNotesIsMadeHarmless() {
        let table = FigureTable(sections: [("QUERIES", [Figure(.keyPivot, [1], note: "\u{1B}[31mkey")])])
        #expect(!table.text.contains("\u{1B}"))
    }

    private var report: BenchReport {
        var report = BenchReport(
            trail: .init(path: "logs", events: 48_000, files: 402, storedBytes: 5_416_896, rawBytes: 53_076_891),
            settings: .init(runs: 2, threads: 2, cores: 2))
        report.sections = [
            ("LOAD", [Figure(.load, [1, 2]), Figure(.loadOverFloor, [1.25, 1.25])]),
            ("SEARCH", [Figure(.storedSubstring, [], note: "no store")]),
        ]
        return report
    }
}
