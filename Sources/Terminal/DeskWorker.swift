internal import Cases
internal import Console
internal import Dispatch
internal import Synchronization

/// Answers questions off the screen's thread. Of each kind only the newest is worked on: an older one is given up.
final class DeskWorker: Sendable {
    private struct Work {
        /// By generation. The screen asks the one that it knows of, though a newer one may be there already.
        var desks: [Int: any Desk] = [:]
        var running: [Ticket.Slot: Cancellation] = [:]
        var lastAsked: [Ticket.Slot: ContinuousClock.Instant] = [:]
        /// Of all desks that anybody made.
        var newestGeneration = 0
    }

    private let work = Mutex(Work())
    private let remainder = Atomic<Int>(OpeningWish.everything.rawValue)
    private let isFollowing = Atomic<Bool>(false)
    private let mailbox: Mailbox
    private let writing = DispatchQueue(label: "huckleberry.views")
    /// One after the other: who begins again waits until the last one has noticed its end.
    private let following = DispatchQueue(label: "huckleberry.following")

    /// One after the other as well: an order may look for its folder on a slow disk.
    private let ordering = DispatchQueue(label: "huckleberry.fetching")
    /// Nil where nothing can be fetched.
    private let job: FetchJob?

    init(mailbox: Mailbox, fetcher: (any EventFetcher)? = nil, for opener: any CaseOpener) {
        self.mailbox = mailbox
        job = fetcher.map { fetcher in
            FetchJob(fetcher, for: opener) { news in
                if case .came(let soFar) = news { mailbox.report(soFar) } else { mailbox.post(.fetch(news)) }
            }
        }
    }

    /// Begins to load.
    func open(_ opener: any CaseOpener) {
        isFollowing.store(opener.follows, ordering: .relaxed)
        // On a thread of its own: those that are shared are as many as processors, and it blocks for long.
        DispatchQueue(label: "huckleberry.opening").async { [self] in
            do throws(Problem) {
                try opener.open(self)
            } catch {
                mailbox.post(.openingFailed(error))
            }
        }
    }

    /// Takes in what comes into the case from now on, or ends that.
    func follow(_ isWanted: Bool, _ opener: any CaseOpener) {
        guard isFollowing.exchange(isWanted, ordering: .relaxed) != isWanted, isWanted else { return }
        following.async { [self] in
            do throws(Problem) {
                try opener.follow(self)
            } catch {
                isFollowing.store(false, ordering: .relaxed)
                mailbox.post(.notice(error.message))
            }
        }
    }

    /// Begins to fetch.
    func fetch(_ line: String) {
        guard let job else { return mailbox.post(.notice("Nothing can be fetched here.")) }
        ordering.async { job.begin(line) }
    }

    func endFetch() {
        job?.end()
    }

    /// Ends what is being fetched, and waits until nothing of it runs.
    func finishFetching() {
        guard let job else { return }
        ordering.sync {}
        job.end()
        job.wait()
    }

    /// Ends loading with what is there.
    func stopLoading() {
        remainder.store(OpeningWish.stop.rawValue, ordering: .relaxed)
    }

    /// Questions that follow each other faster than this are of somebody who types: only the last one is worth an answer.
    private static let pauseMilliseconds = 100
    private static let pause = Duration.milliseconds(pauseMilliseconds)

    func ask(_ ticket: Ticket, _ request: Request) {
        let cancellation = Cancellation()
        let now = ContinuousClock.now
        let (desk, last) = work.withLock { work in
            work.running.updateValue(cancellation, forKey: ticket.slot)?.cancel()
            // Nobody asks an older one any more.
            work.desks = work.desks.filter { $0.key >= ticket.generation }
            return (work.desks[ticket.generation], work.lastAsked.updateValue(now, forKey: ticket.slot))
        }
        guard let desk else { return }
        let isInBurst = last.map { now - $0 < Self.pause } ?? false
        // A thread of its own for each: what loads or searches keeps those busy that are shared, and an older question may
        // take its time to notice that it is void.
        let queue = DispatchQueue(label: "huckleberry.question.\(ticket.slot.rawValue)", qos: .userInitiated)
        queue.asyncAfter(deadline: .now() + .milliseconds(isInBurst ? Self.pauseMilliseconds : 0)) { [self] in
            if cancellation.isCancelled { return }
            let answer = desk.answer(request, isCancelled: { cancellation.isCancelled })
            if case .reloaded(let desk, _) = answer { keep(desk) }
            mailbox.post(.answered(ticket, answer))
        }
    }

    /// From here on questions of that generation have somebody to answer them.
    private func keep(_ desk: any Desk) {
        work.withLock { work in
            work.desks[desk.summary.generation] = desk
            work.newestGeneration = max(work.newestGeneration, desk.summary.generation)
        }
    }

    /// Writes saved views, in the order in which they come.
    func keep(_ views: [SavedView], in store: SavedViewStore?, _ keeper: CaseKeeper) {
        writing.async { [self] in
            do throws(CaseProblem) {
                try keeper.keep(views: SavedViewStore.text(views))
            } catch {
                mailbox.post(.notKept(Problem("The views are not in the case: \(error).")))
            }
            guard let store else {
                return mailbox.post(
                    .notKept(Problem("Kept only until you leave: neither XDG_CONFIG_HOME nor HOME is set.")))
            }
            do throws(Problem) {
                try store.write(views)
            } catch {
                mailbox.post(.notKept(error))
            }
        }
    }

    /// Waits until everything is written.
    func finishWriting() {
        writing.sync {}
    }

    func cancel(_ slot: Ticket.Slot) {
        work.withLock { $0.running[slot] }?.cancel()
    }

    func cancelAll() {
        remainder.store(OpeningWish.leave.rawValue, ordering: .relaxed)
        work.withLock { work in
            for cancellation in work.running.values { cancellation.cancel() }
        }
    }
}

extension DeskWorker: OpeningListener {
    var wish: OpeningWish { OpeningWish(rawValue: remainder.load(ordering: .relaxed)) ?? .everything }

    func report(_ progress: Progress) {
        mailbox.report(progress)
    }

    var wantsToFollow: Bool { isFollowing.load(ordering: .relaxed) }

    var newestGeneration: Int { work.withLock { $0.newestGeneration } }

    func follow(_ following: Following) {
        mailbox.post(.following(following))
    }

    func warn(_ warning: CaseWarning) {
        mailbox.post(.warned(warning))
    }

    func publish(_ desk: any Desk) {
        keep(desk)
        mailbox.post(.opened(desk.summary))
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
