#!/usr/bin/env python3
"""Makes credential-scenarios.json: the results of botocore 1.43 in isolated homes, and those expected of sva.

Each scenario is a home folder, an environment, an optional profile, and the responses of one loopback server for
STS, SSO, OIDC, sign-in, metadata and container endpoint. botocore runs in a separate process for each; the Swift
tests run the same scenarios with a transport that gives the same responses. A scenario in which sva differs on
purpose states the reason.

Placeholders: {SERVER} the server's base URL, {HOME} the home folder, {T+n} the instant n seconds from now (ISO 8601),
{MS+n} the same in milliseconds since 1970. Every secret begins with sEcReT, so that a test can look for it.

    python3 make_credential_scenarios.py        (botocore 1.43 and cryptography; fixed seed)
"""
import hashlib
import http.server
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time

random.seed(20260901)
HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../CredentialScenarios/Fixtures")
SCENARIOS = []


def key(n):
    return "AKIA" + n.upper().ljust(12, "X")


def secret(n):
    return "sEcReT" + hashlib.sha256(n.encode()).hexdigest()[:24] + "/+="


def token(n):
    return "sEcReTtoken" + hashlib.sha256(("t" + n).encode()).hexdigest()[:30]


def static(n, with_token=False):
    text = f"aws_access_key_id = {key(n)}\naws_secret_access_key = {secret(n)}\n"
    return text + (f"aws_session_token = {token(n)}\n" if with_token else "")


def env_keys(n, with_token=False):
    env = {"AWS_ACCESS_KEY_ID": key(n), "AWS_SECRET_ACCESS_KEY": secret(n)}
    if with_token:
        env["AWS_SESSION_TOKEN"] = token(n)
    return env


def rule(method, path, body, status=200, match=None, headers=None, times=None, header=None):
    """A response, and the requests it is for: method, path prefix, text in the body, required header."""
    return {k: v for k, v in dict(
        method=method, path=path, match=match, header=header, status=status, headers=headers or {}, body=body,
        times=times).items() if v is not None}


def sts(n, match="Action=AssumeRole&", action="AssumeRole", expires=3600, **kw):
    body = (f'<{action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><{action}Result>'
            f"<AssumedRoleUser><AssumedRoleId>AROA:{n}</AssumedRoleId>"
            f"<Arn>arn:aws:sts::111122223333:assumed-role/{n}/s</Arn></AssumedRoleUser>"
            f"<Credentials><AccessKeyId>{akey(n)}</AccessKeyId><SecretAccessKey>{secret(n)}</SecretAccessKey>"
            f"<SessionToken>{token(n)}</SessionToken><Expiration>{{T+{expires}}}</Expiration></Credentials>"
            f"</{action}Result><ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata></{action}Response>")
    return rule("POST", "/sts", body, match=match, headers={"Content-Type": "text/xml"}, **kw)


def akey(n):
    return "ASIA" + n.upper().ljust(12, "X")


def sts_error(code, message, status=403, match="Action=AssumeRole"):
    body = (f'<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type>'
            f"<Code>{code}</Code><Message>{message}</Message></Error><RequestId>r-2</RequestId></ErrorResponse>")
    return rule("POST", "/sts", body, status=status, match=match, headers={"Content-Type": "text/xml"})


def web(n, **kw):
    return sts(n, match="Action=AssumeRoleWithWebIdentity", action="AssumeRoleWithWebIdentity", **kw)


ROLE = "arn:aws:iam::111122223333:role/"


def add(name, files=None, env=None, profile=None, rules=(), mfa=None, code=None, ours=None, reason=None,
        dotenv=None, executable=(), skip_botocore=False, defaults=True, requests=None):
    """code: sva's failure if botocore raises; ours: sva's result if it differs from botocore's."""
    full = {"AWS_EC2_METADATA_DISABLED": "true"} if defaults else {}
    full.update({
        "AWS_ENDPOINT_URL_STS": "{SERVER}/sts", "AWS_ENDPOINT_URL_SSO": "{SERVER}/sso",
        "AWS_ENDPOINT_URL_SSO_OIDC": "{SERVER}/oidc", "AWS_ENDPOINT_URL_SIGNIN": "{SERVER}/signin",
        "AWS_DEFAULT_REGION": "us-east-1"})
    full.update(env or {})
    full = {k: v for k, v in full.items() if v is not None}
    assert all(s["name"] != name for s in SCENARIOS), name
    assert (ours is None) == (reason is None), name
    SCENARIOS.append(dict(
        name=name, files=files or {}, env=full, profile=profile, rules=list(rules), mfa=mfa, code=code, ours=ours,
        reason=reason, dotenv=dotenv, executable=list(executable), skip_botocore=skip_botocore))


CRED, CONF = ".aws/credentials", ".aws/config"


def found(source, n, temporary=False, account=None, access=None):
    return dict(source=source, access_key=access or (akey(n) if temporary else key(n)), secret=secret(n),
                token=token(n) if temporary else None)


# --- 1 environment -------------------------------------------------------------------------------------------------
add("env: keys", env=env_keys("a"))
add("env: keys and token", env=env_keys("a", True))
add("env: legacy token wins", env={**env_keys("a", True), "AWS_SECURITY_TOKEN": token("legacy")})
add("env: legacy token alone", env={**env_keys("a"), "AWS_SECURITY_TOKEN": token("legacy")})
add("env: empty legacy token", env={**env_keys("a", True), "AWS_SECURITY_TOKEN": ""})
add("env: empty session token", env={**env_keys("a"), "AWS_SESSION_TOKEN": ""})
add("env: id without secret", env={"AWS_ACCESS_KEY_ID": key("a")}, code="partial_credentials")
add("env: id with empty secret", env={"AWS_ACCESS_KEY_ID": key("a"), "AWS_SECRET_ACCESS_KEY": ""},
    code="partial_credentials")
add("env: secret alone is ignored", env={"AWS_SECRET_ACCESS_KEY": secret("a")}, code="no_credentials")
add("env: empty id falls through", files={CRED: "[default]\n" + static("b")}, env={"AWS_ACCESS_KEY_ID": ""})
add("env: id without secret stops before files", files={CRED: "[default]\n" + static("b")},
    env={"AWS_ACCESS_KEY_ID": key("a")}, code="partial_credentials")
add("env: blanks are kept", env={"AWS_ACCESS_KEY_ID": " " + key("a"), "AWS_SECRET_ACCESS_KEY": secret("a") + " "})
add("env: expiration ahead", env={**env_keys("a", True), "AWS_CREDENTIAL_EXPIRATION": "{T+7200}"})
add("env: expiration past", env={**env_keys("a", True), "AWS_CREDENTIAL_EXPIRATION": "{T+-60}"},
    code="expired_credentials")
add("env: expiration no date", env={**env_keys("a", True), "AWS_CREDENTIAL_EXPIRATION": "soonish"}, code="bad_config")
add("env: expiration with offset", env={**env_keys("a", True), "AWS_CREDENTIAL_EXPIRATION": "2090-01-02T03:04:05+02:00"})
add("env: wins over AWS_PROFILE", files={CRED: "[dev]\n" + static("b")}, env={**env_keys("a"), "AWS_PROFILE": "dev"})
add("env: wins over default profile", files={CRED: "[default]\n" + static("b")}, env=env_keys("a"))
add("env: loses to explicit profile", files={CRED: "[dev]\n" + static("b")}, env=env_keys("a"), profile="dev")
add("env: account id", env={**env_keys("a"), "AWS_ACCOUNT_ID": "111122223333"})
add("env: wins over web identity variables", files={"tok": secret("jwt")}, rules=[web("w")], env={
    **env_keys("a"), "AWS_ROLE_ARN": ROLE + "w", "AWS_WEB_IDENTITY_TOKEN_FILE": "{HOME}/tok"})

