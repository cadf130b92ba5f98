internal import CloudTrail

extension Action {
    static let time: [Action] = [
        Action(
            "time.later", .time, "One step on in time", keys: ["."], needsList: true, when: \.listHasTimes
        ) { state, _ in
            state.stepInTime(by: state.timeStep.length)
        },
        Action(
            "time.earlier", .time, "One step back in time", keys: [","], needsList: true, when: \.listHasTimes
        ) { state, _ in
            state.stepInTime(by: -state.timeStep.length)
        },
        Action("time.larger", .time, "Larger step", keys: [">"]) { state, _ in state.changeTimeStep(larger: true) },
        Action("time.smaller", .time, "Smaller step", keys: ["<"]) { state, _ in state.changeTimeStep(larger: false) },
        Action("time.next-day", .time, "A day on", keys: ["d"], needsList: true, when: \.listHasTimes) { state, _ in
            state.stepInTime(by: EventTime.day)
        },
        Action("time.previous-day", .time, "A day back", keys: ["D"], needsList: true, when: \.listHasTimes) {
            state, _ in
            state.stepInTime(by: -EventTime.day)
        },
        Action(
            "time.go", .time, "Go to a time: 05-06 09:31, +2h, yesterday 14:00, end", keys: ["T"], words: ["time"],
            argument: "TIME", needsList: true, when: \.listHasTimes
        ) { state, text in
            state.goToTime(text)
            return []
        },
    ]
}

extension State {
    /// Whether the rows of the list speak of moments.
    var listHasTimes: Bool { place.currentRow?.time != nil }

    fileprivate mutating func stepInTime(by length: Int64) -> [Effect] {
        guard let rows = place.content.listing?.rows, let time = place.currentRow?.time else {
            sayThatThereAreNoTimes()
            return []
        }
        let forward = length > 0
        let target = time.advanced(byMilliseconds: length)
        if let row = rows.index(at: target, forward: forward) { return moveRow(to: row) }
        // Less than a step is left: the last row that way is as far as one can go.
        guard let end = rows.index(at: target, forward: !forward), rows.row(at: end).time != time else {
            say(.info, forward ? "No row is later." : "No row is earlier.")
            return []
        }
        return moveRow(to: end)
    }

    fileprivate mutating func changeTimeStep(larger: Bool) -> [Effect] {
        timeStep = timeStep.next(larger: larger)
        say(
            .info,
            "A step is \(timeStep.words): \(keyName("time.later")) goes on, \(keyName("time.earlier")) goes back.")
        return []
    }

    private mutating func sayThatThereAreNoTimes() {
        say(.info, "The rows of this list have no time. 2 shows the timeline.")
    }

    /// Asks for a time, or goes to the one that is named.
    fileprivate mutating func goToTime(_ text: String) {
        guard listHasTimes else { return sayThatThereAreNoTimes() }
        if text.isEmpty { return openPrompt(.time) }
        do throws(Problem) {
            try move(to: text, from: place)
        } catch {
            say(.error, error.message)
        }
    }

    /// The moment that a text names, from where the cursor was when it was begun.
    func time(named text: String, from origin: Place) throws(Problem) -> EventTime {
        guard let current = origin.currentRow?.time else { throw Problem("The rows of this list have no time.") }
        return try TimePhrase(
            current: current, first: summary?.first ?? current, last: summary?.last ?? current
        ).time(text)
    }

    /// Moves the cursor to the first row at a moment or after it; where there is none, to the last one before.
    mutating func move(to text: String, from origin: Place) throws(Problem) {
        let time = try time(named: text, from: origin)
        guard let rows = place.content.listing?.rows else { return }
        guard let row = rows.index(at: time, forward: true) ?? rows.index(at: time, forward: false) else { return }
        _ = moveRow(to: row)
    }

    /// A time as written: the cursor is there already.
    mutating func acceptTime(_ prompt: Prompt) {
        let text = prompt.editor.text
        do throws(Problem) {
            try move(to: text, from: prompt.origin)
            overlay = nil
            if timeHistory.last != text { timeHistory.append(text) }
        } catch {
            say(.error, error.message)
        }
    }
}
