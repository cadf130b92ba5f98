/// Does some work for each item, for `width` of them at a time.
///
/// - Returns: what came of it, in the order of the items.
/// - Throws: the first failure; what has begun by then is cancelled.
func inParallel<Item: Sendable, Output: Sendable, Failure: Error>(
    _ items: [Item], width: Int, _ work: @escaping @Sendable (Item) async throws(Failure) -> Output
) async throws(Failure) -> [Output] {
    let outcome = await withTaskGroup(of: (Int, Result<Output, Failure>).self) { group in
        var outputs = [Output?](repeating: nil, count: items.count)
        var next = 0
        func begin() {
            guard next < items.count else { return }
            let (place, item) = (next, items[next])
            next += 1
            group.addTask {
                do throws(Failure) {
                    return (place, .success(try await work(item)))
                } catch {
                    return (place, .failure(error))
                }
            }
        }
        for _ in 0..<max(1, width) { begin() }
        while let (place, result) = await group.next() {
            switch result {
            case .success(let output): outputs[place] = output
            case .failure(let failure):
                group.cancelAll()
                return Result<[Output], Failure>.failure(failure)
            }
            begin()
        }
        return .success(outputs.compactMap(\.self))
    }
    return try outcome.get()
}