# --- 2 static files ------------------------------------------------------------------------------------------------
add("file: default", files={CRED: "[default]\n" + static("a")})
add("file: with token", files={CRED: "[default]\n" + static("a", True)})
add("file: legacy token preferred", files={
    CRED: "[default]\n" + static("a", True) + f"aws_security_token = {token('old')}\n"})
add("file: named by AWS_PROFILE", files={CRED: "[default]\n" + static("a") + "[dev]\n" + static("b")},
    env={"AWS_PROFILE": "dev"})
add("file: named by AWS_DEFAULT_PROFILE", files={CRED: "[default]\n" + static("a") + "[dev]\n" + static("b")},
    env={"AWS_DEFAULT_PROFILE": "dev"})
add("file: both profile variables", files={CRED: "[one]\n" + static("a") + "[two]\n" + static("b")},
    env={"AWS_PROFILE": "one", "AWS_DEFAULT_PROFILE": "two"}, ours=found("shared-credentials-file", "a"),
    reason="AWS_PROFILE before AWS_DEFAULT_PROFILE, as in AWS CLI v2")
add("file: named explicitly", files={CRED: "[default]\n" + static("a") + "[dev]\n" + static("b")}, profile="dev")
add("file: config file alone", files={CONF: "[default]\n" + static("a")})
add("file: config profile prefix", files={CONF: "[profile dev]\n" + static("a")}, profile="dev")
add("file: config without prefix", files={CONF: "[dev]\n" + static("a")}, profile="dev", code="not_found")
add("file: credentials with prefix", files={CRED: "[profile dev]\n" + static("a")}, profile="dev", code="not_found")
add("file: credentials with prefix by its literal name", files={CRED: "[profile dev]\n" + static("a")},
    profile="profile dev")
add("file: credentials before config", files={CRED: "[default]\n" + static("a"), CONF: "[default]\n" + static("b")})
add("file: id in one, secret in the other", files={
    CRED: f"[default]\naws_access_key_id = {key('a')}\n", CONF: f"[default]\naws_secret_access_key = {secret('a')}\n"},
    code="partial_credentials")
add("file: secret without id falls through", files={
    CRED: f"[default]\naws_secret_access_key = {secret('a')}\n", CONF: "[default]\n" + static("b")})
add("file: id without secret in config", files={CONF: f"[default]\naws_access_key_id = {key('a')}\n"},
    code="partial_credentials")
add("file: unknown profile", files={CRED: "[default]\n" + static("a")}, profile="nope", code="not_found")
add("file: unknown profile with env keys", files={CRED: "[default]\n" + static("a")},
    env={**env_keys("b"), "AWS_PROFILE": "nope"}, code="not_found")
add("file: default named, no file", profile="default", code="not_found")
add("file: AWS_PROFILE empty", files={CRED: "[default]\n" + static("a")}, env={"AWS_PROFILE": ""},
    ours=found("shared-credentials-file", "a"), reason="an empty variable counts as not set")
add("file: nothing at all", code="no_credentials")
add("file: AWS_SHARED_CREDENTIALS_FILE", files={"elsewhere": "[default]\n" + static("a")},
    env={"AWS_SHARED_CREDENTIALS_FILE": "{HOME}/elsewhere"})
add("file: AWS_SHARED_CREDENTIALS_FILE tilde", files={"elsewhere": "[default]\n" + static("a")},
    env={"AWS_SHARED_CREDENTIALS_FILE": "~/elsewhere"})
add("file: AWS_CONFIG_FILE variable inside", files={"x/conf": "[default]\n" + static("a")},
    env={"AWS_CONFIG_FILE": "$PLACE/conf", "PLACE": "{HOME}/x"})
add("file: AWS_CONFIG_FILE braces inside", files={"x/conf": "[default]\n" + static("a")},
    env={"AWS_CONFIG_FILE": "${PLACE}/conf", "PLACE": "{HOME}/x"})
add("file: AWS_SHARED_CREDENTIALS_FILE missing", files={CRED: "[default]\n" + static("a")},
    env={"AWS_SHARED_CREDENTIALS_FILE": "{HOME}/none"}, code="no_credentials")
add("file: AWS_SHARED_CREDENTIALS_FILE empty", files={CRED: "[default]\n" + static("a")},
    env={"AWS_SHARED_CREDENTIALS_FILE": ""}, ours=found("shared-credentials-file", "a"),
    reason="an empty variable counts as not set, so the default file is read")
add("file: a folder in its place", files={CRED + "/x": "", CONF: "[default]\n" + static("a")})
add("file: empty id", files={CRED: f"[default]\naws_access_key_id =\naws_secret_access_key = {secret('a')}\n"},
    ours=dict(code="no_credentials"), reason="an empty key id is no credential; botocore signs with it")
add("file: empty secret", files={CRED: f"[default]\naws_access_key_id = {key('a')}\naws_secret_access_key =\n"},
    ours=dict(code="partial_credentials"), reason="an empty secret is no secret; botocore signs with it")
for label, header in [("quoted", '[profile "my prof"]'), ("single", "[profile 'my prof']"), ("tab", "[profile\tdev]"),
                      ("blanks", "[profile    dev   ]"), ("backslash", "[profile a\\b]"),
                      ("comment after", "[profile dev] # mine"), ("plural", "[profiles dev]"),
                      ("glued", "[profilefoo dev]")]:
    add(f"header: {label}", files={CONF: header + "\n" + static("a")},
        profile={"quoted": "my prof", "single": "my prof", "backslash": "ab"}.get(label, "dev"))
for label, header in [("three words", "[profile a b]"), ("no blank", "[profilea]"), ("open quote", '[profile "a]'),
                      ("bracket in comment", "[profile a] # see [x]"), ("capital", "[Profile a]")]:
    add(f"header: {label}", files={CONF: header + "\n" + static("a")}, profile="a", code="not_found")
add("header: inner blanks are not default", files={CONF: "[ default ]\n" + static("a")}, code="no_credentials")
add("header: profile default is default", files={CONF: "[profile default]\n" + static("a")})
add("header: later default replaces", files={CONF: "[default]\n" + static("a") + "[profile default]\n" + static("b")})
add("header: later default replaces entirely", files={CONF: "[profile default]\n" + static("a") + "[default]\nregion = x\n"},
    code="no_credentials")
for label, text in [("no separator", "[default]\naws_access_key_id\n"), ("no section", "aws_access_key_id = x\n"),
                    ("duplicate key", "[default]\na = 1\na = 2\n"), ("duplicate section", "[default]\na=1\n[default]\nb=1\n"),
                    ("bom", "\ufeff[default]\n" + static("a")), ("nested", "[default]\ns3 =\n  what is this\n")]:
    add(f"parse error in config: {label}", files={CONF: text, CRED: "[default]\n" + static("a")}, code="bad_config")
    add(f"parse error in credentials: {label}", files={CRED: text}, env=env_keys("b"), code="bad_config")
add("grammar: colon", files={CRED: f"[default]\naws_access_key_id: {key('a')}\naws_secret_access_key: {secret('a')}\n"})
add("grammar: upper case keys", files={
    CRED: f"[default]\nAWS_ACCESS_KEY_ID = {key('a')}\nAWS_SECRET_ACCESS_KEY = {secret('a')}\n"})
add("grammar: crlf", files={CRED: "[default]\r\n" + static("a").replace("\n", "\r\n")})
add("grammar: comment is part of the value", files={
    CRED: f"[default]\naws_access_key_id = {key('a')} # mine\naws_secret_access_key = {secret('a')}\n"})
add("grammar: quotes are part of the value", files={
    CRED: f"[default]\naws_access_key_id = \"{key('a')}\"\naws_secret_access_key = {secret('a')}\n"})
