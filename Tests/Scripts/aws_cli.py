#!/usr/bin/env python3
"""Runs `aws sts get-caller-identity` in a home, against a loopback STS, and prints which key signed.

    python3 aws_cli.py HOME PROFILE [SCENARIO]

With SCENARIO, STS also responds as in that scenario; without it, the key can only come from the cache. Exit status 9:
the AWS CLI is not installed.
"""
import json
import os
import subprocess
import sys

try:
    import awscli  # noqa: F401
    import make_credential_scenarios as scenarios
except ImportError:
    sys.exit(9)

IDENTITY = scenarios.rule(
    "POST", "/sts",
    '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>a</Arn>'
    "<UserId>b</UserId><Account>1</Account></GetCallerIdentityResult></GetCallerIdentityResponse>",
    match="Action=GetCallerIdentity")
SEEN = []


class Handler(scenarios.Handler):
    def note(self):
        credential = self.headers.get("Authorization", "").partition("Credential=")[2].partition("/")[0]
        SEEN.append({"access_key": credential, "token": self.headers.get("X-Amz-Security-Token")})
        self.answer()

    do_GET = do_POST = do_PUT = note


home, profile = sys.argv[1:3]
server = scenarios.Server(("127.0.0.1", 0), Handler)
server.base = f"http://127.0.0.1:{server.server_address[1]}"
server.home = home
named = [s for s in scenarios.SCENARIOS if s["name"] in sys.argv[3:]]
server.rules = [IDENTITY] + [r for s in named for r in s["rules"]]
server.start()
ran = subprocess.run(
    [sys.executable, "-m", "awscli", "sts", "get-caller-identity", "--profile", profile], capture_output=True, text=True,
    cwd=home, env={
        "HOME": home, "PATH": os.environ.get("PATH", ""), "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_DEFAULT_REGION": "us-east-1", "AWS_ENDPOINT_URL_STS": server.base + "/sts"})
if ran.returncode != 0:
    sys.exit(ran.stderr)
print(json.dumps(SEEN[-1]))
