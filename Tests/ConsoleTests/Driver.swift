import Cases
import CloudTrail

@testable import Console

/// A console with somebody behind the desk who answers at once.
struct Driver {
    var state: State
    var desk: any Desk = SampleDesk()
    let keeper: CaseKeeper
    /// Answers are kept back while this is set.
    var holdsAnswers = false
    var held: [(Ticket, Request)] = []
    /// Effects other than questions, in order.
    var effects: [String] = []

    /// The moment that decisions carry.
    static let now = EventTime(milliseconds: 1_588_800_000_000)

    init(
        columns: Int = 80, rows: Int = 24, desk: any Desk = SampleDesk(), opened: Bool = true,
        savedViews: SavedViewList = SavedViewList(), resuming: ResumedCase = ResumedCase(analyst: "ana"),
        keeper: CaseKeeper = CaseKeeper(.nowhere, analyst: "ana")
    ) throws {
        self.keeper = keeper
        self.desk = desk
        state = State(
            registry: try ActionRegistry.standard(), size: Size(columns: columns, rows: rows),
            savedViews: savedViews, resuming: resuming)
        if opened { send(.opened(desk.summary)) }
    }

    mutating func send(_ message: Message) {
        var messages = [message]
        while !messages.isEmpty {
            for effect in update(&state, messages.removeFirst()) {
                switch effect {
                case .ask(let ticket, let request):
                    if holdsAnswers {
                        held.append((ticket, request))
                    } else {
                        let answer = desk.answer(request)
                        if case .reloaded(let next, _) = answer { desk = next }
                        messages.append(.answered(ticket, answer))
                    }
                case .cancel(let slot): effects.append("cancel \(slot.rawValue)")
                case .date(let decision): messages.append(.decided(decision, Self.now))
                case .keep(let steps): messages.append(.kept(keeper.keep(steps, at: Self.now)))
                case .edit(let text): effects.append("edit \(text)")
                case .keepViews(let views): effects.append("keep \(views.map(\.name).joined(separator: ", "))")
                case .stopLoading: effects.append("stop loading")
                case .follow(let isWanted): effects.append(isWanted ? "follow" : "unfollow")
                case .fetch(let line): effects.append("fetch \(line)")
                case .endFetch: effects.append("end fetch")
                case .copy(let text): effects.append("copy \(text)")
                case .suspend: effects.append("suspend")
                case .repaint: effects.append("repaint")
                case .quit: effects.append("quit")
                }
            }
        }
    }

    /// Presses keys by name.
    mutating func press(_ keys: String) {
        for name in keys.split(separator: " ") {
            guard let key = Key(name: String(name)) else { preconditionFailure("no key \(name)") }
            send(.key(key))
        }
    }

    mutating func type(_ text: String) {
        for character in text { send(.key(Key(character))) }
    }

    /// Writes a command of the palette.
    mutating func press(command: String) {
        press(":")
        type(command)
        press("Enter")
    }

    var text: String { render(state).text }
    var lines: [String] { text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
    var current: String { state.place.currentRow?.key.text ?? "" }
}

/// Equality that an expectation does not print: a place with its lists is pages long.
func isSame(_ left: Place, _ right: Place) -> Bool { left == right }
