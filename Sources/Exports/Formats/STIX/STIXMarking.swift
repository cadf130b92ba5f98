internal import CloudTrail
internal import JSON

/// The marking of a Traffic Light Protocol level.
///
/// STIX 2.1 itself defines the levels of TLP 1.0 (section 7.2.1.4), and every program knows these objects: WHITE is what TLP
/// 2.0 calls CLEAR. AMBER+STRICT came with 2.0; its object is that of the extension which OASIS published for it.
/// Source: STIX 2.1; OASIS cti-stix-common-objects, extension definition "TLP 2.0".
enum STIXMarking {
    /// - Parameter level: as in `TLP:AMBER`; an unknown one is the strictest.
    static func object(of level: String) -> JSONValue {
        switch level {
        case "TLP:CLEAR": first("white", "613f2e26-407d-48c7-9eca-b8e91df99dc9")
        case "TLP:GREEN": first("green", "34098fce-860f-48ae-8e50-ebd3cc5e41da")
        case "TLP:AMBER": first("amber", "f88d31f6-486f-44da-b317-01333bde0b82")
        case "TLP:AMBER+STRICT": strict
        default: first("red", "5e57c739-391a-4eb3-b6be-7d15ca92d5ed")
        }
    }

    private static func first(_ level: String, _ uuid: String) -> JSONValue {
        [
            "type": "marking-definition", "spec_version": "2.1", "id": .string("marking-definition--" + uuid),
            "created": "2017-01-20T00:00:00.000Z", "definition_type": "tlp",
            "name": .string("TLP:" + level.uppercased()), "definition": ["tlp": .string(level)],
        ]
    }

    private static let strict: JSONValue = [
        "type": "marking-definition", "spec_version": "2.1",
        "id": "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003", "created": "2022-10-01T00:00:00.000Z",
        "name": "TLP:AMBER+STRICT",
        "extensions": [
            "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d": [
                "extension_type": "property-extension", "tlp_2_0": "amber+strict",
            ]
        ],
    ]
}
