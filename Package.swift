// swift-tools-version: 6.3
import PackageDescription

// One direction of dependencies: a target may use what stands above it, never what stands below.
// C and C++ are confined to the targets whose name begins with C.
let package = Package(
    name: "huckleberry",
    products: [
        .executable(name: "huckleberry", targets: ["huckleberry"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        // Without its trait for Foundation: bytes are all that is exchanged. Paths of programs are swift-system's.
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    ],
    targets: [
        .systemLibrary(name: "CLibArchive", path: "Sources/CLibArchive", providers: [.apt(["libarchive-dev"])]),
        .systemLibrary(name: "CDeflate", path: "Sources/CDeflate", providers: [.apt(["libdeflate-dev"])]),
        .systemLibrary(name: "CLZ4", path: "Sources/CLZ4", providers: [.apt(["liblz4-dev"])]),
        .systemLibrary(name: "CMaxMindDB", path: "Sources/CMaxMindDB", providers: [.apt(["libmaxminddb-dev"])]),
        .systemLibrary(name: "CMemory", path: "Sources/CMemory"),
        .systemLibrary(name: "CPCRE2", path: "Sources/CPCRE2", providers: [.apt(["libpcre2-dev"])]),
        .target(
            name: "CNcurses", linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
        .target(name: "CFiles"),
        .target(name: "CMapping"),
        .target(name: "CTextScan"),
        .target(
            name: "CStructure",
            // A debug build of the scan is fifty times slower than the machine; the tests read real trails.
            cxxSettings: [.unsafeFlags(["-O3"], .when(configuration: .debug))],
            linkerSettings: [.linkedLibrary("simdjson")]),
        .target(
            name: "CChecksum",
            cxxSettings: [.unsafeFlags(["-O3"], .when(configuration: .debug))],
            linkerSettings: [.linkedLibrary("deflate")]),

        .target(
            name: "CFloor",
            cxxSettings: [.unsafeFlags(["-O3"], .when(configuration: .debug))],
            linkerSettings: [.linkedLibrary("simdjson"), .linkedLibrary("deflate")]),

        .target(name: "Text"),
        .target(name: "JSON"),
        .target(name: "Resources"),
        .target(name: "CloudTrail"),
        .target(
            name: "Programs",
            dependencies: [
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]),
        .target(name: "Patterns", dependencies: ["CPCRE2"]),
        .target(name: "YAML", dependencies: ["Text", "Yams"]),
        .target(name: "ATTACK", dependencies: ["CloudTrail"]),
        .target(name: "Events", dependencies: ["CloudTrail", "CMemory", "CChecksum"]),
        .target(
            name: "Ingest",
            dependencies: [
                "Events", "CloudTrail", "JSON", "CDeflate", "CLZ4", "CMemory", "CFiles", "CMapping",
                "CStructure", "CChecksum", "CLibArchive", .product(name: "Crypto", package: "swift-crypto"),
            ]),
        .target(
            name: "Records",
            dependencies: [
                "Ingest", "Events", "CloudTrail", "JSON", "CTextScan",
                .product(name: "Crypto", package: "swift-crypto"),
            ]),
        .target(
            name: "Digests",
            dependencies: [
                "Ingest", "Events", "CloudTrail", "JSON", .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
            ]),
        .target(
            name: "Query", dependencies: ["Records", "Events", "CloudTrail", "ATTACK", "JSON", "Text", "Patterns"]),
        .target(name: "Sigma", dependencies: ["YAML", "CloudTrail", "ATTACK", "Patterns", "Text"]),
        .target(
            name: "Detections",
            dependencies: [
                "Sigma", "YAML", "Query", "Patterns", "Records", "Events", "CloudTrail", "ATTACK", "JSON", "Ingest",
            ],
            // Found at run time, as themes are: the program may be moved.
            exclude: ["Resources"]),
        .target(
            name: "Athena",
            dependencies: ["Detections", "Sigma", "Query", "Patterns", "Records", "CloudTrail", "ATTACK", "JSON", "Text"]),
        .target(
            name: "Intelligence",
            dependencies: [
                "CMaxMindDB", "CloudTrail", "JSON", "Text", "Programs", "Yams",
            ]),
        .target(
            name: "Robots",
            dependencies: [
                "Intelligence", "Detections", "Sigma", "Query", "Patterns", "Records", "Events", "CloudTrail", "ATTACK",
                "JSON",
                "Text", "YAML",
            ],
            // Found at run time, as rules are.
            exclude: ["Resources"]),
        .target(
            name: "Investigation",
            dependencies: [
                "Robots", "Intelligence", "Detections", "Sigma", "Query", "Patterns", "Records", "Ingest", "Events",
                "CloudTrail", "ATTACK", "JSON", "Text", "YAML",
            ]),
        .target(
            name: "Sources",
            dependencies: [
                "Athena", "Investigation", "Robots", "Detections", "Sigma", "Query", "Records", "Ingest", "Events",
                "CloudTrail", "JSON", "Text",
                "Programs", .product(name: "Crypto", package: "swift-crypto"),
            ]),
        .target(
            name: "Cases",
            dependencies: [
                "Investigation", "Detections", "Records", "Digests", "Ingest", "Events", "CloudTrail", "JSON", "Text",
                .product(name: "GRDB", package: "GRDB.swift"), .product(name: "Crypto", package: "swift-crypto"),
            ]),
        .target(
            name: "Exports",
            dependencies: [
                "Cases", "Investigation", "Robots", "Intelligence", "Detections", "Sigma", "Query", "Records", "Ingest",
                "Events",
                "CloudTrail", "ATTACK", "JSON", "Text", .product(name: "Crypto", package: "swift-crypto"),
            ],
            // The schema of the case in JSON, for readers: the program does not need it.
            exclude: ["Resources"]),
        .target(
            name: "Console",
            dependencies: [
                "Exports", "Cases", "Investigation", "Robots", "Intelligence", "Detections", "Sigma", "Query",
                "Patterns", "Records", "Events", "Digests", "Ingest", "CloudTrail", "ATTACK", "JSON", "Text", "YAML",
                "Yams",
                .product(name: "OrderedCollections", package: "swift-collections"),
            ]),
        .target(name: "Terminal", dependencies: ["Console", "Cases", "CloudTrail", "Text", "CNcurses"]),
        .target(name: "Synth", dependencies: ["CloudTrail", "JSON", "CDeflate"]),
        .executableTarget(
            name: "huckleberry",
            dependencies: [
                "Terminal", "Console", "Exports", "Cases", "Investigation", "Robots", "Intelligence", "Athena",
                "Detections",
                "Sigma", "Query", "Records", "Digests", "Ingest", "Events", "CloudTrail", "ATTACK", "JSON", "Text",
                "Synth",
                "Resources", "Sources", "YAML",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .executableTarget(
            name: "huckleberry-bench",
            dependencies: [
                "Terminal", "Console", "Investigation", "Robots", "Intelligence", "Detections", "Sigma", "Resources",
                "Query",
                "Patterns", "Records", "Ingest", "Events", "CloudTrail", "Text", "Synth", "CFloor", "CMemory",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),

        // Trails with digests that are signed with a key of their own, for tests alone.
        .target(
            name: "SignedTrails",
            dependencies: [
                "CDeflate", "CloudTrail", "JSON", .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
            ], path: "Tests/SignedTrails"),
        // Scripts that tests write and start.
        .target(name: "TestPrograms", path: "Tests/TestPrograms"),
        .testTarget(name: "TextTests", dependencies: ["Text"]),
        .testTarget(name: "JSONTests", dependencies: ["JSON"]),
        .testTarget(name: "CloudTrailTests", dependencies: ["CloudTrail"]),
        .testTarget(name: "ATTACKTests", dependencies: ["ATTACK"]),
        .testTarget(name: "EventsTests", dependencies: ["Events", "CloudTrail"]),
        .testTarget(
            name: "IngestTests",
            dependencies: ["Ingest", "Records", "Events", "CloudTrail", "JSON", "CDeflate", "CChecksum", "CFiles"],
            exclude: ["Fixtures"]),
        .testTarget(name: "ResourcesTests", dependencies: ["Resources"]),
        .testTarget(name: "PatternsTests", dependencies: ["Patterns"]),
        .testTarget(
            name: "QueryTests",
            dependencies: ["Query", "Records", "Ingest", "Events", "CloudTrail", "ATTACK", "JSON", "Text", "Patterns"]),
        .testTarget(name: "RecordsTests", dependencies: ["Records", "JSON"]),
        .testTarget(name: "DigestsTests", dependencies: ["Digests", "SignedTrails", "Ingest", "CloudTrail", "JSON"]),
        .testTarget(name: "SigmaTests", dependencies: ["Sigma", "YAML", "CloudTrail", "Patterns"]),
        .testTarget(
            name: "DetectionsTests",
            dependencies: [
                "Detections", "Sigma", "Records", "Ingest", "Events", "CloudTrail", "ATTACK", "JSON", "Patterns",
                "CDeflate",
            ],
            exclude: ["BuiltInRules/Events"]),
        .testTarget(name: "AthenaTests", dependencies: ["Athena", "Sigma", "Query", "Patterns", "Events", "CloudTrail"]),
        .testTarget(name: "IntelligenceTests", dependencies: ["Intelligence", "CloudTrail", "JSON"]),
        .testTarget(
            name: "SourcesTests",
            dependencies: [
                "Sources", "Athena", "Detections", "Records", "Ingest", "Events", "CloudTrail", "JSON", "TestPrograms",
            ],
            exclude: ["CommandLine/aws.sh", "Server/server.py"]),
        .testTarget(
            name: "RobotsTests",
            dependencies: [
                "Robots", "Intelligence", "Detections", "Sigma", "Query", "Records", "Ingest", "Events", "CloudTrail",
                "ATTACK",
                "JSON", "YAML",
            ]),
        .testTarget(
            name: "InvestigationTests",
            dependencies: [
                "Exports", "Cases", "Investigation", "Robots", "Intelligence", "Detections", "Sigma", "Records",
                "Ingest", "Events", "CloudTrail", "ATTACK", "JSON", "YAML", "Synth", "TestPrograms",
            ]),
        .testTarget(
            name: "ExportsTests",
            dependencies: [
                "Exports", "Cases", "Investigation", "Intelligence", "Detections", "Sigma", "Query", "Records",
                "Ingest",
                "Events", "CloudTrail", "ATTACK", "JSON", "Text",
            ]),
        .testTarget(
            name: "CasesTests",
            dependencies: [
                "Cases", "Investigation", "Detections", "Records", "Ingest", "CloudTrail", "JSON",
                .product(name: "GRDB", package: "GRDB.swift"),
            ]),
        .testTarget(
            name: "ConsoleTests",
            dependencies: [
                "Console", "Exports", "Cases", "Investigation", "Detections", "Sigma", "Query", "Records", "Ingest",
                "Events", "CloudTrail", "JSON", "Text", "YAML",
            ]),
        .testTarget(
            name: "FuzzTests", dependencies: ["Ingest", "Events", "JSON", "CDeflate"],
            exclude: ["Corpus", "Dictionaries", "Driver"]),
        .testTarget(name: "TerminalTests", dependencies: ["Terminal", "Console", "CloudTrail", "Text"]),
        .testTarget(name: "SynthTests", dependencies: ["Synth", "JSON", "CDeflate"]),
        .testTarget(
            name: "CommandTests", dependencies: ["huckleberry", "SignedTrails", "TestPrograms", "CloudTrail", "JSON"]),
        .testTarget(name: "BenchTests", dependencies: ["huckleberry-bench", "Ingest", "Events"]),
    ],
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)

// The same strict rules for every Swift target of our own.
for target in package.targets
where target.type != .system
    && !["CChecksum", "CFiles", "CFloor", "CMapping", "CNcurses", "CStructure", "CTextScan"].contains(target.name)
{
    target.swiftSettings =
        (target.swiftSettings ?? []) + [
            .enableUpcomingFeature("ExistentialAny"),
            .enableUpcomingFeature("InternalImportsByDefault"),
            .enableUpcomingFeature("MemberImportVisibility"),
            .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
            .enableExperimentalFeature("Lifetimes"),
            .strictMemorySafety(),
            .treatAllWarnings(as: .error),
        ]
}

// A debug build is optimised where every event and every rule passes through, as the scan's is above: unoptimised, the
// tests spend more than half of their time there. What `assert` says is still held against.
let busy = ["ATTACK", "CloudTrail", "Events", "Ingest", "JSON", "Patterns", "Records", "Synth", "Text", "YAML"]
for target in package.targets where busy.contains(target.name) {
    let flags = ["-O", "-whole-module-optimization", "-disable-batch-mode", "-num-threads", "2"]
    let assertions = ["-assert-config", "Debug"]
    target.swiftSettings = (target.swiftSettings ?? []) + [.unsafeFlags(flags + assertions, .when(configuration: .debug))]
}

// The fuzzers take the place of the test target that runs their corpus: every Swift target of our own, and those of
// C, are instrumented. `.ci/fuzz` sets the variable, and builds in a folder of its own.
if Context.environment["HUCKLEBERRY_FUZZ"] == "1" {
    let sanitizers = "fuzzer,address"
    for target in package.targets where target.type == .regular || target.type == .executable {
        if target.name.hasPrefix("C") && target.swiftSettings == nil {
            let flags = ["-fsanitize=fuzzer-no-link,address", "-g"]
            target.cSettings = (target.cSettings ?? []) + [.unsafeFlags(flags)]
            target.cxxSettings = (target.cxxSettings ?? []) + [.unsafeFlags(flags)]
        } else {
            // Tests see what is internal; so must what fuzzes it.
            target.swiftSettings =
                (target.swiftSettings ?? []) + [
                    .unsafeFlags(["-sanitize=\(sanitizers)", "-enable-testing"])
                ]
        }
    }
    package.targets.removeAll { $0.type == .test }
    package.targets.append(
        .executableTarget(
            name: "huckleberry-fuzz", dependencies: ["Ingest", "Events", "JSON", "CDeflate"], path: "Tests/FuzzTests",
            sources: ["Driver", "Targets"],
            swiftSettings: [
                .enableUpcomingFeature("InternalImportsByDefault"), .enableExperimentalFeature("Lifetimes"),
                .strictMemorySafety(), .unsafeFlags(["-sanitize=\(sanitizers)"]),
            ],
            linkerSettings: [
                .unsafeFlags(["-sanitize=address", "-L", Context.environment["HUCKLEBERRY_FUZZER_LIBRARY"] ?? "."]),
                .linkedLibrary("clang_rt.fuzzer_no_main-x86_64"), .linkedLibrary("stdc++"),
            ]))
}
