"""The agency over HTTP: POST /graphql for the gateway, /health for everybody."""

import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from encoding import Malformed, parse_json, write_json
from graph import NoGraphQL, execute
from sealing import Refused

LARGEST = 64 * 1024 * 1024


def create_server(address, agency, calls) -> ThreadingHTTPServer:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        server_version, sys_version = "peer", ""
        timeout = 60
        # a kept connection is slow if the second half of an answer waits for the first's receipt
        disable_nagle_algorithm = True
        wbufsize = -1

        def do_GET(self):
            if self.path in ("/health/live", "/health/ready"):
                return self.say(200, {"status": self.path.rpartition("/")[2]})
            if self.path.partition("?")[0] == "/graphql":
                return self.refuse(401, "CALL_REFUSED")
            return self.refuse(404, "NOT_FOUND")

        def do_POST(self):
            if self.path != "/graphql":
                return self.refuse(404, "NOT_FOUND")
            try:
                return self.answer()
            except Refused as refusal:
                agency.log(f"a call was refused: {refusal.code}")
                return self.refuse(401, "CALL_REFUSED")
            except (Malformed, NoGraphQL, UnicodeDecodeError):
                return self.refuse(400, "BAD_REQUEST")
            except Exception as error:  # the name of a defect, never what it quotes
                agency.log(f"failed: {type(error).__name__}")
                return self.refuse(500, "INTERNAL_SERVER_ERROR")

        def answer(self):
            now = time.time()
            tokens = self.headers.get_all("relink-call", [])
            token = tokens[0] if len(tokens) == 1 else None
            claims = calls.check(token, now)
            length = self.headers.get("content-length", "")
            if not length.isdigit():
                return self.refuse(411, "BAD_REQUEST")
            if int(length) > LARGEST:
                return self.refuse(413, "PAYLOAD_TOO_LARGE")
            body = self.rfile.read(int(length))
            calls.admit(claims, body, now)
            data = execute(parse_json(body.decode("utf-8")), agency.code, agency.reply_to)
            return self.say(200, {"data": data})

        def refuse(self, status: int, code: str):
            # what is left of the body is not read, so nothing may follow it
            self.close_connection = True
            self.say(status, {"errors": [{"message": code, "extensions": {"code": code}}]})

        def say(self, status: int, value: dict):
            body = write_json(value)
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body)))
            if self.close_connection:
                self.send_header("connection", "close")
            self.end_headers()
            self.wfile.write(body)
            self.wfile.flush()

        def log_message(self, *_):
            """An address may hold anything; the agency's own log is enough."""

    server = ThreadingHTTPServer(address, Handler)
    server.daemon_threads = True
    return server
