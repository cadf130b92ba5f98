/// The themes that can be chosen while the console runs, each read once.
public struct ThemeSet: Sendable {
    /// A theme by name, or what is wrong with it.
    public struct Choice: Hashable, Sendable {
        public let name: String
        /// Nil for one that can be used.
        public let problem: String?
    }

    /// In the order of their names.
    public let choices: [Choice]
    private let themes: [String: Theme]

    /// - Parameter others: themes that are in no library, by name.
    public init(_ library: ThemeLibrary, adding others: [String: Theme] = [:]) {
        var themes = others
        var problems: [String: String] = [:]
        for name in library.names {
            do throws(ThemeError) {
                themes[name] = try library.theme(named: name)
            } catch {
                problems[name] = error.place
            }
        }
        self.themes = themes
        choices = Set(themes.keys).union(problems.keys).sorted().map { Choice(name: $0, problem: problems[$0]) }
    }

    /// Themes that are there already, by name.
    public init(_ themes: [String: Theme]) {
        self.themes = themes
        choices = themes.keys.sorted().map { Choice(name: $0, problem: nil) }
    }

    public subscript(name: String) -> Theme? { themes[name] }
}
