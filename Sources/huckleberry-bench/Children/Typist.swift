import Console
import Synchronization
import Terminal

/// The frames of a session, as its thread reports them.
final class FrameLog: Sendable {
    private let frames = Mutex<[FrameReport]>([])

    func append(_ frame: FrameReport) {
        frames.withLock { $0.append(frame) }
    }

    /// The first frame from a number on that is as wanted, and its number.
    func first(from number: Int, where isWanted: (FrameReport) -> Bool) -> (number: Int, frame: FrameReport)? {
        frames.withLock { frames in
            frames.indices.dropFirst(number).first { isWanted(frames[$0]) }.map { ($0, frames[$0]) }
        }
    }

    var last: FrameReport? { frames.withLock { $0.last } }
}

/// What came of one key.
struct KeyTime: Sendable {
    var key: Key
    /// The view in which it was pressed.
    var view: ViewKind
    /// Until a frame showed that it had been taken.
    var frame: Duration
    /// Until the list was there; nil as for the answer.
    var list: Duration?
    /// Until nothing more was on its way, panes and texts from records included; nil where the next key did not wait for that.
    var answer: Duration?
    /// Rows of the list by then.
    var rows = 0
    /// Bytes that were drawn by then.
    var bytes = 0
}

/// Types into a console on a pseudo-terminal, and times what comes of each key.
struct Typist {
    let terminal: PseudoTerminal
    let log: FrameLog
    private(set) var times: [KeyTime] = []
    private var pressed = 0

    /// The console has hung when it takes longer than this.
    private static let patience = Duration.seconds(60)
    /// Between letters of a fast typist.
    private static let letterPause = Duration.milliseconds(60)
    /// Before a key that is meant by itself: longer than what the console takes for a burst of keys.
    private static let keyPause = Duration.milliseconds(110)

    init(terminal: PseudoTerminal, log: FrameLog) {
        self.terminal = terminal
        self.log = log
    }

    /// Presses keys, each when all that the one before has asked for is on the screen.
    mutating func press(_ keys: [Key]) throws {
        for key in keys { try press(key, waits: true) }
    }

    /// Presses keys without waiting for what they ask for.
    mutating func press(ahead keys: [Key]) throws {
        for key in keys { try press(key, waits: false) }
    }

    /// Types a text letter by letter, without waiting for answers before the end.
    mutating func type(_ text: String) throws {
        let letters = text.map { Key($0) }
        for (index, letter) in letters.enumerated() { try press(letter, waits: index == letters.count - 1) }
    }

    mutating func run(_ script: Script) throws {
        for step in script.steps {
            switch step.kind {
            case .keys(let keys): try press(keys)
            case .type(let text): try type(text)
            case .command(let text):
                try press([Key(":")])
                try type(text)
                try press([Key(.enter)])
            case .waitIdle: _ = try wait { $0.isIdle }
            case .size, .waitEvents, .dumpScreen, .expect, .expectNot, .expectCopied: break
            }
        }
    }

    /// Waits for a frame that is as wanted, and takes what is drawn meanwhile.
    mutating func wait(from number: Int = 0, for isWanted: (FrameReport) -> Bool) throws -> FrameReport {
        try find(from: number, isWanted).frame
    }

    private mutating func press(_ key: Key, waits: Bool) throws {
        let view = log.last?.view ?? .alerts
        let start = ContinuousClock.now
        guard terminal.press(key) else { throw BenchError.console("the key \(key.name) cannot be sent") }
        pressed += 1
        let count = pressed
        let first = try find { $0.keys >= count }
        var time = KeyTime(key: key, view: view, frame: first.frame.time - start)
        time.bytes = first.bytes
        if waits {
            let listed = try find(from: first.number) { $0.isListed }
            time.list = listed.frame.time - start
            time.bytes += listed.bytes
            let last = try find(from: listed.number) { $0.isIdle }
            time.answer = last.frame.time - start
            time.rows = last.frame.rows
            time.bytes += last.bytes + (try drain(for: Self.keyPause))
        } else {
            time.bytes += try drain(for: Self.letterPause)
        }
        times.append(time)
    }

    private func find(
        from number: Int = 0, _ isWanted: (FrameReport) -> Bool
    ) throws -> (number: Int, frame: FrameReport, bytes: Int) {
        let end = ContinuousClock.now + Self.patience
        var bytes = 0
        while true {
            if let (number, frame) = log.first(from: number, where: isWanted) { return (number, frame, bytes) }
            guard ContinuousClock.now < end else { throw BenchError.console("it did not come to rest") }
            bytes += try take(waiting: 2)
        }
    }

    /// Takes what is drawn for some time.
    private func drain(for time: Duration) throws -> Int {
        let end = ContinuousClock.now + time
        var bytes = 0
        while ContinuousClock.now < end { bytes += try take(waiting: 10) }
        return bytes
    }

    private func take(waiting milliseconds: Int32) throws -> Int {
        guard let bytes = terminal.takeDrawn(waiting: milliseconds) else {
            throw BenchError.console("it has left the terminal")
        }
        return bytes
    }
}
