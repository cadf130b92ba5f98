import Foundation
import Testing

/// The core does not know the screen.
@Suite struct ImportTests {
    @Test func onlyTerminalImportsCurses() throws {
        let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources")
        let files = try #require(FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
        var importers: Set<String> = []
        for case let file as URL in files where file.pathExtension == "swift" {
            let text = try String(contentsOf: file, encoding: .utf8)
            if text.contains("import CNcurses") {
                importers.insert(file.pathComponents[sources.pathComponents.count])
            }
        }
        #expect(importers == ["Terminal"])
    }
}
