internal import Text

/// What is wrong with a theme, and where.
public struct ThemeError: Error, Hashable, Sendable {
    public enum Reason: Hashable, Sendable {
        /// The YAML parser's own words.
        case notYAML(String)
        case notAMapping(what: String)
        case missing(key: String)
        case unknownKey(String, near: String?)
        case unknownFormat(String)
        case unknownVariant(String, near: String?)
        case unknownRole(String, near: String?)
        case unknownColor(String, near: String?)
        case unknownModifier(String, near: String?)
        case badRGB(String)
        case notANumber(String, limit: Int)
        case emptyColor(String)
        case duplicate(String)
        case notAList(key: String)
        case unknownTheme(String, near: String?)
        case inheritsItself([String])
    }

    /// The file as the person named it.
    public let file: String
    /// Counted from 1.
    public let line: Int
    /// Counted from 1, in scalars.
    public let column: Int
    public let reason: Reason
    /// The line of the file, for the caret.
    public let source: String

    public init(file: String, line: Int, column: Int, reason: Reason, source: String) {
        self.file = file
        self.line = line
        self.column = column
        self.reason = reason
        self.source = source
    }
}

extension ThemeError: CustomStringConvertible {
    /// The place and what is wrong, then the line with a caret below:
    ///
    ///     Themes/x.yaml:4:3: unknown role 'ui.txt'; did you mean 'ui.text'?
    ///         ui.txt: {}
    ///         ^
    public var description: String {
        let caret = Caret.render(line: source, column: column).split(separator: "\n").map { "  " + $0 }
        return ([place] + caret).joined(separator: "\n")
    }

    /// The first line of that.
    var place: String { "\(Neutral.text(file)):\(line):\(column): \(Neutral.text(reason.words))" }
}

extension ThemeError.Reason {
    var words: String {
        switch self {
        case .notYAML(let problem): "not YAML: \(problem)"
        case .notAMapping(let what): "\(what) must be a mapping"
        case .missing(let key): "the key '\(key)' is missing"
        case .unknownKey(let key, let near): "unknown key '\(key)'" + Self.hint(near)
        case .unknownFormat(let text): "unknown format '\(text)'; this version reads format 1"
        case .unknownVariant(let text, let near):
            "unknown variant '\(text)'" + (near.map { "; did you mean '\($0)'?" } ?? "; it is dark, light or any")
        case .unknownRole(let name, let near): "unknown role '\(name)'" + Self.hint(near)
        case .unknownColor(let name, let near): "unknown colour '\(name)'" + Self.hint(near)
        case .unknownModifier(let name, let near): "unknown modifier '\(name)'" + Self.hint(near)
        case .badRGB(let text): "'\(text)' is no colour of the form #rrggbb"
        case .notANumber(let text, let limit): "'\(text)' is no number from 0 to \(limit)"
        case .emptyColor(let name): "the colour '\(name)' needs at least one of rgb, c256 and ansi"
        case .duplicate(let key): "'\(key)' is given twice"
        case .notAList(let key): "'\(key)' must be a list, such as [bold, underline]"
        case .unknownTheme(let name, let near): "there is no theme '\(name)' to inherit" + Self.hint(near)
        case .inheritsItself(let names): "the theme inherits itself: \(names.joined(separator: ", "))"
        }
    }

    private static func hint(_ near: String?) -> String {
        near.map { "; did you mean '\($0)'?" } ?? ""
    }
}
