#!/usr/bin/env python3
"""Stands in for Amazon Transcribe's streaming service over HTTP/2 with TLS on loopback, on PyPI's h2.

Checks the request's signature and that of every message, from the bytes on the wire, and answers partial results while
the sound arrives. Prints `PORT N`, then one JSON line for each stream that ended: its header fields, how many messages
came, the SHA-256 of the sound, when each message came and each result was sent (seconds), and how it ended.

usage: transcribe_h2.py CERTIFICATE KEY [MODE ...] [--secret SECRET] [--token TOKEN] [--text WORDS] [--after N]

MODE is what goes wrong with a stream, one after the other; the last one stays:
  fine             nothing
  exception        an exception, and the end of the stream, after N messages; the request is left open
  early            the end of the stream after N messages, without a word
  early-heard      the same, after a final result of the first words
  end-first        the service ends its side on the signed end message, before the client does
  no-error         the whole answer and END_STREAM, then RST_STREAM (NO_ERROR), after N messages
  reset            RST_STREAM (INTERNAL_ERROR) after N messages
  goaway           GOAWAY after N messages, and the connection is closed
  goaway-later     GOAWAY that lets the stream end in order, after N messages
  goaway-open      GOAWAY that leaves the stream out, after N messages; the connection stays
  close            the connection is closed after N messages, without a frame
  refuse-403, refuse-429, refuse-500
                   an error in place of the stream
  silent           200, and nothing more
  mute             no answer at all
  slow-window      the window is opened by one message each 100 ms
  http1            only HTTP/1.1 is offered
"""
import hashlib, hmac, json, socket, ssl, struct, sys, threading, time, zlib

import h2.config, h2.connection, h2.errors, h2.events


def arguments(words):
    names = {"secret": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "token": "", "text": "How many stories are there?",
             "after": "4"}
    rest = []
    words = iter(words)
    for word in words:
        if word.startswith("--"):
            names[word[2:]] = next(words)
        else:
            rest.append(word)
    return rest, names


REST, OPTIONS = arguments(sys.argv[1:])
CERTIFICATE, KEY = REST[:2]
MODES = REST[2:] or ["fine"]
AFTER = int(OPTIONS["after"])
lock = threading.Lock()
served = 0


def frame(headers, payload):
    head = b"".join(
        bytes([len(n)]) + n.encode() + b"\x07" + struct.pack(">H", len(v.encode())) + v.encode() for n, v in headers)
    prelude = struct.pack(">II", len(head) + len(payload) + 16, len(head))
    data = prelude + struct.pack(">I", zlib.crc32(prelude)) + head + payload
    return data + struct.pack(">I", zlib.crc32(data))


def event(text, partial, end):
    result = {"ResultId": "r1", "StartTime": 0.0, "EndTime": end, "IsPartial": partial,
              "Alternatives": [{"Transcript": text, "Items": [
                  {"Content": w, "Type": "pronunciation", "Confidence": 0.97} for w in text.split()]}],
              "ChannelId": "ch_0"}
    body = json.dumps({"Transcript": {"Results": [result]}}).encode()
    return frame([(":message-type", "event"), (":event-type", "TranscriptEvent"),
                  (":content-type", "application/json")], body)


def exception(name, message):
    return frame([(":message-type", "exception"), (":exception-type", name), (":content-type", "application/json")],
                 json.dumps({"Message": message}).encode())


def parse(data):
    """Headers and payload of a whole frame."""
    total, size, crc = struct.unpack(">III", data[:12])
    assert total == len(data) and zlib.crc32(data[:8]) == crc, "prelude"
    assert zlib.crc32(data[:-4]) == struct.unpack(">I", data[-4:])[0], "checksum"
    headers, i = [], 12
    while i < 12 + size:
        n = data[i]
        name = data[i + 1:i + 1 + n].decode()
        kind = data[i + 1 + n]
        i += 2 + n
        if kind == 8:
            headers.append((name, kind, data[i:i + 8]))
            i += 8
        else:
            m = struct.unpack(">H", data[i:i + 2])[0]
            headers.append((name, kind, data[i + 2:i + 2 + m]))
            i += 2 + m
    return headers, data[12 + size:-4]


def digest(data):
    return hashlib.sha256(data).hexdigest()


