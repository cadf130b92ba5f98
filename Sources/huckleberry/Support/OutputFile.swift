import Exports
import Ingest
import Records

/// A file, or a folder of files, that a command writes: whole, or not at all.
struct OutputFile {
    private let place: ExportPlace

    /// - Parameter replaces: whether what is there already is replaced.
    init(path: String, replaces: Bool) { place = ExportPlace(path: path, replaces: replaces) }

    /// Looks before the work is done.
    ///
    /// - Throws: where something is there that must stay.
    func requireRoom() throws { try failing { () throws(ExportError) in try place.requireRoom() } }

    /// Looks whether the place is what the export rests on.
    ///
    /// - Parameter others: files beside those of the trail, such as a case.
    func require(sparing trail: Trail, _ others: [String] = []) throws {
        let files = trail.report.files + others
        try failing { () throws(ExportError) in try place.require(sparing: files) }
    }

    /// Writes a file, or several in a folder that is made for them.
    func write(_ files: [ExportedFile]) throws { try failing { () throws(ExportError) in try place.write(files) } }

    /// Writes a file whose bytes somebody else puts there.
    ///
    /// - Parameter fill: given an empty file; returns the number of the error that it ended with, 0 for none.
    func write(filledBy fill: (Int32) -> Int32) throws {
        try failing { () throws(ExportError) in try place.write(filledBy: fill) }
    }

    private func failing(_ work: () throws(ExportError) -> Void) throws {
        do throws(ExportError) {
            try work()
        } catch {
            throw CommandFailure(message: error.description, status: error.isOfPlace ? .cannotCreate : .inputOutput)
        }
    }
}