add("grammar: indented keys", files={CRED: "[default]\n" + "".join("  " + l + "\n" for l in static("a").splitlines())})
add("grammar: comments and blanks", files={CRED: "# top\n; more\n\n[default]\n\n" + static("a") + "\n# end"})
add("grammar: DEFAULT section", files={CRED: "[DEFAULT]\n" + static("a") + "[dev]\nregion = eu-west-1\n"}, profile="dev")

# --- 3 precedence within a profile ---------------------------------------------------------------------------------
PROC = {"proc.sh": "#!/bin/sh\ncat {HOME}/out.json\n"}


def process(n, extra=None, version=1):
    body = {"Version": version, "AccessKeyId": key(n), "SecretAccessKey": secret(n)}
    body.update(extra or {})
    return {**PROC, "out.json": json.dumps({k: v for k, v in body.items() if v != "-"})}


def with_process(conf, n="p", **kw):
    return {CONF: conf, **process(n, **kw)}


add("order: role before keys", files={
    CRED: "[dev]\n" + static("a") + "[base]\n" + static("b"),
    CONF: f"[profile dev]\nrole_arn = {ROLE}r\nsource_profile = base\n"}, profile="dev", rules=[sts("r")])
add("order: sso before keys", files={CRED: "[dev]\n" + static("a"),
    CONF: "[profile dev]\nsso_account_id = 1\nsso_role_name = R\n"}, profile="dev", code="bad_config")
add("order: credentials file before process", files={CRED: "[dev]\n" + static("a"),
    **with_process("[profile dev]\ncredential_process = {HOME}/proc.sh\n")}, profile="dev", executable=["proc.sh"])
add("order: process before config keys", files=with_process(
    "[profile dev]\n" + static("a") + "credential_process = {HOME}/proc.sh\n"), profile="dev", executable=["proc.sh"])
add("order: web identity before sso", files={"tok": secret("jwt"), CONF:
    f"[profile dev]\nrole_arn = {ROLE}w\nweb_identity_token_file = {{HOME}}/tok\nsso_account_id = 1\nsso_role_name = R\n"},
    profile="dev", rules=[web("w")])
add("order: role profile before web identity variables", files={"tok": secret("jwt"), CRED: "[base]\n" + static("b"),
    CONF: f"[profile dev]\nrole_arn = {ROLE}r\nsource_profile = base\n"}, rules=[sts("r"), web("w")],
    env={"AWS_PROFILE": "dev", "AWS_ROLE_ARN": ROLE + "w", "AWS_WEB_IDENTITY_TOKEN_FILE": "{HOME}/tok"})
add("order: web identity variables before files", files={"tok": secret("jwt"), CRED: "[default]\n" + static("a")},
    rules=[web("w")], env={"AWS_ROLE_ARN": ROLE + "w", "AWS_WEB_IDENTITY_TOKEN_FILE": "{HOME}/tok"})
add("order: explicit profile ignores web identity variables", files={"tok": secret("jwt"), CRED: "[dev]\n" + static("a")},
    rules=[web("w")], profile="dev", env={"AWS_ROLE_ARN": ROLE + "w", "AWS_WEB_IDENTITY_TOKEN_FILE": "{HOME}/tok"})
add("order: named profile without keys ends in container", files={CONF: "[profile dev]\nregion = eu-west-1\n"},
    profile="dev", env={"AWS_CONTAINER_CREDENTIALS_FULL_URI": "{SERVER}/container"}, rules=[
        rule("GET", "/container", json.dumps(dict(AccessKeyId=akey("c"), SecretAccessKey=secret("c"), Token=token("c"),
                                                  Expiration="{T+3600}")))])

# --- 4 assume role -------------------------------------------------------------------------------------------------
BASE = {CRED: "[base]\n" + static("b")}


def role(extra="", n="r", source="source_profile = base\n"):
    return {**BASE, CONF: f"[profile dev]\nrole_arn = {ROLE}{n}\n{source}{extra}"}


add("role: source profile", files=role(), profile="dev", rules=[sts("r")])
add("role: all arguments", files=role(
    "external_id = abc-1\nduration_seconds = 1800\nrole_session_name = me\n"), profile="dev", rules=[
        rule("POST", "/sts", "", status=500, match="DurationSeconds=900"),
        sts("r", match="ExternalId=abc-1"), ])
add("role: duration no number is ignored", files=role("duration_seconds = long\n"), profile="dev", rules=[
    sts_error("ValidationError", "no", match="DurationSeconds"), sts("r")])
add("role: duration below 900", files=role("duration_seconds = 60\n"), profile="dev", rules=[sts("r")], code="bad_config")
add("role: external id too short", files=role("external_id = x\n"), profile="dev", rules=[sts("r")], code="bad_config")
add("role: session name too short", files=role("role_session_name = x\n"), profile="dev", rules=[sts("r")], code="bad_config")
add("role: no source", files=role(source=""), profile="dev", code="partial_credentials")
add("role: both sources", files=role("credential_source = Environment\n"), profile="dev", code="bad_config")
add("role: source absent", files=role(source="source_profile = nope\n"), profile="dev", code="bad_config")
add("role: source without keys", files={CONF: f"[profile dev]\nrole_arn = {ROLE}r\nsource_profile = e\n[profile e]\nregion = x\n"},
    profile="dev", code="bad_config")
add("role: unknown credential source", files=role(source="credential_source = Magic\n"), profile="dev", code="bad_config")
add("role: credential source in wrong case", files=role(source="credential_source = environment\n"), profile="dev",
    code="bad_config")
add("role: credential source Environment", files=role(source="credential_source = Environment\n"), env={
    **env_keys("e"), "AWS_PROFILE": None}, profile="dev", rules=[sts("r")])
add("role: credential source Environment without keys", files=role(source="credential_source = Environment\n"),
    profile="dev", code="provider_failed")
add("role: credential source EcsContainer", files=role(source="credential_source = EcsContainer\n"), profile="dev",
    env={"AWS_CONTAINER_CREDENTIALS_FULL_URI": "{SERVER}/container"}, rules=[sts("r"), rule(
        "GET", "/container", json.dumps(dict(AccessKeyId=akey("c"), SecretAccessKey=secret("c"), Token=token("c"),
                                             Expiration="{T+3600}")))])
add("role: credential source EcsContainer absent", files=role(source="credential_source = EcsContainer\n"),
    profile="dev", code="provider_failed")
add("role: credential source Ec2InstanceMetadata disabled", files=role(source="credential_source = Ec2InstanceMetadata\n"),
    profile="dev", code="provider_failed")
add("role: self reference with keys", files={CRED: "[dev]\n" + static("a"),
    CONF: f"[profile dev]\nrole_arn = {ROLE}r\nsource_profile = dev\n"}, profile="dev", rules=[sts("r")])
add("role: self reference without keys", files={CONF: f"[profile dev]\nrole_arn = {ROLE}r\nsource_profile = dev\n"},
    profile="dev", code="bad_config")
add("role: loop of two", files={CONF: f"[profile a]\nrole_arn = {ROLE}a\nsource_profile = b\n"
    f"[profile b]\nrole_arn = {ROLE}b\nsource_profile = a\n"}, profile="a", code="bad_config")
add("role: loop of three", files={CONF: "".join(f"[profile {x}]\nrole_arn = {ROLE}{x}{x}\nsource_profile = {y}\n"
    for x, y in [("a", "b"), ("b", "c"), ("c", "b")])}, profile="a", code="bad_config")
CHAIN = {**BASE, CONF: f"[profile dev]\nrole_arn = {ROLE}outer\nsource_profile = mid\n"
         f"[profile mid]\nrole_arn = {ROLE}middle\nsource_profile = base\n"}
add("role: chain of two", files=CHAIN, profile="dev", rules=[
    sts("outer", match="role%2Fouter"), sts("middle", match="role%2Fmiddle")])
add("role: keys in the middle beat its role", files={**CHAIN, CRED: "[base]\n" + static("b") + "[mid]\n" + static("m")},
    profile="dev", rules=[sts("outer", match="role%2Fouter")])
