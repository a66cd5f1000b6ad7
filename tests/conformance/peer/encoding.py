"""Base64url without padding, and JSON that names no member twice."""

import base64
import json
import re

_BASE64URL = re.compile(r"[A-Za-z0-9_-]*\Z")


class Malformed(Exception):
    """A text is not what it should be; never says what it was."""


def encode(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def decode(text) -> bytes:
    if not isinstance(text, str) or not _BASE64URL.match(text) or len(text) % 4 == 1:
        raise Malformed("no base64url")
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _once(pairs):
    members = dict(pairs)
    if len(members) != len(pairs):
        raise Malformed("a member stands twice")
    return members


def _never(_name):
    raise Malformed("no number of JSON")


def parse_json(text):
    """Python would take the last of two members; others the first (RFC 7519, section 4)."""
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_never)
    except (ValueError, RecursionError):
        raise Malformed("no JSON") from None


def parse_object(text) -> dict:
    value = parse_json(text)
    if not isinstance(value, dict):
        raise Malformed("no JSON object")
    return value


def write_json(value) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
