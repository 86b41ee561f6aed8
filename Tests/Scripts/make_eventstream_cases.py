#!/usr/bin/env python3
"""Writes event streams and the frames that botocore's decoder reads to eventstream-cases.json.

Run where botocore is installed: python3 make_eventstream_cases.py (made with botocore 1.43). botocore has only
a decoder; the encoder is here. Every stream is checked: botocore must read what was encoded.
"""
import base64
import json
import os
import random
import struct
from binascii import crc32

from botocore.eventstream import EventStreamBuffer

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../AWSTests/Fixtures")
R = random.Random(20260914)
FIXED = {"int8": (2, "!b"), "int16": (3, "!h"), "int32": (4, "!i"), "int64": (5, "!q"), "timestamp": (8, "!q")}


def header(name, kind, value):
    out = bytes([len(name.encode())]) + name.encode()
    if kind == "bool":
        return out + (b"\0" if value else b"\1")
    if kind in FIXED:
        code, form = FIXED[kind]
        return out + bytes([code]) + struct.pack(form, value)
    if kind == "uuid":
        return out + b"\x09" + value
    raw = value.encode() if kind == "string" else value
    return out + (b"\x07" if kind == "string" else b"\x06") + struct.pack("!H", len(raw)) + raw


def frame(headers, payload=b""):
    return raw_frame(b"".join(header(*h) for h in headers), payload)


def raw_frame(headers, payload=b"", total=None, headers_length=None):
    """A frame with valid checksums, even if its lengths are invalid."""
    total = 16 + len(headers) + len(payload) if total is None else total
    prelude = struct.pack("!II", total, len(headers) if headers_length is None else headers_length)
    prelude += struct.pack("!I", crc32(prelude))
    body = prelude + headers + payload
    return body + struct.pack("!I", crc32(body))


def event(name, value):
    return ([(":event-type", "string", name), (":content-type", "string", "application/json"), (":message-type", "string", "event")],
            json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


def exception(name, message):
    return ([(":exception-type", "string", name), (":content-type", "string", "application/json"),
             (":message-type", "string", "exception")], json.dumps({"message": message}).encode())


def every_type():
    return ([("yes", "bool", True), ("no", "bool", False), ("i8", "int8", -128), ("i16", "int16", -32768), ("i32", "int32", 2**31 - 1),
             ("i64", "int64", -(2**63)), ("raw", "bytes", bytes(range(256))), ("text", "string", "grüße 日本 🙂"), ("when", "timestamp", 1700000000123),
             ("id", "uuid", bytes(range(16))), (":message-type", "string", "event")], b"after all types")


def random_message():
    headers = []
    for i in range(R.randrange(0, 6)):
        kind = R.choice(["bool", "int8", "int16", "int32", "int64", "bytes", "string", "timestamp", "uuid"])
        bits = {"int8": 7, "int16": 15, "int32": 31, "int64": 63, "timestamp": 63}.get(kind)
        value = (R.random() < 0.5 if kind == "bool" else R.randrange(-(2**bits), 2**bits) if bits else R.randbytes(16) if kind == "uuid"
                 else R.randbytes(R.randrange(0, 40)) if kind == "bytes" else "".join(R.choice("aé日🙂 :") for _ in range(R.randrange(0, 20))))
        headers.append((f"h{i}" + "x" * R.randrange(0, 9), kind, value))
    return headers, R.randbytes(R.choice([0, 1, 7, 8, 9, 100, 300]))


def answer():
    text = ["Die ", "Wale ", "schlafen", " 🐋", ".", ""]
    return ([event("messageStart", {"role": "assistant", "p": "abcd"})]
            + [event("contentBlockDelta", {"contentBlockIndex": 0, "delta": {"text": t}, "p": "abcdefghijk"[: R.randrange(11)]}) for t in text]
            + [event("contentBlockStop", {"contentBlockIndex": 0}), event("messageStop", {"stopReason": "end_turn"}),
               event("metadata", {"usage": {"inputTokens": 12, "outputTokens": 7, "totalTokens": 19}, "metrics": {"latencyMs": 345}})])


def text_of(kind, value):
    if kind in ("bytes", "uuid"):
        return base64.b64encode(value).decode()
    return value if kind == "string" else json.dumps(value)


def stream(name, messages):
    data = b"".join(frame(*m) for m in messages)
    buffer = EventStreamBuffer()
    buffer.add_data(data)
    decoded = list(buffer)
    assert len(decoded) == len(messages), name
    for (headers, payload), read in zip(messages, decoded):
        assert read.payload == payload, name
        assert read.headers == {h[0]: h[2] for h in headers}, name
        assert list(read.headers) == [h[0] for h in headers], name
    return {"name": name, "data": base64.b64encode(data).decode(), "messages": [
        {"headers": [[n, k, text_of(k, v)] for n, k, v in headers], "payload": base64.b64encode(payload).decode()}
        for headers, payload in messages]}


def refused(name, error, data):
    return {"name": name, "error": error, "data": base64.b64encode(data).decode()}


def main():
    error = ([(":message-type", "string", "error"), (":error-code", "string", "InternalError"), (":error-message", "string", "ünexpected")], b"")
    streams = [
        stream("an answer", answer()),
        stream("exception first", [exception("throttlingException", "Too many requests")]),
        stream("exception in the middle", answer()[:4] + [exception("modelStreamErrorException", "it broke")]),
        stream("error frame", [error]),
        stream("empty frames", [([], b""), ([], b""), ([], b"x")]),
        stream("every header type", [every_type()]),
        stream("long names and values", [([("n" * 255, "string", "v" * 32767), ("raw", "bytes", b"")], b"p" * 2000)]),
        stream("random", [random_message() for _ in range(40)]),
    ]
    bad_headers = {
        "type 10": b"\x01a\x0a", "type 255": b"\x01a\xff", "name beyond the end": b"\x05ab", "no type": b"\x01a", "int32 cut": b"\x01a\x04\0\0",
        "length cut": b"\x01a\x07\0", "string beyond the end": b"\x01a\x07\0\x05abc", "uuid cut": b"\x01a\x09" + bytes(15),
        "string no UTF-8": b"\x01a\x07\0\x02\xff\xfe", "name no UTF-8": b"\x02\xc3\x28\x00",
    }
    refusals = [refused(name, "badHeaders", raw_frame(raw)) for name, raw in bad_headers.items()]
    lengths = {
        "total 0": (0, 0), "total 15": (15, 0), "headers beyond total": (20, 5), "headers far beyond total": (16, 2**32 - 1),
        "everything 4 GiB": (2**32 - 1, 2**32 - 1), "total 4 GiB": (2**32 - 1, 0), "headers over 128 KiB": (2**20, 128 * 1024 + 1),
        "payload over 24 MiB": (24 * 2**20 + 17, 0),
    }
    refusals += [refused(name, "badLengths", raw_frame(b"", b"", total, headers)[:12]) for name, (total, headers) in lengths.items()]
    refusals += [refused("no event stream at all", "lengthsDamaged", b"<html><body>502 Bad Gateway</body></html>"),
                 refused("JSON in place of frames", "lengthsDamaged", b'{"message":"Too many requests"}')]
    with open(os.path.join(HERE, "eventstream-cases.json"), "w", encoding="utf-8") as file:
        json.dump({"streams": streams, "refusals": refusals}, file, indent=1)
        file.write("\n")


main()