add("role: chain, inner refused", files=CHAIN, profile="dev", rules=[
    sts_error("AccessDenied", "User is not authorized to perform: sts:AssumeRole", match="role%2Fmiddle"),
    sts("outer", match="role%2Fouter")], code="access_denied")
for code, status, ours_code in [
        ("AccessDenied", 403, "access_denied"), ("InvalidClientTokenId", 403, "invalid_credentials"),
        ("SignatureDoesNotMatch", 403, "invalid_credentials"), ("ExpiredToken", 403, "expired_credentials"),
        ("ValidationError", 400, "bad_config"), ("RegionDisabledException", 403, "access_denied"),
        ("RequestExpired", 400, "clock_skew")]:
    add(f"role: STS says {code}", files=role(), profile="dev", rules=[sts_error(code, "No.", status)], code=ours_code)
add("role: STS fails", files=role(), profile="dev", rules=[sts_error("InternalFailure", "Oops", 500)], code="service_error",
    env={"AWS_MAX_ATTEMPTS": "1"})
add("role: answer is html", files=role(), profile="dev", rules=[rule("POST", "/sts", "<html>hello</html>")],
    code="network")
add("role: source with token signs with it", files={CRED: "[base]\n" + static("b", True), CONF: role()[CONF]},
    profile="dev", rules=[sts("r", header="X-Amz-Security-Token")])
add("role: source is a process", files={**process("p"), CONF: f"[profile dev]\nrole_arn = {ROLE}r\nsource_profile = ps\n"
    "[profile ps]\ncredential_process = {HOME}/proc.sh\n"}, executable=["proc.sh"], profile="dev", rules=[sts("r")])
add("role: source is web identity", files={"tok": secret("jwt"), CONF:
    f"[profile dev]\nrole_arn = {ROLE}r\nsource_profile = wi\n"
    f"[profile wi]\nrole_arn = {ROLE}w\nweb_identity_token_file = {{HOME}}/tok\n"}, profile="dev",
    rules=[web("w"), sts("r")])
add("role: source with partial keys", files={CRED: f"[base]\naws_access_key_id = {key('b')}\n", CONF: role()[CONF]},
    profile="dev", code="partial_credentials")
add("role: sso keys do not serve as source", files=role("sso_account_id = 1\nsso_role_name = r\n", source=""), profile="dev",
    code="partial_credentials")
add("role: mfa asked", files=role("mfa_serial = arn:aws:iam::1:mfa/me\n"), profile="dev", mfa="123456", rules=[
    sts("r", match="TokenCode=123456")])
add("role: mfa without terminal", files=role("mfa_serial = arn:aws:iam::1:mfa/me\n"), profile="dev", rules=[sts("r")],
    code="provider_failed")
add("role: explicit env keys ignored by role profile", files=role(), env=env_keys("e"), profile="dev", rules=[sts("r")])
add("role: env keys beat role of AWS_PROFILE", files=role(), env={**env_keys("e"), "AWS_PROFILE": "dev"}, rules=[sts("r")])
add("role: role_arn in credentials file", files={CRED: f"[base]\n{static('b')}[dev]\nrole_arn = {ROLE}r\nsource_profile = base\n"},
    profile="dev", rules=[sts("r")])
add("role: expired on arrival", files=role(), profile="dev", rules=[sts("r", expires=-60)], code="expired_credentials")


def role_key(**args):
    return hashlib.sha1(json.dumps(args, sort_keys=True).encode()).hexdigest()


def cached(n, expires, form="iso", account=None):
    stamp = {"iso": f"{{T+{expires}}}", "utc": f"{{T+{expires}}}"}[form]
    if form == "utc":
        stamp = stamp + "!UTC"
    creds = dict(AccessKeyId=akey(n), SecretAccessKey=secret(n), SessionToken=token(n), Expiration=stamp)
    return json.dumps({"Credentials": creds, "AssumedRoleUser": {"AssumedRoleId": "x", "Arn": "y"}})


for label, expires, form, hits in [("fresh", 3600, "iso", True), ("UTC suffix", 3600, "utc", True),
                                   ("exactly in the window", 800, "iso", False), ("just outside", 960, "iso", True),
                                   ("past", -100, "iso", False)]:
    add(f"cache: {label}", files={**role(), f".aws/cli/cache/{role_key(RoleArn=ROLE + 'r')}.json": cached("cache", expires, form)},
        profile="dev", rules=[sts("r")])
add("cache: arguments in the key", files={**role(
    "external_id = aé\"\\\nduration_seconds = 1800\nrole_session_name = me\nmfa_serial = arn:aws:iam::1:mfa/me\n"),
    ".aws/cli/cache/" + role_key(RoleArn=ROLE + "r", ExternalId="aé\"\\", DurationSeconds=1800, RoleSessionName="me",
                                 SerialNumber="arn:aws:iam::1:mfa/me") + ".json": cached("cache", 3600)}, profile="dev")
add("cache: damaged file", files={**role(), f".aws/cli/cache/{role_key(RoleArn=ROLE + 'r')}.json": "{oops"}, profile="dev",
    rules=[sts("r")], ours=found("assume-role", "r", True),
    reason="a damaged cache file is ignored and written anew; botocore raises KeyError")
add("cache: other role is not used", files={**role(), f".aws/cli/cache/{role_key(RoleArn=ROLE + 'q')}.json": cached("cache", 3600)},
    profile="dev", rules=[sts("r")])

# --- 5 web identity ------------------------------------------------------------------------------------------------
WEB = {"AWS_ROLE_ARN": ROLE + "w", "AWS_WEB_IDENTITY_TOKEN_FILE": "{HOME}/tok"}
JWT = {"tok": secret("jwt")}
add("web: variables", files=JWT, env=WEB, rules=[web("w")])
add("web: session name", files=JWT, env={**WEB, "AWS_ROLE_SESSION_NAME": "pod-1"}, rules=[web("w")])
add("web: no role", files=JWT, env={"AWS_WEB_IDENTITY_TOKEN_FILE": "{HOME}/tok"}, code="bad_config")
add("web: role alone does nothing", files={CRED: "[default]\n" + static("a")}, env={"AWS_ROLE_ARN": ROLE + "w"})
add("web: empty token path", files={CRED: "[default]\n" + static("a")}, env={**WEB, "AWS_WEB_IDENTITY_TOKEN_FILE": ""})
add("web: file missing", env=WEB, code="provider_failed")
add("web: profile", files={**JWT, CONF: f"[profile dev]\nrole_arn = {ROLE}w\nweb_identity_token_file = {{HOME}}/tok\n"},
    profile="dev", rules=[web("w")])
add("web: role from environment, token from profile", files={
    **JWT, CONF: "[profile dev]\nweb_identity_token_file = {HOME}/tok\n"}, rules=[web("w")],
    env={"AWS_PROFILE": "dev", "AWS_ROLE_ARN": ROLE + "w"})
add("web: profile without role", files={**JWT, CONF: "[profile dev]\nweb_identity_token_file = {HOME}/tok\n"},
    profile="dev", code="bad_config")
add("web: tilde is not expanded", files={**JWT, CONF: f"[profile dev]\nrole_arn = {ROLE}w\nweb_identity_token_file = ~/tok\n"},
    profile="dev", code="provider_failed")
for code, status, ours_code in [("InvalidIdentityToken", 400, "invalid_credentials"), ("ExpiredTokenException", 400, "expired_credentials"),
                                ("AccessDenied", 403, "access_denied"), ("IDPRejectedClaim", 403, "access_denied")]:
    add(f"web: STS says {code}", files=JWT, env=WEB, rules=[sts_error(code, "No.", status)], code=ours_code)

