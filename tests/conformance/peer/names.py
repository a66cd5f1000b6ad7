"""Compares names at the minimal level of the wire format, and a little beyond it."""

import re
import unicodedata

DOTS = re.compile("[•・･‧∙⋅]")
HAN = re.compile("[\u2e80-\u2fd5\u3005\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff"
                 "\uf900-\ufaff\U00020000-\U0003ffff]")
APOSTROPHES = re.compile("['’‘ʼʹ`´]")

# A small table of traditional forms: beyond the minimal level, and far from complete.
SIMPLE = str.maketrans(
    "張劉陳楊趙黃吳孫馬羅鄭謝韓馮蕭許蔣閻餘鄧陸偉強軍華國麗艷鳳蘭梅東龍濤靜歐陽",
    "张刘陈杨赵黄吴孙马罗郑谢韩冯萧许蒋阎余邓陆伟强军华国丽艳凤兰梅东龙涛静欧阳",
)
SHORTEST_FOR_ONE_EDIT = 3


def compare(asked: str, name: str, former_names=()):
    """A verdict, and the reason where it is not plainly equal."""
    current = _compare_two(asked, name)
    if current[0] in ("MATCH", "VARIANT"):
        return current
    if any(_compare_two(asked, former)[0] in ("MATCH", "VARIANT") for former in former_names):
        return "VARIANT", "FORMER_NAME"
    return current


def normalise(name: str) -> str:
    dotted = DOTS.sub("·", _tidy(name))
    return re.sub("[.。]", "·", dotted) if HAN.search(dotted) else dotted


def _tidy(name: str) -> str:
    plain = unicodedata.normalize("NFKC", name)
    plain = "".join(c for c in plain if unicodedata.category(c) != "Cf" and not _is_selector(c))
    plain = re.sub(r"[\s\x00-\x1f\x7f-\x9f]+", " ", plain).strip().lower()
    plain = plain.replace(" ", "") if HAN.search(plain) else plain
    return unicodedata.normalize("NFKC", plain)


def _is_selector(character: str) -> bool:
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"


def _compare_two(asked: str, held: str):
    one, other = normalise(asked), normalise(held)
    if one == "" or other == "":
        return "MISMATCH", None
    if one == other:
        return "MATCH", None if _tidy(asked) == _tidy(held) else "MIDDLE_DOT"
    if HAN.search(one) or HAN.search(other):
        return _compare_han(one.translate(SIMPLE), other.translate(SIMPLE))
    return _compare_latin(_tokens(one), _tokens(other))


def _compare_han(one: str, other: str):
    if one == other:
        return "VARIANT", "TRADITIONAL_FORM"
    if min(len(one), len(other)) >= SHORTEST_FOR_ONE_EDIT and _is_one_edit(one, other):
        return "SIMILAR", "ONE_EDIT"
    return "MISMATCH", None


def _compare_latin(one: list, other: list):
    if not one or not other:
        return "MISMATCH", None
    if "".join(one) == "".join(other):
        return "VARIANT", "PUNCTUATION"
    if sorted(one) == sorted(other):
        return "VARIANT", "TOKEN_ORDER"
    return "MISMATCH", None


def _tokens(name: str) -> list:
    joined = APOSTROPHES.sub("", name)
    words = "".join(c if unicodedata.category(c)[0] in "LMN" else " " for c in joined)
    return words.split()


def _is_one_edit(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1:
        return False
    at = next((at for at, c in enumerate(long) if short[at : at + 1] != c), None)
    if at is None:
        return False
    return short[at + (len(long) == len(short)) :] == long[at + 1 :]
