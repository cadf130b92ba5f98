extension Action {
    static let layout: [Action] = [
        Action("layout.preview", .layout, "Preview on or off", keys: ["p"]) { state, _ in
            state.place.showsPreview.toggle()
            return []
        },
        Action("layout.histogram", .layout, "Histogram on or off", keys: ["i"]) { state, _ in
            state.place.showsHistogram.toggle()
            return []
        },
        Action("layout.maximise", .layout, "The list alone, or all around it again", keys: ["o"]) { state, _ in
            state.place.isMaximised.toggle()
            return []
        },
    ]

    static let program: [Action] = [
        Action("save.notes", .save, "Write incident notes (Markdown)", keys: ["ctrl-s"]) { state, _ in
            state.export("")
        },
        Action(
            "save.export", .save, "Write the case as markdown, html, json, csv, timesketch, navigator, stix or script",
            keys: [], words: ["export"], argument: "FORM [filter|annotated] [redact] [replace] [PATH]"
        ) { state, text in
            state.export(text)
        },
        Action("palette", .program, "Palette: every action by name", keys: [":"], hint: "palette") { state, _ in
            state.openPalette()
            return []
        },
        Action("help", .program, "Help for this view", keys: ["?", "F1"], hint: "help", words: ["help"]) { state, _ in
            state.overlay = .help(top: 0)
            return []
        },
        Action("cancel", .program, "Give up what is running; while loading, twice: stop that", keys: ["ctrl-c"]) {
            state, _ in
            state.cancel()
        },
        Action("status", .program, "How much is loaded, and how far it carries", keys: ["ctrl-g"], words: ["status"]) {
            state, _ in
            guard state.summary != nil else {
                state.say(.info, "Nothing is loaded yet.")
                return []
            }
            return [state.ask(.status, .status(state.request))]
        },
        Action("load.stop", .program, "Stop loading, keep what is there", keys: [], words: ["stop"]) { state, _ in
            state.stopLoading()
        },
        Action("follow", .program, "Show new files as they come", keys: [], words: ["follow"]) { state, _ in
            state.follow(true)
        },
        Action("unfollow", .program, "Leave new files alone", keys: [], words: ["unfollow"]) { state, _ in
            state.follow(false)
        },
        Action(
            "fetch", .program, "Bring events here; alone: what runs, what there is", keys: [],
            words: ["fetch"], argument: "SOURCE OPTIONS", values: { $0.fetchValues }
        ) { state, text in
            state.fetch(text)
        },
        Action("unfetch", .program, "End what is being fetched", keys: [], words: ["unfetch"]) { state, _ in
            state.endFetch()
        },
        Action("close", .program, "Back; at the start, leave", keys: ["q"]) { state, _ in
            state.goBack() ? [] : state.quit()
        },
        Action("quit", .program, "Leave", keys: ["Q"], words: ["q", "quit"]) { state, _ in state.quit() },
        Action("tour", .program, "Tour of the sample case; again: end it", keys: ["F2"], words: ["tour"]) { state, _ in
            state.toggleTour()
            return []
        },
        Action("tour.do", .program, "Do what the tour asks for", keys: ["Tab"], layer: .tour) { state, _ in
            state.doTourStep()
        },
        Action("suspend", .program, "Suspend; fg comes back", keys: ["ctrl-z"], layer: .always) { _, _ in [.suspend] },
        Action("repaint", .program, "Draw everything anew", keys: ["ctrl-l"], layer: .always) { _, _ in [.repaint] },
    ]
}

extension State {
    fileprivate mutating func export(_ words: String) -> [Effect] {
        guard summary != nil, !isLoading else {
            say(.warn, "The case can be written once it is loaded, or :stop has ended that.")
            return []
        }
        let order: ExportOrder
        do throws(Problem) {
            order = try ExportOrder(words: words)
        } catch {
            say(.warn, error.message)
            return []
        }
        var request = request
        request.journal = journal
        return [ask(.save, .export(request, order))]
    }

    /// Leaves; first tries once more to write what is not on disk, and says so where it cannot.
    fileprivate mutating func quit() -> [Effect] {
        if keeping.waiting > 0, !leavesBehind {
            leavesBehind = true
            return [.keep([])]
        }
        hasQuit = true
        return [.quit]
    }
}
