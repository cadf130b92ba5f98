extension Progress {
    /// `LOADING 41 %`; without a number while it is not known how much there is.
    public var head: String {
        if isRead { return "INDEXING" }
        return percent.map { "LOADING \($0) %" } ?? "LOADING"
    }

    /// `LOADING 41 % · 5,240 of 12,777 files · 640 MiB of 1.5 GiB · 312,000 events · 780 k/s · 2 s left`, as much of it as
    /// fits into a width in cells.
    public func words(fitting width: Int) -> String {
        // In the order of the line; what has the highest number goes first.
        let parts: [(text: String?, priority: Int)] = [
            (head, 0), (files, 4), (bytes, 5), (counted(events, "event"), 1), (rate, 3), (timeLeft, 2),
        ]
        for least in stride(from: 5, through: 0, by: -1) {
            let text = parts.filter { $0.priority <= least }.compactMap(\.text).joined(separator: " · ")
            if text.count <= width { return text }
        }
        return head
    }

    private var files: String {
        if !isListed { return "\(filesFound.grouped) files found" }
        return isRead ? "\(filesFound.grouped) files" : "\(filesDone.grouped) of \(filesFound.grouped) files"
    }

    private var bytes: String? {
        guard bytesFound > 0 else { return nil }
        return isListed && !isRead ? "\(bytesDone.byteWords) of \(bytesFound.byteWords)" : bytesFound.byteWords
    }

    private var rate: String? {
        let number = Int(min(eventsPerSecond, 1e15))
        if number <= 0 || isRead { return nil }
        if number < 10_000 { return "\(number.grouped)/s" }
        return number < 10_000_000 ? "\((number / 1_000).grouped) k/s" : "\((number / 1_000_000).grouped) M/s"
    }

    private var timeLeft: String? {
        guard let secondsLeft, !isRead, percent != nil else { return nil }
        let seconds = Int(min(secondsLeft.rounded(.up), 1e9))
        if seconds < 120 { return "\(max(1, seconds)) s left" }
        return seconds < 7_200 ? "\((seconds + 30) / 60) min left" : "\((seconds + 1_800) / 3_600) h left"
    }
}
