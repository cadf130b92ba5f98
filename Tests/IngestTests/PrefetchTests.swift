import CFiles
import Events
import Foundation
import Glibc
import Synchronization
import Testing

@testable import Ingest

@Suite struct PrefetchTests {
    /// Files that exist in name only, as large as is said.
    private func files(_ count: Int, _ byteCount: Int, from first: Int = 0) -> [SourceFile] {
        (first..<first + count).map { SourceFile(path: SourcePath("\($0)"), byteCount: byteCount) }
    }

    /// The names that the queue wants fetched until it says to wait, or that it is over.
    private func fetched(_ queue: FileQueue) -> (names: [String], isEnd: Bool) {
        var names: [String] = []
        while true {
            switch queue.fetch() {
            case .files(let files): names += files.map(\.path.shown)
            case .later: return (names, false)
            case .end: return (names, true)
            }
        }
    }

    private func take(_ queue: FileQueue, isFirst: Bool = false) -> [String] {
        guard case .files(let files, _) = queue.next(isFirst: isFirst) else { return [] }
        return files.map(\.path.shown)
    }

    // MARK: What is fetched

    @Test func filesAreFetchedInTheirOrderToTheEnd() {
        let queue = FileQueue()
        #expect(fetched(queue) == ([], false))
        queue.add(files(12, 1))
        #expect(fetched(queue) == ((0..<12).map { "\($0)" }, false))
        queue.add(files(1, 1, from: 12))
        queue.finishListing()
        #expect(fetched(queue) == (["12"], true))
    }

    @Test func whatWorkersHaveIsNotFetched() {
        let queue = FileQueue()
        queue.add(files(10, 1))
        #expect(take(queue, isFirst: true).count == 8)
        #expect(fetched(queue) == (["8", "9"], false))
    }

    @Test func fetchingStaysWithinSomeBytesOfTheWorkers() {
        let queue = FileQueue()
        queue.add(files(20, 16 << 20))
        queue.finishListing()
        #expect(fetched(queue) == (["0", "1", "2", "3"], false))
        #expect(take(queue, isFirst: true) == ["0"])
        #expect(fetched(queue) == (["4"], false))
        #expect(take(queue) == ["1"])
        #expect(take(queue) == ["2"])
        #expect(fetched(queue) == (["5", "6"], false))
    }

    @Test func aFileLargerThanTheBoundIsFetchedAlone() {
        let queue = FileQueue()
        queue.add(files(2, 1 << 30))
        queue.finishListing()
        #expect(fetched(queue) == (["0"], false))
        #expect(take(queue, isFirst: true) == ["0"])
        #expect(fetched(queue) == (["1"], true))
    }

    @Test func nothingIsFetchedOnceTheQueueIsStopped() {
        let queue = FileQueue()
        queue.add(files(10, 1))
        queue.stop()
        #expect(fetched(queue) == ([], true))
    }

    // MARK: The thread

    @Test func itRunsOnceHoweverOftenItIsStarted() {
        let queue = FileQueue()
        let names = Mutex<[String]>([])
        let prefetch = Prefetch(queue) { file in
            names.withLock { $0.append(file.path.shown) }
            return true
        }
        #expect(!prefetch.isRunning)
        prefetch.start()
        prefetch.start()
        #expect(prefetch.isRunning)
        for number in 0..<100 { queue.add(files(1, 1, from: number)) }
        queue.finishListing()
        prefetch.finish()
        #expect(names.withLock { $0 } == (0..<100).map { "\($0)" })
    }

    /// It waits for workers that never come, until it is told.
    @Test func itEndsWhenTheQueueIsStopped() {
        let queue = FileQueue()
        let fetched = Mutex(0)
        let filled = DispatchSemaphore(value: 0)
        let prefetch = Prefetch(queue) { _ in
            if fetched.withLock({
                $0 += 1
                return $0 == 4
            }) {
                filled.signal()
            }
            return true
        }
        prefetch.start()
        queue.add(files(20, 16 << 20))
        filled.wait()
        queue.stop()
        prefetch.finish()
        #expect(fetched.withLock { $0 } == 4)
    }

