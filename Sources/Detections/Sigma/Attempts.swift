/// Questions asked one after the other until one is answered with yes. One that takes too long matters where no other
/// says yes.
struct Attempts<Failure: Error> {
    /// Of the questions that take too long, how many are asked before the rest is left: each may take as long as a
    /// question can.
    static var mostCostly: Int { 8 }

    private var failure: Failure?
    private var count = 0

    /// Whether a question is answered with yes.
    /// - Throws: that it takes too long, where too many did.
    mutating func isYes(_ ask: () throws(Failure) -> Bool) throws(Failure) -> Bool {
        do throws(Failure) {
            return try ask()
        } catch {
            failure = error
            count += 1
            if count > Self.mostCostly { throw error }
            return false
        }
    }

    /// What all together say of which none said yes.
    /// - Throws: that one took too long.
    func answer() throws(Failure) -> Bool {
        if let failure { throw failure }
        return false
    }
}

extension Sequence {
    /// Whether an element passes, or all do. One that takes too long does not matter where another decides.
    func decides<Failure: Error>(
        all wantsAll: Bool, _ passes: (Element) throws(Failure) -> Bool
    ) throws(Failure) -> Bool {
        var attempts = Attempts<Failure>()
        for element in self {
            let isDecided = try attempts.isYes { () throws(Failure) in try passes(element) != wantsAll }
            if isDecided { return !wantsAll }
        }
        return try attempts.answer() != wantsAll
    }
}
