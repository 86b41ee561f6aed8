#!/usr/bin/env python3
"""Reads the recorded Converse and ConverseStream exchanges in FOLDER with botocore's own parsers and prints, one JSON
object a line, what each answer says by them: the expected values of RecordingTests."""
import base64, json, pathlib, sys

try:
    import botocore.session
    from botocore.eventstream import EventStream, EventStreamError
    from botocore.parsers import EventStreamJSONParser, create_parser
except ImportError:
    print("skipped: botocore is not installed")
    sys.exit(0)

service = botocore.session.get_session().get_service_model("bedrock-runtime")


class Raw:
    """A body that arrives in one piece, in the form that botocore's event stream reads."""

    def __init__(self, body):
        self.body = body

    def stream(self):
        yield self.body

    def close(self):
        pass


def error(code, message):
    return {"error": {"code": code or None, "message": message}}


def whole(recording, operation, body):
    response = {"status_code": recording["status"], "headers": recording["headers"], "body": body}
    return create_parser("rest-json").parse(response, operation.output_shape)


def cite(citation):
    quotes = [content["text"] for content in citation.get("sourceContent", []) if "text" in content]
    return {"title": citation.get("title"), "source": citation.get("source"), "quotes": quotes}


def judged(message, stop_reason, usage):
    text, calls, answered, reasoning, citations = "", [], set(), [], []
    for block in message:
        if "toolResult" in block:
            answered.add(block["toolResult"]["toolUseId"])
    for block in message:
        if "text" in block:
            text += block["text"]
        cited = block.get("citationsContent", {})
        for part in cited.get("content", []):
            text += part.get("text", "")
        citations += [cite(c) for c in cited.get("citations", []) + block.get("citations", [])]
        if "reasoningText" in block.get("reasoningContent", {}):
            thought = block["reasoningContent"]["reasoningText"]
            reasoning.append({"text": thought.get("text", ""), "signature": thought.get("signature")})
        use = block.get("toolUse")
        if use and use.get("type") != "server_tool_use" and use["toolUseId"] not in answered:
            calls.append({"id": use["toolUseId"], "name": use["name"], "input": use["input"]})
    names = {"input": "inputTokens", "output": "outputTokens", "cache_read": "cacheReadInputTokens",
             "cache_write": "cacheWriteInputTokens"}
    figures = {ours: usage.get(theirs, 0) for ours, theirs in names.items()} if usage else None
    return {"text": text, "calls": calls, "reasoning": reasoning, "citations": citations, "stop_reason": stop_reason,
            "usage": figures}


def streamed(recording, operation, body):
    output = operation.output_shape
    member = output.event_stream_name
    events = EventStream(Raw(body), output.members[member], EventStreamJSONParser(), operation.name)
    blocks, stop_reason, usage = {}, None, None
    try:
        for event in events:
            kind, value = next(iter(event.items()))
            if kind == "contentBlockStart":
                blocks[value["contentBlockIndex"]] = {k: dict(v) for k, v in value["start"].items()}
                if "toolUse" in value["start"]:
                    blocks[value["contentBlockIndex"]]["toolUse"]["input"] = ""
            elif kind == "contentBlockDelta":
                block = blocks.setdefault(value["contentBlockIndex"], {})
                delta = value["delta"]
                if "text" in delta:
                    block["text"] = block.get("text", "") + delta["text"]
                elif "toolUse" in delta and "toolUse" in block:
                    block["toolUse"]["input"] += delta["toolUse"].get("input", "")
                elif "citation" in delta:
                    block.setdefault("citations", []).append(delta["citation"])
                elif "reasoningContent" in delta and "redactedContent" not in delta["reasoningContent"]:
                    thought = block.setdefault("reasoningContent", {"reasoningText": {}})["reasoningText"]
                    for part, more in delta["reasoningContent"].items():
                        thought[part] = thought.get(part, "") + more
            elif kind == "messageStop":
                stop_reason = value["stopReason"]
            elif kind == "metadata":
                usage = value["usage"]
    except EventStreamError as failure:
        return error(failure.response["Error"]["Code"], failure.response["Error"]["Message"])
    for block in blocks.values():
        if "toolUse" in block:
            text = block["toolUse"]["input"]
            try:
                block["toolUse"]["input"] = json.loads(text) if text.strip() else {}
            except ValueError:  # cut at the token limit
                block["toolUse"]["input"] = text
    return judged([b for _, b in sorted(blocks.items()) if b], stop_reason, usage)


def judge(recording):
    operation = service.operation_model(recording["operation"])
    encoded = recording.get("body_base64")
    body = base64.b64decode(encoded) if encoded is not None else recording["body"].encode()
    if recording["status"] >= 300:
        parsed = whole(recording, operation, body)["Error"]
        code = parsed.get("Code")
        # Without a code botocore gives the status in its place.
        return error(None if code == str(recording["status"]) else code, parsed.get("Message"))
    if recording["operation"] == "ConverseStream":
        return streamed(recording, operation, body)
    answer = whole(recording, operation, body)
    return judged(answer["output"]["message"]["content"], answer["stopReason"], answer.get("usage"))


for path in sorted(pathlib.Path(sys.argv[1]).glob("*.jsonl")):
    for line in path.read_text(encoding="utf-8").splitlines():
        recording = json.loads(line)
        if recording["operation"] not in ("Converse", "ConverseStream"):
            continue
        print(json.dumps({"id": recording["id"], **judge(recording)}))
