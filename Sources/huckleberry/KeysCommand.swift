import ArgumentParser
import Console

/// `huckleberry keys`: the key reference, made from the actions themselves.
struct KeysCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys", abstract: "Write the key reference of the console as Markdown.")

    func run() async throws {
        try await CommandRun.run { output in
            try output.write(KeyReference(UserSettings.read().registry).markdown)
            try output.flush()
            return .done
        }
    }
}
