import CloudTrail
import Intelligence
import Testing

@Suite struct AddressIntelligenceTests {
    @Test func `Nothing is said of what is no address`() {
        #expect(AddressIntelligence().labels(of: "AWS Internal").isEmpty)
    }
}
