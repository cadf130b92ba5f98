import ArgumentParser
import Cases
import CloudTrail
import Console
import Foundation
import JSON

/// `huckleberry resume`: goes on with a case.
struct ResumeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume",
        abstract: "List the cases that were begun, and go on with one.",
        discussion: """
            Without a name, the cases of the person's state folder are listed, the one that was changed last first. A case \
            is gone on with over the sources and with the options that it was last opened with. Further options are those \
            of 'huckleberry open'.
            """)

    @Argument(help: ArgumentHelp("A number of the list, a file's name, or a path.", valueName: "case"))
    var name: String?

    @Argument(parsing: .captureForPassthrough, help: ArgumentHelp("Options of 'open'.", valueName: "options"))
    var options: [String] = []

    func run() async throws {
        var command: OpenCommand?
        try await CommandRun.run { output in
            let items = CaseFolder(environment: ProcessInfo.processInfo.environment)?.items() ?? []
            guard let name else {
                try output.write(list(items))
                try output.flush()
                return .done
            }
            command = try resuming(try path(of: name, among: items))
            return .done
        }
        try await command?.run()
    }

    private func path(of name: String, among items: [CaseFolder.Item]) throws -> String {
        if let number = Int(name), items.indices.contains(number - 1) { return items[number - 1].path }
        if FileManager.default.fileExists(atPath: name) { return name }
        let named = items.filter { item in
            let file = URL(fileURLWithPath: item.path)
            return file.lastPathComponent == name || file.deletingPathExtension().lastPathComponent == name
        }
        if let item = named.first { return item.path }
        throw CommandFailure(
            message: "\(name): no such case; 'huckleberry resume' lists them", status: .missingInput)
    }

    private func resuming(_ path: String) throws -> OpenCommand {
        do throws(CaseProblem) {
            _ = try CaseFile(reading: path)
        } catch {
            throw CommandFailure(message: error.description, status: error.status)
        }
        // Paths and options are those of the case.
        return try OpenCommand.parse(["--case", path] + options)
    }

    // MARK: List

    private func list(_ items: [CaseFolder.Item]) -> String {
        guard !items.isEmpty else { return "There is no case yet: the first decision in the console begins one.\n" }
        let now = ProgramClock.wall()
        var table = TableFormat(columns: ["no", "case", "changed", "size", "steps", "notes", "sources", "state"])
        var text = table.start()
        for (number, item) in items.enumerated() {
            let cells = [
                String(number + 1), URL(fileURLWithPath: item.path).deletingPathExtension().lastPathComponent,
                Self.age(now.milliseconds - item.changed.milliseconds), item.byteCount.byteWords, String(item.steps),
                String(item.notes), sources(item), item.problem?.description ?? (item.isOpen ? "open" : "closed"),
            ]
            text += table.row(cells.map { .string($0) })
        }
        return text + table.finish() + "\nhuckleberry resume NUMBER goes on with one.\n"
    }

    /// `3 h ago`: in the largest unit of which there is one.
    private static func age(_ milliseconds: Int64) -> String {
        let units = [(EventTime.day, "d"), (EventTime.hour, "h"), (EventTime.minute, "min")]
        let found = units.first { milliseconds >= $0.0 }
        return found.map { "\(milliseconds / $0.0) \($0.1) ago" } ?? "just now"
    }

    private func sources(_ item: CaseFolder.Item) -> String {
        guard let first = item.sources.first else { return "sample" }
        return first + (item.sources.count > 1 ? " and \(item.sources.count - 1) more" : "")
    }
}
