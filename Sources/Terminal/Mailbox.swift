internal import CNcurses
internal import Console
internal import Synchronization

/// Where other threads leave messages for the thread that owns the screen, and wake it.
final class Mailbox: Sendable {
    private struct Contents {
        var messages: [Message] = []
        var lastProgress: [Work: ContinuousClock.Instant] = [:]
    }

    /// What makes progress.
    private enum Work {
        case load, fetch
    }

    private let contents = Mutex(Contents())
    /// The end that the screen's thread waits at.
    let reader: Int32
    private let writer: Int32

    /// Progress is shown no more often than this: nobody reads faster.
    private static let progressInterval = Duration.milliseconds(100)

    init() throws(TerminalError) {
        var reader: Int32 = -1
        var writer: Int32 = -1
        guard unsafe hb_open_pipe(&reader, &writer) else { throw .noPipe }
        self.reader = reader
        self.writer = writer
    }

    deinit {
        hb_close_pipe(reader, writer)
    }

    func post(_ message: Message) {
        contents.withLock { $0.messages.append(message) }
        hb_signal(writer)
    }

    /// Posts how far loading has come, unless that was done just now.
    func report(_ progress: Progress) {
        report(.progress(progress), of: .load)
    }

    /// Posts how far a fetch has come, unless that was done just now.
    func report(_ soFar: FetchedSoFar) {
        report(.fetch(.came(soFar)), of: .fetch)
    }

    private func report(_ message: Message, of work: Work) {
        let isDue = contents.withLock { contents in
            let now = ContinuousClock.now
            if let last = contents.lastProgress[work], now - last < Self.progressInterval { return false }
            contents.lastProgress[work] = now
            return true
        }
        if isDue { post(message) }
    }

    /// Everything that has been posted, in order.
    func take() -> [Message] {
        hb_drain(reader)
        return contents.withLock { contents in
            defer { contents.messages = [] }
            return contents.messages
        }
    }
}
