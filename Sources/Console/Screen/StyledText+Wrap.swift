internal import Text

extension StyledText {
    /// The first characters of the text.
    func prefix(_ count: Int) -> StyledText {
        var left = count
        return StyledText(
            spans.compactMap { span in
                guard left > 0 else { return nil }
                let head = span.text.prefix(left)
                left -= head.count
                return Span(String(head), span.role)
            })
    }

    /// The text in lines of a width, broken between words; nothing of it is lost, and hostile text is made visible
    /// before it is measured.
    ///
    /// - Parameter indent: how far lines behind the first one are moved in.
    /// - Complexity: O(*n*) in the text.
    func wrapped(to width: Int, indent: Int = 0) -> [StyledText] {
        let shown = StyledText(spans.map { Span(Neutral.text($0.text), $0.role) })
        if DisplayWidth.of(shown.plain) <= width { return [shown] }
        var rest = shown.spans.map { (text: $0.text.unicodeScalars[...], role: $0.role) }[...]
        func take(_ count: Int) -> [Span] {
            var taken: [Span] = []
            var wanted = count
            while wanted > 0, var first = rest.popFirst() {
                let head = first.text.prefix(wanted)
                taken.append(Span(String(String.UnicodeScalarView(head)), first.role))
                wanted -= head.count
                first.text = first.text[head.endIndex...]
                if !first.text.isEmpty { rest = [first] + rest }
            }
            return taken
        }
        let cuts = LineWrap.cuts(of: shown.plain, width: max(1, width - indent))
        return cuts.enumerated().map { number, cut in
            let margin = number == 0 || indent == 0 ? [] : [Span(String(repeating: " ", count: indent))]
            return StyledText(margin + take(cut.unicodeScalars.count))
        }
    }
}
