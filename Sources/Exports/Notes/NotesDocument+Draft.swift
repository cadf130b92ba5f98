extension NotesDocument {
    /// The notes of a case.
    ///
    /// - Complexity: reads the records that the timeline tells and those that are cited, once each.
    public init(_ exported: ExportedCase) {
        var draft = NotesDraft(exported)
        draft.header()
        draft.summary()
        draft.status()
        draft.leadAlert()
        draft.scopeTables()
        draft.questions()
        draft.phasesAndTimeline()
        draft.changesLedger()
        draft.lineage()
        draft.attack()
        draft.indicators()
        draft.response()
        draft.rootCause()
        draft.visibility()
        draft.resilience()
        draft.lessons()
        draft.notes()
        draft.decisions()
        // They stand behind the evidence, and cite it: their claims are made first.
        let method = draft.detached { $0.method() }
        let records = draft.evidenceTable()
        draft.custody(records)
        draft.append(method)
        self.init(header: exported.header, sections: draft.sections, claims: draft.claims, evidence: records)
        if let redactor = exported.redactor { self = redacted(by: redactor) }
    }
}
