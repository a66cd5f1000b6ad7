"""The same agency with one fault, which FAULT names: what the suite must find.

A suite that passes everything proves nothing.
"""

import os

import agency
import calls
import decide
import graph
import names
import peer
import sealing
import server
import warrants
from sealing import Refused


def answers_twice():
    agency.Agency.is_first_sight = lambda *_: True


def believes_anybody():
    verify = warrants.verify

    def careless(jws, signers, typ, now):
        try:
            return verify(jws, signers, typ, now)
        except Refused as refusal:
            if refusal.code != "BAD_SIGNATURE":
                raise
            claims = warrants.parse_object(sealing.decode(jws.split(".")[1]))
            return claims, next(party for party in signers if party.code == claims["iss"])

    warrants.verify = careless


def has_no_clock():
    warrants.LIFETIME = 10**9
    warrants.SKEW = 10**9


def lets_anybody_call():
    check = calls.Calls.check

    calls.Calls.check = lambda self, token, now: check(self, token, now) if token else {}
    calls.Calls.admit = lambda *_: None


def takes_any_tag():
    calls._is_same = lambda *_: True


def finds_the_dead():
    decide._blocked = lambda *_: None


def takes_any_name():
    decide.compare = lambda *_: ("MATCH", None)


def tells_of_others():
    answer = decide._answer

    def talkative(asked, outcome, own, by_id, by_phone):
        told = answer(asked, outcome, own, by_id, by_phone)
        told["contacts"] = [lead for one in by_phone for lead in one["entry"]["contacts"]]
        return told

    decide._answer = talkative


def verifies_and_tells():
    body = agency._body
    agency._body = lambda answers, kinds: body(answers, kinds or ["PHONE"])


def answers_the_hub():
    execute = graph.execute

    def open_hearted(request, code, reply_to):
        data = execute(request, code, reply_to)
        return {**data, "for_your_information": "张伟"}

    server.execute = open_hearted


def gives_again_to_anybody():
    seal, given = agency.Agency.seal, {}

    def careless(self, warrant, *rest):
        sealed = given.get(warrant.get("resumes")) or seal(self, warrant, *rest)
        given[warrant["jti"]] = sealed
        return sealed

    agency.Agency.seal = careless


def quotes_its_errors():
    def refuse(self, status, code):
        self.close_connection = True
        self.say(status, {"errors": [{"message": 'File "server.py", line 1: sqlite3 failed'}]})

    create = server.create_server

    def with_quotes(*given):
        made = create(*given)
        made.RequestHandlerClass.refuse = refuse
        return made

    peer.create_server = with_quotes


def folds_everything():
    names.SHORTEST_FOR_ONE_EDIT = 0
    names._is_one_edit = lambda *_: True


if __name__ == "__main__":
    globals()[os.environ["FAULT"]]()
    peer.main()
