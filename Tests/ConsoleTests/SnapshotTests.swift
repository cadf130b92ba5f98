import Testing

@testable import Console

@Suite struct SnapshotTests {
    static let sizes = [Size(columns: 80, rows: 24), Size(columns: 120, rows: 40), Size(columns: 40, rows: 10)]

    @Test(arguments: sizes) func alerts(size: Size) throws {
        try expect("alerts", "j", size)
    }

    @Test(arguments: sizes) func timeline(size: Size) throws {
        try expect("timeline", "Enter j j", size)
    }

    @Test(arguments: sizes) func attack(size: Size) throws {
        try expect("attack", "6 l l l l l l", size)
    }

    @Test func ascii() throws {
        var driver = try Driver()
        driver.press("Enter j j")
        try expectSnapshot("timeline-ascii", render(driver.state, Drawing(isASCII: true)))
        driver.press("H")
        try expectSnapshot("history-ascii", render(driver.state, Drawing(isASCII: true)))
    }

    @Test func plain() throws {
        var driver = try Driver()
        driver.press("H")
        try expectSnapshot("history-plain", render(driver.state, Drawing(isPlain: true)))
    }

    @Test func whichKey() throws { try expect("which-key", "g") }
    @Test func palette() throws { try expect("palette", ": k e y") }
    @Test func help() throws { try expect("help", "?") }
    @Test func filters() throws { try expect("filters", "2 l l + l - F") }

    @Test func filterWithMistake() throws {
        var driver = try Driver()
        driver.press("2 &")
        driver.type("name:x (")
        try expectSnapshot("filter-mistake-80x24", render(driver.state))
    }

    @Test func search() throws {
        var driver = try Driver()
        driver.press("2 /")
        driver.type("call1")
        try expectSnapshot("search-80x24", render(driver.state))
    }

    @Test func empty() throws {
        var driver = try Driver()
        driver.type(":filter name:nothing")
        driver.press("Enter 2")
        try expectSnapshot("empty-80x24", render(driver.state))
    }

    private static let progress = Progress(
        filesDone: 5_240, filesFound: 12_777, bytesDone: 41_000_000, bytesFound: 100_000_000, events: 312_000,
        eventsPerSecond: 780_000, secondsLeft: 1.6)

    @Test func loading() throws {
        var driver = try Driver(opened: false)
        driver.send(.progress(Self.progress))
        try expectSnapshot("loading-80x24", render(driver.state))
    }

    @Test(arguments: [
        ("growing", Extent.growing), ("part", .part(LoadedPart(.person, filesRead: 5_240, filesFound: 12_777))),
    ])
    func aCaseThatIsNotThereInFull(name: String, extent: Extent) throws {
        for size in [Self.sizes[0], Self.sizes[2]] {
            var driver = try Driver(
                columns: size.columns, rows: size.rows, desk: SampleDesk(generation: 2, extent: extent))
            driver.send(.progress(Self.progress))
            driver.press("j")
            try expectSnapshot("\(name)-\(size.columns)x\(size.rows)", render(driver.state))
            driver.press("Enter")
            try expectSnapshot("\(name)-timeline-\(size.columns)x\(size.rows)", render(driver.state))
        }
    }

    @Test func failure() throws {
        var driver = try Driver(opened: false)
        driver.send(.openingFailed(Problem("nothing in /evidence can be read as CloudTrail")))
        try expectSnapshot("failure-80x24", render(driver.state))
    }

    @Test func tooSmall() throws {
        var driver = try Driver(columns: 30, rows: 6)
        driver.press("j")
        try expectSnapshot("too-small-30x6", render(driver.state))
    }

    @Test func hostileAndWideText() throws {
        let driver = try Driver(desk: HostileDesk())
        try expectSnapshot("hostile-80x24", render(driver.state))
        try expectSnapshot("hostile-ascii", render(driver.state, Drawing(isASCII: true)))
    }

    private func expect(_ name: String, _ keys: String, _ size: Size = Size(columns: 80, rows: 24)) throws {
        var driver = try Driver(columns: size.columns, rows: size.rows)
        driver.press(keys)
        try expectSnapshot("\(name)-\(size.columns)x\(size.rows)", render(driver.state))
    }
}

/// Rows that try to get out of their cells.
struct HostileDesk: Desk {
    let summary = CaseSummary(name: "evil\u{1B}]0;title\u{7}", facts: ["7 events"], warnings: ["3 files were not read"])

    func listing(_ request: ViewRequest, isCancelled: @escaping @Sendable () -> Bool) throws(Problem) -> Listing {
        let names = [
            "\u{1B}[2J\u{1B}[31mred", "user\u{202E}nimda", "ad\u{200B}min", "鍵のペア鍵のペア鍵のペア鍵のペア", "a\nb\tc",
            "👩\u{200D}💻 🇩🇪 e\u{301}", "z\u{301}\u{302}\u{303}\u{304}\u{305}",
        ]
        let rows = names.enumerated().map { index, name in
            Row(key: RowKey("\(index)"), cells: [TableCell("\(index)"), TableCell(name), TableCell("|")])
        }
        return Listing(
            columns: [
                Column("n", "N", minimum: 2), Column("name", "NAME", minimum: 24), Column("end", "END", minimum: 3),
            ],
            rows: RowList(rows))
    }

    func preview(_ request: ViewRequest, of row: RowKey, column: Int) throws(Problem) -> Preview {
        Preview(title: "pre\u{9B}view", lines: ["line\u{85}one", "鍵 \u{E0041}"])
    }

    func completion(of text: String, in request: ViewRequest) -> Completion { Completion(stem: text, candidates: []) }
    func export(_ request: ViewRequest, _ order: ExportOrder) throws(Problem) -> String {
        throw Problem("the disk is full")
    }
}
