"""A TLS proxy on a free loopback port for a plain server, for tests and `make bench`: prints `PORT N`, then forwards bytes in both
directions until it is killed. It closes the first CLOSED connections at once. With RTT, the handshake takes so many milliseconds after the client's first message, and
that message counts from the moment the connection would have been open; the plain server delays all else itself.

usage: tls-front.py PLAIN_PORT CERTIFICATE KEY [RTT [CLOSED]]
"""
import asyncio
import socket
import ssl
import sys

plain, certificate, key = int(sys.argv[1]), sys.argv[2], sys.argv[3]
round_trip = int(sys.argv[4]) / 1000 if len(sys.argv) > 4 else 0
closed = int(sys.argv[5]) if len(sys.argv) > 5 else 0


async def pump(reader, writer):
    try:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    except (ConnectionError, ssl.SSLError):
        pass
    finally:
        writer.close()


async def first_message(client):
    """Returns when the client has sent something, without reading it."""
    loop = asyncio.get_running_loop()
    arrived = loop.create_future()
    loop.add_reader(client, lambda: arrived.done() or arrived.set_result(None))
    try:
        await arrived
    finally:
        loop.remove_reader(client)


async def serve(client, context):
    loop = asyncio.get_running_loop()
    try:
        back_reader, back_writer = await asyncio.open_connection("127.0.0.1", plain)
        if round_trip:
            await asyncio.sleep(round_trip)
            await first_message(client)
            await asyncio.sleep(round_trip)
        reader = asyncio.StreamReader()
        protocol = asyncio.StreamReaderProtocol(reader)
        transport, _ = await loop.connect_accepted_socket(lambda: protocol, client, ssl=context)
    except OSError:
        client.close()
        return
    writer = asyncio.StreamWriter(transport, protocol, reader, loop)
    await asyncio.gather(pump(reader, back_writer), pump(back_reader, writer))


async def main():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    listener = socket.create_server(("127.0.0.1", 0), backlog=128)
    listener.setblocking(False)
    print("PORT", listener.getsockname()[1], flush=True)
    tasks = set()
    left = closed
    while True:
        client, _ = await asyncio.get_running_loop().sock_accept(listener)
        if left > 0:
            left -= 1
            client.close()
            continue
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        task = asyncio.create_task(serve(client, context))
        tasks.add(task)
        task.add_done_callback(tasks.discard)


asyncio.run(main())
