#!/usr/bin/env python3
"""Sends raw 16-bit samples to a Transcribe endpoint with AWS's own client (PyPI amazon-transcribe), and prints one JSON
line: the results as that client reads them. Credentials are AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.

usage: transcribe_client.py URL CERTIFICATES SAMPLES
"""
import asyncio, json, os, sys

from awscrt import io

url, authority, samples = sys.argv[1:4]
# The client has no setting for its certificates.
class Trusting(io.TlsContextOptions):
    def __init__(self):
        super().__init__()
        self.override_default_trust_store_from_path(None, authority)


io.TlsContextOptions = Trusting

from amazon_transcribe.auth import StaticCredentialResolver
from amazon_transcribe.client import TranscribeStreamingClient
from amazon_transcribe.endpoints import StaticEndpointResolver


async def main():
    client = TranscribeStreamingClient(
        region="eu-central-1", endpoint_resolver=StaticEndpointResolver(url),
        credential_resolver=StaticCredentialResolver(
            os.environ["AWS_ACCESS_KEY_ID"], os.environ["AWS_SECRET_ACCESS_KEY"]))
    stream = await client.start_stream_transcription(
        language_code="en-US", media_sample_rate_hz=16000, media_encoding="pcm")

    async def send():
        sound = open(samples, "rb").read()
        for start in range(0, len(sound), 3200):
            await stream.input_stream.send_audio_event(audio_chunk=sound[start:start + 3200])
            await asyncio.sleep(0.02)
        await stream.input_stream.end_stream()

    results = []

    async def receive():
        async for event in stream.output_stream:
            for result in event.transcript.results:
                results.append({"text": result.alternatives[0].transcript, "partial": result.is_partial,
                                "confidence": [item.confidence for item in result.alternatives[0].items]})

    await asyncio.gather(send(), receive())
    print(json.dumps(results))


asyncio.run(main())
