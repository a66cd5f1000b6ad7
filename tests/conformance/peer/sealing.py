"""JWE (ECDH-ES+A256KW over X25519, A256GCM) and JWS (EdDSA over Ed25519), nothing else of JOSE."""

import os
import struct

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.concatkdf import ConcatKDFHash
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap

from encoding import Malformed, decode, encode, parse_object, write_json
from keys import SKEW

AGREEMENT = "ECDH-ES+A256KW"
ENCRYPTION = "A256GCM"


class Refused(Exception):
    """Why a message is not accepted, for the own log alone."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


def header_of(part) -> dict:
    try:
        return parse_object(decode(part))
    except Malformed:
        raise Refused("MALFORMED") from None


def open_jwe(jwe: dict, recipient: dict, key, typ: str) -> str:
    """One recipient's view of a JWE in general JSON form."""
    protected = header_of(jwe["protected"])
    if protected.get("typ") != typ or protected.get("cty") != "JWT":
        raise Refused("WRONG_TYPE")
    header = {**protected, **recipient["header"]}
    if header.get("alg") != AGREEMENT or header.get("enc") != ENCRYPTION:
        raise Refused("UNOPENABLE")
    if "crit" in header or "zip" in header:
        raise Refused("UNOPENABLE")
    try:
        other = X25519PublicKey.from_public_bytes(decode(header["epk"]["x"]))
        wrapping = _wrapping_key(key.private.exchange(other), header)
        content = aes_key_unwrap(wrapping, decode(recipient["encrypted_key"]))
        sealed = decode(jwe["ciphertext"]) + decode(jwe["tag"])
        plain = AESGCM(content).decrypt(decode(jwe["iv"]), sealed, jwe["protected"].encode("ascii"))
        return plain.decode("utf-8")
    except (InvalidTag, InvalidUnwrap, Malformed, ValueError, KeyError, TypeError):
        raise Refused("UNOPENABLE") from None


def seal(text: str, key, typ: str) -> str:
    """A compact JWE to one key."""
    own = X25519PrivateKey.generate()
    raw = own.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    header = {
        **{"alg": AGREEMENT, "enc": ENCRYPTION, "typ": typ, "cty": "JWT", "kid": key.kid},
        "epk": {"kty": "OKP", "crv": "X25519", "x": encode(raw)},
    }
    content, iv = AESGCM.generate_key(256), os.urandom(12)
    wrapped = aes_key_wrap(_wrapping_key(own.exchange(key.public), header), content)
    protected = encode(write_json(header))
    sealed = AESGCM(content).encrypt(iv, text.encode("utf-8"), protected.encode("ascii"))
    parts = [wrapped, iv, sealed[:-16], sealed[-16:]]
    return ".".join([protected, *(encode(part) for part in parts)])


def verify(jws: str, signers: list, typ: str, now: float):
    """The claims of a compact JWS, and whose of the signers' keys signed it."""
    parts = jws.split(".")
    if len(parts) != 3:
        raise Refused("MALFORMED")
    header = header_of(parts[0])
    if "crit" in header:
        raise Refused("MALFORMED")
    if header.get("typ") != typ:
        raise Refused("WRONG_TYPE")
    if header.get("alg") != "EdDSA":
        raise Refused("BAD_SIGNATURE")
    found = [(party, party.key("sig", header.get("kid"))) for party in signers]
    signer, key = next(((party, key) for party, key in found if key), (None, None))
    if key is None:
        raise Refused("UNKNOWN_KEY")
    try:
        key.public.verify(decode(parts[2]), f"{parts[0]}.{parts[1]}".encode("ascii"))
    except (InvalidSignature, Malformed):
        raise Refused("BAD_SIGNATURE") from None
    if not key.is_valid(now, SKEW):
        raise Refused("RETIRED_KEY")
    try:
        return parse_object(decode(parts[1])), signer
    except Malformed:
        raise Refused("MALFORMED") from None


def sign(claims: dict, key, typ: str) -> str:
    header = {"alg": "EdDSA", "typ": typ, "kid": key.kid}
    signed = f"{encode(write_json(header))}.{encode(write_json(claims))}"
    return f"{signed}.{encode(key.private.sign(signed.encode('ascii')))}"


def _wrapping_key(shared: bytes, header: dict) -> bytes:
    """RFC 7518, section 4.6.2: Concat KDF with SHA-256; the algorithm stands in OtherInfo."""
    texts = [header["alg"].encode(), decode(header.get("apu", "")), decode(header.get("apv", ""))]
    info = b"".join(struct.pack(">I", len(text)) + text for text in texts) + struct.pack(">I", 256)
    return ConcatKDFHash(algorithm=hashes.SHA256(), length=32, otherinfo=info).derive(shared)
