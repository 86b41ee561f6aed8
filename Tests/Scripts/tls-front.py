"""A TLS proxy on a free loopback port for a plain server, for `make bench`: prints the port, then forwards bytes in both
directions until it is killed.  usage: tls-front.py PLAIN_PORT CERTIFICATE KEY
"""
import asyncio
import ssl
import sys

plain, certificate, key = int(sys.argv[1]), sys.argv[2], sys.argv[3]


async def pump(reader, writer):
    try:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    except (ConnectionError, ssl.SSLError):
        pass
    finally:
        writer.close()


async def serve(reader, writer):
    try:
        back_reader, back_writer = await asyncio.open_connection("127.0.0.1", plain)
    except OSError:
        return writer.close()
    await asyncio.gather(pump(reader, back_writer), pump(back_reader, writer))


async def main():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=context)
    print(server.sockets[0].getsockname()[1], flush=True)
    async with server:
        await server.serve_forever()


asyncio.run(main())
