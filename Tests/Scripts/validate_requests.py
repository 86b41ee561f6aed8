#!/usr/bin/env python3
"""Validates converse-requests.json and converse-offers.json with botocore's service model: every member is known, every
constraint is met, and botocore would send the same body. With `-`, validates the output of `sva ask --dry-run` on
standard input. Exits with 0 and a message if botocore is not installed."""
import base64, json, pathlib, sys

try:
    import botocore.session
    from botocore.serialize import create_serializer
    from botocore.validate import ParamValidator
except ImportError:
    print("skipped: botocore is not installed")
    sys.exit(0)

here = pathlib.Path(__file__).parents[1] / "AWSTests/Fixtures"
model = botocore.session.get_session().get_service_model("bedrock-runtime")


def with_blobs(value):
    """botocore takes blobs as bytes and writes base64; the bodies contain base64 already."""
    if isinstance(value, dict):
        return {k: base64.b64decode(v) if k in ("redactedContent", "bytes") else with_blobs(v) for k, v in value.items()}
    if isinstance(value, list):
        return [with_blobs(v) for v in value]
    return value


def check(name, body):
    for operation in ("Converse", "ConverseStream"):
        shape = model.operation_model(operation).input_shape
        unknown = set(body) - set(shape.members)
        params = with_blobs(body) | {"modelId": "us.anthropic.claude-sonnet-4-5-20250929-v1:0"}
        report = ParamValidator().validate(params, shape)
        problems = ([f"unknown {sorted(unknown)}"] if unknown else []) + ([report.generate_report()] if report.has_errors() else [])
        if not problems:
            sent = create_serializer("rest-json").serialize_to_request(params, model.operation_model(operation))
            if json.loads(sent["body"]) != body:
                problems.append(f"botocore sends {sent['body']!r}")
        if problems:
            return [f"{name} {operation}: {p}" for p in problems]
    return []


if sys.argv[1:] == ["-"]:
    cases = {"dry run": json.load(sys.stdin)["body"]}
else:
    cases = {}
    for name in ("converse-requests.json", "converse-offers.json"):
        cases |= json.loads((here / name).read_text())
failures = [line for name, body in cases.items() for line in check(name, body)]
print("\n".join(failures) or f"{len(cases)} requests are what botocore {botocore.__version__} would send")
sys.exit(1 if failures else 0)
