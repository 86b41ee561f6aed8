#!/usr/bin/env python3
"""Measures `sva ask --listen` against transcribe_h2.py over HTTP/2 with TLS: how long after the service sent a word it is
on the terminal, and how steadily a file's sound arrives. Prints one row for each; the exit status is 1 above a limit.

usage: bench_listen.py SVA FOLDER-OF-CERTIFICATES
"""
import json, os, pty, re, select, struct, subprocess, sys, tempfile, time

sva, tls = map(os.path.abspath, sys.argv[1:3])
here = os.path.dirname(os.path.abspath(__file__))
seconds, rate = 6, 16000


def recording(path):
    sound = b"".join(struct.pack("<h", (i * 97) % 9001 - 4500) for i in range(seconds * rate))
    head = b"fmt " + struct.pack("<IHHIIHH", 16, 1, 1, rate, rate * 2, 2, 16) + b"data" + struct.pack("<I", len(sound))
    with open(path, "wb") as file:
        file.write(b"RIFF" + struct.pack("<I", 4 + len(head) + len(sound)) + b"WAVE" + head + sound)


server = subprocess.Popen(
    [sys.executable, f"{here}/transcribe_h2.py", f"{tls}/good.pem", f"{tls}/good.key", "fine", "--text",
     "one two three four five six seven eight nine ten"], stdout=subprocess.PIPE, text=True)
port = server.stdout.readline().split()[1]
with tempfile.TemporaryDirectory() as folder:
    recording(f"{folder}/question.wav")
    environment = {
        "HOME": folder, "PATH": "/usr/bin:/bin", "TERM": "xterm", "AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE",
        "AWS_SECRET_ACCESS_KEY": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_ENDPOINT_URL_TRANSCRIBE_STREAMING": f"https://127.0.0.1:{port}", "AWS_CA_BUNDLE": f"{tls}/ca.pem",
        # Nothing answers for the model: the run ends there.
        "AWS_ENDPOINT_URL_BEDROCK_RUNTIME": "http://127.0.0.1:9",
    }
    primary, secondary = pty.openpty()
    program = subprocess.Popen(
        [sva, "ask", "--no-search", "--no-save", "--max-attempts", "1", "--listen", f"{folder}/question.wav"],
        env=environment, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=secondary)
    os.close(secondary)
    seen, drawn = b"", {}
    while True:
        if select.select([primary], [], [], 0.02)[0]:
            try:
                more = os.read(primary, 65536)
            except OSError:
                break
            if not more:
                break
            seen += more
            for text in re.findall(rb"> ([a-z ]+)", seen):
                drawn.setdefault(text.decode().strip(), time.monotonic())
        elif program.poll() is not None:
            break
    program.wait()
report = json.loads(server.stdout.readline())
server.kill()

delays = sorted(drawn[text] - sent for sent, text in report["results"] if text in drawn)
start = report["arrivals"][0]
# The first messages were read before the connection was there and come at once; a quarter of a second later the pace is
# that of the clock.
drift = sorted(abs((time - start) - index * 0.1 - offset) for offset in [
    sorted(t - start - i * 0.1 for i, t in enumerate(report["arrivals"]))[len(report["arrivals"]) // 2]]
    for index, time in enumerate(report["arrivals"]) if time - start > 0.5)
status = 0


def row(name, value, limit):
    global status
    over = value > limit
    status = status or int(over)
    print(f"{name:<56}{value * 1000:.1f} ms (at most {limit * 1000:.0f})" + ("   above its limit" if over else ""))


if not delays or len(report["arrivals"]) < seconds * 10:
    print("listening: the run did not come to its end")
    sys.exit(1)
row("listening: a recognised word on the terminal (median)", delays[len(delays) // 2], 0.05)
row("listening: the pace of the sound (95th percentile)", drift[int(len(drift) * 0.95)], 0.02)
sys.exit(status)
