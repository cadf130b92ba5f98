internal import Cases

extension Action {
    static let views: [Action] = [
        view(.alerts, key: "1", words: ["alerts"], argument: nil),
        view(.timeline, key: "2", words: ["timeline", "events"], argument: "FILTER"),
        view(.keys, key: "3", words: ["keys"], argument: "KEY"),
        view(.addresses, key: "4", words: ["ips", "addresses"], argument: "ADDRESS"),
        view(.calls, key: "5", words: ["calls"], argument: "NAME"),
        view(.attack, key: "6", words: ["attack", "tactics"], argument: nil),
        view(.questions, key: "7", words: ["questions"], argument: nil),
        view(.response, key: "8", words: ["response"], argument: nil),
        view(.notes, key: "9", words: ["notes"], argument: nil),
        view(.evidence, key: "0", words: ["evidence"], argument: nil),
        Action("view.debrief", .views, "Debrief: a training case beside its truth", keys: [], words: ["debrief"]) {
            state, _ in
            let next = state.neighbour(.debrief)
            if next.request != state.place.request { state.go(to: next) }
            return []
        },
    ]

    private static func view(_ view: ViewKind, key: String, words: [String], argument: String?) -> Action {
        Action("view.\(view.rawValue)", .views, view.title, keys: [key], words: words, argument: argument) {
            state, text in
            var next = state.neighbour(view)
            if !text.isEmpty { next.request.narrow(view, to: view.filter(for: text)) }
            if next.request != state.place.request { state.go(to: next) }
            return []
        }
    }
}

extension ViewKind {
    /// The filter that an argument of the palette means: `:ips 203.0.113.0/24`.
    fileprivate func filter(for argument: String) -> String {
        let field: String? =
            switch self {
            case .keys: Entity.Kind.key.field
            case .addresses: Entity.Kind.address.field
            case .calls: Entity.Kind.call.field
            default: nil
            }
        return field.map { "\($0):\(argument)" } ?? argument
    }
}
