internal import Text

/// What is being fetched, what came of the last fetch in all its lines, and what can be fetched.
struct FetchPage {
    let lines: [StyledText]

    init(_ state: State) {
        let width = max(1, state.size.columns - 5)
        func wrapped(_ text: String, _ role: Role? = nil) -> [StyledText] {
            LineWrap.lines(of: text, width: width).map { StyledText([Span($0, role)]) }
        }
        var lines: [StyledText] = []
        if let fetching = state.fetching {
            lines.append(StyledText("Under way", .uiStrong))
            lines += wrapped("\(fetching.order.source): \(fetching.mark); to \(fetching.order.place)")
            lines += [StyledText(":unfetch ends it; what has come stays", .uiDim), ""]
        }
        if let last = state.lastFetch {
            lines.append(StyledText("The last one", .uiStrong))
            lines += wrapped(last.sentence)
            lines += last.result.remarks.flatMap { wrapped($0, .toastWarn) }
            lines.append("")
        }
        lines.append(StyledText("What can be fetched, with the words of 'huckleberry fetch'", .uiStrong))
        let names = state.fetchSources.map { DisplayWidth.of($0.name) }.max() ?? 0
        lines += state.fetchSources.map { source in
            let pad = String(repeating: " ", count: names - DisplayWidth.of(source.name) + 2)
            return StyledText([Span("  :fetch " + source.name + pad, .uiKey), Span(source.note, .uiKeyDesc)])
        }
        lines.append("")
        lines += wrapped(
            "Quotes are a shell's, and no shell is run. Without -o the place is beside the first path that was opened: "
                + "PATH-fetched. The case is followed from then on; :unfollow ends that.", .uiDim)
        self.lines = lines
    }
}
