/// What a piece of the screen means. A theme gives each role its colours; the rest of the program knows only roles. The
/// raw value is the role's name in themes, flat and dotted.
public enum Role: String, CaseIterable, Hashable, Sendable {
    case uiText = "ui.text", uiDim = "ui.dim", uiStrong = "ui.strong", uiPanel = "ui.panel", uiBorder = "ui.border",
        uiBorderFocus = "ui.border.focus", uiTitle = "ui.title", uiTitleFocus = "ui.title.focus", uiRule = "ui.rule",
        uiScrollbar = "ui.scrollbar", uiScrollbarThumb = "ui.scrollbar.thumb"
    case uiRowCursor = "ui.row.cursor", uiRowCursorBlur = "ui.row.cursor.blur", uiRowCell = "ui.row.cell",
        uiRowMarked = "ui.row.marked", uiRowAlt = "ui.row.alt"
    case uiTableHeader = "ui.table.header", uiTableSort = "ui.table.sort", uiTableSeparator = "ui.table.separator",
        uiMatch = "ui.match", uiMatchCurrent = "ui.match.current", uiPrompt = "ui.prompt",
        uiPromptError = "ui.prompt.error", uiPromptHint = "ui.prompt.hint"
    case uiPopup = "ui.popup", uiPopupBorder = "ui.popup.border", uiCrumb = "ui.crumb",
        uiCrumbActive = "ui.crumb.active", uiTab = "ui.tab", uiTabActive = "ui.tab.active", uiKey = "ui.key",
        uiKeyDesc = "ui.key.desc", uiStatus = "ui.status", uiStatusMode = "ui.status.mode",
        uiStatusProgress = "ui.status.progress"
    case toastInfo = "toast.info", toastOk = "toast.ok", toastWarn = "toast.warn", toastError = "toast.error"
    case sevInfo = "sev.info", sevLow = "sev.low", sevMedium = "sev.medium", sevHigh = "sev.high",
        sevCritical = "sev.critical"
    case outcomeOk = "outcome.ok", outcomeDenied = "outcome.denied", outcomeError = "outcome.error"
    case eventRead = "event.read", eventWrite = "event.write", eventData = "event.data",
        eventInsight = "event.insight", eventConsole = "event.console"
    case idRoot = "id.root", idUser = "id.user", idRole = "id.role", idService = "id.service",
        idFederated = "id.federated", idAnonymous = "id.anonymous"
    case ipPublic = "ip.public", ipPrivate = "ip.private", ipService = "ip.service", keyLongterm = "key.longterm",
        keyTemporary = "key.temporary"
    case markNote = "mark.note", markTag = "mark.tag", markPin = "mark.pin", markEvidence = "mark.evidence"
    case timeDate = "time.date", timeGap = "time.gap", timeSkew = "time.skew"
    case attackNone = "attack.none", attackOne = "attack.one", attackSome = "attack.some",
        attackMany = "attack.many", attackConfirmed = "attack.confirmed"
    case histBar = "hist.bar", histBarSel = "hist.bar.sel", histDenied = "hist.denied", histAxis = "hist.axis"
    case jsonKey = "json.key", jsonString = "json.string", jsonNumber = "json.number", jsonBool = "json.bool",
        jsonNull = "json.null", jsonPunct = "json.punct", jsonFold = "json.fold"

    /// The role that stands in when a theme says nothing of this one: its name cut at the last dot that leaves the name
    /// of a role; nil at the top.
    public var parent: Role? {
        var rest = rawValue[...]
        while let dot = rest.lastIndex(of: ".") {
            rest = rest[..<dot]
            if let role = Role(rawValue: String(rest)) { return role }
        }
        return nil
    }
}
