extension Action {
    static let pane: [Action] = [
        Action(
            "pane.read", .layout, "Read the pane: all of its text, and back to the list", keys: ["Tab"],
            needsList: true
        ) { state, _ in
            state.overlay = .pane(top: 0)
            return []
        },
        scroll("pane.down", "Down a line", keys: ["j", "Down"], hint: "down") { _ in 1 },
        scroll("pane.up", "Up a line", keys: ["k", "Up"], hint: "up") { _ in -1 },
        scroll("pane.page-down", "Down a page", keys: ["PgDn", "ctrl-f", "ctrl-d"]) { $0.paneRows },
        scroll("pane.page-up", "Up a page", keys: ["PgUp", "ctrl-b", "ctrl-u"]) { -$0.paneRows },
        scroll("pane.top", "First line", keys: ["g g", "Home"]) { -$0.paneLines },
        scroll("pane.bottom", "Last line", keys: ["G", "End"]) { $0.paneLines },
        step("pane.next", "The next row of the list", keys: ["J", "n"], hint: "next row", by: 1),
        step("pane.previous", "The row before it", keys: ["K", "N"], by: -1),
        Action("pane.open", .pane, "Open: pivot on the cell of the list", keys: ["Enter"], layer: .pane, hint: "open") {
            state, _ in
            state.overlay = nil
            return state.registry["open"]?.run(&state, "") ?? []
        },
        Action(
            "pane.leave", .pane, "Back to the list", keys: ["Tab", "Esc", "q", "ctrl-c"], layer: .pane, hint: "list"
        ) {
            state, _ in
            state.overlay = nil
            return []
        },
    ]

    private static func scroll(
        _ id: String, _ title: String, keys: [String], hint: String? = nil,
        by offset: @escaping @Sendable (State) -> Int
    ) -> Action {
        Action(id, .pane, title, keys: keys, layer: .pane, hint: hint) { state, _ in
            if case .pane(let top) = state.overlay { state.overlay = .pane(top: top + offset(state)) }
            return []
        }
    }

    private static func step(_ id: String, _ title: String, keys: [String], hint: String? = nil, by offset: Int)
        -> Action
    {
        Action(id, .pane, title, keys: keys, layer: .pane, hint: hint) { state, _ in
            state.overlay = .pane(top: 0)
            return state.moveRow(by: offset)
        }
    }
}
