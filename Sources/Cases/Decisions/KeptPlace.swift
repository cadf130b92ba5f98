/// A place of the console to come back to, as a case file keeps it. What its words mean is up to the console.
public struct KeptPlace: Hashable, Sendable, Codable {
    /// A filter of the place.
    public struct Filter: Hashable, Sendable, Codable {
        public var text: String
        public var isOn: Bool
        public var view: String?

        public init(_ text: String, isOn: Bool, view: String? = nil) {
            self.text = text
            self.isOn = isOn
            self.view = view
        }
    }

    public var view: String
    public var subject: Entity?
    public var alert: String?
    public var filters: [Filter] = []
    public var sortColumn: String?
    public var isDescending = false
    public var grouping: String?
    public var showsMuted = false
    public var attack: String?
    public var isMatrix = false
    /// Rows whose fold is the other way round than the view has it.
    public var toggled: [String] = []
    /// The row that the cursor was on.
    public var row: String?

    public init(view: String) {
        self.view = view
    }
}
