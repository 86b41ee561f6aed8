#!/usr/bin/env python3
"""Signs random requests with botocore and writes the results to sigv4-cases.json.

Run where botocore is installed: python3 make_sigv4_cases.py (made with botocore 1.43). The seed is fixed; the same
botocore gives the same file. With the path of the published suite as argument it also pins a dozen of its cases.
"""
import datetime
import json
import os
import random
import sys
from unittest import mock
from urllib.parse import quote

import botocore.auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../AWSTests/Fixtures")
R = random.Random(20260914)

MODELS = [
    "anthropic.claude-sonnet-4-5-20250929-v1:0",
    "us.anthropic.claude-sonnet-4-5-20250929-v1:0",
    "global.anthropic.claude-opus-4-5-20251101-v1:0",
    "amazon.nova-pro-v1:0:300k",
    "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-sonnet-4-5-20250929-v1:0",
    "arn:aws-us-gov:bedrock:us-gov-west-1::foundation-model/anthropic.claude-3-haiku-20240307-v1:0",
    "arn:aws:bedrock:eu-central-1:123456789012:application-inference-profile/a1b2c3d4e5f6",
    "models/with spaces/and ünïcode~!*'()",
]
TEXT = ["a", "A", "aa", "a-b", "a.b", "a_b", "a~b", "x y", "ü", "日本語", "🙂", "a+b", "a/b", "a=b", "a&b", "%", "%20",
        ":", ";", ",", "@", "$", "'", "(", ")", "*", "!", "#", "?", "[", "]", "{", "}", "|", "\\", "\"", "<", ">", "^", "`", "0"]
RAW = ["a+b", "a/b", "a:b", "b;c", "c,d", "@", "$", "'", "(x)", "*", "!", "?", "%c3%bc", "%C3%BC", "=", "==", "", "a=b=c"]


def word():
    return "".join(R.choice(TEXT) for _ in range(R.randint(1, 3)))


def path():
    kind = R.randrange(5)
    if kind == 0:
        return "/"
    if kind == 1:
        return "/model/" + quote(R.choice(MODELS), safe="") + R.choice(["/converse", "/converse-stream", "/invoke"])
    if kind == 2:  # the colon left bare, as some clients send it
        return "/model/" + quote(R.choice(MODELS), safe=":") + "/converse"
    if kind == 3:
        parts = [R.choice(["", ".", "..", "...", "a", "b.c", "..d", quote(word(), safe="")]) for _ in range(R.randint(1, 7))]
        return "/" + "/".join(parts)
    return "/" + "/".join(quote(word(), safe=R.choice(["", "!*'()", ":@"])) for _ in range(R.randint(1, 4)))


def query():
    kind = R.randrange(4)
    if kind == 0:
        return None
    pairs = []
    for _ in range(R.randint(1, 6)):
        if kind == 1:
            pairs.append(quote(word(), safe="-_.~") + "=" + quote(word(), safe="-_.~"))
        elif kind == 2:  # names of which one begins another
            pairs.append(R.choice(["a", "a-b", "aa", "A", "a.b", "a0"]) + R.choice(["", "=", "=1", "=2", "=10"]))
        else:
            pairs.append(R.choice(RAW) + R.choice(["", "=", "="]) + R.choice(RAW))
    return "&".join(pairs)


def header_value():
    return R.choice(["application/json", "  padded  ", "inner    run", "\"quoted   run\"", "tab\there", "", "ü é 日本", "a,b , c",
                     "value; q=0.5", "%41", word()])


def headers():
    names = ["Content-Type", "Accept", "X-Amzn-Bedrock-Trace", "My-Header", "my-header", "MY-HEADER", "X-Custom", "x-custom-2",
             "User-Agent", "Connection", "Expect", "X-Amzn-Trace-Id", "Transfer-Encoding", "TE", "amz-sdk-invocation-id",
             "X-Amz-Target", "Content-Length", "X_Under", "Authorization", "X-Amz-Date", "Keep-Alive"]
    return [[R.choice(names), header_value()] for _ in range(R.randint(0, 6))]


