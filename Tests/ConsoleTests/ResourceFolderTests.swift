import Foundation
import Testing

@testable import Console

@Suite struct ResourceFolderTests {
    @Test func namesThePlacesThatWereTried() {
        let resources = ResourceFolder(
            environment: ["HUCKLEBERRY_HOME": "/nowhere"], executable: "/none/bin/huckleberry")
        let missing = #expect(throws: ResourceFolder.Missing.self) { try resources.path(of: "Themes") }
        #expect(missing?.tried == ["/nowhere/Themes", "/none/share/huckleberry/Themes"])
    }

    @Test func walksUpToThePackage() throws {
        let package = SampleCase.folder.deletingLastPathComponent().path
        let resources = ResourceFolder(environment: [:], executable: package + "/.build/debug/huckleberry")
        #expect(try resources.path(of: "Themes") == package + "/Themes")
    }
}
