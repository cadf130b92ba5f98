import ArgumentParser
import Text

/// The names of the program's commands, for a word that is nearly one.
enum CommandName {
    /// The command that was probably meant by the first word of the command line; nil when it is one or is near none.
    static func meant(by word: String) -> String? {
        let names = Huckleberry.configuration.subcommands.compactMap { $0.configuration.commandName }
        guard !names.contains(word), !word.hasPrefix("-") else { return nil }
        return nearest(to: word, among: names)
    }

    /// What to add to the message that a path does not exist.
    static func hint(forMissing path: String) -> String {
        guard CommandLine.arguments.dropFirst().first == path, let name = meant(by: path) else { return "" }
        return "; did you mean huckleberry \(name)?"
    }
}