HOSTS = ["bedrock-runtime.us-east-1.amazonaws.com", "sts.us-west-2.amazonaws.com", "LOCALHOST:4566", "example.com:443", "example.com:80",
         "[::1]:8080", "127.0.0.1", "vpce-0a1b-c2d3.bedrock-runtime.eu-central-1.vpce.amazonaws.com"]


def case(index):
    url = R.choice(["https", "https", "http"]) + "://" + R.choice(HOSTS) + path()
    q = query()
    if q is not None:
        url += "?" + q
    service = R.choice(["bedrock", "bedrock", "bedrock", "sts", "sso", "execute-api", "s3"])
    body = R.choice(["", "{}", "Action=GetCallerIdentity&Version=2011-06-15", json.dumps({"q": word() * R.randint(1, 30)}, ensure_ascii=False)])
    given = headers()
    if R.random() < 0.1:
        given.append(["X-Amz-Content-SHA256", R.choice(["UNSIGNED-PAYLOAD", "ab" * 32])])
    token = R.choice([None, None, "".join(R.choice("abcXYZ019+/=") for _ in range(R.randint(20, 400)))])
    epoch = R.choice([0, 951782399, 951782400, 1709251199, 4107542399, R.randrange(0, 4102444800), R.randrange(1700000000, 1900000000)])
    return {
        "method": R.choice(["GET", "POST", "PUT", "DELETE", "HEAD"]), "url": url, "headers": given, "body": body,
        "access_key": "AKIA" + "".join(R.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567") for _ in range(16)),
        "secret_key": "".join(R.choice("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+/ü") for _ in range(40)),
        "token": token, "region": R.choice(["us-east-1", "eu-central-1", "us-gov-west-1", "cn-north-1"]), "service": service, "epoch": epoch,
    }


def sign(c):
    # S3 signs the path as it is sent. This class is the S3 signer's base class with that method replaced.
    class Unnormalized(botocore.auth.SigV4Auth):
        def _normalize_url_path(self, path):
            return path

    signer_class = Unnormalized if c["service"] == "s3" else botocore.auth.SigV4Auth
    request = AWSRequest(method=c["method"], url=c["url"], data=c["body"].encode())
    for name, value in c["headers"]:
        request.headers.add_header(name, value)
    now = datetime.datetime.fromtimestamp(c["epoch"], datetime.timezone.utc)
    signer = signer_class(Credentials(c["access_key"], c["secret_key"], c["token"]), c["service"], c["region"])
    seen = {}
    original = signer.string_to_sign

    def spy(request, canonical_request):
        seen["canonical_request"] = canonical_request
        seen["string_to_sign"] = original(request, canonical_request)
        return seen["string_to_sign"]

    signer.string_to_sign = spy
    with mock.patch("botocore.auth.get_current_datetime", return_value=now):
        signer.add_auth(request)
    return dict(c, authorization=request.headers["Authorization"], **seen)


def main():
    cases = [sign(case(i)) for i in range(320)]
    write("sigv4-cases.json", cases)
    if len(sys.argv) > 1:
        wanted = {
            "get-header-key-duplicate", "get-header-value-multiline", "get-header-value-trim", "get-relative-relative-normalized",
            "get-slashes-normalized", "get-slashes-unnormalized", "get-space-normalized", "get-utf8", "get-vanilla-query-order-encoded",
            "get-vanilla-utf8-query", "get-vanilla-with-session-token", "post-header-key-sort", "post-sts-header-after",
            "post-x-www-form-urlencoded-parameters",
        }
        with open(sys.argv[1], encoding="utf-8") as file:
            suite = json.load(file)
        suite["cases"] = [c for c in suite["cases"] if c["name"] in wanted]
        assert len(suite["cases"]) == len(wanted)
        write("sigv4-suite-pinned.json", suite)


def write(name, value):
    with open(os.path.join(HERE, name), "w", encoding="utf-8") as file:
        if isinstance(value, list):
            file.write("[\n" + ",\n".join(json.dumps(v, ensure_ascii=True) for v in value) + "\n]\n")
        else:
            json.dump(value, file, indent=1, ensure_ascii=True)
            file.write("\n")


main()
