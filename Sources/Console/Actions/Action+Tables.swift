internal import ATTACK

extension Action {
    /// Other forms of a view's table.
    static let tables: [Action] = [
        Action(
            "attack.version", .layout, "The matrix of the other version of ATT&CK", keys: ["v"], layer: .view(.attack),
            hint: "version"
        ) { state, _ in
            // The case's own version is v18 unless it was chosen otherwise, which the title says.
            let isOther = state.place.request.attack == .v19
            state.place.request.attack = isOther ? .v18 : .v19
            state.place.relist()
            return []
        },
        Action(
            "calls.matrix", .layout, "Calls by key: which key was allowed what", keys: ["M"], layer: .view(.calls),
            hint: "matrix", words: ["matrix"]
        ) { state, _ in
            state.place.request.isMatrix.toggle()
            state.place.request.sort = nil
            state.place.selection = Selection()
            state.place.content.listing = nil
            state.place.relist()
            return []
        },
    ]
}
