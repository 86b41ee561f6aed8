#!/usr/bin/env python3
"""Counts the instructions that a run of sva executes in code of voice, with Valgrind's callgrind: next to none, if a run
without voice pays nothing for it. The binary is one that strip.sh has stripped; its symbols are in BINARY.debug beside it.
Prints a row for each run: how many of a million instructions they are, and with a limit that is exceeded the functions.
The exit status is 1 then.

usage: bench_touched.py BINARY LABEL LIMIT WORD… [-- LABEL LIMIT WORD…]…
"""
import bisect, os, re, shutil, subprocess, sys, tempfile

binary = os.path.abspath(sys.argv[1])
# Types and functions by the files that hold them: the parts of the program that only voice uses.
NAMES = [
    "Speaker", "SpokenText", "SpokenLine", "SpokenInline", "SentenceCutter", "SentenceEnd", "SpeechScript", "SpeechPlan",
    "SpeechCandidates", "SpeechReport", "SpeechSound", "SpeechVoice", "SpeechEngine", "SpeechFormat", "Mailbox",
    "Listener", "PacedSound", "SoundFeed", "SoundQueue", "SoundReader", "SoundMagic", "SoundFormat", "SoundJoiner",
    "SoundProblem", "OggJoiner", "OggPage", "OggReader", "WAVReader", "WAVHeader", "FLACHeader", "PCMConverter",
    "OpusPacket", "VoiceTable", "VoiceLanguage", "VoiceRegions", "Polly", "PollyVoice", "TranscribeClient", "Transcript",
    "TranscriptReader", "TranscriptAssembly", "TranscriptionRun", "TranscriptionParameters", "EventStreamEncoder",
    "EventStreamSigner", "CurlUpload", "AskVoice",
]
# A nominal type in a mangled name: its length, its name, and V, C or O; or an extension of it.
voice = re.compile("(?:" + "|".join(f"(?<![0-9]){len(name)}{name}(?=[VCO])" for name in NAMES) + ")")


def symbols():
    """The functions of the program: starts, ends, names, in order."""
    lines = subprocess.run(["nm", "-S", "-n", "--defined-only", binary + ".debug"], check=True, capture_output=True,
                           text=True).stdout.splitlines()
    rows = [line.split(" ", 3) for line in lines]
    return [(int(r[0], 16), int(r[0], 16) + int(r[1], 16), r[3]) for r in rows if len(r) == 4 and r[2] in "tTwW"]


def executed(words, folder):
    """How often each instruction of the program was executed, by its address."""
    copy, profile = f"{folder}/sva", f"{folder}/profile"
    # Valgrind cannot read the debug information of a Swift program, and would be slow with it.
    if not os.path.exists(copy):
        shutil.copy(binary, copy)
        subprocess.run(["objcopy", "--strip-all", "--remove-section", ".gnu_debuglink", copy], check=True)
    subprocess.run(
        ["valgrind", "--tool=callgrind", "--dump-instr=yes", "--compress-pos=no", f"--callgrind-out-file={profile}", copy,
         *words], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    counts, objects, is_ours, is_call = {}, {}, False, False
    for line in open(profile):
        if line.startswith(("ob=", "cob=")):
            kind, _, name = line.strip().partition("=")
            number, _, path = name.partition(" ")
            objects[number] = path or objects[number]
            is_ours = objects[number] == copy if kind == "ob" else is_ours
        elif line.startswith("calls="):
            is_call = True
        elif is_ours and line.startswith("0x"):
            if not is_call:
                address, _, count = line.split()
                counts[int(address, 16)] = counts.get(int(address, 16), 0) + int(count)
            is_call = False
        elif line.startswith("0x"):
            is_call = False
    return counts


def main():
    runs, table = [], symbols()
    starts = [row[0] for row in table]
    for word in ["--", *sys.argv[2:]]:
        if word == "--":
            runs.append([])
        else:
            runs[-1].append(word)
    status = 0
    with tempfile.TemporaryDirectory() as folder:
        for label, limit, *words in runs:
            touched, known = {}, 0
            for address, count in executed(words, folder).items():
                index = bisect.bisect_right(starts, address) - 1
                if index < 0 or address >= table[index][1]:
                    continue
                known += count
                if voice.search(table[index][2]):
                    touched[table[index][2]] = touched.get(table[index][2], 0) + count
            if known < 1000:
                print(f"{label:<60}no function of the program was recognised")
                status = 1
                continue
            share = sum(touched.values()) * 1e6 / known
            is_over = share > float(limit)
            print(f"{label:<56}{share:.0f} of 1,000,000 instructions (at most {limit})"
                  + ("   above its limit" if is_over else ""))
            for name in sorted(touched, key=touched.get, reverse=True)[:20] if is_over else []:
                print(f"  {touched[name]:9}  {name}")
            status = status or int(is_over)
    sys.exit(status)


main()
