internal import Detections
internal import Events
internal import Intelligence

// What is said of addresses, against where the principal came from before.
extension RobotSubject {
    /// How many addresses of a principal are looked up: one with more of them has no home to compare with.
    private static let mostAddresses = 2_000

    /// A label of the call's address, and whether the principal came from an address with the same label before.
    ///
    /// Nil where no source labels the address, or none labels any address of the baseline.
    func labelNovelty(_ kind: AddressLabel.Kind) -> (label: AddressLabel, novelty: Novelty)? {
        guard let address, let label = intelligence.label(kind, of: address) else { return nil }
        let index = index
        var isSame: [UInt32: Bool] = [index.code(.ip, row): true]
        var isAnyKnown = false
        var isTooMany = false
        let novelty = history.novelty(among: value(.principal)) { row in
            let code = index.code(.ip, row)
            if let known = isSame[code] { return known }
            guard isSame.count < Self.mostAddresses else {
                isTooMany = true
                return false
            }
            let other = index.text(.ip, row).flatMap { intelligence.label(kind, of: $0) }
            isAnyKnown = isAnyKnown || other != nil
            isSame[code] = other?.text == label.text
            return other?.text == label.text
        }
        if case .new = novelty, isTooMany || !isAnyKnown { return nil }
        return (label, novelty)
    }
}
