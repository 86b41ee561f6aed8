"""Writes Tests/CLITests/Fixtures/width.tsv (the widths of sample texts by python's wcwidth) and the ranges of
Sources/CLI/Terminal/DisplayWidth+Tables.swift. Needs: pip install wcwidth==0.7.0"""
import os, random
import wcwidth
from wcwidth import table_vs16

here = os.path.dirname(os.path.abspath(__file__))
target = os.path.join(here, "../../Sources/CLI/Terminal/DisplayWidth+Tables.swift")


def ranges(wanted):
    found, start = [], None
    for cp in range(0x300, 0x110001):
        inside = cp < 0x110000 and not 0xD800 <= cp <= 0xDFFF and wanted(cp)
        if inside and start is None:
            start = cp
        elif not inside and start is not None:
            found.append((start, cp - 1))
            start = None
    return found


def swift(name, doc, table):
    cells = ["0x%X...0x%X" % r for r in table]
    lines, line = [], "   "
    for cell in cells:
        if len(line) + len(cell) + 2 > 108:
            lines.append(line)
            line = "   "
        line += " " + cell + ","
    lines.append(line)
    return "  /// %s\n  static let %s: [ClosedRange<UInt32>] = [\n%s\n  ]\n" % (doc, name, "\n".join(lines))


vs16 = sorted(table_vs16.VS16_NARROW_TO_WIDE.items())[-1][1]
with open(target, "w") as f:
    f.write("// Written by Tests/Scripts/make_width.py from wcwidth %s; not edited by hand.\n\n" % wcwidth.__version__)
    f.write("extension DisplayWidth {\n")
    f.write(swift("zero", "Scalars of width 0.", ranges(lambda c: wcwidth.wcwidth(chr(c)) <= 0)))
    f.write("\n" + swift("wide", "Scalars of width 2.", ranges(lambda c: wcwidth.wcwidth(chr(c)) == 2)))
    f.write("\n" + swift("emojiByPresentation", "Scalars of width 1 that U+FE0F turns into emoji of width 2.",
                         [r for r in vs16 if r[0] >= 0x23]))
    f.write("}\n")

# Conjuncts of Indic scripts are left out, because terminals and versions of wcwidth differ.
samples = ["", "abc", "naïve", "e\u0301a\u0300", "日本語", "한국어", "ＡＢＣ", "a日b", "👍", "👍🏽", "👩‍👩‍👧", "🇩🇪", "❤️", "❤",
           "1️⃣", "☎️", "\u200b", "a\u200bb", "ﾊﾝｶｸ", "عربي", "עברית", "ไทย", "नमक", "½…—“”", "🏳️‍🌈", "x\u0336y\u0336",
           "한글", "\u1112\u1161\u11ab", "〜", "①", "Ω≈ç√", "𝒳", "𠮷", "🫠", "★☆", "─│┌", "🇩", "é́"]
random.seed(20260901)
pools = [range(0x20, 0x7F), range(0xA1, 0x250), range(0x370, 0x500), range(0x3040, 0x30FF), range(0x4E00, 0x9FFF),
         range(0xAC00, 0xD7A3), range(0xFF01, 0xFFE6), range(0x2500, 0x2700), range(0x1F300, 0x1F5FF)]
while len(samples) < 400:
    pool = random.choice(pools)
    text = "".join(chr(random.choice(pool)) for _ in range(random.randint(1, 12)))
    if wcwidth.wcswidth(text) >= 0 and "\u00ad" not in text:
        samples.append(text)
with open(os.path.join(here, "../CLITests/Fixtures/width.tsv"), "w") as f:
    for s in samples:
        f.write("%d\t%s\n" % (wcwidth.wcswidth(s), s))
