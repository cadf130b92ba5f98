import Testing

@testable import Console

@Suite struct RandomKeysTests {
    /// Whatever is pressed, at whatever size: no trap, the cursor is in the list, and the screen is as large as it should be.
    @Test(arguments: 0..<24)
    func anyKeysAtAnySizeKeepTheInvariants(seed: Int) throws {
        var random = SplitMix(state: UInt64(seed))
        var driver = try Driver()
        let names =
            driver.state.registry.actions.flatMap(\.keys).flatMap { $0.split(separator: " ").map(String.init) }
            .filter { !["Q", "q"].contains($0) } + ["x", "(", "é", "鍵", "F9"]
        for _ in 0..<150 {
            switch Int.random(in: 0..<20, using: &random) {
            case 0:
                let size = Size(
                    columns: .random(in: 1...250, using: &random), rows: .random(in: 1...80, using: &random))
                driver.send(.resized(size))
            case 1:
                driver.desk = SampleDesk(
                    rows: .random(in: 0...200, using: &random), generation: .random(in: 1...3, using: &random))
                driver.send(.opened(driver.desk.summary))
            case 2:
                driver.holdsAnswers.toggle()
            case 3 where !driver.held.isEmpty:
                let (ticket, request) = driver.held.removeFirst()
                driver.send(.answered(ticket, driver.desk.answer(request)))
            default:
                guard let name = names.randomElement(using: &random) else { continue }
                driver.press(name)
            }
            // The palette knows how to leave, too.
            if driver.state.hasQuit { return }
            checkInvariants(driver.state)
        }
    }

    /// The same over the sample case, whose views link to each other in every way there is.
    @Test(arguments: 0..<4)
    func anyKeysOverTheSampleCaseKeepTheInvariants(seed: Int) throws {
        var random = SplitMix(state: UInt64(1000 + seed))
        var driver = try Driver(columns: 140, rows: 45, desk: SampleCase.desk)
        // Whatever is typed into a prompt is searched for in all records: that takes too long here.
        let excluded: Set<String> = ["q", "Q", "/", "&", "f", ":", "F", "ctrl-s", "g w"]
        let names = driver.state.registry.actions.filter { $0.layer != .prompt }.flatMap(\.keys)
            .filter { !excluded.contains($0) }
        for _ in 0..<60 {
            driver.press(names.randomElement(using: &random) ?? "j")
            checkInvariants(driver.state)
        }
    }

    @Test func everySizeFromOneUpIsDrawn() throws {
        var driver = try Driver()
        driver.press("2")
        for columns in [1, 2, 5, 12, 39, 40, 41, 60, 80, 137, 250] {
            for rows in [1, 2, 7, 8, 9, 12, 16, 24, 31, 80] {
                driver.send(.resized(Size(columns: columns, rows: rows)))
                for overlay in ["", "?", ":", "&"] {
                    if !overlay.isEmpty { driver.press(overlay) }
                    checkInvariants(driver.state)
                    if !overlay.isEmpty { driver.press("Esc") }
                }
                if driver.state.back.isEmpty { driver.press("2") }
            }
        }
    }

    private func checkInvariants(_ state: State) {
        let broken = brokenInvariants(state)
        #expect(broken.isEmpty)
    }

    private func brokenInvariants(_ state: State) -> [String] {
        var broken: [String] = []
        func check(_ holds: Bool, _ what: String) {
            if !holds { broken.append("\(state.size.columns)x\(state.size.rows): \(what)") }
        }
        let screen = render(state)
        let frame = Frame(state)
        let (place, selection) = (state.place, state.place.selection)
        check(screen.cells.count == state.size.columns * state.size.rows, "the screen has another size")
        check(selection.row >= 0 && selection.row < max(1, place.rowCount), "the cursor is out of the list")
        check(selection.top >= 0 && selection.top <= selection.row, "the cursor is above the screen")
        check(frame.list.rows == 0 || selection.row < selection.top + frame.list.rows, "the cursor is below the screen")
        if let listing = place.content.listing {
            check(listing.columns.indices.contains(selection.column), "the cursor is in no column")
            check(
                TableLayout(state).slot(of: selection.column) != nil || !frame.isUsable,
                "the cursor's column is not shown")
        }
        if let cursor = screen.cursor, frame.isUsable {
            check(
                cursor.column >= 0 && cursor.column <= state.size.columns, "the terminal's cursor is beside the screen")
            check(cursor.row >= 0 && cursor.row < state.size.rows, "the terminal's cursor is above or below the screen")
        }
        for row in 0..<screen.size.rows {
            var column = 0
            while column < screen.size.columns, let cell = screen[column, row] {
                check(cell.width >= 1, "half of a wide sign stands alone")
                column += max(1, Int(cell.width))
            }
            check(column <= screen.size.columns, "a wide sign sticks out")
        }
        return broken
    }
}

/// A small generator of numbers that a seed repeats (SplitMix64, by Sebastiano Vigna, public domain).
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
