import Testing

@testable import Console

/// What is said and can be done while a case is loaded.
@Suite struct LoadingTests {
    private let progress = Progress(
        filesDone: 5_240, filesFound: 12_777, bytesDone: 640 << 20, bytesFound: 1_536 << 20, events: 312_000,
        eventsPerSecond: 780_400, secondsLeft: 1.4)

    @Test func progressIsSaidInAsManyWordsAsFit() {
        #expect(
            progress.words(fitting: 200)
                == "LOADING 41 % · 5,240 of 12,777 files · 640 MiB of 1.5 GiB · 312,000 events · 780 k/s · 2 s left")
        #expect(
            progress.words(fitting: 90)
                == "LOADING 41 % · 5,240 of 12,777 files · 312,000 events · 780 k/s · 2 s left")
        #expect(progress.words(fitting: 60) == "LOADING 41 % · 312,000 events · 780 k/s · 2 s left")
        #expect(progress.words(fitting: 45) == "LOADING 41 % · 312,000 events · 2 s left")
        #expect(progress.words(fitting: 0) == "LOADING 41 %")
    }

    @Test func beforeAllFilesAreFoundThereIsNoPercentage() {
        var early = progress
        early.isListed = false
        early.secondsLeft = nil
        #expect(
            early.words(fitting: 200) == "LOADING · 12,777 files found · 1.5 GiB · 312,000 events · 780 k/s")
    }

    @Test func whenAllFilesAreReadTheIndexIsMade() {
        var late = progress
        late.filesDone = late.filesFound
        #expect(late.words(fitting: 200) == "INDEXING · 12,777 files · 1.5 GiB · 312,000 events")
    }

    @Test(arguments: [
        (0, "0 B"), (1_023, "1,023 B"), (1_536, "1.5 KiB"), (512 << 20, "512 MiB"), (4 << 30, "4 GiB"),
        (5 << 50, "5,120 TiB"),
    ])
    func sizesAreSaidInBinaryUnits(bytes: Int, words: String) {
        #expect(bytes.byteWords == words)
    }

    @Test func theListSaysThatThereIsMoreToCome() throws {
        var driver = try Driver.growing()
        driver.send(.progress(progress))
        #expect(driver.lines[0].contains("trail · LOADING 41 % ▸ Alerts ▸ Timeline"))
        #expect(driver.lines[1].contains("Timeline  so far: 100 events"))
        driver.press("[")
        #expect(driver.lines[0].contains("trail · LOADING 41 % · 312,000 events · 780 k/s · 2 s left"))
        driver.grow(to: GrowingDesk(3))
        #expect(driver.lines[0].contains("trail · 400 events"))
        #expect(!driver.text.contains("so far"))
    }

    @Test func nothingFoundSoFarIsNotNothing() throws {
        var driver = try Driver.growing()
        driver.press("&")
        driver.type("0")
        driver.press("Enter")
        #expect(driver.text.contains("Loading goes on: this is so of what has been loaded so far."))
    }

    @Test func progressThatComesTooLateIsNotShown() throws {
        var driver = try Driver(desk: GrowingDesk(3))
        driver.send(.progress(progress))
        #expect(!driver.text.contains("LOADING"))
    }

    @Test func controlCTwiceStopsLoading() throws {
        var driver = try Driver.growing()
        driver.press("ctrl-c")
        #expect(driver.text.contains("Stop loading and keep what is there?"))
        #expect(driver.effects.isEmpty)
        driver.press("j ctrl-c")
        #expect(driver.effects.isEmpty)
        driver.press("ctrl-c")
        #expect(driver.effects == ["stop loading"])
        #expect(driver.text.contains("STOPPING"))
        driver.press("ctrl-c ctrl-c")
        #expect(driver.effects == ["stop loading"])
    }

    @Test func aCommandStopsLoadingAtOnce() throws {
        var driver = try Driver.growing()
        driver.type(":stop")
        driver.press("Enter")
        #expect(driver.effects == ["stop loading"])
    }

    @Test func whatWasLoadedInPartSaysSoForGood() throws {
        var driver = try Driver.growing()
        driver.type(":stop")
        driver.press("Enter")
        let part = LoadedPart(.person, filesRead: 5_240, filesFound: 12_777)
        driver.grow(to: GrowingDesk(2, extent: .part(part)))
        let sentence = "Loading stopped with 5,240 of the 12,777 files found: answers cover only these."
        #expect(driver.state.toast == Toast(.warn, sentence))
        for keys in ["j", "3", "5", "[ [ ["] {
            driver.press(keys)
            #expect(driver.lines[0].contains("PART: 5,240 of 12,777 files"))
            #expect(driver.lines[1].contains("of the part loaded: "))
        }
        driver.type(":stop")
        driver.press("Enter")
        #expect(driver.state.toast?.text == "Nothing is being loaded.")
    }

    @Test func memoryThatIsUsedUpIsNamed() {
        let part = LoadedPart(.memory(limit: 4 << 30), filesRead: 3, filesFound: 9)
        let sentence = "Loading stopped at 4 GiB of memory with 3 of the 9 files found: answers cover only these."
        #expect(part.sentence == sentence)
    }

    @Test func aFileThatWasReadInPartIsNotCountedAsRead() {
        let part = LoadedPart(.person, filesRead: 3, filesCutShort: 1, filesFound: 9)
        let sentence = "Loading stopped with 3 of the 9 files found and a part of 1: answers cover only these."
        #expect(part.sentence == sentence)
        #expect(part.amount == "3 of 9 files and a part of 1")
    }

    @Test func aQuestionIsGivenUpBeforeLoadingIs() throws {
        var driver = try Driver.growing()
        driver.holdsAnswers = true
        driver.press("s ctrl-c")
        #expect(driver.effects == ["cancel list"])
        #expect(driver.text.contains("Given up."))
        #expect(!driver.state.place.content.isWaiting)
    }

    @Test func aListThatIsOnlyBroughtUpToDateIsNotAQuestion() throws {
        var driver = try Driver.growing()
        driver.holdsAnswers = true
        driver.grow(to: GrowingDesk(2))
        driver.press("ctrl-c ctrl-c")
        #expect(driver.effects == ["stop loading"])
    }

    @Test func qLeavesAtOnceAtTheStart() throws {
        var unopened = try Driver(opened: false)
        unopened.press("q")
        #expect(unopened.effects == ["quit"])
        var growing = try Driver(desk: GrowingDesk(1))
        growing.press("q")
        #expect(growing.effects == ["quit"])
    }

    @Test func notesWaitForTheEnd() throws {
        var driver = try Driver.growing()
        driver.press("ctrl-s")
        #expect(driver.state.toast?.text.hasPrefix("The case can be written once it is loaded") == true)
        driver.grow(to: GrowingDesk(3))
        driver.press("ctrl-s")
        #expect(driver.state.toast == Toast(.ok, "Written to incident-notes.md"))
    }
}
