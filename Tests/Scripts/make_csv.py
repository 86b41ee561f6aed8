#!/usr/bin/env python3
"""Writes csv.txt: rows of unusual fields and the line that Python's csv writer makes of them (RFC 4180, quotes where needed).

One line a row: the fields in hexadecimal with commas between them, a tab, the line in hexadecimal. Seed fixed.
"""
import csv
import io
import pathlib
import random

random.seed(5)
pieces = ["a", "é", "漢字", "🙂", '"', '""', ",", "\n", "\r", "\r\n", "\t", " ", "'", ";", "=1+1", "\x1b[31m", "\u202e", "\\", "-", "@"]
lines = []
for _ in range(600):
    row = ["".join(random.choice(pieces) for _ in range(random.randrange(7))) for _ in range(random.randrange(2, 6))]
    out = io.StringIO(newline="")
    csv.writer(out).writerow(row)
    assert next(csv.reader(io.StringIO(out.getvalue(), newline=""))) == row
    lines.append(",".join(field.encode().hex() for field in row) + "\t" + out.getvalue().encode().hex() + "\n")
(pathlib.Path(__file__).parents[1] / "CLITests/Fixtures/csv.txt").write_text("".join(lines))
