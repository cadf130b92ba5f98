internal import Console
internal import Synchronization

/// Answers questions off the screen's thread. Of each kind only the newest is worked on: an older one is given up.
final class DeskWorker: Sendable {
    private struct Work {
        var desk: (any Desk)?
        var tasks: [Ticket.Slot: Task<Void, Never>] = [:]
        var opening: Task<Void, Never>?
    }

    private let work = Mutex(Work())
    private let mailbox: Mailbox

    init(mailbox: Mailbox) {
        self.mailbox = mailbox
    }

    /// Begins to load.
    func open(_ opener: any CaseOpener) {
        let task = Task.detached { [self] in
            do throws(Problem) {
                let desk = try await opener.open(
                    report: { [mailbox] in mailbox.report($0) }, isCancelled: { Task.isCancelled })
                work.withLock { $0.desk = desk }
                mailbox.post(.opened(desk.summary))
            } catch {
                mailbox.post(.openingFailed(error))
            }
        }
        work.withLock { $0.opening = task }
    }

    func ask(_ ticket: Ticket, _ request: Request) {
        work.withLock { work in
            work.tasks[ticket.slot]?.cancel()
            guard let desk = work.desk else { return }
            work.tasks[ticket.slot] = Task.detached { [mailbox] in
                let answer = desk.answer(request, isCancelled: { Task.isCancelled })
                mailbox.post(.answered(ticket, answer))
            }
        }
    }

    func cancel(_ slot: Ticket.Slot) {
        work.withLock { $0.tasks[slot]?.cancel() }
    }

    func cancelAll() {
        work.withLock { work in
            work.opening?.cancel()
            for task in work.tasks.values { task.cancel() }
        }
    }
}