class Signatures:
    """The request's signature and the chain that begins with it."""

    def __init__(self, headers):
        fields = dict(headers)
        value = fields["authorization"]
        parts = dict(p.strip().split("=", 1) for p in value[len("AWS4-HMAC-SHA256 "):].split(","))
        self.scope = parts["Credential"].split("/", 1)[1]
        date = fields["x-amz-date"]
        names = parts["SignedHeaders"].split(";")
        known = {**fields, "host": fields[":authority"]}
        # AWS's client for Python hashes the empty body instead of sending the mark of a stream.
        payload = fields.get("x-amz-content-sha256", digest(b""))
        canonical = "\n".join([
            "POST", fields[":path"], "", *[f"{n}:{' '.join(known[n].split())}" for n in names], "", ";".join(names),
            payload])
        self.previous = self.sign(date, f"AWS4-HMAC-SHA256\n{date}\n{self.scope}\n{digest(canonical.encode())}")
        self.is_right = self.previous == parts["Signature"]
        if OPTIONS["token"] and fields.get("x-amz-security-token") != OPTIONS["token"]:
            self.is_right = False

    def sign(self, date, text):
        key = b"AWS4" + OPTIONS["secret"].encode()
        for part in self.scope.split("/"):
            key = hmac.new(key, part.encode(), hashlib.sha256).digest()
        return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()

    def open(self, headers, payload):
        """The message inside a signed one."""
        assert [(n, k) for n, k, _ in headers] == [(":date", 8), (":chunk-signature", 6)], "other headers"
        stamp = struct.unpack(">q", headers[0][2])[0] / 1000
        assert abs(stamp - time.time()) < 300, "signature expired"
        date = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime(stamp))
        header = b"\x05:date\x08" + headers[0][2]
        text = "\n".join(["AWS4-HMAC-SHA256-PAYLOAD", date, self.scope, self.previous, digest(header), digest(payload)])
        self.previous = self.sign(date, text)
        assert self.previous == headers[1][2].hex(), "signature"
        return payload


