import Foundation
import Testing

@testable import Console

/// Compares a screen with the one kept under `Tests/Snapshots/Console`: its text, and below it a map of roles with a
/// letter for each. A snapshot that is missing fails; `HUCKLEBERRY_RECORD=1` writes what there is.
func expectSnapshot(_ name: String, _ screen: Screen, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Snapshots/Console")
    let file = folder.appendingPathComponent(name + ".txt")
    let shown = snapshot(of: screen)
    if ProcessInfo.processInfo.environment["HUCKLEBERRY_RECORD"] == "1" {
        try shown.write(to: file, atomically: true, encoding: .utf8)
        return
    }
    guard let kept = try? String(contentsOf: file, encoding: .utf8) else {
        Issue.record("there is no snapshot \(name); HUCKLEBERRY_RECORD=1 writes it", sourceLocation: sourceLocation)
        return
    }
    #expect(shown == kept, sourceLocation: sourceLocation)
}

private func snapshot(of screen: Screen) -> String {
    let signs = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
    var legend: [Paint] = []
    var map: [String] = []
    for row in 0..<screen.size.rows {
        var line = ""
        for column in 0..<screen.size.columns {
            guard let paint = screen[column, row]?.paint, paint != Paint(.uiText) else {
                line += "."
                continue
            }
            let index = legend.firstIndex(of: paint) ?? legend.count
            if index == legend.count { legend.append(paint) }
            line.append(index < signs.count ? signs[index] : "?")
        }
        map.append(line)
    }
    let names = legend.enumerated().map { index, paint in
        "\(signs[index]) \(paint.role.rawValue)" + (paint.over.map { " under \($0.rawValue)" } ?? "")
    }
    let lines = screen.text.split(separator: "\n", omittingEmptySubsequences: false).map { "|\($0)" }
    return (lines + [""] + map + [""] + names).joined(separator: "\n") + "\n"
}
