/// A fetch that is under way.
public struct Fetching: Hashable, Sendable {
    public var order: FetchOrder
    /// Nil before anything is known.
    public var soFar: FetchedSoFar?
    /// Whether it has been told to end.
    public var isEnding = false

    /// What the crumb says.
    var mark: String {
        if isEnding { return "fetch ends" }
        return switch soFar {
        case nil: "fetching"
        case .found(let count): "fetching, \(count.grouped) found"
        case .brought(let count, of: 0): "fetching \(count.grouped)"
        case .brought(let count, of: let total): "fetching \(count.grouped) of \(total.grouped)"
        case .read(let bytes): "fetching, \(bytes.byteWords) read"
        }
    }
}

/// What became of the last fetch.
struct FetchOutcome: Hashable, Sendable {
    var order: FetchOrder
    var result: FetchResult

    /// In one line: what came, where it is, and whether there is more to say.
    var sentence: String {
        let more = result.remarks.isEmpty ? "" : "; :fetch says more"
        switch result.end {
        case .done: return "\(order.source): \(result.sum); in \(order.place)\(more)"
        case .failed: return "\(order.source): \(result.sum)\(more)"
        case .cancelled:
            let sum = result.sum.isEmpty ? "" : " \(result.sum)."
            return "\(order.source) was ended; what came stays, the same words go on.\(sum)"
        }
    }
}

extension State {
    /// What `:fetch` means.
    mutating func fetch(_ line: String) -> [Effect] {
        if line.isEmpty {
            overlay = .fetch(top: 0)
            return []
        }
        if line == "stop" { return endFetch() }
        if let fetching {
            say(.warn, "One fetch at a time: \(fetching.order.source) is under way. :unfetch ends it.")
            return []
        }
        guard !isLoading else {
            say(.info, "Events can be fetched once the case is loaded, or :stop has ended that.")
            return []
        }
        guard following != .full else {
            say(
                .warn,
                "The memory that was allowed is used up: fetch with 'huckleberry fetch', then open a part of it.")
            return []
        }
        return [.fetch(line)]
    }

    /// What `:unfetch` means.
    mutating func endFetch() -> [Effect] {
        guard fetching != nil else {
            say(.info, "Nothing is being fetched.")
            return []
        }
        fetching?.isEnding = true
        say(.info, "The fetch ends; what has come stays.")
        return [.endFetch]
    }

    /// Takes what is told of a fetch.
    mutating func take(_ news: FetchNews) -> [Effect] {
        switch news {
        case .refused(let problem): say(.error, problem.message)
        case .began(let order):
            fetching = Fetching(order: order)
            say(.info, ":unfetch ends it. What comes is shown, and is in \(order.place).")
            guard !following.isOn else { break }
            followsToFetch = true
            return [.follow(true)]
        case .came(let soFar): fetching?.soFar = soFar
        case .ended(let result):
            guard let order = fetching?.order else { return [] }
            fetching = nil
            let outcome = FetchOutcome(order: order, result: result)
            lastFetch = outcome
            let kind: Toast.Kind =
                switch result.end {
                case .done: result.remarks.isEmpty ? .ok : .warn
                case .failed: .error
                case .cancelled: .info
                }
            say(kind, outcome.sentence)
        }
        return []
    }
}

extension State {
    /// What can be written behind `:fetch`: the sources, and behind one of them its options.
    var fetchValues: [ArgumentValue] {
        guard case .palette(let palette) = overlay else { return sourceValues }
        let written = palette.editor.text.drop { $0 != " " }.drop { $0 == " " }
        guard let space = written.lastIndex(of: " "), let name = written.split(separator: " ").first else {
            return sourceValues
        }
        // Where a value is being written, nothing is known of it.
        guard written[space...].dropFirst().hasPrefix("-"), let source = fetchSources.first(where: { $0.name == name })
        else { return [] }
        let stem = written[...space]
        return source.options.filter { $0.hasPrefix(written[space...].dropFirst()) }.map {
            ArgumentValue(stem + $0, goesOn: true)
        }
    }

    private var sourceValues: [ArgumentValue] {
        fetchSources.map { ArgumentValue($0.name, note: $0.note, goesOn: true) }
    }
}