class Stream(threading.Thread):
    def __init__(self, raw, context):
        super().__init__(daemon=True)
        self.raw, self.context = raw, context

    def flush(self):
        self.sock.sendall(self.h2.data_to_send())

    def send(self, data, end=False):
        self.h2.send_data(self.id, data, end_stream=end)
        self.flush()

    def run(self):
        global served
        try:
            self.sock = self.context.wrap_socket(self.raw, server_side=True)
        except OSError:
            return
        with lock:
            mode = MODES[min(served, len(MODES) - 1)]
            served += 1
        if self.sock.selected_alpn_protocol() != "h2":
            return self.http1()
        self.mode, self.id, self.done = mode, None, False
        self.report = {"mode": mode, "headers": {}, "messages": 0, "arrivals": [], "results": [], "sizes": [],
                       "ended": False, "error": None, "sha256": ""}
        self.sound = hashlib.sha256()
        self.buffer = b""
        self.words = 0
        self.h2 = h2.connection.H2Connection(h2.config.H2Configuration(client_side=False, header_encoding="utf-8"))
        self.h2.initiate_connection()
        self.flush()
        try:
            while not self.done:
                data = self.sock.recv(65536)
                if not data:
                    self.report["error"] = self.report["error"] or "the client closed"
                    break
                for happening in self.h2.receive_data(data):
                    self.take(happening)
                self.flush()
        except (OSError, AssertionError, h2.exceptions.ProtocolError) as error:
            self.report["error"] = str(error) or type(error).__name__
        self.report["sha256"] = self.sound.hexdigest()
        with lock:
            print(json.dumps(self.report), flush=True)
        time.sleep(0.3 if self.mode != "goaway" else 0)
        try:
            self.sock.close()
        except OSError:
            pass

    def http1(self):
        self.sock.recv(65536)
        body = b'{"message":"HTTP/2 is needed"}'
        self.sock.sendall(b"HTTP/1.1 400 Bad Request\r\ncontent-type: application/json\r\ncontent-length: "
                          + str(len(body)).encode() + b"\r\nconnection: close\r\n\r\n" + body)
        time.sleep(0.3)
        self.sock.close()

    def take(self, happening):
        if isinstance(happening, h2.events.RequestReceived):
            self.id = happening.stream_id
            self.report["headers"] = dict(happening.headers)
            self.begin(happening.headers)
        elif isinstance(happening, h2.events.DataReceived):
            if self.mode == "slow-window":
                time.sleep(0.1)
            self.h2.acknowledge_received_data(happening.flow_controlled_length, happening.stream_id)
            self.flush()
            self.buffer += happening.data
            self.frames()
        elif isinstance(happening, h2.events.StreamEnded):
            self.report["closed"] = True
            if self.mode not in ("silent", "mute"):
                self.done = True
        elif isinstance(happening, (h2.events.StreamReset, h2.events.ConnectionTerminated)):
            self.report["error"] = self.report["error"] or "the client reset the stream"
            self.done = True

    def begin(self, headers):
        self.signatures = Signatures(headers)
        refusals = {
            "refuse-403": (403, "AccessDeniedException",
                           "User: arn:aws:iam::111122223333:user/ada is not authorized to perform: "
                           "transcribe:StartStreamTranscription on resource: * because no identity-based policy "
                           "allows the transcribe:StartStreamTranscription action"),
            "refuse-429": (429, "LimitExceededException", "You have reached your limit of concurrent streams."),
            "refuse-500": (500, "InternalFailureException", "A problem occurred. Try again."),
        }
        refusal = refusals.get(self.mode)
        if not self.signatures.is_right:
            refusal = (403, "InvalidSignatureException",
                       "The request signature we calculated does not match the signature you provided.")
        if refusal:
            status, name, message = refusal
            body = json.dumps({"Message": message}).encode()
            self.h2.send_headers(self.id, [(":status", str(status)), ("x-amzn-errortype", name),
                                           ("x-amzn-requestid", "example-request"), ("content-type", "application/json"),
                                           ("content-length", str(len(body)))])
            self.send(body, end=True)
            return
        if self.mode == "mute":
            return
        self.h2.send_headers(self.id, [(":status", "200"), ("content-type", "application/vnd.amazon.eventstream"),
                                       ("x-amzn-request-id", "example-request"),
                                       ("x-amzn-transcribe-session-id", "example-session")])
        self.flush()

    def frames(self):
        while len(self.buffer) >= 12 and not self.done:
            total = struct.unpack(">I", self.buffer[:4])[0]
            if len(self.buffer) < total:
                return
            outer, self.buffer = self.buffer[:total], self.buffer[total:]
            message = self.signatures.open(*parse(outer))
            if self.mode in ("mute", "silent"):
                continue
            if not message:
                return self.finish()
            headers, sound = parse(message)
            values = {n: v.decode() for n, _, v in headers}
            assert values == {":message-type": "event", ":event-type": "AudioEvent",
                              ":content-type": "application/octet-stream"}, values
            self.sound.update(sound)
            self.report["messages"] += 1
            self.report["arrivals"].append(time.monotonic())
            self.report["sizes"].append(len(sound))
            self.speak()

    def result(self, text, partial):
        self.report["results"].append([time.monotonic(), text])
        return event(text, partial, self.report["messages"] / 10)

    def speak(self):
        words = OPTIONS["text"].split()
        fails = ("exception", "early", "early-heard", "no-error", "reset", "goaway", "goaway-open", "close")
        if self.mode in fails and self.report["messages"] == AFTER:
            return self.fail()
        if self.mode == "goaway-later" and self.report["messages"] == AFTER:
            self.sock.sendall(struct.pack(">IBIII", 8 << 8 | 7, 0, 0, self.id, 0))
        heard = min(len(words), self.report["messages"] // 3)
        if heard > self.words and (self.mode not in fails or self.mode == "no-error"):
            self.words = heard
            self.send(self.result(" ".join(words[:heard]), True))

    def fail(self):
        if self.mode == "exception":
            self.send(exception("BadRequestException", "Your stream is too big. Reduce the frame size and try again."),
                      end=True)
        elif self.mode == "early":
            self.send(b"", end=True)
        elif self.mode == "early-heard":
            self.send(self.result(" ".join(OPTIONS["text"].split()[:2]), False), end=True)
        elif self.mode == "no-error":
            self.send(self.result(OPTIONS["text"], False), end=True)
            self.h2.reset_stream(self.id, h2.errors.ErrorCodes.NO_ERROR)
            self.done = True
        elif self.mode == "reset":
            self.h2.reset_stream(self.id, h2.errors.ErrorCodes.INTERNAL_ERROR)
            self.done = True
        elif self.mode == "goaway":
            self.h2.close_connection(h2.errors.ErrorCodes.INTERNAL_ERROR)
            self.done = True
        elif self.mode == "goaway-open":
            self.h2.close_connection(h2.errors.ErrorCodes.INTERNAL_ERROR, last_stream_id=0)
            self.flush()
            while self.sock.recv(65536):
                pass
            self.done = True
        elif self.mode == "close":
            self.sock.close()
            self.done = True
            return
        self.flush()

    def finish(self):
        self.report["ended"] = True
        if self.mode.startswith("early"):
            return
        if self.mode == "end-first":
            # The client's END_STREAM is not waited for: it may come with the end message or after it.
            self.send(self.result(OPTIONS["text"], False), end=True)
        else:
            time.sleep(0.02)
            self.send(self.result(OPTIONS["text"], False), end=True)


def main():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE, KEY)
    context.set_alpn_protocols(["http/1.1"] if MODES == ["http1"] else ["h2", "http/1.1"])
    listener = socket.create_server(("127.0.0.1", 0))
    print(f"PORT {listener.getsockname()[1]}", flush=True)
    while True:
        raw, _ = listener.accept()
        raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        Stream(raw, context).start()


main()
