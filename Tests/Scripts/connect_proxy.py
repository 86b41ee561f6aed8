#!/usr/bin/env python3
"""An HTTP proxy on loopback that allows CONNECT. Prints `PORT N`, then a line `CONNECT HOST:PORT` for each request.

usage: connect_proxy.py MODE [CERTIFICATE KEY]

MODE:
  tunnel   passes the bytes on as they are
  open     opens TLS with the certificate, as programs do that look into connections, and offers HTTP/1.1 alone
  refuse   answers 403
  break    passes bytes on until 20,000 came from the client, then closes both connections
"""
import socket, ssl, sys, threading

mode, files = sys.argv[1], sys.argv[2:]


def pump(source, target, limit=None):
    count = 0
    try:
        while data := source.recv(65536):
            count += len(data)
            if limit and count > limit:
                break
            target.sendall(data)
    except OSError:
        pass
    for end in (source, target):
        try:
            end.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass


def look_into(client):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*files)
    context.set_alpn_protocols(["http/1.1"])
    with context.wrap_socket(client, server_side=True) as opened:
        opened.recv(65536)
        opened.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}")
        while opened.recv(65536):
            pass


def serve(client):
    head = b""
    while b"\r\n\r\n" not in head:
        more = client.recv(65536)
        if not more:
            return
        head += more
    method, target, _ = head.split(b"\r\n")[0].decode().split(" ", 2)
    print(method, target, flush=True)
    if method != "CONNECT" or mode == "refuse":
        client.sendall(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
        return client.close()
    client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
    if mode == "open":
        return look_into(client)
    # Every name is this machine's.
    server = socket.create_connection(("127.0.0.1", int(target.rsplit(":", 1)[1])))
    threading.Thread(target=pump, args=(server, client), daemon=True).start()
    pump(client, server, 20_000 if mode == "break" else None)


def serve_quietly(client):
    try:
        serve(client)
    except OSError:
        pass


listener = socket.create_server(("127.0.0.1", 0))
print(f"PORT {listener.getsockname()[1]}", flush=True)
while True:
    threading.Thread(target=serve_quietly, args=(listener.accept()[0],), daemon=True).start()
