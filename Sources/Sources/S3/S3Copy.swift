/// One run of the CLI that copies a batch, and the checking of what arrives.
struct S3Copy: Sendable {
    let aws: AWSCommandLine
    let bucket: String
    let folder: FetchFolder
    let store: S3Store
    /// Called when more has arrived.
    let arrived: @Sendable () async -> Void

    /// How often files that have arrived are taken in while the CLI goes on.
    private static let pause = Duration.milliseconds(500)

    private var calls: S3Calls { S3Calls(bucket: bucket) }

    /// Where the CLI puts an object.
    func staged(_ placed: S3Placed) -> String {
        placed.isPlain
            ? folder.incoming + "/" + placed.path
            : folder.incoming + "/alone-" + Hexadecimal.sha256(of: placed.path)
    }

    /// Copies the batch. Whatever has arrived is taken in, also when the run ends early.
    ///
    /// - Returns: why the CLI stopped; nil where it did all that it was asked for.
    func run(_ batch: S3Batch) async throws(FetchProblem) -> AWSFailure? {
        let words: [String]
        if batch.isAlone {
            words = calls.get(key: batch.objects[0].object.key, to: staged(batch.objects[0]))
        } else {
            let place = "\(folder.incoming)/\(bucket)/\(batch.folder)"
            words = calls.copy(folder: batch.folder, patterns: batch.patterns, to: place)
        }
        let taking = S3Taking(copy: self, batch: batch)
        let (failure, problem) = await withTaskGroup(of: FetchProblem?.self) { group in
            group.addTask { await watch(taking) }
            let failure = await copied(by: words)
            group.cancelAll()
            return (failure, await group.next() ?? nil)
        }
        if let problem { throw problem }
        try await taking.takeIn(isOver: true)
        // What was not tried is no loss: the failure ends the fetch, and is said once.
        if let failure, failure.isFinal { return failure }
        for placed in batch.objects where await !store.isSettled(placed) {
            await store.lose(placed, taking.reason(placed) ?? failure?.description ?? "the CLI did not deliver it")
        }
        return failure
    }

    /// Takes in what has arrived, now and then, until it is cancelled.
    private func watch(_ taking: S3Taking) async -> FetchProblem? {
        do {
            while true {
                try await Task.sleep(for: Self.pause)
                try await taking.takeIn(isOver: false)
            }
        } catch {
            return error as? FetchProblem
        }
    }

    /// - Returns: why the CLI stopped.
    private func copied(by words: [String]) async -> AWSFailure? {
        // What arrived is not to be copied again: it is asked again for what is still missing, with another batch.
        var aws = aws
        aws.retry.attempts = 1
        do throws(AWSFailure) {
            _ = try await aws.run(words, limits: AWSLimits(time: nil))
            return nil
        } catch {
            return error
        }
    }
}
