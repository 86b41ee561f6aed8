"""Writes the functions that runs of a program executed, in the order in which the linker is to place them.

usage: symbol_order.py PROGRAM SYMBOLS OUT callgrind.out...

PROGRAM is the name of the program in the files of callgrind (--dump-instr=yes), SYMBOLS a file with its symbols at the
same addresses. Functions that more of the runs executed come first; those of the same runs are neighbours. So the pages
that a run maps hold little else.
"""
import bisect
import collections
import re
import subprocess
import sys


def symbols(path):
    """Address, size and name of each function. Functions that the linker has united share their address."""
    listed = subprocess.run(["nm", "-n", "-S", path], capture_output=True, text=True, check=True).stdout
    rows = (line.split() for line in listed.splitlines())
    return [(int(r[0], 16), int(r[1], 16), r[3]) for r in rows if len(r) == 4 and r[2] in "tTwWV"]


def executed(path, program):
    """The addresses of the program's instructions in a file of callgrind."""
    names, current, address, is_call = {}, None, 0, False
    for line in open(path):
        if named := re.match(r"(c?)ob=\((\d+)\)(?: (.*))?", line):
            if named[3]:
                names[named[2]] = named[3].strip()
            if not named[1]:
                current = names[named[2]]
        elif line.startswith("calls="):
            is_call = True
        elif line[0] in "0123456789+-*":
            word = line.split()[0]
            if word[0] in "+-":
                address += int(word[0] + "1") * int(word[1:], 0)
            elif word != "*":
                address = int(word, 0)
            # The line after "calls=" is the cost of what was called.
            if not is_call and current and current.rsplit("/", 1)[-1] == program:
                yield address
            is_call = False


def main():
    program, table, out, *runs = sys.argv[1:]
    functions = symbols(table)
    starts = [start for start, _, _ in functions]
    seen = collections.defaultdict(set)
    for number, run in enumerate(runs):
        for address in executed(run, program):
            index = bisect.bisect_right(starts, address) - 1
            if index >= 0 and address < starts[index] + max(functions[index][1], 1):
                seen[starts[index]].add(number)
    names = collections.defaultdict(list)
    for start, _, name in functions:
        names[start].append(name)
    # One of the names of united functions is enough.
    order = sorted(seen, key=lambda start: (-len(seen[start]), sorted(seen[start]), start))
    with open(out, "w") as file:
        file.writelines(min(names[start], key=lambda name: (len(name), name)) + "\n" for start in order)
    print(f"{len(order)} functions in {out}")


main()
