/// Finds actions by what a person types: `:keys`, `:ips 203.0.113.0/24`, or letters of a title in their order.
struct Palette {
    /// An action that fits.
    struct Entry {
        var action: Action
        /// What is handed to it.
        var argument: String
        /// The value that the argument is, where it is one of those that there are.
        var value: ArgumentValue?
    }

    /// The actions that fit a text, best first; all of them for an empty text.
    static func entries(for text: String, in state: State) -> [Entry] {
        let trimmed = text.drop { $0 == " " }
        let word = trimmed.prefix { $0 != " " }
        let argument = String(trimmed.dropFirst(word.count).drop { $0 == " " })
        let actions = state.registry.actions.filter { isOffered($0, in: state) }
        if let action = actions.first(where: { $0.words.contains(String(word)) }),
            argument.isEmpty || action.argument != nil
        {
            // A space behind the word asks for the argument.
            let values = word.endIndex == trimmed.endIndex ? [] : ranked(action.values(state), by: argument)
            if !values.isEmpty { return values.map { Entry(action: action, argument: $0.text, value: $0) } }
            let others = argument.isEmpty ? ranked(actions, by: String(trimmed)).filter { $0.id != action.id } : []
            return [Entry(action: action, argument: argument)] + others.map { Entry(action: $0, argument: "") }
        }
        let found = ranked(actions, by: String(trimmed)).map { Entry(action: $0, argument: "") }
        if trimmed.count < 3 { return found }
        return found
            + actions.flatMap { action in
                ranked(action.values(state), by: String(trimmed)).map { value in
                    Entry(action: action, argument: value.text, value: value)
                }
            }
    }

    private static func isOffered(_ action: Action, in state: State) -> Bool {
        switch action.layer {
        case .global, .always: true
        case .view(let view): view == state.place.request.view
        case .prompt, .popup, .span, .pane, .letter, .tour: false
        }
    }

    /// The values that a text fits, the one that it is first; all of them for an empty text.
    private static func ranked(_ values: [ArgumentValue], by text: String) -> [ArgumentValue] {
        if text.isEmpty { return values }
        let scored = values.enumerated().compactMap { index, value -> (score: Int, index: Int)? in
            let isExact = value.text.lowercased() == text.lowercased()
            return FuzzyMatch.score(text, in: value.text).map { (isExact ? Int.max : $0, index) }
        }
        return scored.sorted { ($1.score, $0.index) < ($0.score, $1.index) }.map { values[$0.index] }
    }

    private static func ranked(_ actions: [Action], by text: String) -> [Action] {
        let scored = actions.enumerated().compactMap { index, action -> (score: Int, index: Int, action: Action)? in
            let names = action.words + [action.title]
            guard let score = names.compactMap({ FuzzyMatch.score(text, in: $0) }).max() else { return nil }
            return (score, index, action)
        }
        return scored.sorted { ($1.score, $0.index) < ($0.score, $1.index) }.map(\.action)
    }
}

/// Letters in their order, not necessarily side by side.
enum FuzzyMatch {
    /// How well a text fits a name, nil when a letter is missing. Beginnings of words and runs of letters count more.
    static func score(_ text: String, in name: String) -> Int? {
        let wanted = Array(text.lowercased().filter { $0 != " " })
        let offered = Array(name.lowercased())
        var score = 0
        var position = 0
        var previous = -2
        for letter in wanted {
            guard let index = offered[position...].firstIndex(of: letter) else { return nil }
            let startsWord = index == 0 || !offered[index - 1].isLetter
            score += (startsWord ? 8 : 1) + (index == previous + 1 ? 5 : 0)
            previous = index
            position = index + 1
        }
        // Of two names that fit as well the shorter one is meant.
        return score * 100 - offered.count
    }
}
