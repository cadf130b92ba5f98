/// How the notes look: dark or light on a screen as the reader has it, black on white on paper.
enum NotesStyle {
    static let text = """
        :root { color-scheme: light dark; --ink: #1b1f24; --soft: #57606a; --paper: #ffffff; --rule: #d5dae0;
          --faint: #f4f6f8; --accent: #0b5cad; --warm: #b4540a; --teal: #0b6b5d; --band: #dfe9f5; --hot: #c2410c; }
        @media (prefers-color-scheme: dark) and (not print) {
          :root { --ink: #e4e8ec; --soft: #9aa5b1; --paper: #14181d; --rule: #333b45; --faint: #1c2229; --accent: #78b4f5;
            --warm: #f0a35e; --teal: #5cc9b5; --band: #22344a; --hot: #fb923c; } }
        * { box-sizing: border-box; }
        html { font: 15px/1.5 system-ui, -apple-system, "Segoe UI", "Noto Sans", "Liberation Sans", sans-serif;
          color: var(--ink); background: var(--paper); -webkit-text-size-adjust: 100%; }
        body { margin: 0 auto; padding: 0 2rem 3rem; max-width: 86rem; }
        h1, h2, h3, h4 { line-height: 1.25; font-weight: 650; break-after: avoid; }
        h1 { font-size: 2rem; margin: 1.2rem 0 .8rem; letter-spacing: -.01em; }
        h2 { font-size: 1.35rem; margin: 2.6rem 0 .7rem; padding-top: .9rem; border-top: 2px solid var(--ink); }
        h3 { font-size: 1.02rem; margin: 1.5rem 0 .4rem; }
        p, ul, dl, pre, blockquote { margin: .5rem 0; max-width: 58rem; }
        ul { padding-left: 1.2rem; }
        li { margin: .25rem 0; }
        a { color: var(--accent); text-decoration: none; }
        a:hover { text-decoration: underline; }
        .tlp { margin: 0 0 0 auto; padding: .5rem 0; max-width: none; text-align: right; font-weight: 700;
          font-size: .8rem; letter-spacing: .06em; color: var(--warm); }
        dl { display: grid; grid-template-columns: 11rem 1fr; gap: .2rem 1rem; }
        dt { color: var(--soft); }
        dd { margin: 0; overflow-wrap: anywhere; }
        nav { margin: 1.2rem 0 0; padding: .7rem 1rem; background: var(--faint); border-radius: 6px; }
        nav ol { margin: 0; padding-left: 1.6rem; columns: 3 15rem; }
        nav li { margin: .1rem 0; break-inside: avoid; }
        code, td.fine, .address { font-family: ui-monospace, "SF Mono", "Cascadia Mono", "Liberation Mono", monospace;
          font-size: .86em; unicode-bidi: isolate; }
        p code, li code, dd code { overflow-wrap: anywhere; }
        .address { white-space: nowrap; }
        .escape { opacity: .6; font-family: ui-monospace, "Liberation Mono", monospace; }
        .ref { font-size: .82em; white-space: nowrap; }
        .basis { color: var(--soft); font-size: .9em; }
        .mark { font-style: normal; font-size: .82em; font-weight: 600; }
        .observed { color: var(--teal); } .inferred { color: var(--warm); } .unknown { color: var(--soft); }
        pre { padding: .6rem .8rem; background: var(--faint); overflow-x: auto; white-space: pre-wrap;
          overflow-wrap: anywhere; font: .82rem/1.45 ui-monospace, "Liberation Mono", monospace; }
        blockquote { padding: .3rem 0 .3rem 1rem; border-left: 3px solid var(--accent); }
        .byline { color: var(--soft); font-size: .86rem; margin: 0 0 .2rem; }
        .table { overflow-x: auto; margin: .5rem 0 1rem; }
        table { border-collapse: collapse; font-size: .82rem; line-height: 1.4; font-variant-numeric: tabular-nums; }
        th { text-align: left; font-weight: 600; color: var(--soft); vertical-align: bottom;
          border-bottom: 1.5px solid var(--soft); padding: .25rem .7rem .25rem 0; }
        td { vertical-align: top; padding: .28rem .7rem .28rem 0; border-bottom: 1px solid var(--rule);
          overflow-wrap: break-word; max-width: 26rem; }
        tbody tr:hover { background: var(--faint); }
        tr:target, p:target, li:target { background: var(--band); }
        .number { text-align: right; }
        td.whole { white-space: nowrap; }
        td.fine { word-break: break-all; min-width: 9rem; }
        td.fine code { font-size: 1em; }
        figure { margin: 1rem 0 1.4rem; }
        figcaption { color: var(--soft); font-size: .82rem; max-width: 58rem; }
        svg { display: block; width: 100%; max-width: 76rem; height: auto; }
        svg text { font: 11px system-ui, "Segoe UI", "Liberation Sans", sans-serif; fill: var(--ink); }
        svg .soft { fill: var(--soft); } svg .name { font-weight: 600; }
        svg .rule { stroke: var(--rule); } svg .axis { stroke: var(--soft); }
        svg .cut { fill: var(--faint); } svg .band { fill: var(--band); }
        svg .done { fill: var(--accent); } svg .refused { fill: var(--paper); stroke: var(--accent); stroke-width: 1.4; }
        svg .flag { stroke: var(--hot); } svg .flagged { fill: var(--hot); font-weight: 600;
          paint-order: stroke; stroke: var(--paper); stroke-width: 4px; }
        .tactics { display: grid; grid-template-columns: repeat(auto-fill, minmax(10.5rem, 1fr)); gap: .8rem; }
        .tactics h4 { margin: 0 0 .35rem; font-size: .82rem; }
        .tactics .none h4 { color: var(--soft); font-weight: 400; }
        .tactics ul { list-style: none; margin: 0; padding: 0; }
        .tactics li { margin: 0 0 .3rem; padding: .3rem .5rem; font-size: .76rem; line-height: 1.35;
          border-left: 3px solid var(--accent); background: var(--faint); break-inside: avoid; }
        .tactics .w2 { border-left-width: 6px; } .tactics .w3 { border-left-width: 10px; }
        .tactics i { color: var(--soft); white-space: nowrap; font-style: normal; }
        caption { text-align: left; color: var(--soft); font-size: .95em; padding: 0 0 .15rem; }
        @page { size: A4 landscape; margin: 14mm 14mm 16mm;
          @bottom-right { content: counter(page) " / " counter(pages); } }
        @media print {
          :root { color-scheme: light; }
          html { font-size: 10pt; background: none; }
          body { padding: 0; max-width: none; }
          .tlp { display: none; }
          section:first-of-type > h1 { margin-top: 0; }
          section.page { break-before: page; }
          h2 { margin-top: 1.4rem; }
          section.page > h2 { margin-top: 0; }
          p, ul, dl, pre, blockquote, figcaption { max-width: 200mm; }
          p, li { orphans: 3; widows: 3; }
          a { color: inherit; }
          .table { overflow: visible; }
          table { font-size: 7.4pt; width: 100%; }
          thead { display: table-header-group; }
          tr, li, figure, blockquote p { break-inside: avoid; }
          td { max-width: none; overflow-wrap: anywhere; padding-right: .45rem; }
          td.fine { min-width: 17mm; font-size: 6.4pt; }
          td.whole { white-space: normal; overflow-wrap: normal; min-width: 11mm; }
          caption { break-after: avoid; }
          tr:target, p:target, li:target { background: none; }
          nav { background: none; border: 1px solid var(--rule); }
          .tactics { grid-template-columns: repeat(6, 1fr); }
          .tactics .none { display: none; }
        }

        """
}
