import Cases
import Testing

@testable import Console

/// Somebody who presses any keys of the registry, resizes the terminal, and waits for answers or does not.
struct RandomWalk {
    private var random: SplitMix
    private(set) var driver: Driver
    private let desk: any Desk
    private let keys: [Key]
    /// Keys pressed.
    private(set) var count = 0
    /// What was wrong, with the keys before it.
    private(set) var broken: [String] = []
    private var recent: [Key] = []
    /// Places that were opened and gone back from, and decisions that were undone.
    private(set) var (returns, undone) = (0, 0)

    /// How many keys one look at every cell is worth.
    private static let keysPerLook = 24
    private static let mostBroken = 5

    /// - Parameter leaving: names of actions whose keys are not pressed.
    init(seed: Int, columns: Int = 80, rows: Int = 24, over desk: any Desk, leaving: Set<String> = []) throws {
        random = SplitMix(state: UInt64(seed))
        self.desk = desk
        driver = try Driver(columns: columns, rows: rows, desk: desk)
        let names = driver.state.registry.actions.filter {
            !leaving.contains($0.id) && !["quit", "close"].contains($0.id)
        }
        .flatMap(\.keys).flatMap { $0.split(separator: " ").map(String.init) }
        keys = (names + ["x", "(", "é", "鍵", "F9"]).compactMap { Key(name: $0) }
    }

    /// Walks until so many keys have been pressed. Who leaves begins anew: the palette knows how to leave, too.
    mutating func walk(keys wanted: Int, resizing: Bool = true) throws {
        while count < wanted, broken.count < Self.mostBroken {
            if driver.state.hasQuit { driver = try Driver(desk: desk) }
            if resizing { disturb() }
            press(keys.randomElement(using: &random) ?? Key("j"))
            note(driver.state.brokenInvariants)
            if count % Self.keysPerLook == 0 { note(render(driver.state).brokenInvariants(for: driver.state.size)) }
        }
    }

    /// What happens besides keys.
    private mutating func disturb() {
        switch Int.random(in: 0..<16, using: &random) {
        case 0:
            driver.send(
                .resized(
                    Size(columns: .random(in: 1...250, using: &random), rows: .random(in: 1...80, using: &random))))
        case 1:
            driver.desk = SampleDesk(
                rows: .random(in: 0...200, using: &random), generation: .random(in: 1...3, using: &random))
            driver.send(.opened(driver.desk.summary))
        case 2:
            driver.holdsAnswers.toggle()
        case 3 where !driver.held.isEmpty:
            let (ticket, request) = driver.held.removeFirst()
            driver.send(.answered(ticket, driver.desk.answer(request)))
        default:
            break
        }
    }

    /// Presses a key. Where it has opened another place or decided something, that is now and then taken back, and must
    /// be as if nothing had been.
    private mutating func press(_ key: Key) {
        var before = driver.state
        send(key)
        let after = driver.state
        guard after.isIdle, before.isIdle, after.overlay == nil, after.pendingKeys.isEmpty else { return }
        if before.overlay == nil, after.back.count == before.back.count + 1, Bool.random(using: &random) {
            send(Key("["))
            returns += 1
            // A pivot takes the cursor in hand, going to another view does not.
            before.place.isUntouched = driver.state.place.isUntouched
            // The pane of the tour takes room from the list.
            if (driver.state.tour == nil) != (before.tour == nil) { return }
            let other = Self.difference(driver.state.place, before.place)
            if !other.isEmpty { note(["back leads to another place, by its \(other.joined(separator: ", "))"]) }
            if driver.state.back.suffix(8) != before.back.suffix(8) { note(["back leads to another history"]) }
        } else if after.decisions.decided != before.decisions.decided, !["u", "ctrl-r"].contains(key.name) {
            send(Key("u"))
            undone += 1
            if driver.state.decisions.decided != before.decisions.decided { note(["undo leaves something decided"]) }
            send(Key(.text("r"), control: true))
            if driver.state.decisions.decided != after.decisions.decided { note(["redo decides something else"]) }
        }
    }

    /// What is not the same in two places.
    private static func difference(_ left: Place, _ right: Place) -> [String] {
        if left == right { return [] }
        let parts: [(String, Bool)] = [
            ("request", left.request == right.request), ("selection", left.selection == right.selection),
            ("content", left.content == right.content), ("wish", left.wanted == right.wanted),
            ("return", left.returning == right.returning), ("touch", left.isUntouched == right.isUntouched),
            ("panes", left.previews == right.previews), ("texts", left.details == right.details),
            ("anchor", left.anchor == right.anchor),
        ]
        return parts.filter { !$0.1 }.map(\.0) + ["something"]
    }

    private mutating func send(_ key: Key) {
        count += 1
        recent = recent.suffix(24) + [key]
        driver.send(.key(key))
    }

    private mutating func note(_ found: [String]) {
        broken += found.map { "\($0) after \(recent.map(\.name).joined(separator: " "))" }
    }
}

extension DecisionHistory {
    /// What can be undone: places that are kept and numbers of evidence are no decisions.
    fileprivate var decided: [NotebookEntry] {
        NotebookEntry.all(in: current).filter { entry in
            switch entry {
            case .place, .evidence: false
            default: true
            }
        }
    }
}

/// A small generator of numbers that a seed repeats (SplitMix64, by Sebastiano Vigna, public domain).
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
