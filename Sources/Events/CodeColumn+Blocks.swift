extension CodeColumn {
    /// The codes as they are, in the narrowest integers that hold them.
    init(_ codes: [UInt32]) {
        let most = codes.max() ?? 0
        codeCount = Int(most) + 1
        if most <= UInt32(UInt8.max) {
            storage = .narrow(codes.map { UInt8(truncatingIfNeeded: $0) })
        } else if most <= UInt32(UInt16.max) {
            storage = .medium(codes.map { UInt16(truncatingIfNeeded: $0) })
        } else {
            storage = .wide(codes)
        }
    }

    /// The codes as they are.
    ///
    /// - Parameter codeCount: a number above all of them.
    init(_ codes: [UInt8], codeCount: Int) {
        storage = .narrow(codes)
        self.codeCount = codeCount
    }

    /// Appends the codes to others, translated where there is a map. What they become must fit.
    func append<Code: FixedWidthInteger>(to codes: inout [Code], through map: [UInt32]?) {
        switch storage {
        case .narrow(let own): Self.append(own, to: &codes, through: map)
        case .medium(let own): Self.append(own, to: &codes, through: map)
        case .wide(let own): Self.append(own, to: &codes, through: map)
        }
    }

    @inline(__always)
    private static func append<Own: FixedWidthInteger, Code: FixedWidthInteger>(
        _ own: [Own], to codes: inout [Code], through map: [UInt32]?
    ) {
        codes.append(addingCapacity: own.count) { room in
            if let map {
                let map = map.span
                for code in own { room.append(Code(truncatingIfNeeded: map[Int(code)])) }
            } else {
                for code in own { room.append(Code(truncatingIfNeeded: code)) }
            }
        }
    }
}
