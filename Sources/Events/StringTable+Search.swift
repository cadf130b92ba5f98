extension StringTable {
    /// A flag for each code: whether its text passes. Code 0, "missing", does not.
    public func flags(where passes: (Span<UInt8>) -> Bool) -> [Bool] {
        var flags = [Bool](repeating: false, count: codeCount)
        for code in 0..<count { flags[code + 1] = withBytes(of: UInt32(code + 1)) { passes($0) } }
        return flags
    }

    /// The codes of the texts, ascending, that are the wanted one where case does not matter: very few of very many.
    ///
    /// - Parameter crew: those who share a long search.
    public func codes(equal wanted: FoldedText, crew: Crew = Crew(threads: 1)) -> [UInt32] {
        codes(crew) { wanted.isEqual(to: $0) }
    }

    /// The codes of the texts, ascending, that are the wanted one, or paths whose last part is, where case does not
    /// matter. Slashes at the end of a path count for nothing.
    ///
    /// - Parameter crew: those who share a long search.
    public func codes(equalToPathOrName wanted: FoldedText, crew: Crew = Crew(threads: 1)) -> [UInt32] {
        codes(crew) { path in
            if wanted.isEqual(to: path) { return true }
            guard !wanted.hasSlash else { return false }
            // It is looked for at the end, not the slash in front of it: names are long.
            guard let start = wanted.start(in: path, endingAt: Self.endBeforeSlashes(path)) else { return false }
            return start == 0 || path[start - 1] == UInt8(ascii: "/")
        }
    }

    @inline(__always)
    private func codes(_ crew: Crew, where passes: @Sendable (Span<UInt8>) -> Bool) -> [UInt32] {
        let parts = crew.map(sharing: count, least: Self.leastShare) { range in
            var codes: [UInt32] = []
            for code in UInt32(range.lowerBound + 1)..<UInt32(range.upperBound + 1) where withBytes(of: code, passes) {
                codes.append(code)
            }
            return codes
        }
        return parts.count == 1 ? parts[0] : parts.flatMap(\.self)
    }

    /// Texts that one thread has compared before another would have begun.
    private static let leastShare = 32_768

    /// A flag for each code: whether its text ends in the wanted one, perhaps with slashes behind it, where case does not
    /// matter.
    public func flags(endingIn wanted: FoldedText) -> [Bool] {
        flags { text in
            wanted.start(in: text, endingAt: text.count) != nil
                || wanted.start(in: text, endingAt: Self.endBeforeSlashes(text)) != nil
        }
    }

    private static func endBeforeSlashes(_ path: Span<UInt8>) -> Int {
        var end = path.count
        while end > 0, path[end - 1] == UInt8(ascii: "/") { end -= 1 }
        return end
    }
}
