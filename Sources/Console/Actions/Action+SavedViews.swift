internal import Text

extension Action {
    static let savedViews: [Action] = [
        Action(
            "saved.keep", .save, "Keep this view under a name", keys: [], words: ["save"], argument: "NAME"
        ) { state, text in
            state.keepView(text)
        },
        Action(
            "saved.go", .views, "Go to a saved view", keys: [], words: ["view"], argument: "NAME",
            values: { state in state.savedViews.all.map { ArgumentValue($0.name, note: $0.words) } }
        ) { state, text in
            state.goToView(text)
            return []
        },
        Action("saved.list", .views, "Saved views", keys: ["g v"], words: ["views"]) { state, _ in
            state.overlay = .savedViews(cursor: 0)
            return []
        },
    ]
}

extension State {
    /// Keeps what the place shows.
    fileprivate mutating func keepView(_ text: String) -> [Effect] {
        guard let name = SavedView.name(text) else {
            say(.info, ":save NAME keeps this view; a name has 1 to \(SavedView.longestName) characters.")
            return []
        }
        if savedViews.isShipped(name) {
            say(.warn, "A view of this name comes with the program. :save takes another one.")
            return []
        }
        let isNew = !savedViews.own.contains { $0.name == name }
        guard !isNew || savedViews.own.count < SavedViewList.most else {
            say(
                .warn,
                "There are \(SavedViewList.most) views already. \(keyName("popup.remove")) in :views removes one.")
            return []
        }
        savedViews.keep(SavedView(name, of: place.request))
        say(.ok, "Kept\(isNew ? "" : " anew"): :view \(name)")
        return keepViews()
    }

    /// Has one's own views written, unless that would destroy what could not be read.
    private mutating func keepViews() -> [Effect] {
        if savedViews.problem != nil {
            say(.warn, "Only until you leave: the file of views cannot be read; \(keyName("saved.list")) says why.")
            return []
        }
        return [.keepViews(savedViews.own)]
    }

    fileprivate mutating func goToView(_ text: String) {
        guard let name = SavedView.name(text) else { return overlay = .savedViews(cursor: 0) }
        guard let view = savedViews.view(named: name) else {
            let meant = nearest(to: name, among: savedViews.all.map(\.name)).map { " Did you mean '\($0)'?" } ?? ""
            return say(.warn, "There is no view '\(Truncation.shortened(name))'.\(meant) :views lists them.")
        }
        go(toSaved: view)
    }

    mutating func go(toSaved view: SavedView) {
        go(to: Place(view.request(alert: place.request.alert)))
    }

    /// Forgets one's own view under the cursor of the list.
    mutating func removeView(at cursor: Int) -> [Effect] {
        guard savedViews.all.indices.contains(cursor) else { return [] }
        let view = savedViews.all[cursor]
        guard savedViews.own.contains(view) else {
            say(.info, "This view comes with the program and stays.")
            return []
        }
        savedViews.remove(view.name)
        overlay = .savedViews(cursor: min(cursor, savedViews.all.count - 1))
        say(.ok, "Removed: \(view.name)")
        return keepViews()
    }
}
