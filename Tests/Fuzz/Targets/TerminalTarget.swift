#if DEBUG || FUZZING
  @testable import CLI

  extension FuzzTarget {
    static let terminal = FuzzTarget(
      "terminal",
      texts: [
        "plain text\tand\nmore\r\nlines", "\u{1B}[31mred\u{1B}]0;t\u{7}\u{9B}2J", "\u{202E}rtl\u{2066}x\u{2069}",
        "漢字かな 👩‍👩‍👧‍👧 🇩🇪 e\u{301} ❤\u{FE0F}",
        "a\u{0}b\u{7F}c\u{85}\u{2028}d", "देवनागरी க்ஷ ﷽",
      ],
      words: [
        "\u{1B}", "\u{1B}[", "\u{9B}", "\r", "\r\n", "\u{202E}", "\u{2069}", "\u{200D}", "\u{FE0F}", "\u{20E3}",
        "\u{1F1E9}", "\u{301}", "漢", "👩", "\u{93E}", "\u{1F3FD}", "\u{AD}", "\u{115F}",
      ]
    ) { bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      let clean = Sanitizer.clean(text)
      try must(Visible.isSafe(clean, allowing: ["\n", "\t"]), "clean text holds no control character and no override")
      try must(Sanitizer.clean(clean) == clean, "clean text stays")
      let visible = Sanitizer.visible(text, limit: 40)
      try must(
        Visible.isSafe(visible) && visible.unicodeScalars.count <= 40 * 16 * 9 + 1, "shown text is short and safe")
      let line = Sanitizer.line(text)
      try must(Visible.isSafe(line) && !line.contains(where: \.isNewline), "a line is one line")
      let styled = (StyledText(text, .red) + StyledText(line)).render(colours: false, cleans: true)
      try must(Visible.isSafe(styled, allowing: ["\n", "\t"]), "rendered text is clean")

      let width = DisplayWidth.of(line)
      try must(width >= 0 && width <= 2 * line.unicodeScalars.count, "a width is not absurd")
      for columns in [0, 1, 2, 7, 40] {
        let fitted = DisplayWidth.fit(line, columns)
        try must(DisplayWidth.of(fitted) <= columns, "what is cut fits: \(DisplayWidth.of(fitted)) in \(columns)")
      }
      let cells = line.split(separator: " ").map(String.init)
      var table = Table([
        Table.Column("A", isFlexible: true), Table.Column("N", isNumber: true), Table.Column("漢", isFlexible: true),
      ])
      for start in stride(from: 0, to: min(cells.count, 60), by: 3) {
        table.add(Array(cells[start..<min(start + 3, cells.count)]))
      }
      for row in table.fitted(to: 40).plain.split(separator: "\n") {
        try must(DisplayWidth.of(row) <= 40, "a row fits: \(DisplayWidth.of(row))")
      }
      return [clean == text ? 0 : 1, width - line.count, cells.count, line.unicodeScalars.count - line.count]
    }
  }
#endif
