import Testing

@testable import Console

@Suite struct LineEditorTests {
    @Test func editsAtTheCursor() {
        var editor = LineEditor("name:x")
        editor.move(by: -1)
        editor.insert("List")
        #expect(editor.text == "name:Listx")
        editor.deleteForward()
        editor.deleteBackward()
        #expect(editor.text == "name:Lis")
        editor.moveToStart()
        editor.deleteForward()
        editor.deleteBackward()
        #expect(editor.text == "ame:Lis")
        editor.moveToEnd()
        editor.insert(" ip:1  ")
        editor.deleteWord()
        #expect(editor.text == "ame:Lis ")
        editor.deleteToStart()
        #expect(editor.isEmpty)
    }

    @Test func aMarkJoinsTheCharacterBefore() {
        var editor = LineEditor("e")
        editor.insert("\u{301}")
        #expect(editor.characters.count == 1)
        #expect(editor.cursor == 1)
        editor.deleteBackward()
        #expect(editor.isEmpty)
    }

    @Test func historyKeepsWhatWasBeingWritten() {
        var editor = LineEditor("", history: ["one", "two"])
        editor.insert("dra")
        editor.recall(-1)
        #expect(editor.text == "two")
        editor.recall(-1)
        editor.recall(-1)
        #expect(editor.text == "one")
        editor.recall(1)
        editor.recall(1)
        #expect(editor.text == "dra")
    }
}
