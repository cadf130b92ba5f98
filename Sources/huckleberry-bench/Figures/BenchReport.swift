import Foundation

/// All figures of a run, and what they were measured on.
struct BenchReport: Sendable {
    struct Trail: Codable, Sendable {
        var path: String
        var events: Int
        var files: Int
        var storedBytes: Int
        var rawBytes: Int
    }

    struct Settings: Codable, Sendable {
        var runs: Int
        var threads: Int
        var cores: Int
    }

    var trail: Trail
    var settings: Settings
    var sections: [(title: String, figures: [Figure])] = []

    /// The number of events that the targets are meant for.
    static let targetEvents = 1_000_000

    /// The report for people.
    var text: String {
        let size = Unit.grouped(Double(trail.rawBytes) / 1e6)
        var head = "\(trail.path): \(Unit.grouped(Double(trail.events))) events, \(Unit.grouped(Double(trail.files)))"
        head += " files, \(size) MB raw\n"
        head += "\(settings.threads) threads on \(settings.cores) cores, runs in turn: \(settings.runs)\n"
        if trail.events != Self.targetEvents {
            head += "Targets are meant for \(Unit.grouped(Double(Self.targetEvents))) events.\n"
        }
        return head + "\n" + FigureTable(sections: sections).text
    }

    /// The report for scripts.
    func json() throws -> Data {
        let figures = sections.flatMap(\.figures).map { ($0.measure.key, Entry($0)) }
        let file = File(
            trail: trail, settings: settings, figures: Dictionary(figures, uniquingKeysWith: { first, _ in first }))
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(file) + Data("\n".utf8)
    }

    private struct File: Encodable {
        var trail: Trail
        var settings: Settings
        var figures: [String: Entry]
    }

    /// A figure by its key. Absent values are left out.
    private struct Entry: Encodable {
        var median: Double?
        var best: Double?
        var samples: Int
        var must: Double?
        var aim: Double?
        var verdict: Verdict?
        var note: String?

        init(_ figure: Figure) {
            median = figure.median
            best = figure.best
            samples = figure.samples.count
            must = figure.measure.target?.must
            aim = figure.measure.target?.aim
            verdict = figure.verdict
            note = figure.note
        }
    }
}
