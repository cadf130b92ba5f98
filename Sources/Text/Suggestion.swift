/// The candidate a person most likely meant by `word`, for "did you mean".
///
/// Distance is Damerau-Levenshtein over characters without case (an insertion, a deletion, a substitution or a swap of
/// neighbours counts one). A candidate is near when at most a third of the longer of the two would change, and at least
/// one edit is always allowed to words of three or more characters. Among equally near candidates the first in
/// Unicode order is taken, so that the answer does not depend on the order of the candidates.
///
/// - Parameter limit: at most so many edits, where that is fewer than above; 0 allows a difference in case only.
/// - Complexity: O(n · m) for each candidate of about the length of `word`; others are skipped unread.
/// - Returns: `nil` when nothing is near.
public func nearest(to word: String, among candidates: some Sequence<String>, within limit: Int? = nil) -> String? {
    let wanted = Array(word.lowercased())
    guard !wanted.isEmpty else { return nil }
    var best: (candidate: String, distance: Int)?
    for candidate in candidates {
        let offered = Array(candidate.lowercased())
        let longer = max(wanted.count, offered.count)
        let allowed = min(longer < 3 ? 0 : max(1, longer / 3), limit ?? .max)
        guard !offered.isEmpty, abs(wanted.count - offered.count) <= allowed else { continue }
        let distance = editDistance(wanted, offered)
        guard distance <= allowed else { continue }
        if let known = best, (known.distance, known.candidate) <= (distance, candidate) { continue }
        best = (candidate, distance)
    }
    return best?.candidate
}

/// The optimal string alignment distance: each part of a word is edited at most once, which is how people mistype.
func editDistance(_ left: [Character], _ right: [Character]) -> Int {
    var beforePrevious = [Int](repeating: 0, count: right.count + 1)
    var previous = Array(0...right.count)
    var current = previous
    for i in left.indices {
        current[0] = i + 1
        for j in right.indices {
            let same = left[i] == right[j]
            var cost = min(previous[j + 1] + 1, current[j] + 1, previous[j] + (same ? 0 : 1))
            if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
                cost = min(cost, beforePrevious[j - 1] + 1)
            }
            current[j + 1] = cost
        }
        (beforePrevious, previous, current) = (previous, current, beforePrevious)
    }
    return previous[right.count]
}