# --- 6 SSO ---------------------------------------------------------------------------------------------------------
START = "https://d-1.awsapps.com/start"
SESSION = f"[sso-session corp]\nsso_start_url = {START}\nsso_region = us-west-2\n"
SSO = "[profile dev]\nsso_session = corp\nsso_account_id = 111122223333\nsso_role_name = Admin\n" + SESSION
LEGACY = f"[profile dev]\nsso_start_url = {START}\nsso_region = us-west-2\nsso_account_id = 111122223333\nsso_role_name = Admin\n"


def sso_file(of, expires=3600, **kw):
    body = dict(startUrl=START, region="us-west-2", accessToken=token("sso"), expiresAt=f"{{T+{expires}}}")
    body.update(kw)
    return {".aws/sso/cache/" + hashlib.sha1(of.encode()).hexdigest() + ".json": json.dumps(
        {k: v for k, v in body.items() if v != "-"})}


REFRESHABLE = dict(clientId="cid", clientSecret=secret("client"), registrationExpiresAt="{T+86400}", refreshToken=token("refresh"))
GRANT = rule("GET", "/sso/federation/credentials", json.dumps(dict(roleCredentials=dict(
    accessKeyId=akey("s"), secretAccessKey=secret("s"), sessionToken=token("s"), expiration="{MS+3600}"))).replace(
        '"{MS+3600}"', "{MS+3600}"), match=None, header="x-amz-sso_bearer_token")
RENEW = rule("POST", "/oidc/token", json.dumps(dict(accessToken=token("sso2"), tokenType="Bearer", expiresIn=28800,
                                                    refreshToken=token("refresh2"))))
REFUSE = rule("POST", "/oidc/token", json.dumps(dict(error="invalid_grant", error_description="no")), status=400,
              headers={"x-amzn-ErrorType": "InvalidGrantException"})
add("sso: session", files={CONF: SSO, **sso_file("corp")}, profile="dev", rules=[GRANT])
add("sso: legacy", files={CONF: LEGACY, **sso_file(START)}, profile="dev", rules=[GRANT])
add("sso: UTC suffix", files={CONF: SSO, **sso_file("corp", expiresAt="{T+3600}!UTC")}, profile="dev", rules=[GRANT])
add("sso: no token", files={CONF: SSO}, profile="dev", rules=[GRANT], code="provider_failed")
add("sso: token under the other name", files={CONF: SSO, **sso_file(START)}, profile="dev", rules=[GRANT], code="provider_failed")
add("sso: legacy token missing", files={CONF: LEGACY, **sso_file("corp")}, profile="dev", rules=[GRANT], code="provider_failed")
add("sso: expired, not refreshable", files={CONF: SSO, **sso_file("corp", -60)}, profile="dev", rules=[GRANT],
    code="expired_credentials")
add("sso: legacy expired", files={CONF: LEGACY, **sso_file(START, -60)}, profile="dev", rules=[GRANT], code="expired_credentials")
add("sso: legacy never refreshes", files={CONF: LEGACY, **sso_file(START, -60, **REFRESHABLE)}, profile="dev",
    rules=[GRANT, RENEW], code="expired_credentials")
add("sso: expired, refreshed", files={CONF: SSO, **sso_file("corp", -60, **REFRESHABLE)}, profile="dev", rules=[GRANT, RENEW])
add("sso: near its end, refreshed", files={CONF: SSO, **sso_file("corp", 300, **REFRESHABLE)}, profile="dev", rules=[GRANT, RENEW])
add("sso: near its end, refresh refused", files={CONF: SSO, **sso_file("corp", 300, **REFRESHABLE)}, profile="dev",
    rules=[GRANT, REFUSE])
add("sso: expired, refresh refused", files={CONF: SSO, **sso_file("corp", -60, **REFRESHABLE)}, profile="dev",
    rules=[GRANT, REFUSE], code="expired_credentials")
add("sso: registration over", files={CONF: SSO, **sso_file("corp", -60, **{**REFRESHABLE, "registrationExpiresAt": "{T+-5}"})},
    profile="dev", rules=[GRANT, RENEW], code="expired_credentials")
add("sso: damaged token file", files={CONF: SSO, ".aws/sso/cache/" + hashlib.sha1(b"corp").hexdigest() + ".json": "{oops"},
    profile="dev", rules=[GRANT], code="provider_failed")
add("sso: token file without expiresAt", files={CONF: SSO, **sso_file("corp", expiresAt="-")}, profile="dev", rules=[GRANT],
    code="provider_failed")
add("sso: session absent", files={CONF: SSO.replace(SESSION, "")}, profile="dev", code="bad_config")
add("sso: no account", files={CONF: SSO.replace("sso_account_id = 111122223333\n", ""), **sso_file("corp")}, profile="dev",
    code="bad_config")
add("sso: no role", files={CONF: SSO.replace("sso_role_name = Admin\n", ""), **sso_file("corp")}, profile="dev",
    code="bad_config")
add("sso: session alone does nothing", files={CONF: "[profile dev]\nsso_session = corp\n" + SESSION + "", CRED: "[dev]\n" + static("a")},
    profile="dev")
add("sso: region missing", files={CONF: LEGACY.replace("sso_region = us-west-2\n", "")}, profile="dev", code="bad_config")
add("sso: start url inconsistent", files={CONF: SSO.replace("[profile dev]\n", "[profile dev]\nsso_start_url = https://other\n"),
    **sso_file("corp")}, profile="dev", code="bad_config")
add("sso: start url consistent", files={CONF: SSO.replace("[profile dev]\n", f"[profile dev]\nsso_start_url = {START}\n"),
    **sso_file("corp")}, profile="dev", rules=[GRANT])
for status, kind, ours_code in [(401, "UnauthorizedException", "expired_credentials"), (403, "ForbiddenException", "access_denied"),
                                (404, "ResourceNotFoundException", "access_denied")]:
    add(f"sso: portal says {status}", files={CONF: SSO, **sso_file("corp")}, profile="dev", code=ours_code, rules=[
        rule("GET", "/sso/", json.dumps(dict(message="no")), status=status, headers={"x-amzn-ErrorType": kind})])
SSO_KEY = hashlib.sha1(json.dumps(dict(accountId="111122223333", roleName="Admin", sessionName="corp"), sort_keys=True,
                                  separators=(",", ":")).encode()).hexdigest()
add("sso: role cached", files={CONF: SSO, f".aws/cli/cache/{SSO_KEY}.json": cached("cache", 3600)}, profile="dev")
LEGACY_KEY = hashlib.sha1(json.dumps(dict(accountId="111122223333", roleName="Admin", startUrl=START), sort_keys=True,
                                     separators=(",", ":")).encode()).hexdigest()
add("sso: legacy role cached", files={CONF: LEGACY, f".aws/cli/cache/{LEGACY_KEY}.json": cached("cache", 3600)}, profile="dev")
add("sso: as source of a role", files={CONF: SSO + f"[profile top]\nrole_arn = {ROLE}r\nsource_profile = dev\n", **sso_file("corp")},
    profile="top", rules=[GRANT, sts("r")])

# --- 7 login -------------------------------------------------------------------------------------------------------
from cryptography.hazmat.primitives import serialization  # noqa: E402
from cryptography.hazmat.primitives.asymmetric import ec  # noqa: E402

PEM = ec.derive_private_key(20260901, ec.SECP256R1()).private_bytes(
    serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()).decode()
LOGIN = "arn:aws:iam::111122223333:user/me"
LCONF = {CONF: f"[profile dev]\nlogin_session = {LOGIN}\n"}


def login_file(expires, **kw):
    body = dict(accessToken=dict(accessKeyId=akey("l"), secretAccessKey=secret("l"), sessionToken=token("l"),
                                 accountId="111122223333", expiresAt=f"{{T+{expires}}}"),
                refreshToken=token("lr"), clientId="arn:aws:signin:::devtools/same-device", dpopKey=PEM, tokenType="x")
    body.update(kw)
    return {".aws/login/cache/" + hashlib.sha256(LOGIN.encode()).hexdigest() + ".json": json.dumps(
        {k: v for k, v in body.items() if v != "-"})}


