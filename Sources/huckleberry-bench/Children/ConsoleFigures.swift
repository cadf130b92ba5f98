import Console

/// What the times of keys come to.
struct ConsoleFigures {
    /// Of keys that were pressed while the trail was loaded.
    let loading: [KeyTime]
    let loaded: [KeyTime]

    /// A key that begins other keys' bytes: before curses takes it for itself, it waits for the rest.
    private static let escape = Key(.escape)

    var answers: [Answer] {
        let keys = loaded.filter { $0.key != Self.escape }
        let answered = keys.filter { $0.answer != nil }
        let repaint = loaded.first { $0.key == Key(.text("l"), control: true) }
        return frames(keys, .keyToFrame, .slowKey, .slowestKey)
            + frames(loading.filter { $0.key != Self.escape }, .loadingKeyToFrame, .loadingSlowKey, .loadingSlowestKey)
            + [
                Answer(.escapeToFrame, loaded.filter { $0.key == Self.escape }.map(\.frame.seconds)),
                Answer(.answered, answered.compactMap(\.answer?.seconds)),
                slowest(.slowestAnswer, answered) { $0.answer?.seconds ?? 0 },
            ] + Self.views.map(list)
            + [
                Answer(.keyBytes, keys.map { Double($0.bytes) }),
                slowest(.mostKeyBytes, keys.filter { $0.key != repaint?.key }) { Double($0.bytes) },
                Answer(.repaintBytes, [repaint].compactMap { $0.map { Double($0.bytes) } }),
            ]
    }

    /// The whole of each view, when it is first asked for.
    private static let views: [(measure: Measure, key: Key)] = [
        (.alertList, Key("1")), (.timelineList, Key("2")), (.keyList, Key("3")), (.addressList, Key("4")),
        (.callList, Key("5")), (.attackList, Key("6")),
    ]

    private func list(_ measure: Measure, _ key: Key) -> Answer {
        let own = loaded.filter { $0.key == key }
        let slowest = own.max { ($0.list ?? .zero) < ($1.list ?? .zero) }
        return Answer(
            measure, own.compactMap(\.list?.seconds), note: slowest.map { "\(Unit.grouped(Double($0.rows))) rows" })
    }

    private func frames(_ times: [KeyTime], _ usual: Measure, _ slow: Measure, _ worst: Measure) -> [Answer] {
        let seconds = times.map(\.frame.seconds)
        return [
            Answer(usual, seconds, note: "\(times.count) keys"),
            Answer(slow, [seconds.percentile(99)].compactMap { $0 }),
            slowest(worst, times) { $0.frame.seconds },
        ]
    }

    private func slowest(_ measure: Measure, _ times: [KeyTime], by value: (KeyTime) -> Double) -> Answer {
        let worst = times.max { value($0) < value($1) }
        return Answer(
            measure, [worst.map(value)].compactMap { $0 }, note: worst.map { "\($0.key.name) in \($0.view.title)" })
    }
}
