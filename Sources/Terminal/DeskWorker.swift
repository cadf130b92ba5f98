internal import Console
internal import Synchronization

/// Answers questions off the screen's thread. Of each kind only the newest is worked on: an older one is given up.
final class DeskWorker: Sendable {
    private struct Work {
        var desk: (any Desk)?
        var running: [Ticket.Slot: Cancellation] = [:]
        let opening = Cancellation()
    }

    private let work = Mutex(Work())
    private let mailbox: Mailbox

    init(mailbox: Mailbox) {
        self.mailbox = mailbox
    }

    /// Begins to load.
    func open(_ opener: any CaseOpener) {
        let cancellation = work.withLock { $0.opening }
        Task.detached { [self] in
            do throws(Problem) {
                let desk = try opener.open(
                    report: { [mailbox] in mailbox.report($0) }, isCancelled: { cancellation.isCancelled })
                work.withLock { $0.desk = desk }
                mailbox.post(.opened(desk.summary))
            } catch {
                mailbox.post(.openingFailed(error))
            }
        }
    }

    func ask(_ ticket: Ticket, _ request: Request) {
        let cancellation = Cancellation()
        let desk = work.withLock { work in
            work.running.updateValue(cancellation, forKey: ticket.slot)?.cancel()
            return work.desk
        }
        guard let desk else { return }
        Task.detached { [mailbox] in
            mailbox.post(.answered(ticket, desk.answer(request, isCancelled: { cancellation.isCancelled })))
        }
    }

    func cancel(_ slot: Ticket.Slot) {
        work.withLock { $0.running[slot] }?.cancel()
    }

    func cancelAll() {
        work.withLock { work in
            work.opening.cancel()
            for cancellation in work.running.values { cancellation.cancel() }
        }
    }
}

/// A flag that says: nobody waits for this any more. Readable from every thread that works on it.
final class Cancellation: Sendable {
    private let flag = Atomic<Bool>(false)

    var isCancelled: Bool { flag.load(ordering: .relaxed) }

    func cancel() {
        flag.store(true, ordering: .relaxed)
    }
}
