public import Events

/// A file, or a member of an archive, that was read.
public struct Source: Sendable, Hashable {
    /// As given or found; of a member `archive.zip!/folder/member.json`. Bytes that are no UTF-8 are shown escaped.
    public var path: String
    var hash: SourceHash
    /// The size as stored.
    public var byteCount: Int
    public var shape: Shape
    public var events: Int
    /// Records that are copies of an event credited to another record.
    public var duplicates: Int
    public var rejected: Int
    /// Sound records outside of what was to be loaded.
    public var excluded: Int
    /// Why the source, or part of it, holds no events; nil where there is nothing to say.
    public internal(set) var shortcoming: String?

    /// Why the source, or part of it, holds no events, or why it has no hash; nil where there is nothing to say.
    public var note: String? { shortcoming ?? hash.shortcoming }

    /// SHA-256 of the bytes as stored, in lower-case hexadecimal; nil where they could not be read, or were written to while
    /// they were read. Of large plain files it is worked out in the background: then it blocks until that is done.
    public var sha256: String? { hash.value }
}

/// A file whose members are the sources.
public struct Archive: Sendable, Hashable {
    public var path: String
    /// SHA-256 of the archive as stored, in lower-case hexadecimal.
    public var sha256: String
    /// The size as stored.
    public var byteCount: Int
    /// How many of its members are sources.
    public var members: Int
}

/// A record, or a whole source, that could not be read.
public struct Rejection: Sendable, Hashable {
    public var path: String
    /// The record's number within its source, from 1; nil where the source as a whole is meant.
    public var record: Int?
    /// The byte offset in the source's decoded text; nil where the source as a whole is meant.
    public var offset: Int?
    public var reason: String
}

/// A GuardDuty finding as it was found, to be told apart from events.
public struct Finding: Sendable, Hashable {
    public var location: RecordLocation
    /// The finding's JSON text.
    public var json: [UInt8]
}

/// What was read, and what was not.
public struct LoadReport: Sendable, Equatable {
    /// In path order.
    public var sources: [Source]
    /// In path order, then by record.
    public var rejections: [Rejection]
    public var findings: [Finding]
    /// What was passed over without a loss: links to what is read elsewhere, links and devices in archives.
    public var passedOver: [Rejection]
    /// Paths that were asked for and do not exist.
    public var missingPaths: [String]
    /// Every file seen, readable or not, an archive as one; without those that were skipped.
    public var fileCount: Int
    /// Of those, files that were read in part, as loading ended early.
    public var filesCutShort = 0
    /// In path order.
    public var archives: [Archive]
    /// Why the load ended before everything was read; nil where it did not.
    public var stop: LoadStop?
    /// The snapshot that all of this was read from; nil where it was read from the sources themselves.
    public internal(set) var snapshot: String?
    /// What was seen and not read, as it cannot hold anything that was to be loaded. Not among the sources.
    public var skipped = SkippedFiles()

    public var events: Int { sources.reduce(0) { $0 + $1.events } }
    public var duplicates: Int { sources.reduce(0) { $0 + $1.duplicates } }
    public var rejected: Int { sources.reduce(0) { $0 + $1.rejected } }
    public var excluded: Int { sources.reduce(0) { $0 + $1.excluded } }
    public var byteCount: Int { sources.reduce(0) { $0 + $1.byteCount } }
    /// Sources in which at least one event was read, copies included.
    public var eventSources: Int { sources.count { $0.events + $0.duplicates + $0.excluded > 0 } }

    /// The same with the copies that were found in each source told from its events.
    func counting(duplicates: [Int]) -> LoadReport {
        var report = self
        for (number, count) in duplicates.enumerated() where count > 0 {
            report.sources[number].events -= count
            report.sources[number].duplicates += count
        }
        return report
    }
}