ROTATE = rule("POST", "/signin/v1/token", json.dumps(dict(
    accessToken=dict(accessKeyId=akey("l2"), secretAccessKey=secret("l2"), sessionToken=token("l2")), expiresIn=900,
    refreshToken=token("lr2"), tokenType="urn:aws:params:oauth:token-type:access_token_sigv4")), header="DPoP")
add("login: fresh", files={**LCONF, **login_file(3600)}, profile="dev")
add("login: not yet refreshed", files={**LCONF, **login_file(600)}, profile="dev")
add("login: refreshed", files={**LCONF, **login_file(200)}, profile="dev", rules=[ROTATE])
add("login: expired, refreshed", files={**LCONF, **login_file(-200)}, profile="dev", rules=[ROTATE])
add("login: no cache", files=LCONF, profile="dev", code="provider_failed")
for gone in ["accessToken", "refreshToken", "clientId", "dpopKey"]:
    add(f"login: cache without {gone}", files={**LCONF, **login_file(3600, **{gone: "-"})}, profile="dev", code="provider_failed")
for error, ours_code in [("TOKEN_EXPIRED", "expired_credentials"), ("USER_CREDENTIALS_CHANGED", "expired_credentials"),
                         ("INSUFFICIENT_PERMISSIONS", "access_denied"), ("OTHER", "provider_failed")]:
    add(f"login: refused with {error}", files={**LCONF, **login_file(-200)}, profile="dev", code=ours_code, rules=[
        rule("POST", "/signin/v1/token", json.dumps(dict(error=error, message="no")), status=400,
             headers={"x-amzn-ErrorType": "AccessDeniedException"})])
add("login: keys in credentials file win", files={**LCONF, **login_file(3600), CRED: "[dev]\n" + static("a")}, profile="dev")
add("login: cache folder named", files={**LCONF, "lc/" + hashlib.sha256(LOGIN.encode()).hexdigest() + ".json":
    list(login_file(3600).values())[0]}, profile="dev", env={"AWS_LOGIN_CACHE_DIRECTORY": "~/lc"})

# --- 8 process -----------------------------------------------------------------------------------------------------
PCONF = "[profile dev]\ncredential_process = {HOME}/proc.sh\n"


def padd(name, out=None, script=None, conf=PCONF, **kw):
    files = {CONF: conf, "proc.sh": script or PROC["proc.sh"]}
    if out is not None:
        files["out.json"] = out if isinstance(out, str) else json.dumps(out)
    add("process: " + name, files=files, profile="dev", executable=["proc.sh"], **kw)


OK = {"Version": 1, "AccessKeyId": key("p"), "SecretAccessKey": secret("p")}
padd("keys", OK)
padd("token and expiration", {**OK, "SessionToken": token("p"), "Expiration": "{T+3600}"})
padd("expiration with offset", {**OK, "SessionToken": token("p"), "Expiration": "2090-05-06T07:08:09.123+02:00"})
padd("nulls are absent", {**OK, "SessionToken": None, "Expiration": None, "AccountId": None})
padd("expired", {**OK, "SessionToken": token("p"), "Expiration": "{T+-60}"}, code="expired_credentials")
padd("version as text", {**OK, "Version": "1"}, code="provider_failed")
padd("version 2", {**OK, "Version": 2}, code="provider_failed")
padd("no version", {k: v for k, v in OK.items() if k != "Version"}, code="provider_failed")
padd("no id", {k: v for k, v in OK.items() if k != "AccessKeyId"}, code="provider_failed")
padd("no secret", {k: v for k, v in OK.items() if k != "SecretAccessKey"}, code="provider_failed")
padd("not json", "AKIA " + secret("p"), code="provider_failed")
padd("empty output", "", code="provider_failed")
padd("an array", "[1]", code="provider_failed")
padd("exit status", script=f"#!/bin/sh\necho {secret('hidden')}\necho 'login first' >&2\nexit 3\n", code="provider_failed")
padd("killed", script="#!/bin/sh\nkill -9 $$\n", code="provider_failed")
padd("missing program", OK, conf="[profile dev]\ncredential_process = {HOME}/nope\n", code="provider_failed")
padd("open quote", OK, conf="[profile dev]\ncredential_process = {HOME}/proc.sh 'a\n", code="bad_config")
padd("tilde", OK, conf="[profile dev]\ncredential_process = ~/proc.sh\n", code="provider_failed")
padd("arguments", script='#!/bin/sh\nprintf \'{"Version":1,"AccessKeyId":"%s","SecretAccessKey":"%s"}\' "$1" "$2$3"\n',
     conf=f"[profile dev]\ncredential_process = {{HOME}}/proc.sh \"A B\" '{secret('p')}' x\\ y | cat\n")
padd("no shell", script='#!/bin/sh\nprintf \'{"Version":1,"AccessKeyId":"%s","SecretAccessKey":"s"}\' "$1"\n',
     conf="[profile dev]\ncredential_process = {HOME}/proc.sh $HOME\n")
padd("on PATH", OK, conf="[profile dev]\ncredential_process = proc.sh\n", env={"PATH": "{HOME}:/usr/bin:/bin"})
padd("environment inherited", script='#!/bin/sh\nprintf \'{"Version":1,"AccessKeyId":"%s","SecretAccessKey":"s"}\' "$MARK"\n',
     env={"MARK": "MARKED"})
padd("in credentials file", OK, conf="")
SCENARIOS[-1]["files"][CRED] = "[dev]\ncredential_process = {HOME}/proc.sh\n"
padd("noise on standard error", script=f"#!/bin/sh\necho '{secret('hidden')}' >&2\ncat {{HOME}}/out.json\n", out=OK)

# --- 9 old files ---------------------------------------------------------------------------------------------------
add("ec2: file", files={"ec2": f"AWSAccessKeyId={key('o')}\nAWSSecretKey={secret('o')}\n"}, env={"AWS_CREDENTIAL_FILE": "{HOME}/ec2"})
add("ec2: tilde", files={"ec2": f"AWSAccessKeyId={key('o')}\nAWSSecretKey={secret('o')}\n"}, env={"AWS_CREDENTIAL_FILE": "~/ec2"})
add("ec2: no id", files={"ec2": "x=y\n"}, env={"AWS_CREDENTIAL_FILE": "{HOME}/ec2"}, code="no_credentials")
add("ec2: no secret", files={"ec2": f"AWSAccessKeyId={key('o')}\n"}, env={"AWS_CREDENTIAL_FILE": "{HOME}/ec2"},
    code="partial_credentials")
add("ec2: missing file", env={"AWS_CREDENTIAL_FILE": "{HOME}/none"}, code="bad_config")
add("boto: ~/.boto", files={".boto": "[Credentials]\n" + static("o")})
add("boto: BOTO_CONFIG", files={"b": "[Credentials]\n" + static("o"), ".boto": "[Credentials]\n" + static("p")},
    env={"BOTO_CONFIG": "{HOME}/b"})
add("boto: lower case section", files={".boto": "[credentials]\n" + static("o")}, code="no_credentials")
add("boto: no secret", files={".boto": f"[Credentials]\naws_access_key_id = {key('o')}\n"}, code="partial_credentials")
add("boto: config keys win", files={".boto": "[Credentials]\n" + static("o"), CONF: "[default]\n" + static("a")})

# --- 10 container --------------------------------------------------------------------------------------------------
FULL = {"AWS_CONTAINER_CREDENTIALS_FULL_URI": "{SERVER}/container"}
CBODY = dict(AccessKeyId=akey("c"), SecretAccessKey=secret("c"), Token=token("c"), Expiration="{T+3600}")
CONTAINER = rule("GET", "/container", json.dumps(CBODY))
add("container: full uri", env=FULL, rules=[CONTAINER])
add("container: token", env={**FULL, "AWS_CONTAINER_AUTHORIZATION_TOKEN": token("auth")}, rules=[
    rule("GET", "/container", json.dumps(CBODY), header="Authorization")])
