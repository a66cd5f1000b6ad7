"""The decision table: what is answered about one party from the entries under its ID or phone."""

import re

from names import compare

ADULT = 18


def decide(asked: dict, held: list, as_of: str) -> dict:
    entries = [_beside(asked, entry) for entry in held if entry["organisation"] == _is_organisation(asked)]
    entries.sort(key=lambda one: one["entry"]["observedOn"], reverse=True)
    by_id = [one for one in entries if one["same_id"]]
    by_phone = [one for one in entries if one["same_phone"] and not one["same_id"]]
    answer = (_by_id if by_id else _by_phone)(asked, by_id, by_phone, as_of)
    if answer["outcome"] != "BLOCKED" and _is_reassigned(asked, by_id, by_phone):
        answer["phoneReassigned"] = True
    return answer


def id_key(id_number: dict) -> str:
    state = id_number.get("issuingState", "") if id_number["type"] == "PASSPORT" else ""
    return f"{id_number['type']}:{state}:{id_number['number']}"


def _is_organisation(asked: dict) -> bool:
    return asked["partyType"] == "ORGANISATION"


def _beside(asked: dict, entry: dict) -> dict:
    """An entry beside what was asked."""
    key = id_key(entry["id"]) if entry["id"] else None
    verdict, reason = "NOT_ASKED", None
    if "name" in asked:
        verdict, reason = compare(asked["name"], entry["name"], entry["formerNames"])
    return {
        "entry": entry,
        "key": key,
        "same_id": "id" in asked and key == id_key(asked["id"]),
        "same_phone": "phone" in asked and entry["phone"] == asked["phone"],
        "name": verdict,
        "reason": reason,
    }


def _fits(one: dict) -> bool:
    return one["name"] in ("MATCH", "VARIANT")


def _best(entries: list) -> dict:
    order = ["NOT_ASKED", "MATCH", "VARIANT", "SIMILAR", "MISMATCH"]
    return min(entries, key=lambda one: (order.index(one["name"]), one["reason"] is not None))


def _by_id(asked, by_id, by_phone, as_of) -> dict:
    confirmed = asked.get("nameConfirmed", False)
    best = _best(by_id)["name"]
    if not confirmed and best == "MISMATCH":
        return _answer(asked, "CONFLICT", by_id, by_id, by_phone)
    joined = [one for one in by_phone if _fits(one)]
    if not any(_fits(one) for one in by_id) or any(one["key"] for one in joined):
        joined = []
    own = by_id if confirmed else [one for one in by_id + joined if one["name"] != "MISMATCH"]
    blocked = _blocked(asked, own, as_of)
    if blocked:
        return {**_answer(asked, "BLOCKED", own, by_id, by_phone), "blockedBy": blocked}
    one_person = len({one["entry"]["name"] for one in by_id}) == 1
    if best == "SIMILAR" and not confirmed or (confirmed or best == "NOT_ASKED") and not one_person:
        return _answer(asked, "REVIEW", by_id, by_id, by_phone)
    told = own if confirmed else [one for one in own if one["name"] != "SIMILAR"]
    return _matched(asked, own, told, by_id, by_phone)


def _by_phone(asked, by_id, by_phone, as_of) -> dict:
    open_to = [one for one in by_phone if "id" not in asked or one["key"] is None]
    fits = [one for one in open_to if _fits(one)]
    if not fits:
        similar = [one for one in open_to if one["name"] == "SIMILAR"]
        outcome = "REVIEW" if similar else "NO_RECORD"
        return _answer(asked, outcome, similar, by_id, by_phone)
    keys = {one["key"] for one in by_phone if _fits(one) and one["key"]}
    if len(keys) > (0 if "id" in asked else 1):
        return _answer(asked, "REVIEW", fits, by_id, by_phone)
    blocked = _blocked(asked, fits, as_of)
    if blocked:
        return {**_answer(asked, "BLOCKED", fits, by_id, by_phone), "blockedBy": blocked}
    return _matched(asked, fits, fits, by_id, by_phone)


def _answer(asked, outcome, own, by_id, by_phone) -> dict:
    """Verdicts and no contact. `own` are the entries taken for the party's."""
    phone = "NOT_ASKED"
    if "phone" in asked:
        phone = "MISMATCH" if by_phone else "NOT_HELD"
        phone = "MATCH" if any(one["same_phone"] for one in own) else phone
    name = "NOT_ASKED"
    if "name" in asked:
        name = _best(own)["name"] if own else "NOT_HELD"
    id_number = "NOT_ASKED"
    if "id" in asked:
        id_number = "MATCH" if by_id else "NOT_HELD"
    reason = _best(own)["reason"] if own else None
    return {
        "ref": asked["ref"],
        "outcome": outcome,
        "elements": {"name": name, "idNumber": id_number, "phone": phone},
        **({"nameReason": reason} if reason else {}),
        "contacts": [],
    }


def _matched(asked, own, told, by_id, by_phone) -> dict:
    answer = _answer(asked, "MATCHED", own, by_id, by_phone)
    united = {}
    for one in told:
        for lead in one["entry"]["contacts"]:
            united.setdefault((lead["kind"], lead["value"], lead["basis"]), lead)
    answer["contacts"] = list(united.values())[:200]
    discovered = {}
    known = next((one["entry"]["id"] for one in told if one["entry"]["id"]), None)
    if "id" not in asked and known:
        discovered["id"] = known
    renamed = next((one for one in told if one["reason"] == "FORMER_NAME"), None)
    if renamed:
        discovered["currentName"] = renamed["entry"]["name"]
    return {**answer, "discovered": discovered} if discovered else answer


def _blocked(asked, own, as_of):
    people = [one["entry"] for one in own if not one["entry"]["organisation"]]
    if any(person["deceased"] for person in people):
        return "DECEASED"
    if any(person["protected"] for person in people) and not asked.get("protectionLifted", False):
        return "PROTECTED"
    births = [person["birthDate"] or _birth_date(person["id"] or asked.get("id")) for person in people]
    return "MINOR" if any(birth and _age(birth, as_of) < ADULT for birth in births) else None


def _birth_date(id_number):
    if not id_number or id_number["type"] in ("PASSPORT", "USCC"):
        return None
    number = id_number["number"]
    if not re.match(r"[0-9]{17}[0-9X]\Z", number):
        return None
    return f"{number[6:10]}-{number[10:12]}-{number[12:14]}"


def _age(birth: str, day: str) -> int:
    return int(day[:4]) - int(birth[:4]) - (day[5:] < birth[5:])


def _is_reassigned(asked, by_id, by_phone) -> bool:
    if "phoneObservedOn" not in asked or _is_organisation(asked):
        return False

    def is_another(one):
        return (one["key"] is not None and "id" in asked) or one["name"] == "MISMATCH"

    own = [one for one in by_id if one["same_phone"]]
    own += [one for one in by_phone if _fits(one) and not is_another(one)]
    last = max([asked["phoneObservedOn"], *(one["entry"]["observedOn"] for one in own)])
    return any(is_another(one) and one["entry"]["observedOn"] > last for one in by_phone)
