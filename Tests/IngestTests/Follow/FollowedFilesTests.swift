import Glibc
import Testing

@testable import Ingest

/// When a file that has changed is read.
@Suite struct FollowedFilesTests {
    private let start = ContinuousClock.now
    private let path = SourcePath("logs/a.json")

    private func stamp(_ byteCount: Int, _ seconds: Int = 0) -> FileStamp {
        var status = stat()
        status.st_size = byteCount
        status.st_mtim.tv_sec = seconds
        return FileStamp(status)
    }

    private func file(_ stamp: FileStamp) -> SourceFile {
        SourceFile(path: path, byteCount: stamp.byteCount, stamp: stamp, root: 3)
    }

    @Test func whatIsClosedIsReadAMomentLater() throws {
        var files = FollowedFiles()
        files.touch(path, root: 3, isClosed: true, at: start)
        #expect(files.ready(at: start + .milliseconds(199)) { _ in stamp(5) }.isEmpty)
        #expect(files.due == start + .milliseconds(200))
        let ready = files.ready(at: start + .milliseconds(200)) { _ in stamp(5) }
        #expect(ready.map(\.path) == [path])
        #expect(ready.map(\.byteCount) == [5])
        #expect(ready.map(\.root) == [3])
        #expect(files.isSettled)
    }

    @Test func whatWasRenamedAtOnceIsForgotten() {
        var files = FollowedFiles()
        files.touch(path, root: 0, isClosed: true, at: start)
        #expect(files.ready(at: start + .seconds(1)) { _ in nil }.isEmpty)
        #expect(files.isSettled)
    }

    @Test func whatMayStillBeWrittenIsLeftAloneUntilItIsStillForTwoSeconds() {
        var files = FollowedFiles()
        files.find(file(stamp(5)), age: .zero, at: start)
        #expect(files.ready(at: start + .seconds(1)) { _ in stamp(5) }.isEmpty)
        // It has grown: it waits from here on.
        #expect(files.ready(at: start + .seconds(2)) { _ in stamp(6) }.isEmpty)
        #expect(files.ready(at: start + .milliseconds(3_999)) { _ in stamp(6) }.isEmpty)
        #expect(files.ready(at: start + .seconds(4)) { _ in stamp(6) }.map(\.byteCount) == [6])
    }

    @Test func whatWasWrittenLongAgoIsReadAtOnce() {
        var files = FollowedFiles()
        files.find(file(stamp(5)), age: .seconds(2), at: start)
        #expect(files.ready(at: start) { _ in stamp(5) }.map(\.path) == [path])
    }

    @Test func whatIsAsItWasReadIsNotReadAgain() {
        var files = FollowedFiles()
        files.note(file(stamp(5, 10)))
        files.find(file(stamp(5, 10)), age: .seconds(9), at: start)
        #expect(files.isSettled)
        files.find(file(stamp(5, 11)), age: .seconds(9), at: start)
        #expect(!files.isSettled)
    }

    @Test func whatIsBegunWaitsForItsWriter() {
        var files = FollowedFiles()
        files.touch(path, root: 0, isClosed: false, at: start)
        #expect(files.ready(at: start + .seconds(1)) { _ in stamp(1) }.isEmpty)
        files.touch(path, root: 0, isClosed: true, at: start + .seconds(1))
        #expect(files.ready(at: start + .milliseconds(1_200)) { _ in stamp(2) }.map(\.byteCount) == [2])
    }

    @Test(
        arguments: [
            ("a/b", "a.json", true), ("a", "a/b", true), ("a/b/c", "a/bb", true), ("b", "a/z", false),
            ("a", "a", false),
        ])
    func pathsAreInTheOrderOfAWalk(left: String, right: String, isBefore: Bool) {
        #expect(SourcePath(left).isWalked(before: SourcePath(right)) == isBefore)
    }
}
