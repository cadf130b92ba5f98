extension DigestCollection {
    /// Checks each digest against those that follow it, the newest first: what a digest says of its predecessor counts for
    /// as long as nothing speaks against the digest itself.
    mutating func check(_ check: SignatureCheck) {
        var missing: [String: Int] = [:]
        // A trail that changes its bucket goes on in another line: so by time, and not by line.
        let newestFirst = digests.indices.sorted { (digests[$1].digest.end, $1) < (digests[$0].digest.end, $0) }
        for index in newestFirst {
            digests[index].signature = verifySignature(of: index, check)
            compareHash(of: index)
            if digests[index].signature == .noKey { missing[digests[index].digest.fingerprint, default: 0] += 1 }
        }
        for index in newestFirst { digests[index].isChained = isChained(index) }
        for (fingerprint, count) in missing {
            findings.append(DigestFinding(.keyMissing(fingerprint: fingerprint, digests: count)))
        }
        for name in check.signatures.names(leadingToNoneOf: digests.map(\.digest.object)) {
            findings.append(DigestFinding(.signatureUnused(name: name)))
        }
        checkHours()
    }

    mutating func add(_ reason: DigestFinding.Reason, at index: Int) {
        findings.append(DigestFinding(reason, path: digests[index].path, object: digests[index].digest.object))
    }

    // MARK: Signatures

    /// Verifies the signature that a digest's successor holds, and the one that was given.
    ///
    /// A successor that names another hash speaks of other bytes than are here; that is left to the hashes.
    private mutating func verifySignature(of index: Int, _ check: SignatureCheck) -> SignatureState {
        let checked = digests[index]
        var found: [(signature: String, successor: Int?)] = []
        for place in successors[index] {
            guard let previous = digests[place].digest.previous, previous.sha256 == checked.sha256 else { continue }
            found.append((previous.signature, place))
        }
        if let given = check.signatures.signature(of: checked.digest.object) {
            if check.keys.isEmpty { compare(given, with: found, at: index) }
            found.append((given, nil))
        }
        if found.isEmpty { return .none }
        if check.keys.isEmpty { return .noKeys }
        return verify(found, at: index, check)
    }

    private mutating func verify(
        _ found: [(signature: String, successor: Int?)], at index: Int, _ check: SignatureCheck
    ) -> SignatureState {
        let checked = digests[index]
        var (isValid, isInUse, isInvalid) = (false, false, false)
        for (signature, successor) in found {
            switch check.outcome(of: signature, for: checked.digest, sha256: checked.sha256) {
            case .valid(let current): (isValid, isInUse) = (true, isInUse || current)
            case .noKey: return .noKey
            case .invalid:
                // What stands in a digest that was changed proves nothing, neither way.
                if let successor, digests[successor].isDisproved { continue }
                isInvalid = true
                add(.signatureInvalid(successor.map { .successor(digests[$0].path) } ?? .file), at: index)
            }
        }
        if isValid {
            // One that is valid settles it: what does not match it was changed where it was kept.
            if !isInUse { add(.keyOutOfUse(fingerprint: checked.digest.fingerprint), at: index) }
            return .valid
        }
        guard isInvalid else { return .none }
        digests[index].isDisproved = true
        return .invalid
    }

    /// Without keys, two signatures of one digest can still be told apart: there is only one that is valid.
    private mutating func compare(
        _ given: String, with found: [(signature: String, successor: Int?)], at index: Int
    ) {
        for case (let signature, let successor?) in found where signature.lowercased() != given.lowercased() {
            add(.signaturesDiffer(successor: digests[successor].path), at: index)
        }
    }

    // MARK: Hashes

    /// Compares a digest's hash with what its successors say.
    private mutating func compareHash(of index: Int) {
        for place in successors[index] {
            let successor = digests[place]
            guard let said = successor.digest.previous?.sha256, said != digests[index].sha256, !successor.isDisproved
            else { continue }
            if digests[index].signature == .valid, successor.signature != .valid {
                digests[place].isDisproved = true
                add(.successorTampered(successor: successor.path), at: index)
            } else {
                digests[index].isDisproved = true
                add(.digestTampered(successor: successor.path, said: said), at: index)
            }
        }
    }

    /// Whether each digest from this one to the newest of its chain here has the hash that the next one names. The newest
    /// is in the chain by naming the one before it.
    private func isChained(_ index: Int) -> Bool {
        guard !digests[index].isDisproved else { return false }
        guard successors[index].isEmpty else {
            return successors[index].contains { place in
                let successor = digests[place]
                return successor.digest.previous?.sha256 == digests[index].sha256 && successor.level >= .chained
            }
        }
        guard let previous = digests[index].digest.previous, let place = places[previous.object] else { return false }
        return digests[place].sha256 == previous.sha256 && !digests[place].isDisproved
    }
}
