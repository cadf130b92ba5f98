import Testing

@testable import Console

@Suite struct RandomKeysTests {
    /// Fifty thousand keys, whatever they are and at whatever size: no trap, the cursor is in the list, the screen is as
    /// large as it should be, back leads back, and undo undoes.
    @Test(arguments: 0..<100)
    func anyKeysAtAnySizeKeepTheInvariants(seed: Int) throws {
        var walk = try RandomWalk(seed: seed, over: SampleDesk())
        try walk.walk(keys: 500)
        #expect(walk.broken == [])
    }

    /// The same over the sample case, whose views link to each other in every way there is.
    @Test(arguments: 0..<8)
    func anyKeysOverTheSampleCaseKeepTheInvariants(seed: Int) throws {
        // Whatever is typed into a prompt is searched for in all records: that takes too long here. Files are not written.
        var walk = try RandomWalk(
            seed: 1000 + seed, columns: 140, rows: 45, over: SampleCase.desk,
            leaving: ["search", "filter", "filter.stack", "palette", "save.notes", "go.occurrences"])
        try walk.walk(keys: 200, resizing: false)
        #expect(walk.broken == [])
        #expect(walk.returns > 0)
    }

    @Test func everySizeFromOneUpIsDrawn() throws {
        var driver = try Driver()
        driver.press("2")
        for columns in [1, 2, 5, 12, 39, 40, 41, 60, 80, 137, 250] {
            for rows in [1, 2, 7, 8, 9, 12, 16, 24, 31, 80] {
                driver.send(.resized(Size(columns: columns, rows: rows)))
                for overlay in ["", "?", ":", "&"] {
                    if !overlay.isEmpty { driver.press(overlay) }
                    #expect(driver.state.brokenInvariants == [])
                    #expect(render(driver.state).brokenInvariants(for: driver.state.size) == [])
                    if !overlay.isEmpty { driver.press("Esc") }
                }
                if driver.state.back.isEmpty { driver.press("2") }
            }
        }
    }
}
