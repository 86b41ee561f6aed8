"""Makes ini-cases.jsonl: AWS shared files and the results of botocore's raw_config_parse.

Each line is [text, result]. The text is {"hex": ...} if it is not valid UTF-8. The result is
- [[section, [[key, value], ...]], ...] with keys in botocore's order; a nested block is {key: value};
- or {"error": class of the underlying error, "line": number or null}.

Run with PYTHONUTF8=1: python3 make_ini_cases.py   (needs botocore; the seed is fixed)
"""

import configparser
import json
import pathlib
import random
import tempfile

import botocore.configloader
import botocore.exceptions

HERE = pathlib.Path(__file__).parents[1] / "CoreTests/Fixtures"
COUNT = 5000


def judge(data):
    with tempfile.NamedTemporaryFile("wb") as file:
        file.write(data)
        file.flush()
        try:
            parsed = botocore.configloader.raw_config_parse(file.name)
        except botocore.exceptions.ConfigParseError as failure:
            error = failure.kwargs["error"]
            line = getattr(error, "lineno", None)
            if type(error) is configparser.ParsingError:
                line = error.errors[0][0]
            return {"error": type(error).__name__, "line": line}
    return [[section, list(map(list, values.items()))] for section, values in parsed.items()]


SECTIONS = [
    "default", "profile a", "profile b", "a", "b", " default ", 'profile "x y"', "DEFAULT", "DEFAULT", "sso-session s",
    "services t", "é", "]", "a]b", "", " ",
]
KEYS = [
    "region", "Region", "aws_access_key_id", "aws_secret_access_key", "s3", "k1", "k2", "k3", "a key", "É", "x",
    "output", "[k", "endpoint_url", "duration_seconds", "role_arn",
]
VALUES = [
    "", "", "us-east-1", "a = b", "a:b", "1 # note", "1 ; note", "%(x)s", "'q'", '"q"', "arn:aws:iam::1:role/x",
    "[v]", "\u00a0x\u00a0", "ü", "a\x0cb", "a\x85b", "\u2028", "=", ":", "a\\", "\ufeff", "e\u0301",
]
SEPARATORS = ["=", "=", "=", " = ", " = ", ":", " : ", "\t=\t", " =", "= ", "\u00a0=\u00a0", "==", ":="]
INDENTS = ["", "", "", "", " ", "  ", "\t", "    ", "\u00a0", "\x0c"]
ENDS = ["\n", "\n", "\n", "\n", "\n", "\r\n", "\r", " \n", "\t\n"]


def assignment(r, keys):
    key = r.choice(keys)
    if r.random() < 0.6 and key in keys and len(keys) > 1:
        keys.remove(key)
    return key + r.choice(SEPARATORS) + r.choice(VALUES)


def line(r, keys, names, wild):
    kind = r.random()
    if kind < 0.1:
        return r.choice(["", "", " ", "\t", "    ", "\u3000"])
    if kind < 0.18:
        return r.choice(INDENTS) + r.choice("#;") + r.choice(["", " note", "[x]", "a=b"])
    if kind < 0.36:
        inner = r.choice(["k = v", "k=v", "a = b = c", "K = v", "= v", "k ="] + (["flag", "a: b", "[x]"] if wild else []))
        return r.choice(["  ", "    ", "\t", " ", "\u00a0 "]) + inner + r.choice(["", "", "", "\x0cq = 2", "\x1cz=1"])
    if kind < 0.52:
        name = r.choice(names)
        if not wild and len(names) > 1:
            names.remove(name)
            while name in names:
                names.remove(name)
        keys[:] = KEYS
        return r.choice(INDENTS[:6]) + "[" + name + "]" + r.choice(["", "", "", " # note", " ]", "x"])
    if wild and kind < 0.55:
        return r.choice(["garbage", "= v", ": v", "[", "[]", "[x", "]", "=", ":", "\x00", "\x00=1", "ÿ"])
    return r.choice(INDENTS if wild else INDENTS[:5] + [""] * 8) + assignment(r, keys)


def generated(r):
    wild = r.random() < 0.35
    keys, names = list(KEYS), [s for s in SECTIONS if wild or s.strip("] ")]
    text = "" if r.random() < 0.04 else "[" + r.choice(["default", "profile p", "p", "DEFAULT"]) + "]\n"
    for _ in range(r.randint(1, 7)):
        if r.random() < 0.1 and keys:
            key = keys.pop(r.randrange(len(keys)))
            text += key + r.choice([" =", "=", ":"]) + r.choice(ENDS)
            for _ in range(r.randint(1, 3)):
                text += r.choice(["  ", "\t"]) + r.choice(["k = v", "K=v", "", "# note", "k = w", "a = b:c"]) + "\n"
        text += line(r, keys, names, wild) + r.choice(ENDS)
    if r.random() < 0.2:
        text = text.rstrip("\r\n")
    data = text.encode()
    if r.random() < 0.01:
        data = b"\xef\xbb\xbf" + data
    if r.random() < 0.02:
        at = r.randint(0, len(data))
        data = data[:at] + r.choice([b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xc0\xaf", b"\xf5\x80\x80\x80"]) + data[at:]
    return data


def main():
    r = random.Random(20260713)
    with open(HERE / "ini-cases.jsonl", "w") as out:
        errors = 0
        for _ in range(COUNT):
            data = generated(r)
            try:
                text = data.decode()
            except UnicodeDecodeError:
                text = {"hex": data.hex()}
            result = judge(data)
            errors += isinstance(result, dict)
            out.write(json.dumps([text, result], ensure_ascii=False, separators=(",", ":")) + "\n")
    print(COUNT, "cases,", errors, "of them errors")


if __name__ == "__main__":
    main()
