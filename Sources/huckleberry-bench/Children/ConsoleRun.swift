import CloudTrail
import Console
import Detections
import Foundation
import Ingest
import Resources
import Sigma
import Synchronization
import Terminal

/// The console as a person has it, on a pseudo-terminal: started, used while the trail is loaded, and then by a script of
/// some hundred keys.
struct ConsoleRun {
    private let path: String
    private let threads: Int
    /// When the process began.
    private let start: ContinuousClock.Instant

    /// The size of terminals as they open.
    private static let size = Size(columns: 80, rows: 24)

    init(path: String, threads: Int) throws {
        start = try ContinuousClock.now - ProcessAge.current()
        self.path = path
        self.threads = threads
    }

    /// How long it takes from the start of the process until something can be done.
    func startAnswers() throws -> [Answer] {
        try session { typist in
            let first = try typist.wait { _ in true }
            // Nobody waits for alerts who wants to see events.
            try typist.press(ahead: [Key("2")])
            let rows = try typist.wait { $0.rows > 0 }
            return [
                Answer(.firstFrame, [(first.time - start).seconds]), Answer(.firstRows, [(rows.time - start).seconds]),
            ]
        }
    }

    func answers() throws -> [Answer] {
        try session { typist in
            let keys = ["2", "j", "j", "PgDn", "G", "k", "g", "g", "1", "3", "j", "4", "j", "5", "j", "6", "l"]
            var turn = 0
            while typist.log.last?.isComplete != true, let key = Key(name: keys[turn % keys.count]) {
                try typist.press([key])
                turn += 1
            }
            let whileLoading = typist.times.count
            try typist.run(ConsoleScript.script())
            return ConsoleFigures(
                loading: Array(typist.times[..<whileLoading]), loaded: Array(typist.times[whileLoading...])
            ).answers
        }
    }

    /// Runs a session on this thread while somebody else types.
    ///
    /// - Parameter follows: whether files that come later are taken in.
    func session(
        follows: Bool = false, _ typing: @escaping @Sendable (inout Typist) throws -> [Answer]
    ) throws -> [Answer] {
        let terminal = try PseudoTerminal(size: Self.size)
        let log = FrameLog()
        let result = Mutex<Result<[Answer], any Error>?>(nil)
        DispatchQueue.global().async {
            var typist = Typist(terminal: terminal, log: log)
            let typed = Result { try typing(&typist) }
            result.withLock { $0 = typed }
            // Whatever has happened, the session ends.
            _ = terminal.press(Key("c", control: true))
            _ = terminal.press(Key("Q"))
            while terminal.takeDrawn(waiting: 100) != nil {}
        }
        let session = TerminalSession(
            themes: ThemeSet(["base": .base]), theme: "base", terminalName: "xterm-256color", isInTmux: false,
            allowsColor: true, usesMouse: false, drawing: Drawing(), now: { EventTime(milliseconds: 0) })
        if let problem = try session.run(
            registry: ActionRegistry.standard(), opener: opener(follows: follows), on: terminal,
            observer: { log.append($0) })
        {
            throw BenchError.console(problem.message)
        }
        guard let answers = try result.withLock({ $0 })?.get() else { throw BenchError.console("it ended early") }
        return answers
    }

    private func opener(follows: Bool) throws -> TrailOpener {
        let threads = threads
        let folder = try ResourceFolder.ofThisProgram().rules()
        return TrailOpener(
            Loader([path], threads: threads), paths: [path], isSample: false, isStrict: false, threads: threads,
            notes: NotesWriter(
                folder: FileManager.default.temporaryDirectory.path, now: { EventTime(milliseconds: 0) }),
            rules: { DetectorSet(.standard(RuleLoader().load([folder]), builtInFolder: folder, threads: threads)) },
            follows: follows)
    }
}

extension Key {
    fileprivate init(_ text: String, control: Bool) {
        self.init(.text(text), control: control)
    }
}
