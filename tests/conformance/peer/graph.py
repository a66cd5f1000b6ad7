"""As much of GraphQL as a gateway asks of an agency: one query, aliases, fragments, variables."""

import re

SDL = """extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.6", import: ["@inaccessible", "@key", "@shareable"])

type AgencyReply @shareable {
  status: AgencyStatus!
  answeredAt: DateTime
  sealed: String @inaccessible
}

enum AgencyStatus {
  ANSWERED
  REFUSED
  UNAVAILABLE
}

scalar DateTime

type Inquiry @key(fields: "envelope") {
  envelope: ID! @inaccessible
  CODE: AgencyReply
}
"""

_TOKEN = re.compile(r'\s*(?:(\.\.\.)|([_A-Za-z]\w*)|("(?:[^"\\\n]|\\.)*")|(-?\d[\d.eE+-]*)|(.))', re.A)
_IGNORED = re.compile(r"#[^\n]*|[,\ufeff]")
DEEPEST = 20


class NoGraphQL(Exception):
    """What was asked is not in this schema, or is no query."""


class Reader:
    """Reads a document into selections: (key, name, arguments, selections) or a fragment."""

    def __init__(self, text: str):
        self.tokens = [m.group().strip() for m in _TOKEN.finditer(_IGNORED.sub(" ", text))]
        self.tokens = [token for token in self.tokens if token]
        self.at = 0

    def document(self):
        query, fragments = None, {}
        while self.at < len(self.tokens):
            if self.peek() == "fragment":
                self.take("fragment")
                name = self.take()
                self.take("on")
                fragments[name] = (self.take(), self.selections(0))
            elif query is None:
                query = self.query()
            else:
                raise NoGraphQL
        if query is None:
            raise NoGraphQL
        return query, fragments

    def query(self):
        if self.peek() == "query":
            self.take("query")
            if self.peek() not in ("(", "{", "@"):
                self.take()
            if self.peek() == "(":
                self.skip("(", ")")
        return self.selections(0)

    def selections(self, depth: int) -> list:
        if depth > DEEPEST:
            raise NoGraphQL
        self.take("{")
        found = []
        while self.peek() != "}":
            found.append(self.selection(depth + 1))
        self.take("}")
        return found

    def selection(self, depth: int):
        if self.peek() == "...":
            self.take("...")
            if self.peek() == "on":
                self.take("on")
                return ("...", self.take(), self.selections(depth))
            return ("...", self.take()) if self.peek() != "{" else ("...", None, self.selections(depth))
        key = name = self.take()
        if self.peek() == ":":
            self.take(":")
            name = self.take()
        arguments = self.arguments() if self.peek() == "(" else {}
        inside = self.selections(depth) if self.peek() == "{" else []
        if not re.match(r"[_A-Za-z]\w*\Z", name, re.A):
            raise NoGraphQL
        return (key, name, arguments, inside)

    def arguments(self) -> dict:
        self.take("(")
        found = {}
        while self.peek() != ")":
            name = self.take()
            self.take(":")
            # a gateway passes everything in variables
            self.take("$")
            found[name] = self.take()
        self.take(")")
        return found

    def skip(self, opening: str, closing: str) -> None:
        self.take(opening)
        depth = 1
        while depth:
            token = self.take()
            depth += (token == opening) - (token == closing)

    def peek(self):
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def take(self, expected=None) -> str:
        token = self.peek()
        if token is None or (expected is not None and token != expected):
            raise NoGraphQL
        self.at += 1
        return token


def execute(request, code: str, reply_to) -> dict:
    """`reply_to` answers an envelope with status, answeredAt and sealed."""
    if not isinstance(request, dict) or not isinstance(request.get("query"), str):
        raise NoGraphQL
    selections, fragments = Reader(request["query"]).document()
    variables = request.get("variables") or {}
    if not isinstance(variables, dict):
        raise NoGraphQL

    def fields(typename, inside):
        for one in inside:
            if one[0] != "...":
                yield one
            elif len(one) == 2:
                on, spread = fragments.get(one[1], (None, None))
                if spread is None:
                    raise NoGraphQL
                yield from fields(typename, spread) if on == typename else ()
            elif one[1] in (None, typename):
                yield from fields(typename, one[2])

    def shape(typename, inside, resolve):
        return {
            key: typename if name == "__typename" else resolve(name, arguments, below)
            for key, name, arguments, below in fields(typename, inside)
        }

    def reply(envelope):
        def of(name, _arguments, inside):
            if name != code:
                raise NoGraphQL
            told = reply_to(envelope)
            return shape("AgencyReply", inside, lambda field, _a, _b: _member(told, field))

        return of

    def entity(representation, inside):
        known = isinstance(representation, dict) and representation.get("__typename") == "Inquiry"
        if not known or not isinstance(representation.get("envelope"), str):
            raise NoGraphQL
        return shape("Inquiry", inside, reply(representation["envelope"]))

    def root(name, arguments, inside):
        if name == "_service":
            sdl = {"sdl": SDL.replace("CODE", code)}
            return shape("_Service", inside, lambda field, _a, _b: _member(sdl, field))
        representations = variables.get(arguments.get("representations"))
        if name != "_entities" or not isinstance(representations, list):
            raise NoGraphQL
        return [entity(one, inside) for one in representations]

    return shape("Query", selections, root)


def _member(value: dict, name: str):
    if name not in value:
        raise NoGraphQL
    return value[name]
