internal import Foundation
internal import Text

/// The themes that can be chosen by name.
public struct ThemeLibrary: Sendable {
    /// The text of each theme file, by the theme's name (its file name without `.yaml`).
    private let sources: [String: (file: String, yaml: String)]

    /// A library of texts, for tests: file name and YAML by theme name.
    public init(sources: [String: (file: String, yaml: String)]) {
        self.sources = sources
    }

    /// The `.yaml` files of some folders, by name; a later folder goes before an earlier one. A file that cannot be read
    /// throws; nothing is left out in silence.
    public init(folders: [String]) throws {
        var sources: [String: (file: String, yaml: String)] = [:]
        for folder in folders {
            for file in try FileManager.default.contentsOfDirectory(atPath: folder) where file.hasSuffix(".yaml") {
                let path = folder + "/" + file
                sources[String(file.dropLast(".yaml".count))] = (
                    path, try String(contentsOfFile: path, encoding: .utf8)
                )
            }
        }
        self.sources = sources
    }

    /// The theme that is used when nobody chooses one.
    public static let defaultName = "base-16"

    /// All names, in order.
    public var names: [String] { sources.keys.sorted() }

    /// The name nearest to one that does not exist.
    public func suggestion(for name: String) -> String? {
        nearest(to: name, among: names)
    }

    /// The theme of that name with what it inherits, nil when there is none.
    public func theme(named name: String) throws(ThemeError) -> Theme? {
        guard let source = sources[name] else { return nil }
        return try read(source.file, source.yaml, heirs: [name])
    }

    private func read(_ file: String, _ yaml: String, heirs: [String]) throws(ThemeError) -> Theme {
        var parser = ThemeParser(file: file, yaml: yaml)
        let document = try parser.parse()
        guard let parent = document.inherits else {
            return Theme(name: document.name, variant: document.variant, styles: document.styles)
        }
        func failure(_ reason: ThemeError.Reason) -> ThemeError {
            parser.error(parent.line, parent.column, reason)
        }
        if parent.name == Theme.base.name {
            return Theme(name: document.name, variant: document.variant, styles: document.styles)
        }
        if heirs.contains(parent.name) { throw failure(.inheritsItself(heirs + [parent.name])) }
        guard let source = sources[parent.name] else {
            throw failure(.unknownTheme(parent.name, near: suggestion(for: parent.name)))
        }
        let inherited = try read(source.file, source.yaml, heirs: heirs + [parent.name])
        return Theme(
            name: document.name, variant: document.variant, styles: document.styles, inherits: inherited)
    }
}
