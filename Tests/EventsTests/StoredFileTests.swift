import Foundation
import Testing

@testable import Events

/// Files whose checksums are right, and which make no sense.
@Suite struct StoredFileTests {
    /// Writes a file, and reads it again.
    private func reader(_ write: (inout StoredFileWriter) -> Void) throws -> StoredFileReader {
        let place = FileManager.default.temporaryDirectory.appending(path: "huckleberry-" + UUID().uuidString)
        #expect(FileManager.default.createFile(atPath: place.path, contents: nil))
        defer { try? FileManager.default.removeItem(at: place) }
        let file = try FileHandle(forUpdating: place)
        defer { try? file.close() }
        var writer = StoredFileWriter(file.fileDescriptor)
        write(&writer)
        #expect(writer.finish() == 0)
        return try StoredFileReader(file.fileDescriptor, crew: Crew(threads: 2))
    }

    @Test func whatWasWrittenComesBackInItsOrder() throws {
        var reader = try reader { writer in
            writer.write(-5)
            writer.write([1, 2, 3] as [UInt16])
            writer.write("täxt")
            writer.write([] as [UInt32])
            writer.write(true)
            writer.write(nil as Int?) { $0.write($1) }
            writer.write(7 as Int?) { $0.write($1) }
            writer.write(each: ["a", ""]) { $0.write($1) }
            writer.write([UInt128.max])
        }
        #expect(try reader.number() == -5)
        #expect(try reader.text() == "täxt")
        #expect(try reader.array(of: UInt16.self) == [1, 2, 3])
        #expect(try reader.array(of: UInt32.self) == [])
        #expect(try reader.flag())
        #expect(try reader.optional { reader throws(StoredFileProblem) in try reader.number() } == nil)
        #expect(try reader.optional { reader throws(StoredFileProblem) in try reader.number() } == 7)
        #expect(try reader.each { reader throws(StoredFileProblem) in try reader.text() } == ["a", ""])
        #expect(try reader.array(of: UInt128.self) == [.max])
        #expect(throws: StoredFileProblem.damaged("the values")) { try reader.number() }
        #expect(throws: StoredFileProblem.damaged("the arrays")) { try reader.array(of: UInt8.self) }
    }

    @Test func anArrayOfOtherElementsIsNotTaken() throws {
        var reader = try reader { $0.write([1, 2] as [UInt32]) }
        #expect(throws: StoredFileProblem.damaged("the arrays")) { try reader.array(of: UInt8.self) }
        #expect(try reader.array(of: UInt32.self) == [1, 2])
    }

    @Test func aCountOfMoreThanThereIsIsNoticed() throws {
        var reader = try reader { $0.write(Int.max) }
        #expect(throws: StoredFileProblem.damaged("the values")) { try reader.bytes() }
    }

    @Test func codesBeyondADictionaryAreRefused() throws {
        var reader = try reader { writer in
            writer.write(5)
            writer.write([0, 4, 5] as [UInt8])
        }
        #expect(throws: StoredFileProblem.damaged("a column")) { try CodeColumn(from: &reader, count: 3) }
    }

    @Test func aColumnOfAnotherLengthIsRefused() throws {
        var reader = try reader { writer in
            writer.write(5)
            writer.write([0, 4] as [UInt8])
        }
        #expect(throws: StoredFileProblem.damaged("a column")) { try CodeColumn(from: &reader, count: 3) }
    }

    /// One text, and no place that is free: a search for another would not end.
    @Test(arguments: [
        ([1, 1] as [UInt32], false), ([1, 0], true), ([1, 2], false), ([1, 0, 0], false), ([], false),
    ])
    func aDictionaryMustBeOne(places: [UInt32], isSound: Bool) throws {
        var reader = try reader { writer in
            writer.write(Array("ab".utf8))
            writer.write([0, 2])
            writer.write(places)
            WideHasher(seed: 1).write(to: &writer)
        }
        if isSound {
            #expect(try StringTable(from: &reader).text(1) == "ab")
        } else {
            #expect(throws: StoredFileProblem.damaged("a dictionary")) { try StringTable(from: &reader) }
        }
    }

    @Test func aDictionaryWhoseTextsLieBehindItsEndIsRefused() throws {
        var reader = try reader { writer in
            writer.write(Array("ab".utf8))
            writer.write([0, 3])
            writer.write([1, 0] as [UInt32])
            WideHasher(seed: 1).write(to: &writer)
        }
        #expect(throws: StoredFileProblem.damaged("a dictionary")) { try StringTable(from: &reader) }
    }

    @Test(arguments: [
        ([0, 1, 2] as [UInt32], [0, 1] as [UInt32], true), ([0, 2, 1], [0, 1], false), ([0, 1, 2], [0, 2], false),
    ])
    func listsOfRowsMustBeSuch(starts: [UInt32], rows: [UInt32], isSound: Bool) throws {
        var reader = try reader { writer in
            writer.write(starts)
            writer.write(rows)
        }
        if isSound {
            #expect(try Postings(from: &reader, count: 2, codeCount: 2)[1] == [1])
        } else {
            #expect(throws: StoredFileProblem.damaged("the rows of values")) {
                try Postings(from: &reader, count: 2, codeCount: 2)
            }
        }
    }
}
