"""The register, read whole from a CSV file and indexed by ID and phone."""

import csv

from decide import decide, id_key

BASES = {"ADDRESS": "RESIDENCE_REGISTRATION", "PHONE": "REGISTERED_PHONE"}


class Register:
    """Columns: id_type, id_number, issuing_state, name, former_name, phone (E.164), birth_date,
    address, deceased, protected, organisation, observed_on. Normalised by whoever writes it."""

    def __init__(self, file: str):
        self.by_id, self.by_phone = {}, {}
        with open(file, encoding="utf-8", newline="") as rows:
            for row in csv.DictReader(rows):
                entry = _entry(row)
                if entry["id"]:
                    self.by_id.setdefault(id_key(entry["id"]), []).append(entry)
                if entry["phone"]:
                    self.by_phone.setdefault(entry["phone"], []).append(entry)

    def answer(self, party: dict, as_of: str) -> dict:
        held = list(self.by_id.get(id_key(party["id"]), [])) if "id" in party else []
        for entry in self.by_phone.get(party.get("phone"), []):
            if entry not in held:
                held.append(entry)
        return decide(party, held, as_of)


def _entry(row: dict) -> dict:
    id_number = {"type": row["id_type"], "number": row["id_number"]} if row["id_number"] else None
    if id_number and row["issuing_state"]:
        id_number["issuingState"] = row["issuing_state"]
    values = [("ADDRESS", row["address"]), ("PHONE", row["phone"])]
    return {
        "id": id_number,
        "name": row["name"],
        "formerNames": [name for name in row["former_name"].split(";") if name],
        "phone": row["phone"],
        "birthDate": row["birth_date"],
        "deceased": row["deceased"] == "yes",
        "protected": row["protected"] == "yes",
        "organisation": row["organisation"] == "yes",
        "observedOn": row["observed_on"],
        "contacts": [
            {"kind": kind, "value": value, "basis": BASES[kind], "observedOn": row["observed_on"]}
            for kind, value in values
            if value
        ],
    }
