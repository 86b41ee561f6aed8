#!/usr/bin/env python3
"""Writes json.txt: texts, valid and nearly valid, and whether Python's JSON reader accepts them.

One line a text: 1 or 0, a tab, the text in hexadecimal. Seed fixed.
"""
import json
import pathlib
import random

random.seed(20261123)


def refuse(word):
    raise ValueError(word)


def judge(text):
    try:
        json.loads(text, parse_constant=refuse)
        return True
    except (ValueError, RecursionError):
        return False


def value(depth):
    kind = random.randrange(9 if depth < 5 else 6)
    if kind == 0:
        return random.choice([None, True, False])
    if kind == 1:
        return random.choice([0, -1, 12345678901234567890, 1.5, -2e-7, 1e300, 3.0])
    if kind < 6:
        alphabet = 'ab"\\/\n\t\x01 é漢🙂\u202e{}[]:,'
        return "".join(random.choice(alphabet) for _ in range(random.randrange(12)))
    if kind == 6:
        return {str(value(9)): value(depth + 1) for _ in range(random.randrange(4))}
    return [value(depth + 1) for _ in range(random.randrange(4))]


def damaged(text):
    text = list(text)
    for _ in range(random.randrange(1, 3)):
        place = random.randrange(len(text) + 1)
        how = random.randrange(3)
        if how == 0 and place < len(text):
            del text[place]
        elif how == 1:
            text.insert(place, random.choice('{}[],:"\\0123456789-+.eEtfnu \x02'))
        elif place < len(text):
            text[place] = random.choice('{}[],:"\\0a-\x1f')
    return "".join(text)


lines = []
hand = ["", " ", "[", "]", "[1,]", "{,}", '{"a"}', '{"a":}', '{"a":1,}', "01", "-", "-0", "1.", ".5", "1e", "1e+", "+1",
        "tru", "nulll", '"\\u12g4"', '"\\x"', '"\t"', "[1 2]", '"a" "b"', "NaN", "[}", "{]", '{"a":[}]', "\ufeff1", "1\x00",
        "[" * 900 + "]" * 900, "[" * 900 + "]" * 899]
for text in hand:
    lines.append((judge(text), text))
for _ in range(1500):
    text = json.dumps(value(0), ensure_ascii=random.random() < 0.5, indent=random.choice([None, None, 1]))
    lines.append((judge(text), text))
    text = damaged(text)
    lines.append((judge(text), text))
path = pathlib.Path(__file__).parents[1] / "CoreTests/Fixtures/json.txt"
path.write_text("".join(f"{int(ok)}\t{text.encode().hex()}\n" for ok, text in lines))
