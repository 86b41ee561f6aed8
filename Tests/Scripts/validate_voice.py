#!/usr/bin/env python3
"""Validates what sva knows about Polly and Transcribe: the JSON of the first argument, which VoiceBotocoreTests writes.

botocore is the judge of Polly's requests, of what is read of its responses, of names of voices, languages and engines and
of the regions of both services; moto of the language and the engines of each voice; AWS's client for Transcribe
(amazon-transcribe) of the header fields of a transcription. Prints what is wrong, and which of them were there. Exits
with 0 and a message if botocore is not installed."""
import json, sys

try:
    import botocore.session
    from botocore.serialize import create_serializer
    from botocore.validate import ParamValidator
except ImportError:
    print("skipped: botocore is not installed")
    sys.exit(0)

given = json.loads(sys.argv[1])
session = botocore.session.get_session()
polly = session.get_service_model("polly")
problems, judges = [], [f"botocore {botocore.__version__}"]


def wrong(*words):
    problems.append(" ".join(map(str, words)))


# Requests for speech: botocore finds nothing wrong with their members, and would send the same.
speech = polly.operation_model("SynthesizeSpeech")
for body in given["bodies"]:
    report = ParamValidator().validate(body, speech.input_shape)
    if report.has_errors():
        wrong("SynthesizeSpeech", body, report.generate_report())
        continue
    sent = create_serializer("rest-json").serialize_to_request(body, speech)
    if json.loads(sent["body"]) != body or sent["url_path"] != given["speech_path"] or sent["method"] != "POST":
        wrong("botocore sends", sent)
    for name, member in body.items():
        shape = speech.input_shape.members[name]
        if getattr(shape, "enum", None) and member not in shape.enum:
            wrong(name, member, "is not in the model")

# Lists of voices.
list_voices = polly.operation_model("DescribeVoices")
parameters = {name: True if value == "true" else value for name, value in given["query"]}
report = ParamValidator().validate(parameters, list_voices.input_shape)
if report.has_errors():
    wrong("DescribeVoices", report.generate_report())
else:
    sent = create_serializer("rest-json").serialize_to_request(parameters, list_voices)
    query = {name: str(value).lower() if isinstance(value, bool) else value for name, value in sent["query_string"].items()}
    if query != dict(given["query"]) or sent["url_path"] != given["voices_path"] or sent["method"] != "GET":
        wrong("botocore sends", sent)

# What is read of the responses.
output = list_voices.output_shape.members
for name in given["page_members"]:
    if name not in output:
        wrong("a list of voices has no", name)
for name in given["voice_members"]:
    if name not in output["Voices"].member.members:
        wrong("a voice has no", name)
headers = {shape.serialization.get("name") for shape in speech.output_shape.members.values()}
for name in given["response_headers"]:
    if name not in headers:
        wrong("a response has no header", name)

# Voices, languages, engines.
enums = {name: set(polly.shape_for(name).enum) for name in ("VoiceId", "LanguageCode", "Engine")}
heard = set(session.get_service_model("transcribe").shape_for("LanguageCode").enum)
if set(given["engines"]) != enums["Engine"]:
    wrong("the engines are", sorted(enums["Engine"]))
spoken = set()
for row in given["rows"]:
    code, language, voice, engine = row["code"], row["polly"], row["voice"], row["engine"]
    if row["heard"] and code not in heard:
        wrong(code, "is no language of Transcribe")
    if voice is None:
        continue
    spoken.add(language)
    if voice not in enums["VoiceId"]:
        wrong(code, "has the voice", voice, "which is not in the model")
    if language not in enums["LanguageCode"]:
        wrong(code, "is", language, "for Polly, which is not in the model")
for code in sorted(enums["LanguageCode"] - spoken):
    wrong("no row for Polly's", code)

try:
    import moto
    from moto.polly.resources import VOICE_DATA
except ImportError:
    VOICE_DATA = []
if VOICE_DATA:
    judges.append(f"moto {moto.__version__}")
    known = {voice["Id"]: voice for voice in VOICE_DATA}
    for row in given["rows"]:
        voice = known.get(row["voice"])
        if voice is None:
            continue
        languages = {voice["LanguageCode"], *given["bilingual"].get(row["voice"], [])}
        if row["polly"] not in languages or row["engine"] not in voice["SupportedEngines"]:
            wrong(row["code"], row["voice"], "is in moto", voice["LanguageCode"], voice["SupportedEngines"])

# Regions.
partitions = session.get_component("data_loader").load_data("endpoints")["partitions"]
for service in ("polly", "transcribestreaming"):
    listed = {
        name for partition in partitions
        for name, entry in partition["services"].get(service, {}).get("endpoints", {}).items()
        if not entry.get("deprecated")}
    for name in sorted(listed ^ set(given["regions"][service])):
        wrong(service, "is listed for" if name in listed else "is not listed for", name)

# Header fields of a transcription.
try:
    from amazon_transcribe.model import StartStreamTranscriptionRequest
    from amazon_transcribe.serialize import TranscribeStreamingSerializer
except ImportError:
    TranscribeStreamingSerializer = None
if TranscribeStreamingSerializer:
    judges.append("amazon-transcribe")
    for case in given["transcriptions"]:
        request = TranscribeStreamingSerializer().serialize_start_stream_transcription_request(
            "https://example.com", StartStreamTranscriptionRequest(**case["parameters"]))
        theirs = {k: v for k, v in request.headers.items() if k.startswith("x-amzn-transcribe-")}
        # Python's client writes True; the API's own examples write true.
        theirs = {name: "true" if value == "True" else value for name, value in theirs.items() if value != "False"}
        if theirs != case["headers"] or request.path != given["transcription_path"]:
            wrong("AWS's client sends", request.path, theirs)

print("\n".join(problems) or "judged by " + ", ".join(judges))
sys.exit(1 if problems else 0)
