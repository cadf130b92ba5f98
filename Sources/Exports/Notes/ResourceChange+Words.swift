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
        // An abbreviation keeps its letters.
        return words.split(separator: " ").map { word in
            word.dropFirst().contains(where: \.isUppercase) ? String(word) : word.lowercased()
        }.joined(separator: " ")
    }
}
