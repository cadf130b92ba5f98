import Cases
import Testing

@Suite struct NotesSectionTests {
    @Test func everySectionAsksForSomethingUnderAHeadingOfItsOwn() {
        #expect(Set(NotesSection.allCases.map(\.title)).count == NotesSection.allCases.count)
        #expect(NotesSection.allCases.allSatisfy { $0.template.contains(":") })
    }
}
