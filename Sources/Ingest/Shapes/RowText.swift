/// Text whose rows each carry one record, and that is not JSON as a whole.
protocol RowText {
    /// Calls `body` with each row's bytes, its line break left out, and with what it carries. Blank rows are passed over.
    func forEachRow<Failure>(
        of text: Span<UInt8>, _ body: (Range<Int>, Unwrapped) throws(Failure) -> Void
    ) throws(Failure)

    /// What the row carries that begins at the offset.
    func row(of text: Span<UInt8>, at offset: Int) -> Unwrapped

    /// The bytes of the row that begins at the offset, its line break left out.
    func range(of text: Span<UInt8>, at offset: Int) -> Range<Int>
}