    @Test func itGoesOnAsWorkersTakeFiles() {
        let queue = FileQueue()
        let names = Mutex<[String]>([])
        let last = DispatchSemaphore(value: 0)
        let prefetch = Prefetch(queue) { file in
            names.withLock { $0.append(file.path.shown) }
            if file.path.shown == "3" || file.path.shown == "19" { last.signal() }
            return true
        }
        queue.add(files(20, 16 << 20))
        prefetch.start()
        last.wait()
        // So many that less lies ready than it waits for, whenever it looked.
        for number in 0..<18 { #expect(take(queue, isFirst: number == 0) == ["\(number)"]) }
        last.wait()
        queue.finishListing()
        prefetch.finish()
        // Those between may have been taken before it came to them.
        let numbers = names.withLock { $0 }.compactMap { Int($0) }
        #expect(numbers.prefix(4) == [0, 1, 2, 3] && numbers.suffix(2) == [18, 19])
        #expect(zip(numbers, numbers.dropFirst()).allSatisfy { $0 < $1 })
    }

    @Test func itRestsWhereFilesAreInMemoryUntilItIsStartedAgain() {
        let queue = FileQueue()
        queue.add(files(100, 1))
        queue.finishListing()
        let names = Mutex<[String]>([])
        let prefetch = Prefetch(queue) { file in
            names.withLock { $0.append(file.path.shown) }
            return file.path.shown == "7"
        }
        prefetch.start()
        prefetch.finish()
        #expect(!prefetch.isRunning)
        // From 8 to 71 there are 64 that it need not have asked for.
        #expect(names.withLock { $0 } == (0..<72).map { "\($0)" })
        prefetch.start()
        prefetch.finish()
        #expect(names.withLock { $0 } == (0..<100).map { "\($0)" })
    }

    // MARK: When it starts

    @Test func oneReadThatHasToWaitNowAndThenDoesNotStartIt() {
        let queue = FileQueue()
        queue.finishListing()
        let prefetch = Prefetch(queue) { _ in true }
        for _ in 0..<100 {
            prefetch.note(hasToWait: true)
            for _ in 0..<8 { prefetch.note(hasToWait: false) }
        }
        #expect(!prefetch.isRunning)
    }

    @Test func readsThatHaveToWaitOneAfterTheOtherStartIt() {
        // What it would fetch is not known yet, so that it goes on running.
        let queue = FileQueue()
        let prefetch = Prefetch(queue) { _ in true }
        prefetch.note(hasToWait: true)
        prefetch.note(hasToWait: true)
        #expect(!prefetch.isRunning)
        prefetch.note(hasToWait: true)
        #expect(prefetch.isRunning)
        queue.finishListing()
        prefetch.finish()
    }

    /// Has the system forget what it holds of a file in memory.
    private func forget(_ path: String) {
        let descriptor = unsafe open(path, O_RDONLY)
        defer { close(descriptor) }
        // What is not yet on the disk cannot be forgotten.
        #expect(fsync(descriptor) == 0)
        #expect(posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED) == 0)
    }

    /// Whether a file is in memory, without any of it being read.
    private func isResident(_ path: String) -> Bool {
        let descriptor = unsafe open(path, O_RDONLY)
        defer { close(descriptor) }
        guard let start = unsafe mmap(nil, 1, PROT_READ, MAP_SHARED, descriptor, 0), unsafe start != MAP_FAILED else {
            return false
        }
        defer { unsafe munmap(start, 1) }
        var page: UInt8 = 0
        return unsafe mincore(start, 1, &page) == 0 && page & 1 == 1
    }

    private func isCached(_ path: String) -> Bool {
        let descriptor = unsafe open(path, O_RDONLY)
        defer { close(descriptor) }
        var byte: UInt8 = 0
        return unsafe huckleberry_read_cached(descriptor, &byte, 1, 0) == 1
    }

    /// Whether reading a file starts it, where two reads before had to wait.
    private func isStarted(reading path: String) -> Bool {
        let queue = FileQueue()
        queue.finishListing()
        let prefetch = Prefetch(queue)
        for _ in 0..<2 { prefetch.note(hasToWait: true) }
        let reader = SourceReader(limits: ReadLimits(), prefetch: prefetch)
        var text = ""
        let summary = reader.read(SourceFile(path: SourcePath(path), byteCount: 9)) { _, span in
            text = String(decoding: span.indices.map { span[$0] }, as: UTF8.self)
        }
        #expect(summary.problems.isEmpty)
        #expect(text == "some text")
        prefetch.finish()
        return prefetch.isRunning
    }

    @Test func aFileInMemoryStartsNothing() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("log", "some text")
        // Where the file system cannot tell, it is started in any case.
        #expect(isStarted(reading: path) == !isCached(path))
    }