add("container: token file wins", files={"ct": token("authfile")}, env={
    **FULL, "AWS_CONTAINER_AUTHORIZATION_TOKEN": "x", "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": "{HOME}/ct"},
    rules=[rule("GET", "/container", json.dumps(CBODY), header="Authorization: " + token("authfile"))])
add("container: token file missing", env={**FULL, "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": "{HOME}/none"},
    rules=[CONTAINER], code="provider_failed")
add("container: line break in token", env={**FULL, "AWS_CONTAINER_AUTHORIZATION_TOKEN": "a\r\nX: y"}, rules=[CONTAINER],
    code="bad_config")
add("container: token file with newline", files={"ct": token("authfile") + "\n"}, rules=[CONTAINER], env={
    **FULL, "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": "{HOME}/ct"}, ours=found("container", "c", True),
    reason="a line end at the end of the token file is an editor's; botocore refuses it")
for host in ["http://example.com/x", "http://169.254.169.254/x", "http://10.0.0.1/x", "http://127.0.0.1.example.com/x"]:
    add(f"container: {host} not allowed", env={"AWS_CONTAINER_CREDENTIALS_FULL_URI": host}, code="bad_config")
for gone in ["AccessKeyId", "SecretAccessKey", "Token", "Expiration"]:
    add(f"container: answer without {gone}", env=FULL, code="provider_failed",
        rules=[rule("GET", "/container", json.dumps({k: v for k, v in CBODY.items() if k != gone}))])
add("container: status 500", env=FULL, rules=[rule("GET", "/container", "no", status=500)], code="provider_failed")
add("container: second try", env=FULL, rules=[rule("GET", "/container", "no", status=500, times=1), CONTAINER])
add("container: not json", env=FULL, rules=[rule("GET", "/container", "hello")], code="provider_failed")
add("container: keys win", env={**FULL, **env_keys("a")}, rules=[CONTAINER])
add("container: files win", files={CRED: "[default]\n" + static("a")}, env=FULL, rules=[CONTAINER])
add("container: empty uri", env={"AWS_CONTAINER_CREDENTIALS_FULL_URI": ""}, ours=dict(code="no_credentials"),
    reason="an empty variable counts as not set; botocore fails on it")

# --- 11 instance metadata ------------------------------------------------------------------------------------------
IMDS = {"AWS_EC2_METADATA_SERVICE_ENDPOINT": "{SERVER}/imds/"}
TOKEN = rule("PUT", "/imds/latest/api/token", token("imds"))
ROLEN = rule("GET", "/imds/latest/meta-data/iam/security-credentials/", "myrole", times=1)
ICREDS = rule("GET", "/imds/latest/meta-data/iam/security-credentials/myrole", json.dumps(
    dict(Code="Success", AccessKeyId=akey("i"), SecretAccessKey=secret("i"), Token=token("i"), Expiration="{T+7200}")))


def imds(name, rules, env=None, **kw):
    add("imds: " + name, env={**IMDS, **(env or {})}, rules=rules, defaults=False, **kw)


imds("token flow", [TOKEN, ICREDS, ROLEN])
for status in (403, 404, 405):
    imds(f"no token ({status}), version 1", [rule("PUT", "/imds/", "", status=status), ICREDS, ROLEN])
imds("token refused (400)", [rule("PUT", "/imds/", "", status=400), ICREDS, ROLEN], code="no_credentials")
imds("token fails (500), version 1", [rule("PUT", "/imds/", "", status=500), ICREDS, ROLEN])
imds("version 1 disabled", [rule("PUT", "/imds/", "", status=403), ICREDS, ROLEN],
     env={"AWS_EC2_METADATA_V1_DISABLED": "true"}, code="provider_failed")
imds("no role", [TOKEN, rule("GET", "/imds/", "", status=404)], code="no_credentials")
imds("empty role", [TOKEN, rule("GET", "/imds/", "")], code="no_credentials")
imds("error document", [TOKEN, rule("GET", "/imds/latest/meta-data/iam/security-credentials/myrole", json.dumps(
    dict(Code="AssumeRoleUnauthorizedAccess", Message="no"))), ROLEN], code="no_credentials")
imds("not json", [TOKEN, rule("GET", "/imds/latest/meta-data/iam/security-credentials/myrole", "hi"), ROLEN],
     code="no_credentials")
imds("past its end is used", [TOKEN, rule("GET", "/imds/latest/meta-data/iam/security-credentials/myrole", json.dumps(
    dict(Code="Success", AccessKeyId=akey("i"), SecretAccessKey=secret("i"), Token=token("i"), Expiration="{T+-600}"))), ROLEN])
for word, off in [("true", True), ("TRUE", True), ("1", False), ("yes", False), ("false", False)]:
    imds(f"disabled by {word}", [TOKEN, ICREDS, ROLEN], env={"AWS_EC2_METADATA_DISABLED": word},
         code="no_credentials" if off else None)
imds("second attempt", [rule("PUT", "/imds/", "", status=500, times=1), TOKEN, ICREDS, ROLEN],
     env={"AWS_METADATA_SERVICE_NUM_ATTEMPTS": "2"})
imds("bad mode", [], env={"AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE": "ipv5"}, code="bad_config")
imds("endpoint no url", [], env={"AWS_EC2_METADATA_SERVICE_ENDPOINT": "not a url"}, code="bad_config")
imds("timeout no number", [], env={"AWS_METADATA_SERVICE_TIMEOUT": "x"}, code="bad_config")
imds("keys win", [TOKEN, ICREDS, ROLEN], env=env_keys("a"))
add("imds: endpoint from profile", files={CONF: "[default]\nec2_metadata_service_endpoint = {SERVER}/imds/\n"},
    rules=[TOKEN, ICREDS, ROLEN], defaults=False)

# --- 12 .env -------------------------------------------------------------------------------------------------------
NOENV = "botocore reads no .env file; it stands directly below the process environment"


def dot(n, with_token=False, extra=""):
    return "".join(f"{k}={v}\n" for k, v in env_keys(n, with_token).items()) + extra


add(".env: keys", dotenv=dot("d"), ours=found("dotenv", "d"), reason=NOENV)
add(".env: before default profile", dotenv=dot("d"), files={CRED: "[default]\n" + static("a")}, ours=found("dotenv", "d"), reason=NOENV)
add(".env: below environment", dotenv=dot("d"), env=env_keys("e"))
add(".env: token is not taken by the environment's keys", dotenv=dot("d", True), env=env_keys("e"))
add(".env: secret does not complete the environment", dotenv=dot("d"), env={"AWS_ACCESS_KEY_ID": key("e")},
    code="partial_credentials")
add(".env: environment's token does not complete it", dotenv=dot("d"), env={"AWS_SESSION_TOKEN": token("x")},
    ours=found("dotenv", "d"), reason=NOENV)
add(".env: partial", dotenv=f"AWS_ACCESS_KEY_ID={key('d')}\n", env={"AWS_SECRET_ACCESS_KEY": secret("x")},
    ours=dict(code="partial_credentials"), reason=NOENV)
add(".env: AWS_PROFILE outranks it", dotenv=dot("d"), files={CRED: "[dev]\n" + static("a")}, env={"AWS_PROFILE": "dev"})
add(".env: explicit profile outranks it", dotenv=dot("d"), files={CRED: "[dev]\n" + static("a")}, profile="dev")
add(".env: after a named profile without keys", dotenv=dot("d"), files={CONF: "[profile dev]\nregion = eu-west-1\n"},
    env={"AWS_PROFILE": "dev"}, ours=found("dotenv", "d"), reason=NOENV)
