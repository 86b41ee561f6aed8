"""Makes process-arguments-cases.jsonl: credential_process values and the words botocore splits them into.

Each line is [text, [word, ...]], or [text, null] if botocore refuses the text.

Run: python3 make_process_arguments_cases.py   (needs botocore; the seed is fixed)
"""

import json
import pathlib
import random

from botocore.compat import compat_shell_split

COUNT = 5000
PIECES = [
    " ", " ", " ", "\t", "\n", "\r", "\v", "\u00a0", "'", "'", "'", '"', '"', '"', "\\", "\\", "\\\\", "\\'", '\\"', "\\ ",
    "\\\n", "''", '""', "#", "# x", "$HOME", "~", "|", ">", "&&", "*", ";", "`id`", "$(x)", "--profile", "/bin/tool", "a",
    "b c", "--x=y", "é", "e\u0301", "😀", "\x00", "C:\\dir\\x", "'it'\\''s'", '"a \\"b\\" \\c \\\\"', "=", "-",
]


def judge(text):
    try:
        return compat_shell_split(text, "linux")
    except ValueError:
        return None


def main():
    r = random.Random(20260714)
    with open(pathlib.Path(__file__).parents[1] / "AWSTests/Fixtures/process-arguments-cases.jsonl", "w") as out:
        refused = 0
        for _ in range(COUNT):
            text = "".join(r.choice(PIECES) for _ in range(r.randint(0, 9)))
            words = judge(text)
            refused += words is None
            out.write(json.dumps([text, words], ensure_ascii=False, separators=(",", ":")) + "\n")
    print(COUNT, "cases,", refused, "of them refused")


if __name__ == "__main__":
    main()
