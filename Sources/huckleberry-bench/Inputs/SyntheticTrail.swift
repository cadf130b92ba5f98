import Foundation
import Synth

/// A trail that is written once and used again by later runs.
struct SyntheticTrail {
    /// Where such trails are kept.
    let folder: URL
    let events: Int
    private let seed: UInt64 = 1

    /// What was written, kept beside the trail's folder.
    private struct Marker: Codable, Equatable {
        var scenario: String
        var events: Int
        var seed: UInt64
        var files: Int
        var bytes: Int
    }

    private static let scenario = "noise"

    private var name: String { "\(Self.scenario)-\(events)-\(seed)" }
    private var trail: URL { folder.appending(path: name) }
    private var marker: URL { folder.appending(path: name + ".json") }

    /// The path of the trail, which is written unless it is there.
    ///
    /// - Throws: where what is there is not what was written.
    func path(saying: (String) -> Void) async throws -> String {
        if FileManager.default.fileExists(atPath: marker.path) {
            guard try isIntact() else { throw BenchError.strangeFolder(path: trail.path) }
            return trail.path
        }
        saying("writing \(Unit.grouped(Double(events))) events into \(trail.path)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        // The same events and seed give the same files: what an interrupted run has left is written over.
        let summary = try await Scenario.named(Self.scenario)
            .write(to: trail.path, events: events, seed: seed, replacing: true)
        let written = Marker(
            scenario: Self.scenario, events: events, seed: seed, files: summary.files, bytes: summary.bytes)
        try JSONEncoder().encode(written).write(to: marker, options: .atomic)
        guard try isIntact() else { throw BenchError.strangeFolder(path: trail.path) }
        return trail.path
    }

    private func isIntact() throws -> Bool {
        guard let marker = try? JSONDecoder().decode(Marker.self, from: Data(contentsOf: marker)) else { return false }
        let pass = try Floor.run(trail.path, .inflate, threads: 1)
        let found = Marker(
            scenario: Self.scenario, events: events, seed: seed, files: pass.files, bytes: pass.storedBytes)
        return marker == found && pass.badFiles == 0
    }
}