add(".env: names the profile", dotenv="AWS_PROFILE=dev\n", files={CRED: "[dev]\n" + static("a")},
    ours=found("shared-credentials-file", "a"), reason=NOENV)
add(".env: its keys beat its profile", dotenv=dot("d", extra="AWS_PROFILE=dev\n"), files={CRED: "[dev]\n" + static("a")},
    ours=found("dotenv", "d"), reason=NOENV)
add(".env: cannot name a file or a program", dotenv="AWS_CONFIG_FILE=/tmp/x\nAWS_WEB_IDENTITY_TOKEN_FILE=/tmp/x\nAWS_ROLE_ARN=x\n",
    code="no_credentials")

# --- 13 endpoints and settings --------------------------------------------------------------------------------------
add("settings: services section absent", files={CONF: "[profile dev]\nservices = nope\n" + static("a")}, profile="dev",
    ours=dict(code="bad_config"), reason="botocore finds the keys and fails in every client; sva says so at once")
add("settings: STS endpoint from services", files={**BASE, CONF: f"[profile dev]\nrole_arn = {ROLE}r\nsource_profile = base\n"
    "services = s\n[services s]\nsts =\n  endpoint_url = {SERVER}/sts\n"}, env={"AWS_ENDPOINT_URL_STS": None}, profile="dev",
    rules=[sts("r")])
add("settings: STS endpoint from profile", files=role("endpoint_url = {SERVER}/sts\n"), env={"AWS_ENDPOINT_URL_STS": None},
    profile="dev", rules=[sts("r")])

SOURCES = {
    "env": "environment", "assume-role": "assume-role", "assume-role-with-web-identity": "web-identity", "sso": "sso",
    "shared-credentials-file": "shared-credentials-file", "login": "login", "custom-process": "process",
    "config-file": "config-file", "ec2-credentials-file": "ec2-credentials-file", "boto-config": "boto-config",
    "container-role": "container", "iam-role": "instance-metadata"}

WORKER = r'''
import json, os, sys
import botocore.credentials, botocore.session
from botocore.utils import JSONFileCache
spec = json.load(sys.stdin)
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, utils
class EC:
    """Stands for the optional native dependency."""
    def __init__(self, key): self.key = key
    @staticmethod
    def new_key_from_der_data(data): return EC(serialization.load_der_private_key(data, None))
    def get_public_coords(self):
        n = self.key.public_key().public_numbers()
        return n.x.to_bytes(32, "big"), n.y.to_bytes(32, "big")
    def sign(self, digest): return self.key.sign(digest, ec.ECDSA(utils.Prehashed(hashes.SHA256())))
    @staticmethod
    def decode_der_signature_to_padded_pair(s, pad_to=32):
        a, b = utils.decode_dss_signature(s)
        return a.to_bytes(pad_to, "big") + b.to_bytes(pad_to, "big")
botocore.credentials.EC = EC
try:
    session = botocore.session.Session(profile=spec["profile"])
    resolver = session.get_component("credential_provider")
    cache = JSONFileCache(os.path.expanduser("~/.aws/cli/cache"))
    def prompt(text):
        if spec["mfa"] is None: raise EOFError()
        return spec["mfa"]
    for name in ("assume-role", "assume-role-with-web-identity", "sso"):
        provider = resolver.get_provider(name)
        provider.cache = cache
        if name == "assume-role": provider._prompter = prompt
    creds = session.get_credentials()
    if creds is None:
        print(json.dumps({"error": "NoCredentials"}))
    else:
        frozen = creds.get_frozen_credentials()
        print(json.dumps({"access_key": frozen.access_key, "secret": frozen.secret_key, "token": frozen.token,
                          "method": creds.method}))
except BaseException as e:
    print(json.dumps({"error": type(e).__name__}))
'''


def fill(text, server, home):
    now = time.time()
    text = text.replace("{SERVER}", server).replace("{HOME}", home)
    iso = lambda m: time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(now + int(m.group(1)))) + (m.group(2) and "UTC" or "Z")
    text = re.sub(r"\{T\+(-?\d+)\}(!UTC)?", iso, text)
    return re.sub(r"\{MS\+(-?\d+)\}", lambda m: str(int((now + int(m.group(1))) * 1000)), text)


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def start(self):
        threading.Thread(target=self.serve_forever, daemon=True).start()


class Handler(http.server.BaseHTTPRequestHandler):
    def log_message(self, *a):
        pass

    def answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode("utf-8", "replace")
        for r in self.server.rules:
            if r["method"] != self.command or not self.path.startswith(r["path"]) or r.get("left") == 0:
                continue
            if r.get("match") and r["match"] not in body:
                continue
            if r.get("header"):
                name, _, value = r["header"].partition(": ")
                if self.headers.get(name) is None or (value and self.headers.get(name) != value):
                    continue
            if "left" in r:
                r["left"] -= 1
            data = fill(r["body"], self.server.base, self.server.home).encode()
            self.send_response(r["status"])
            for k, v in r["headers"].items():
                self.send_header(k, v)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)
            return
        self.send_response(404)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_POST = do_PUT = answer


def run(s):
    with tempfile.TemporaryDirectory() as home:
        server = Server(("127.0.0.1", 0), Handler)
        server.base = f"http://127.0.0.1:{server.server_address[1]}"
        server.home = home
        server.rules = [dict(r, **({"left": r["times"]} if "times" in r else {})) for r in s["rules"]]
        server.start()
        for path, text in s["files"].items():
            full = os.path.join(home, path)
            os.makedirs(os.path.dirname(full), exist_ok=True)
            with open(full, "w", encoding="utf-8", newline="") as f:
                f.write(fill(text, server.base, home))
            os.chmod(full, 0o700 if path in s["executable"] else 0o600)
        env = {"HOME": home, "PATH": "/usr/bin:/bin", **{k: fill(v, server.base, home) for k, v in s["env"].items()}}
        out = subprocess.run([sys.executable, "-c", WORKER], input=json.dumps(dict(profile=s["profile"], mfa=s["mfa"])),
                             capture_output=True, text=True, env=env, cwd=home, timeout=120)
        server.shutdown()
        server.server_close()
        try:
            return json.loads(out.stdout.strip().splitlines()[-1])
        except Exception:
            raise SystemExit(f"{s['name']}: {out.stdout} {out.stderr}")


def main():
    from concurrent.futures import ThreadPoolExecutor
    with ThreadPoolExecutor(3) as pool:
        results = list(pool.map(run, SCENARIOS))
    out, wrong = [], []
    for s, result in zip(SCENARIOS, results):
        s["botocore"] = result
        if s["ours"] is not None:
            s["expect"] = s["ours"]
        elif "error" in result:
            if s["code"] is None:
                wrong.append(f"{s['name']}: botocore raises {result['error']}, which no code is declared for")
            s["expect"] = {"code": s["code"]}
        else:
            if s["code"] is not None:
                wrong.append(f"{s['name']}: botocore resolves {result['method']}, a failure was declared")
            s["expect"] = dict(source=SOURCES[result["method"]], access_key=result["access_key"], secret=result["secret"],
                               token=result["token"])
        if s["ours"] is not None and s["reason"] is not None and "error" not in result and "source" in s["ours"]:
            if s["ours"]["access_key"] == result["access_key"]:
                wrong.append(f"{s['name']}: declared a difference that is none")
        out.append({k: s[k] for k in ("name", "files", "executable", "env", "dotenv", "profile", "mfa", "rules", "botocore",
                                      "expect", "reason")})
    if wrong:
        raise SystemExit("\n".join(wrong))
    with open(os.path.join(HERE, "credential-scenarios.json"), "w", encoding="utf-8") as f:
        json.dump(out, f, indent=1, ensure_ascii=True)
        f.write("\n")
    print(len(out), "scenarios,", sum(1 for s in out if s["reason"]), "intended differences")


if __name__ == "__main__":
    main()
