"""Opens an envelope and checks the warrant inside, in the order of the wire format."""

import re
from datetime import date

from encoding import Malformed, parse_object
from keys import LIFETIME, SKEW
from sealing import Refused, header_of, open_jwe, verify

ENVELOPE_TYP = "relink-envelope+jwe"
WARRANT_TYP = "relink-warrant+jwt"
LONGEST = 16 * 1024 * 1024

PURPOSES = {"SERVICE_OF_DOCUMENTS", "MEDIATION", "ENFORCEMENT"}
KINDS = {"PHONE", "ADDRESS"}
ID_TYPES = {"RESIDENT_ID", "HMT_PERMIT", "FOREIGN_PR_ID", "PASSPORT", "USCC"}
MEMBERS = {"protected", "iv", "ciphertext", "tag", "recipients"}

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\Z", re.I)


def open_warrant(envelope, code: str, own, pinned: dict, now: float):
    """The warrant, and the party whose key signed it."""
    jwe, recipient, key = _own_entry(envelope, own, now)
    jws = open_jwe(jwe, recipient, key, ENVELOPE_TYP)
    claims, signer = verify(jws, list(pinned.values()), WARRANT_TYP, now)
    if not _is_warrant(claims):
        raise Refused("MALFORMED")
    if header_of(jwe["protected"]).get("inquiry", claims["jti"]) != claims["jti"]:
        raise Refused("WRONG_INQUIRY")
    if claims["iss"] != signer.code:
        raise Refused("WRONG_ISSUER")
    if code not in claims["aud"]:
        raise Refused("WRONG_AUDIENCE")
    if claims["exp"] - claims["iat"] > LIFETIME:
        raise Refused("TOO_LONG_LIVED")
    if max(claims["iat"], claims["nbf"]) > now + SKEW:
        raise Refused("NOT_YET_VALID")
    if claims["exp"] <= now:
        raise Refused("EXPIRED")
    return claims, signer


def _own_entry(envelope, own, now: float):
    if not isinstance(envelope, str) or len(envelope) > LONGEST:
        raise Refused("MALFORMED")
    try:
        jwe = parse_object(envelope)
    except Malformed:
        raise Refused("MALFORMED") from None
    texts = all(isinstance(jwe.get(name), str) for name in MEMBERS - {"recipients"})
    recipients = jwe.get("recipients")
    if set(jwe) != MEMBERS or not texts or not isinstance(recipients, list):
        raise Refused("MALFORMED")
    if not 1 <= len(recipients) <= 200 or not all(_is_recipient(one) for one in recipients):
        raise Refused("MALFORMED")
    mine = [(one, own.key("enc", one["header"]["kid"])) for one in recipients]
    mine = [(one, key) for one, key in mine if key is not None]
    if not mine:
        raise Refused("NOT_ADDRESSED")
    if len(mine) > 1:
        raise Refused("MALFORMED")
    recipient, key = mine[0]
    if now - LIFETIME - SKEW >= key.ends:
        raise Refused("RETIRED_KEY")
    return jwe, recipient, key


def _is_recipient(one) -> bool:
    if not isinstance(one, dict) or set(one) != {"header", "encrypted_key"}:
        return False
    header = one["header"]
    named = isinstance(header, dict) and all(isinstance(header.get(n), str) for n in ("alg", "kid"))
    return named and isinstance(one["encrypted_key"], str)


def _is_warrant(claims: dict) -> bool:
    checks = {
        "iss": lambda v: _is_text(v, 1000),
        "aud": lambda v: _is_list(v, lambda code: _is_text(code, 1000)),
        "iat": _is_whole,
        "nbf": _is_whole,
        "exp": _is_whole,
        "jti": _is_uuid,
        "actor": lambda v: isinstance(v, str) and re.match(r"[\w-]{43}\Z", v, re.ASCII) is not None,
        "role": lambda v: v in ("CLERK", "JUDGE"),
        "hop": lambda v: _is_whole(v) and v in (1, 2),
        "asOf": _is_day,
        "purpose": lambda v: isinstance(v, str) and v in PURPOSES,
        "legalBasis": lambda v: _is_text(v, 200),
        "kinds": lambda v: _is_list(v, lambda kind: isinstance(kind, str) and kind in KINDS),
        "parties": lambda v: _is_list(v, _is_party) and len(v) <= 8000,
    }
    resumes = "resumes" not in claims or _is_uuid(claims["resumes"])
    return resumes and all(check(claims.get(name)) for name, check in checks.items())


def _is_party(party) -> bool:
    if not isinstance(party, dict):
        return False
    required = {
        "ref": lambda v: isinstance(v, str) and re.match(r"[\w-]{1,64}\Z", v, re.ASCII) is not None,
        "caseNo": lambda v: _is_text(v, 64),
        "partyType": lambda v: v in ("PERSON", "ORGANISATION"),
    }
    optional = {
        "name": lambda v: _is_text(v, 200),
        "id": _is_id,
        "phone": lambda v: isinstance(v, str) and re.match(r"\+[1-9][0-9]{5,14}\Z", v) is not None,
        "phoneObservedOn": _is_day,
        "nameConfirmed": lambda v: v is True,
        "protectionLifted": lambda v: v is True,
    }
    return all(check(party.get(name)) for name, check in required.items()) and all(
        check(party[name]) for name, check in optional.items() if name in party
    )


def _is_id(value) -> bool:
    if not isinstance(value, dict) or not _is_text(value.get("number"), 32):
        return False
    state = value.get("issuingState", "AAA")
    known = isinstance(value.get("type"), str) and value["type"] in ID_TYPES
    return known and isinstance(state, str) and re.match(r"[A-Z]{3}\Z", state) is not None


def _is_text(value, longest: int) -> bool:
    return isinstance(value, str) and 1 <= len(value.encode("utf-16-le", "surrogatepass")) // 2 <= longest


def _is_uuid(value) -> bool:
    return isinstance(value, str) and _UUID.match(value) is not None


def _is_whole(value) -> bool:
    return type(value) is int


def _is_list(value, check) -> bool:
    return isinstance(value, list) and all(check(one) for one in value)


def _is_day(value) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
