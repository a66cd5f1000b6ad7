"""The header relink-call: that the gateway makes this very call. All of it is here."""

import hashlib
import hmac
import re
import threading

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from encoding import Malformed, decode, encode, parse_object, write_json
from keys import SKEW
from sealing import Refused, header_of

GATEWAY = "gateway"
TYP = "relink-call+jwt"
ALG = "HS256"
LIFETIME = 30
LONGEST = 8192

_FORMS = {
    "iss": re.compile(r".+\Z"),
    "aud": re.compile(r".+\Z"),
    "jti": re.compile(r"[\w-]{16,64}\Z", re.ASCII),
    "bsh": re.compile(r"[\w-]{43}\Z", re.ASCII),
    "rid": re.compile(r"[\w.-]{1,64}\Z", re.ASCII),
}


class Calls:
    """Takes each call once, as far as this process remembers."""

    def __init__(self, code: str, own, gateway):
        self.code, self.own, self.gateway = code, own, gateway
        self.agreed = {}
        self.seen = {}
        self.lock = threading.Lock()

    def check(self, token, now: float) -> dict:
        """All but the body, which nobody reads of a call that is refused for what it says."""
        if token is None:
            raise Refused("MISSING")
        if len(token) > LONGEST:
            raise Refused("MALFORMED")
        claims = self.open(token, now)
        if not all(_fits(claims.get(name), form) for name, form in _FORMS.items()):
            raise Refused("MALFORMED")
        issued, expires = claims.get("iat"), claims.get("exp")
        if type(issued) is not int or type(expires) is not int:
            raise Refused("MALFORMED")
        if claims["iss"] != GATEWAY:
            raise Refused("WRONG_ISSUER")
        if claims["aud"] != self.code:
            raise Refused("WRONG_AUDIENCE")
        if expires - issued > LIFETIME:
            raise Refused("TOO_LONG_LIVED")
        if issued > now + SKEW:
            raise Refused("NOT_YET_VALID")
        if expires <= now:
            raise Refused("EXPIRED")
        return claims

    def open(self, token: str, now: float) -> dict:
        """The claims, of a call whose tag only the gateway and this agency can make."""
        parts = token.split(".")
        if len(parts) != 3:
            raise Refused("MALFORMED")
        caller, called = self.ends(header_of(parts[0]))
        if not _is_same(parts[2], _tag(f"{parts[0]}.{parts[1]}", self.secret(caller, called))):
            raise Refused("BAD_SIGNATURE")
        if not (caller.is_valid(now, SKEW) and called.is_valid(now, SKEW)):
            raise Refused("RETIRED_KEY")
        try:
            return parse_object(decode(parts[1]))
        except Malformed:
            raise Refused("MALFORMED") from None

    def ends(self, header: dict):
        """The key of the gateway and the own one that a call names."""
        if "crit" in header:
            raise Refused("MALFORMED")
        if header.get("typ") != TYP:
            raise Refused("WRONG_TYPE")
        if header.get("alg") != ALG:
            raise Refused("BAD_SIGNATURE")
        kids = str(header.get("kid")).split(".")
        found = [self.gateway.key("enc", kids[0]), self.own.key("enc", kids[-1])]
        if len(kids) != 2 or None in found:
            raise Refused("UNKNOWN_KEY")
        return found

    def secret(self, caller, called) -> bytes:
        """Derived once a pair: X25519 between the two, then HKDF over who calls whom."""
        pair = (caller.kid, called.kid)
        if pair not in self.agreed:
            info = write_json([TYP, GATEWAY, self.code, *pair])
            hkdf = HKDF(algorithm=hashes.SHA256(), length=32, salt=b"", info=info)
            self.agreed[pair] = hkdf.derive(called.private.exchange(caller.public))
        return self.agreed[pair]

    def admit(self, claims: dict, body: bytes, now: float) -> None:
        if encode(hashlib.sha256(body).digest()) != claims["bsh"]:
            raise Refused("OTHER_BODY")
        with self.lock:
            if claims["jti"] in self.seen:
                raise Refused("REPLAYED")
            self.seen[claims["jti"]] = claims["exp"]
            if len(self.seen) > 100_000:
                self.seen = {jti: exp for jti, exp in self.seen.items() if exp > now}


def _fits(value, form) -> bool:
    return isinstance(value, str) and form.match(value) is not None


def _tag(signed: str, secret: bytes) -> str:
    return encode(hmac.digest(secret, signed.encode("utf-8"), "sha256"))


def _is_same(given: str, made: str) -> bool:
    """As texts: of the ways to write the same bytes in base64url only one is taken."""
    return hmac.compare_digest(given.encode("utf-8"), made.encode("utf-8"))
