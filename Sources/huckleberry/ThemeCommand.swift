import ArgumentParser
import Console
import Foundation
import Resources

/// `huckleberry theme`: checks and lists the themes of the console.
struct ThemeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "theme", abstract: "Check or list the themes of the console.",
        subcommands: [Check.self, List.self])

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check themes: roles, colours, contrast at every colour depth.")

        @Argument(help: ArgumentHelp("A folder of themes; without it, the program's and yours.", valueName: "folder"))
        var folder: String?

        func run() async throws {
            try await CommandRun.run { output in
                let library = try ThemeCommand.library(folder)
                var problems = 0
                for name in library.names {
                    let found = Self.problems(name, in: library)
                    problems += found.count
                    for problem in found { try output.write(problem + "\n") }
                    if found.isEmpty { try output.write("\(name): sound\n") }
                }
                try output.flush()
                return problems == 0 ? .done : .checkFailed
            }
        }

        private static func problems(_ name: String, in library: ThemeLibrary) -> [String] {
            do {
                let theme = try library.theme(named: name)
                return (theme?.contrastProblems() ?? []).map { "\(name): \($0)" }
            } catch {
                return [error.description]
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the themes that can be chosen.")

        func run() async throws {
            try await CommandRun.run { output in
                for name in try ThemeCommand.library(nil).names { try output.write(name + "\n") }
                try output.flush()
                return .done
            }
        }
    }

    /// The themes of a folder, or those that can be chosen by name: the program's and the person's.
    private static func library(_ folder: String?) throws -> ThemeLibrary {
        do {
            guard let folder else {
                // Nothing to look at is not the same as nothing wrong.
                _ = try ResourceFolder.ofThisProgram().path(of: "Themes")
                return try UserSettings.library()
            }
            return try ThemeLibrary(folders: [folder])
        } catch let missing as ResourceFolder.Missing {
            throw CommandFailure(message: missing.description, status: .missingInput)
        } catch let failure as CommandFailure {
            throw failure
        } catch {
            let message = "\(folder ?? "Themes") cannot be read: \(error.localizedDescription)"
            throw CommandFailure(message: message, status: .missingInput)
        }
    }
}
