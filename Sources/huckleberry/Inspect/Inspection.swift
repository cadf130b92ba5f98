import CloudTrail
import Console
import Events
import Ingest
import JSON
import Records

/// What `inspect` has to say, before it is put into words or keys.
struct Inspection {
    let report: LoadReport
    let span: ClosedRange<EventTime>?
    let accounts: [Count]
    let regions: [Count]
    let gaps: [Gap]

    /// How many events have a value.
    struct Count: Equatable {
        var value: String
        var count: Int
    }

    init(_ trail: Trail) {
        report = trail.report
        span = trail.index.span
        accounts = Self.counts(.account, trail.index)
        regions = Self.counts(.region, trail.index)
        gaps = trail.gaps
    }

    /// By count, the largest first, then by value. Events without the value are left out.
    private static func counts(_ field: IndexField, _ index: EventIndex) -> [Count] {
        index.groups(field, in: .all(of: index.count))
            .map { Count(value: index.table(field).text($0.code), count: $0.count) }
            .filter { !$0.value.isEmpty }
            .sorted { ($1.count, $0.value) < ($0.count, $1.value) }
    }
}

extension Inspection {
    /// The keys that scripts read, as JSON text that ends with a line break.
    var json: [UInt8] {
        let value: JSONValue = [
            "files": .number(report.fileCount),
            "bytes": .number(report.byteCount),
            "events": .number(report.events),
            "duplicates": .number(report.duplicates),
            "rejected": .number(report.rejected),
            "excluded": .number(report.excluded),
            "firstEventTime": Self.text(span?.lowerBound.iso8601),
            "lastEventTime": Self.text(span?.upperBound.iso8601),
            "accounts": Self.list(accounts),
            "regions": Self.list(regions),
            "sources": .array(report.sources.map(Self.source)),
            "archives": .array(report.archives.map(Self.archive)),
            "rejections": .array(report.rejections.map(Self.rejection)),
            "passedOver": .array(report.passedOver.map { ["path": .string($0.path), "reason": .string($0.reason)] }),
            "findings": .number(report.findings.count),
            "skipped": Self.skipped(report.skipped),
            "stopped": LoadedPart(report).map(Self.stopped) ?? .null,
            "gaps": .array(gaps.map(Self.gap)),
        ]
        return JSONWriter(.pretty).bytes(value) + [UInt8(ascii: "\n")]
    }

    private static func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
    private static func number(_ number: Int?) -> JSONValue { number.map { .number($0) } ?? .null }

    private static func list(_ counts: [Count]) -> JSONValue {
        .array(counts.map { ["value": .string($0.value), "count": .number($0.count)] })
    }

    private static func skipped(_ skipped: SkippedFiles) -> JSONValue {
        var object: JSONObject = ["files": .number(skipped.files)]
        for reason in SkippedFiles.Reason.allCases { object.append(reason.rawValue, .number(skipped.count(reason))) }
        return .object(object)
    }

    private static func stopped(_ part: LoadedPart) -> JSONValue {
        let (reason, limit): (String, Int?) =
            switch part.cause {
            case .person: ("person", nil)
            case .memory(let limit): ("memory", limit)
            }
        return [
            "reason": .string(reason), "limit": number(limit), "filesRead": .number(part.filesRead),
            "filesCutShort": .number(part.filesCutShort), "filesFound": .number(part.filesFound),
        ]
    }

    private static func source(_ source: Source) -> JSONValue {
        [
            "path": .string(source.path), "sha256": text(source.sha256), "bytes": .number(source.byteCount),
            "shape": .string(source.shape.rawValue), "events": .number(source.events),
            "duplicates": .number(source.duplicates), "rejected": .number(source.rejected),
            "excluded": .number(source.excluded), "note": text(source.note),
        ]
    }

    private static func archive(_ archive: Archive) -> JSONValue {
        [
            "path": .string(archive.path), "sha256": .string(archive.sha256), "bytes": .number(archive.byteCount),
            "members": .number(archive.members),
        ]
    }

    private static func rejection(_ rejection: Rejection) -> JSONValue {
        [
            "path": .string(rejection.path), "record": number(rejection.record), "offset": number(rejection.offset),
            "reason": .string(rejection.reason),
        ]
    }

    private static func gap(_ gap: Gap) -> JSONValue {
        [
            "from": .string(gap.from.iso8601), "to": .string(gap.to.iso8601), "account": .string(gap.account),
            "region": text(gap.region), "reason": .string(gap.reason),
        ]
    }
}
