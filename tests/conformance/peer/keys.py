"""Key files: JWKS with Ed25519 (use sig) and X25519 (use enc) keys, the newest first."""

import hashlib
import json
import os
from datetime import datetime, timezone

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from encoding import decode, encode

SKEW = 30
LIFETIME = 600


class Key:
    """One key of a party, its dates in seconds since the epoch."""

    def __init__(self, jwk: dict):
        curve, x = jwk["crv"], jwk["x"]
        text = json.dumps({"crv": curve, "kty": "OKP", "x": x}, separators=(",", ":"))
        if encode(hashlib.sha256(text.encode()).digest()) != jwk["kid"]:
            raise ValueError("a kid is not the RFC 7638 thumbprint of its key")
        self.kid = jwk["kid"]
        self.use = jwk["use"]
        self.begins = _seconds(jwk.get("validFrom"), float("-inf"))
        self.ends = _seconds(jwk.get("retiredAt"), float("inf"))
        public = Ed25519PublicKey if self.use == "sig" else X25519PublicKey
        self.public = public.from_public_bytes(decode(x))
        private = Ed25519PrivateKey if self.use == "sig" else X25519PrivateKey
        self.private = private.from_private_bytes(decode(jwk["d"])) if "d" in jwk else None

    def is_valid(self, now: float, skew: float = 0) -> bool:
        return self.begins <= now + skew and now < self.ends


class Party:
    """Somebody by code, with the keys that are known of them."""

    def __init__(self, code: str, jwks: dict):
        self.code = code
        self.keys = [Key(jwk) for jwk in jwks["keys"]]

    def key(self, use: str, kid):
        return next((key for key in self.keys if key.use == use and key.kid == kid), None)

    def newest(self, use: str, now: float):
        return next((key for key in self.keys if key.use == use and key.is_valid(now)), None)


def read_own(file: str, code: str) -> Party:
    if os.stat(file).st_mode & 0o077:
        raise SystemExit(f"{code}: {file} is readable by others; run: chmod 600 {file}")
    with open(file, encoding="utf-8") as text:
        return Party(code, json.load(text))


def read_pinned(folder: str) -> dict:
    pinned = {}
    for name in sorted(os.listdir(folder)):
        if name.endswith(".json"):
            with open(os.path.join(folder, name), encoding="utf-8") as text:
                pinned[name[:-5]] = Party(name[:-5], json.load(text))
    return pinned


def create(file: str, folder: str, code: str) -> None:
    """Makes the keys of this party where there are none, and writes the half that others pin."""
    if not os.path.exists(file):
        jwks = [_new("Ed25519", "sig", "EdDSA"), _new("X25519", "enc", "ECDH-ES+A256KW")]
        _write(file, {"keys": jwks}, 0o600)
    with open(file, encoding="utf-8") as text:
        keys = json.load(text)["keys"]
    public = [{name: value for name, value in jwk.items() if name != "d"} for jwk in keys]
    os.makedirs(folder, exist_ok=True)
    _write(os.path.join(folder, f"{code}.json"), {"keys": public}, 0o644)


def _new(curve: str, use: str, alg: str) -> dict:
    private = (Ed25519PrivateKey if use == "sig" else X25519PrivateKey).generate()
    raw, plain = serialization.Encoding.Raw, serialization.NoEncryption()
    x = encode(private.public_key().public_bytes(raw, serialization.PublicFormat.Raw))
    d = encode(private.private_bytes(raw, serialization.PrivateFormat.Raw, plain))
    text = json.dumps({"crv": curve, "kty": "OKP", "x": x}, separators=(",", ":"))
    kid = encode(hashlib.sha256(text.encode()).digest())
    return {"kid": kid, "kty": "OKP", "crv": curve, "use": use, "alg": alg, "x": x, "d": d}


def _write(file: str, value: dict, mode: int) -> None:
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "w") as out:
        out.write(json.dumps(value, indent=2) + "\n")


def _seconds(instant, otherwise: float) -> float:
    if instant is None:
        return otherwise
    return datetime.fromisoformat(instant.replace("Z", "+00:00")).astimezone(timezone.utc).timestamp()
