internal import Investigation

extension ResourceChange.Kind {
    /// The kind as people say it: `key pair` of `keyPair`, `function URL` of `functionURL`.
    var words: String {
        var words = ""
        var last: Character = " "
        for letter in rawValue {
            let begins = letter.isUppercase && !last.isUppercase
            words += begins ? " \(letter)" : String(letter)
            last = letter
        }
        return words.split(separator: " ").map { $0.dropFirst().contains(where: \.isUppercase) ? String($0) : $0.lowercased() }
            .joined(separator: " ")
    }
}
