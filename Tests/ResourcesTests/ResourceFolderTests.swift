import Foundation
import Resources
import Testing

@Suite struct ResourceFolderTests {
    private let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    @Test func namesThePlacesThatWereTried() {
        let resources = ResourceFolder(
            environment: ["HUCKLEBERRY_HOME": "/nowhere"], executable: "/none/bin/huckleberry")
        let missing = #expect(throws: ResourceFolder.Missing.self) { try resources.path(of: "Themes") }
        #expect(missing?.tried == ["/nowhere/Themes", "/none/share/huckleberry/Themes"])
    }

    @Test func walksUpToThePackage() throws {
        let resources = ResourceFolder(environment: [:], executable: package + "/.build/debug/huckleberry")
        #expect(try resources.path(of: "Themes") == package + "/Themes")
    }

    @Test func `Rules and robots lie among the sources in the package, beside the others where installed`() throws {
        let resources = ResourceFolder(environment: [:], executable: package + "/.build/debug/huckleberry")
        #expect(try resources.rules() == package + "/Sources/Detections/Resources/Rules")
        #expect(try resources.robots() == package + "/Sources/Robots/Resources/Robots")
        let installed = ResourceFolder(environment: [:], executable: "/none/bin/huckleberry")
        let missing = #expect(throws: ResourceFolder.Missing.self) { try installed.rules() }
        #expect(missing?.tried == ["/none/share/huckleberry/Rules"])
    }
}
