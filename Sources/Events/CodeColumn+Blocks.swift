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

    /// Appends the codes to others, translated where there is a map.
    func append(to codes: inout [UInt32], through map: [UInt32]?) {
        switch (storage, map) {
        case (.narrow(let own), nil): codes.append(contentsOf: own.lazy.map { UInt32($0) })
        case (.medium(let own), nil): codes.append(contentsOf: own.lazy.map { UInt32($0) })
        case (.wide(let own), nil): codes.append(contentsOf: own)
        case (.narrow(let own), let map?): codes.append(contentsOf: own.lazy.map { map[Int($0)] })
        case (.medium(let own), let map?): codes.append(contentsOf: own.lazy.map { map[Int($0)] })
        case (.wide(let own), let map?): codes.append(contentsOf: own.lazy.map { map[Int($0)] })
        }
    }
}
