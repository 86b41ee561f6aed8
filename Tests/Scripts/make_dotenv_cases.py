"""Makes dotenv-cases.jsonl and dotenv-corners.jsonl: `.env` files and python-dotenv 1.2's results.

Each line: {"text", "env", "entries": [[name, value or null, line], ...], "errors": [line, ...]}.
python-dotenv reads a real file as load_dotenv() does (universal newlines, override=False, so in expansions the
process environment has precedence over the file). Three things differ:
- white space and `#` right after `=` make an empty value (python-dotenv uses the comment as the value);
- a line number is that of the statement (python-dotenv includes the blank lines above it);
- a byte order mark is removed by the encoding (utf-8-sig).

Run: python3 make_dotenv_cases.py   (needs python-dotenv 1.2; the seed is fixed)
"""

import json
import logging
import os
import pathlib
import random
import re
import tempfile

import dotenv.main
import dotenv.parser

HERE = pathlib.Path(__file__).parents[1] / "CoreTests/Fixtures"
COUNT = 2400
logging.disable(logging.CRITICAL)

plain_parse_value = dotenv.parser.parse_value


def parse_value(reader):
    if reader.peek(1) == "#" and reader.string[reader.position.chars - 1] != "=":
        return ""
    return plain_parse_value(reader)


dotenv.parser.parse_value = parse_value


def judge(text, env):
    with tempfile.NamedTemporaryFile("wb", suffix=".env") as file:
        file.write(text.encode())
        file.flush()
        with open(file.name, encoding="utf-8-sig") as stream:
            bindings = list(dotenv.parser.parse_stream(stream))
    os.environ.clear()
    os.environ.update(env)
    entries, errors, raw = [], [], []
    for binding in bindings:
        above = re.match(r"\s*", binding.original.string).group().count("\n")
        line = binding.original.line + above
        if binding.error:
            errors.append(line)
        elif binding.key is not None:
            raw.append((binding.key, binding.value))
            value = dotenv.main.resolve_variables(raw, override=False)[binding.key]
            entries.append([binding.key, value, line])
    return {"text": text, "env": env, "entries": entries, "errors": errors}


NAMES = ["A", "B", "AWS_REGION", "DEBUG", "a.b", "X-Y", "é", "export", "exporter", "NAME", "1"]
SPACES = [" ", " ", "  ", "\t", "\v", "\f", "\u00a0", "\u2003", "\u3000", "\x1c", "\x85"]
PIECES = NAMES + SPACES + [
    "=", "=", "=", "#", "#", " #", "'", "'", '"', '"', "\\", "\\\\", "\\'", '\\"', "\\n", "\\t", "\\a\\b\\f\\r\\v",
    "\\x41", "\\u0041", "$", "${A}", "${B}", "${HOME}", "${EMPTY}", "${EMPTY:-d}", "${NONE}", "${NONE:-}",
    "${NONE:-a b}", "${NONE-x}", "${A:-${B}}", "${", "}", ":", ":-", "$A", "$$", "${A", "${}", "${:-z}", "\n",
    "\n", "\r\n", "\r", "\n\n", "export ", "export\t", "value", "v w", "[\"http://a:1\", \"b\"]", "ünï", "😀",
    "e\u0301", "\u2028", "\ufeff", "\x7f", ",", "{}", "`id`", "$(id)", "@", "0",
]
ENDS = ["\n", "\n", "\n", "\r\n", "\r", "", "\n\n", " # note\n", "# note\n", "\t#x\r\n", "  \n"]


def quoted(r):
    quote = r.choice("'\"")
    inner = "".join(r.choice(PIECES) for _ in range(r.randint(0, 4)))
    if r.random() < 0.7:
        inner = inner.replace(quote, "\\" + quote)
    return quote + inner + (quote if r.random() < 0.93 else "")


def value(r):
    kind = r.random()
    if kind < 0.15:
        return ""
    if kind < 0.5:
        return quoted(r)
    if kind < 0.6:
        return r.choice(["# note", " # note", "#fff", "a#b", "a #b", "a # b # c", "a\t#b", "#", " #", "a#"])
    return "".join(r.choice(PIECES) for _ in range(r.randint(1, 4)))


def statement(r):
    kind = r.random()
    if kind < 0.08:
        return "#" + "".join(r.choice(PIECES) for _ in range(3))
    if kind < 0.2:
        return "".join(r.choice(PIECES) for _ in range(r.randint(1, 6)))
    name = r.choice(NAMES)
    if r.random() < 0.1:
        name = "'" + name + r.choice(["'", "'", " x'", ""])
    text = r.choice(["", "", "", "", "export ", "export  ", " ", "\t"]) + name
    if r.random() < 0.06:
        return text
    return text + r.choice(["=", "=", "=", "=", " = ", "= ", " =", "=\t", "=\u00a0"]) + value(r)


def generated(r):
    text = "".join(statement(r) + r.choice(ENDS) for _ in range(r.randint(1, 5)))
    return ("\ufeff" if r.random() < 0.02 else "") + text


WORLD = {"HOME": "/home/u", "EMPTY": "", "B": "from environment", "é": "e"}

# Rules that are easily misread. A generated file on which the Swift reader and python-dotenv differ is added here, so
# that it stays when the seed changes (of 32,400 files with two seeds none differed).
CORNERS = [
    "X=     # Optional\nY=# not a comment\nZ= #\n",
    "X='a\\'\nY=b\n",
    'X="a\\"\nY="b\\"',
    "X='a\\\\'b'\nY=1\n",
    "X='a' b\nY=1\n",
    "X='a\nb' junk\nY=1\n",
    "X=\"a\n",
    "X='a'  # note\nY=\"b\"\t#c\n",
    "''=1\n'a b'=2\n'a\nb'=3\nY=4\n",
    "export\nexport=1\nexport X=2\nexport =3\nexport # c\n",
    "\n\n  =1\nA=2",
    "A\nB\nC=${A}${B}${D}\n",
    "A=1\nA=${A}2\nA=${A}3\n",
    "A=${X:-${Y}}\nB=${X:Y}\nC=${X:-a:b}\nD=${${HOME}\nE=${X\n}\nF='${X\n}'\n",
    "A\u00a0=\u00a01\u00a0\nB=2\u2003# c\nC=3\u200b# c\n",
    "A=1\rB=2\r\nC='x\r\ny\rz'\n",
    "A=1\u2028B=2\nC=1\x0cD=2\n",
    "A=a\\nb\nB='a\\nb'\nC=\"a\\nb\\\\n\\q\"\n",
    "\ufeffA=1\n",
    "A=\ufeff1\n\ufeffB=2\n",
    "",
    "#",
    "=",
    "\n \n\t",
]


def write(name, texts):
    with open(HERE / name, "w") as out:
        for text, env in texts:
            out.write(json.dumps(judge(text, env), ensure_ascii=True, separators=(",", ":")) + "\n")


def main():
    r = random.Random(20260712)
    cases = []
    while len(cases) < COUNT:
        cases.append((generated(r), {k: v for k, v in WORLD.items() if r.random() < 0.5}))
    write("dotenv-cases.jsonl", cases)
    write("dotenv-corners.jsonl", [(text, WORLD) for text in CORNERS])


if __name__ == "__main__":
    main()
