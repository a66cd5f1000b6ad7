"""A small agency that shares no code with the others: `peer.py keys`, `peer.py serve`.

The environment configures it: HOST, PORT, KEYS_FILE, PINNED_KEYS_DIR, REGISTER_FILE, SEEN_FILE; with
STOP_AT_EOF it ends when its standard input does, as it does when whoever started it is gone.
"""

import os
import signal
import sys
import threading

import keys
from agency import Agency
from calls import GATEWAY, Calls
from register import Register
from server import create_server

CODE = "peer"


def log(line: str) -> None:
    print(f"{CODE}: {line}", file=sys.stderr, flush=True)


def serve() -> None:
    env = os.environ
    own = keys.read_own(env["KEYS_FILE"], CODE)
    pinned = keys.read_pinned(env["PINNED_KEYS_DIR"])
    if GATEWAY not in pinned:
        raise SystemExit(f"{CODE}: PINNED_KEYS_DIR holds no keys of the gateway")
    register = Register(env["REGISTER_FILE"])
    agency = Agency(CODE, own, pinned, register, env["SEEN_FILE"], log)
    address = (env.get("HOST", "127.0.0.1"), int(env.get("PORT", "0")))
    server = create_server(address, agency, Calls(CODE, own, pinned[GATEWAY]))
    if env.get("STOP_AT_EOF"):
        threading.Thread(target=lambda: (sys.stdin.read(), server.shutdown()), daemon=True).start()
    for told in (signal.SIGTERM, signal.SIGINT):
        # shutdown waits for the loop that this very thread runs
        signal.signal(told, lambda *_: threading.Thread(target=server.shutdown).start())
    log(f"serving at http://{server.server_address[0]}:{server.server_address[1]}")
    server.serve_forever()
    server.server_close()


def main() -> None:
    command = sys.argv[1] if len(sys.argv) == 2 else ""
    if command == "keys":
        keys.create(os.environ["KEYS_FILE"], os.environ["PINNED_KEYS_DIR"], CODE)
    elif command == "serve":
        serve()
    else:
        raise SystemExit(__doc__)


if __name__ == "__main__":
    main()
