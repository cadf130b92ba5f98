import Console
import Foundation
import Resources
import YAML

/// What a person has settled for good: the file `config.yaml`, and themes of their own.
struct UserSettings {
    /// What the file says; nothing where there is none.
    let configuration: Configuration
    let themes: ThemeLibrary
    /// The actions, on the keys that the file gives them.
    let registry: ActionRegistry

    private static let file = "config.yaml"

    /// Reads the file in the person's folder and the names of themes.
    ///
    /// - Throws: everything that is wrong with the file, each with its place.
    static func read() throws -> UserSettings {
        let standard = try registry(of: Configuration())
        let themes = try library()
        let path = folder.map { $0 + "/" + file }
        guard let path, FileManager.default.fileExists(atPath: path) else {
            return UserSettings(configuration: Configuration(), themes: themes, registry: standard)
        }
        let (configuration, problems): (Configuration, [FileProblem])
        do throws(YAMLError) {
            let names = themes.names.isEmpty ? [ThemeLibrary.defaultName] : themes.names
            (configuration, problems) = Configuration.read(
                yaml: try YAMLFiles.bytes(of: path), path: path, themes: names, standard: standard)
        } catch {
            (configuration, problems) = (
                Configuration(), [FileProblem(position: error.position, message: error.reason.message)]
            )
        }
        guard problems.isEmpty else {
            let lines = problems.map(\.text) + ["Set it right, or move it away: without the file all is as shipped."]
            throw CommandFailure(message: lines.joined(separator: "\n"), status: .usage)
        }
        return UserSettings(
            configuration: configuration, themes: themes, registry: try registry(of: configuration))
    }

    private static func registry(of configuration: Configuration) throws -> ActionRegistry {
        do {
            return try ActionRegistry.standard(bindings: configuration.bindings)
        } catch {
            throw CommandFailure(message: "the keymap is wrong: \(error)", status: .checkFailed)
        }
    }

    private static var folder: String? { SettingsFolder.path(environment: ProcessInfo.processInfo.environment) }

    // MARK: Themes

    /// The themes that come with the program, and the person's own, which go before those of the same name. None are shipped
    /// where the program has been moved away from its files: then the compiled-in base is there.
    static func library() throws -> ThemeLibrary {
        let shipped = try? ResourceFolder.ofThisProgram().path(of: "Themes")
        let own = folder.map { $0 + "/themes" }.flatMap { FileManager.default.fileExists(atPath: $0) ? $0 : nil }
        do {
            return try ThemeLibrary(folders: [shipped, own].compactMap(\.self))
        } catch {
            throw CommandFailure(message: "themes cannot be read: \(error.localizedDescription)", status: .missingInput)
        }
    }

    /// The name of the theme to begin with: the one that is asked for, else that of the person's file, else the default.
    func themeName(_ asked: String?) -> String { asked ?? configuration.theme ?? ThemeLibrary.defaultName }

    /// The themes that can be chosen.
    ///
    /// - Throws: where the one to begin with is not among them.
    func themeSet(_ asked: String?) throws -> ThemeSet {
        let name = themeName(asked)
        do {
            if try themes.theme(named: name) != nil { return ThemeSet(themes) }
        } catch {
            throw CommandFailure(message: error.description, status: .usage)
        }
        if themes.names.isEmpty, name == ThemeLibrary.defaultName { return ThemeSet(themes, adding: [name: .base]) }
        let guess = themes.suggestion(for: name).map { "; did you mean '\($0)'?" } ?? "."
        throw CommandFailure(
            message: "there is no theme '\(name)'\(guess) There are: \(themes.names.joined(separator: ", ")).",
            status: .usage)
    }
}
