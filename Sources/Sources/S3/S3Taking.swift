internal import Synchronization

/// Takes in the files of a batch as they arrive: each is checked, and moved to its place.
final class S3Taking: Sendable {
    private let copy: S3Copy
    private let batch: S3Batch
    private let reasons = Mutex<[String: String]>([:])
    /// What S3 says of the first object of the batch whose ETag is not the MD5 of its bytes. A trail's encryption is a
    /// setting of the trail, and a question for each object would take longer than the copy.
    private let facts = Mutex<S3Facts?>(nil)

    init(copy: S3Copy, batch: S3Batch) {
        self.copy = copy
        self.batch = batch
    }

    /// Why an object that arrived was not taken.
    func reason(_ placed: S3Placed) -> String? { reasons.withLock { $0[placed.object.key] } }

    /// - Parameter isOver: whether the CLI has ended; before, a file may not be whole.
    func takeIn(isOver: Bool) async throws(FetchProblem) {
        var hasTaken = false
        for placed in batch.objects where await !copy.store.isSettled(placed) {
            if try await take(placed, isOver: isOver) { hasTaken = true }
        }
        guard hasTaken else { return }
        try await copy.store.save()
        await copy.arrived()
    }

    private func take(_ placed: S3Placed, isOver: Bool) async throws(FetchProblem) -> Bool {
        let staged = copy.staged(placed)
        guard let size = LocalFile.facts(staged)?.size else { return false }
        let object = placed.object
        guard size == object.size else {
            if isOver { refuse(placed, staged, "\(size) bytes arrived, and it has \(object.size)") }
            return false
        }
        let hashes = try LocalFile.hashes(staged)
        var check = S3Check.md5
        if hashes.md5 != object.etag {
            guard !object.etag.contains("-") || object.hasSHA256 else {
                try await copy.store.settle(placed, from: staged, sha256: hashes.sha256, check: .size)
                return true
            }
            let facts: S3Facts
            do throws(AWSFailure) {
                facts = try await self.facts(of: object)
            } catch {
                reasons.withLock { $0[object.key] = "what it is checked by cannot be asked for: \(error)" }
                return false
            }
            if let expected = facts.sha256 {
                guard expected == hashes.sha256 else {
                    refuse(placed, staged, "its SHA-256 is not that of the object")
                    return false
                }
                check = .sha256
            } else {
                guard !facts.hasMD5 || !S3Facts.isLikeMD5(object.etag) else {
                    refuse(placed, staged, "its MD5 is not that of the object")
                    return false
                }
                check = .size
            }
        }
        try await copy.store.settle(placed, from: staged, sha256: hashes.sha256, check: check)
        return true
    }

    private func refuse(_ placed: S3Placed, _ staged: String, _ reason: String) {
        reasons.withLock { $0[placed.object.key] = reason }
        copy.folder.discard(staged)
    }

    private func facts(of object: S3Object) async throws(AWSFailure) -> S3Facts {
        if !object.hasSHA256, let known = facts.withLock({ $0 }) { return known }
        let found = S3Facts(try await copy.aws.json(S3Calls(bucket: copy.bucket).head(key: object.key)))
        if !object.hasSHA256 { facts.withLock { $0 = found } }
        return found
    }
}
