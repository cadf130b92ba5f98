internal import Events
internal import Investigation
internal import Text

/// A step of the response, or a piece of advice, in a few lines.
struct ResponsePreview {
    let index: EventIndex
    /// Cells across the screen.
    let columns: Int

    private var width: Int { max(16, columns - 2) }

    func preview(of item: ResponseItem) -> Preview {
        let step = item.step
        var lines = wrapped("", step.action)
        for command in step.commands {
            for line in LineWrap.cuts(of: command.text, width: width) { lines.append(StyledText(line, .uiStrong)) }
        }
        lines += wrapped("breaks ", step.breaks) + wrapped("undo   ", step.undo)
        if let first = step.evidence.first {
            let count = step.evidence.count > 1 ? " and \(step.evidence.count - 1) more" : ""
            lines += wrapped("for    ", CasePage.words(first, index) + count)
        }
        if let proof = step.verifiedBy.first {
            lines += wrapped("proof  ", CasePage.words(proof, index))
        } else if !step.takenBackBy.isEmpty, let lost = step.takenBackBy.last {
            lines += wrapped("lost   ", CasePage.words(lost, index))
        }
        let place = [step.account, step.region].compactMap { $0 }.joined(separator: " ")
        return Preview(
            title: StyledText("step \(step.order) · \(step.phase.rawValue)"),
            note: StyledText("\(item.stateWord) · \(place)"), lines: lines)
    }

    func preview(of advice: ResilienceAdvice) -> Preview {
        var lines = wrapped("", advice.recommendation)
        for row in advice.evidence.prefix(3) { lines += wrapped("for    ", CasePage.words(row, index)) }
        return Preview(
            title: "advice", note: StyledText(counted(advice.evidence.count, "event")), lines: lines)
    }

    private func wrapped(_ head: String, _ text: String) -> [StyledText] {
        LineWrap.lines(of: text, width: width - head.count).enumerated().map { number, line in
            StyledText([Span(number == 0 ? head : String(repeating: " ", count: head.count), .uiDim), Span(line)])
        }
    }
}
