import ArgumentParser
import Console

/// `huckleberry keys`: the key reference, made from the actions themselves.
struct KeysCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys", abstract: "Write the key reference of the console as Markdown.")

    @Flag(help: "Only one table, of the keys that a first day needs.")
    var essential = false

    func run() async throws {
        try await CommandRun.run { output in
            let reference = KeyReference(try UserSettings.read().registry)
            try output.write(essential ? reference.essentials : reference.markdown)
            try output.flush()
            return .done
        }
    }
}
