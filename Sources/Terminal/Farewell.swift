internal import CNcurses
internal import Dispatch

/// Has something ended when a signal asks the program to end: programs that it started would outlive it. The handler of the
/// signal, which can do next to nothing itself, waits for that once the terminal is given back.
final class Farewell {
    private let asked: (reader: Int32, writer: Int32)
    private let answered: (reader: Int32, writer: Int32)
    private let source: any DispatchSourceRead

    /// - Parameter work: done off the screen's thread, within a second: the handler waits no longer.
    init(_ work: @escaping @Sendable () -> Void) throws(TerminalError) {
        asked = try Self.pipe()
        answered = try Self.pipe()
        let writer = answered.writer
        source = DispatchSource.makeReadSource(
            fileDescriptor: asked.reader, queue: DispatchQueue(label: "huckleberry.farewell"))
        source.setEventHandler {
            work()
            hb_signal(writer)
        }
        source.resume()
        hb_guard_farewell(asked.writer, answered.reader)
    }

    deinit {
        hb_guard_farewell(-1, -1)
        let (asked, answered) = (asked, answered)
        source.setCancelHandler {
            hb_close_pipe(asked.reader, asked.writer)
            hb_close_pipe(answered.reader, answered.writer)
        }
        source.cancel()
    }

    private static func pipe() throws(TerminalError) -> (reader: Int32, writer: Int32) {
        var (reader, writer): (Int32, Int32) = (-1, -1)
        guard unsafe hb_open_pipe(&reader, &writer) else { throw .noPipe }
        return (reader, writer)
    }
}
