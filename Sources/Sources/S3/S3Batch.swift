/// Objects that one run of the CLI copies.
///
/// Each start of the CLI takes about as long as copying two hundred log files, so it copies whole folders of days where most
/// of a day is missing, several quiet days of a month at once, and single files by their names otherwise: patterns are
/// compared with every name, so there are few of them in a run.
struct S3Batch: Hashable, Sendable {
    /// The part of the key that all have in common, up to a slash.
    var folder: String
    /// What is copied of the folder; nil for everything in it.
    var patterns: [String]?
    var objects: [S3Placed]

    /// Quiet days are joined up to so many objects.
    private static let joined = 400
    /// Names of files in a run.
    private static let names = 50

    var isAlone: Bool { objects.count == 1 && !objects[0].isPlain }

    /// - Parameters:
    ///   - missing: what is to be copied, in the order of the keys.
    ///   - all: everything that was listed.
    static func batches(of missing: [S3Placed], among all: [S3Placed]) -> [S3Batch] {
        var listed: [String: Int] = [:]
        // Where a name could lead a copy of the whole folder elsewhere, files are named one by one.
        var isOdd = Set<String>()
        for placed in all {
            listed[placed.object.folder, default: 0] += 1
            if !placed.isPlain { isOdd.formUnion(ancestors(of: placed.object.key)) }
        }
        var batches = missing.filter { !$0.isPlain }.map {
            S3Batch(folder: $0.object.folder, patterns: nil, objects: [$0])
        }
        var days: [S3Batch] = []
        for group in grouped(missing.filter(\.isPlain)) {
            let folder = group[0].object.folder
            if !folder.isEmpty, !isOdd.contains(folder), group.count * 2 > listed[folder] ?? 0 {
                days.append(S3Batch(folder: folder, patterns: nil, objects: group))
                continue
            }
            for start in stride(from: 0, to: group.count, by: names) {
                let part = Array(group[start..<min(start + names, group.count)])
                let patterns = part.map { String($0.object.key.dropFirst(folder.count)) }
                batches.append(S3Batch(folder: folder, patterns: patterns, objects: part))
            }
        }
        return join(days) + batches
    }

    /// Joins neighbours of one month.
    private static func join(_ days: [S3Batch]) -> [S3Batch] {
        var batches: [S3Batch] = []
        for day in days {
            guard let last = batches.last, let month = parent(of: day.folder), month != "",
                last.patterns == nil ? parent(of: last.folder) == month : last.folder == month,
                last.objects.count + day.objects.count <= joined
            else {
                batches.append(day)
                continue
            }
            let patterns = last.patterns ?? [last.folder.dropFirst(month.count) + "*"]
            batches[batches.count - 1] = S3Batch(
                folder: month, patterns: patterns + [day.folder.dropFirst(month.count) + "*"],
                objects: last.objects + day.objects)
        }
        return batches
    }

    private static func grouped(_ objects: [S3Placed]) -> [[S3Placed]] {
        var groups: [[S3Placed]] = []
        for placed in objects {
            if groups.last?[0].object.folder == placed.object.folder {
                groups[groups.count - 1].append(placed)
            } else {
                groups.append([placed])
            }
        }
        return groups
    }

    /// The folder above, which ends with a slash; nil where there is none.
    private static func parent(of folder: String) -> String? {
        folder.dropLast().lastIndex(of: "/").map { String(folder[...$0]) }
    }

    /// Every folder that a key lies in, however deep.
    private static func ancestors(of key: String) -> [String] {
        key.indices.filter { key[$0] == "/" }.map { String(key[...$0]) }
    }
}
