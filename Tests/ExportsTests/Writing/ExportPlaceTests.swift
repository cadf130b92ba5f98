import Exports
import Foundation
import Testing

@Suite struct ExportPlaceTests {
    /// An empty folder, removed behind the test.
    private final class Folder {
        let url = FileManager.default.temporaryDirectory.appending(path: "huckleberry-tests-\(UUID().uuidString)")

        init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }
        deinit { try? FileManager.default.removeItem(at: url) }

        var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: url.path))?.sorted() ?? [] }
        func text(_ name: String) throws -> String {
            try String(contentsOf: url.appending(path: name), encoding: .utf8)
        }
        func write(_ text: String, to name: String) throws { try Data(text.utf8).write(to: url.appending(path: name)) }
        func place(_ name: String, replaces: Bool = false) -> ExportPlace {
            ExportPlace(path: url.appending(path: name).path, replaces: replaces)
        }
    }

    private let file = [ExportedFile(text: "new\n")]
    private let files = [ExportedFile(path: "a.csv", text: "a\n"), ExportedFile(path: "b.csv", text: "b\n")]

    @Test func `A file is written, and nothing else is left`() throws {
        let folder = try Folder()
        try folder.place("out").write(file)
        #expect(try folder.text("out") == "new\n")
        #expect(folder.names == ["out"])
    }

    @Test func `A file that is there stays unless it may be replaced`() throws {
        let folder = try Folder()
        try folder.write("old", to: "out")
        let place = folder.place("out")
        #expect(throws: ExportError.occupied(path: place.path)) { try place.requireRoom() }
        #expect(throws: ExportError.occupied(path: place.path)) { try place.write(file) }
        #expect(try folder.text("out") == "old")
        try folder.place("out", replaces: true).write(file)
        #expect(try folder.text("out") == "new\n")
        #expect(folder.names == ["out"])
    }

    @Test func `Of a link what it leads to is replaced`() throws {
        let folder = try Folder()
        try folder.write("old", to: "real")
        try FileManager.default.createSymbolicLink(
            at: folder.url.appending(path: "link"), withDestinationURL: folder.url.appending(path: "real"))
        try folder.place("link", replaces: true).write(file)
        #expect(try folder.text("real") == "new\n")
        #expect(folder.names == ["link", "real"])
    }

    @Test func `A link that leads nowhere is something that is there`() throws {
        let folder = try Folder()
        try FileManager.default.createSymbolicLink(
            at: folder.url.appending(path: "link"), withDestinationURL: folder.url.appending(path: "nothing"))
        let place = folder.place("link")
        #expect(throws: ExportError.occupied(path: place.path)) { try place.write(file) }
    }

    @Test func `A folder appears as a whole`() throws {
        let folder = try Folder()
        try folder.place("out").write(files)
        #expect(folder.names == ["out"])
        #expect(try folder.text("out/a.csv") == "a\n")
        #expect(try folder.text("out/b.csv") == "b\n")
    }

    @Test func `A folder of the same files is replaced, one with others in it is not`() throws {
        let folder = try Folder()
        try folder.place("out").write([ExportedFile(path: "a.csv", text: "old\n")])
        #expect(throws: ExportError.self) { try folder.place("out").write(files) }
        try folder.place("out", replaces: true).write(files)
        #expect(try folder.text("out/a.csv") == "a\n")
        try folder.write("mine", to: "out/thesis.txt")
        let place = folder.place("out", replaces: true)
        #expect(throws: ExportError.foreign(path: place.path, name: "thesis.txt")) { try place.write(files) }
        #expect(try folder.text("out/thesis.txt") == "mine")
        #expect(folder.names == ["out"])
    }

    @Test func `Files and folders do not take each other's place`() throws {
        let folder = try Folder()
        try folder.write("mine", to: "file")
        try folder.place("folder").write(files)
        let places = (folder.place("file", replaces: true), folder.place("folder", replaces: true))
        #expect(throws: ExportError.file(path: places.0.path)) { try places.0.write(files) }
        #expect(throws: ExportError.folder(path: places.1.path)) { try places.1.write(file) }
        #expect(folder.names == ["file", "folder"])
    }

    @Test func `Where nothing can be created nothing is`() throws {
        let folder = try Folder()
        let place = folder.place("no/such/folder")
        #expect(throws: ExportError.notCreated(path: place.path, error: ENOENT)) { try place.write(file) }
        #expect(throws: ExportError.notCreated(path: place.path, error: ENOENT)) { try place.write(files) }
        #expect(folder.names == [])
    }

    /// A name in the export's folder that cannot be: the second file fails, and the first one goes with it.
    @Test func `A folder of which a file cannot be written does not appear`() throws {
        let folder = try Folder()
        let broken = files + [ExportedFile(path: "no/such.csv", text: "")]
        #expect(throws: ExportError.self) { try folder.place("out").write(broken) }
        #expect(folder.names == [])
    }

    @Test func `A full disk is told apart from a bad place`() throws {
        let place = ExportPlace(path: "/dev/full", replaces: true)
        #expect(throws: ExportError.notWritten(path: "/dev/full", error: ENOSPC)) { try place.write(file) }
        #expect(
            ExportError.notWritten(path: "x", error: ENOSPC).description
                == "cannot write x: no space is left; nothing was left there")
    }

    @Test func `Nothing to write is nothing`() throws {
        let folder = try Folder()
        try folder.place("out").write([])
        #expect(folder.names == [])
    }
}
