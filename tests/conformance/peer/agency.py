"""Answers envelopes: opened, checked, met once, looked up, sealed to the court that asked."""

import contextlib
import sqlite3
import time
import uuid
from datetime import datetime, timezone

from keys import LIFETIME
from sealing import Refused, seal, sign
from warrants import open_warrant

REPLY_TYP = "relink-reply+jwt"
SEALED_TYP = "relink-reply+jwe"


class Agency:
    """Its policy: one court, every purpose, both kinds, a thousand entries an envelope."""

    courts = ("court",)
    entries = 1000

    def __init__(self, code: str, own, pinned: dict, register, seen_file: str, log):
        self.code, self.own, self.pinned = code, own, pinned
        self.register, self.seen_file, self.log = register, seen_file, log
        with contextlib.closing(self._seen()) as seen, seen:
            seen.execute("create table if not exists seen (jti text primary key, exp integer)")

    def reply_to(self, envelope) -> dict:
        now = time.time()
        told = {"answeredAt": datetime.now(timezone.utc).isoformat(timespec="milliseconds")}
        try:
            warrant, court, key = self.grant(envelope, now)
        except Refused as refusal:
            self.log(f"an envelope was refused: {refusal.code}")
            return {**told, "status": "REFUSED", "sealed": None}
        self.log(f"answered {warrant['jti']}: {len(warrant['parties'])} entries")
        return {**told, "status": "ANSWERED", "sealed": self.seal(warrant, court, key, int(now))}

    def grant(self, envelope, now: float):
        warrant, court = open_warrant(envelope, self.code, self.own, self.pinned, now)
        if court.code not in self.courts:
            raise Refused("COURT_NOT_ALLOWED")
        if len(warrant["parties"]) > self.entries:
            raise Refused("TOO_MANY_PARTIES")
        key = court.newest("enc", now)
        if key is None:
            raise Refused("RETIRED_KEY")
        if not self.is_first_sight(warrant["jti"].lower(), warrant["exp"], now):
            raise Refused("REPLAYED")
        return warrant, court, key

    def is_first_sight(self, jti: str, exp: int, now: float) -> bool:
        """Of two at once only one is told so: the database takes a key once."""
        with contextlib.closing(self._seen()) as seen, seen:
            seen.execute("delete from seen where exp < ?", (int(now) - 3600,))
            added = seen.execute("insert or ignore into seen values (?, ?)", (jti, exp))
            return added.rowcount == 1

    def seal(self, warrant: dict, court, key, now: int) -> str:
        answers = [self.register.answer(party, warrant["asOf"]) for party in warrant["parties"]]
        claims = {
            **{"iss": self.code, "aud": court.code, "iat": now, "exp": now + LIFETIME},
            **{"jti": str(uuid.uuid4()), "inquiry": warrant["jti"], **_body(answers, warrant["kinds"])},
        }
        return seal(sign(claims, self.own.newest("sig", now), REPLY_TYP), key, SEALED_TYP)

    def _seen(self):
        return sqlite3.connect(self.seen_file, timeout=30)


def _body(answers: list, kinds: list) -> dict:
    if not kinds:
        verdicts = [{"ref": one["ref"], "elements": one["elements"]} for one in answers]
        return {"answers": [], "verdicts": verdicts}
    for one in answers:
        one["contacts"] = [lead for lead in one["contacts"] if lead["kind"] in kinds]
    return {"answers": answers}