    @Test func aFileThatIsWaitedForStartsIt() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("log", "some text")
        var forgotten = 0
        var isSeen = false
        // The system keeps what it is still busy with, and where files live in memory none is ever forgotten. Asked
        // for bytes that it has forgotten, it begins to read them, and on a fast disk may have them before it answers.
        for _ in 0..<100 where !isSeen {
            forget(path)
            guard !isResident(path) else { continue }
            forgotten += 1
            isSeen = isStarted(reading: path)
        }
        #expect(isSeen == (forgotten > 0))
    }

    @Test func aFileThatIsMadeUpAsItIsReadIsReadToItsEnd() throws {
        let queue = FileQueue()
        queue.finishListing()
        let prefetch = Prefetch(queue)
        var text = ""
        // It has no size, and no file system that could tell what is in memory.
        let file = SourceFile(path: SourcePath("/proc/self/status"), byteCount: 0)
        let summary = SourceReader(limits: ReadLimits(), prefetch: prefetch).read(file) { _, span in
            text = String(decoding: span.indices.map { span[$0] }, as: UTF8.self)
        }
        prefetch.finish()
        #expect(summary.problems.isEmpty)
        #expect(text.contains("\nPid:\t\(getpid())\n"))
    }

    @Test func aFileInMemoryNeedsNoFetching() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("log", "some text")
        let file = SourceFile(path: SourcePath(path), byteCount: 9)
        #expect(StoredFile.fetch(file) == !isCached(path))
        #expect(!StoredFile.fetch(SourceFile(path: SourcePath(path + ".gone"), byteCount: 9)))
    }

    @Test func fetchingWaitsForNobodyToWriteToAPipe() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/pipe"
        #expect(unsafe mkfifo(path, 0o600) == 0)
        StoredFile.fetch(SourceFile(path: SourcePath(path), byteCount: 10))
        // Nor is it left open: then writing to it would find a reader.
        #expect(unsafe open(path, O_WRONLY | O_NONBLOCK) == -1)
        #expect(errno == ENXIO)
    }

    // MARK: Loading

    /// Forty files in seven folders that the system was asked to forget.
    private func forgottenTrail() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        for number in 0..<40 {
            let path = try folder.write("\(number % 7)/\(number).json", record("A", id: "\(number)"))
            forget(path)
        }
        return folder
    }

    @Test func aTrailThatWasForgottenLoadsAsOneInMemory() throws {
        let folder = try forgottenTrail()
        let cold = try #require(Loader([folder.path], threads: 2).load())
        let warm = try #require(Loader([folder.path], threads: 2).load())
        #expect(cold.index.count == 40)
        #expect(cold.report == warm.report)
    }

    @Test(arguments: [1, 5, 20])
    func aLoadThatIsGivenUpEndsWithWhatItHadBegunToFetch(asked: Int) throws {
        let folder = try forgottenTrail()
        let left = Mutex(asked)
        let trail = Loader([folder.path], threads: 2).load(order: {
            left.withLock {
                $0 -= 1
                return $0 > 0 ? .goOn : .cancel
            }
        })
        #expect(trail == nil)
    }
}
